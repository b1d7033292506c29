### Words of cli

cli-reading = Reading { $file }
cli-training = Training { $methods ->
    [one] { $methods } method
   *[other] { $methods } methods
}, { $runs ->
    [one] { $runs } start
   *[other] { $runs } starts
} each
cli-judging = Judging the held-out customers
cli-time-left = about { $seconds } s left
cli-stopping = Stopping and keeping the best so far, if there is any yet; press Ctrl+C again to end at once.
cli-writing-on = Writing the results to the end; press Ctrl+C again to end at once.
cli-no-output = The result could not be written to the standard output.
cli-no-output-hint = Is the disk full that the output goes to? Files named with --out are complete.
cli-hint-full = Make room or choose another folder with --out, and run the same command again: the same seed gives the same results.
cli-stopped = Stopped before the end: the results are those of the best networks so far.
cli-written = Written into { $folder }: { $files } ({ $n ->
    [one] { $n } customer
   *[other] { $n } customers
})
cli-sample-written = Written { $n ->
    [one] { $n } customer
   *[other] { $n } customers
} into { $file }
cli-hint-force = Choose another name or folder, or replace it with --force.
cli-hint-rename = If another column of the file stands for it, say so: --rename { $rename }
cli-demo-headless = The demo goes on without a window; its results go into { $folder }.
cli-unknown-command = There is no command and no file “{ $word }”.
cli-set-form = “{ $setting }” does not say what to set to what.
cli-set-form-hint = Write --set key=value, for example --set learning_rate=0.05.
cli-method-not-chosen = The method “{ $method }” is not in this race.
cli-method-not-chosen-hint = Add it with --method { $method }.
cli-test-rows-line = Line { $line } of the held-out rows says “{ $text }”, which is no row number.
cli-test-rows-line-hint = Write one row number a line, counted from 0 without the header.
cli-id-is-label = “{ $column }” cannot be both the column that names customers and the one to predict.
cli-id-is-label-hint = Name another column with --id or with --label.
cli-no-threads = { $n } threads could not be started.
cli-no-threads-hint = Choose a smaller number for --threads.
cli-profile-summary = { $file }: { $rows }, { $columns }, read as { $encoding }, { $separator }, decimal mark “{ $decimal }”
cli-head-column = Column
cli-head-role = Role
cli-head-missing = Missing
cli-head-values = Values
cli-head-reason = Why
cli-no-issues = Nothing looks odd.
cli-issues = To look at:
cli-more-issues = … and { $n } more in findings.json
cli-head-method = Method
cli-head-accuracy = Accuracy
cli-head-macro-f1 = Macro-F1
cli-head-best-epoch = Best round
cli-head-verdict = Compared
cli-better-than = better than { $methods }, larger than chance
cli-confusion = Held-out customers: real { $kind } (rows), predicted { $kind } (columns)
cli-method-warning = { $method }: { $warning }

