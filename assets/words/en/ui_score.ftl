### Words of the window where new customers are scored

ui-step-score = Next month
ui-status-scoring = Scoring customers
ui-dialog-model = Choose a model
ui-filter-models = Models of Stratum
ui-score-title = Next month
ui-score-sub = Score new customers with a model that was saved, and write the list. Nothing leaves this computer

## What to do next
ui-score-drop-model = Drop a model here
ui-score-drop-model-more = A file model.stratum that an export of segments or of a prediction wrote, and the file of new customers with it
ui-score-drop-customers = Drop the file of new customers here
ui-score-drop-customers-more = A table with the columns that the model reads, in any order
ui-score-unfit = This file does not fit the model yet
ui-score-unfit-more = What is missing stands on the right. Mend the file and open it again, or open another one
ui-score-ready = Ready to score
ui-score-ready-more = The list has every row of the file as it is, with what the model says behind it
ui-score-path = Path of a model or of customers
ui-score-running = Scoring { $file }
ui-score-kept = Nothing was written. Model, customers and settings are still there.
ui-score-again = Score again

## Model
ui-score-model = Model
ui-score-no-model = None yet. Choose model.stratum, or use that of the last run.
ui-score-loading = Reading the model…
ui-score-model-of-run = Model of the last run (not saved)
ui-score-foresees = Foresees in “{ $label }”
ui-score-method = Method
ui-score-learned-from = Customers it learned from
ui-score-segments = Segments

## Customers
ui-score-customers = New customers
ui-score-no-customers = None yet.
ui-score-matching = Comparing the columns…
ui-score-all-columns = { $n ->
    [one] The one column that the model reads is there
   *[other] All { $n } columns that the model reads are there
}
ui-score-missing-matched = Read from other columns of the file:
ui-score-missing = { $n ->
    [one] One of the { $wanted } columns that the model reads is missing:
   *[other] { $n } of the { $wanted } columns that the model reads are missing:
}
ui-score-missing-near = missing – is it “{ $near }”?
ui-score-missing-none = missing
ui-score-missing-hint = Choose the column of the file that stands for each, or give the columns the names they had when the model learned and drop the file again.
ui-score-unread = { $n ->
    [one] One column is not read by the model: { $columns }
   *[other] { $n } columns are not read by the model: { $columns }
}

## Who is called
ui-score-called = Who is called
ui-score-threshold = From this probability on
ui-score-threshold-reset = As the model
ui-score-threshold-own = The model calls from { $threshold } on ({ $rule }).
ui-score-only-above = Write only those who are called
ui-score-only-above-more = Otherwise the list has everybody; the column stratum_label says who is called.
ui-score-calls = Also write whom to call first
ui-score-calls-more = A list of its own, { $file }: the most probable customers first, with reasons and a control group.

## List
ui-score-list = List
ui-score-folder-more = The list keeps its name and goes into another folder

## What became of them
ui-score-done = { $n ->
    [one] { $n } customer written
   *[other] { $n } customers written
}
ui-score-stale = Something was chosen otherwise since this list was written. Score again to write it anew.
ui-score-n-customers = customers scored
ui-score-n-called = called, from { $threshold } on
ui-score-n-expected = “{ $class }” to be expected
ui-score-n-strangers = unlike everybody before
ui-score-strangers-more = Unlike everybody before: farther from the middle of the segment than 99 of 100 customers that the segments were found in. Many of them mean that the segments no longer fit.
ui-score-drift = Are they like the customers before?
ui-score-issues = What is odd about the file
ui-score-column = Column
ui-score-psi = PSI
ui-score-verdict = Against before
ui-score-empty-before = Empty before
ui-score-empty-now = Empty now
ui-score-shift-stable = as before
ui-score-shift-too-few = too few to tell
ui-score-shift-shifted = has moved
ui-score-shift-drifted = very different
ui-score-sizes = Segments before and now
ui-score-sizes-unknown = How large the segments were is not in this model: save it again to see the difference.
ui-score-customers-head = Customers
ui-score-share = Share now
ui-score-share-before = Share before
ui-score-change = Points

## Why?
why-score-what = What happens here
why-score-what-more = The model is used as it was saved: the same preparation of the columns, the same networks or segments, the same threshold. Nothing is learned from the new customers. The list keeps every row and column of the file and adds what the model says.
why-score-columns = Columns are matched by name
why-score-columns-more = Order does not matter. A column that is missing stops the scoring and is named. Columns that the model does not know are written but not read. A category that nobody had before counts as a rare one, and is counted.
why-score-drift = Drift
why-score-drift-more = A model knows the customers it learned from. For every column the shares of its groups now (a) are held against those before (e). Below 0.1 nothing has changed; above 0.25 much has, and the probabilities may be wrong.
why-score-threshold = Threshold
why-score-threshold-more = A lower one finds more of the class and calls more who are not of it. The model’s own was chosen on customers that were kept aside for it.
