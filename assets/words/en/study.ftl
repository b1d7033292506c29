### Words of study

## Methods
method-bp-classic = Classic BP
method-bp-classic-about = The plain method: every round one step downhill, always of the same rate.
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
method-bp-lbfgs = BP with L-BFGS
method-bp-lbfgs-about = Learns from its last steps how the slope bends and looks for the best length of every step: few rounds, each a little longer.
method-bp-lm = BP with Levenberg–Marquardt
method-bp-lm-about = Weighs every pair of weights for an almost direct step: very few rounds, but only for small networks (up to about 500 weights).
method-ann = Network
method-ann-about = ReLU layers learning in small steps, stopped before they learn by heart; five networks answer together.
method-ann-source = Network as in the article
method-ann-source-about = The network of the churn article: two ReLU layers of six units, a fixed number of rounds, nothing against overfitting.
method-ann-search = Network with a search
method-ann-search-about = Tries depths, widths, learning rates and penalties, gives up the worse half again and again, and keeps the networks that do best on the validation customers.
method-logistic = Logistic regression
method-logistic-about = Weighs every column once, without any hidden layer: quick, easy to explain, and what a network has to beat.
method-bp-softmax = Network with softmax
method-bp-softmax-about = Judges by probability instead of squared error, with Adam: often more accurate on many classes.

## What a customer is given
kind-class = class
kind-tier = tier

## What a run found
study-headline = { $method } gives { $accuracy } of the { $n } held-out customers the right { $kind }.
study-headline-repeats = { $method } gives { $accuracy } (± { $sd }) of the held-out customers the right { $kind }: { $repeats } different divisions, { $n } customers held out each time.
study-headline-starts = { $method } gives { $accuracy } (± { $sd }) of the held-out customers the right { $kind }: { $repeats } starts on the same { $n } held-out customers.
study-no-network = No network was shown to be better than “{ $baseline }”, which is right for { $share }.
study-above-baseline = Saying “{ $class }” for everybody would be right for { $share }.
study-below-baseline = That is not better than saying “{ $class }” for everybody, which is right for { $share }. Do not act on these labels; look at the rarer classes, or find columns that say more.
study-baseline-chance = That is not better by more than chance than saying “{ $class }” for everybody, which is right for { $share }. Do not act on these labels; look at the rarer classes, or find columns that say more.
study-baseline-unknown = There are too few repeats to say whether that is better than saying “{ $class }” for everybody, which is right for { $share }.
study-difference-real = Within { $rounds ->
    [one] { $rounds } round
   *[other] { $rounds } rounds
}, { $better } is more accurate than { $worse } by { $points } percentage points. That is larger than chance (p { $p }).
study-difference-chance = { $better } and { $worse } differ by { $points } percentage points. That is not larger than chance (p { $p }).
study-difference-unknown = { $better } is { $points } percentage points ahead of { $worse }, but there are too few repeats to say whether that is more than chance; { $needed } are needed.
study-difference-none = { $better } and { $worse } are equally accurate, to a tenth of a percentage point.
study-still-learning = { $method } was still learning after { $rounds ->
    [one] { $rounds } round: this compares what is reached in { $rounds } round
   *[other] { $rounds } rounds: this compares what is reached in { $rounds } rounds
}, not what it can reach.
study-leader-real = On held-out customers { $leader } is more accurate than { $chosen }, which labels the customers, by { $points } percentage points within { $rounds ->
    [one] { $rounds } round
   *[other] { $rounds } rounds
}. That is larger than chance (p { $p }).
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
study-small-tiers = Fewer than 3 customers are in the tier { $classes }. It cannot be learned and judged properly; choose a larger share for this tier.
study-few-rows = Fewer than { $n } customers have the { $kind } { $classes }: only a handful of them can be held out, so what is said of it may be far off.
study-copies = { $n ->
    [one] { $n } row repeats another one. Both stand in the same part, so that nobody is judged who was learned from.
   *[other] { $n } rows repeat other ones. Copies stand in the same part, so that nobody is judged who was learned from.
}
study-copies-of-held-out = { $n ->
    [one] { $n } customer is a copy of one on the held-out list and takes no part in learning.
   *[other] { $n } customers are copies of ones on the held-out list and take no part in learning.
}
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
study-one-tier = All customers are in one tier, “{ $tier }”, so there is nothing to tell apart.
study-one-tier-hint = Take back “leave out” among the questions about the transactions, or change the cuts of the tiers.
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

## What a network must beat
study-baseline-majority = Most common { $kind }
study-baseline-same-tier = Same tier as before
study-baseline-direct-threshold = Cuts on earlier value
study-baseline-direct-threshold-same-period = Cuts on the same value
study-baseline-majority-about = everybody gets the most common { $kind }
study-baseline-same-tier-about = everybody keeps the tier of the earlier period
study-baseline-direct-threshold-about = the contribution of the earlier period cut at fixed points
study-baseline-direct-threshold-same-period-about = the contribution of the same period cut at fixed points

