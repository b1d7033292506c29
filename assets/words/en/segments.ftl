
## What segments are called
seg-name = { $parts }
seg-name-very-high = Very high { $what }
seg-name-high = High { $what }
seg-name-low = Low { $what }
seg-name-hardly-any = Hardly any { $what }
seg-name-then-very-high = very high { $what }
seg-name-then-high = high { $what }
seg-name-then-low = low { $what }
seg-name-then-hardly-any = hardly any { $what }
seg-name-average = Close to the average
seg-name-numbered = { $name } ({ $n })

## Columns in plain words
seg-word-balance = balance
seg-word-bill = bills
seg-word-purchases = purchases
seg-word-one-off = one-off purchases
seg-word-instalments = instalment purchases
seg-word-purchase-count = number of purchases
seg-word-purchase-frequency = purchase frequency
seg-word-one-off-frequency = one-off purchase frequency
seg-word-instalment-frequency = instalment frequency
seg-word-cash = cash advances
seg-word-cash-count = number of cash advances
seg-word-cash-frequency = cash advance frequency
seg-word-payments = payments
seg-word-minimum-payments = minimum payments
seg-word-full-payment = share paid in full
seg-word-limit = credit limit
seg-word-income = income
seg-word-age = age
seg-word-tenure = time as a customer
seg-word-score = credit score
seg-word-products = number of products

## What sets a segment apart
seg-sentence = Customers with { $traits }.
seg-sentence-average = Customers close to the average in every column; the largest difference is { $trait }.
seg-sentence-nothing = Customers who differ from the others in no column.
seg-trait-times = { $column } { $times } times the average ({ $mean } against { $everyone })
seg-trait-part = { $column } { $part } of the average ({ $mean } against { $everyone })
seg-trait-instead = { $column } { $mean } on average (everyone: { $everyone })
seg-trait-share = { $column } for { $share } of them (everyone: { $everyone })

## Four checks of a segment
seg-check-distinct = Distinct: in the standardised columns its customers lie clearly nearer to its mean than to the next one (simplified silhouette { $silhouette }, at least { $needed } wanted).
seg-check-not-distinct = Not distinct: in the standardised columns it runs over into its neighbours (simplified silhouette { $silhouette }, at least { $needed } wanted).
seg-check-division = Not distinct: these segments are a division, not groups. Made-up customers without any groups, spread evenly or with columns skewed as these are but mixed, can be divided as clearly (silhouette { $silhouette } against up to { $level }).
seg-check-big = Big enough: { $n } customers, { $share } of all.
seg-check-few = Too few: { $n } customers, { $share } of all; a campaign needs at least { $least }.
seg-check-small = Too small: { $n } customers, { $share } of all; below { $least } a campaign of its own is rarely worth it.
seg-check-reachable = Reachable: the rule { $rule } finds { $recall } of them, and { $precision } of those it finds belong here.
seg-check-not-reachable = Not reachable by a simple rule: the best one, { $rule }, finds { $recall } of them, and { $precision } of those it finds belong here; both should be { $needed } or more. The customer list of this segment is needed.
seg-check-no-rule = Not reachable by a simple rule: it differs from the others in no column.
seg-check-stable = Stable: when the customers are drawn again, the segment comes back with { $jaccard } in common ({ $needed } or more wanted).
seg-check-mostly-stable = Mostly stable: when the customers are drawn again, the segment comes back with { $jaccard } in common on average ({ $needed } or more wanted), but in one drawing of four with { $low } or less.
seg-check-not-stable = Not stable: when the customers are drawn again, the segment comes back with only { $jaccard } in common ({ $needed } or more wanted).
seg-check-stable-unknown = Stability was not examined, so it cannot be relied on.
seg-rule-at-least = “{ $column }” at least { $cut }
seg-rule-below = “{ $column }” below { $cut }
seg-rule-both = { $first } and { $second }

