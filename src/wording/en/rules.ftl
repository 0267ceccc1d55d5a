# Files
rules-folder-unreadable = the folder of the rules cannot be read: { $error }
rules-folder-empty = the folder holds no rules: expected at least one *.yaml file
rules-file-unreadable = the file cannot be read: { $error }
rules-file-too-large = the file is larger than { $limit } bytes
rules-not-utf8 = the text is not UTF-8: save the file as UTF-8
rules-no-templates = there is no such folder of templates
rules-yaml-limit = more than a rules file may hold: one document, nested at most { $depth } deep, with few aliases
rules-yaml-syntax = not YAML that can be read: { $error }

# Keys and values
rules-unknown-key = unknown key “{ $key }”
rules-key-twice = the key “{ $key }” stands twice: first on line { $line }
rules-missing-key = the key “{ $key }” is missing
rules-missing-section = the section “{ $section }” is missing
rules-section-twice = the section “{ $section }” stands in { $file } already
rules-found = found { $found }
rules-found-nothing = nothing
rules-found-switch = { $value }
rules-found-number = the number { $text }
rules-found-text = the text “{ $text }”
rules-found-list = a list
rules-found-mapping = keys with values
rules-bad-value = “{ $text }” does not fit here
rules-expected-section = expected the keys { $keys }
rules-expected-one-of = expected one of: { $known }
rules-expected-mapping = expected keys with values
rules-expected-levels = expected levels by code, such as N1, and NA
rules-expected-list = expected a list
rules-expected-text = expected a text (in quotes if it looks like a number, true or false)
rules-expected-switch = expected true or false
rules-expected-whole = expected a whole number from { $low } to { $high }
rules-expected-amount = expected an amount such as 40.00, not negative
rules-expected-currency = expected an ISO 4217 currency code such as EUR
rules-expected-language = expected a language code such as fr
rules-expected-time-zone = expected a time zone such as Europe/Paris
rules-expected-cron = expected five fields of cron: minute, hour, day of the month, month, day of the week
rules-expected-email = expected an e-mail address
rules-expected-code = expected a code of 1 to 40 characters without blanks
rules-expected-level-code = expected the code of a level, such as N1
rules-expected-template = expected a folder under the templates, such as mail/N1
rules-expected-iban = expected an IBAN whose check digits agree
rules-expected-bic = expected a BIC of 8 or 11 characters

# Companies, levels, batches
rules-no-companies = no company is defined
rules-company-twice = the company { $code } is defined twice: first on line { $line }
rules-no-levels = no level is defined
rules-inverted-bounds = { $name }: the lower bound { $lower } is above the upper bound { $upper }
rules-overlapping-bounds = the bounds { $bounds } of { $level } overlap the bounds { $other_bounds } of { $other }: one day late can have only one level while RELCLI_BORNEREL is off
rules-gapped-bounds = no level serves the days { $from } to { $to } between { $earlier } and { $level }
rules-expected-no-gap = expected to begin at { $day }, or the days given to NA
rules-open-level-not-last = { $open } has no upper bound but { $level } comes after it
rules-levels-not-rising = { $level } begins before { $earlier }, which stands above it: levels are written in rising order
rules-two-subjects = { $level } has a fixed subject and a subject template: give one of them
rules-no-subject = { $level } has no subject: give subject, or subject_template: true
rules-missing-template = no template “{ $template }” in a language of the company
rules-missing-template-file = { $file } is missing
rules-no-recipient-sources = no source of recipients is given
rules-source-twice = the source { $name } stands twice
rules-exclusion-twice = the exclusion “{ $name }” stands twice
rules-batch-twice = the batch { $name } is defined twice: first on line { $line }
rules-status-twice = the status { $code } is defined twice: first on line { $line }
rules-schedule-without-zone = the schedule has no time zone: give time_zone
rules-unknown-company = no company has the code { $code }
rules-unknown-level = no level has the code { $code }
rules-excluded-level-in-filter = NA is never reminded and cannot be filtered for

# Scripts
rules-script-syntax = syntax of the script: { $error }
rules-script-incomplete = the script ends too early: a bracket or a brace is not closed
rules-script-reserved = “{ $word }” cannot be used in scripts
rules-script-expression-too-deep = the expression is nested too deeply
rules-script-statement = scripts hold functions only; this statement would never run
rules-function-twice = the function { $name } is defined twice
rules-first-is-at = the first is at { $place }
rules-unknown-hook = { $name } is no hook and nothing calls it
rules-expected-hook = the hooks are { $known }
rules-hook-arity = the hook { $hook } takes { $found ->
    [one] { $found } argument
   *[other] { $found } arguments
} here
rules-expected-arity = expected { $count ->
    [one] { $count } argument
   *[other] { $count } arguments
}
rules-undefined-variable = unknown variable “{ $name }”
rules-unknown-property = { $object } has no property “{ $name }”
rules-unknown-function = unknown function “{ $name }”
rules-condition-not-bool = the condition gives { $found }, not true or false
rules-no-such-condition = the condition belongs to other rules
rules-script-too-much = the script has more than { $kib } KiB: split it into several files
rules-script-too-long = the script did more than { $limit } operations: is there an endless loop?
rules-script-too-deep = the script called functions more than { $limit } deep
rules-script-too-large = the script made a text of more than { $text } bytes, a list of more than { $list } elements or a map that is too large
rules-script-no-such-operation = no such operation: { $operation }
rules-script-wrong-type = expected { $wanted }, the script gives { $found }
rules-script-nothing-there = there may be nothing to take “{ $property }” from: write ?.{ $property }, or compare with () first
rules-script-thrown = the script gave up: { $value }
rules-script-failed = the script failed: { $error }
rules-script-forbidden = { $name } cannot be used in scripts
rules-script-bad-date = “{ $text }” is not a date such as "2026-11-24"
rules-script-far-date = the date is out of range
rules-wrong-answer = the hook { $hook } gives { $found }; { $expected }
rules-answer-eligible = expected (), true, or the reason of the refusal as a text
rules-answer-level = expected (), the code of a level as a text, or "NA"
rules-answer-recipients = expected a map with to and cc only
rules-answer-addresses = expected (), an address as a text, or a list of them
rules-answer-group-key = expected (), a text or a whole number
rules-answer-subject = expected () or a text
rules-subject-not-one-line = the hook subject gives a text that is empty or not on one line
