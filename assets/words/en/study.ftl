### Words of study

## Methods
method-bp-classic = Classic BP
method-bp-classic-about = The plain rule: every round one step downhill, always of the same rate.
method-bp-momentum = BP with momentum
method-bp-momentum-about = Keeps part of the last step, so it rolls through flat places and small dents.
method-bp-toolbox = BP with momentum (toolbox form)
method-bp-toolbox-about = Momentum as the neural network toolboxes define it: an average of steps, smaller ones at the same rate.
method-bp-adaptive = BP with adaptive rate
method-bp-adaptive-about = Takes longer steps while the error falls and shorter ones when it rises.
method-bp-improved = Improved BP
method-bp-improved-about = Momentum and adaptive rate together; a step that raises the error too much is taken back.
method-bp-neurolab = Improved BP (neurolab form)
method-bp-neurolab-about = Momentum and adaptive rate together; bad steps are kept, as neurolab does.
method-bp-adam = BP with Adam
method-bp-adam-about = Every weight has its own step, sized by how steadily its slope has pointed one way.
method-bp-rprop = BP with iRprop+
method-bp-rprop-about = Looks only at the sign of each slope; each weight's step grows or shrinks by itself.
method-bp-softmax = Network with softmax
method-bp-softmax-about = Judges by probability instead of squared error, with Adam: often more accurate on many classes.

## What a run found
study-headline = { $method } gives { $accuracy } of the { $n } held-out customers the right class.
study-headline-repeats = { $method } gives { $accuracy } (± { $sd }) of the held-out customers the right class: { $repeats } different divisions, { $n } customers held out each time.
study-headline-starts = { $method } gives { $accuracy } (± { $sd }) of the held-out customers the right class: { $repeats } starts on the same { $n } held-out customers.
study-above-baseline = Saying “{ $class }” for everybody would be right for { $share }.
study-below-baseline = That is not better than saying “{ $class }” for everybody, which is right for { $share }. Do not act on these labels; look at the rarer classes, or find columns that say more.
study-baseline-chance = That is not better by more than chance than saying “{ $class }” for everybody, which is right for { $share }. Do not act on these labels; look at the rarer classes, or find columns that say more.
study-baseline-unknown = There are too few repeats to say whether that is better than saying “{ $class }” for everybody, which is right for { $share }.
study-difference-real = Within { $rounds } rounds, { $better } is more accurate than { $worse } by { $points } percentage points. That is larger than chance (p { $p }).
study-difference-chance = { $better } and { $worse } differ by { $points } percentage points. That is not larger than chance (p { $p }).
study-difference-unknown = { $better } is { $points } percentage points ahead of { $worse }, but there are too few repeats to say whether that is more than chance; { $needed } are needed.
study-difference-none = { $better } and { $worse } are equally accurate, to a tenth of a percentage point.
study-still-learning = { $method } was still learning after { $rounds } rounds: this compares what is reached in { $rounds } rounds, not what it can reach.
study-leader-real = On held-out customers { $leader } is more accurate than { $chosen }, which labels the customers, by { $points } percentage points within { $rounds } rounds. That is larger than chance (p { $p }).
study-leader-chance = On held-out customers { $leader } is { $points } percentage points ahead of { $chosen }, which labels the customers. That is not larger than chance (p { $p }).
study-leader-unknown = On held-out customers { $leader } is { $points } percentage points ahead of { $chosen }, which labels the customers, but there are too few repeats to say whether that is more than chance; { $needed } are needed.
study-error-lower = After the same number of rounds, { $improved } stands at a training error of { $low }, { $classic } at { $high }.
study-error-not-lower = After the same number of rounds, { $improved } did not come below the training error of { $classic } ({ $low } against { $high }).
study-error-is-not-accuracy = { $improved } reached a lower training error, but it is not more accurate than { $classic } on customers it has not seen.
study-error-accuracy-chance = { $improved } reached a lower training error, but on customers it has not seen it is not more accurate than { $classic } by more than chance.
study-stopped = Training was stopped before its end; these are the best results up to then.
study-chosen = { $method } labels the customers: it has the highest macro-F1 ({ $score }) on the { $n } validation customers of the first repeat. The held-out customers of the first repeat had no say.
study-chosen-only = { $method } was the only method; its macro-F1 on the { $n } validation customers is { $score }.
study-diverged = The error grew without end in { $n } of { $of } trainings.
study-learned-nothing = No round made the error on validation customers smaller, so this network knows nothing yet. The learning rate is probably too high.
study-constant-columns = The same for every customer that was learned from, so without effect: { $columns }.
study-small-classes = Fewer than 3 customers have the class { $classes }. It cannot be learned and judged properly; join it to another class or leave it out.
study-unlabelled = { $n ->
    [one] { $n } customer has no label. It gets one, but takes no part in learning or judging.
   *[other] { $n } customers have no label. They get one, but take no part in learning or judging.
}
study-predict-shape = The model expects { $expected } features and found { $found }.

