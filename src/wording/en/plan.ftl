# Why an item is not reminded
plan-not-in-batch = not taken by this batch
plan-settled = settled
plan-payment-method = paid by { $method }, which is never reminded
plan-automatic-off = automatic reminders are off for the customer
plan-manual-off = manual reminders are off for the customer
plan-manual-hold = do not remind manually: { $comment }
plan-automatic-hold = do not remind automatically: { $comment }
plan-temporary-hold = do not remind temporarily: { $comment }
plan-set-to-na = set to NA
plan-days-na = { $days ->
    [one] { $days } day, given to NA
   *[other] { $days } days, given to NA
}
plan-exclusion = excluded by the rule “{ $name }”
plan-below-minimum = { $open } open, not above the minimum of { $minimum }
plan-creditor = creditor customer, net balance { $balance }
plan-refused-by-hook = refused by a hook: { $reason }
plan-level-hook-none = no level
plan-reminded-today = already reminded on the run date
plan-no-level = { $days ->
    [one] no level for { $days } day
   *[other] no level for { $days } days
}
plan-already-at-level = already at { $level }
plan-repeat-not-due = at { $level } since { $days ->
    [one] { $days } day
   *[other] { $days } days
}, repeated every { $every }
plan-never-lowered = at { $current }, never lowered to { $proposed }
plan-outside-bounds = { $days ->
    [one] { $days } day since the last reminder, { $level } needs { $bounds }
   *[other] { $days } days since the last reminder, { $level } needs { $bounds }
}
plan-outside-bounds-new = { $days ->
    [one] { $days } day since the due date, { $level } needs { $bounds }
   *[other] { $days } days since the due date, { $level } needs { $bounds }
}
plan-unknown-level = stands at { $level }, a level that the rules do not know
plan-unknown-level-hook = the hook { $hook } gives { $level }, a level that the rules do not know
plan-no-recipient = no recipient
plan-addresses-suppressed = every address is on the suppression list: { $list }
plan-no-postal-address = no postal address
plan-script-failed = a script failed: { $error }

# Where recipients come from
plan-source-reminder-contacts = contacts flagged Relance
plan-source-recipients-tab = recipients tab of the invoice
plan-source-invoice-contacts = contacts flagged Facture Vente
plan-source-billing-site = e-mail of the billing site
plan-source-hook = hook
plan-source-copies = copies

# The steps of an explanation
plan-step-in-batch = the batch takes the item
plan-step-not-in-batch = the batch does not take the item
plan-step-open = { $open } is open
plan-step-payment-method-ok = payment method { $method } may be reminded
plan-step-payment-method-never = payment method { $method } is never reminded
plan-step-automatic-on = automatic reminders are on for the customer
plan-step-automatic-off = automatic reminders are off for the customer
plan-step-automatic-hold = the invoice is not to be reminded automatically: { $comment }
plan-step-manual-on = manual reminders are on for the customer
plan-step-manual-off = manual reminders are off for the customer
plan-step-manual-hold = the invoice is not to be reminded manually: { $comment }
plan-step-temporary-hold = the invoice is not to be reminded temporarily: { $comment }
plan-step-no-hold = no hold stops automatic reminders
plan-step-set-to-na = the item was set to NA
plan-step-eligible-refused = the hook eligible refuses: { $reason }
plan-step-eligible-granted = the hook eligible grants: exclusions, minimum amount and creditor customers are not looked at
plan-step-excluded = the exclusion “{ $name }” applies
plan-step-not-excluded = the exclusion “{ $name }” does not apply
plan-step-below-minimum = { $open } open on the invoice is not above the minimum of { $minimum }
plan-step-above-minimum = { $open } open on the invoice is above the minimum of { $minimum }
plan-step-creditor = the customer's net balance is { $balance }: creditor customers are not reminded
plan-step-debtor = the customer's net balance is { $balance }
plan-step-reminded-today = the item was reminded on the run date already
plan-step-days-due-date = { $days ->
    [one] { $days } day since the due date { $reference } (RELCLI_BORNEREL off)
   *[other] { $days } days since the due date { $reference } (RELCLI_BORNEREL off)
}
plan-step-days-bornerel = { $days ->
    [one] { $days } day since { $reference } (RELCLI_BORNEREL on: last reminder, else due date)
   *[other] { $days } days since { $reference } (RELCLI_BORNEREL on: last reminder, else due date)
}
plan-step-days-na = these days are given to NA
plan-step-level = { $level } ({ $bounds }) contains { $days }
plan-step-no-level = { $level } ({ $bounds }) does not serve: { $reason }
plan-step-level-unknown = { $level } is not a level of the rules
plan-step-level-hook = the hook level chooses { $level }
plan-step-level-hook-none = the hook level chooses no level
plan-step-level-hook-refused = { $level } does not serve: { $reason }
plan-step-recipients-hook = the hook recipients gives { $found }
plan-step-source-empty = { $source }: nobody
plan-step-source-wins = { $source }: { $found }
plan-step-copies = copies: { $found }
plan-step-suppressed = on the suppression list, left out: { $list }

# Addresses that cannot be used
plan-bad-address = “{ $text }” is not an address ({ $source }, invoice { $invoice })
plan-suppressed-address = “{ $text }” is on the suppression list ({ $source }, invoice { $invoice })
