# What is wrong with template files
render-unreadable = cannot be read: { $error }
render-file-name = the file name “{ $name }” is not Unicode
render-outside = a link that leads outside the folder of the templates
render-too-deep = folders within folders, more than { $limit } deep
render-too-large = { $size } bytes, a template file has at most { $limit }
render-not-utf8 = not UTF-8 text
render-file-missing = this file is missing
render-expected-parts = the mail of a level in one language is body.html and body.txt, and subject.txt where the subject comes from a template
render-no-folder = no mail here, though level { $level } names it
render-no-company-language = no mail in { $language }, the language of company { $company }
render-no-late-interest = the rules of company { $company } do not word the late interest in { $language } (legal.late_interest): its mails will not mention it

# What is wrong in a template
render-syntax = syntax error: { $detail }
render-undefined = “{ $name }” is undefined
render-unknown-filter = there is no filter “{ $name }”
render-unknown-function = there is no function “{ $name }”
render-unknown-test = there is no test “{ $name }”
render-template-missing = there is no template “{ $name }”
render-template-outside = there is no template “{ $name }”: templates are named from the folder of the templates, and nothing outside it can be reached
render-fuel = takes too long or writes too much: stopped after { $limit } steps
jinja-tag = this tag is longer than { $limit } words and signs; set a part of it before
jinja-elif = more than { $limit } {"{% elif %}"} in one template
jinja-plus = + adds up numbers, and one side has to be plainly one: write |int after it, or ~ to put texts together
jinja-times = * multiplies numbers, and both sides have to be plainly ones: write |int after them
jinja-literal = a list written in a template holds plain texts and numbers; lists of anything stand right after in or before |join
jinja-kept = a name cannot be given to this: write |list after it, or use it where it is
jinja-namespace = a namespace, made by {"{% set name = namespace(…) %}"}, holds plain texts, numbers, and yes or no: write |string, |int or |bool after the value
jinja-map = map takes attribute="…" here, and nothing else
render-nothing-to-print = there is nothing to print here; put an {"{% if %}"} around it
render-filter-takes = the filter { $filter } takes { $expected }, found { $found }
render-an-amount = an amount
render-a-date = a date
render-a-whole-number = a whole number
render-another-kind = another kind of value
render-a-number = a number
render-a-text = a text
render-filter-word = the filter { $filter } knows “{ $one }” and “{ $two }”, not “{ $found }”
render-fill-place = nothing is given for place { $place } of the text
render-word-not-text = “{ $name }” is not a text: this file sets texts only
render-verbatim = { $detail }
render-at = { $detail }: “{ $excerpt }”
render-part-too-large = this part of the mail is larger than { $limit } bytes

# Why a reminder has no mail
render-level-without-mail = the rules name no mail for level { $level }
render-no-language = { $folder } has no templates in { $languages }
render-empty-subject = the subject is empty
render-address-domain = { $address }: the part after the @ is not the name of a host
render-date = { $date } is not a date that a mail can bear
render-message-id = “{ $id }” cannot be a Message-ID
render-failed = { $place }: { $message }
