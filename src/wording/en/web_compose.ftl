# Reminders by hand
web-compose-start-title = Reminders by hand
web-compose-title = Compose reminders
web-compose-begin-items = From due items
web-compose-begin-customer = From a customer
web-compose-begin = Compose
web-compose-search = Search items instead
web-compose-items = Items
web-compose-items-hint = Invoice numbers, one per line: FA26264, FA26264/2 or C0012/FA26264.
web-compose-customer-code = Customer’s code
web-compose-customer-hint = All of its overdue items that may be reminded by hand.
web-compose-way = Sent as
web-compose-way-mail = Mail, sent from here
web-compose-way-draft = Drafts, sent by yourself
web-compose-way-letter = Letters
web-compose-format = Extension of letters
web-compose-from = Sender
web-compose-from-hint = A collaborator’s code or an address; if empty, the sender of the rules.
web-compose-again = Remind again, even if reminded today
web-compose-copies = Copies of mails
web-compose-copies-free = Other copies
web-compose-copies-hint = Codes or addresses, separated by commas.
web-compose-update = Update
web-compose-check = Check and send…
web-compose-widen = Include what is not due yet
web-compose-narrow = Only what is overdue
web-compose-bad-value = “{ $value }” makes no sense here.
web-compose-unrendered = { $customer }, { $level }: left out, { $error }
web-compose-bad-addresses = Addresses that cannot be used: { $list }
web-compose-summary = { $reminders ->
    [one] { $reminders } reminder
   *[other] { $reminders } reminders
}, { $lines ->
    [one] { $lines } item
   *[other] { $lines } items
}:
web-compose-none = There is nothing to remind.
web-compose-nothing = There is nothing to remind: nothing can be sent.
web-compose-show = Preview
web-compose-postal = Address
web-compose-to = To
web-compose-cc = Copies
web-compose-subject = Subject
web-compose-lines-of = Items of { $customer }, { $level }
web-compose-item = Item
web-compose-due = Due on
web-compose-days = Days late
web-compose-open = Open
web-compose-standing = Current level
web-compose-last = Last reminded
web-compose-level = Reminded at
web-compose-leave-out = Leave out
web-compose-no-level = none
web-compose-proposed = { $level } (proposed)
web-compose-lower = Lower the level of { $item }
web-compose-raise = Raise the level of { $item }
web-compose-level-of = Level of { $item }
web-compose-drop = Leave { $item } out
web-compose-more = { $count ->
    [one] { $count } more reminder is not shown; it leaves as well.
   *[other] { $count } more reminders are not shown; they leave as well.
}
web-compose-dropped = Left out by you
web-compose-dropped-line = { $item }, due on { $due }, { $amount }
web-compose-refused = Not reminded, and why
web-compose-customer = Customer
web-compose-reason = Reason
web-compose-preview-of = Preview: { $customer }, { $level }
web-compose-download-mail = Download as .eml
web-compose-download-letter = Download as { $format }
web-compose-attachments = Attachments
web-compose-kilobytes = { $size } KB
web-compose-frame = The reminder as it will be
web-compose-no-frame = Browsers do not show this kind of file: download it.
web-compose-text = As plain text

# Before it leaves
web-compose-check-title = Check and send
web-compose-changed = It is not what you looked at any more: items, rules or templates have changed meanwhile, and nothing was sent. Look again.
web-compose-to-server = The mails leave by { $transport }.
web-compose-to-folder = No mail server is set up: the mails go to the folder { $transport } and reach nobody.
web-compose-as-drafts = The mails are made as drafts: you download them, send them, and confirm that. Until then nothing changes about the items.
web-compose-as-letters = The letters are made as { $format } and count as sent.
web-compose-leaving = What leaves
web-compose-refused-count = { $count ->
    [one] { $count } item is refused and left out.
   *[other] { $count } items are refused and left out.
}
web-compose-send = { $count ->
    [one] Send { $count } reminder
   *[other] Send { $count } reminders
}
web-compose-make-drafts = { $count ->
    [one] Make { $count } draft
   *[other] Make { $count } drafts
}
web-compose-make-letters = { $count ->
    [one] Make { $count } letter
   *[other] Make { $count } letters
}
web-compose-back = Back to the composer

# What came of it
web-compose-run = Run { $run } by hand
web-compose-result = Result
web-compose-about = About it
web-compose-day = Date
web-compose-begun = Started
web-compose-author = By
web-compose-state = State
web-compose-at-work = It is being sent; this page follows.
web-compose-stopped = It stopped before its end: what has not left is kept.
web-compose-run-page = Go on, try again or give up
web-compose-failed = Some reminders failed: nothing of their items has changed.
web-compose-bound = All letters in one PDF
web-compose-zip = All letters (ZIP)
web-compose-drafts-zip = All drafts (ZIP)
web-compose-drafts = Drafts
web-compose-drafts-how = Open the files in your mail program, send them, and confirm it here: only then are level, date and comment noted.
web-compose-confirm-all = Confirm all as sent
web-compose-drop-all = Drop all
web-compose-reminders = Reminders
web-compose-more-reminders = { $count ->
    [one] { $count } more reminder is not shown.
   *[other] { $count } more reminders are not shown.
}
web-compose-number = Number
web-compose-detail = Detail
notice-compose-left = The reminders have left.
notice-compose-written = The letters are made.
notice-compose-drafted = The drafts are made: download them here.
notice-compose-confirmed = The drafts are noted as sent.
notice-compose-dropped = The drafts are dropped; nothing about their items has changed.

# Drafts that wait, and what was done
web-compose-drafts-waiting = Drafts waiting to be sent
web-compose-no-drafts = No draft waits.
web-compose-all-drafts = All drafts
web-compose-draft = Draft { $draft }
web-compose-run-column = Run
web-compose-file = File
web-compose-confirm-ticked = Confirm as sent
web-compose-drop-ticked = Drop
web-compose-none-ticked = Tick the drafts that you mean.
web-compose-recent = Latest runs by hand
web-compose-no-runs = Nothing was sent by hand yet.