## What to do with a segment
seg-action-cash = Ask whether a cheaper loan suits them better than cash advances; check first what they can carry.
seg-action-debt = Look at how they carry their balance before offering more credit; an instalment plan may suit some of them.
seg-action-spending = Thank them for using the card, for example with a bonus on what they buy most, and keep them.
seg-action-full = Reliable payers: a better card or a small reward is a low risk to try.
seg-action-unused = Much limit, little use: find out what they use instead before sending an offer.
seg-action-asleep = Give them one small reason to use the card again and count who answers.
seg-action-means = There are means here: offer a talk about saving or investing, not credit.
seg-action-try = Look at the typical customers, think of one offer that suits their { $what }, and try it on a random part of them first.
seg-action-average = Leave them as they are; they are the group to compare the others with.
seg-action-too-small = Too small for a campaign of its own; join it with a neighbour, or keep it in mind: { $action }
seg-action-unstable = Only as a small trial, since it is not certain that this segment comes back: { $action }

## Columns and components
seg-component = { $columns }
seg-component-against = { $high } against { $low }
seg-component-none = nothing

## Segments from month to month
seg-months-stayed = { $share } of { $n } customers are in the same segment in month { $to } as in month { $from }.
seg-months-moved = { $n ->
    [one] { $n } customer more went from “{ $before }” to “{ $after }” than back ({ $there } against { $back }; { $share } of those who were in the first).
   *[other] { $n } customers more went from “{ $before }” to “{ $after }” than back ({ $there } against { $back }; { $share } of those who were in the first).
}
seg-months-no-drift = { $n ->
    [one] { $n } customer changed the segment; nobody drifts anywhere.
   *[other] { $n } customers changed the segment, but about as many went each way as came back: nobody drifts anywhere.
}
seg-months-by-means = No network reads these months: each month by itself is held against the mean month of each segment, so the last month need not give the segment of the list.
seg-months-nobody = Nobody is there both in month { $from } and in month { $to }.

## What a segmentation found
seg-said-stopped = The run was stopped before its end; this is what there was up to then.
seg-said-division = A division, not groups: the { $k } segments lie hardly more clearly apart, if at all (silhouette { $silhouette }), than made-up customers without any groups can be divided (up to { $level }), be they spread evenly or with columns skewed as these are but mixed. Use them to split the work, not as kinds of people.
seg-said-unread = { $n ->
    [one] { $n } customer has nothing in any column that these segments were found by: it stands in a segment only so that the list is complete, and fits none.
   *[other] { $n } customers have nothing in any column that these segments were found by: they stand in a segment only so that the list is complete, and fit none.
}
seg-said-headline = { $method } divides { $n } customers into { $k } segments; the largest holds { $largest } of them, the smallest { $smallest }.
seg-said-other-k = These are { $k } segments because you chose so; { $recommended } were recommended.
seg-said-plain-k = These are { $k } segments because plain K-means, at which all methods are compared, recommends them; for this method { $recommended } would be recommended.
seg-said-one-cloud = They may also be one cloud: made-up customers without any groups, but skewed and correlated as these are, can lie as far apart (silhouette up to { $level }).
seg-said-apart-weak = The segments run into each other: silhouette { $common } in the customers’ columns ({ $own } in the method’s own space; 1 would be far apart, 0 is a border). Take them as a useful cut through one whole, not as kinds of people.
seg-said-apart-fair = The segments can be told apart, with customers in between: silhouette { $common } in the customers’ columns ({ $own } in the method’s own space; 1 would be far apart, 0 is a border).
seg-said-apart-clear = The segments are clearly apart: silhouette { $common } in the customers’ columns ({ $own } in the method’s own space; 1 would be far apart, 0 is a border).
seg-said-stable = They come back when the customers are drawn again (agreement { $ari }, half of the drawings from { $low } to { $high }; 1 is the same, 0 is chance).
seg-said-half-stable = They mostly come back when the customers are drawn again, but not all borders do (agreement { $ari }, half of the drawings from { $low } to { $high }; 1 is the same, 0 is chance).
seg-said-unstable = They come out differently when the customers are drawn again (agreement { $ari }, half of the drawings from { $low } to { $high }; 1 is the same, 0 is chance). Do not build on single segments before you have seen their checks.
seg-said-checks = { $passing } of { $k } segments pass all four checks.
seg-said-checks-all = All { $k } segments pass all four checks ({ $passing } of { $k }).
seg-said-checks-none = None of the { $k } segments passes all four checks ({ $passing } of { $k }).
seg-said-flatters = { $method } looks best by its own measure (silhouette { $own } against { $plain_own }), but in the customers’ columns it reaches only { $common }, less than { $plain }. A space that a method makes for itself flatters it; do not compare the two numbers.
seg-said-sampled = The silhouettes were taken of { $n } customers drawn at random, because all of them would take too long.
seg-said-failed = { $method } took no part: { $why }
seg-said-filled = { $reason } In this run they count as { $value }; that can be chosen.
seg-said-filled-more = { $reason } In this run they count as { $value }; that can be chosen. { $n ->
    [one] It is the same with { $n } more column.
   *[other] It is the same with { $n } more columns, each with a value of its own.
}
seg-said-no-shares = No shares are shown for “{ $column }”: its sum is zero, or it holds negative values, and shares of gains and losses together say nothing.

