### Words of data

## What kept a file from being read
data-error-missing = There is no file at { $file }.
data-hint-missing = Check the path and the name of the file.
data-error-directory = { $file } is a folder.
data-hint-directory = Choose one file inside it.
data-error-not-a-file = { $file } is a pipe or a device, not a file.
data-hint-not-a-file = Save the customers into a file first and open that file.
data-error-unreadable = This computer does not let you read { $file }.
data-hint-unreadable = Ask its owner for the right to read it, or copy it to a folder of yours.
data-error-empty = { $file } is empty.
data-hint-empty = Export the customers again and look whether the program that wrote the file had any rows to write.
data-error-workbook = { $file } is a workbook of Excel or another spreadsheet program.
data-hint-workbook = Open it there, choose Save As and the format CSV (comma separated), and use that file.
data-error-compressed = { $file } is a compressed file.
data-hint-compressed = Unpack it and open the CSV file inside.
data-error-not-text = { $file } is not a table of text: it looks like a picture, a document or a program.
data-hint-not-text = Choose the file your bank's system exported as CSV.
data-error-header-only = { $file } has column names but no rows below them.
data-hint-header-only = The first line must hold the column names and every line below it one customer.
data-error-no-readable-rows = None of the { $records } rows has as many fields as the header: the header has { $expected }, the first row { $found }.
data-hint-no-readable-rows = Check whether the first line really holds the column names and the same separator stands throughout. In the window another separator can be chosen.
data-error-too-many-rows = The file has more than { $limit } rows.
data-hint-too-many-rows = Split it into several files.
data-error-too-many-columns = The file has { $found } columns; at most { $limit } can be read.
data-hint-too-many-columns = A customer table rarely has more than a few hundred columns: check the separator. In the window another one can be chosen.
data-error-changed-while-reading = { $file } was changed while it was being read.
data-hint-changed-while-reading = Wait until the other program has finished writing, then open it again.
data-error-changed = { $file } has changed since it was read.
data-hint-changed = Start again with the file as it is now, so that every result stands beside the right customer.
data-error-stopped = Reading was stopped.
data-error-io = { $file } could not be read.
data-hint-io = If it lies on a network drive or a memory stick, check the connection, or copy the file to this computer.

## What is odd about rows
data-issue-ragged-row = Row { $row } has { $fields ->
    [one] { $fields } field
   *[other] { $fields } fields
}, the header has { $expected } (look at column { $column }). The row was left out.
data-issue-left-out = { $count ->
    [one] { $count } row
   *[other] { $count } rows
} of { $records } could not be read and { $count ->
    [one] was
   *[other] were
} left out.
data-hint-left-out = The exported file still holds them, without a label. If they are many, check the separator and the quotation marks.
data-issue-unclosed-quote = Row { $row } opens a quotation mark that is never closed. { $lines ->
    [one] This row was left out.
   *[other] These last { $lines } lines of the file were left out.
}
data-hint-unclosed-quote = Close the quotation mark in that row or remove it, then open the file again.
data-issue-damaged-characters = Some characters make no sense in the encoding { $encoding } and are shown as �.
data-issue-other-encoding = The text seems to be encoded as { $guessed }, which is not read here. It was read as { $encoding }, so letters may be wrong.
data-hint-damaged-characters = Save the file as UTF-8, or choose its encoding in the window.
data-issue-separator-line = The first line tells spreadsheet programs that the separator is the { $separator }. It is not a row and does not return in the exported file.
data-issue-zero-bytes = Some cells hold zero bytes, a sign that the file was damaged on its way.

