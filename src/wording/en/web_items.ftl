# Pages of invoices and due items
web-items-days-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
web-items-due-today = due today
web-items-due-in = { $days ->
    [one] in { $days } day
   *[other] in { $days } days
}
web-items-never = never reminded
web-items-na = NA: excluded
web-items-no-status = no status
web-items-anybody = anybody
web-items-hold-manual = manual hold
web-items-hold-automatic = automatic hold
web-items-hold-temporary = temporary hold
web-items-bad-value = “{ $value }” makes no sense here
web-items-plain-text = texts hold no control characters
web-items-say-why = say why the hold is placed
web-items-some = { $count ->
    [one] { $count } item on this page.
   *[other] { $count } items on this page.
}
web-items-count = { $count ->
    [one] { $count } item.
   *[other] { $count } items.
}
web-items-leave = leave as it is
web-items-take-away = remove
web-items-dispute-on = disputed
web-items-dispute-off = not disputed
web-items-lifted = lifted { $at } by { $by }

# Search
web-items-text = Text
web-items-text-hint = Number, label, payment reference, customer
web-items-customer = Customer
web-items-customer-hint = Code
web-items-level = Level
web-items-only = Only
web-items-overdue = Overdue
web-items-remindable = Remindable by hand
web-items-promise-broken = Promise broken
web-items-disputed = Disputed
web-items-more = More filters
web-items-due-from = Due from
web-items-due-to = Due to
web-items-invoice-from = Invoiced from
web-items-invoice-to = Invoiced to
web-items-min = Open, at least
web-items-max = Open, at most
web-items-currency = Currency
web-items-person = Person in charge
web-items-status = Status
web-items-search = Search
web-items-reset = Clear the filters
web-items-edit-ticked = Follow-up and holds of the ticked ones
web-items-remind-ticked = Remind the ticked ones
web-items-all = All that match:
web-items-edit-all = Follow-up and holds
web-items-remind-all = Remind
web-items-tick-all = Tick all of this page
web-items-ticked = Ticked
web-items-tick = Tick { $item }
web-items-item = Item
web-items-due = Due
web-items-open = Open
web-items-proposed = By hand
web-items-follow-up = Follow-up
web-items-reminded = reminded { $day }
web-items-nothing = Nothing matches.

# The selection
web-items-selected = Selected items
web-items-back = Back
web-items-remind-these = Remind
web-items-unlisted = { $count ->
    [one] And { $count } more, which is changed as well.
   *[other] And { $count } more, which are changed as well.
}
web-items-follow-up-hint = What is left empty stays as it is on each item.
web-items-promised = Promised for
web-items-promised-none = Remove the promise
web-items-dispute = Dispute
web-items-next-action = Next action
web-items-next-day = Next action on
web-items-next-none = Remove the date of the next action
web-items-next-by = Next action by
web-items-comment = Comment
web-items-comment-way = The comment
web-items-comment-append = is added below what is there
web-items-comment-replace = replaces what is there
web-items-note = { $count ->
    [one] Save on { $count } item
   *[other] Save on { $count } items
}
web-items-holds = Holds
web-items-holds-hint = A hold concerns whole invoices.
web-items-hold-kind = Kind
web-items-hold-reason = Reason
web-items-hold-reason-hint = Required to place a hold
web-items-hold-place = Place a hold
web-items-hold-lift = Lift

# An invoice
web-items-invoice = Invoice { $number }
web-items-edit = Follow-up and holds
web-items-ordering = Ordered by
web-items-label = Label
web-items-date = Date
web-items-total = Total
web-items-reference = Payment reference
web-items-method = Payment method
web-items-site = Billing site
web-items-recipients = Recipients
web-items-copies = Copies
web-items-documents = Documents
web-items-instalments = Due items
web-items-number = No.
web-items-amount = Amount
web-items-settled = settled
web-items-expected = payment expected { $day }
web-items-hold-by = { $author }, { $day }
web-items-no-holds = No hold.
web-items-reminders = Reminders
web-items-no-reminders = No reminder yet.
web-items-reminder = reminder
web-items-decision = Decision of the next batch: { $batch }
web-items-decision-by-hand = Decision (no batch for this company)
web-items-batch = Batch
web-items-show = Show
web-items-instalment = Item { $number }
web-items-instalment-at = Item { $number }, at level { $level }
web-items-will-remind = reminded at { $level }
web-items-will-not = not reminded
web-items-to = To { $to }
web-items-together = In one mail: { $items }
web-items-steps = { $count ->
    [one] { $count } step
   *[other] { $count } steps
}
web-items-charges = Recovery fee and late interest
web-items-charges-total = With fee and interest: { $total }
web-items-changes = Changes of the follow-up
web-items-no-changes = Nothing was changed.

# What was done
notice-items-none = Nothing was ticked.
notice-items-noted = The follow-up is saved.
notice-items-unchanged = Nothing had to be changed.
notice-items-held = The hold is placed.
notice-items-lifted = The hold is lifted.
