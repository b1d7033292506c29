## Choosing what is asked
ui-seg-choose-title = Which customers are alike, and by what?
ui-seg-question-tiers = Rank into tiers
ui-seg-question-tiers-more = Tiers or classes of a label, by BP networks
ui-seg-question-segments = Discover segments
ui-seg-question-segments-more = Customers alike, by K-means and RNN
ui-seg-question-why-label = suggested: a column looks like what is to be predicted
ui-seg-question-why-transactions = suggested: transactions say what a customer is worth
ui-seg-question-why-segments = suggested: no column of this file is a label

## Choosing how segments are found
ui-seg-k = How many segments
ui-seg-k-term = k
ui-seg-k-auto = Recommended
ui-seg-k-n = { $n } segments
ui-seg-k-more = More segments are finer and smaller. Every number from 2 to 10 is worked out in any case and can be looked at afterwards
ui-seg-preset-kmeans = K-means only
ui-seg-preset-pca = PCA + K-means
ui-seg-preset-rnn = RNN + K-means
ui-seg-preset-all = All side by side
ui-seg-plan = { $methods ->
    [one] 1 method
   *[other] { $methods } methods
}, { $k }
ui-seg-plan-auto = 2 to 10 segments tried, the best number recommended
ui-seg-plan-k = compared at { $n } segments
ui-seg-missing = Empty cells are taken as
ui-seg-missing-term = imputation
ui-seg-fill-median = middle value
ui-seg-fill-mean = mean
ui-seg-fill-zero = 0
ui-seg-fill-suggested = { $fill } (suggested)
ui-seg-sequence = What the network reads one after the other
ui-seg-sequence-term = steps of the sequence
ui-seg-months = Months
ui-seg-months-none = No columns of this file are the same thing month after month
ui-seg-months-shape = { $steps } months of { $n ->
    [one] 1 thing
   *[other] { $n } things
}: { $names }
ui-seg-turn = The other way round
ui-seg-columns = Columns as steps
ui-seg-objective = What it learns on the way
ui-seg-objective-term = objective
ui-seg-objective-next = The next step
ui-seg-objective-itself = The whole sequence
ui-seg-objective-column = A column
ui-seg-target = Column to predict
ui-seg-target-auto = automatic
ui-seg-target-more = It leaves the inputs; automatic takes how often something happens, where a column says that
ui-seg-columns-used = Compare by { $used } of { $all } columns
ui-seg-value = Worth of a segment
ui-seg-value-none = by number of customers only
ui-seg-value-more = With a column of money, each segment also shows its share of that sum

## Training for segments
ui-seg-train-title = Looking for segments
ui-seg-train-sub = K-means tries numbers of segments, networks learn, then all methods are compared
ui-seg-train-share = { $share } done
ui-seg-train-over = Done
ui-seg-train-networks = Networks
ui-seg-train-networks-none = No network takes part: there is nothing to train
ui-seg-train-round = round
ui-seg-train-error = best error
ui-seg-train-watched = The error on customers the network does not learn from; the round with the least is kept

## Results of segments
ui-seg-title = { $k ->
    [2] Two
    [3] Three
    [4] Four
    [5] Five
    [6] Six
    [7] Seven
    [8] Eight
    [9] Nine
    [10] Ten
   *[other] { $k }
} segments
ui-seg-other-number = You look at { $k }, recommended are { $recommended }. { $reason }
ui-seg-number = segments
ui-seg-none = These results hold no segments for this number
ui-seg-stopped = Ended early: what was found by then is shown
ui-seg-tab-segments = Segments
ui-seg-tab-map = Map
ui-seg-tab-profile = Profile
ui-seg-tab-number = How many
ui-seg-tab-helped = Did the RNN help?
ui-seg-tab-methods = Methods
ui-seg-tab-months = Months
ui-seg-tab-explore = Columns
ui-seg-customer = Customer { $customer }
ui-seg-customer-row = Row { $row }

## Cards of segments
ui-seg-card = S{ $code } { $name }: { $share } of the customers, { $n }
ui-seg-name = Name
ui-seg-sentence = What sets it apart
ui-seg-action = What to do
ui-seg-share = Share
ui-seg-value-share = Of the value
ui-seg-checks = Checks
ui-seg-of-customers = of customers · { $n }
ui-seg-of-value = { $share } of { $column }
ui-seg-check-distinct = distinct
ui-seg-check-big = big enough
ui-seg-check-reachable = reachable
ui-seg-check-stable = stable
ui-seg-check-passed = { $check }: yes. { $words }
ui-seg-check-failed = { $check }: not passed. { $words }
ui-seg-helped-head = Did the RNN help?
ui-seg-method-head = How these were found.
ui-seg-division-head = A caution.
ui-seg-division-more = Shows every number of segments
ui-seg-helped-more = Shows every method side by side

