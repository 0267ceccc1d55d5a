# Typesetting a letter
letters-typst = { $detail }
letters-source-too-large = the text to typeset is larger than { $limit } bytes
letters-too-many-pages = more than { $limit } pages
letters-too-long = typesetting takes longer than { $seconds } seconds: is there an endless loop?
letters-typesetter-failed = the typesetter failed on this text
letters-image-file = an image of { $size } bytes, at most { $limit } are allowed
letters-image-pixels = an image of { $width } × { $height } pixels, at most { $limit } in each direction are allowed
letters-image-unreadable = no PNG, JPEG or SVG image

# Why there is no letter
letters-level-without-letter = level { $level } has no letter: its rules name no folder of letters (letter: letter/{ $level })
letters-without-address = no postal address
letters-no-format = { $folder } has no { $format } letter in a language of this reminder
letters-no-subject = no subject: a letter takes it from subject.txt of its folder or of its level’s mail
letters-no-folder = no letter here, though level { $level } names it
letters-expected-files = the letter of a level in one language is letter.typ (for PDF), letter.html, letter.docx or letter.odt
letters-no-company-language = no letter in { $language }, the language of company { $company }
