### Words of features
left-out-label = this is what is predicted
left-out-identifier = identifies the customer, so it says nothing about the next one
left-out-personal = personal data; a model must not learn names or addresses
left-out-near-copy = the label under another name
left-out-leak = predicts the label almost perfectly alone; probably only known afterwards
left-out-constant = the same for every customer, or empty
left-out-free-text = text that differs for almost every customer
left-out-date = a date; dates do not repeat for new customers
left-out-other-outcome = looks like the outcome of another question, known only afterwards
left-out-earlier-run = written by an earlier run of Stratum; its answer, not a fact about the customer
left-out-chosen = you took it out
features-unknown-column = There is no column “{ $column }” in this file.
features-unknown-column-hint = Look at the list of columns and choose one of them.
features-none = No column is chosen to learn from.
features-none-hint = Choose at least one column that differs between customers.
features-no-rows = There are no customers to learn from.
features-no-rows-hint = Give more customers to training.
features-all-constant = The chosen columns are the same for every customer that is learned from.
features-unknown-row = Row { $row } is not in this table.
features-unknown-row-hint = Open the file again; it may have changed.
features-unusable = The column “{ $column }” cannot be used: { $why }.
features-unusable-hint = Leave “{ $column }” out, or treat it as a category.
features-why-text = it holds text, and is treated as a number
features-why-all-missing = it is empty

## Contribution
rate-ftp = transfer price of money
rate-ftp-more = what the bank pays itself for money it takes in or lends out, a year
rate-deposit = interest on deposits
rate-deposit-more = what deposits are paid, a year
rate-loan = interest on loans
rate-loan-more = what borrowers pay, a year
rate-fee-out = fee for a payment out
rate-fee-out-more = earned for each amount that leaves a deposit account
rate-cost-cash = cost of a cash transaction
rate-cost-cash-more = counter or machine
rate-cost-other = cost of any other transaction
rate-cost-other-more = transfers, cards, interest
rate-cost-account = cost of an account
rate-cost-account-more = for a year in which it is open
rate-pd = chance that a loan is not repaid
rate-pd-more = within twelve months, for loans not known to be bad
rate-pd-bad = the same for a bad loan
rate-pd-bad-more = for loans that the file says are not paid as agreed
rate-lgd = share lost when a loan is not repaid
rate-lgd-more = after everything that can be recovered
rate-tax = tax on profit
rate-tax-more = taken only where a customer earns something
rate-risk-weight = risk weight of loans
rate-risk-weight-more = share of a loan that counts as risk
rate-capital-ratio = capital ratio
rate-capital-ratio-more = own capital held against risk
rate-capital-cost = cost of capital
rate-capital-cost-more = what owners expect for their capital, a year
rate-unknown = There is no rate called “{ $rate }”.
rate-unknown-hint = The rates are: { $rates }.
rate-no-number = “{ $text }” is not a number for “{ $rate }”.
rate-out-of-range = { $value } is not possible for “{ $rate }”.
rate-range-hint = Choose a value from { $min } to { $max }.
contribution-deposit-margin = deposit margin
contribution-loan-margin = loan margin
contribution-fees = fees
contribution-costs = costs
contribution-expected-loss = expected loss
contribution-tax = tax
contribution-capital-charge = cost of capital

## Tiers
tier-ordinary = ordinary
tier-potential = potential
tier-high-quality = high quality
tier-high-net-worth = high net worth
tier-rule-pyramid = pyramid by shares of customers
tier-rule-equal = four equal parts
tier-rule-money = thresholds in money
tier-rule-value-potential = value and potential
tier-rule-natural-breaks = natural gaps between values
tier-bad-shares = Shares lie between 0 and 100 % and add up to at most 100 %.
tier-bad-money = The thresholds must rise from the lowest tier to the highest.