## Placing new customers
seg-place-missing = The table does not have every column that the segments were found by. Missing: { $columns }.
seg-place-missing-hint = Use a table with the same columns, or say which of its columns stand for them.
seg-place-facts-hint = These customers were made from transactions, and the columns with them. Make customers of the newer transactions by a run of segments first, and score its labelled.csv.
seg-place-no-numbers = “{ $column }” holds dates, where the segments were found by numbers.
seg-place-no-dates = “{ $column }” holds numbers, where the segments were found by dates.
seg-place-text = Row { $row } has “{ $cell }” in “{ $column }”, where a number was expected.
seg-place-text-hint = Correct the cell, or leave it empty, and try again.
seg-place-broken = This model does not hold together: its segments do not fit its columns.
seg-place-broken-hint = Save the model again from the results.

## Methods
seg-method-kmeans = K-means
seg-method-kmeans-about = Groups customers by all columns, each as important as the others. What every other method is held against.
seg-method-kmeans-log = K-means with logarithms
seg-method-kmeans-log-about = As K-means, but every column counts by how many times larger a value is, so that a few very large customers do not decide everything.
seg-method-pca-kmeans = PCA + K-means
seg-method-pca-kmeans-about = Groups customers by the few directions in which they differ most.
seg-method-rnn-kmeans = RNN + K-means
seg-method-rnn-kmeans-about = A simple recurrent network reads each customer step by step; customers are grouped by what it remembers at the end.
seg-method-lstm-kmeans = LSTM + K-means
seg-method-lstm-kmeans-about = As RNN + K-means, with a network that can keep something in mind for longer.
seg-method-gru-kmeans = GRU + K-means
seg-method-gru-kmeans-about = As LSTM + K-means, with fewer weights.
seg-method-autoencoder-kmeans = Autoencoder + K-means
seg-method-autoencoder-kmeans-about = An LSTM learns to give each customer's sequence back from a short summary; customers are grouped by the summary.

## What a segmentation is doing
seg-stage-exploring = Looking at the columns
seg-stage-choosing = Trying numbers of segments
seg-stage-training = Training the networks
seg-stage-comparing = Comparing the methods
seg-stage-nulls = Checking whether the network helped
seg-stage-describing = Describing the segments