## Value tiers from transactions
value-horizon-earlier-to-later = Learn from the earlier period, predict the tier of the later one
value-horizon-same-period = Facts and tier of the same period
value-clock-calendar = The same day for everybody
value-clock-own-history = The middle of each customer’s own history
value-column-tier = the tier
value-column-tier-before = the tier of the earlier period, 1 the lowest
value-column-contribution-before = the contribution of the earlier period, a year
study-value-circular = Tiers and facts are of the same period, so the tier follows from the facts by a formula. A network that reaches a high accuracy here has only learned that formula.
study-value-circular-hint = To learn something about the future, take the facts from an earlier period than the tier.
study-value-late = { $n ->
    [one] { $n } customer came only in the later period. There is nothing to learn from yet, so this customer is left out of training; the tier expected next is still given.
   *[other] { $n } customers came only in the later period. There is nothing to learn from yet, so they are left out of training; the tier expected next is still given.
}
study-value-late-hint = Choose an earlier day between the periods if these are too many.
study-value-gone = { $n ->
    [one] { $n } customer has nothing in the later period: no transaction, no balance, no loan. There is no tier to learn, so this customer is left out of training and still given a label.
   *[other] { $n } customers have nothing in the later period: no transaction, no balance, no loan. There is no tier to learn, so they are left out of training and still given a label.
}
study-value-gone-counts = { $n ->
    [one] { $n } customer has nothing in the later period: no transaction, no balance, no loan. This customer takes part as one who contributes nothing there.
   *[other] { $n } customers have nothing in the later period: no transaction, no balance, no loan. They take part as customers who contribute nothing there.
}
study-value-own-history = Dividing each customer’s own time looks ahead: where the earlier half ends is known only from the customer’s last transaction. Facts that tell how long the half is are left out, but part of what is found may still come from that.
study-value-short = { $n ->
    [one] { $n } customer has less than 60 days from the first transaction to the last, too little for two periods, and is left out.
   *[other] { $n } customers have less than 60 days from the first transaction to the last, too little for two periods, and are left out.
}
study-value-short-hint = Divide the time on the same day for everybody to keep them.
study-cut-day = The later period cannot begin on { $cut }: the file goes from { $first } to { $last }.
study-cut-day-hint = Choose a day after the first and not after the last one.
study-one-day = All transactions are of { $day }, so there is no earlier and no later period.
study-one-day-hint = Use a file of several months, or compare within one period (horizon=same_period).
study-tier-names = Each tier needs a name of its own.
study-tiers-hint = Correct the tiers and try again.
study-nobody-in-both = No customer has facts in the earlier period and a tier in the later one.
study-nobody-in-both-hint = Choose another day between the periods, or a file that goes over a longer time.
study-tiers-from-formula = Here the tiers follow from the facts by a formula (both are of the same period). The accuracy says how well the formula was copied, not how well anything is foreseen.
study-baselines = Without any network, { $parts }.
study-baselines-part = “{ $name }” ({ $about }) is right for { $share }
study-beats-baseline = { $method } is ahead of the best of these, “{ $baseline }”, by { $points } percentage points. That is larger than chance (p { $p }).
study-beats-baseline-chance = { $method } is ahead of the best of these, “{ $baseline }”, by { $points } percentage points. That is not larger than chance (p { $p }).
study-beats-baseline-unknown = { $method } is ahead of the best of these, “{ $baseline }”, by { $points } percentage points, but there are too few repeats to say whether that is more than chance.
study-beats-baseline-not = { $method } is right exactly as often as the best of these, “{ $baseline }”.
study-behind-baseline = { $method } is behind the best of these, “{ $baseline }”, by { $points } percentage points. That is larger than chance (p { $p }).
study-behind-baseline-chance = { $method } is behind the best of these, “{ $baseline }”, by { $points } percentage points. That is not larger than chance (p { $p }).
study-behind-baseline-unknown = { $method } is behind the best of these, “{ $baseline }”, by { $points } percentage points, but there are too few repeats to say whether that is more than chance.
study-small-tiers-lost = Where every tier counts the same, however small, { $method } is worse at finding the tiers than “{ $baseline }”: macro-F1 { $own } against { $other }. It loses customers of the small tiers, which accuracy hardly shows.
study-next-todays-tier = { $method } was not shown to be better, so the tier expected next is each customer’s tier of today, not what a network says; its probability is the share of customers who kept that tier from the earlier period to the later one.
study-moved = From the earlier to the later period { $up } of { $n } customers rose to a higher tier and { $down } fell to a lower one.

## The claim made for improved BP
study-claim = Is { $improved } (starting at learning rate { $improved_rate }) better than { $classic } (learning rate { $classic_rate }) on this file? A training stops early once the error on validation customers no longer falls. { $faster } { $lower } { $accurate } Whether it finds the best network there is cannot be seen here; over { $n } starts its last training error went from { $low } to { $high }.
study-claim-faster-yes = Faster: yes (it came down to the other’s last training error first in { $wins } of { $of } trainings; p { $p }).
study-claim-faster-no = Faster: no, slower (it came down to the other’s last training error later or never in { $losses } of { $of } trainings; p { $p }).
study-claim-faster-open = Faster: not shown (it came down to the other’s last training error first in { $wins } of { $of } trainings; p { $p }).
study-claim-faster-few = Faster: too few trainings to say (it came down to the other’s last training error first in { $wins } of { $of }).
study-claim-error-yes = Lower training error: yes (in { $wins } of { $of } trainings; p { $p }).
study-claim-error-no = Lower training error: no, higher (in { $losses } of { $of } trainings; p { $p }).
study-claim-error-open = Lower training error: not shown (in { $wins } of { $of } trainings; p { $p }).
study-claim-error-few = Lower training error: too few trainings to say (in { $wins } of { $of }).
study-claim-accurate-yes = More accurate on customers it has not seen: yes (p { $p }).
study-claim-accurate-no = More accurate on customers it has not seen: no, less accurate (p { $p }).
study-claim-accurate-open = More accurate on customers it has not seen: not shown (p { $p }).
study-claim-accurate-few = More accurate on customers it has not seen: too few repeats to say.
