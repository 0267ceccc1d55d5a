# Rules
schedule-never-open = the company would be closed on every day of the week
schedule-closed-backwards = these days end before they begin on { $from }

# Calendar and starts
schedule-calendar = Closed days
schedule-closed-weekdays = Closed each { $days }.
schedule-closed-france = Closed on the public holidays of France.
schedule-closed-alsace-moselle = Closed on the public holidays of France, on Good Friday and on 26 December.
schedule-closed-day = Closed on { $day }
schedule-closed-days = Closed from { $from } to { $to }
schedule-closed-skip = Does not start on closed days.
schedule-closed-next = A start on a closed day moves to the next open day.
schedule-missed-run-once = A start that is missed by more than { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
} is made up for, once for all that were missed.
schedule-missed-skip = A start that is missed by more than { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
} is skipped.
schedule-missed-ask = A start that is missed by more than { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
} waits for somebody to decide.
schedule-runs-caption-of = { $count ->
    [one] The next run for { $codes }
   *[other] The next { $count } runs for { $codes }
}

# Where a schedule stands
schedule-by-hand = by hand
schedule-by-itself = By schedule
schedule-paused = Paused by { $by } until it is resumed: { $reason }
schedule-paused-until = Paused by { $by } until { $until }: { $reason }
schedule-late = The start of { $at } waits until another run has come to its end.
schedule-waiting = { $earlier ->
    [0] The start of { $at } was missed: shall it be run?
    [one] The start of { $at } and the one before it were missed: shall the batch be run?
   *[other] The start of { $at } and { $earlier } before it were missed: shall the batch be run?
}
schedule-unattended = No process starts it: relance serve or relance worker has to run.
schedule-last-at-work = Start of { $at }: at work.
schedule-last-again = Start of { $at }: tried again in a while ({ $detail })
schedule-last-done = Start of { $at }: carried out.
schedule-last-unconfirmed = Start of { $at }: recorded. Far more reminders than usual, so somebody has to confirm them.
schedule-last-paused = Start of { $at }: skipped, the batch was paused.
schedule-last-answered = Start of { $at }: skipped by { $by }.
schedule-last-skipped = Start of { $at }: missed and skipped.
schedule-last-missed = Start of { $at }: not carried out ({ $detail })

# What people do about it
schedule-none = The batch { $batch } has no schedule: it is started by hand.
schedule-not-paused = The batch { $batch } is not paused.
schedule-pause-over = { $day } has begun already: a pause ends on a later day.
schedule-nothing-to-answer = No missed start of the batch { $batch } waits for an answer.
schedule-reason-missing = A pause needs a reason.
schedule-bad-day = Expected a day such as 2026-12-31.
schedule-is-paused = The batch { $batch } is paused.
schedule-is-resumed = The batch { $batch } starts by its schedule again.
schedule-is-run = The batch { $batch } runs as soon as a service or a worker looks.
schedule-is-skipped = The missed start of the batch { $batch } is skipped.
schedule-run-it = Run it now
schedule-skip-it = Skip it
schedule-pause = Pause
schedule-pause-batch = Pause { $batch }
schedule-pause-reason = Reason
schedule-pause-until = Starts again on (empty: when resumed)
schedule-resume = Resume
notice-schedule-paused = The batch is paused.
notice-schedule-resumed = The batch starts by its schedule again.
notice-schedule-runs = The batch runs in a moment.
notice-schedule-skipped = The missed start is skipped.

# Command line
cli-help-schedule = When batches start by themselves
cli-help-schedule-json = Print data instead of a table
cli-help-schedule-pause = Let a batch start no more by itself
cli-help-schedule-pause-batch-name = Name of a batch
cli-help-schedule-pause-reason = Why
cli-help-schedule-pause-until = Day from which it starts again (until resumed, if left out)
cli-help-schedule-resume = Let a batch start by itself again
cli-help-schedule-resume-batch-name = Name of a batch
cli-help-schedule-answer = Decide about a missed start that waits
cli-help-schedule-answer-batch-name = Name of a batch
cli-help-schedule-answer-answer = run: as soon as a service or a worker looks, dated today; skip: never
cli-help-arg-no-schedule = Start no batch by its schedule
schedule-column-company = Company
schedule-column-schedule = Schedule
schedule-column-next = Next start
schedule-column-standing = Standing
web-audit-schedule-paused = batch paused
web-audit-schedule-resumed = batch resumed
web-audit-schedule-answered-run = missed start run
web-audit-schedule-answered-skip = missed start skipped
