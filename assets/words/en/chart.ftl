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
