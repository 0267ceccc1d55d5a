# What comes back, and the suppression list

mailbox-not-a-mailbox = RELANCE_MAILBOX names no mailbox: maildir:/PATH or imaps://USER:PASSWORD@HOST/MAILBOX is expected, with %40 for an @ within the user's name
mailbox-unencrypted = RELANCE_MAILBOX: a password goes to a server over TLS only; imaps:// is expected
mailbox-no-password = RELANCE_MAILBOX names no password; it can also stand in RELANCE_MAILBOX_PASSWORD
mailbox-none = no mailbox is named; RELANCE_MAILBOX is maildir:/PATH or imaps://USER:PASSWORD@HOST/MAILBOX
mailbox-folder = the maildir { $path } cannot be read: { $error }
mailbox-server = the mailbox on { $host } cannot be read: { $cause }
mailbox-silent = the mail server { $host } does not answer

mailbox-reading = Reading { $mailbox }; Ctrl-C ends it
mailbox-was-read = { $count ->
    [0] No new message
    [one] { $count } new message
   *[other] { $count } new messages
}
mailbox-count-bounced = { $count ->
    [one] { $count } reminder came back
   *[other] { $count } reminders came back
}
mailbox-count-complained = { $count ->
    [one] { $count } reminder was called unwanted
   *[other] { $count } reminders were called unwanted
}
mailbox-count-linked = { $count ->
    [one] { $count } reply was linked to its reminder
   *[other] { $count } replies were linked to their reminders
}
mailbox-count-noted = { $count ->
    [one] { $count } delay, delivery or automatic answer was noted
   *[other] { $count } delays, deliveries and automatic answers were noted
}
mailbox-count-not-matched = { $count ->
    [one] { $count } report is about no reminder sent from here
   *[other] { $count } reports are about no reminder sent from here
}
mailbox-count-ignored = { $count ->
    [one] { $count } message has nothing to do with reminders
   *[other] { $count } messages have nothing to do with reminders
}

mailbox-not-an-address = “{ $text }” is not an e-mail address
mailbox-no-reason = a reason is missing
mailbox-long-reason = a reason has at most { $most } characters
mailbox-on-the-list = { $address } is on the suppression list already
mailbox-not-on-the-list = { $address } is not on this suppression list
mailbox-not-a-recipient = an address that the reminder went to is expected
mailbox-bad-address = { $address } (nothing is sent there any more)
mailbox-added = Nothing is sent to { $address } any more
mailbox-lifted = { $address } is written to again

mailbox-cause-hard-bounce = no such mailbox
mailbox-cause-complaint = called unwanted
mailbox-cause-by-hand = by hand

mailbox-column-address = Address
mailbox-column-cause = Cause
mailbox-column-detail = In words
mailbox-column-holders = Still used by
mailbox-column-lifted = Lifted

mailbox-result-answered = answered: { $detail }
mailbox-result-complained = called unwanted: { $detail }
mailbox-reason-suppressed = only with addresses on the suppression list

# Command line
cli-help-mailbox = What comes back: bounces, complaints and replies
cli-help-mailbox-read = Read what is new in the mailbox of RELANCE_MAILBOX, again and again
cli-help-mailbox-read-once = Read what is new, once
cli-help-suppressions = Addresses that nothing is sent to any more
cli-help-suppressions-customer = Only of this customer (code)
cli-help-suppressions-address = Only addresses with this text in them
cli-help-suppressions-lifted = Show those lifted as well
cli-help-suppressions-limit = At most so many, the newest
cli-help-suppressions-json = Print data instead of a table
cli-help-suppressions-add = Send nothing to an address any more
cli-help-suppressions-add-address = The address
cli-help-suppressions-add-reason = Why
cli-help-suppressions-add-customer = Whose address it is (code)
cli-help-suppressions-add-all-companies = For all companies
cli-help-suppressions-lift = Write to an address again
cli-help-suppressions-lift-address = The address
cli-help-suppressions-lift-reason = Why
cli-help-suppressions-lift-all-companies = From the list of all companies

# Pages
web-suppressions-title = Addresses to mend
web-suppressions-lead = Nothing is sent to these addresses any more. Correct them where the customers’ data are kept, and lift those that are good again.
web-suppressions-none = Every address is written to.
web-suppressions-none-found = No address fits.
web-suppressions-address = Address
web-suppressions-cause = Cause
web-suppressions-customer = Customer
web-suppressions-holders = Still used by
web-suppressions-mended = no longer used
web-suppressions-reminder = Reminder
web-suppressions-since = Since
web-suppressions-everywhere = all companies
web-suppressions-lifted-by = lifted by { $who }, { $at }: { $reason }
web-suppressions-show-lifted = With those lifted
web-suppressions-search = Search
web-suppressions-lift = Lift
web-suppressions-lift-one = Lift { $address }
web-suppressions-reason = Reason
web-suppressions-add = Send nothing to an address any more
web-suppressions-customer-code = Customer (code, optional)
web-suppressions-add-button = Put on the list
web-suppressions-all = All { $count }
notice-suppression-added = Nothing is sent to the address any more.
notice-suppression-lifted = The address is written to again.
web-overview-to-mend = Addresses to mend
web-customer-suppressed = bad address
web-history-came-back = What came back
web-history-bounced-badge = came back
web-history-bounced-at = Came back
web-history-answered-on = Answered on
web-history-kind-delivery_status = report
web-history-kind-complaint = complaint
web-history-kind-reply = reply
web-history-kind-auto_reply = automatic answer
web-history-kind-other = other
web-state-history-answered = answered
web-state-history-complained = called unwanted
