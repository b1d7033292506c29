### Words of the window
## The window cannot open
ui-no-display = There is no display to open a window on
ui-no-graphics = The window could not be opened: no display or no OpenGL was found
ui-no-window = The window could not be opened: a system library is missing
ui-window-needs = On Debian or Ubuntu install libx11-6 libx11-xcb1 libxcursor1 libxi6 libxrender1 libxkbcommon0 libxkbcommon-x11-0 libgl1 libegl1 libgl1-mesa-dri libwayland-client0 libwayland-egl1, or use the command line: stratum demo --out stratum-demo
ui-no-file-manager = The folder could not be shown. It is { $folder }

## Times
ui-milliseconds = { $n } ms
ui-seconds = { $n } s
ui-minutes = { $n } min

## Frame
ui-top-file = { $file } · { $n -> 
    [one] { $n } customer
   *[other] { $n } customers
}
ui-search = Search commands…
ui-palette-nothing = No command has this in its name
ui-why = Why?
ui-why-close = Close the explanation
ui-dismiss = Dismiss this message
ui-drop-now = Let go to open the file
ui-step-start = Start
ui-step-check = Check data
ui-step-choose = Choose
ui-step-train = Train
ui-step-results = Results
ui-step-export = Export
ui-status-ready = Ready
ui-status-reading = Reading the file
ui-status-training = Training
ui-status-paused = Paused
ui-status-exporting = Writing the customers
ui-status-finished = Finished in { $time }
ui-status-stopped = Stopped at round { $round } of { $rounds } after { $time }
ui-status-seed = seed { $seed }
ui-status-split = split { $train } / { $valid } / { $test }
ui-status-read = Read in { $time }
ui-time-left = about { $time } left
ui-time-little-left = a few seconds left
ui-dialog-file = Open a customer table
ui-dialog-folder = Folder for the results
ui-filter-tables = Tables
ui-filter-all = All files
ui-less = less
ui-more = more

## Start
ui-start-title = Find segments, rank customers by value, or predict who leaves
ui-start-sub = Nothing leaves this computer
ui-start-drop = Drop a customer file here
ui-start-kinds = CSV, TSV or text with columns: one row a customer, or one row a transaction
ui-start-path = or type the path of a file
ui-start-open-path = Open
ui-start-sample-head = Or watch an example: it trains in under a minute
ui-start-tiers = Which customers are worth most?
ui-start-tiers-more = 600 invented customers with a year of deposits and loans, divided into four value tiers. Four BP networks learn who will be in which
ui-start-segments = Which customers are alike?
ui-start-segments-more = 9,000 invented card holders with twelve months each. K-means finds segments, and a recurrent network tries to do better
ui-start-sample = Who left the bank?
ui-start-sample-more = 10,000 invented customers, about one in five left. A neural network and logistic regression foresee who, and whom to call
ui-start-recent = Recent files
ui-start-no-recent = Files you open will be listed here
ui-start-forget = Take { $file } off the list

## Check data
ui-check-empty = Open a customer file first; its columns will stand here
ui-check-reading = Reading { $file }
ui-check-reading-more = You can go on looking around meanwhile
ui-check-title = { $customers -> 
    [one] { $customers } customer
   *[other] { $customers } customers
}, { $columns -> 
    [one] { $columns } column
   *[other] { $columns } columns
}. { $odd -> 
    [one] One thing to look at.
   *[other] { $odd } things to look at.
}
ui-check-title-fine = { $customers -> 
    [one] { $customers } customer
   *[other] { $customers } customers
}, { $columns -> 
    [one] { $columns } column
   *[other] { $columns } columns
}. No row or column looks odd by itself.
ui-check-read-as = Read as { $encoding }, { $separator }, { $decimal }
ui-check-change = Change
ui-check-columns = Columns
ui-check-rows = First rows
ui-check-rows-shown = The first { $n } rows
ui-check-next = Choose what to find out →
ui-check-more-issues = and { $n } more notes
ui-check-fine = All fine
ui-check-fine-more = Every row could be read and no column looks odd by itself
ui-check-leaks = Columns that give away the label
ui-check-leaks-later = Looked for as soon as a label is chosen in step 3
ui-check-leaks-looking = Looking for columns that predict { $label } suspiciously well…
ui-check-leaks-unknown = With { $label } as the label this cannot be looked for
ui-check-leaks-none = No column alone predicts { $label } suspiciously well. For another label this is looked at again
ui-check-leak-out = Left out of what is learned from; in step 3 you can take it in. Looked at for the label { $label }.
ui-check-leak-in = Learned from; in step 3 you can take it out. Looked at for the label { $label }.
ui-encoding = Encoding
ui-separator = Separator
ui-decimal = Decimal mark
ui-decimal-point = decimal point
ui-decimal-comma = decimal comma
ui-words-missing = NA, null and ? mean empty
ui-column = Column
ui-used-as = Used as
ui-because = Because
ui-distribution = Distribution
ui-distribution-of = How the values of { $column } lie
ui-empty-cells = Empty
ui-distinct = different values
ui-lowest = lowest
ui-middle = middle
ui-mean = mean
ui-highest = highest
ui-issue-note = Good to know
ui-issue-look = To look at
ui-issue-must = Settle first
ui-issue-row = row { $row }
ui-privacy = Privacy
ui-privacy-columns = Never learned from, so that nobody is recognised: { $columns }. Shown again only in your own export
ui-privacy-none = No column says who a customer is. A column that did would never be learned from

