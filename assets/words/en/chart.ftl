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
chart-confusion-rows = Real class
chart-confusion-columns = Predicted class
chart-confusion-alt = Of { $all } held-out customers, { $right } were given their real class. { $parts }.
chart-confusion-part = { $class }: { $right } of { $all }
