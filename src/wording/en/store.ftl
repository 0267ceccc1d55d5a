# The database
store-unsupported-url = “{ $url }” is not a database Relance can use; expected sqlite:FILE or postgres://USER:PASSWORD@HOST/DATABASE
store-cannot-open = the database { $location } cannot be opened: { $cause }
store-not-a-database = the file is not an SQLite database, or it is damaged ({ $cause }); name another file with --database or restore a backup
store-locked = the database is busy: another process has been writing for too long; try again
store-disk-full = the disk of the database is full; nothing of the last step was recorded
store-read-only = the database cannot be written: check the rights of the file and its folder
store-connection = the connection to the database failed: { $cause }
store-newer-schema = the database was written by a later version of Relance (it has: { $migrations }); use that version
store-database = the database reported: { $cause }
store-bad-value = the database holds “{ $value }” in { $column }, where it should not

# Runs
store-run-in-progress = another process is running a batch of company { $company } or importing its data; wait for its end
store-lock-file = the lock file { $path } cannot be used: { $cause }
store-no-such-run = there is no run { $run }
store-wrong-state = run { $run } is { $state }; that does not allow this step
store-outstanding = run { $run } cannot end: { $count ->
    [one] { $count } reminder waits
   *[other] { $count } reminders wait
} for a result
store-overtaken = overtaken: an item was paid, changed or reminded meanwhile
store-all-suppressed = every address was put on the suppression list meanwhile
store-overtaken-in-doubt = overtaken: an item was paid, changed or reminded meanwhile; the mail was being handed over when its run was interrupted, the server may have it
store-cancelled-in-doubt = the run was cancelled while this mail was being handed over: the server may have it

# Imports
store-unknown-references = { $count ->
    [one] { $count } unknown reference
   *[other] { $count } unknown references
}, nothing was imported:{ $list }
store-unknown-reference = { $entity } { $row }: no “{ $key }” in { $to }, neither in this import nor in the database
store-repeated-key = { $entity }: “{ $key }” stands twice in this import; nothing was imported
store-amount = { $entity } { $row }: the amount { $amount } cannot be kept exactly; expected at most four decimals and less than 922 billion
store-no-database = there is no database { $location }; “relance import” or “relance demo” creates it
store-draft-sent = written as a draft, sent by its author
store-draft-dropped = the draft was dropped
store-unchecked = the data may have changed since run { $run } was last compared with them
store-lease-lost = others took this process for gone: it did not reach the database for too long
store-random = the system gives no random bytes: { $cause }
