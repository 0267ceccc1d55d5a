# Typesetting a letter
letters-typst = { $detail }
letters-source-too-large = the text to typeset is larger than { $limit } bytes
letters-too-many-pages = more than { $limit } pages
letters-too-long = typesetting takes longer than { $seconds } seconds: is there an endless loop?
letters-typesetter-failed = the typesetter failed on this text
letters-image-file = an image of { $size } bytes, at most { $limit } are allowed
letters-image-pixels = an image of { $width } × { $height } pixels, at most { $limit } in each direction are allowed
letters-image-unreadable = no PNG, JPEG or SVG image
