# Help
cli-help = Decides who must be reminded of overdue invoices, renders the mails, sends them, and keeps a trail
cli-help-template =
    { "{about}" }

    Usage: { "{usage}" }

    { "{all-args}" }{ "{after-help}" }
cli-help-commands = Commands
cli-help-command = COMMAND
cli-help-options = Options
cli-help-arguments = Arguments
cli-help-arg-help = Print this help
cli-help-arg-version = Print the version
cli-help-arg-lang = Language of Relance: fr or en (otherwise LC_ALL, LC_MESSAGES, LANG)
cli-help-arg-database = Database: sqlite:FILE or postgres://…
cli-help-arg-rules = Folder of the rules
cli-help-arg-templates = Folder of the templates
cli-help-arg-company = Company to work for, when the rules have several
cli-help-arg-by = Who does what is done by hand (otherwise the user of this machine)
cli-help-arg-config = File of settings (docs/operation.md); flags and the environment come before it
cli-help-arg-log = What is logged, such as info or relance=debug (otherwise warn; info for serve)
cli-help-arg-log-format = How the log is written: text or json
cli-help-arg-as-of = Act as on this day (otherwise today in the company's time zone)
cli-help-arg-outbox = Folder for mails when RELANCE_SMTP_URL names no server
cli-help-arg-stop-timeout = How many seconds requests and jobs may take to end when the service stops
cli-help-arg-allow-local-webhooks = Let webhooks lead to this machine, by http too
cli-help-arg-batch = Batch (otherwise the first of the rules)
cli-help-arg-yes = Do not ask for confirmation
cli-help-demo = Fill the database with a demonstration company
cli-help-demo-seed = Another seed gives another company
cli-help-demo-play = Then preview and run its batch
cli-help-demo-outbox = Folder for the mails of --play, which never go to a server
cli-help-import = Import open items
cli-help-import-csv = Import a folder of CSV files (see docs/import.md)
cli-help-import-csv-folder = Folder with customers.csv, invoices.csv, due_items.csv…
cli-help-import-fec = Import the open items of a French FEC file
cli-help-import-fec-file = The FEC file
cli-help-import-fec-terms = Days from invoice date to due date
cli-help-check = Check rules, scripts and templates together
cli-help-rules = Help with rules files
cli-help-rules-schema = Print the JSON Schema of the rules files, for editors
cli-help-preview = Show the next batch; changes nothing
cli-help-preview-out = Write each mail here as .eml and .html
cli-help-preview-json = Print data instead of tables
cli-help-preview-save = Keep the plan, to be sent as it is by “run --plan”
cli-help-preview-watch = Show it again whenever a rule or a template is saved
cli-help-explain = Tell step by step why a due item gets what it gets
cli-help-explain-item = Invoice (FA26012) or instalment (FA26012/2)
cli-help-run = Execute the batch: record, send, keep history
cli-help-run-plan = Send precisely this saved plan; refused if the data changed
cli-help-run-force = Run although the date lies before the last run; the reason is kept
cli-help-resume = Go on with a run that was interrupted
cli-help-retry = Send the failed reminders of a run again
cli-help-retry-run = Number of the run
cli-help-cancel = Drop a saved plan or the rest of an interrupted run
cli-help-cancel-run = Number of the run
cli-help-runs = List runs and saved plans
cli-help-runs-limit = At most so many
cli-help-history = List what was sent, or print a mail as it was sent
cli-help-history-customer = Only this customer (code)
cli-help-history-run = Only this run
cli-help-history-limit = At most so many
cli-help-history-json = Print data instead of a table
cli-help-history-message = Print the mail of this reminder as it was sent
cli-help-completions = Print completions for a shell
cli-help-completions-shell = The shell
cli-help-man = Print the manual page
cli-help-man-folder = Write one page per command into this folder

# Usage errors
cli-error = Error: { $message }
cli-error-company = { $company }: Error: { $message }
cli-usage-hint = “relance --help” shows the commands.
cli-usage-unknown-argument = unknown argument { $arg }
cli-usage-unknown-argument-suggest = unknown argument { $arg }; did you mean { $suggestion }?
cli-usage-unknown-command = unknown command “{ $name }”
cli-usage-unknown-command-suggest = unknown command “{ $name }”; did you mean “{ $suggestion }”?
cli-usage-invalid-value = “{ $value }” is not a value for { $arg }
cli-usage-invalid-value-known = “{ $value }” is not a value for { $arg }; there are: { $known }
cli-usage-missing = missing: { $arg }
cli-usage-missing-command = a command is missing
cli-usage-conflict = { $arg } cannot be used with { $other }
cli-usage-other = { $error }

# Progress and problems
cli-progress = { $stage }: { $done }
cli-progress-of = { $stage }: { $done } of { $total }
cli-problems = { $count ->
    [one] { $count } mistake. Nothing was changed.
   *[other] { $count } mistakes. Nothing was changed.
}
cli-standard-output = standard output
cli-check-ok = Rules, scripts and templates are in order ({ $companies ->
    [one] { $companies } company
   *[other] { $companies } companies
}, { $levels ->
    [one] { $levels } level
   *[other] { $levels } levels
}, { $batches ->
    [one] { $batches } batch
   *[other] { $batches } batches
}).

# Questions
cli-answer-yes = yes
cli-confirm = Send { $count ->
    [one] { $count } reminder
   *[other] { $count } reminders
} to { $transport }? [yes/no]
cli-confirm-plan = Send plan { $run } ({ $count ->
    [one] { $count } reminder
   *[other] { $count } reminders
}) to { $transport }? [yes/no]
cli-not-confirmed = Not confirmed: nothing was sent. (--yes goes on without asking.)
cli-plan-kept = Not confirmed: nothing was sent, the plan is kept. (--yes goes on without asking.)

# Tables
cli-column-customer = Customer
cli-column-item = Item
cli-column-items = Items
cli-column-due = Due
cli-column-days = Days late
cli-column-open = Open
cli-column-reason = Why not
cli-column-level = Level
cli-column-recipients = Recipients
cli-column-amount = Amount
cli-column-reminders = Reminders
cli-column-entity = Entity
cli-column-inserted = New
cli-column-updated = Changed
cli-column-unchanged = Unchanged
cli-column-run = Run
cli-column-batch = Batch
cli-column-date = Run date
cli-column-state = State
cli-column-skipped = Left out
cli-column-created = Recorded
cli-column-forced = Forced because
cli-column-at = When
cli-column-reminder = Reminder
cli-column-subject = Subject
cli-column-result = Result
cli-total = Total
cli-copy = cc { $address }

# Preview
cli-preview-heading = { $batch } · { $company } · { $date }
cli-preview-next-scheduled = Next scheduled: { $date } at { $time } ({ $zone })
cli-preview-skipped = Not reminded ({ $count })
cli-preview-reminders = Reminders ({ $count })
cli-preview-unrendered = Not rendered: { $customer } { $level }: { $error }
cli-preview-bad-address = Skipped address: { $customer }: { $problem }
cli-preview-left-out = { $count ->
    [one] { $count } item is not reminded:
   *[other] { $count } items are not reminded:
}
cli-preview-left-out-reason = {"    "}{ $count } { $reason }
cli-preview-temporary-holds = { $count ->
    [one] The temporary hold of { $count } invoice is lifted after the run.
   *[other] The temporary holds of { $count } invoices are lifted after the run.
}
cli-warning = Warning: { $message }.
cli-reason-not-in-batch = not taken by this batch
cli-reason-settled = settled
cli-reason-payment-method = paid by a method that is never reminded
cli-reason-automatic-off = automatic reminders off for the customer
cli-reason-automatic-hold = on automatic hold
cli-reason-temporary-hold = on temporary hold
cli-reason-na = at NA
cli-reason-exclusion = excluded by a rule
cli-reason-below-minimum = not above the minimum amount
cli-reason-creditor = of a creditor customer
cli-reason-hook = refused by a hook
cli-reason-reminded-today = already reminded on the run date
cli-reason-no-level = without a level for these days
cli-reason-already-at-level = already at the level
cli-reason-repeat-not-due = not yet to be repeated
cli-reason-never-lowered = at a higher level already
cli-reason-outside-bounds = outside the next level's days
cli-reason-unknown-level = at a level that the rules do not know
cli-reason-no-recipient = without a recipient
cli-reason-script-failed = stopped by a failing script
cli-plan-saved = Saved as plan { $run }: “relance run --plan { $run }” sends precisely this.

# Explanation
cli-explain-heading = { $item } · { $customer } · due { $due } · open { $open } · as of { $date }
cli-explain-built-in = built in
cli-explain-reminded = reminded at { $level } to { $recipients }; in one mail: { $items }
cli-explain-not-reminded = not reminded: { $reason }

# Results
cli-sent = Run { $run }: { $sent } sent, { $failed } failed ({ $transport }).
cli-sent-refused = { $count ->
    [one] { $count } recipient was refused in a mail that others received.
   *[other] { $count } recipients were refused in mails that others received.
}
cli-sent-in-doubt = { $count ->
    [one] { $count } reminder was under way when the run was interrupted; if it had arrived, it came again with the same Message-ID.
   *[other] { $count } reminders were under way when the run was interrupted; those that had arrived came again with the same Message-ID.
}
cli-sent-overtaken = { $count ->
    [one] { $count } reminder was overtaken by a payment or a later reminder and is not sent.
   *[other] { $count } reminders were overtaken by payments or later reminders and are not sent.
}
cli-sent-holds-lifted = { $count ->
    [one] { $count } temporary hold was lifted.
   *[other] { $count } temporary holds were lifted.
}
cli-sent-retry = “relance history --run { $run }” tells why, “relance retry { $run }” tries again.
cli-sent-stopped = Stopped before the end: “relance resume” goes on.
cli-sent-waiting = { $count ->
    [one] One reminder is tried again from { $until } on: “relance worker” or “relance resume” goes on then.
   *[other] { $count } reminders are tried again from { $until } on: “relance worker” or “relance resume” goes on then.
}
cli-record-anew = Run { $run } was interrupted while it was being planned; nothing was sent, it is planned anew.
cli-changed-anew = The data under run { $run } have changed since it was planned; nothing was sent, it is planned anew.
cli-cancelled = Run { $run } is cancelled: { $count ->
    [one] { $count } queued reminder is dropped.
   *[other] { $count } queued reminders are dropped.
}
cli-demo-next = “relance preview” shows the next batch.
cli-result-sent = sent ({ $detail })
cli-result-failed = failed ({ $detail })
cli-result-cancelled = not sent ({ $detail })
cli-result-bounced = came back: { $detail }
cli-result-hold-lifted = hold lifted ({ $detail })
cli-state-recording = being recorded
cli-state-planned = saved plan
cli-state-dispatching = being sent
cli-state-finished = finished
cli-state-cancelled = cancelled
cli-watch-saved = Saved: { $files }
cli-watch-rendered = Rendered in { $milliseconds } ms. Waiting for the next save; Ctrl-C ends.
cli-watch-waiting = What was shown last stays. Waiting for the next save; Ctrl-C ends.

# serve, user
cli-help-serve = Serve the web application and the API
cli-help-serve-listen = Where to listen; only this machine by default
cli-help-serve-public-url = How browsers reach the service; https makes cookies secure
cli-help-serve-metrics-listen = Where to serve figures for Prometheus to whoever reaches it (otherwise only /metrics, for administrators)
cli-help-worker = Work without pages: what the service does of its own accord
cli-help-workers = List the processes that work on the database, and what each does
cli-help-workers-json = As JSON
cli-column-worker = Process
cli-column-kind = Kind
cli-column-since = Since
cli-column-seen = Last seen
cli-column-doing = Does
cli-worker-node = node
cli-worker-command = command
cli-worker-alive = alive
cli-worker-gone = gone
cli-worker-planning = plans run { $run }
cli-worker-sending = sends run { $run }
cli-worker-begins = at work (Ctrl-C stops it)
cli-help-user = Manage who may sign in to the web application
cli-help-user-add = Make an account; the password is asked for, or read from RELANCE_PASSWORD or standard input
cli-help-user-add-login = The login
cli-help-user-add-role = reader, clerk or administrator
cli-help-user-add-name = The name that others see
cli-help-user-add-companies = The companies whose data they may see; all by default
cli-help-serve-trust-proxy = Proxies whose X-Forwarded-For is believed: addresses or networks, such as 10.0.0.0/8
cli-help-user-list = Show who may sign in
cli-help-user-password = Set another password, as with add; all sessions of the account end
cli-help-user-password-login = The login
cli-help-user-role = Change what an account may do
cli-help-user-role-login = The login
cli-help-user-role-role = reader, clerk or administrator
cli-help-user-role-companies = The companies whose data they may see; as before by default
cli-help-user-deactivate = Keep an account from signing in; its sessions and API tokens end
cli-help-user-deactivate-login = The login
cli-help-user-activate = Let an account sign in again
cli-help-user-activate-login = The login