## Map of customers
ui-seg-map-reset = Show the usual part
ui-seg-map-how = Drag to move, scroll to zoom, double-click for the usual part. By keyboard: + and − zoom, arrows move on to the next customer, Home shows the usual part
ui-seg-map-click = Click a customer, a segment or a row of the list: map, list and profile follow.
ui-seg-map-drawing = Drawing the customers…
ui-seg-map-outside = { $n ->
    [one] { $n } customer lies farther out
   *[other] { $n } customers lie farther out
}
ui-seg-axis-right = To the right: more { $words } ({ $share } of all differences)
ui-seg-axis-up = Upwards: more { $words } ({ $share } of all differences)
ui-seg-replay-play = Play how K-means found them
ui-seg-replay-pause = Pause
ui-seg-replay-slider = Iteration of K-means
ui-seg-replay-at = iteration { $at } of { $of } · inertia { $inertia }
ui-seg-replay-sample = { $n } customers are shown while it plays
ui-seg-replay-other = How K-means found them can be played at { $k } segments
ui-seg-everybody = Everybody
ui-seg-all-customers = { $n ->
    [one] { $n } customer
   *[other] { $n } customers
}
ui-seg-sure = { $share } sure
ui-seg-sure-head = Sure
ui-seg-sure-more = How much nearer to this segment than to the next one: 0 % in the middle between both, 100 % at its mean
ui-seg-fits-none = fits no segment
ui-seg-fits-none-more = Farther from the mean than 99 of 100 customers of the segment
ui-seg-column = Column
ui-seg-this-customer = Customer
ui-seg-segment-mean = Segment
ui-seg-overall-mean = Everyone
ui-seg-segment = Segment
ui-seg-size = { $n ->
    [one] { $n } customer
   *[other] { $n } customers
}, { $share } of all
ui-seg-representatives = Typical customers, nearest to the mean
ui-seg-listed = { $segment }: { $n }
ui-seg-listed-all = All customers: { $n }

## How many segments
ui-seg-number-table = Every number by every measure
ui-seg-number-sampled = Silhouettes of { $n } customers drawn at random
ui-seg-number-higher = · higher is better
ui-seg-number-lower = · lower is better
ui-seg-number-bend = where it bends
ui-seg-number-recommended = recommended
ui-seg-number-row = { $k } segments: silhouette { $silhouette }, stability { $ari }, smallest { $share }
ui-seg-number-k = Number
ui-seg-number-k-more = k of K-means. Click a row to see the customers in that many segments
ui-seg-number-inertia = Inertia
ui-seg-number-inertia-more = Sum of the squared distances to the mean. It always falls; a bend says that more segments bring little
ui-seg-number-silhouette = Silhouette
ui-seg-number-silhouette-more = From −1 to 1: how much nearer customers lie to their own segment than to the next. Higher is better
ui-seg-number-groupless = No groups
ui-seg-number-groupless-more = A silhouette that made-up customers without any groups hardly exceed (mean and three standard deviations of 20 tables), the higher of two: spread evenly, or with columns skewed as these are, each with a single hump, but mixed. Segments whose silhouette is not at least 0.02 higher are a division, not groups
ui-seg-number-db = Davies–Bouldin
ui-seg-number-db-more = Width of segments against the distance between them. Lower is better
ui-seg-number-ch = Calinski–H.
ui-seg-number-ch-more = Calinski–Harabasz: spread between segments against the spread inside. Higher is better
ui-seg-number-gap = Gap
ui-seg-number-gap-more = How much tighter than customers spread evenly. In bold: the first number that the next one does not exceed by more than its standard error
ui-seg-number-stability = Stability
ui-seg-number-stability-more = Adjusted Rand index with the segments of customers drawn anew, the median of 20. 1 = always the same
ui-seg-number-jaccard = Least stable
ui-seg-number-jaccard-more = Jaccard index of the segment that comes back worst; above 0.75 it is stable
ui-seg-number-smallest = Smallest
ui-seg-number-smallest-more = Share of the customers in the smallest segment

