### Words of export

export-error-is-input = { $file } is the file that was read; it is never overwritten.
export-error-foreign = { $file } is already there and was not written by Stratum.
export-error-of-a-run = { $file } was written by a run: it holds the customers that were learned from, and is not replaced by a list of new ones.
export-error-earlier = { $file } is already there: a list that was written before and may have been worked on since.
export-error-is-folder = { $file } is a folder, so no file of that name can be written.
export-error-not-a-folder = { $file } is not a folder that results could be written into.
export-error-full = There is no room left to write { $file }.
export-error-refused = The system does not allow writing { $file }.
export-error-busy = { $file } is open in another program.
export-error-name = The system takes no file called { $file }: the name is too long or holds signs that it does not allow.
export-hint-name = Give it a shorter or plainer name and try again.
export-error-io = { $file } could not be written.
export-error-model-large = The model is too large to be kept in a file, so nothing was written.
export-error-mismatch = The file has other rows than the results were made from.
export-error-stopped = Writing was stopped; no file was changed.
export-error-no-file = { $file } is a device or a pipe, not a file that could be replaced.
export-error-same-name = Both lists would be called { $file }.
export-hint-same-name = Give one of them another name.
export-hint-other-folder = Choose another name or folder.
export-hint-replace = Choose another name or folder, or replace it.
export-hint-full = Make room or choose a folder on another disk; the results are still here.
export-hint-refused = Choose a folder of your own, such as Documents.
export-hint-busy = Close it there and try again, or choose another folder.
export-hint-io = Check that the disk or network drive is still there, and try again.
export-hint-model-large = Train fewer or smaller networks: see hidden layers and the number of networks.
export-hint-mismatch = Start the analysis again with the file as it is now.

## Segments and saved models
export-seg-other-k = The customers are written in { $k } segments; the methods were compared, and the sentences below are said, of { $compared }.
export-model-not-found = There is no model at { $file }.
export-model-not-found-hint = A run of segments or churn writes model.stratum into the folder of its results; name that file.
export-model-not-a-file = { $file } is no file but a folder, a pipe or a device.
export-model-io = { $file } could not be read.
export-model-io-hint = Check that it is a file, that you may read it, and that the disk or network drive is still there.
export-model-none = { $file } is no model written by Stratum.
export-model-none-hint = A run of segments or churn writes model.stratum into the folder of its results; name that file.
export-model-newer = { $file } was written by a later Stratum, version { $version }.
export-model-newer-hint = Use that version, or run the analysis again with this one.
export-model-damaged = { $file } is damaged: it is not what Stratum wrote.
export-model-damaged-hint = Copy it again from where it was written, or run the analysis again: the same seed gives the same model.

## A folder whose files are scored as they appear
export-inbox-no-folder = { $folder } is no folder that could be watched.
export-inbox-no-folder-hint = Name the folder that the files are put into.
export-inbox-same = Lists would be written into the folder that is watched, and be scored in turn: { $folder }
export-inbox-same-hint = Choose another folder for the lists.
export-inbox-watched = Another Stratum writes the lists of { $folder } already.
export-inbox-watched-hint = Stop the other one, or choose another folder for the lists.
export-inbox-gone = The watched folder { $folder } is no longer there.
export-inbox-gone-hint = Check that its disk or network drive is connected, and start again: no file is scored twice.
export-inbox-ledger = { $folder } should say which files were scored, but it is damaged or was not written by Stratum.
export-inbox-ledger-hint = Put back a good copy, or move it away and start again: every file in the folder is then scored once more.
export-inbox-newer = { $folder } was written by a later Stratum and says which files were scored.
export-inbox-newer-hint = Use that version, or choose another folder for the lists.
