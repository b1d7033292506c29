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
param-initial_weights = Initial weights
param-initial_weights-more = he suits ReLU layers; glorot is what Keras takes unless told otherwise.
param-dropout = Dropout
param-dropout-more = Higher silences more hidden units at random while learning: less overfitting, then less learning.
param-class_weights = Class weights
param-class_weights-more = balanced lets rare classes count as much as frequent ones while learning; the probabilities are brought back to the real shares afterwards.
param-early_stopping = Early stopping
param-early_stopping-more = Training ends once the error on the validation customers no longer falls, and the best network is kept. Switched off, all rounds are used.
param-ensemble_size = Networks together
param-ensemble_size-more = More networks from different initial weights answer together: steadier and a little more accurate, and they take longer.
param-trials = Trials
param-trials-more = More trials look at more settings and may find better ones; each takes its time.
param-c = C
param-c-more = Higher trusts the data more and punishes large weights less (the inverse of the penalty, as in scikit-learn).
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
bp-predicts-one-class = It puts every customer into “{ $class }”: it learned no more than the largest group. Try more rounds, another method, or more telling columns.

## K-means and principal components

param-n_init = Starts
param-n_init-more = More starts find better segments and take longer; the best one is kept.
param-max_iter = Iterations at most
param-max_iter-more = More lets each start settle completely.
param-tol = Tolerance
param-tol-more = Lower waits until the segments hardly move any more. 0 waits until no customer changes.

kmeans-k-range = { $k } segments are not possible.
kmeans-k-range-hint = Choose a number of segments from 1 to 200; 3 to 10 can be told apart.
kmeans-no-columns = There are no columns to group customers by.
kmeans-no-columns-hint = Choose at least one number column that differs between customers.
kmeans-too-few = { $rows ->
    [one] { $rows } customer cannot
   *[other] { $rows } customers cannot
} be put into { $k } segments.
kmeans-too-few-hint = Choose fewer segments, or use a file with more customers.
kmeans-too-alike = The customers differ too little for { $k } segments: only { $found } of them can be told apart.
kmeans-too-alike-hint = Choose fewer segments, or more columns that differ between customers.
kmeans-not-finite = Customer { $row } of those used has a value in column { $column } of those used that is not a number or far too large.
kmeans-not-finite-hint = Correct the value in the file, or leave the column out.
kmeans-start = The given starting points do not fit: { $k } points of { $columns } finite numbers each are needed.
kmeans-start-hint = Take as many customers as segments for a start.
pca-too-many = { $wanted } principal components are not possible: up to { $most } are.
pca-too-many-hint = Use at least two customers, and no more components than columns or customers.

## Recurrent networks

param-units = Units
param-units-more = More units can remember more of a sequence, need more customers and take longer. Several numbers stack several layers: 32,16.
param-learning_rate_adam-more = Higher learns in fewer rounds, too high never settles.
param-batch_size = Customers a step
param-batch_size-more = More customers a step make each step surer and the steps fewer; too many learn little in a round.
param-clip_norm = Longest slope
param-clip_norm-more = Lower keeps single steps shorter, so that one odd group of customers cannot throw the network off.

rnn-needs-sequence = A recurrent network takes a sequence of steps a customer, not a row of columns.
rnn-needs-sequence-hint = Choose months or columns as steps, or a method without a network.
rnn-no-columns = There are no steps to learn from.
rnn-no-columns-hint = Choose months, or at least two columns that differ between customers.
rnn-too-few = There are { $rows ->
    [one] { $rows } customer
   *[other] { $rows } customers
} to learn from; a recurrent network needs at least { $least }.
rnn-too-few-hint = Use a file with more rows, or a method without a network.
rnn-no-steps = Row { $row } has an empty sequence.
rnn-no-steps-hint = Leave the customer out, or fill at least one month.
rnn-not-finite = Row { $row } has a value in “{ $column }” that is not a number (step { $step }).
rnn-target-not-finite = Row { $row } has a value in the column to predict that is not a number.
rnn-not-finite-hint = Correct the value in the file, or leave the column out.
rnn-one-step = Every customer has one step only, so that there is no next one to predict.
rnn-one-step-hint = Use at least two months, or let the network predict a column.
rnn-no-target = There is no column to predict.
rnn-no-target-hint = Choose the column the network shall predict, or let it predict the next step.
rnn-too-large = A recurrent network of { $layers ->
    [one] { $layers } layer
   *[other] { $layers } layers
} and { $units } units is too large for these sequences.
rnn-too-large-hint = Up to { $most_layers } layers are possible. Use fewer units, fewer customers a step or fewer months.

rnn-diverged = The error grew without end: learning rate { $rate } is too high. Try { $try }. The best network before that was kept.
rnn-learned-nothing = Training never lowered the error on the customers set aside: the embedding is that of the network before training.
rnn-hardly-better-than-mean = The network predicts hardly better than always answering the average (error { $error } against { $mean } on the customers set aside): there is little in the sequences that tells this column.

param-n_components = Components
param-n_components-more = More components keep more of what tells customers apart, and more of its noise.