## Whether the network helped
ui-seg-further = What else was found
ui-seg-helped-yes = It helped
ui-seg-helped-no = Not on this file
ui-seg-helped-undecided = Cannot be told on this file
ui-seg-legend-kept = round that is kept
ui-seg-m-table = All methods at { $k } segments
ui-seg-m-table-more = Silhouettes in two spaces: the method’s own flatters it, the common one (that of plain K-means) is the same for all
ui-seg-m-shown = shown
ui-seg-m-method-more = What the customers were grouped by
ui-seg-m-own = Own space
ui-seg-m-own-more = Silhouette in the space in which the method itself groups. Not to be compared between methods
ui-seg-m-common = Common space
ui-seg-m-common-more = Silhouette in the standardised columns, the same space for all methods. Plain K-means works there and nearly always wins
ui-seg-m-db-own = D–B own
ui-seg-m-db-common = D–B common
ui-seg-m-db-more = Davies–Bouldin: width of segments against the distance between them. Lower is better
ui-seg-m-stability = Stability
ui-seg-m-stability-more = Adjusted Rand index with the segments of customers drawn anew, the middle one of 20. 1 = always the same
ui-seg-m-quartiles = The middle half of the trials: { $low } to { $high }
ui-seg-m-seeds = Trained again
ui-seg-m-seeds-more = Adjusted Rand index between trainings from other weights: do the segments come back? At least 0.6 is asked for
ui-seg-m-agreement = With K-means
ui-seg-m-agreement-more = Adjusted Rand index with the segments of plain K-means: 1 = the same segments
ui-seg-m-seconds = Seconds
ui-seg-m-seconds-more = Time this method took, on this computer

## Segments over the months
ui-seg-moves-none = This file has no months
ui-seg-moves-other = The months were looked at with { $k } segments
ui-seg-moves-alone = The cards place customers by everything that is known of them, this page by one month alone: shares differ. Whoever lacks a month is not counted in it
ui-seg-moves-so-far = The cards place customers by all their months, this page by those up to the month: shares differ until the last one. Whoever lacks a month is not counted in it
ui-seg-moves-drift = Who drifts where
ui-seg-moves-still = Nobody moves to another segment

## The columns of a segmentation
ui-seg-months-apart = Each month by itself
ui-seg-months-together = A family of months is drawn as one, by the mean of its months; between families, by the mean over their pairs
ui-seg-components = What the components stand for
ui-seg-treated = What was done to the columns
ui-seg-empty-cells = Empty
ui-seg-filled = Filled with
ui-seg-skewness = Skewness
ui-seg-log = Log scale
ui-seg-log-yes = yes

## Exporting segments
ui-seg-export-sub = Every customer of the file with the segment found for it
ui-seg-export-added = with code and name of the segment ({ $n } of them) and how clearly the customer belongs to it
ui-seg-export-labelled = Your list, row by row, with code and name of the segment and how clearly each customer belongs to it
ui-seg-export-model = The segments themselves: places new customers without training again

## Status and explanations of segments
ui-seg-status-stopped = Stopped after { $time }
ui-seg-status-all = Segments are found among all customers; nobody is held out
why-seg-kmeans = How K-means finds segments
why-seg-kmeans-more = It puts a mean into each segment, gives every customer to the nearest mean, moves each mean into the middle of its customers, and repeats until nobody changes. The best of ten starts is kept.
why-seg-k = How many segments
why-seg-k-more = There is no true number. For each number from 2 to 10 the program measures how clearly segments lie apart, whether they come out again when other customers are drawn, and how small the smallest one is. It recommends one that a campaign can use, and you decide.
why-seg-network = What the recurrent network does
why-seg-network-more = It reads a customer step by step and keeps a memory. What the memory holds after the last step is a new picture of the customer, and K-means looks for segments among these pictures.
why-seg-nulls = How the program knows whether the network helped
why-seg-nulls-more = Networks that learned nothing, and networks that saw the steps in a random order, make segments too. Only a network whose trainings mostly beat all of them, whose segments come back, and no less well than those of plain K-means, has used the order of the steps. Near the border the program says that it cannot be told.
why-seg-silhouette = How clearly segments lie apart
why-seg-silhouette-more = The silhouette compares how far a customer is from its own segment (a) and from the nearest other one (b). 1 is clear, 0 is on the border. Methods are compared in the same space, or the numbers would mean nothing.
why-seg-stable = Whether segments are real
why-seg-stable-more = The segments are found again among customers drawn at random, twenty times. The adjusted Rand index is 1 when they come out the same and 0 when only chance agrees.
why-seg-checks = Four questions to a segment
why-seg-checks-more = Is it different from everybody, big enough for a campaign, told by columns that the bank can reach customers by, and stable when other customers are drawn?
