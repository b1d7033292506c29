### Words of scoring new customers

scoring-missing = The table does not have every column that the model reads. Missing: { $columns }.
scoring-missing-hint = Use a table with the same columns, or say which of its columns stand for them.
scoring-rename-not-read = The model does not read a column “{ $column }”.
scoring-rename-not-there = The file has no column “{ $column }”.
scoring-rename-hint = Say first the column of the model, then the column of the file that stands for it.
scoring-rename-twice = “{ $column }” was given twice: a column can stand for one other only.
scoring-rename-twice-hint = Give each column once.
scoring-renamed = “{ $column }” was read as “{ $read }”.
scoring-text-number = Row { $row } has “{ $cell }” in “{ $column }”, where a number was expected.
scoring-text-date = Row { $row } has “{ $cell }” in “{ $column }”, where a date was expected.
scoring-text-hint = Correct the cell, or leave it empty, and try again.
scoring-no-numbers = “{ $column }” holds dates, where the model learned from numbers.
scoring-no-dates = “{ $column }” holds numbers, where the model learned from dates.
scoring-other-kind-hint = Check that the column is the one the model was trained on.
scoring-broken = This model does not hold together: its networks do not fit its columns.
scoring-broken-hint = Save the model again from the results.

## Whether new customers are like those learned from
scoring-drift-column = { $column } (PSI { $psi })
scoring-drifted = { $n ->
    [one] One column is very unlike
   *[other] { $n } columns are very unlike
} what the model learned from, so its probabilities may be wrong: { $columns }. Train again with newer customers.
scoring-shifted = { $n ->
    [one] One column has moved
   *[other] { $n } columns have moved
} away from what the model learned from: { $columns }.
scoring-drift-too-few = { $n ->
    [one] One column looks
   *[other] { $n } columns look
} different, but so few customers may differ by chance: { $columns }.
scoring-stable = The customers are like those the model learned from, in every column.
scoring-unseen = { $n ->
    [one] { $n } customer has a value
   *[other] { $n } customers have values
} in “{ $column }” that nobody had whom the model learned from, such as “{ $example }”.
scoring-rare = { $n ->
    [one] { $n } customer has a rare or new value
   *[other] { $n } customers have rare or new values
} in “{ $column }”, such as “{ $example }”.

## The call list of new customers
scoring-calls = { $n ->
    [one] The call list has { $n } customer
   *[other] The call list has { $n } customers
}, the most probable first; { $explained ->
    [0] about a tenth are marked to be left alone.
   *[other] about a tenth are marked to be left alone. Reasons stand beside the first { $explained }.
}
scoring-calls-none = Nobody is on the call list.
scoring-calls-already = { $n ->
    [one] { $n } customer is
   *[other] { $n } customers are
} not on it in any case: “{ $label }” says “{ $class }” already.
scoring-calls-unknown = { $n ->
    [one] Of { $n } customer “{ $label }” says something the model does not know: if that means “{ $class }”, the customer is on the list all the same.
   *[other] Of { $n } customers “{ $label }” says something the model does not know: if that means “{ $class }”, they are on the list all the same.
}
scoring-calls-most = It ends after { $most } customers.
scoring-calls-no-reasons = This model was saved by an earlier version and cannot say why. Run the analysis again to have reasons.
