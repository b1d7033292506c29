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
ui-status-seed = seed { $seed }
ui-status-split = split { $train } / { $valid } / { $test }
ui-status-read = Read in { $time }
ui-time-left = about { $time } left
ui-dialog-file = Open a customer table
ui-dialog-folder = Folder for the results
ui-filter-tables = Tables
ui-filter-all = All files
ui-less = less
ui-more = more

## Start
ui-start-title = Rank your customers, or predict who leaves
ui-start-sub = Nothing leaves this computer
ui-start-drop = Drop a customer file here
ui-start-kinds = CSV, TSV or text with columns, one row a customer
ui-start-path = or type the path of a file
ui-start-open-path = Open
ui-start-sample-head = Or look at a finished example
ui-start-sample = Who left the bank?
ui-start-sample-more = 10,000 invented customers, about one in five left. Four BP networks learn it side by side while you watch
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
}. Nothing odd was found.
ui-check-read-as = Read as { $encoding }, { $separator }, { $decimal }
ui-check-change = Change
ui-check-columns = Columns
ui-check-rows = First rows
ui-check-rows-shown = The first { $n } rows
ui-check-next = Choose what to predict →
ui-check-more-issues = and { $n } more notes
ui-check-fine = All fine
ui-check-fine-more = Every row could be read and no column looks odd
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
ui-privacy-columns = { $columns } say who a customer is and are never learned from. They return only in your own export
ui-privacy-none = No column says who a customer is. What does would never be learned from

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
ui-preset-strong = Stronger rules
ui-options = Options
ui-options-more = Size of the network, rates, rounds, patience, split, repeats and seed. The defaults are good to begin with
ui-option-auto = automatic
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
ui-train-judged-once = Share given the right class. The held-out customers are judged once, at the end
ui-learning-rate = Learning rate
ui-rates-now = Now between { $low } and { $high }; log scale
ui-legend-train = training
ui-legend-valid = validation
ui-legend-best = best round so far
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
ui-results-matrix = Who was mistaken
ui-results-curves = Error curves
ui-results-replay = Replay the training
ui-results-methods = Methods, on held-out customers
ui-results-words = What this says
ui-results-against = points against { $method }
ui-verdict-larger = { $points }: larger than chance
ui-verdict-not-larger = { $points }: not larger than chance
ui-verdict-too-few = { $points }: too few repeats to say
ui-verdict-reference = compared with
ui-verdict-only = nothing to compare with
ui-matrix-click = Click a cell to see those customers
ui-matrix-none = Click a cell of the matrix: those customers are listed here with their original values
ui-matrix-cell = { $n -> 
    [one] { $n } customer
   *[other] { $n } customers
}: really { $truth }, predicted { $predicted }
ui-classes-head = Quality by class
ui-class = Class
ui-recall = Found
ui-recall-more = Recall: of those really in the class, the share that was found
ui-precision = Right when said
ui-precision-more = Precision: of those said to be in the class, the share that really is
ui-f1 = F1 score
ui-f1-more = The harmonic mean of both
ui-support = Customers
ui-row = Row

## Export
ui-export-title = Export { $n -> 
    [one] { $n } labelled customer
   *[other] { $n } labelled customers
}
ui-export-sub = Every row and column of your file in its order, with the predicted class added
ui-export-preview = Preview
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
why-results-precision-more = Recall R: of all leavers, how many are found. Precision P: of all said to leave, how many really do. One can be raised at the cost of the other; F1 weighs both.
why-results-chance = Larger than chance
why-results-chance-more = Two methods always differ a little. A corrected t-test over the repeats, which allows for shared customers, says whether the difference d is more than luck (n₂ customers held out, n₁ learned from).
why-results-kappa = Better than guessing
why-results-kappa-more = Kappa compares the share of right answers p with what guessing by the sizes of the classes would reach, c. 0 is no better than guessing, 1 is perfect.
why-export-what = What is in the list
why-export-what-more = Every row as it was, then the class, the probability the network gives it, and the part the customer played: train, valid or test. Only the test customers tell how good the labels are.
why-export-bom = The mark for Excel
why-export-bom-more = Three bytes at the beginning (a BOM) tell Excel that the file is UTF-8. Other programs do not need them.
why-export-formulas = Text that looks like a formula
why-export-formulas-more = A name that begins with = or @ would be run by a spreadsheet. An apostrophe before it keeps it text. Numbers such as -1 stay as they are.
ui-results-of = These are the results of { $file }, not of the file that is open now. Train to get results for the open file.
ui-window-failed = The window ended because of a fault in the program.
ui-window-failed-hint = Files that were exported are complete. Start the program again, and please tell us what you did just before.
