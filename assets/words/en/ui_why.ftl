### Words of the window on why a class is foreseen

## Views of the results
ui-churn-view-telling = What tells
ui-churn-view-customer = One customer

## What tells
ui-why-no-importance = Which columns matter is not known: the run was ended before that.
ui-why-importance-more = Each column is shuffled among the held-out customers; the worse they are ranked then, the more the model needs it (permutation importance)
ui-why-dependence-more = Everybody is given one value after the other, all else as it is: the mean, and where the middle half of them would be (partial dependence)
ui-why-dependence-of = { $n ->
    [one] { $n } customer the model learned from
   *[other] { $n } customers the model learned from
}
ui-why-working = Working it out…

## One customer
ui-why-nobody = There are no customers.
ui-why-customer = Customer { $name }
ui-why-row = Customer in row { $n }
ui-why-listed = { $first }–{ $last } of { $n } by probability
ui-why-page-before = Page before
ui-why-page-after = Next page
ui-why-probability-head = Probability
ui-why-probability = probability of “{ $class }”
ui-why-actual = really { $class }
ui-why-actual-unknown = not known yet
ui-why-part-train = learned from
ui-why-part-valid = used to choose
ui-why-part-test = held out
ui-why-part-none = took no part
ui-why-part-more = Of customers that the model learned from it knows more than of others: those held out show how well it foresees
ui-why-towards = What makes it more probable
ui-why-towards-none = Nothing stands out
ui-why-away = What makes it less probable
ui-why-away-none = Nothing stands out
ui-why-reason = { $reason }: { $points } points
ui-why-how = Exact Shapley values: what each column adds on average over all orders in which the columns could become known, against 100 customers the model learned from. All of it adds up to the probability.

## What if
ui-why-what-if = What if…
ui-why-what-if-now = Probability with these values: { $share }
ui-why-what-if-moved = { $points } points
ui-why-what-if-more = What the model would say of a customer with these values. It knows what goes together, not what causes what.
ui-why-reset = Reset
ui-why-instead = instead of { $value }
ui-why-without = No value for { $column }