## Value tiers from transactions
cli-integrating = Making customers of the transactions
cli-map-form = “{ $map }” does not say which column plays which part.
cli-map-form-hint = Write --map role=COLUMN, for example --map customer=client_id.
cli-map-role = No column can play the part “{ $role }”.
cli-map-role-hint = The parts are: { $roles }.
cli-map-twice = More than one column was named for the part “{ $role }”.
cli-map-twice-hint = Name one column for each part.
cli-map-one-column = “{ $column }” cannot be the { $other } and the { $role } at once.
cli-map-one-column-hint = Name another column for one of the two.
cli-set-idle = { $key } has no effect with { $reason }.
cli-set-idle-hint = Leave { $key } out, or choose clock=calendar and horizon=earlier_to_later.
cli-set-no-column = { $key } has no effect: no column plays the part “{ $role }”.
cli-set-no-column-hint = Name the column with --map { $role }=COLUMN, or leave { $key } out.
cli-set-no-value = “{ $value }” stands nowhere in the column “{ $column }”.
cli-set-no-value-hint = Its values are, for example: { $values }.
cli-no-transactions = { $option } needs a list of transactions, and this file is read as a table of customers.
cli-no-transactions-hint = Name the columns with --map customer=COLUMN --map date=COLUMN --map amount=COLUMN, or leave the option out.
cli-one-tier-hint = Divide the customers otherwise, for example with --set tiers=equal, or look at the amounts: all customers may be worth the same.
cli-almost-transactions = The file has dates (“{ $date }”) and amounts (“{ $amount }”) but could not be taken for a list of transactions.
cli-almost-transactions-hint = Name its columns with --map customer=COLUMN --map date=COLUMN --map amount=COLUMN, or the column to predict with --label.
cli-set-other-rule = { $key } has no meaning for the tiers called { $rule }.
cli-set-other-rule-hint = Write --set tiers={ $rule }, or leave tiers out.
cli-setting-takes = It takes { $takes }.
cli-ledger-rows = Transactions: { $records } rows, { $used } used, { $left } left out; { $customers ->
    [one] { $customers } customer
   *[other] { $customers } customers
}
cli-ledger-amounts = Sum of amounts: { $read } read = { $used } used + { $left } left out; { $integrated } in the customers’ accounts
cli-ledger-accounts = Opening balance + amounts = closing balance: to the cent for { $exact } of { $of } accounts, within { $tolerance } for { $within }; largest difference { $gap }
cli-ledger-periods = Facts of { $earlier }, tiers of { $later }
cli-ledger-one-period = Facts and tiers of { $later }
cli-head-tier = Tier
cli-head-customers = Customers
cli-head-share = Share
cli-head-value = Value a year
cli-head-value-share = Share of value
cli-migration = Customers by tier of the earlier period (rows) and of the later one (columns)
cli-looks-like-transactions = This looks like a list of transactions: { $parts }. `stratum run tiers` makes one row a customer of it.
cli-part = { $role } in { $column }
cli-value-settings = Settings of value tiers from transactions (--set key=value)
cli-value-rates = Rates and costs of the contribution (--set key=value)
cli-setting-tiers = How customers are divided into tiers
cli-setting-tier-shares = Pyramid: shares of the customers, highest tier first
cli-setting-tier-cuts = Money: value a year from which the second, third and highest tier begin
cli-setting-value-share = Value and potential: share of customers with high value
cli-setting-potential-share = Value and potential: share of customers with high potential
cli-setting-tier-names = Names of the tiers, lowest first
cli-setting-horizon = Which period the facts and the tiers are of
cli-setting-clock = Where the earlier period ends
cli-setting-cut = First day of the later period
cli-setting-dates = Order of day, month and year, where the column leaves it open
cli-setting-money-out = Values of the sign column that mean money leaving
cli-setting-loans = Values of the product column that mean a loan
cli-hidden-columns = Left out of the lists, because they might tell who a customer is: { $columns }
cli-key-beside-results = The key of the pseudonyms, { $file }, would stand beside the results.
cli-key-beside-results-hint = Whoever has both can tell the customers again. Keep the key in another folder.

