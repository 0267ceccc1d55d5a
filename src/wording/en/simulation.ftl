# Help
cli-help-simulate = Play the schedule day by day on a copy of the data; nothing changes
cli-help-simulate-from = First day
cli-help-simulate-to = Last day, at most ten years later
cli-help-simulate-batch = Another batch than the first one
cli-help-simulate-history = Play days that have passed, and compare with what was sent
cli-help-simulate-paid = Share of items that are paid after a reminder at a level, in per cent, such as N1=40 N2=25; else nobody pays
cli-help-simulate-paid-within = Days between reminder and payment (2..10)
cli-help-simulate-seed = Number that the made-up payments come from (1): the same number, the same payments
cli-help-simulate-more-than = Name customers that get more mails than this within the window (4)
cli-help-simulate-window = Days of that window (30)
cli-help-simulate-stuck-after = An item at a level is stuck after so many days without a further reminder (60)
cli-help-simulate-csv = Write the tables as CSV files to this folder
cli-help-simulate-chart = Draw reminders per day and level, as SVG or PNG
cli-help-simulate-json = Print data instead of text

# Errors
simulation-backwards = The simulation ends on { $to }, before it begins on { $from }.
simulation-too-long = From { $from } to { $to } is longer than { $years } years.
simulation-unknown-level = The rules have no level “{ $name }” that items could be paid after; they have { $known }.
simulation-level-twice = Two shares of payments are given for level { $name }.

# The report
simulation-stage = Simulating
simulation-heading = { $batch }, { $company }: simulation from { $from } to { $to }
simulation-executions =
    { $count ->
        [0] No execution (schedule { $schedule }, { $zone })
        [one] 1 execution (schedule { $schedule }, { $zone })
       *[other] { $count } executions (schedule { $schedule }, { $zone })
    }
simulation-executions-every-day =
    { $count ->
        [one] 1 execution: the batch has no schedule, so it is played every day
       *[other] { $count } executions: the batch has no schedule, so it is played every day
    }
simulation-as-known = Payments as known up to { $date }: what is open stays open.
simulation-as-known-undated = Payments as known: what is open stays open.
simulation-behaviour = Made-up payments: { $paid } of the items are paid { $first } to { $last } days after a reminder at that level (seed { $seed }).
simulation-begins-before = The first day lies before today: items are taken as they stand now, with their levels and payments of today.
simulation-begins-after = The first day lies after today: items are taken as they stand now; executions until then are not played.
simulation-open = Open: { $items ->
        [one] 1 item
       *[other] { $items } items
    } of { $customers ->
        [one] 1 customer
       *[other] { $customers } customers
    }, { $amount }
simulation-per-level = Reminders per level; an item counts each time it is asked for.
simulation-reminded = Reminded at least once: { $items ->
        [one] 1 item
       *[other] { $items } items
    }, { $customers ->
        [one] 1 customer
       *[other] { $customers } customers
    }
simulation-per-day = Reminders per day
simulation-per-week = Reminders per week
simulation-per-month = Reminders per month
simulation-column-day = Day
simulation-column-week = Week from
simulation-column-month = Month
simulation-paid = Paid by the last execution: { $items ->
        [one] 1 item
       *[other] { $items } items
    }, { $amount }
simulation-busy =
    { $count ->
        [0] No customer would get more than { $mails } mails within { $days } days.
        [one] 1 customer would get more than { $mails } mails within { $days } days.
       *[other] { $count } customers would get more than { $mails } mails within { $days } days.
    }
simulation-column-mails = Mails
simulation-column-from = From
simulation-column-to = To
simulation-column-rule = Rule
simulation-column-examples = Examples
simulation-more = … and { $count } more (--json and --csv list them)
simulation-never-caught =
    { $count ->
        [0] No item goes without any reminder for the whole time.
        [one] 1 item that no level ever catches, by the reason that stood most often once a level had come:
       *[other] { $count } items that no level ever catches, by the reason that stood most often once a level had come:
    }
simulation-not-yet =
    { $count ->
        [one] 1 further item has not come to its first level by the last day: { $amount }
       *[other] { $count } further items have not come to their first level by the last day: { $amount }
    }
simulation-stuck =
    { $count ->
        [0] No item is stuck at a level ({ $days } days without a further reminder).
        [one] 1 item stuck at a level: still open, and not reminded again in the last { $days } days:
       *[other] { $count } items stuck at a level: still open, and not reminded again in the last { $days } days:
    }
simulation-script-failures =
    { $count ->
        [one] A script failed at 1 item: “relance explain” names the mistake.
       *[other] A script failed at { $count } items: “relance explain” names the mistake.
    }
simulation-csv-cut = The tables hold the { $count } busiest customers, and { $count } items of each level and reason; there are more.
simulation-csv-written = Tables written to { $folder }
