# Pages of a customer
web-customer-text = Code or name
web-customer-which = Customers
web-customer-all = all
web-customer-with-open = with open items
web-customer-with-overdue = with overdue items
web-customer-code = Code
web-customer-name = Name
web-customer-items = Items
web-customer-credits = In their favour
web-customer-balance = Balance
web-customer-switches = Reminders
web-customer-automatic-off = not by the batch
web-customer-manual-off = not by hand
web-customer-none = No customer matches.

# One customer
web-customer-write = Write about what is owed
web-customer-remind-overdue = Remind what is overdue
web-customer-settings = Settings
web-customer-account = Account
web-customer-address = Address
web-customer-language = Language
web-customer-kind = Kind
web-customer-number = Number
web-customer-consumer = consumer
web-customer-automatic = Reminded by the batch
web-customer-manual = Reminded by hand
web-customer-save = Save
web-customer-contacts = Contacts
web-customer-no-contacts = No contact is known.
web-customer-bad-address = invalid address
web-customer-receives-reminders = reminders
web-customer-receives-all-sites = reminders of all sites
web-customer-receives-invoices = invoices
web-customer-sites = Sites
web-customer-open-items = Open items
web-customer-nothing-open = Nothing is open.
web-customer-in-favour = In the customer’s favour
web-customer-next = What would be sent next
web-customer-next-of = By the batch { $batch }, as of { $day }
web-customer-next-nothing = The batch would send nothing to this customer.
web-customer-see-mail = See the mail
web-customer-bad-addresses = Unusable addresses: { $list }
web-customer-left-out = Left out, and why
web-customer-why = Why
web-customer-no-batch = No batch runs for this company.
web-customer-history = History
web-customer-whole-history = Full history
web-customer-no-history = Nothing was done yet.

# A mail of the follow-up
web-customer-write-hint = A follow-up mail: it raises no level and is not a reminder.
web-customer-way = To
web-customer-way-contacts = contacts of the customer
web-customer-way-in-charge = the persons in charge (internal)
web-customer-way-people = colleagues, with the follow-up information (internal)
web-customer-which-contacts = Contacts (all if none is ticked)
web-customer-people = Colleagues
web-customer-people-hint = Codes or addresses, separated by commas
web-customer-which-invoices = Invoices (all open ones if none is ticked)
web-customer-note = Personal message
web-customer-from = Sender
web-customer-usual-sender = the usual one
web-customer-cc = Copies to
web-customer-look = Preview
web-customer-preview = What would be sent
web-customer-goes-to = It goes to { $transport }.
web-customer-send = Send
web-customer-nothing = There is nothing to send.
web-customer-changed = The data have changed meanwhile: look again, then send.
web-customer-name-people = name the colleagues

# What was done
notice-customer-switched = The settings are saved.
notice-customer-sent = The mail was sent.
notice-customer-failed = The mail could not be sent; the history says why.
