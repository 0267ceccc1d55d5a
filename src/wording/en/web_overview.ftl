# The overview
web-overview-overdue = Overdue
web-overview-overdue-in = Overdue in { $currency }
web-overview-other-currencies = In other currencies
web-overview-overdue-items = Overdue items
web-overview-open-all = Open, due or not
web-overview-credits = Credit notes and payments to allocate
web-overview-nothing-open = Nothing is open.
web-overview-by-age = Overdue in { $currency }, by days past the due date
web-overview-by-level = Overdue in { $currency }, by level
web-overview-chart-ages = Overdue by days past the due date, { $currency }
web-overview-chart-levels = Overdue by level, { $currency }
web-overview-age = Days past due
web-overview-level = Level
web-overview-items = Items
web-overview-days-between = { $from }–{ $to } days
web-overview-days-from = { $from } days and more
web-overview-never-reminded = none yet
web-overview-excluded = excluded
web-overview-next-runs = Next executions
web-overview-no-schedule = Without a schedule: started by hand
web-overview-no-batch = No batch runs for this company.
web-overview-last-run = Last run
web-overview-run = Run { $run }
web-overview-by-hand = by hand, { $author }
web-overview-no-run = Nothing was sent yet.
web-overview-sent = { $count } sent
web-overview-failed = { $count } failed
web-overview-waiting = { $count } waiting
web-overview-drafted = { $count ->
    [one] { $count } draft
   *[other] { $count } drafts
}
web-overview-cancelled = { $count } cancelled
web-overview-unfinished-planned = Run { $run } is recorded and waits for its confirmation.
web-overview-unfinished-dispatching = Run { $run } is not finished: it is being sent, or was interrupted.
web-overview-see-run = See the run
web-overview-failures = Failures to look at
web-overview-data = Data
web-overview-imported = Last import
web-overview-source = From
web-overview-payments-known-to = Payments known up to
web-overview-unknown = unknown
web-overview-no-import = Nothing was imported yet.
web-overview-payments-old = Payments of the last { $days } days are not known: a customer who has paid since would be reminded.
web-overview-payments-unknown = No import has told up to when payments are known.
web-overview-promises = Promises due
web-overview-promised-on = Promised for
web-overview-no-promises = No promised payment is due.
web-overview-broken = broken
web-overview-actions = Actions due
web-overview-action-on = Due
web-overview-no-actions = No action is due.
web-overview-late = late
web-overview-customer = Customer
web-overview-item = Item
web-overview-person = By
web-overview-open = Open
web-overview-and-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