## What is odd about columns
data-issue-unnamed-column = Column { $number } has no name and is called { $fresh }.
data-issue-repeated-name = Column { $number } is called { $name } like another one and is shown as { $fresh }.
data-issue-header-looks-like-data = The first line looks like a customer rather than like column names.
data-hint-header-looks-like-data = Put a line with the column names first and open the file again.
data-issue-infinite = { $column }: { $count ->
    [one] { $count } cell is
   *[other] { $count } cells are
} infinite (first “{ $cell }” in row { $row }).
data-hint-infinite = Such cells count as missing.
data-issue-thousands = { $column }: { $count ->
    [one] { $count } number is
   *[other] { $count } numbers are
} written with marks between the thousands (first “{ $cell }” in row { $row }).
data-hint-thousands = They are read as whole amounts. If the mark is the decimal mark, write the numbers with the other one, or choose it in the window.
data-issue-missing-words = { $column }: { $count ->
    [one] { $count } cell says
   *[other] { $count } cells say
} “NA”, “null”, “?” or the like among numbers.
data-hint-missing-words = Such cells count as missing. In the window, the reading options switch this off.
data-issue-ambiguous-date = { $column }: day and month could be either way round; the day was taken to come first.
data-hint-ambiguous-date = Write the dates as 2024-03-01 where this is wrong.
data-issue-mostly-numbers = { $column }: { $typed ->
    [one] { $typed } cell is a number or date
   *[other] { $typed } cells are numbers or dates
}, but { $texts ->
    [one] { $texts } is
   *[other] { $texts } are
} text (first “{ $cell }” in row { $row }). The column counts as text.
data-hint-mostly-numbers = Correct these cells or empty them, check the decimal mark, and open the file again.
data-issue-empty-column = { $column } is empty.
data-issue-constant-column = { $column } says “{ $value }” for every customer.
data-hint-left-out-column = It tells customers apart in no way and is left out of the analysis.
data-issue-many-missing = { $column }: { $share } of the cells are empty.
data-hint-many-missing = Empty numbers take the middle value; empty categories count as a group of their own. Consider leaving the column out.
data-issue-repeated-identifiers = { $column }: { $count ->
    [one] { $count } row repeats
   *[other] { $count } rows repeat
} an identifier that stands in an earlier row.
data-hint-repeated-identifiers = In a list of transactions this is as it should be. In a table of customers each should stand once: otherwise scores may be too good, because copies are both among the customers learned from and among those held out.
data-issue-earlier-run = { $column } was written by an earlier run of Stratum.
data-hint-earlier-run = It holds the answer of that run, not a fact about the customer, and is left out of the analysis.
data-issue-duplicate-rows = { $count ->
    [one] { $count } row is
   *[other] { $count } rows are
} ({ $share }) the same as another row in everything but a running number. The same customers seem to stand several times.
data-hint-duplicate-rows = All rows of a customer stand in the same part, so scores are not flattered by them; but who stands several times also counts several times. If that is not meant, remove the copies and open the file again.

## Roles
data-role-identifier = Identifier
data-role-personal = Personal
data-role-category = Category
data-role-amount = Amount
data-role-frequency = Share
data-role-count = Count
data-role-number = Number
data-role-date = Date
data-role-month-series = Monthly values
data-role-label = Label
data-role-constant = Constant
data-role-free-text = Free text
data-role-earlier-run = Earlier run

data-reason-empty = empty
data-reason-earlier-run = written by an earlier run of Stratum
data-reason-constant = one value only: { $value }
data-reason-label = { $n } values, named { $name }
data-reason-personal-name = named like a personal detail
data-reason-personal-email = e-mail addresses
data-reason-personal-phone = telephone numbers
data-reason-personal-iban = bank account numbers
data-reason-personal-national-id = identity card numbers
data-reason-identifier-name = { $n } different values, named like an identifier
data-reason-identifier-repeated = named like an identifier, { $n } different values
data-reason-identifier-sequence = counts on from row to row
data-reason-identifier-code = { $n } different codes, all written alike
data-reason-customer = tells the customers apart
data-reason-month-series = one of { $family }
data-reason-date = dates
data-reason-date-name = named like a date
data-reason-two-values = two values: { $first } and { $second }
data-reason-category = { $n ->
    [one] { $n } value
   *[other] { $n } different values
}
data-reason-free-text = { $n ->
    [one] { $n } text
   *[other] { $n } different texts
}
data-reason-frequency = between 0 and 1
data-reason-amount = amounts of money
data-reason-amount-skewed = amounts, a few very large → log scale
data-reason-count = whole numbers that count something
data-reason-count-skewed = counts, a few very large → log scale
data-reason-number = { $n ->
    [one] { $n } number
   *[other] { $n } different numbers
}

## Columns that know the label too well
data-suspect-near-copy = { $column } is { $label } under another name: they agree for { $share } of the customers.
data-suspect-leak = { $column } alone predicts { $label } almost perfectly (AUC { $score }). It is probably only known afterwards.
data-suspect-warning = { $column } alone predicts { $label } far better than one expects (AUC { $score }). Is it known before the outcome?

