# Help
cli-help-note = Edit the follow-up information of due items, or show its history
cli-help-note-items = Invoices (FA26012) or instalments (FA26012/2), either after CUSTOMER/ where a number is not unique
cli-help-note-customer = All open items of this customer (code)
cli-help-note-status = A status of the list in the rules, or none
cli-help-note-comment = The comment; an empty one takes away what is there
cli-help-note-append = Add the comment below what is there
cli-help-note-promised = Day on which the customer promised to have paid (YYYY-MM-DD), or none
cli-help-note-dispute = Whether the item is disputed
cli-help-note-next = Day of the next action (YYYY-MM-DD), or none
cli-help-note-next-by = Who does the next action: code of a collaborator, or none
cli-help-note-history = Show who changed what, when
cli-help-note-json = Print data instead of a table
cli-help-promises = List promised payment dates: broken, due today, running
cli-help-promises-json = Print data instead of a table
cli-help-actions = List next actions: late, due today, ahead
cli-help-actions-person = Only those of this person (code of a collaborator)
cli-help-actions-json = Print data instead of a table
cli-help-customer = The follow-up of a customer
cli-help-customer-show = Show a customer: switches, contacts, what is open, promises, last records
cli-help-customer-show-code = Code of the customer
cli-help-customer-show-json = Print data instead of tables
cli-help-customer-set = Switch manual and automatic reminders of a customer on or off
cli-help-customer-set-code = Code of the customer
cli-help-customer-set-manual = Reminders by hand
cli-help-customer-set-automatic = Reminders by the batch
cli-help-customer-remind = Mail contacts of the customer about open invoices; raises no level
cli-help-customer-remind-in-charge = Mail the persons in charge of the invoices (internal)
cli-help-customer-communicate = Send the follow-up information of invoices to colleagues (internal)
cli-help-arg-follow-up-code = Code of the customer
cli-help-arg-follow-up-contact = A contact that the follow-up lists (otherwise all with an e-mail)
cli-help-arg-follow-up-to = Collaborators or addresses that receive it
cli-help-arg-follow-up-invoice = Number of an invoice (otherwise all that are open and allowed)
cli-help-arg-follow-up-note = A word of yours in the mail
cli-help-arg-follow-up-from = Sender: code of a collaborator, or an address
cli-help-arg-follow-up-cc = Copy to a collaborator or an address
cli-help-arg-follow-up-dry-run = Show what would be sent, and send nothing
cli-help-arg-follow-up-json = Print data instead of tables
cli-help-arg-follow-up-out = Write each mail here as .eml and .html
cli-help-hold = Holds on invoices: do not remind manually, automatically, temporarily
cli-help-hold-place = Place a hold on invoices
cli-help-hold-place-invoices = Numbers of invoices, after CUSTOMER/ where a number is not unique
cli-help-hold-place-kind = Which reminders it stops
cli-help-hold-place-comment = Why
cli-help-hold-lift = Lift a hold from invoices
cli-help-hold-lift-invoices = Numbers of invoices, after CUSTOMER/ where a number is not unique
cli-help-hold-lift-kind = Which hold
cli-help-hold-list = List the holds in force
cli-help-hold-list-customer = Only this customer (code)
cli-help-hold-list-json = Print data instead of a table

# Why something could not be done
follow-up-nothing-to-note = nothing to note: give a status, comment, promise, dispute or next action
follow-up-unknown-status = there is no status “{ $code }”; the rules have: { $known }
follow-up-unknown-person = no collaborator has the code “{ $code }”
follow-up-unknown-customer = there is no customer “{ $code }”
follow-up-unknown-invoice = there is no invoice “{ $name }”; name its number, or CUSTOMER/NUMBER
follow-up-several-invoices = “{ $name }” can mean several invoices: { $invoices }
follow-up-too-many = at most { $most } items are changed at once: narrow the search down
follow-up-changed-meanwhile = somebody changed these items in the meantime: look at them again, then save
follow-up-suggesting = { $message }; { $suggestion }

