# The source as a whole
import-refused = { $count ->
    [one] The import has { $count } mistake; nothing was taken over.
   *[other] The import has { $count } mistakes; nothing was taken over.
}
import-unreadable = { $path } cannot be read: { $error }
import-further-problems = { $count ->
    [one] and { $count } further mistake
   *[other] and { $count } further mistakes
}
# A file
import-not-a-file = this is not a file
import-file-too-large = the file is larger than { $gigabytes } GiB
import-empty-file = the file is empty
import-nul = a NUL character: the file is damaged or not a text file
import-utf-16 = the file is UTF-16
import-expected-encoding = expected UTF-8: save it again with that encoding
import-broken-utf-8 = the file is marked as UTF-8 and is not: it is damaged
import-unknown-file = no entity is called “{ $name }”
import-expected-files = expected { $names }
import-entity-twice = the same entity is in { $other } already
import-no-file = there is no CSV file in the folder
# Header and records
import-missing-column = the column “{ $column }” is missing
import-unknown-column = the column “{ $column }” is unknown
import-expected-columns = expected { $names }
import-column-twice = the column “{ $column }” stands twice
import-field-count = { $found ->
    [one] { $found } field, where the header has { $expected }
   *[other] { $found } fields, where the header has { $expected }
}
import-record-too-long = the line is longer than { $kib } KiB; a quote may be missing
import-open-quotes = a quote is opened here and never closed
import-key-twice = the same key stands in line { $line } already
import-unknown-reference = { $column }: “{ $found }” is neither in the folder nor stored already
import-unknown-reference-of-customer = { $column }: customer “{ $customer }” has no “{ $found }”, neither in the folder nor stored already
# Fields
import-field = { $field }: { $problem }
import-empty-field = the value is missing
import-line-break = a line break inside the text; a quote may be missing
import-control-character = a control character inside the text
import-text-too-long = longer than { $most } characters
import-not-a-flag = “{ $found }” is neither yes nor no
import-expected-flag = expected oui, non, true, false, yes, no, 1, 0 or x
import-not-an-ordinal = “{ $found }” is not a whole number from 1
import-not-a-currency = “{ $found }” is not a currency
import-expected-currency = expected an ISO 4217 code such as EUR
import-not-a-language = “{ $found }” is not a language code such as fr
import-not-one-of = “{ $found }” is unknown
import-expected-one-of = expected one of { $known }
import-not-a-date = “{ $found }” is not a date
import-absurd-year = “{ $found }” is not within the years { $first } to { $last }
import-expected-date = expected 2026-12-31 or, day first, 31/12/2026
import-not-an-amount = “{ $found }” is not an amount
import-expected-amount = expected an amount such as 1234.56, 1 234,56 or 1,234.56
import-ambiguous-amount = “{ $found }” may mean { $thousands } or { $decimals }: write { $thousands }.00 for the first
import-too-many-decimals = “{ $found }” has more decimals than { $currency } has ({ $most })
import-amount-too-large = “{ $found }” has more than { $most } digits before the decimal sign
import-negative = “{ $found }” is negative; what is owed to a customer belongs in credits.csv
import-open-above-amount = { $open } is more than the amount of { $amount }
# FEC
import-fec-no-separator = the first line has no column separated by a tab or “|”
import-expected-fec-header = expected the 18 columns of a FEC, JournalCode first
import-fec-line-ends = the lines end with CR only
import-expected-line-ends = expected lines that end with LF or CRLF
import-fec-near-column = the header has “{ $found }”
import-expected-fec-date = expected 20261231
import-expected-fec-amount = expected an amount such as 1234,56 or 1234.56, without thousands separators
import-fec-due-date-out-of-range = the due date lies outside the calendar
import-fec-sense = “{ $found }” is neither debit nor credit
import-expected-fec-sense = expected D or C, +1 or -1
import-expected-exact-amount = expected digits with a decimal point, such as 1234.50
import-expected-iso-date = expected a date such as 2026-12-31
import-too-many-values = more than { $most } values
import-ordinal-bounds = a number from 1 to { $most } is expected
