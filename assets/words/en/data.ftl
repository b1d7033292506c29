### Words of data

## What kept a file from being read
data-error-missing = There is no file at { $file }.
data-hint-missing = Check the path, or open the file with the Open button.
data-error-directory = { $file } is a folder.
data-hint-directory = Choose one file inside it.
data-error-not-a-file = { $file } is a pipe or a device, not a file.
data-hint-not-a-file = Save the customers into a file first and open that file.
data-error-unreadable = This computer does not let you read { $file }.
data-hint-unreadable = Ask its owner for the right to read it, or copy it to a folder of yours.
data-error-empty = { $file } is empty.
data-hint-empty = Export the customers again and look whether the program that wrote the file had any rows to write.
data-error-workbook = { $file } is a workbook of Excel or another spreadsheet program.
data-hint-workbook = Open it there, choose Save As and the format CSV (comma separated), and open that file here.
data-error-compressed = { $file } is a compressed file.
data-hint-compressed = Unpack it and open the CSV file inside.
data-error-not-text = { $file } is not a table of text: it looks like a picture, a document or a program.
data-hint-not-text = Choose the file your bank's system exported as CSV.
data-error-header-only = { $file } has column names but no rows below them.
data-hint-header-only = The first line must hold the column names and every line below it one customer.
data-error-no-readable-rows = None of the { $records } rows has as many fields as the header: the header has { $expected }, the first row { $found }.
data-hint-no-readable-rows = Choose another separator, or check whether the first line really holds the column names.
data-error-too-many-rows = The file has more than { $limit } rows.
data-hint-too-many-rows = Split it into several files.
data-error-too-many-columns = The file has { $found } columns; at most { $limit } can be read.
data-hint-too-many-columns = Choose another separator; a customer table rarely has more than a few hundred columns.
data-error-changed-while-reading = { $file } was changed while it was being read.
data-hint-changed-while-reading = Wait until the other program has finished writing, then open it again.
data-error-changed = { $file } has changed since it was read.
data-hint-changed = Open it again, so that every result stands beside the right customer.
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
data-hint-damaged-characters = Choose another encoding.
data-issue-zero-bytes = Some cells hold zero bytes, a sign that the file was damaged on its way.

## What is odd about columns
data-issue-unnamed-column = Column { $number } has no name and is called { $fresh }.
data-issue-repeated-name = Column { $number } is called { $name } like another one and is shown as { $fresh }.
data-issue-header-looks-like-data = The first line looks like a customer rather than like column names.
data-hint-header-looks-like-data = Put a line with the column names first and open the file again.
data-issue-infinite = { $column }: { $count ->
    [one] { $count } cell is
   *[other] { $count } cells are
} infinite (first "{ $cell }" in row { $row }).
data-hint-infinite = Such cells count as missing.
data-issue-thousands = { $column }: { $count ->
    [one] { $count } number is
   *[other] { $count } numbers are
} written with marks between the thousands (first "{ $cell }" in row { $row }).
data-hint-thousands = They are read as whole amounts. If the mark is the decimal mark, choose the other one.
data-issue-missing-words = { $column }: { $count ->
    [one] { $count } cell says
   *[other] { $count } cells say
} "NA", "null", "?" or the like among numbers.
data-hint-missing-words = Such cells count as missing. Under the reading options this can be switched off.
data-issue-ambiguous-date = { $column }: day and month could be either way round; the day was taken to come first.
data-hint-ambiguous-date = Write the dates as 2024-03-01 where this is wrong.
data-issue-mostly-numbers = { $column }: { $typed ->
    [one] { $typed } cell is a number or date
   *[other] { $typed } cells are numbers or dates
}, but { $texts ->
    [one] { $texts } is
   *[other] { $texts } are
} text (first "{ $cell }" in row { $row }). The column counts as text.
data-hint-mostly-numbers = Correct these cells or empty them, check the decimal mark, and open the file again.
data-issue-empty-column = { $column } is empty.
data-issue-constant-column = { $column } says "{ $value }" for every customer.
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
data-hint-duplicate-rows = Scores may be too good, because copies of a customer are both among those learned from and among those held out. Remove the copies and open the file again.

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
