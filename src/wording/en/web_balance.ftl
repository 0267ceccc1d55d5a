# The page of the aged balance
web-balance-ledger = Ledger
web-balance-customers = Customers
web-balance-suppliers = Suppliers
web-balance-search = Account, document or label
web-balance-as-of = As of
web-balance-age = Ages from
web-balance-age-invoice = the invoice date
web-balance-age-due = the due date
web-balance-group = Grouped by
web-balance-group-account = account
web-balance-group-currency = currency
web-balance-group-bucket = bucket
web-balance-group-person = person in charge
web-balance-show = Show
web-balance-reset = Clear the filters
web-balance-more = More filters
web-balance-accounts = Accounts
web-balance-currencies = Currencies
web-balance-persons = In charge
web-balance-several = Codes, separated by spaces
web-balance-min-amount = Balance of at least
web-balance-min-amount-hint = Per account and currency, whatever its sign
web-balance-buckets = Only these buckets
web-balance-later = Include what is dated after the balance
web-balance-overdue = Overdue
web-balance-bucket = Bucket
web-balance-sort = Sort
web-balance-count = { $accounts ->
    [one] { $accounts } account
   *[other] { $accounts } accounts
}, { $operations ->
    [one] { $operations } operation
   *[other] { $operations } operations
}
web-balance-page = page { $page } of { $pages }
web-balance-previous = Previous page
web-balance-exports = Export
web-balance-export-operations = Every operation:
web-balance-export-summary = A row per account:
web-balance-file-customers = aged-balance-customers
web-balance-file-suppliers = aged-balance-suppliers
web-balance-left-out = { $count ->
    [one] { $count } operation dated after the balance is left out ({ $amounts }).
   *[other] { $count } operations dated after the balance are left out ({ $amounts }).
}
web-balance-bad-date = “{ $text }” is not a date.
web-balance-bad-amount = “{ $text }” is not an amount of zero or more.
web-balance-bad-currency = “{ $text }” is not the code of a currency.

# One account
web-balance-customer = Customer page
web-balance-filtered = The filters of the balance may leave operations out.
web-balance-whole = Show the whole account
web-balance-by-age = By age
web-balance-operations = { $count ->
    [one] { $count } open operation
   *[other] { $count } open operations
}
