cli-help-rules-doc = Write the rules in force as a page to read
cli-help-rules-doc-out = File to write, .html or .md; Markdown on the terminal without it
cli-help-templates = What templates can print
cli-help-templates-vars = List the variables of each template with an example value
cli-help-templates-vars-template = One template, such as mail/N1/fr/body.txt
cli-help-templates-vars-json = Print data instead of text

handbook-written = { $file } written
handbook-unknown-format = { $file }: the name must end in .html or .md
handbook-unknown-template = { $name }: no template of this name
handbook-unknown-template-nearest = { $name }: no template of this name; did you mean { $nearest }?

handbook-title = Reminder rules
handbook-as-of = As of { $date }.
handbook-source = Read from { $folder }, state { $digest }. Small print such as “relance.yaml:12” names the file and line of a rule.
handbook-company = { $name } ({ $code })
handbook-shared = For all companies

## Levels

handbook-when = What happens when
handbook-since-due = the due date
handbook-since-reminder = the last reminder
handbook-zero-due = due date
handbook-zero-reminder = last reminder (due date of what was never reminded)
handbook-axis = days
handbook-timeline-due = Days after the due date at which each level serves.
handbook-timeline-reminder = Days after the last reminder at which each level serves; for what was never reminded, days after the due date.
handbook-bornerel-off = RELCLI_BORNEREL is off: days are counted from the due date. An item gets the level whose days it has reached, also where no lower level was sent before; never one below its own, and its own again only where the level is repeated.
handbook-bornerel-on = RELCLI_BORNEREL is on: days are counted from the last reminder, so that a minimum time passes between two levels. Only what was never reminded is counted from its due date.
handbook-when-caption = Levels and their days
handbook-col-level = Level
handbook-col-when = When
handbook-col-today = On { $date }
handbook-col-again = Again at this level
handbook-col-rule = Rule
handbook-no-reminder = no reminder
handbook-again-every = every { $days ->
    [one] day
   *[other] { $days } days
}
handbook-again-never = no
handbook-again-next = no: the next level follows
handbook-again-last = yes, whenever the last reminder lies so many days back
handbook-note-inclusive = The first and the last day of a level belong to it.
handbook-note-skip = No level need be passed through: what is met late begins at the level of its days.
handbook-note-not-lower = A level never goes down by itself.
handbook-note-bornerel-step = The next level is the one after the level an item stands at, while the days since its last reminder lie within these bounds; later than that it is not reminded.
handbook-note-bornerel-new = What was never reminded gets the first level, while the days since its due date lie within these bounds; later than that it is not reminded.
handbook-note-same-day = Nothing is reminded twice on one day.

handbook-days-after = from { $from } to { $to } days after { $since }
handbook-days-before = from { $from } to { $to } days before { $since }
handbook-days-around = from { $from } { $from ->
    [one] day
   *[other] days
} before to { $to } { $to ->
    [one] day
   *[other] days
} after { $since }
handbook-days-to-zero = from { $from } { $from ->
    [one] day
   *[other] days
} before { $since } to { $since } itself
handbook-days-from-zero = from { $since } itself to { $to } { $to ->
    [one] day
   *[other] days
} after it
handbook-days-zero = on the day of { $since }
handbook-days-one-after = { $days } { $days ->
    [one] day
   *[other] days
} after { $since }, on that day only
handbook-days-one-before = { $days } { $days ->
    [one] day
   *[other] days
} before { $since }, on that day only
handbook-days-open = from { $from } { $from ->
    [one] day
   *[other] days
} after { $since } on
handbook-days-open-zero = from { $since } itself on
handbook-days-open-before = from { $from } { $from ->
    [one] day
   *[other] days
} before { $since } on
handbook-due-on = due on { $date }
handbook-due-between = due from { $from } to { $to }
handbook-due-until = due on { $date } or before
handbook-reminded-on = reminded on { $date }
handbook-reminded-between = reminded from { $from } to { $to }
handbook-reminded-until = reminded on { $date } or before

## What is sent

handbook-sent = What is sent
handbook-sent-caption = Mails and letters of each level
handbook-col-subject = Subject
handbook-col-mail = Mail
handbook-col-letter = Letter
handbook-col-copies = Copies
handbook-col-sender = Sender
handbook-subject-template = written by the template
handbook-sender-company = the company
handbook-sender = The company sends as { $name } <{ $address }>.
handbook-language = A mail is in the language of its first recipient, else of the customer, else “{ $language }”.
handbook-none = none
handbook-copy-in-charge = person in charge of the invoice

## Who is never reminded

