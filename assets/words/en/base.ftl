### Words of base
text = { $text }
n-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
n-columns = { $n ->
    [one] { $n } column
   *[other] { $n } columns
}
did-you-mean = Did you mean { $names }?
separator-comma = comma
separator-semicolon = semicolon
separator-tab = tab
separator-bar = vertical bar
