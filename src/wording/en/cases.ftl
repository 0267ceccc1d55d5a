cli-help-test = Play the rule tests under rules/tests and say what they exercise
cli-help-test-files = Only these files, or the files in these folders
cli-help-test-only = Only cases whose name or reference contains this text
cli-help-test-junit = Write the results as JUnit XML, for continuous integration
cli-help-test-coverage = Show which levels, conditions and hooks no case exercises
cli-help-test-json = Print data instead of text
cli-help-rules-schema-tests = The schema of rule tests (rules/tests/*.yaml) in place of that of the rules

# Files of rule tests
cases-folder-unreadable = the folder cannot be read: { $error }
cases-folder-too-deep = sub-folders are nested too deeply
cases-expected-fate = expected a level such as N1, reminded, none, or { "{" }none: REASON{ "}" }
cases-customer-twice = the customer { $code } stands twice
cases-number-twice = the invoice { $number } stands twice: first on line { $line }
cases-unknown-customer = no customer has the code “{ $code }”
cases-unknown-site = no site has the code “{ $code }”
cases-unknown-item = no invoice or item is named “{ $name }”
cases-unknown-status = the status list has no code “{ $code }”
cases-unknown-batch = no batch of { $company } is named “{ $name }”
cases-no-batch = no batch runs for the company { $company }
cases-due-or-items = give due for an invoice with one instalment, or items for its instalments
cases-item-twice = something is expected of { $name } twice
cases-no-date = the case has no date: give given.date
cases-expect-or-steps = give expect, or steps with at least one execution
cases-run-or-by-hand = give run with a date for the batch, or by_hand with a date
cases-step-earlier = the execution is dated before the one above it
cases-by-hand-only = items, as, levels and again belong to reminders by hand: give by_hand in place of run
cases-follow-up-no-levels = the follow-up reminds at no level: levels and again belong to mail and letter
cases-nothing-expected = nothing is expected: give items, mails or after
cases-only-mails-rendered = subject and contains are known of mails of the batch and of selected items only

# Results
cases-value = { $text }
cases-quoted = “{ $text }”
cases-failure = { $what }: expected { $expected }, found { $found }
cases-step = step { $number } ({ $date })
cases-decided = decided by { $place }  { $rule }
cases-decided-built-in = decided by what is built in: { $rule }
cases-level-bounds = { $level } from { $lower } to { $upper } days
cases-level-open = { $level } from { $lower } days on
cases-a-reminder = a reminder
cases-no-reminder = no reminder
cases-no-reminder-because = no reminder ({ $reason })
cases-no-reminder-unnamed = no reminder, as it is not named
cases-found-none = no reminder ({ $code }): { $reason }
cases-not-looked-at = nothing: the execution does not look at it
cases-item-after = { $item }, { $what } afterwards
cases-after-level = level
cases-after-reminded = last reminder
cases-after-comment = comment
cases-after-expected-payment = expected payment date
cases-after-holds = holds
cases-mails = mails
cases-mail-about = mail about { $items }, { $field }
cases-mail-found = { $level } to { $to } about { $items }
cases-mail-to = { $level } to { $to }
cases-mail-with = { $level } about { $items }
cases-postponement = a reminder postpones by { $days } days
cases-no-such-mail = no such mail
cases-no-further-mail = no further mail
cases-field-level = level
cases-field-to = recipients
cases-field-cc = copies
cases-field-items = items
cases-field-result = result
cases-field-language = language
cases-field-subject = subject
cases-field-text = text
cases-not-in-mail = a mail without it
cases-a-mail = a mail
cases-not-rendered = none: { $error }
cases-sent = sent
cases-refused = refused by the server
cases-nothing = No rule tests: none are below { $folder }, or none match.
cases-file-passed = { $file }: { $count ->
    [one] { $count } case
   *[other] { $count } cases
}
cases-file-failed = { $file }: { $failed } of { $count ->
    [one] { $count } case
   *[other] { $count } cases
} failed
cases-all-passed = { $count ->
    [one] { $count } case
   *[other] { $count } cases
} in { $files ->
    [one] { $files } file
   *[other] { $files } files
}: all as expected ({ $seconds } s)
cases-some-failed = { $failed } of { $count ->
    [one] { $count } case
   *[other] { $count } cases
} in { $files ->
    [one] { $files } file
   *[other] { $files } files
} failed ({ $seconds } s)

# Coverage
cases-covered = coverage: { $count ->
    [one] the only rule is
   *[other] all { $count } rules are
} exercised
cases-not-covered = coverage: { $exercised } of { $count } rules; not exercised: { $missing }
cases-coverage = Coverage: { $exercised } of { $count } rules are exercised
cases-only-asked = looked at, without effect
cases-part-level = level { $level }
cases-part-excluded = days { $bounds } given to NA
cases-part-exclusion = exclusion “{ $name }”
cases-part-filter-leaves = filter of { $batch }: what it leaves out
cases-part-filter-takes = filter of { $batch }: what it takes
cases-part-hook = hook { $name }
cases-part-source = recipients from { $source }
cases-part-method = payment method { $method } never reminded
cases-part-minimum = minimum amount in { $currency }
cases-part-creditors = creditor customers
cases-part-bornerel = switch RELCLI_BORNEREL
cases-part-fc-contact = switch FC_CONTACT_CLI_FACT
cases-no-customer = an invoice needs a customer to be invoiced, and there is none
cases-nothing-afterwards = nothing is looked at afterwards: give level, reminded, comment, expected_payment or holds
