### Words of chart

chart-round = Round
chart-error = Error
chart-rate = Learning rate
chart-accuracy = Accuracy on held-out customers
chart-error-title = Error by round
chart-error-alt = Error by round. { $parts }.
chart-error-part = { $method }: after round { $round } the training error is { $train }, the validation error { $valid }
chart-line-valid = { $method }, validation
chart-rate-title = Learning rate by round
chart-rate-alt = Learning rate by round. { $parts }.
chart-rate-part = { $method }: { $rate } at round { $round }
chart-nothing-yet = Nothing to show yet.
chart-accuracy-title = Accuracy by method
chart-accuracy-alt = Accuracy on held-out customers by method. { $parts }.
chart-auc = Area under the ROC curve on held-out customers
chart-auc-title = Ranking by method (AUC)
chart-auc-alt = Area under the ROC curve on held-out customers by method. { $parts }.
chart-accuracy-part = { $method }: { $mean } ± { $sd }
chart-confusion-title = Real and predicted classes
chart-confusion-title-tiers = Real and predicted tiers
chart-confusion-rows = Real { $kind }
chart-confusion-columns = Predicted { $kind }
chart-confusion-alt = Of { $all } held-out customers, { $right } were given their real { $kind }. { $parts }.
chart-confusion-part = { $class }: { $right } of { $all }

## Matrices and sums
chart-confusion-share = Percentages: of all who are really in the { $kind } of the row
chart-confusion-cell = { $n -> 
    [one] { $n } customer
   *[other] { $n } customers
}: really { $row }, predicted { $column }
chart-sum-alt = { $parts }. Together: { $total }. Unit: { $unit }.
chart-sum-part = { $name } { $value }

## Value tiers
chart-money-a-year = Money a year
chart-contribution-title = What all customers contribute
chart-contribution-customer = What { $customer } contributes
chart-contribution-sum = contribution
chart-tier-customers-title = Customers by tier
chart-tier-customers = Share of the customers
chart-tier-value-title = Contribution by tier
chart-tier-value = Share of the contribution
chart-tier-alt = { $what } by tier. { $parts }.
chart-tier-part = { $tier }: { $share }
chart-migration-title = From the earlier tier to the later one
chart-migration-rows = Tier of the earlier period
chart-migration-columns = Tier of the later period
chart-migration-share = Percentages: of all who were in the tier of the row
chart-migration-cell = { $n ->
    [one] { $n } customer went from { $row } to { $column }
   *[other] { $n } customers went from { $row } to { $column }
}
chart-migration-alt = Of { $n } customers { $stayed } kept their tier, { $up } rose and { $down } fell.
chart-error-to-reach = Error to reach

## Charts of a class that is foreseen
chart-churn-found = Found, %
chart-churn-vain = Others called in vain, %
chart-churn-right = Right when called, %
chart-churn-called = Customers called, %
chart-churn-chance = by chance
chart-churn-anybody = calling anybody:
chart-churn-roc-title = Found against called in vain (ROC)
chart-churn-roc-line = AUC { $auc }
chart-churn-roc-alt = ROC curve with an area of { $auc }. At the threshold shown, { $found } are found and { $vain } of the others called in vain.
chart-churn-pr-title = Right when called, by how many are found (precision–recall)
chart-churn-pr-line = AP { $value }
chart-churn-pr-alt = Precision–recall curve with an average precision of { $value }. At the threshold shown, { $found } are found, and { $precision } of those called are of the class; of all customers { $share } are.
chart-churn-gains-title = Found by calling the most probable first (gains)
chart-churn-gains-line = found
chart-churn-gains-alt = Cumulative gains. Calling { $called } of the customers at the threshold shown finds { $found } of the class; calling the most probable { $tenth } finds { $of_tenth }.
chart-churn-lift = times as many
chart-churn-lift-title = How much better than calling anybody (lift)
chart-churn-lift-alt = Lift. Among the most probable tenth there are { $first } times as many of the class as among anybody; among the { $called } called at the threshold shown, { $lift } times as many.
chart-churn-perfect = as said
chart-churn-before = Before calibration
chart-churn-after = After calibration
chart-churn-as-they-are = As the model gives them
chart-churn-said = Said, %
chart-churn-happened = Happened, %
chart-churn-reliability-title = What was said and what happened
chart-churn-reliability-part = said { $said }, happened { $happened }
chart-churn-reliability-alt = Probability said against the share that was of the class, after calibration: { $parts }. On average off by { $before } before and { $after } after calibration.
chart-churn-profit = Expected profit
chart-churn-profit-title = Expected profit by customers called, with its range
chart-churn-profit-list = on the list: { $n }
chart-churn-customers = Customers called
chart-churn-profit-alt = The expected profit is largest where { $called } customers are called: { $profit }, between { $low } and { $high }.
chart-churn-profit-none = There is nothing to reckon with.
