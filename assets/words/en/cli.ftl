### Words of cli

cli-reading = Reading { $file }
cli-training = Training { $methods ->
    [one] { $methods } method
   *[other] { $methods } methods
}, { $runs ->
    [one] { $runs } start
   *[other] { $runs } starts
} each
cli-judging = Judging the held-out customers
cli-time-left = about { $seconds } s left
cli-stopping = Stopping and keeping the best so far, if there is any yet; press Ctrl+C again to end at once.
cli-no-output = The result could not be written to the standard output.
cli-no-output-hint = Is the disk full that the output goes to? Files named with --out are complete.
cli-hint-full = Make room or choose another folder with --out, and run the same command again: the same seed gives the same results.
cli-stopped = Stopped before the end: the results are those of the best networks so far.
cli-written = Written into { $folder }: { $files } ({ $n ->
    [one] { $n } customer
   *[other] { $n } customers
})
cli-sample-written = Written { $n ->
    [one] { $n } customer
   *[other] { $n } customers
} into { $file }
cli-hint-force = Choose another folder, or replace it with --force.
cli-demo-headless = The demo goes on without a window; its results go into { $folder }.
cli-unknown-command = There is no command and no file “{ $word }”.
cli-set-form = “{ $setting }” does not say what to set to what.
cli-set-form-hint = Write --set key=value, for example --set learning_rate=0.05.
cli-method-not-chosen = The method “{ $method }” is not in this race.
cli-method-not-chosen-hint = Add it with --method { $method }.
cli-test-rows-line = Line { $line } of the held-out rows says “{ $text }”, which is no row number.
cli-test-rows-line-hint = Write one row number a line, counted from 0 without the header.
cli-no-threads = { $n } threads could not be started.
cli-no-threads-hint = Choose a smaller number for --threads.
cli-profile-summary = { $file }: { $rows }, { $columns }, read as { $encoding }, { $separator }, decimal mark “{ $decimal }”
cli-head-column = Column
cli-head-role = Role
cli-head-missing = Missing
cli-head-values = Values
cli-head-reason = Why
cli-no-issues = Nothing looks odd.
cli-issues = To look at:
cli-head-method = Method
cli-head-accuracy = Accuracy
cli-head-macro-f1 = Macro-F1
cli-head-best-epoch = Best round
cli-head-verdict = Compared
cli-better-than = better than { $methods }, larger than chance
cli-confusion = Held-out customers: real class (rows), predicted class (columns)
cli-method-warning = { $method }: { $warning }