## How many segments
seg-k-reason = { $k } segments are recommended: { $parts }.
seg-k-only = Two segments are all there is to try.
seg-k-silhouette = of the numbers that qualify they lie farthest apart (silhouette { $silhouette })
seg-k-stable = they come back when customers are drawn again (agreement { $stability }, half of the drawings from { $low } to { $high })
seg-k-mostly-stable = they mostly come back when customers are drawn again, but not in every drawing (agreement { $stability }, half of the drawings from { $low } to { $high })
seg-k-unstable = but they do not come back reliably when customers are drawn again (agreement { $stability }, half of the drawings from { $low } to { $high }), and neither does any other number
seg-k-coarse = { $k } score higher but are too coarse for a campaign
seg-k-small = with { $k } one segment holds only { $share } of the customers
seg-k-shaky = { $k } score higher but do not come back (agreement { $stability })
seg-k-division = a division, not groups, since customers without groups lie as clearly apart (silhouette up to { $level })
seg-k-two-groups = more of them would be a division, not groups
seg-k-groupless = { $k } score higher, but no higher than customers without groups (silhouette up to { $level })

## Did the network help?
seg-helped = { $method } helped on this file: { $because }.
seg-helped-not = { $method } did not help on this file: { $because }.
seg-helped-undecided = Whether { $method } helped cannot be told on this file: { $because }.
seg-helped-same = it finds the same segments as plain K-means (agreement { $ari })
seg-helped-above = three quarters of its { $times } trainings reach a silhouette of { $low } or more, above the same network untrained or with shuffled steps (at most { $largest } in { $n } trials)
seg-helped-not-above = three quarters of its { $times } trainings stay at a silhouette of { $high } or less, not above the same network untrained or with shuffled steps (up to { $largest } in { $n } trials)
seg-helped-maybe-above = its { $times } trainings mostly reach a silhouette of { $low } to { $high }, some above the same network untrained or with shuffled steps and some not (at most { $largest } in { $n } trials)
seg-helped-stable = when customers are drawn again its segments do not come back clearly less well than those of plain K-means (agreement { $ari }, mostly { $low } to { $high }; plain K-means { $plain }, mostly { $plain_low } to { $plain_high })
seg-helped-not-stable = when customers are drawn again its segments come back clearly less well than those of plain K-means (agreement { $ari }, mostly { $low } to { $high }; plain K-means { $plain }, mostly { $plain_low } to { $plain_high })
seg-helped-back = when it is trained again from other weights the same segments come back (agreement { $ari }, mostly { $low } to { $high }; at least { $least } is needed)
seg-helped-not-back = when it is trained again from other weights other segments come out (agreement { $ari }, mostly { $low } to { $high }; at least { $least } is needed)
seg-helped-maybe-back = when it is trained again from other weights the same segments come back from some and not from others (agreement { $ari }, mostly { $low } to { $high }; at least { $least } is needed)

## Whose segments are shown
seg-chosen-helped = The segments shown are those of { $method }, because the network helped on this file.
seg-chosen-stable = The segments shown are those of { $method }: of the methods without a network its segments come back best when customers are drawn again (agreement { $ari }, half of the drawings from { $low } to { $high }).
seg-chosen-network = The segments shown are those of { $method }: they come back best when customers are drawn again (agreement { $ari }). It was not held against a method without a network.
seg-chosen-only = The segments shown are those of { $method }, the only method.
seg-chosen-none = No method came to segments.

## What the networks were trained to do
seg-objective-column = to predict the column “{ $column }”, which is therefore no step
seg-objective-next = to predict each step from those before it
seg-objective-back = to give the whole sequence back

## What a person should know of a method
seg-resampled = Whether segments come back when customers are drawn again was worked out on { $n } customers drawn at random.
seg-fewer-starts = With { $n } customers K-means was started { $starts } times instead of { $wanted }.
seg-stopped-untrained = Training was stopped before its first round.
seg-network-unread = { $n ->
    [one] { $n } customer has not a single step; the network did not learn from it.
   *[other] { $n } customers have not a single step; the network did not learn from them.
}
seg-constant-columns = The same for every customer, so without effect: { $columns }.

