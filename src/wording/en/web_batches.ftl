# Pages of batches
web-batches-unfinished = Run { $run } of { $date } has not come to its end: no other can begin before.
web-batches-see-run = See the run
web-batches-schedule = Schedule
web-batches-every-day = Every day at { $hours }
web-batches-working-days = From Monday to Friday at { $hours }
web-batches-on-days = On { $days } at { $hours }
web-batches-monday = Monday
web-batches-tuesday = Tuesday
web-batches-wednesday = Wednesday
web-batches-thursday = Thursday
web-batches-friday = Friday
web-batches-saturday = Saturday
web-batches-sunday = Sunday
web-batches-ahead = Next starts
web-batches-next = Next start
web-batches-takes = Scope
web-batches-last = Last run
web-batches-never = none yet
web-batches-none = The rules have no batch for this company.
web-batches-reminders = reminders: { $count }
web-batches-preview = Preview of the next batch
web-batches-plans = Saved plans
web-batches-runs = Runs
web-batches-no-runs = Nothing was run yet.
web-batches-by-hand = By hand, by { $author }
web-batches-forced = Before the last run because: { $reason }
web-batches-col-run = Run
web-batches-col-batch = Batch
web-batches-col-date = Date of the run
web-batches-col-state = State
web-batches-col-reminders = Reminders
web-batches-col-items = Due items
web-batches-col-skipped = Left out
web-batches-col-created = Recorded
web-batches-col-customer = Customer
web-batches-col-level = Level
web-batches-col-recipients = Recipients
web-batches-col-item = Due item
web-batches-col-due = Due date
web-batches-col-days = Days late
web-batches-col-open = Open
web-batches-col-amount = Amount
web-batches-col-reason = Reason
web-batches-col-problem = To fix
web-batches-col-mail = Mail
web-batches-col-number = Number
web-batches-col-subject = Subject
web-batches-all-reminders = All
web-batches-begins = Begins…
web-batches-progress = Progress
web-batches-preview-title = Preview
web-batches-preview-works = The next batch is being worked out. This page goes on by itself.
web-batches-recording = The batch is being recorded
web-batches-recording-works = Nothing is sent before you have seen and confirmed what was recorded. This page goes on by itself.
web-batches-older-title = Before the last run
web-batches-older = The last run was on { $last }: a run on an earlier day needs a reason.
web-batches-reason = Reason
web-batches-reason-hint = Kept with the run.
web-batches-go-on = Go on all the same
web-batches-back = Back
web-batches-preview-of = Preview of { $batch }
web-batches-copies = Copies
web-batches-copy = Copy: { $address }
web-batches-mail-of = The mail “{ $subject }”
web-batches-items = Due items of this reminder
web-batches-total = Total
web-batches-plain-text = As plain text
web-batches-work-out-again = Work out again
web-batches-worked-out = Worked out on { $at }; nothing was changed by it.
web-batches-sums = Sums by level
web-batches-payments-known = Payments known up to
web-batches-temporary-holds = Temporary holds lifted afterwards
web-batches-what-now = Next step
web-batches-nothing-to-send = There is no reminder to send.
web-batches-run-hint = Records the batch and shows what was recorded; it is sent once you have confirmed it.
web-batches-run = Run now…
web-batches-plan-hint = Keeps it as a plan, to be sent later exactly as it is.
web-batches-save-plan = Save as a plan
web-batches-parts = Parts of the preview
web-batches-tab-reminders = Reminders
web-batches-tab-left-out = Left out
web-batches-tab-problems = To fix
web-batches-only-level = Only level { $level }.
web-batches-all-levels = All levels
web-batches-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
web-batches-see-mail = See the mail
web-batches-no-reminders = No reminder.
web-batches-reasons = Left out, by reason
web-batches-only-reason = Only this reason: { $reason }.
web-batches-all-reasons = All reasons
web-batches-nothing-left-out = Nothing is left out.
web-batches-no-problems = There is nothing to fix.
web-batches-unrendered = The mail of level { $level } cannot be made: { $error }
web-batches-run-title = Run { $run }
web-batches-stopped = { $open ->
    [one] Stopped: one reminder waits to be sent.
   *[other] Stopped: { $open } reminders wait to be sent.
}
web-batches-in-doubt = { $count ->
    [one] One mail was under way when the run was interrupted: it was sent again with the same Message-ID.
   *[other] { $count } mails were under way when the run was interrupted: they were sent again with the same Message-ID.
}
web-batches-overtaken = { $count ->
    [one] One reminder was cancelled: payments or later reminders have overtaken it.
   *[other] { $count } reminders were cancelled: payments or later reminders have overtaken them.
}
web-batches-refused = { $count ->
    [one] The server refused one recipient of a mail that others received.
   *[other] The server refused { $count } recipients of mails that others received.
}
web-batches-lifted = { $count ->
    [one] One temporary hold was lifted.
   *[other] { $count } temporary holds were lifted.
}
web-batches-flood-needed = Nothing was sent: this many reminders need your explicit consent.
web-batches-stopping = It stops as soon as the mails under way are handed over.
web-batches-workers = { $count ->
    [one] One process is at it.
   *[other] { $count } processes are at it.
}
web-batches-stop = Stop
web-batches-stop-hint = Mails under way are handed over, no others leave; the run can be resumed.
web-batches-about = About this run
web-batches-ended = Ended
web-batches-result = Result
web-batches-counts = sent: { $sent }, failed: { $failed }, waiting: { $open }
web-batches-confirm = { $count ->
    [one] One reminder is recorded and goes to { $transport }.
   *[other] { $count } reminders are recorded and go to { $transport }.
}
web-batches-flood-meant = I have seen the warning, and mean it
web-batches-send = { $count ->
    [one] Send one reminder
   *[other] Send { $count } reminders
}
web-batches-resume-hint = { $count ->
    [one] One reminder waits. Where no other process is at work on this run, it can go on.
   *[other] { $count } reminders wait. Where no other process is at work on this run, it can go on.
}
web-batches-resume = Resume
web-batches-again-hint = The run was interrupted while it was recorded; nothing was sent. The record is dropped, and the same batch recorded again for you to confirm.
web-batches-again = Record again
web-batches-retry-hint = { $count ->
    [one] One reminder failed. It is tried again unless it was overtaken.
   *[other] { $count } reminders failed. They are tried again unless they were overtaken.
}
web-batches-retry = Retry what failed
web-batches-cancel = Give up
web-batches-cancel-hint = What has not been sent will never be.
web-batches-cancel-sure = Give up what was not sent?
web-batches-by-state = Reminders by state
web-batches-closing = The service is being stopped: no run begins.
web-batches-anew = The data had changed: the batch was recorded anew as run { $run }, which waits for its confirmation.
notice-run-busy = A run of this company is at work already.
notice-run-in-the-way = This run has to come to its end before another can begin.
notice-run-not-recorded = Stopped before anything was recorded.
notice-run-dropped = The run was not recorded to its end and was dropped; nothing was sent.
notice-run-anew = What was recorded did not hold any more; the batch was recorded again. Nothing was sent.
notice-run-stopping = The run was asked to stop.
notice-run-not-at-work = The run is not at work in this service.
notice-run-cancelled = The run was given up.
notice-plan-saved = The plan is saved.
