cli-help-diff = Compare the next batch under two sets of rules and templates; changes nothing
cli-help-diff-against = Rules to compare with: those in force (those of --rules are the new ones)
cli-help-diff-against-templates = Templates to compare with (those of --templates are the new ones)
cli-help-diff-texts = Show so many mails of each level and kind of change as unified diffs
cli-help-diff-json = Print data instead of text, with every item that changes

# What cannot be compared
compare-same-folders = nothing to compare: both sides are { $rules } and { $templates }; name the new ones by --rules or --templates
compare-batch-only-before = the batch { $batch } is not in the new rules
compare-batch-only-after = the batch { $batch } is only in the new rules
compare-company-only-before = { $company } is not compared: the new rules have no such batch for it
compare-company-only-after = { $company } is not compared: only the new rules have such a batch for it
compare-no-common-company = no company is in the batch on both sides (before: { $before }; after: { $after })

# Heading and tables
compare-before = Before: { $rules }, { $templates }
compare-after = After: { $rules }, { $templates }
compare-nothing = Nothing changes: the same reminders in the same words.
compare-column-change = Change
compare-row-before = Before
compare-row-after = After
compare-row-appear = Appear
compare-row-disappear = Disappear
compare-row-level = Other level
compare-row-recipients = Other recipients
compare-row-group = Mail of other items
compare-row-text = Other words only
compare-row-reason = Left out for another reason
compare-column-levels = Items: before ↓ after →
compare-left-out = none

# The rules responsible
compare-causes = By the rule responsible:
compare-move = { $what }, { $amounts }
compare-appear = { $count ->
    [one] { $count } item gets { $level }
   *[other] { $count } items get { $level }
}
compare-disappear = { $count ->
    [one] { $count } item no longer gets { $level }
   *[other] { $count } items no longer get { $level }
}
compare-level = { $count ->
    [one] { $count } item moves from { $before } to { $after }
   *[other] { $count } items move from { $before } to { $after }
}
compare-recipients = { $count ->
    [one] { $count } item at { $level } goes to other recipients
   *[other] { $count } items at { $level } go to other recipients
}
compare-group = { $count ->
    [one] { $count } item at { $level } shares its mail with other items
   *[other] { $count } items at { $level } share their mails with other items
}
compare-reason = { $count ->
    [one] { $count } item left out for another reason
   *[other] { $count } items left out for another reason
}: { $before } → { $after }
compare-example = { $customer }, { $item }, { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}, { $open }: { $before } → { $after }
compare-more-items = { $count ->
    [one] and { $count } more item
   *[other] and { $count } more items
}
compare-rule-from-to = { $rule }: { $before } → { $after }
compare-rule-changed = { $rule } changed
compare-rule-new = { $rule } is new
compare-rule-gone = { $rule } is gone
compare-rule-level = level { $level }
compare-rule-na = days given to NA
compare-rule-batch = filters of the batch
compare-rule-payment-methods = payment methods that are never reminded
compare-rule-exclusion = exclusion “{ $name }”
compare-rule-minimum = minimum amount
compare-rule-creditors = reminders to creditor customers
compare-rule-recipients = order of the recipients
compare-rule-copies = copies of { $level }
compare-rule-hook = hook { $name }
compare-rule-script = the script fails
compare-rule-script-before = the script failed before
compare-rule-sender = sender
compare-rule-level-mail = mail of { $level }
compare-rule-template = template { $name }
compare-rule-section = section “{ $name }”
compare-rule-several = several rules together
compare-bounds-repeated = { $bounds }, every { $every } days
compare-on = on
compare-off = off
compare-none = none
compare-text = { $text }

# Mails
compare-texts = Mails that read otherwise:
compare-text-words = { $count ->
    [one] { $count } mail
   *[other] { $count } mails
} at { $level } in { $language } in other words ({ $pieces }): { $cause }
compare-text-level = { $count ->
    [one] { $count } mail
   *[other] { $count } mails
} at { $after } instead of { $before }, in { $language }
compare-text-plan = { $count ->
    [one] { $count } mail
   *[other] { $count } mails
} at { $level } in { $language } for other items or recipients
compare-text-example = for example { $customer }:
compare-fails-before = before, it could not be rendered: { $error }
compare-fails-after = after, it cannot be rendered: { $error }
compare-piece-from = sender
compare-piece-subject = subject
compare-piece-text = text
compare-piece-html = HTML
compare-piece-unmade = cannot be made
compare-piece-made = can be made again
compare-unmade = { $count ->
    [one] 1 mail
   *[other] { $count } mails
} in the counts cannot be made under the new rules and templates: a run leaves them out.
compare-attachments = Attachments: { $before } → { $after }. Files are not compared; the preview tells which cannot be sent.
