### Words of predicting one class

## What went wrong
churn-unknown-class = “{ $column }” has no class “{ $class }”.
churn-unknown-class-hint = Its classes are { $classes }.

## What was found
churn-headline = Of 100 customers with { $label } = { $class }, { $method } finds { $recall }; of 100 it would call, { $precision } really are. Measured once, on { $n } customers who were held out.
churn-headline-repeats = Of 100 customers with { $label } = { $class }, { $method } finds { $recall } (± { $recall_sd }); of 100 it would call, { $precision } (± { $precision_sd }) really are. Measured on customers who were held out, { $n } at a time, over { $repeats } divisions.
churn-threshold = A customer is called from a probability of { $threshold } on, which was found on the validation customers ({ $rule }). That calls { $called } of the held-out customers; { $prevalence } of all are of the class.
churn-threshold-by-hand = Customers are called from a probability of { $threshold } on, as set by hand. That calls { $called } of the held-out customers; { $prevalence } of all are of the class. What is set while looking at the held-out customers looks a little better on them than it is.
churn-ranking = It puts a customer of the class before one who is not in { $times } of 100 pairs (AUC { $auc } ± { $sd }); 50 would be chance.
churn-chance = No method is shown to foresee { $label } = { $class } better than chance: do not call anybody by this.
churn-chance-unknown = On these few customers it cannot be told whether { $label } = { $class } is foreseen better than by chance.
churn-difference-real = { $better } ranks better than { $worse } (AUC { $high } against { $low }), by more than chance (p { $p }).
churn-difference-chance = { $better } and { $worse } rank about equally well (AUC { $high } and { $low }): the difference is not larger than chance (p { $p }).
churn-difference-none = { $better } and { $worse } rank equally well (AUC { $high }).
churn-difference-unknown = { $better } ranks better than { $worse } here (AUC { $high } against { $low }); whether by more than chance takes { $needed } repeats to say.
churn-calibration = The probabilities can be taken at their word: on average they are off by { $after } percentage points ({ $before } before calibration; { $how }).
churn-calibration-poor = The probabilities are rough: on average they are off by { $after } percentage points ({ $before } before calibration; { $how }). Trust the order of the customers more than the numbers.
churn-half = If everybody is given the more probable answer, { $accuracy } are told right, { $recall } of 100 with { $label } = { $class } among them found; one and the same answer for all is right for { $majority }. That is why accuracy says little here.
churn-telling = What tells most: { $columns }.
churn-few = Only { $n } of the held-out customers have { $label } = { $class }: all shares of them are rough guesses.
churn-list-known = All probabilities come from one model, those on the call list too. It learned from the customers with stratum_part = train and was calibrated on valid, so it is surer of both than it would be of new customers; only those with test were held out.

## How probabilities are calibrated
churn-calibration-none = left as they were
churn-calibration-platt = a curve of two numbers, Platt
churn-calibration-isotonic = steps that only rise, isotonic
churn-calibration-auto = whichever is nearest to what happened

## Where calling begins
churn-rule-f-beta = finding counts more than calling in vain, F{ $beta }
churn-rule-cost = a missed one costs { $missed }, a call in vain { $vain }
churn-rule-customers = { $customers } customers can be called
churn-rule-share = { $share } of the customers can be called
churn-rule-recall = { $recall } of the class shall be found
churn-rule-fixed = as chosen

## Stages
churn-stage-importance = Finding out what tells most

## On the card of a model
churn-card-use = Says of customers like those it learned from how probable { $label } = { $class } is, and whom to call first.
churn-card-limit-alike = Its probabilities hold for customers like those it learned from; how far others are from them is said when it scores.
churn-card-limit-customers = To say why, it keeps the numbers of up to a hundred customers it learned from, without their names: treat the file like customer data.
churn-card-limit-causes = It knows what goes together, not what causes what: a value that is changed need not change the outcome.

## A threshold without an answer
churn-threshold-none = The rule ({ $rule }) has no answer on the validation customers, so a customer is called from even odds on ({ $threshold }). That calls { $called } of all customers; { $prevalence } are of the class.
churn-threshold-nobody = So few can be called ({ $rule }) that not even the most probable validation customers fit in: nobody is called. { $prevalence } are of the class.

## More of what was found
churn-none-held-out = None of the held-out customers has { $label } = { $class }: how well it is foreseen cannot be told.
churn-leaks-left-out = Left out, because they tell the label almost perfectly and were probably written down after the outcome: { $columns }.
churn-headline-starts = Of 100 customers with { $label } = { $class }, { $method } finds { $recall } (± { $recall_sd }); of 100 it would call, { $precision } (± { $precision_sd }) really are. Measured on the same { $n } held-out customers every time, with { $repeats } different starts.
churn-threshold-set = A customer is called from a probability of { $threshold } on ({ $rule }). That calls { $called } of the held-out customers; { $prevalence } of all are of the class.
churn-ranking-once = It puts a customer of the class before one who is not in { $times } of 100 pairs (AUC { $auc }); 50 would be chance.
churn-rule-f-one = finding counts as much as not calling in vain, F1
churn-rule-f-low = not calling in vain counts more than finding, F{ $beta }
churn-chosen = { $method } labels the customers: it ranks the { $n } validation customers best (AUC { $score }).
churn-chosen-only = { $method } labels the customers: no other method was asked (AUC { $score } on { $n } validation customers).
