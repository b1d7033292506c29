### Words of session

command-open-file = Open file…
command-open-file-more = Choose a customer table to work on
command-open-sample = Try the sample
command-open-sample-more = 10,000 invented customers and who left the bank, raced at once
command-cancel-reading = Stop reading
command-cancel-reading-more = Give up reading and go back to what was open before
command-go-start = Go to start
command-go-start-more = Open a file or the sample
command-go-check = Go to check data
command-go-check-more = What is in the file, column by column
command-go-choose = Go to choose
command-go-choose-more = What to predict, from which columns, by which methods
command-go-train = Go to train
command-go-train-more = Watch the networks learn
command-go-results = Go to results
command-go-results-more = How well held-out customers were recognised
command-go-export = Go to export
command-go-export-more = Write the labelled customers into a folder
command-undo = Undo
command-undo-more = Take back the last choice
command-redo = Redo
command-redo-more = Bring back the choice that was taken back
command-start = Train
command-start-more = Train all chosen methods side by side on the same customers
command-pause = Pause
command-pause-more = Stop between two rounds; nothing is lost
command-resume = Resume
command-resume-more = Go on where training was paused
command-step = Step one round
command-step-more = One round of every network, then pause again
command-stop = Stop and keep best
command-stop-more = End now and judge the best networks so far
command-discard = Discard
command-discard-more = End now and keep nothing of this training
command-log-scale = Logarithmic error axis
command-log-scale-more = Show small errors as clearly as large ones
command-all-repeats = Show every start
command-all-repeats-more = One line for each repeat instead of their mean
command-replay = Replay the training
command-replay-more = Play the finished training again from its first round
command-choose-folder = Choose folder…
command-choose-folder-more = Where the results are to be written
command-export = Export customers…
command-export-more = Every customer with the given label, as a table for other programs
command-open-folder = Open folder
command-open-folder-more = Show the written files
command-theme = Light or dark
command-theme-more = Switch between light and dark colours
command-language = 中文 / English
command-language-more = Switch between English and Chinese
command-why = Why?
command-why-more = Explain this screen in plain words
command-palette = All commands
command-palette-more = Find a command by typing a part of its name

lock-check = Open a file first
lock-reading = The file is still being read
lock-train = Choose what to predict first, then train
lock-results = There are no results yet: train first

disabled-not-reading = No file is being read
disabled-nothing-to-undo = Nothing to undo
disabled-nothing-to-redo = Nothing to redo
disabled-training = A training runs already
disabled-obstacle = Something is still missing on the Choose screen
disabled-not-training = No training runs
disabled-paused-already = The training is paused already
disabled-not-paused = Pause the training first
disabled-exporting = An export runs already
disabled-nothing-exported = Nothing was exported yet

stage-preparing = Preparing the customers
stage-training = Training
stage-judging = Judging the held-out customers
stage-stopping = Ending and keeping the best

no-dialog = The file dialog could not be shown.
no-dialog-hint = Type or paste the path into the field instead, or drag the file onto the window.
race-finished = The training is finished.
race-finished-hint = Its results are waiting on the Results screen.

job-read = Reading the file
job-suspicions = Looking for columns that give the label away
job-race = Training
job-export = Writing the results
job-raster = Drawing the customers
job-panicked = { $job } ended unexpectedly.
job-panicked-hint = Everything you chose is still there. Try again; if it happens again, please tell us what you did just before. Never send customer data.
job-no-thread = The system allows no more work at the same time.
job-no-thread-hint = Close other programs and try again.

## Options
option-automatic = automatic
option-misfit = “{ $text }” does not suit { $name }.
option-seed-takes = It takes a whole number of at least 0, such as 42.

## Value tiers from transactions
command-open-cards = Try segments
command-open-cards-more = 9,000 invented card holders with a year of months each, put into segments at once
command-open-transactions = Try value tiers
command-open-transactions-more = A year of transactions of 600 invented customers, made into value tiers and raced at once
job-integrate = Making customers of the transactions
join-file-missing = The file { $file }, which is joined to the transactions, is not open.
join-file-missing-hint = Add { $file } again, or join it no longer.
join-no-key = No column of { $file } names the customers or accounts of the transactions, so it is not joined.
join-no-key-hint = A table that belongs to the transactions needs a column with the same customer or account numbers.
join-no-transactions = { $file } was opened together with another file, but none of them is a list of transactions, so it is not used.