## Lists of transactions: parts of columns
ledger-role-customer = Customer
ledger-role-customer-more = Whose transaction it is. One row a customer comes out.
ledger-role-account = Account
ledger-role-account-more = The account booked on. It may be the same column as the customer.
ledger-role-date = Date
ledger-role-date-more = The day of the transaction. Many formats are read, also 930101 and 19930101.
ledger-role-amount = Amount
ledger-role-amount-more = How much. With a minus for money that left, or without signs beside a column that says the direction.
ledger-role-sign = Direction
ledger-role-sign-more = Says whether money came or left, where the amounts have no sign.
ledger-role-kind = Kind
ledger-role-kind-more = What kind of transaction: cash, transfer, card, interest.
ledger-role-balance = Balance
ledger-role-balance-more = The balance of the account after the transaction. With it the file can be checked to the cent.
ledger-role-product = Product
ledger-role-product-more = Tells deposits from loans.
ledger-dates-day-first = Day first (31.12.1998)
ledger-dates-month-first = Month first (12/31/1998)
ledger-dates-year-first = Year first (1998-12-31)
ledger-dates-compact-year = Year, month and day with two digits each (981231)
ledger-loan-start = Paid out on
ledger-loan-principal = Principal
ledger-loan-months = Months
ledger-loan-payment = Monthly payment
ledger-loan-status = Status

## Lists of transactions: questions and answers
ledger-decision-copies = Transactions that stand twice
ledger-decision-look-alikes = Transactions that look the same
ledger-decision-two-date-formats = Dates in more than one format
ledger-decision-far-dates = Single dates far from all others
ledger-decision-currencies = Amounts in another currency
ledger-decision-reversals = Negative amounts beside a direction
ledger-decision-overdrafts = Deposit accounts below zero
ledger-decision-one-entry = Customers with one transaction
ledger-decision-missing-months = Customers with months without transactions
ledger-decision-opened-inside = Customers who joined after the first month
ledger-decision-unknown-customers = Transactions of customers who are not in the joined table
ledger-decision-leavers = Customers with nothing in the later period
ledger-answer-keep = keep
ledger-answer-leave-out = leave out
ledger-answer-read-each = read each in its own format
ledger-answer-add = add as if it were the same currency
ledger-answer-count = count as customers without value
ledger-answer-reverse = take back what the direction says
ledger-answer-size-only = ignore the minus
ledger-answer-zero = count as zero