# Results
follow-up-noted = { $changed ->
    [one] { $changed } item changed
   *[other] { $changed } items changed
}, { $unchanged } as they were.
follow-up-hold-placed = Invoice { $invoice }: { $kind } hold placed.
follow-up-hold-lifted = Invoice { $invoice }: { $kind } hold lifted.
follow-up-hold-there = Invoice { $invoice }: there is a { $kind } hold already, it stays as it is.
follow-up-hold-absent = Invoice { $invoice }: there is no { $kind } hold in force.
follow-up-switches = { $customer }: manual { $manual }, automatic { $automatic }.
follow-up-switched = { $before } → { $after }
follow-up-result-placed = hold placed ({ $detail })
follow-up-result-switch = switch changed ({ $detail })
follow-up-kind-manual = manual
follow-up-kind-automatic = automatic
follow-up-kind-temporary = temporary
follow-up-on = on
follow-up-off = off

# Changes
follow-up-changes-heading = { $item } · { $customer } · { $count ->
    [one] { $count } change
   *[other] { $count } changes
}
follow-up-change = { $field }: { $before } → { $after }
follow-up-none = none

# Promises and next actions
follow-up-promise-broken = { $days ->
    [one] broken, { $days } day ago
   *[other] broken, { $days } days ago
}
follow-up-promise-today = due today
follow-up-promise-running = { $days ->
    [one] in { $days } day
   *[other] in { $days } days
}
follow-up-action-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
follow-up-action-today = today
follow-up-action-ahead = { $days ->
    [one] in { $days } day
   *[other] in { $days } days
}
follow-up-no-day = no day set
follow-up-warn-broken-promises = { $count ->
    [one] { $count } item is still open after its promised payment date; “relance promises” lists it
   *[other] { $count } items are still open after their promised payment date; “relance promises” lists them
}

# A customer
follow-up-heading = { $customer } · account { $account } · { $date }
follow-up-customer-switches = Reminders: manual { $manual }, automatic { $automatic }
follow-up-contacts = Contacts ({ $count })
follow-up-open-items = Open items ({ $count })
follow-up-credits = In the customer's favour ({ $count })
follow-up-last-records = Last records
follow-up-decision-maker = decision maker
follow-up-principal = principal
follow-up-financial = financial
follow-up-no-address = no e-mail
follow-up-credit-note = Credit note
follow-up-payment = Unallocated payment
follow-up-note-promise = promised { $date }: { $state }
follow-up-note-dispute = disputed
follow-up-note-next = next: { $what }
follow-up-note-hold = { $kind } hold: { $comment }

# Columns
follow-up-column-author = By
follow-up-column-change = Change
follow-up-column-status = Status
follow-up-column-comment = Comment
follow-up-column-promise = Promised
follow-up-column-dispute = Dispute
follow-up-column-next = Next action
follow-up-column-next-by = Next action by
follow-up-column-state = State
follow-up-column-in-charge = In charge
follow-up-column-invoice = Invoice
follow-up-column-hold = Hold
follow-up-column-since = Since
follow-up-column-code = Code
follow-up-column-name = Name
follow-up-column-roles = Roles
follow-up-column-email = E-mail
follow-up-column-reminded = Last reminded
follow-up-column-notes = To note
follow-up-column-credit = Kind
follow-up-column-number = Number
follow-up-column-date = Date
follow-up-column-currency = Currency
follow-up-column-overdue = Overdue
follow-up-column-credits = Credits
follow-up-column-balance = Balance

# Actions of the customer follow-up
follow-up-no-templates = a reminder of the kind { $channel } has no templates of the follow-up
follow-up-unknown-contact = the follow-up lists no contact “{ $code }”; it lists: { $known }
follow-up-contact-without-address = the contact { $code } has no e-mail address
follow-up-not-open = the customer has no open invoice “{ $number }”
