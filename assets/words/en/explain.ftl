## Why a model says what it says
explain-others-note = The model uses { $n } columns. The { $apart } that matter most are told apart here; the other { $others } count together as one.
explain-others = everything else together ({ $n } columns)
explain-nothing = no single value stands out
explain-short = { $reasons }
explain-reason = { $what } ({ $usual })

## A customer’s own value
explain-value = { $column } { $value }
explain-no-value = no value for { $column }
explain-products = { $n ->
    [one] uses { $n } product
   *[other] uses { $n } products
}
explain-age = age { $n }
explain-place = is in { $value }
explain-active = is an active customer
explain-inactive = is not an active customer
explain-card = has a credit card
explain-no-card = has no credit card

## How usual it is
explain-above = higher than { $share } of customers; half have { $low } to { $high }
explain-below = lower than { $share } of customers; half have { $low } to { $high }
explain-within = usual; half of the customers have { $low } to { $high }
explain-as-many = as { $share } of customers
explain-new = as none of the customers compared

## Charts of it
chart-importance-title = What the model needs
chart-importance = fall of the AUC when the column is shuffled
chart-importance-part = { $column } { $mean } ± { $sd }
chart-importance-alt = How far the AUC falls when a column is shuffled among the held-out customers: { $parts }.
chart-importance-idle = { $n ->
    [one] One column does not matter here (customers are ranked as well without it): { $columns }
   *[other] { $n } columns do not matter here (customers are ranked as well without any one of them): { $columns }
}
chart-number = { $n }
chart-value-other = any other
chart-value-missing = no value
chart-dependence-title = Probability of “{ $class }” by { $column }
chart-dependence-y = probability
chart-dependence-alt = The probability of “{ $class }” by { $column }, all else as it is: least at { $low } ({ $least }), highest at { $high } ({ $most }).
chart-pushes-title = How the probability comes about
chart-pushes-base = On average
chart-pushes-total = This customer
chart-pushes-x = probability in percent
