# What is wrong with a document of a word processor
office-compound = protected by a password, or in the old format of Word: save it without a password as .docx or .odt
office-too-large = { $size } bytes, a document has at most { $limit }
office-not-zip = neither a DOCX nor an ODT document, or damaged: { $error }
office-too-many-files = { $count } files in the document, there are at most { $limit }
office-name-twice = a file stands twice in the document
office-file-corrupt = the file “{ $name }” in the document is damaged: { $error }
office-name-outside = the file “{ $name }” in the document leads out of it
office-encrypted = protected by a password ({ $name }): save it without one
office-unpacks-too-large = unpacked, the document is larger than { $limit } bytes
office-file-too-large = the file “{ $name }” in the document is larger than { $limit } bytes when unpacked
office-picture-too-large = the picture “{ $name }” has { $size } bytes, a picture has at most { $limit }
office-picture-pixels = the picture “{ $name }” has { $pixels } pixels, a picture has at most { $limit }
office-not-written = the document cannot be written: { $error }
office-neither = neither a DOCX nor an ODT document
office-other-format = this is an { $found } document under another extension
office-other-type = not a text document ({ $found }): save it as .docx or .odt
office-macros = has macros ({ $name }): save it as .docx or .odt without them
office-part-missing = damaged: the file “{ $name }” in the document is missing
office-external = refers to something outside the document ({ $target }): insert it into the document instead of linking it
office-part-too-large = larger than { $limit } bytes
office-not-utf8 = not UTF-8 text
office-not-xml = not well-formed XML: { $detail }
office-dtd = has a document type (DTD), which no word processor writes
office-entity = refers to “{ $name }”, which is not defined
office-too-deep = elements within elements, more than { $limit } deep
office-in-file = { $name } in the document: { $problem }

# Where in a document
office-header = header
office-footer = footer
office-notes = notes
office-styles = headers and footers
office-in-part = { $part }: { $problem }
office-in-paragraph = paragraph { $number } (“{ $text }”): { $problem }
office-in-paragraph-of = { $part }, paragraph { $number } (“{ $text }”): { $problem }

# What is wrong with its tags
office-tag-open = the tag “{ $tag }” has no end in this paragraph or table cell; a tag stands wholly in one paragraph
office-tag-stray = “{ $end }” ends no tag: write “{"{{"}” or “{"{%"}” where the tag begins
office-tag-unknown = there is no tag “{ $tag }” in documents: there are if, elif, else, for, set, with and do
office-tag-closes-nothing = “{ $tag }” has nothing before it that it could belong to
office-tag-crossed = “{ $tag }” found where “{ $expected }” was expected, for “{ $open }” of paragraph { $paragraph }
office-tag-not-closed = “{ $tag }” has no “{ $expected }” after it
office-tag-over-cells = “{ $tag }” and “{ $open }” of paragraph { $paragraph } stand in different cells of a row: to repeat or omit a row, put each alone in a row of its own, one before and one after it
office-tag-elsewhere = “{ $tag }” does not stand as “{ $open }” of paragraph { $paragraph } does: put both into one paragraph, or each alone into a paragraph of its own, or each alone into a table row of its own
office-paragraph-not-alone = “{"{%p"} … %{"}"}” needs a paragraph that holds nothing else, which then goes
office-row-not-alone = “{"{%tr"} … %{"}"}” needs a table row that holds nothing else, which then goes
office-row-outside-table = “{"{%tr"} … %{"}"}” stands in no table row

# What is wrong with a filled document
office-broken = what is printed unescaped is not well-formed here: { $detail }; leave out the filter “safe”
office-filled-too-large = the filled document is larger than { $limit } bytes