## Choose
ui-choose-title = What should be predicted, and from what?
ui-choose-sub = Everything is preselected; change what you like and train
ui-choose-plan = { $methods -> 
    [one] One method
   *[other] { $methods } methods
} × { $repeats -> 
    [one] one repeat
   *[other] { $repeats } repeats
}: { $runs -> 
    [one] one network
   *[other] { $runs } networks
}
ui-label = Predict
ui-label-none = choose a column
ui-label-more = the label: classes the file already knows
ui-label-classes = { $n } classes
ui-classes = Classes. If they are tiers, put them in order from lowest to highest
ui-classes-ordered = Tiers from lowest to highest
ui-class-lower = Move { $class } lower
ui-class-higher = Move { $class } higher
ui-features = Learn from { $used } of { $all } columns
ui-features-all = All usable
ui-features-none = None
ui-features-find = Find a column
ui-feature-out = Click to leave this column out
ui-feature-in = Click to learn from this column
ui-feature-insist = Left out for a good reason. Click to use it all the same
ui-left-out = Left out
ui-methods = Methods
ui-preset-all = Race all four
ui-preset-classic = Classic BP
ui-preset-momentum = Momentum
ui-preset-adaptive = Adaptive rate
ui-preset-improved = Improved BP
ui-preset-strong = Stronger methods
ui-options = Options
ui-options-more = Size of the network, rates, rounds, patience, split, repeats and seed. The defaults are good to begin with
ui-about = about { $time }
ui-under-a-second = under a second
ui-train-in = { $train } ({ $time })
ui-option-usual = default
ui-number-unread = “{ $text }” is not a number. It is still { $value }.
ui-option-by-method = by method
ui-option-rate-more = Higher learns in fewer rounds, too high never settles. Automatic takes the rate that suits each method, here { $rates }
ui-option-default = { $name }: back to the default
ui-train-share = To learn from, %
ui-train-share-more = Higher: more to learn from, fewer customers to judge by, so a less certain verdict
ui-valid-share = To watch, %
ui-valid-share-more = Higher: the best round is found more surely; the rest is held out for the verdict
ui-repeats = Repeats
ui-repeats-more = Higher: the spread is known better and differences can be told from chance (from 10 on); takes longer
ui-folds = Folds
ui-folds-more = Above 1, every customer is held out once in each repeat; takes that many times as long
ui-seed = Seed
ui-seed-more = The same seed gives the same result; another one shows how much is chance

## Train
ui-train-title = Training { $n } methods, { $first } to { $last }
ui-train-title-one = Training: { $method }
ui-train-sub = { $methods -> 
    [one] One method
   *[other] { $methods } methods
}, { $starts -> 
    [one] one start
   *[other] { $starts } starts each
}, the same customers held out for all
ui-train-looking = Looking through the columns before training starts
ui-train-nothing = This training kept no curves
ui-train-runs = { $done } of { $all } networks done
ui-round-of = Round { $round } of { $rounds }
ui-train-valid-head = So far, on validation customers
ui-train-valid-over = On validation customers
ui-train-valid-round = shown
ui-train-valid-kept = kept
ui-train-valid-kept-more = The network of the round with the least validation error is the one kept of each start
ui-train-judged-once = Share of customers given the right answer. The held-out customers are judged once, at the end
ui-learning-rate = Learning rate
ui-rates-now = Now between { $low } and { $high }; log scale
ui-legend-train = training
ui-legend-valid = validation
ui-legend-best = best round so far
ui-legend-best-over = best round
ui-legend-band = · shaded: one standard deviation over the repeats
ui-log = Log scale
ui-all-starts = All starts
ui-replay = Replay
ui-replay-play = Play the training again
ui-replay-pause = Pause the replay
ui-replay-round = Round shown
ui-train-diverged-chip = Error grew without end
ui-train-diverged = The error of { $method } grew without end: learning rate { $rate } is too high
ui-train-retry = Retry with { $rate }
ui-train-failed = The training came to no result
ui-train-failed-sub = Everything you chose is still there