## Lists of transactions: what is odd
ledger-hint-decision = { $decision }: { $answer }. This can be changed to “{ $other }” ({ $option }).
ledger-hint-few-left = { $decision }: { $answer }. Choose “{ $other }” instead ({ $option }), and more customers stay.
ledger-issue-amounts = { $column }: { $count ->
    [one] { $count } cell is no amount
   *[other] { $count } cells are no amounts
} (first “{ $cell }” in row { $row }). { $count ->
    [one] The row was left out.
   *[other] The rows were left out.
}
ledger-issue-too-large-amounts = { $column }: { $count ->
    [one] { $count } of these cells is a number too large to be added up in cents.
   *[other] { $count } of these cells are numbers too large to be added up in cents.
}
ledger-issue-empty-amounts = { $column }: { $count ->
    [one] { $count } transaction has no amount and was left out.
   *[other] { $count } transactions have no amount and were left out.
}
ledger-hint-amounts = Correct these cells in the file and open it again, or choose another column for the amount.
ledger-issue-rounded = { $column }: { $count ->
    [one] { $count } amount has
   *[other] { $count } amounts have
} more than two decimals and { $count ->
    [one] was
   *[other] were
} rounded to cents, half a cent to the even one.
ledger-issue-currency-signs = { $column }: { $count ->
    [one] { $count } amount carries
   *[other] { $count } amounts carry
} the currency { $currency }. It was taken off.
ledger-issue-currencies = { $count ->
    [one] { $count } amount is
   *[other] { $count } amounts are
} in another currency than { $currency } (first in row { $row }).
ledger-issue-already-signed = { $column }: the amounts already carry their sign, so this column was not needed.
ledger-issue-reversals = { $count ->
    [one] { $count } amount is
   *[other] { $count } amounts are
} negative although { $column } already says the direction (first in row { $row }).
ledger-issue-no-customer = { $column }: { $count ->
    [one] { $count } transaction names no customer and was left out
   *[other] { $count } transactions name no customer and were left out
} (first in row { $row }).
ledger-hint-no-customer = Fill in the customer in the file, or choose another column for the customer.
ledger-issue-dates = { $column }: { $count ->
    [one] { $count } cell is no date
   *[other] { $count } cells are no dates
} (first “{ $cell }” in row { $row }). { $count ->
    [one] The row was left out.
   *[other] The rows were left out.
}
ledger-hint-dates = Correct these cells in the file and open it again, or choose the order of day, month and year.
ledger-hint-ambiguous-dates = If the month comes first, choose that order for the dates (dates=month_first).
ledger-issue-dates-either-way = { $column }: { $count ->
    [one] { $count } date that was kept could be read with day and month the other way round
   *[other] { $count } dates that were kept could be read with day and month the other way round
} (first “{ $cell }” in row { $row }), as dates that were left out are.
ledger-issue-two-date-formats = { $column }: { $count ->
    [one] { $count } date is
   *[other] { $count } dates are
} not written as the other { $main } (“{ $example }”), but for example as “{ $other }” (row { $row }).
ledger-issue-far-dates = { $count ->
    [one] { $count } transaction is dated
   *[other] { $count } transactions are dated
} far from all others, which are from { $from } to { $to } (first in row { $row }: { $date }). Far means: more than { $days } days without a transaction of anybody between, and at most one row in a hundred.
ledger-issue-balances = { $column }: { $count ->
    [one] { $count } cell is no balance
   *[other] { $count } cells are no balances
} (first “{ $cell }” in row { $row }).
ledger-hint-balances = These balances were computed from the one before and the amount.
ledger-issue-copies = { $count ->
    [one] { $count } transaction stands
   *[other] { $count } transactions stand
} twice (first copy in row { $row }), dated { $from } to { $to }. Two exports may overlap in these months.
ledger-issue-look-alikes = { $count ->
    [one] { $count } transaction is
   *[other] { $count } transactions are
} the same as another one in every column (first in row { $row }), dated { $from } to { $to }. Nothing in the file says whether it is one or two.
ledger-issue-unknown-customers = { $count ->
    [one] { $count } transaction belongs
   *[other] { $count } transactions belong
} to { $customers ->
    [one] { $customers } customer
   *[other] { $customers } customers
} (first in row { $row }) who { $customers ->
    [one] is
   *[other] are
} not in { $file }.
ledger-issue-without-transactions = { $count ->
    [one] { $count } row
   *[other] { $count } rows
} of { $rows } in { $file } { $count ->
    [one] belongs to a customer
   *[other] belong to customers
} without transactions here and { $count ->
    [one] was
   *[other] were
} not used.
ledger-issue-repeated-key = { $file }: { $count ->
    [one] { $count } row repeats
   *[other] { $count } rows repeat
} a value of { $column } that stands in an earlier row. The first row was used.
ledger-hint-repeated-key = If another row is the right one, remove the others from the file.
ledger-issue-incomplete-loans = { $file }: { $count ->
    [one] { $count } loan has
   *[other] { $count } loans have
} no readable date, principal or duration and { $count ->
    [one] was
   *[other] were
} left out.
ledger-hint-incomplete-loans = Fill in the date, the principal and the duration in the file and open it again.
ledger-issue-impossible-loans = { $file }: { $count ->
    [one] { $count } loan has a principal that is not above zero, or a duration that is not whole months from 1 to { $longest }, and was left out
   *[other] { $count } loans have a principal that is not above zero, or a duration that is not whole months from 1 to { $longest }, and were left out
} (first in row { $row }).
ledger-hint-impossible-loans = Correct these rows in the file and open it again.
ledger-issue-copied-loans = { $file }: { $count ->
    [one] { $count } loan stands twice and was counted once
   *[other] { $count } loans stand twice and were counted once
} (first copy in row { $row }).
ledger-hint-copied-loans = If they are different loans, give each a number of its own in a column such as loan_id.
ledger-issue-not-loans = { $file }: the names of the columns speak of loans, but the instalments add up to the principal in { $count } of { $rows } rows only. It was joined as facts about customers; no loan is known from it.
ledger-hint-not-loans = Check the columns with the amount, the duration in months and the monthly payment, and open the file again.
ledger-issue-same-file = { $file } holds the same as { $other }. It was not joined a second time.
ledger-issue-one-entry = { $count ->
    [one] { $count } customer has
   *[other] { $count } customers have
} only one transaction (first in row { $row }).
ledger-issue-missing-months = { $count ->
    [one] { $count } customer has
   *[other] { $count } customers have
} no transaction in some month between the first and the last one (first of them in row { $row }). The balance was carried on.
ledger-issue-opened-inside = { $count ->
    [one] { $count } customer has
   *[other] { $count } customers have
} opened the first account after the first month of the file (first of them in row { $row }). Before that the balance counts as zero.
ledger-issue-few-left = Only { $left } of { $all } customers are left.
ledger-issue-overdrafts = { $count ->
    [one] { $count } balance
   *[other] { $count } balances
} of { $accounts ->
    [one] { $accounts } deposit account
   *[other] { $accounts } deposit accounts
} { $count ->
    [one] is
   *[other] are
} below zero (first in row { $row }, { $day }).
ledger-issue-balance-aside = { $column } was not used as the balance, for example because its amounts do not follow from the transactions. Every account begins at zero, so average balances show only what came in and left here.
ledger-hint-balance-aside = If { $column } is the balance after each transaction, choose it as the balance ({ $option }).
ledger-issue-no-balances = The file states no balances. Every account begins at zero, so average balances show only what came in and left here.
ledger-issue-months-without-entries = { $count ->
    [one] In { $count } month of the file nobody has a transaction: { $month }.
   *[other] In { $count } months of the file nobody has a transaction (first { $month }).
}
ledger-hint-months-without-entries = A part of the export may be missing. Balances were carried on through these months.
ledger-issue-gaps = { $count ->
    [one] { $count } balance of { $steps } does
   *[other] { $count } balances of { $steps } do
} not follow from the one before and the amount, in { $accounts ->
    [one] { $accounts } account
   *[other] { $accounts } accounts
}; at most { $gap } is missing.
ledger-hint-gaps = Some transactions may be missing from the file, for example where it is cut off. The stated balances were used.
ledger-hint-gaps-last-day = All of them are on the last day, { $day }: the file is probably cut off there. The stated balances were used.
ledger-issue-unreadable = { $count ->
    [one] { $count } line could not be read and is
   *[other] { $count } lines could not be read and are
} not in the totals; a last line that is cut off is such a line.
ledger-hint-unreadable = If the file is cut off, export it again.

