### Words of models

params-unknown = There is no setting called “{ $key }”.
params-known = The settings are: { $keys }.
params-misfit = “{ $value }” does not suit the setting { $key }.
params-takes-bool = It takes true or false.
params-takes-int = It takes a whole number from { $min } to { $max }.
params-takes-float = It takes a number from { $min } to { $max }.
params-takes-sizes = It takes one whole number a layer, each from { $min } to { $max }: 16, or 32,16.
params-takes-choice = It takes one of: { $options }.

param-rule = Update method
param-rule-more = How the weights are moved: classic, with momentum (heavy_ball, toolbox), with an adaptive rate, both (improved), one of the modern methods adam and rprop, or by curvature (lbfgs, levenberg_marquardt).
param-hidden_layers = Hidden layers
param-hidden_layers-more = More units or layers can learn finer differences, need more customers and take longer.
param-activation = Activation
param-activation-more = The shape of a hidden unit's answer: sigmoid as in the classic network, tanh around zero, relu for deep networks.
param-loss = Error measure
param-loss-more = sigmoid_squared is the classic half sum of squares; softmax makes the outputs probabilities and often judges better.
param-learning_rate = Learning rate
param-learning_rate-more = Higher learns in fewer rounds, too high never settles. 0 takes the rate that suits the method.
param-momentum = Momentum
param-momentum-more = Higher carries more of the earlier steps on: smoother and faster on long slopes, but it can overshoot.
param-rate_increase = Rate growth
param-rate_increase-more = Higher raises the learning rate faster while the error falls (lr_inc in the toolboxes).
param-rate_decrease = Rate cut
param-rate_decrease-more = Lower brakes harder after a step that raised the error too much (lr_dec in the toolboxes).
param-max_error_ratio = Tolerated rise
param-max_error_ratio-more = Higher lets the error rise more in one step before the rate is cut (max_perf_inc in the toolboxes).
param-undo_bad_step = Discard bad steps
param-undo_bad_step-more = A step that raised the error too much is taken back. Switched off, it is kept and only the rate is cut.
param-switch_momentum = Switched momentum
param-switch_momentum-more = Momentum is dropped after a bad step and set to 0.95 after a good one, as some textbooks have it (mc_switch).
param-backtrack = Take back steps
param-backtrack-more = A weight that overshot and raised the error goes back to where it was. Switched off, this is the plain method.
param-memory = Steps remembered
param-memory-more = More describe better how the slope bends; beyond 20 they hardly help.
param-damping = Damping at the start
param-damping-more = Higher begins with shorter, more careful steps; it adapts itself in every round (mu in the toolboxes).
param-gradient = Gradient scale
param-gradient-more = mean averages over the customers, so that a rate suits any number of them; sum adds up, as the original method does.
param-l2 = Weight penalty
param-l2-more = Higher keeps the weights small: less overfitting, then less learning.
param-max_epochs = Rounds at most
param-max_epochs-more = More gives slow methods time to finish.
param-patience = Patience
param-patience-more = Higher waits longer for the error on the validation customers to fall again before training stops.
param-min_gradient = Smallest slope
param-min_gradient-more = Higher stops earlier on flat ground (min_grad in the toolboxes).
param-goal = Goal
param-goal-more = Training stops once the error a customer is this low. 0 never stops for it.

bp-no-label = There is no label column to learn from.
bp-no-label-hint = Choose the column that says which tier or class each customer belongs to.
bp-no-rows = There are no customers to learn from.
bp-no-rows-hint = Use a file with more rows, or leave more of them for training.
bp-no-columns = There are no columns to learn from.
bp-no-columns-hint = Choose at least one column that differs between customers.
bp-one-class = All customers used for training belong to “{ $class }”.
bp-one-class-hint = A network needs customers of at least two classes. Check the label column, or use more rows.
bp-needs-table = This network takes one row of columns a customer, not a sequence of months.
bp-needs-table-hint = Choose plain columns, or a method for sequences.
bp-not-finite = Row { $row } has a value in column “{ $column }” that is not a number.
bp-not-finite-hint = Correct the value in the file, or leave the column out.
bp-too-large = A network of { $layers } hidden layers and { $weights } weights is too large.
bp-too-large-hint = Up to { $most_layers } layers and { $most } weights are possible. Use smaller hidden layers or fewer columns.

bp-too-many-pairs = Levenberg–Marquardt looks at every pair of weights for every customer; { $weights } weights with { $rows } customers are too many for it.
bp-too-many-pairs-hint = Up to { $most } weights are possible here: with { $columns } columns, one hidden layer of at most { $units ->
    [one] { $units } unit
   *[other] { $units } units
}. Lower the hidden units or use fewer columns.
bp-too-many-pairs-columns = Up to { $most } weights are possible here, and { $columns } columns need more even with a single hidden unit. Use fewer columns, or another method.

bp-diverged = The error grew without end: learning rate { $rate } is too high. Try { $try }.
bp-saturated = { $share } of the hidden units are stuck and no longer react to the customers (learning rate { $rate }). Try { $try }, or fewer hidden units.
bp-saturated-units = { $share } of the hidden units are stuck and no longer react to the customers. Try fewer hidden units, or a weight penalty.
bp-no-error = The error is not a number from the first round on: some values are too large. Scale the columns, or use the sigmoid activation.
bp-predicts-one-class = The network puts every customer into “{ $class }”: it learned no more than the largest group. Try more rounds, another method, or more telling columns.