## Columns of the customer table
customer-column-adb-deposit = average daily balance of deposits
customer-column-balance-end = deposits at the end of the period
customer-column-balance-trend = change of the deposit balance a month
customer-column-inflow = money that came in, per 30 days
customer-column-outflow = money that left, per 30 days
customer-column-net-flow = money that came in, less what left, per 30 days
customer-column-n-in = transactions that brought money in, per 30 days
customer-column-n-out = transactions that took money out, per 30 days
customer-column-n-accounts = number of accounts
customer-column-active-share = share of months with at least one transaction
customer-column-salary-amount = usual largest amount in of a month
customer-column-salary-regularity = share of months whose largest amount in is close to the usual one, as with a salary
customer-column-salary-share = share of the money in that these regular amounts make up
customer-column-recency-days = days since the last transaction
customer-column-adb-loan = average daily amount owed on loans
customer-column-n-loans = number of running loans
customer-column-loan-owed = owed on loans at the end of the period
customer-column-loan-payment = agreed loan payment a month
customer-column-loan-months-left = months until the last loan payment
customer-column-rfm-l = length of the relation, 1 to 5
customer-column-rfm-r = recency, 1 to 5 (5: a transaction just before the end)
customer-column-rfm-f = frequency, 1 to 5
customer-column-rfm-m = money moved, 1 to 5
customer-column-flow-month = net flow in month { $month } of the period
customer-column-balance-month = average balance in month { $month } of the period
customer-column-kind = transactions of the kind “{ $kind }”, per 30 days
customer-column-other = transactions of all other kinds, per 30 days

## Pseudonyms
pseudonym-no-random = This computer gave no random numbers, so no key could be made.
pseudonym-unreadable = The key file { $file } could not be read.
pseudonym-unwritable = The key file { $file } could not be written.
pseudonym-not-a-key = { $file } is not a key file: it does not hold 64 hexadecimal digits.
pseudonym-key-hint = Choose another file for the key. With another key the same customers get other names.

## Segments and sequences
left-out-group-codes = numbers that stand for groups; the distance between two of them means nothing
left-out-words = text; segments compare customers by numbers
missing-where-zero = “{ $column }” is empty for { $n ->
    [one] { $n } customer
   *[other] { $n } customers
}, among them { $explained } whose “{ $other }” is 0: probably there was nothing to enter, so 0 fits.
missing-begins-later = “{ $column }” is empty for { $n ->
    [one] { $n } customer whose months begin later or end earlier
   *[other] { $n } customers whose months begin later or end earlier
}: a network reads their shorter sequence, all other methods take the middle value.
missing-few = “{ $column }” is empty for { $n ->
    [one] { $n } customer
   *[other] { $n } customers
}, less than 1 % of all: the middle value changes next to nothing.
missing-some = “{ $column }” is empty for { $n ->
    [one] { $n } customer
   *[other] { $n } customers
} ({ $share }): the middle value stands for an ordinary customer.
missing-skewed = “{ $column }” is empty for { $n ->
    [one] { $n } customer
   *[other] { $n } customers
} ({ $share }): the middle value fits, because a few very large values pull the average up.
missing-many = “{ $column }” is empty for { $n ->
    [one] { $n } customer
   *[other] { $n } customers
} ({ $share }): so many that the filled cells decide. Think of leaving the column out.
missing-all = “{ $column }” is empty for all { $n } customers.
sequence-order-columns = Each column is one step, in the order of the file. That order is not time.
sequence-order-dates = The months run from “{ $first }” to “{ $last }”, as the dates in the names say.
sequence-order-zero = The months run from “{ $first }” to “{ $last }”: a number 0, as in “{ $column }”, usually is the latest month.
sequence-order-ago = The months run from “{ $first }” to “{ $last }”: the names count back from the latest month.
sequence-order-numbers = The months run from “{ $first }” to “{ $last }”: the numbers are taken to go on with time. Turn the order round if they count back.
sequence-order-chosen = The months run from “{ $first }” to “{ $last }”, as you chose.
features-one-step = There is only one step, so nothing comes before or after anything.
features-one-step-hint = Choose at least two columns or months, or a method without a network.
features-unequal-months = “{ $family }” has { $months } months where the others have { $expected }.
features-unequal-months-hint = Choose families of columns that cover the same months.
features-too-many-steps = { $customers } customers with { $steps } steps of { $channels } values each need more than 2 GB of memory.
features-too-many-steps-hint = Choose fewer columns or months, or a method without a network.
features-why-target-constant = it is to be predicted, and is the same for every customer
features-why-target-month = it is to be predicted, and is also one of the months
