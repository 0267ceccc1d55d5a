# The chain of the history
trust-stage-verifying = verifying the history
trust-entries-missing = entries from { $position } on are gone from the chain
trust-entry-changed = the entry does not follow from the one before: it was changed or put in
trust-row-missing = the row is gone
trust-row-changed = the row is not what was sealed
trust-text-changed = “{ $text }” is not what was sealed
trust-erased-unrecorded = “{ $text }” was erased, and no erasure is on record
trust-row-inserted = the row was put in among older ones
trust-erasure-changed = erasure { $erasure } is not what is on record of it
trust-head-not-found = the chain does not contain the head that was kept ({ $head }): its end was cut off, or it was written anew
trust-at-row = { $kind } { $row }, not sealed: { $what }
trust-at-entry = entry { $position } ({ $kind } { $row }): { $what }
trust-intact = { $count ->
    [one] The history is intact: { $count } entry.
   *[other] The history is intact: { $count } entries.
}
trust-broken = The history was tampered with: { $flaw }.
trust-holds-to = { $count ->
    [one] Up to there, { $count } entry holds.
   *[other] Up to there, { $count } entries hold.
}
trust-erased-texts = { $count ->
    [one] { $count } text was erased; that is on record.
   *[other] { $count } texts were erased; that is on record.
}
trust-unsealed = { $count ->
    [one] { $count } row is not sealed yet, recorded { $since } ({ $minutes } min ago).
   *[other] { $count } rows are not sealed yet, the oldest recorded { $since } ({ $minutes } min ago).
}
trust-keep-head = Keep this head elsewhere: { $head }
trust-sealed = { $count ->
    [one] { $count } row sealed. Head: { $head }
   *[other] { $count } rows sealed. Head: { $head }
}

# Personal data
trust-unknown-person = nobody is called “{ $name }” here; expected CUSTOMER/CONTACT or an e-mail address on record
trust-several-people = “{ $name }” is the address of several contacts: { $contacts }; name one of them
trust-person-waits = run { $run } has a reminder to this person that waits to be sent or confirmed; send it or cancel it first
trust-not-erased = nobody called “{ $name }” was erased
trust-traces = { $person }: { $reminders ->
    [one] { $reminders } reminder
   *[other] { $reminders } reminders
}, { $records ->
    [one] { $records } record of the history
   *[other] { $records } records of the history
}, { $elsewhere ->
    [one] { $elsewhere } text elsewhere
   *[other] { $elsewhere } texts elsewhere
}.
trust-confirm-erasure = Erase this person’s data for good? [yes/no]
trust-not-confirmed = Not confirmed: nothing was erased. (--yes goes on without asking.)
trust-erased = Erased; { $pseudonym } stands in their place: { $reminders ->
    [one] { $reminders } reminder
   *[other] { $reminders } reminders
}, { $texts ->
    [one] { $texts } text of the history
   *[other] { $texts } texts of the history
}, { $elsewhere ->
    [one] { $elsewhere } text elsewhere
   *[other] { $elsewhere } texts elsewhere
}.
trust-shared-stay = Others use these addresses too, they stay: { $addresses }
trust-not-imported-again = Imports leave this contact out from now on; erase it in the ERP too. “relance contact readmit” lets it in again.
trust-exported = Written to { $folder }: contact.json and { $count ->
    [one] { $count } message.
   *[other] { $count } messages.
}
trust-readmitted = Imports take this contact again.
trust-import-left-out = { $count ->
    [one] { $count } contact was left out: it was erased.
   *[other] { $count } contacts were left out: they were erased.
}

# Retention
trust-expected-period = expected days, months or years, such as 30d, 6m or 3y; or none: for ever
trust-kept-for-ever = The rules let everything be kept for ever (section “retention”).
trust-column-section = Section
trust-column-period = Kept for
trust-column-before = Older than
trust-column-to-go = To go
trust-column-gone = Gone

