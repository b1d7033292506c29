### Words of the window where one class is foreseen

## Choose
ui-churn-question = Predict who leaves or buys
ui-churn-question-more = One class of any label, and whom to call
ui-churn-question-why = suggested: a column says yes or no
ui-churn-choose-title = Whom should you call?
ui-churn-class = Whom to look for. Unless you choose, the rarest class
ui-churn-preset-better = Better network
ui-churn-preset-source = As in the article
ui-churn-preset-baselines = Baseline only
ui-churn-preset-search = Let it search
ui-churn-preset-all = All side by side
ui-churn-threshold = From which probability on to call
ui-churn-threshold-term = threshold
ui-churn-rule-f2 = Find most (F2)
ui-churn-rule-cost = By costs
ui-churn-rule-capacity = So many calls
ui-churn-rule-recall = Find a share
ui-churn-rule-fixed = Fixed
ui-churn-rule-more = Found on the validation customers: { $rule }
ui-churn-rule-fixed-more = The threshold is { $rule } and not looked for
ui-churn-cost-vain = A call in vain costs
ui-churn-cost-missed = A missed customer costs
ui-churn-capacity = Customers that can be called
ui-churn-recall-floor = Share of the class to be found
ui-churn-fixed = Call from this probability on
ui-churn-calibration = Probabilities to be taken at their word
ui-churn-calibration-term = calibration
ui-churn-calibration-auto = Automatic
ui-churn-calibration-none = None
ui-churn-calibration-platt = Platt
ui-churn-calibration-isotonic = Isotonic
ui-churn-calibration-more = Learned from the validation customers: { $how }
ui-churn-campaign = What a call costs and brings
ui-churn-campaign-term = campaign
ui-churn-cost = A call costs
ui-churn-gain = A call that works is worth
ui-churn-success = Right calls that succeed
ui-churn-budget-limited = Limited budget
ui-churn-budget = Budget
ui-churn-break-even = A call pays from a probability of { $share } on
ui-churn-never-pays = At these numbers no call pays

## Train
ui-churn-trials = { $n ->
    [one] { $n } trial of the search
   *[other] { $n } trials of the search
}
ui-churn-trial-rounds = rounds
ui-churn-trial-loss = error
ui-churn-trial-running = running
ui-churn-trial-dropped = given up for better ones
ui-churn-trial-finished = finished
ui-churn-trial-kept = kept

## Views of the results
ui-churn-view-ranking = Ranking
ui-churn-view-calibration = Calibration
ui-churn-view-campaign = Campaign
ui-churn-view-methods = Methods

## Threshold
ui-churn-headline = Of 100 with { $label } = { $class } it finds { $recall }; of 100 it calls, { $precision } really are
ui-churn-sub = { $file } · predicting { $label } · { $n } customers labelled · headline: { $held } held out in one division
ui-churn-call-from = Call from this probability on
ui-churn-slider = Probability from which on customers are called
ui-churn-found-by-rule = found: { $threshold } ({ $rule })
ui-churn-back = Back to the one that was found
ui-churn-many-classes = With so many classes the threshold stays as it was found
ui-churn-called = Called
ui-churn-of = { $n } of { $of }
ui-churn-f2 = F2 score
ui-churn-f2-more = finding counts double
ui-churn-words-as-chosen = You have moved the threshold. These sentences are about the one that was found.
ui-churn-against = AUC × 100 against { $method }
ui-churn-matrix-at = called from { $threshold } on

## Calibration
ui-churn-ece = How far off probabilities are on average (ECE)
ui-churn-points = { $n } points
ui-churn-calibrated-by = What was done: { $how }
ui-churn-said = Said
ui-churn-happened = Happened
ui-churn-bins = Held-out customers by probability
ui-churn-bins-more = Where the share with { $label } = { $class } is near the mean probability, the probabilities can be taken at their word. Few customers make a share jump.