handbook-never = Who is never reminded
handbook-never-binding = No rule and no script can lift these:
handbook-never-settled = What is settled: nothing is open.
handbook-never-methods = Direct debit, by any channel: invoices to be paid by { $names }.
handbook-never-no-methods = No payment method is named as direct debit: every invoice can be reminded.
handbook-never-switch = Customers whose automatic switch is off, by the batch; by hand, those whose manual switch is off.
handbook-never-automatic-hold = Invoices with the hold “do not remind automatically”, by the batch.
handbook-never-manual-hold = Invoices with the hold “do not remind manually”, by hand.
handbook-never-temporary-hold = Invoices with a temporary hold; it is lifted after the next execution of the batch.
handbook-never-na = Items set to NA.
handbook-never-na-days = Days given to NA.
handbook-never-na-days-hook = Days given to NA, unless the hook “level” names another level.
handbook-never-configurable = By these rules:
handbook-never-minimum = Invoices with { $amount } or less open.
handbook-no-minimum = No minimum amount: the smallest sum is reminded.
handbook-never-creditors = Creditor customers: those who owe nothing once credit notes and payments are counted.
handbook-creditors-reminded = Creditor customers are reminded all the same.
handbook-never-exclusion = { $name }, while this holds:
handbook-no-exclusions = No exclusion by condition.
handbook-never-hook = What the script “eligible” refuses; it may also let through what these rules refuse.
handbook-never-by-hand = By hand the same holds, but for the level: whoever chooses the items chooses their levels.

## Recipients and grouping

handbook-whom = Who receives a reminder
handbook-whom-hook = The script “recipients” is asked first; where it names nobody, the order below holds.
handbook-whom-intro = The first of these that yields an address wins; the rest are not looked at.
handbook-whom-reminder-contacts = Contacts flagged Relance: those attached to the billing site of the invoice, or flagged Relances tous sites.
handbook-whom-recipients-tab = The recipients named on the invoice itself; its copies become copies.
handbook-whom-invoice-contacts = Contacts flagged Facture Vente.
handbook-whom-billing-site = The e-mail of the billing site.
handbook-contact-cli-fact-off = FC_CONTACT_CLI_FACT is off: contacts flagged Relance are those of the customer that ordered.
handbook-contact-cli-fact-on = FC_CONTACT_CLI_FACT is on: contacts flagged Relance are looked for at the customer to be invoiced only.
handbook-whom-two-addresses = Of a contact with two addresses, the one at the customer is used.
handbook-whom-nobody = Where nobody is found, nothing is sent; the item is reported and stays as it is.
handbook-whom-cc-hook = The script “cc” adds copies.
handbook-grouping = What shares one mail
handbook-grouping-rule = Each invoice has its own mail, except that invoices of one customer to be invoiced share one when recipients, copies and level are the same.
handbook-letters-by-customer = Letters are grouped by customer to be invoiced.
handbook-letters-by-site = Letters are grouped by billing site.
handbook-currencies-apart = Currencies are listed apart and never added up.
handbook-grouping-hook = The script “group_key” may keep invoices apart.

## After a reminder

handbook-after = After a reminder
handbook-noted = Level, date and a comment are noted at each item, with a record in the history.
handbook-failed = A sending that failed changes none of these.
handbook-postponed = The expected payment date becomes the date of the reminder plus { $days } { $days ->
    [one] day
   *[other] days
}.
handbook-not-postponed = The expected payment date stays as it is.
handbook-attach-none = Documents of invoices are not attached.
handbook-attach-originals = The documents that invoices name are attached.
handbook-attach-duplicates = The documents that invoices name are attached; a duplicate is made for an invoice without any.
handbook-attach-limits = Largest file { $each } MiB, all files of a mail together { $all } MiB.
handbook-holds-lifted = Temporary holds are lifted after the execution of the batch.

## Charges

handbook-charges = Late payment charges and legal mentions
handbook-fee-on = Recovery fee: { $amount } per overdue invoice, { $levels }.
handbook-fee-off = The recovery fee is not charged.
handbook-interest-on = Late interest, exact days of 365, from the day after the due date, { $levels }.
handbook-interest-off = Late interest is not charged.
handbook-every-level = at every level
handbook-levels = at { $levels }
handbook-customer-no-interest = Customer { $customer }: no interest.
handbook-customer-rates = Customer { $customer }: { $rates }.
handbook-rate-from = { $percent } from { $date }
handbook-rates-caption = Rates of late interest, per year
handbook-col-from = From
handbook-col-rate = Rate
handbook-legal-fee = The texts mention a recovery fee of { $amount } per invoice.
handbook-legal-rate = Late interest in the texts ({ $language }): { $words }.
handbook-formal-notice = A formal notice leaves { $days } { $days ->
    [one] day
   *[other] days
} to pay.
handbook-consumers = None of this applies to consumers, but for the formal notice.