## Segments and new customers
cli-segmenting = Finding segments with { $methods ->
    [one] { $methods } method
   *[other] { $methods } methods
}
cli-seg-stopped = Stopped before the end: the segments are those found so far, and whether a network helped may not be known.
cli-seg-numbers = Numbers of segments, { $method }
cli-seg-methods = Methods at { $k } segments
cli-seg-segments = Segments
cli-seg-migration = Customers by segment in { $from } (rows) and { $to } (columns)
cli-head-k = k
cli-head-inertia = Inertia
cli-head-silhouette = Silhouette
cli-head-groupless = No groups
cli-head-davies-bouldin = Davies–Bouldin
cli-head-calinski-harabasz = Calinski–Harabasz
cli-head-gap = Gap
cli-head-stability = Stability
cli-head-smallest-jaccard = Least stable
cli-head-smallest = Smallest
cli-head-silhouette-own = Silhouette: own
cli-head-silhouette-common = common
cli-head-null = learned nothing
cli-head-davies-bouldin-own = DB: own
cli-head-davies-bouldin-common = common
cli-head-seeds = Retrained
cli-head-agreement = Like K-means
cli-head-code = Code
cli-head-segment = Segment
cli-segment-settings = Settings of segments (--set key=value)
cli-setting-k = How many segments
cli-setting-sequence = What recurrent networks read one after another
cli-setting-ascending = Whether the highest number of a month is the latest month
cli-setting-objective = What recurrent networks are trained to do
cli-setting-value-column = Column whose sum says what a segment is worth
cli-set-no-network = { $key } has no effect: no method with a network takes part.
cli-set-no-network-hint = Add one, for example with --method kmeans,rnn_kmeans, or leave { $key } out.
cli-placing = Placing the customers
cli-placed = { $n ->
    [one] { $n } customer
   *[other] { $n } customers
} placed in { $k } segments, found by { $method }
cli-strangers = { $n ->
    [0] All of them fit: nobody lies farther from the middle than 99 of 100 customers of the segment did.
    [one] { $n } of them fits no segment: farther from the middle than 99 of 100 customers of the segment were. One in 100 is usual.
   *[other] { $n } of them fit no segment: farther from the middle than 99 of 100 customers of the segment were. One in 100 is usual.
}
cli-score-written = Written { $n ->
    [one] { $n } row
   *[other] { $n } rows
} into { $file }
cli-score-ignored = Not needed for the segments: { $columns }

## Predicting one class
cli-churn-settings = Settings of churn (--set key=value)
cli-setting-class = Class of interest (the rarest unless named)
cli-setting-threshold = From which probability on a customer is called
cli-setting-calibration = How probabilities are brought to what happens
cli-setting-cost-per-contact = What it costs to contact a customer
cli-setting-gain-per-kept = What a call that works is worth
cli-setting-success-rate = Share of the calls to customers of the class that work
cli-setting-budget = What the campaign may cost at most
cli-churn-misfit = “{ $value }” is no value for { $key }.
cli-churn-misfit-hint = It takes { $takes }.
cli-head-auc = AUC
cli-head-average-precision = Average precision
cli-head-recall = Recall
cli-head-precision = Precision
cli-head-brier = Brier
cli-head-ece = ECE
cli-churn-held-out = Held-out customers of the first division, with the range in which each figure lies with 95 %:
cli-churn-range-few = too few for a range
cli-churn-campaign = Of the { $population } customers not known to be of the class, a campaign that calls the { $called } most probable would find about { $found } who are, and about { $kept } of these calls would work, if as many are of the class as of those held out: { $profit } more than it costs ({ $low } to { $high }).
cli-churn-campaign-chance = What a campaign would bring is not said: nobody is shown to be foreseen better than by chance.
cli-churn-campaign-none = No campaign pays at these costs and gains.
cli-scoring = Scoring the customers
cli-scored = { $n ->
    [one] { $n } customer
   *[other] { $n } customers
} scored; the probabilities of “{ $class }” in “{ $label }” add up to { $expected }.
cli-score-called = { $n ->
    [one] { $n } customer is to be called
   *[other] { $n } customers are to be called
}: the probability is { $threshold } or more.
cli-score-unreadable = { $n ->
    [one] { $n } row could not be read and has no score.
   *[other] { $n } rows could not be read and have no score.
}
cli-score-unread = Not read by the model: { $columns }
cli-score-no-probabilities = { $option } needs probabilities, and this model only places customers in segments.
cli-score-no-probabilities-hint = Use the model of a churn run, or leave the option out.
cli-rename-form = “{ $text }” does not say which column stands for which.
cli-rename-form-hint = Write the column of the model, the sign = and the column of the file: --rename Balance=Money
cli-score-calls = Written whom to call into { $file }
cli-watching = Watching { $folder }. Every file is scored once, as soon as it stops changing. Ctrl+C ends.
cli-watch-scored = { $file }: { $n ->
    [one] { $n } row
   *[other] { $n } rows
}. { $called } { $list }
cli-watch-failed = { $file } could not be scored; it is left alone until it changes.
cli-watch-failed-before = { $file } could not be scored before and has not changed since; why is said in its .failed.txt beside the lists.
cli-score-stopping = Ending; no list is left half-written. Press Ctrl+C again to end at once.