# Backups
trust-stage-copying = copying the database
trust-stage-packing = packing
trust-stage-reading = reading the backup
trust-exists = { $path } is there already; nothing was written
trust-archive-file = { $path }: { $cause }
trust-not-a-backup = { $path } is not a backup of Relance, or it is damaged ({ $cause })
trust-later-format = the backup was written by a later version of Relance (format { $format }); use that version
trust-archive-missing = { $name } is missing in the backup
trust-archive-changed = { $name } in the backup is not what was written
trust-database-not-empty = the database has tables already; a backup is restored into an empty one only
trust-other-database = the backup is of a database on { $backup }; name one of that kind with --database
trust-no-tool = { $tool } is not installed on this machine; it comes with PostgreSQL’s client
trust-old-tool = { $tool } is of version { $version }, the server of version { $server }; install the client of version { $server }
trust-tool-failed = { $tool } failed: { $cause }
trust-damaged = the copy is damaged: { $cause }
trust-backup-broken = the history in the backup does not hold: { $flaw }
trust-backed-up = { $file } is written: the database ({ $database }), { $files ->
    [one] { $files } file
   *[other] { $files } files
} of rules and templates. Head of the history: { $head }
trust-backup-in-order = { $file } is in order: made { $at }, head of the history { $head }
trust-restored = Restored as of { $at }. The history holds; its head: { $head }
trust-restored-files = { $count ->
    [one] { $count } file of rules and templates is in { $folder }.
   *[other] { $count } files of rules and templates are in { $folder }.
}
trust-restored-without-files = Rules and templates were left in the backup; --files FOLDER takes them out.
trust-restored-interrupted = A run of { $company } was at work when the backup was made: “relance resume --company { $company }” goes on. What was sent after the backup is sent again, with the same Message-ID.

# Help
cli-help-audit = Prove that nobody changed the history
cli-help-audit-verify = Verify the chain of the history, to its end or to the first flaw
cli-help-audit-verify-head = The head that was kept elsewhere: the chain must go on from it
cli-help-audit-verify-messages = Compare each mail and letter too; takes a while
cli-help-audit-verify-json = Print data instead of text
cli-help-audit-head = Print the head of the chain, to be kept elsewhere
cli-help-audit-seal = Seal what was recorded and is not in the chain yet
cli-help-contact = One person’s data: export or erase them
cli-help-contact-export = Export all that is on record of a contact
cli-help-contact-export-contact-out = Folder for contact.json and the messages; - prints one document
cli-help-contact-erase = Erase a contact’s personal data; what was sent, when and for how much stays
cli-help-contact-erase-reason = Why; kept in the audit log, so without names
cli-help-contact-readmit = Let imports take an erased contact again
cli-help-arg-person = The contact, or an e-mail address
cli-help-retention = Let go of what is older than the rules allow (section “retention”)
cli-help-retention-retention-dry-run = Only show what would go
cli-help-backup = Back up the database, the rules and the templates, while others work
cli-help-backup-verify = Check a backup instead of writing one
cli-help-restore = Make a database from a backup; never over one that has something in it
cli-help-restore-files = Take the rules and the templates out too, into this folder
cli-help-arg-backup-file = File of the backup

# The pages
web-chain = The history’s chain
web-chain-entries = Entries
web-chain-head = Head
web-chain-checked = Last verified
web-chain-never = never
web-chain-intact = intact
web-chain-flaw-entries-missing = entries are gone from the chain
web-chain-flaw-entry-changed = an entry of the chain was changed
web-chain-flaw-row-missing = a row is gone
web-chain-flaw-row-changed = a row was changed
web-chain-flaw-text-changed = a text was changed
web-chain-flaw-erased-unrecorded = a text was erased without a record
web-chain-flaw-row-inserted = a row was put in
web-chain-flaw-erasure-changed = the record of an erasure was changed
web-chain-flaw-head-not-found = the chain was cut off or written anew
web-chain-verify = Verify now
web-chain-hint = Keep the head elsewhere from time to time: “relance audit verify --head” compares with it and tells the place of a flaw.
web-personal-known = What is on record
web-personal-addresses = Addresses
web-personal-shared = Addresses that others use too
web-personal-reminders = Reminders sent to this person
web-personal-records = Records of the history
web-personal-elsewhere = Texts elsewhere
web-personal-export = Export
web-personal-export-hint = One JSON document with everything above and the messages.
web-personal-erase = Erase personal data
web-personal-erase-hint = Name, addresses and the words of the messages go for good; that reminders were sent, when, at which level and for how much stays. Addresses that others use too stay. Imports leave the contact out from then on.
web-personal-reason = Reason
web-personal-reason-hint = Kept in the audit log: no names.
web-personal-sure = I have read what this does; it cannot be undone.
web-personal-reason-and-tick = give a reason and tick the box
web-audit-contact-exported = personal data exported
web-audit-contact-erased = personal data erased
web-audit-contact-readmitted = contact let in again
web-audit-retention-applied = retention applied
notice-contact-erased = The contact’s personal data are erased.
notice-chain-intact = The history is intact.
notice-chain-broken = The history was tampered with: “relance audit verify” tells where.
