did-you-mean = did you mean “{ $word }”?

# Why something could not be done
app-files = { $count ->
    [one] { $count } mistake in rules or templates
   *[other] { $count } mistakes in rules or templates
}
app-unknown-batch = there is no batch “{ $name }”; the rules have: { $known }
app-no-batch = the rules have no batch
app-unknown-company = there is no company “{ $name }”; the rules have: { $known }
app-which-company = several companies: name one with --company ({ $known })
app-company-not-in-batch = the batch { $batch } does not run for company { $company }
app-older-than-last-run = the run date { $date } lies before the last executed run's, { $last }; to go on all the same state a reason with --force, it is kept in the history
app-unfinished = run { $run } did not come to its end: go on with “relance resume” or drop it with “relance cancel { $run }”
app-server-missing = run { $run } was being sent by a mail server, and RELANCE_SMTP_URL names none now: its mails would only go to a folder
app-nothing-to-resume = no run was interrupted
app-unknown-run = there is no run { $run }
app-not-a-plan = run { $run } is not a saved plan (state: { $state })
app-nothing-to-retry = run { $run } has nothing to retry: it is not finished or nothing failed
app-data-changed = the data under plan { $run } have changed since it was saved; reminders would be different for: { $customers }. Preview again
app-data-changed-elsewhere = the data under plan { $run } have changed since it was saved, though its reminders would be the same. Preview again
app-unknown-item = there is no due item “{ $name }”; name an invoice (FA26012) or an instalment of it (FA26012/2)
app-no-message = there is no reminder { $reminder }
app-dispatch = { $cause }. What was sent is recorded; “relance resume” goes on with run { $run }
app-file = { $path }: { $error }
app-worker = a thread of the program broke down
app-not-empty = this database holds other data (last import: { $source }); demonstration data need a database of their own, see --database

# Stages of long work
app-stage-reading = Reading rows
app-stage-storing = Storing rows
app-stage-planning = Planning customers
app-stage-sending = Sending reminders

# What to think about before a batch
app-warn-flood = { $count } reminders, far more than the usual { $usual }. If much was reminded by hand, the switch RELCLI_BORNEREL spaces automatic reminders out from the last one
app-warn-flood-bornerel = { $count } reminders, far more than the usual { $usual }
app-warn-flood-first = { $count } reminders in a first run. If much was reminded by hand before, the switch RELCLI_BORNEREL spaces automatic reminders out from the last one
app-warn-flood-first-bornerel = { $count } reminders in a first run
app-warn-old-payments = { $days ->
    [one] payments are known up to { $date }, { $days } day before the run date: customers may have paid since
   *[other] payments are known up to { $date }, { $days } days before the run date: customers may have paid since
}
app-warn-payments-unknown = nobody said up to which day payments are known: customers may have paid already
app-warn-unrendered = { $count ->
    [one] { $count } reminder could not be rendered; its items are left out
   *[other] { $count } reminders could not be rendered; their items are left out
}
app-warn-bad-addresses = { $count ->
    [one] { $count } address cannot be used and was skipped
   *[other] { $count } addresses cannot be used and were skipped
}
app-rules-of-run = The rules that run { $run } was planned with are not in the database. “relance cancel { $run }” gives it up.