## Results
ui-results-sub = { $file } · predicting { $label } · { $n } customers labelled
ui-results-summary = Summary
ui-results-matrix = Right and mistaken
ui-results-replay = Replay the training
ui-results-methods = Methods, on held-out customers
ui-results-words = What this says
ui-results-methods-mean = Methods, mean of { $n } trainings
ui-results-against = percentage points against { $method }
ui-verdict-larger = { $points }: larger than chance
ui-verdict-not-larger = { $points }: not larger than chance
ui-verdict-too-few = { $points }: too few repeats to say
ui-verdict-reference = the others are compared with it
ui-verdict-only = nothing to compare with
ui-matrix-click = Click a cell to see those customers
ui-matrix-mistaken = { $n -> 
    [one] { $n } held-out customer was given another { $kind } than the real one
   *[other] { $n } held-out customers were given another { $kind } than the real one
}
ui-classes-head = Quality by class
ui-classes-head-tiers = Quality by tier
ui-class = Class
ui-recall = Found
ui-recall-more = Recall: of those really in the { $kind }, the share that was found
ui-precision = Right when said
ui-precision-more = Precision: of those said to be in the { $kind }, the share that really is
ui-f1 = F1 score
ui-f1-more = The harmonic mean of both
ui-support = Customers
ui-row = Row
ui-predicted = Predicted
ui-probability = Probability

## Export
ui-export-title = Export { $n -> 
    [one] { $n } labelled customer
   *[other] { $n } labelled customers
}
ui-export-title-value = Export { $n ->
    [one] { $n } customer
   *[other] { $n } customers
}, { $labelled } of them labelled
ui-export-sub = Every row and column of your file in its order, with the predicted class added
ui-export-preview = Preview
ui-export-added = in blue: added at the end
ui-export-folder = Folder
ui-export-files = What is written
ui-export-labelled = Every customer with the class given, how sure the network is, and whether it was learned from
ui-export-findings = Everything the screens say, for other programs
ui-export-timing = How long each step took
ui-export-format = For spreadsheets
ui-export-bom = Mark as UTF-8 for Excel
ui-export-bom-more = Without the mark, Excel may show Chinese and accents wrongly
ui-export-formulas = Leave formulas in text as they are
ui-export-formulas-more = Otherwise text that a spreadsheet would run, such as =A1, is made harmless
ui-export-save = Save
ui-export-again = Save again
ui-export-done = Saved { $n -> 
    [one] { $n } customer
   *[other] { $n } customers
}
ui-export-kept = Nothing is lost: the { $n } labels are still here
ui-export-replace = Replace the file