## Why there are no segments
seg-too-few = Segments need at least { $least } customers; this file has { $n }.
seg-too-few-hint = Use a file with more customers.
seg-too-alike = { $k } segments were asked for, but only { $different } customers differ in the chosen columns.
seg-too-alike-hint = Choose fewer segments or more columns.
seg-count = The number of segments goes from 2 to { $most }.
seg-count-hint = Choose a number in between, or leave it to the recommendation.
seg-not-a-number = The column “{ $column }” holds text where a number is needed.
seg-not-a-number-hint = Choose a column of numbers instead of “{ $column }”.
seg-no-months = None of the chosen columns are the same thing month after month.
seg-no-months-hint = Choose the columns of at least two months, or let every column be a step.

## Charts of segments
seg-chart-everyone = everyone
seg-chart-against = { $mean } · all { $overall }
seg-chart-sd = standard deviations from everyone
seg-chart-map-title = Customers, seen from the side that shows most ({ $share })
seg-chart-map-alt = { $n } customers on a plane; to the right: { $x }; upwards: { $y }. { $parts }.
seg-chart-map-part = { $segment }: { $n ->
    [one] { $n } customer
   *[other] { $n } customers
}
seg-chart-profile-title = What each segment is like
seg-chart-profile-alt = Every segment against everyone, in standard deviations. { $parts }.
seg-chart-profile-part = { $segment } differs most in { $column } ({ $sd })
seg-chart-difference-title = { $segment } against everyone
seg-chart-difference-alt = { $segment } against everyone, the largest difference first. { $parts }.
seg-chart-difference-part = { $column } { $mean }, everyone { $overall }
seg-chart-k = Number of segments
seg-chart-k-part = { $k } segments { $value }
seg-chart-k-alt = { $what } by number of segments. { $parts }.
seg-chart-inertia-title = How far customers lie from their mean
seg-chart-inertia = Inertia
seg-chart-inertia-alt = { $what } by number of segments. { $parts }. { $knee }
seg-chart-knee = The curve bends at { $k } segments.
seg-chart-no-knee = The curve has no clear bend.
seg-chart-silhouette-title = How clearly segments lie apart
seg-chart-silhouette = Silhouette
seg-chart-groupless = No groups
seg-chart-db-title = How much segments overlap
seg-chart-db = Davies–Bouldin
seg-chart-stability-title = Whether they come back
seg-chart-stability = Stability (ARI)
seg-chart-loss-title = How the networks learned
seg-chart-nulls-title = Against networks that cannot know any order
seg-chart-nulls-alt = In the middle of its trainings, { $method } reaches a silhouette of { $value } in its own space; no network that cannot know any order is above { $largest }.
seg-chart-own-silhouette = Silhouette in the method’s own space
seg-chart-untrained = The same network, untrained
seg-chart-shuffled = The same network, steps shuffled
seg-chart-months-title = From month { $from } to month { $to }
seg-chart-months-alt = Of { $n } customers there in month { $from } and in month { $to }, { $stayed } are in the same segment.
seg-chart-months-rows = Segment in month { $month }
seg-chart-months-columns = Segment in month { $month }
seg-chart-months-share = Percentages: of all who were in the segment of the row
seg-chart-months-cell = { $n ->
    [one] { $n } customer went from { $row } to { $column }
   *[other] { $n } customers went from { $row } to { $column }
}
seg-chart-share-title = Segments month by month
seg-chart-share-alt = Share of the customers in each segment by month. { $parts }.
seg-chart-months-part = { $segment }: { $first } in the first month, { $last } in the last
seg-chart-share = Percent of the customers
seg-chart-month = Month
seg-chart-correlation-title = Columns that rise and fall together
seg-chart-correlation-alt = Correlations between columns, the strongest: { $parts }.
seg-chart-correlation-part = { $a } and { $b }: { $r }
seg-chart-variance-title = How much each component holds
seg-chart-variance-alt = The first principal component holds { $first } of all differences between customers, the first two { $two }; { $n } hold four fifths.
seg-chart-variance = Share of the variance
seg-chart-variance-sum = All so far
seg-chart-component = Principal component
