### Words of export

export-error-is-input = { $file } is the file that was read; it is never overwritten.
export-error-foreign = { $file } is already there and was not written by Stratum.
export-error-is-folder = { $file } is a folder, so no file of that name can be written.
export-error-not-a-folder = { $file } is not a folder that results could be written into.
export-error-full = There is no room left to write { $file }.
export-error-refused = The system does not allow writing { $file }.
export-error-busy = { $file } is open in another program.
export-error-io = { $file } could not be written.
export-error-mismatch = The file has other rows than the results were made from.
export-error-stopped = Writing was stopped; no file was changed.
export-hint-other-folder = Choose another folder.
export-hint-replace = Choose another folder, or replace it.
export-hint-full = Make room or choose a folder on another disk; the results are still here.
export-hint-refused = Choose a folder of your own, such as Documents.
export-hint-busy = Close it there and try again, or choose another folder.
export-hint-io = Check that the disk or network drive is still there, and try again.
export-hint-mismatch = Open the file again and train again.