## Scripts

handbook-hooks = Scripts in force
handbook-hooks-intro = These scripts may decide otherwise than the rules above:
handbook-no-hooks = None: the rules above decide alone.
handbook-hook = { $hook ->
    [eligible] decides who may be reminded
    [level] decides the level
    [recipients] decides the recipients
    [cc] adds copies
    [group_key] keeps invoices apart
   *[other] writes the subject
}

## Batches

handbook-batch = Batch { $name }
handbook-schedule = Starts by its schedule, in the time zone { $zone }:
handbook-no-schedule = Starts by hand only.
handbook-all-companies = Runs for all companies.
handbook-some-companies = Runs for { $codes }.
handbook-no-filter = Takes every open item.
handbook-filter-currencies = Takes only invoices in { $codes }.
handbook-filter-customers = Takes only the customers { $codes }.
handbook-filter-levels = Takes only items that would get { $levels }.
handbook-filter-when = Takes only items for which this holds:
handbook-fallback = Languages tried when the recipient’s has no template: { $languages }.
handbook-runs-caption = { $count ->
    [one] The next run
   *[other] The next { $count } runs
}
handbook-no-run-ahead = The schedule names no day ahead.
handbook-col-number = No.
handbook-col-weekday = Day
handbook-col-date = Date
handbook-col-hour = Hour ({ $zone })
handbook-weekday = { $day ->
    [mon] Monday
    [tue] Tuesday
    [wed] Wednesday
    [thu] Thursday
    [fri] Friday
    [sat] Saturday
   *[sun] Sunday
}
handbook-sending = Warnings and sending
handbook-flood = A run of more than { $factor } times the usual number of reminders, and of at least { $minimum }, is a flood: it needs a yes.
handbook-old-payments = Payments known to be older than { $days } { $days ->
    [one] day
   *[other] days
} are worth a warning.
handbook-attempts = { $connections ->
    [one] One connection
   *[other] { $connections } connections
} to the mail server; each mail is tried { $attempts ->
    [one] once
   *[other] up to { $attempts } times
}.
handbook-statuses = Statuses of due items
handbook-statuses-caption = Statuses
handbook-no-statuses = The rules list no statuses.
handbook-col-status = Status
handbook-col-label = Shown as
handbook-label = { $label } ({ $language })

## Variables of templates

handbook-vars-absent = * may be absent: printing it then is an error; write {"{"}% if … %{"}"} around it.
handbook-vars-amounts = An amount has .currency and .is_positive. What a list holds is written here with [], such as lines[].number: in a template, {"{"}% for line in lines %{"}"}, then line.number.
handbook-vars-none = This template is read once, without variables: it sets words.
handbook-vars-words = { $count ->
    [one] One more word
   *[other] { $count } more words
} of words, from layout/words/, not used here.
handbook-col-variable = Variable
handbook-col-type = Type
handbook-col-example = Example
handbook-col-used = Used
handbook-kind-mail = mail
handbook-kind-follow-up = customer follow-up
handbook-kind-letter = letter
handbook-kind-duplicate = duplicate of an invoice
handbook-kind-words = words of a language
handbook-type-text = text
handbook-type-number = number
handbook-type-yes-no = yes or no
handbook-type-amount = amount
handbook-type-date = date
handbook-type-list = list
handbook-type-group = group
handbook-account = { $first ->
    [yes] Mails leave by the account { $account }, unless another one is chosen.
   *[no] The account { $account } may be chosen as well.
  }
handbook-account-chosen = Mails of { $company } leave by the account { $account } at { $levels }
handbook-account-when = where
handbook-all-levels = all levels
handbook-limit-all = At most { $rates } leave, all together.
handbook-limit-domain = At most { $rates } leave to { $domain }.
handbook-limit-others = At most { $rates } leave to each other domain.
handbook-per-minute = { $count } a minute
handbook-per-hour = { $count } an hour
handbook-at-once = { $count } at once
handbook-waits = A mail that is not taken for now is tried again after { $waits }.

# Retention
handbook-retention = How long data are kept
handbook-kept = { $what }: { $kept }
handbook-kept-messages = mails and letters as they were sent
handbook-kept-history = in the history, to whom reminders went, servers’ words, comments and authors
handbook-kept-audit = who did what to accounts and settings
handbook-kept-deliveries = what was delivered to webhooks
handbook-for-ever = for ever
handbook-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
handbook-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
handbook-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