## Campaign
ui-churn-call-some = Call { $called } customers: about { $kept } calls work
ui-churn-call-brings = Expected profit { $profit } ({ $low } to { $high } had other customers been held out), if as many of the { $population } not known to have { $label } = { $class } turn out to have it as of those held out
ui-churn-call-nobody = At these numbers calling anybody costs more than it brings
ui-churn-call-up-to = Put the { $n } most probable on the list
ui-churn-list-here = The call list is just these
ui-churn-list-other = The call list follows the threshold and holds { $n }; it changes when you press the button
ui-churn-list-over = The call list holds { $n }: calling all of them costs { $cost }, more than the budget of { $budget }
ui-churn-list = { $n ->
    [one] { $n } customer on the call list
   *[other] { $n } customers on the call list
}, of { $there } not known to have { $label } = { $class }
ui-churn-list-more = Click a customer to see why
ui-churn-rank = Rank
ui-churn-tenth = Tenth
ui-churn-control = Leave alone
ui-churn-reasons = What speaks for it
ui-churn-control-yes = leave alone

## Methods
ui-churn-average-precision = Average precision
ui-churn-log-loss = Log loss
ui-churn-ece-short = Calibration error
ui-churn-measured = { $method }, on one set of held-out customers
ui-churn-range = { $low } to { $high }
ui-churn-range-few = too few for a range
ui-churn-accuracy = Accuracy, class or not
ui-churn-measured-more = The range is where the figure would lie in 95 of 100 cases with other customers
ui-churn-measured-chosen = At the threshold that was found. The range is where the figure would lie in 95 of 100 cases with other customers
ui-churn-rivals = On the same customers (DeLong)
ui-churn-rival-worse = { $method } ranks worse: AUC { $auc } (p { $p })
ui-churn-rival-better = { $method } ranks better: AUC { $auc } (p { $p })
ui-churn-rival-alike = { $method } cannot be told apart: AUC { $auc } (p { $p })
ui-churn-rivals-more = One set of customers each was judged on; over all repeats see the table below

## Export
ui-churn-export-calls = Whom to call, the most probable first, with reasons for the first 300 and those to be left alone
ui-churn-export-model = Scores new customers, here or on the command line; holds the numbers of 100 customers, without names
ui-churn-export-called = { $n ->
    [one] { $threshold }: { $n } customer is on the call list
   *[other] { $threshold }: { $n } customers are on the call list
}
ui-churn-export-chosen = As it was found on the validation customers
ui-churn-export-moved = As you have set it in the results; labels, call list, model and figures follow it

## Why?
why-churn-network = What the network does
why-churn-network-more = It gives every customer a probability p of the class. ReLU units bend the columns step by step; the last unit squeezes their sum z between 0 and 1. Learning makes the real outcomes y as little surprising as possible.
why-churn-threshold = Why not 50 %?
why-churn-threshold-more = Missing somebody of the class mostly costs more than a call in vain, so calling begins well below one half. The rule looks at validation customers only; the held-out ones judge it.
why-churn-calibration = Calibration
why-churn-calibration-more = Of the customers given 30 %, 30 of 100 should be of the class. Platt bends all probabilities by one curve, isotonic by steps that only rise; both are learned from validation customers.
why-churn-campaign = When a call pays
why-churn-campaign-more = A call is right where the customer is of the class; of the right calls, some share works. A call pays where the probability times that share, times what a call that works is worth, is more than the call costs.
why-churn-ranking = How good the order is
why-churn-ranking-more = AUC is the share of pairs, one customer of the class and one who is not, in which the former has the higher probability. 0.5 is chance. It does not depend on the threshold.
why-churn-matrix = The slider and the matrix
why-churn-matrix-more = A lower threshold finds more and calls more in vain. Figures, matrix, call list and export follow the slider; the sentences are about the threshold that was found; the mark below it is the threshold that was found.
why-churn-range = Ranges
why-churn-range-more = Held-out customers are drawn anew again and again from themselves (bootstrap): 95 of 100 such figures lie in the range.