## Lists of transactions: rows left out, by reason
ledger-left-out-no-customer = no customer
ledger-left-out-no-date = no readable date
ledger-left-out-no-amount = no readable amount
ledger-left-out-other-date-format = other date format
ledger-left-out-far-date = date far from all others
ledger-left-out-other-currency = other currency
ledger-left-out-copy = copies
ledger-left-out-look-alike = look the same
ledger-left-out-unknown-customer = customer not in the joined table
ledger-left-out-one-entry = customer with one transaction
ledger-left-out-missing-months = customer with months without transactions
ledger-left-out-opened-inside = customer joined after the first month

## Lists of transactions: columns dropped, with the reason
ledger-dropped-empty = empty
ledger-dropped-constant = always “{ $value }”
ledger-dropped-number = a different value in every row: it numbers the rows
ledger-dropped-copy = says the same as { $other }
ledger-dropped-identifying = names a bank, an account or a person on the other side
ledger-dropped-no-part = plays no part

## Lists of transactions: what kept them from being used
ledger-error-role-missing = No column was chosen for: { $role }.
ledger-hint-role-missing = Choose it under the columns of the transactions, or say it as --map { $option }=COLUMN.
ledger-error-column-missing = { $file } has no column { $column }.
ledger-hint-column-missing = Choose one of the columns in the header of the file.
ledger-hint-column-nearest = Did you mean { $nearest }?
ledger-error-not-dates = { $column } holds no dates (row { $row } says “{ $cell }”).
ledger-hint-not-dates = Choose another column for the date, or the order of day, month and year.
ledger-error-not-amounts = { $column } holds no amounts (row { $row } says “{ $cell }”).
ledger-hint-not-amounts = Choose another column for the amount.
ledger-error-nothing-left = All { $rows } transactions were left out: { $reasons }.
ledger-error-left-out-part = { $why }: { $rows }
ledger-hint-nothing-left = Change the answers to the questions about these rows, or the columns.
ledger-error-too-large = The amounts in { $column } are too large to be added up in cents.
ledger-hint-too-large = Check whether the column really holds amounts of money, and which mark stands before the decimals.