## Why?
why-start-what = What this program does
why-start-what-more = It learns from customers whose class you already know, such as who left, and then gives every customer the class it expects. You see how it learns and how often it is right.
why-start-private = Where your data stays
why-start-private-more = Everything is computed on this computer. The program has no network code at all.
why-check-roles = What a column is used as
why-check-roles-more = The program looks at the name and the values of each column. What says who a customer is, what is the same for everybody and what is free text is not learned from.
why-check-missing = Empty cells
why-check-missing-more = An empty number takes the middle value (median) of the customers that are learned from; that it was empty can be a sign by itself and is kept as one where it happens often.
why-check-skew = Very large values
why-check-skew-more = A few very large amounts would drown the others. Such columns are compared on a log scale.
why-choose-label = What is predicted
why-choose-label-more = The label is a column with a few classes. It is never among the columns that are learned from, nor is any column that only repeats it or was written down after the fact.
why-choose-split = Learn, watch, judge
why-choose-split-more = Most customers are learned from, some are watched to find the best round, and the rest is held out and judged once at the end. Each repeat divides them anew.
why-choose-scale = Columns on one scale
why-choose-scale-more = Age in years and balance in thousands are brought to the same scale, so that none counts more because of its unit.
why-choose-methods = Why several methods
why-choose-methods-more = All BP networks compute the same; they differ in the step they take each round. η is the learning rate, μ the momentum that keeps part of the last step.
why-train-error = What the curve shows
why-train-error-more = The error says how far the outputs y are from the right answers t. Down is better.
why-train-step = One round
why-train-step-more = In each round (epoch) all customers are seen once. Then every weight w takes a small step downhill; the learning rate η says how small.
why-train-valid = The dashed line
why-train-valid-more = Validation customers are not learned from. When their error rises while the training error still falls, the network begins to learn by heart; the ringed round is kept.
why-train-adaptive = The adaptive rate
why-train-adaptive-more = When the error falls, the steps get a little longer; when it rises too much, the step is taken back and the steps get shorter.
why-results-accuracy = Accuracy and its spread
why-results-accuracy-more = The share of held-out customers given their real class. The number after ± is the standard deviation over the repeats: how much it changes when other customers are held out.
why-results-precision = Found, and right when said
why-results-precision-more = Recall R: of all customers of a class, how many are found. Precision P: of all said to be of it, how many really are. One can be raised at the cost of the other; F1 weighs both.
why-results-chance = Larger than chance
why-results-chance-more = Two methods always differ a little. A corrected t-test over the repeats, which allows for shared customers, says whether the difference d is more than luck (n₂ customers held out, n₁ learned from).
why-results-kappa = Better than guessing
why-results-kappa-more = Kappa compares the share of right answers p with what guessing by the sizes of the classes would reach, c. 0 is no better than guessing, 1 is perfect.
why-export-what = What is in the list
why-export-what-more = Every row as it was, then what was found out. Of a prediction: the class, its probability, and the part the customer played (train, valid or test; only the test customers tell how good the labels are). Of segments: the segment, its name, and how clearly the customer belongs to it.
why-export-bom = The mark for Excel
why-export-bom-more = Three bytes at the beginning (a BOM) tell Excel that the file is UTF-8. Other programs do not need them.
why-export-formulas = Text that looks like a formula
why-export-formulas-more = A name that begins with = or @ would be run by a spreadsheet. An apostrophe before it keeps it text. Numbers such as -1 stay as they are.
ui-results-of = These are the results of { $file }, not of the file that is open now. Train to get results for the open file.
ui-results-earlier = These results are from earlier settings: something was chosen otherwise since. Train again to get results for what is chosen now.
ui-window-failed = The window ended because of a fault in the program.
ui-window-failed-hint = Files that were exported are complete. Start the program again, and please tell us what you did just before.

## Transactions: check
ui-status-integrating = Making the customers anew
ui-ledger-title = { $transactions -> 
    [one] { $transactions } transaction
   *[other] { $transactions } transactions
} of { $customers -> 
    [one] { $customers } customer
   *[other] { $customers } customers
}, { $first } to { $last }. { $odd -> 
    [one] One thing to look at.
   *[other] { $odd } things to look at.
}
ui-ledger-title-fine = { $transactions -> 
    [one] { $transactions } transaction
   *[other] { $transactions } transactions
} of { $customers -> 
    [one] { $customers } customer
   *[other] { $customers } customers
}, { $first } to { $last }. No transaction looks odd by itself.
ui-ledger-unmade = { $rows -> 
    [one] { $rows } row
   *[other] { $rows } rows
} to be read as transactions
ui-ledger-next = Choose the tiers →
ui-ledger-parts = Transactions: how each column is read
ui-ledger-as-table = One row per customer instead
ui-ledger-as-table-more = Take each row of this file as a customer and learn from its columns as they are
ui-ledger-choose = choose a column
ui-ledger-not-here = not in this file
ui-ledger-sample = such as { $value }
ui-ledger-dates = Order of day, month and year
ui-ledger-dates-found = found out by itself
ui-ledger-money-out = money out: { $values }
ui-ledger-loans = loans: { $values }
ui-ledger-no-values = none
ui-comma = {", "}
ui-ledger-columns = Customers: columns
ui-ledger-customers = First customers
ui-ledger-rows = First transactions
ui-holds = What it holds
ui-ledger-rows-are = One row a customer?
ui-ledger-recognised = This file looks like a list of transactions, with many rows for one customer. Value tiers are made from one row a customer.
ui-ledger-back = Make one row per customer
ui-ledger-perhaps = If each row is a transaction, the program can make one row a customer of them.
ui-ledger-by-hand = The rows are transactions
ui-ledger-questions = Questions
ui-ledger-answer-n = { $answer } { $n }
ui-sums = Do the sums agree?
ui-sums-hold = to the cent
ui-sums-rounded = to the cent, but for rounding
ui-sums-balances = { $exact } of { $n } balances
ui-sums-broken = they do not
ui-sums-rows = Rows in the file
ui-sums-used = Rows used
ui-sums-left-out = Left out: { $why }
ui-sums-unreadable = Unreadable lines
ui-sums-in = Sum of all amounts
ui-sums-money-left-out = In rows left out
ui-sums-money-used = Sum in the accounts
ui-sums-no-balances = The file states no balances, so single accounts cannot be checked.
ui-sums-accounts-exact = { $n -> 
    [one] In the one account
   *[other] In all { $n } accounts
} the balance at the start plus the transactions is the balance at the end.
ui-sums-accounts = The balance at the start plus the transactions is the balance at the end in { $exact } of { $n } accounts to the cent, in { $near } within { $tolerance }. The largest gap is { $gap }.
ui-related = Related files
ui-related-none = Facts about customers or accounts, and loans, can be added from other files
ui-related-facts = Facts, by { $column } ({ $role })
ui-related-loans = Loans, by { $column } ({ $role })
ui-related-matched = { $matched } of { $rows } rows belong to a customer here, { $not } do not
ui-related-not-joined = { $file } is open but not used
ui-related-join = Use { $file }
ui-related-join-short = Use
ui-related-remove = Use { $file } no longer
ui-related-add = Add a related file…
ui-related-add-more = A table with a column of the same customer or account numbers
ui-dropped = Columns that play no part
ui-dropped-more = and { $n } more columns

