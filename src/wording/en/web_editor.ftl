# Editing rules and templates
editor-in-force = The rules and templates in force are those on disk.
editor-not-in-force = { $count ->
    [one] A mistake keeps the files on disk from being in force
   *[other] { $count } mistakes keep the files on disk from being in force
}
editor-not-in-force-why = The rules and templates that were in force before go on deciding until these are mended.
editor-all-revisions = All revisions
editor-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
editor-broken = mistakes
editor-file = File
editor-kind = Kind
editor-kind-rules = Rules
editor-kind-script = Script
editor-kind-test = Rule tests
editor-kind-html = HTML
editor-kind-text = Text
editor-kind-typst = Typst
editor-kind-document = Document
editor-kind-image = Image
editor-last-change = Last change
editor-comment = Comment
editor-actions = Actions
editor-history = History
editor-history-of = History of { $file }
editor-download = Download
editor-download-of = Download { $file }
editor-new = New file
editor-path = Path of the file
editor-path-hint = For example templates/mail/N1/de/body.html
editor-bad-path = This is no name of a file of rules or templates: rules/NAME.yaml, rules/NAME.rhai, rules/tests/NAME.yaml, or under templates/ a file that ends in .html, .txt, .typ, .docx, .odt, .png, .jpg, .jpeg or .svg.
editor-not-utf8 = the file is no text in UTF-8: download it, mend it and upload it again
editor-copy = Begin with a copy of
editor-copy-none = nothing
editor-new-begin = Create
editor-upload = Upload files
editor-place = Folder
editor-place-hint = Files of the same names are replaced, all of them or none.
editor-upload-files = Files
editor-upload-send = Upload
editor-upload-failed = The upload did not arrive whole, or is too large.
editor-upload-empty = No file was chosen.
editor-is-new = new
editor-changed = Last changed { $at } by { $author }
editor-by-disk = disk
editor-conflict = The file changed meanwhile
editor-conflict-why = Somebody saved it after you opened it; nothing of yours was written. The lines below lead from what is on disk now to your text. Saving again replaces what is there.
editor-conflict-gone = Somebody deleted it after you opened it; nothing of yours was written. Saving again makes it anew.
editor-changed-meanwhile = The file changed meanwhile. Nothing was written.
editor-text = Text
editor-text-of = Text of { $file }
editor-comment-why = Why (comment of the revision)
editor-save = Save
editor-check = Check
editor-refused = Not saved: these mistakes are in the way.
editor-no-problems = No mistakes.
editor-error = mistake
editor-warning = warning
editor-numbered = The text with its line numbers
editor-tests = Rule tests
editor-tests-passed = { $count } passed
editor-tests-failed = { $count } failed
editor-mismatch = { $what }: expected { $expected }, found { $found }
editor-diff = The next batch
editor-diff-why = What this text would change in the next batch, before it is saved.
editor-company = Company
editor-diff-show = Compare the next batch
editor-diff-of = { $batch } of { $company } on { $day }
editor-diff-counts = Counts before and after
editor-reminders = Reminders
editor-items = Items
editor-amount = Amount
editor-diff-causes = By the rule responsible
editor-items-count = { $count ->
    [one] { $count } item
   *[other] { $count } items
}
editor-diff-items = { $count ->
    [one] { $count } item changes
   *[other] { $count } items change
}
editor-customer = Customer
editor-item = Item
editor-due = Due
editor-days-late = Days late
editor-open = Open
editor-before = Before
editor-after = After
editor-cause = Rule responsible
editor-previous-page = Previous page
editor-diff-texts = Mails whose text changes
editor-mails = { $count ->
    [one] { $count } mail
   *[other] { $count } mails
} at { $level } in { $language }
editor-piece-from = Sender
editor-piece-subject = Subject
editor-piece-text = Text
editor-piece-html = HTML
editor-preview = Preview
editor-preview-show = Show
editor-preview-apart = Show on a page of its own
editor-preview-broken = There is no preview as long as the files have mistakes.
editor-preview-nobody = No customer { $customer } with open items, or no customer sees this file.
editor-preview-next = The next reminder at { $level } of { $customer }.
editor-preview-as-if = The next reminder of { $customer } is not at { $level }: this is what it would read at it.
editor-preview-follow-up = Mail of the customer follow-up, about { $customer }.
editor-whole = A file of this kind is replaced as a whole: download it, change it with its own program, upload it again.
editor-replace-by = Replace with
editor-delete = Delete this file
editor-delete-file = Delete { $file }
editor-delete-sure = Delete { $file }? Its history can restore it.
editor-line-before = Before
editor-line-after = After
editor-sign = Change
editor-added = added
editor-removed = removed
editor-line-text = Text
editor-revisions = Revisions of rules and templates
editor-revisions-of = Revisions of { $file }
editor-when = When
editor-who = Who
editor-what = Files
editor-was-new = New
editor-was-changed = Changed
editor-was-deleted = Deleted
editor-more-files = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
editor-is-last = the last one
editor-restore = Restore
editor-restore-gone = Restore (delete)
editor-restore-all = Restore these files
editor-restore-of = Restore the file of { $at }
editor-restore-all-of = Restore the files of { $at }
editor-restore-sure = Put the files on disk back as this revision left them?
editor-restored-comment = Restored from revision { $revision }
editor-no-revisions = No revision is on record yet.
editor-now = Now, on disk
editor-not-there = not there yet
editor-compare = Compare
editor-compare-of = Comparison of { $file }
editor-compared = From { $from } to { $to }
editor-same = Both are the same.
editor-differs-whole = They differ; files of this kind cannot be compared line by line.
editor-back = Back
notice-editor-saved = Saved, and in force.
notice-editor-saved-broken = Saved. Mistakes in other files keep those on disk from being in force.
notice-editor-unchanged = Nothing changed.
notice-editor-deleted = The file is deleted.
notice-editor-restored = Restored, and in force.