## Why a run could not be made
study-no-label = There is no column to predict yet.
study-no-label-hint = Choose a column with a few different values, such as yes and no.
study-unknown-label = There is no column “{ $column }” to predict in this file.
study-no-classes = The column “{ $column }” is empty.
study-one-class = Every customer has the same value “{ $class }” in “{ $column }”, so there is nothing to tell apart.
study-other-label-hint = Choose another column to predict, or a file with at least two classes.
study-too-many-classes = The column “{ $column }” has { $n } different values. These are not classes.
study-too-many-classes-hint = Choose a column with at most { $most } values, or join values into groups first.
study-too-few-rows = There are too few customers in the classes of “{ $column }” to learn from some and judge on others. Too small: { $classes }.
study-too-few-rows-hint = At least two classes need 3 customers or more; a few hundred give figures worth reading.
study-class-order = The order given for “{ $column }” does not name each of its classes once.
study-class-order-hint = The classes are: { $classes }.
study-label-is-feature = “{ $column }” is what is predicted and cannot be learned from at the same time.
study-label-is-feature-hint = Take “{ $column }” out of the columns to learn from.
study-shares = The shares leave no customers for training, for validation or for judging.
study-shares-hint = Use for example 70 % for training and 15 % for validation; the rest is held out.
study-repeats = Repeats go from 1 to { $repeats }, folds from 1 to { $folds }.
study-repeats-hint = Use 10 repeats and 1 fold to compare methods.
study-folds-fixed = Folds choose their own held-out customers, so they cannot be used with held-out rows from a list.
study-folds-fixed-hint = Use 1 fold, or drop the list.
study-test-rows = { $n ->
    [0] The list of held-out rows is empty.
    [one] { $n } row of the held-out list is not in the table or has no label.
   *[other] { $n } rows of the held-out list are not in the table or have no label.
}
study-test-rows-hint = Rows are counted from 0, without the header.
study-split = In repeat { $repeat } a part would be without customers, or training would see one class only.
study-no-methods = No method is chosen.
study-no-methods-hint = Choose at least one method, for example Classic BP and Improved BP.
study-unknown-method = There is no method “{ $method }”.
study-unknown-method-hint = Look at the list of methods and choose one of them.
study-method-twice = The method “{ $method }” is chosen twice.
study-method-twice-hint = Choose each method once.
study-fixed-param = “{ $key }” cannot be chosen for { $method }: it is what makes the method.
study-fixed-param-hint = Choose another method instead.
study-all-failed = No method came to a usable result.
study-all-failed-hint = Try a lower learning rate, or other columns.
study-stopped-early = It was stopped before anything was learned.
study-stopped-early-hint = Start again and let at least one round pass.
study-discarded = The training was discarded; nothing was kept.
study-discarded-hint = Earlier results are still there.