## Transactions: choose
ui-choose-title-tiers = Which tier will a customer be in?
ui-tiers-not-yet = There are no customers yet
ui-tiers = Tiers
ui-tiers-more = by contribution a year
ui-tiers-potential-more = Potential is money that came in and left again, a month: what the bank sees but does not keep.
ui-tier = Tier
ui-tier-cut = Cut
ui-tier-customers = Customers
ui-tier-value = of value
ui-tier-money = a year
ui-tier-share = of all
ui-tier-from = from
ui-tier-name = Name of the tier { $tier }
ui-tier-share-of = Share of the customers in { $tier }
ui-tier-from-of = Contribution from which a customer is { $tier }
ui-tier-best-value = Best share by value
ui-tier-best-potential = Best share by potential
ui-tier-value-alone = best by value only
ui-tier-neither = neither
ui-tier-rest = all others
ui-tier-begins = from { $from }
ui-periods = Periods
ui-periods-customers = { $n -> 
    [one] { $n } customer was there in the earlier period
   *[other] { $n } customers were there in the earlier period
}
ui-periods-two = Earlier facts, later tier
ui-periods-one = Same period for both
ui-periods-calendar = One day for all
ui-periods-own = Each customer’s middle
ui-periods-dates = Facts from { $from } to { $to }, tier from { $begin } to { $end }
ui-periods-same = Facts and tier both from { $from } to { $to }
ui-periods-halves = Facts from the first half of each customer’s own time, tier from the second half
ui-periods-middle = Facts from the first half of the file, tier from the second half
ui-periods-cut = Later period begins
ui-periods-cut-reset = Back to the middle of the file
ui-rates = Rates and costs
ui-rates-more = What a customer contributes follows from these. Replace them by those of your bank
ui-rates-sum = all customers together contribute { $sum } a year

