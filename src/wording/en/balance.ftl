# Help
cli-help-balance = Shows the aged balance: what is open on each account, by age
cli-help-balance-ledger = customers (the default) or suppliers
cli-help-balance-age = Count ages from the invoice date or from the due date (else as the rules say)
cli-help-balance-customer = Only these customers (codes)
cli-help-balance-supplier = Only these suppliers (codes)
cli-help-balance-currency = Only these currencies
cli-help-balance-bucket = Only the buckets that hold these ages in days: 0 is the first, 200 the one over 180 days
cli-help-balance-min-amount = Only accounts whose balance in a currency, whatever its sign, is at least this
cli-help-balance-person = Only what these collaborators are in charge of (codes)
cli-help-balance-search = Only where account, document number or label contain this text
cli-help-balance-later = Show operations dated after the balance too, in the first bucket
cli-help-balance-group = Group by account (the default), currency, bucket or person in charge
cli-help-balance-summary = One row per account and currency, with a column per bucket
cli-help-balance-hide = Hide columns: name, ledger-account, kind, date, due-date, document, label, person, days, buckets, company-amount
cli-help-balance-show = Show columns that the table or PDF leaves out: ledger-account, kind, due-date, person, company-amount
cli-help-balance-format = table (the default), csv, xlsx, pdf or json; else what the file's name says
cli-help-balance-out = Write to this file
cli-help-balance-separator = Separator of CSV: “,” with decimal points or “;” with decimal commas
cli-help-balance-bom = Begin the CSV with a byte order mark, by which Excel knows UTF-8

# Buckets
balance-bucket-under = Under { $days } days
balance-bucket-over = Over { $days } days
balance-bucket-not-due = Not yet due
balance-bucket-later = Dated later

# Titles, headings and kinds
balance-title-customers-invoice = Aged balance of customers on { $date }, ages from the invoice date
balance-title-customers-due = Aged balance of customers on { $date }, ages from the due date
balance-title-suppliers-invoice = Aged balance of suppliers on { $date }, ages from the invoice date
balance-title-suppliers-due = Aged balance of suppliers on { $date }, ages from the due date
balance-table = a table on the terminal
balance-sheet = Aged balance
balance-sheet-notes = About
balance-column-row = Row
balance-column-account = Account
balance-column-name = Name
balance-column-ledger-account = Ledger account
balance-column-kind = Kind
balance-column-date = Date
balance-column-due-date = Due
balance-column-document = Document
balance-column-label = Label
balance-column-person = In charge
balance-column-days = Days
balance-column-currency = Currency
balance-column-amount = Balance
balance-column-company-amount = In { $currency }
balance-kind-invoice = Invoice
balance-kind-credit-note = Credit note
balance-kind-payment = Payment
balance-kind-supplier = Operation
balance-nobody-in-charge = Nobody in charge
balance-total = Total
balance-total-of = Total { $what }
balance-total-in = { $what } in { $currency }
balance-total-in-without = { $what } in { $currency } without { $without }

# Notes
balance-note-nothing = Nothing is open that fits.
balance-note-open-today = What is open is known as of { $today }: what has been paid or settled since the balance's date is not in it.
balance-note-left-out = { $count ->
    [one] { $count } operation dated after the balance is left out ({ $amounts }); --later shows it.
   *[other] { $count } operations dated after the balance are left out ({ $amounts }); --later shows them.
}
balance-note-dated-later = { $count ->
    [one] { $count } operation is dated after the balance; it stands in the first bucket.
   *[other] { $count } operations are dated after the balance; they stand in the first bucket.
}
balance-note-without-rate = { $currencies }: the rules have no exchange rate for the balance's date; these amounts are not in any total in { $company }.

# Results and errors
balance-written = { $file }: { $accounts ->
    [one] { $accounts } account
   *[other] { $accounts } accounts
}, { $operations ->
    [one] { $operations } operation
   *[other] { $operations } operations
}.
balance-unknown-accounts = no such account: { $codes }
balance-customer-of-suppliers = --customer does not go with the balance of suppliers
balance-needs-file = this format needs --out FILE, or a program that reads it
balance-write-failed = the balance could not be written: { $cause }
balance-too-many-rows = the balance has more than { $limit } rows, too many for { $format }: narrow it down, take --summary, or write a CSV
balance-inexact = the amount { $amount } has more digits than a spreadsheet keeps exactly: write a CSV or JSON
balance-format-failed = the { $format } could not be made: { $cause }
balance-expected-date = expected a date such as 2026-11-24
balance-expected-rate = expected a rate above 0 and up to 1000000, such as 0.92
balance-no-buckets = the aged balance has no buckets: give at least one bound, such as [30]
balance-buckets-not-rising = the bound { $bound } does not lie above { $previous }: buckets rise
