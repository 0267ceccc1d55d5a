## Rules

charges-expected-date = expected a date such as 2026-01-01
charges-expected-percent = expected a rate in per cent from 0 to 100 with at most four decimals
charges-expected-terms = expected “off”, or a mapping with percent or rates
charges-expected-rates = expected a list such as [{"{"}from: 2026-01-01, percent: 12.15{"}"}]
charges-no-rates = late interest needs at least one rate
charges-no-levels = a list without levels charges nothing at any; leave it out for all levels, or switch the charge off
charges-rates-not-rising = the rate from { $date } stands after the one from { $earlier }: rates are written by rising date
charges-percent-or-rates = give either percent or rates

## Why nothing is charged

charges-switched-off = switched off
charges-consumer = the customer is a consumer: fee and interest are owed between businesses only
charges-not-overdue = not overdue
charges-other-level = not charged at level { $level }
charges-exempt = this customer pays no interest
charges-before-first-rate = every day late lies before the first rate

## The computation

charges-heading = { $item } of { $customer }: { $open } due on { $due }, as of { $date } ({ $days ->
    [one] { $days } day late
   *[other] { $days } days late
}) at level { $level }
charges-fee = Recovery fee: { $amount }, once for the invoice, whatever the number of its instalments
charges-fee-none = Recovery fee: none ({ $reason })
charges-interest = Late interest:
charges-interest-none = Late interest: none ({ $reason })
charges-segment = { $from } to { $to }: { $base } × { $percent } × { $days ->
    [one] { $days } day
   *[other] { $days } days
} / 365 = { $exact } → { $amount }
charges-unrated = { $from } to { $to }: { $days ->
    [one] { $days } day
   *[other] { $days } days
} before the first rate, without interest
charges-interest-total = Interest, rounded once, half away from zero: { $total }
charges-total = With fee and interest: { $total }

## Help

cli-help-charges = Print how recovery fee and late interest of a due item are computed
cli-help-charges-item = Invoice (FA26012) or instalment (FA26012/2)
cli-help-charges-level = In a reminder at this level (otherwise the one that the batch gives, else the item's own)
cli-help-charges-json = Print data instead of text
