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

# Against the record
cli-help-simulate-schedule = With --history: play the days of the schedule rather than those of the executions on record
simulation-chart = Simulation from { $from } to { $to }: reminders by level – { $company }
simulation-chart-further = Further levels
simulation-history-chart = Reminders on record and by these rules, { $from } to { $to } – { $company }
simulation-history-stage = Comparing with the record
simulation-history-heading = { $batch }, { $company }: what these rules would have done from { $from } to { $to }, against what is on record
simulation-history-runs =
    { $count ->
        [0] No execution of this batch is on record for these days.
        [one] 1 execution on record
       *[other] { $count } executions on record
    }
simulation-history-scheduled =
    { $count ->
        [one] Played on the 1 day of the schedule
       *[other] Played on the { $count } days of the schedule
    }
simulation-history-sums = Reminders, items and amounts on record, and by these rules:
simulation-history-recorded = On record
simulation-history-simulated = By the rules
simulation-history-items-recorded = Items on record
simulation-history-items-simulated = Items by the rules
simulation-history-amount-recorded = Amount on record
simulation-history-amount-simulated = Amount by the rules
simulation-history-verdict =
    { $differences ->
        [0] No difference at all: { $same } items reminded as on record.
        [one] 1 item differs, { $same } items reminded as on record; an item counts once for each day.
       *[other] { $differences } items differ, { $same } items reminded as on record; an item counts once for each day.
    }
simulation-history-other = - { $count } at another level
simulation-history-only-recorded = - { $count } on record only: these rules would not have reminded them
simulation-history-only-simulated = - { $count } by these rules only: they were not reminded
simulation-history-follow = { $count } of these may come of an earlier difference of the same item.
simulation-history-level = { $level } serves
simulation-history-why = Why
simulation-history-no-execution = the schedule has no execution on this day
simulation-history-follows = { $why } (after an earlier difference)
simulation-history-more = … and { $count } more (--json and --csv list them)
simulation-history-payments = Not known: when payments came. What an item had open on a day is what its next reminder asked for, else what is open today (payments known up to { $date }).
simulation-history-payments-undated = Not known: when payments came. What an item had open on a day is what its next reminder asked for, else what is open today.
simulation-history-settled =
    { $count ->
        [one] 1 item settled since counts as open until the day of its last reminder.
       *[other] { $count } items settled since count as open until the day of their last reminder.
    }
simulation-history-dates-unknown =
    { $count ->
        [one] 1 item stood at a level before, and the date of its reminder is not on record any more: it counts as never reminded where days are counted from the last reminder.
       *[other] { $count } items stood at a level before, and the dates of their reminders are not on record any more: they count as never reminded where days are counted from the last reminder.
    }
simulation-history-not-sent =
    { $count ->
        [one] 1 item on record was in a reminder that did not go out; simulated, it did not go out either.
       *[other] { $count } items on record were in reminders that did not go out; simulated, they did not go out either.
    }
simulation-history-as-today = Taken as they are today: customers, contacts, switches, payment methods and credits; an invoice exists from its date on.