## Results of value tiers
ui-results-sub-tiers = { $file } · tier of { $later }, learned from the facts of { $earlier } · { $n ->
    [one] { $n } customer
   *[other] { $n } customers
}, { $labelled } of them labelled
ui-period = { $first } to { $last }
ui-results-tiers = Tiers
ui-results-moves = Movement
ui-results-errors = Errors
ui-results-accuracy = Accuracy
ui-verdict-reference-rule = compared with this
ui-baseline-more = A rule without a network, judged on the same held-out customers. A network is worth something where it is ahead of it.
ui-method = Method
ui-figures = Every figure, on held-out customers
ui-metric-accuracy = Accuracy
ui-metric-macro-f1 = Macro-F1
ui-metric-kappa = Kappa
ui-metric-kappa-quadratic = Kappa, in order
ui-metric-auc = ROC area
ui-metric-brier = Brier score
ui-reach-slider = Error to reach, lower to the left
ui-reach-more = The first round at which the error was this low: the middle one of all trainings, and in how many of them it was reached at all
ui-reach-train = Training
ui-reach-valid = Validation
ui-reach-round = round { $round }
ui-reach-not = never
ui-reach-most-not = mostly not
ui-reach-of = { $n } of { $of }
ui-reach-other-scale = Methods that are not listed measure their error on another scale
ui-reach-claim = What holds of the claim
ui-tiers-title = Customers and contribution by tier
ui-tiers-cost = Together these customers earn the bank nothing, so shares of it would say nothing: the bars on the right are money
ui-tiers-none = There are no tiers from transactions here
ui-tier-range = { $low } to { $high } a year
ui-tier-none = no tier
ui-tier-expected = next expected: { $tier } ({ $share })
ui-customer-find = Find a customer
ui-customer-nobody = No customer has this in the number
ui-customer-not-there = This customer was not there in this period
ui-customers-listed = { $n ->
    [one] { $n } customer
   *[other] { $n } customers
}
ui-period-earlier = Earlier period
ui-period-later = Later period
ui-customer = Customer
ui-tier-now = Later tier
ui-tier-move = Earlier tier → later tier
ui-contributed = Earlier, a year
ui-contributes = Later, a year
ui-contribution-a-year = Contribution a year
ui-contribution-change = Change
ui-tier-next = Expected next
ui-next-by-rule = Expected next: today’s tier. The percentage is the share of that tier who kept it
ui-next-by-network = Expected next: by { $method }, and how sure it is
ui-moves-one-period = Tiers and facts are of one and the same period, so nobody can have moved. Divide the time into an earlier and a later period to see who rose and who fell.
ui-moves-all = { $n ->
    [one] { $n } customer changed tier, the largest steps up first
   *[other] { $n } customers changed tier, the largest steps up first
}
ui-moves-up = { $n ->
    [one] { $n } customer rose to a higher tier
   *[other] { $n } customers rose to a higher tier
}
ui-moves-down = { $n ->
    [one] { $n } customer fell to a lower tier
   *[other] { $n } customers fell to a lower tier
}
ui-moves-show-all = All
ui-moves-show-up = Risen
ui-moves-show-down = Fallen
ui-moves-click = Click a customer to see the contribution part by part
ui-train-own-rounds = at most { $rounds } rounds
ui-export-sub-value = One row for each customer, with contribution, tiers, movement and the tier expected next
ui-export-customers = One row for each customer: contribution of both periods part by part, a year, tiers, movement, the tier expected next, and the label of the network
ui-export-transactions = Every row of your file in its order, with its customer’s tier and the one expected next
ui-export-added-value = in blue: what the network says
ui-export-privacy = Who the customers are
ui-export-pseudonyms = Replace customer numbers by pseudonyms
ui-export-pseudonyms-more = The key that tells who is who is kept on this computer, never with the results: { $file }. Columns that were not read into the transactions, and joined ones that might tell who a customer is, are left out
ui-export-pseudonyms-preview = The pseudonyms are made when you save
ui-export-real-numbers = The files will hold the real customer and account numbers. Tick this before they leave the bank.

## Why? Transactions
why-ledger-rows = From transactions to customers
why-ledger-rows-more = All transactions of a customer become one row: what was held on average each day, what came in and left, how often, how regularly, how long ago. The average balance B counts each balance for as many of the D days as it stood.
why-ledger-sums = Do the sums agree?
why-ledger-sums-more = Every row of the file is used or left out for a stated reason, and the cents of the rows used are the cents in the accounts. Where the file states balances, the balance before the first transaction B₀ plus all amounts must be the balance after the last one B₁.
why-ledger-questions = Questions
why-ledger-questions-more = Some things in a file can be meant in two ways. The program takes the usual answer and says how many rows or customers it concerns; choose the other one where you know better.
why-tiers-value = What a customer contributes
why-tiers-value-more = What the bank earns on deposits and loans, and by fees, less what the customer costs: handling, expected losses, tax and the capital that loans need. Counted for a year, so that periods of different length compare.
why-tiers-rules = How tiers are cut
why-tiers-rules-more = A pyramid gives the highest tiers to few customers. Thresholds in money stay the same when customers change. Natural gaps follow the values themselves. Value and potential asks also how much money only passes through.
why-tiers-periods = Why two periods
why-tiers-periods-more = The network learns from the earlier period who will be in which tier in the later one. Were both of the same period, the tier would follow from the facts by the formula above, and a network could only learn that formula.
