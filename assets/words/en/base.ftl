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
