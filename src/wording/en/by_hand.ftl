
by-hand-dropped = The run { $run } by hand was interrupted before it was recorded: nothing was sent. Choose its items again.
by-hand-ambiguous = several customers have an invoice { $name }: name one as CUSTOMER/{ $name } ({ $customers })
by-hand-nothing-selected = nothing is selected: name items, or give criteria such as --customer or --overdue
by-hand-unknown-level = there is no level { $name }; the levels are { $known }
by-hand-unknown-status = there is no status { $name }; the statuses are { $known }
by-hand-unknown-collaborator = { $name } is neither the code of a collaborator nor an address such as a@b.example or Name <a@b.example>
by-hand-no-email = the collaborator { $collaborator } has no e-mail address
by-hand-unknown-draft = reminder { $reminder } is no draft that waits to be sent
by-hand-no-letters = run { $run } has no letters that were written
by-hand-only-pdf = only PDF letters go into one file: --format pdf

# Help
cli-help-items = Search open due items
cli-help-items-limit = At most so many items
cli-help-items-json = As data
cli-help-remind = Remind selected items by mail
cli-help-remind-cc = Further copy: a collaborator's code or an address (repeatable)
cli-help-remind-out = With --dry-run: write the mails to this folder
cli-help-remind-drafts = Write drafts that mail programs open for editing, instead of sending
cli-help-letters = Write letters about selected items
cli-help-letters-format = File extension of the letters: pdf, docx, odt or html
cli-help-letters-out = Folder for the letters
cli-help-letters-merged = Also make one PDF of all letters in print order, RUN-letters.pdf
cli-help-letters-bind = Make RUN-letters.pdf and RUN-index.csv of a run that was resumed or written before
cli-help-drafts = Drafts that wait to be sent by their authors
cli-help-drafts-list = List them
cli-help-drafts-write = Write the drafts of a run to a folder again
cli-help-drafts-write-run = Number of the run
cli-help-drafts-write-out = Folder for the drafts
cli-help-drafts-confirm = Note that drafts were sent
cli-help-drafts-drop = Drop drafts; nothing of their items changes
cli-help-arg-draft-reminder = Numbers of the reminders
cli-help-arg-draft-run = All drafts of this run
cli-help-arg-by-hand-item = Invoice number, NUMBER/INSTALMENT, or CUSTOMER/NUMBER
cli-help-arg-by-hand-raise = Raise the item's level by one (repeatable)
cli-help-arg-by-hand-lower = Lower the item's level by one (repeatable)
cli-help-arg-by-hand-drop = Leave the item out; nothing about it changes (repeatable)
cli-help-arg-by-hand-again = Remind even what was reminded on that day already
cli-help-arg-by-hand-from = Sender: a collaborator's code or an address
cli-help-arg-by-hand-dry-run = Show what would be done; change nothing
cli-help-arg-by-hand-json = With --dry-run: as data
cli-help-arg-by-customer = Only this customer's items (repeatable)
cli-help-arg-by-text = Only items with this text in number, label, reference, or the customer's code or name
cli-help-arg-by-overdue = Only what is overdue
cli-help-arg-by-remindable = Only what may be reminded by hand
cli-help-arg-by-level = Only items at these levels, such as N1,N2 or none; for reminders, ITEM=N3 chooses an item's level
cli-help-arg-by-status = Only items with these statuses, or none
cli-help-arg-by-due-from = Due on this day or later
cli-help-arg-by-due-to = Due on this day or earlier
cli-help-arg-by-invoice-from = Invoiced on this day or later
cli-help-arg-by-invoice-to = Invoiced on this day or earlier
cli-help-arg-by-min = At least so much open
cli-help-arg-by-max = At most so much open
cli-help-arg-by-person = Only invoices of this person in charge (code)
cli-help-arg-by-currency = Only this currency
cli-help-arg-by-promise-broken = Only where a promised payment date has passed
cli-help-arg-by-disputed = Only what is disputed

# Shown
by-hand-column-standing = Level
by-hand-column-last = Last reminded
by-hand-column-level = Reminded at
by-hand-column-proposed = Proposed
by-hand-column-status = Status
by-hand-column-comment = Comment
by-hand-column-author = By
by-hand-found = { $count ->
    [one] { $count } item.
   *[other] { $count } items.
}
by-hand-limit = There may be more than { $limit }: give more criteria, or a larger --limit.
by-hand-refused = { $count ->
    [one] { $count } item is refused:
   *[other] { $count } items are refused:
}
by-hand-unrendered = { $customer }, { $level }: left out, { $error }
by-hand-confirm = Make { $count ->
    [one] { $count } reminder
   *[other] { $count } reminders
} to { $transport }? [y/N]
by-hand-not-confirmed = Nothing was sent; --yes goes on without a question.
by-hand-nothing = There is nothing to remind.
by-hand-listed = { $letters ->
    [one] { $file } lists the letter.
   *[other] { $file } lists the { $letters } letters.
}
by-hand-bound = { $letters ->
    [one] The letter is in { $file }, { $pages ->
        [one] on one page
       *[other] on { $pages } pages
    }; the index beside it lists it.
   *[other] { $letters } letters on { $pages } pages are in { $file }; the index beside it lists them.
}
by-hand-drafted = { $count ->
    [one] { $count } draft is
   *[other] { $count } drafts are
} in { $folder }. Once they are sent: relance drafts confirm --run { $run }
by-hand-draft-confirmed = { $count ->
    [one] { $count } draft is noted as sent.
   *[other] { $count } drafts are noted as sent.
}
by-hand-draft-overtaken = Overtaken by a payment, a change or another reminder, and not noted: { $list }
by-hand-draft-dropped = { $count ->
    [one] { $count } draft was dropped.
   *[other] { $count } drafts were dropped.
}
by-hand-reason-manual-off = customer not reminded by hand
by-hand-reason-manual-hold = manual hold
by-hand-reason-no-postal-address = no postal address
by-hand-not-selected = { $name } is not among the selected items: name it as well, or leave the change out
by-hand-draft-later = the draft was written on { $written }: it cannot have been sent on { $confirmed }
by-hand-bind-hint = One file of these letters: relance letters --bind { $run }
