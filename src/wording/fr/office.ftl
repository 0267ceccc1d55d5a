# Ce qui ne va pas dans un document de traitement de texte
office-compound = protégé par un mot de passe, ou dans l’ancien format de Word : enregistrez-le sans mot de passe en .docx ou .odt
office-too-large = { $size } octets, un document en compte au plus { $limit }
office-not-zip = ni un document DOCX ni un document ODT, ou endommagé : { $error }
office-too-many-files = { $count } fichiers dans le document, il y en a au plus { $limit }
office-name-twice = un fichier figure deux fois dans le document
office-file-corrupt = le fichier « { $name } » du document est endommagé : { $error }
office-name-outside = le fichier « { $name } » du document mène hors de celui-ci
office-encrypted = protégé par un mot de passe ({ $name }) : enregistrez-le sans mot de passe
office-unpacks-too-large = décompressé, le document dépasse { $limit } octets
office-file-too-large = le fichier « { $name } » du document dépasse { $limit } octets une fois décompressé
office-picture-too-large = l’image « { $name } » compte { $size } octets, une image en compte au plus { $limit }
office-picture-pixels = l’image « { $name } » compte { $pixels } pixels, une image en compte au plus { $limit }
office-not-written = le document ne peut pas être écrit : { $error }
office-neither = ni un document DOCX ni un document ODT
office-other-format = c’est un document { $found } sous une autre extension
office-other-type = pas un document de texte ({ $found }) : enregistrez-le en .docx ou .odt
office-macros = contient des macros ({ $name }) : enregistrez-le en .docx ou .odt sans elles
office-part-missing = endommagé : le fichier « { $name } » du document manque
office-external = renvoie hors du document ({ $target }) : insérez l’objet dans le document au lieu de le lier
office-part-too-large = dépasse { $limit } octets
office-not-utf8 = pas du texte UTF-8
office-not-xml = pas du XML bien formé : { $detail }
office-dtd = contient un type de document (DTD), qu’aucun traitement de texte n’écrit
office-entity = renvoie à « { $name } », qui n’est pas défini
office-too-deep = éléments imbriqués sur plus de { $limit } niveaux
office-in-file = { $name } du document : { $problem }

# Où dans un document
office-header = en-tête
office-footer = pied de page
office-notes = notes
office-styles = en-têtes et pieds de page
office-in-part = { $part } : { $problem }
office-in-paragraph = paragraphe { $number } (« { $text } ») : { $problem }
office-in-paragraph-of = { $part }, paragraphe { $number } (« { $text } ») : { $problem }

# Ce qui ne va pas dans ses balises
office-tag-open = la balise « { $tag } » n’a pas de fin dans ce paragraphe ou cette cellule ; une balise tient tout entière dans un paragraphe
office-tag-stray = « { $end } » ne termine aucune balise : écrivez « {"{{"} » ou « {"{%"} » là où la balise commence
office-tag-unknown = il n’y a pas de balise « { $tag } » dans les documents : il y a if, elif, else, for, set, with et do
office-tag-closes-nothing = « { $tag } » n’a rien avant elle à quoi se rapporter
office-tag-crossed = « { $tag } » trouvée là où « { $expected } » était attendue, pour « { $open } » du paragraphe { $paragraph }
office-tag-not-closed = « { $tag } » n’est suivie d’aucune « { $expected } »
office-tag-over-cells = « { $tag } » et « { $open } » du paragraphe { $paragraph } sont dans des cellules différentes d’une ligne : pour répéter ou omettre une ligne, mettez chacune seule dans sa propre ligne, l’une avant et l’autre après
office-tag-elsewhere = « { $tag } » n’est pas placée comme « { $open } » du paragraphe { $paragraph } : mettez les deux dans un même paragraphe, ou chacune seule dans son paragraphe, ou chacune seule dans sa ligne de tableau
office-paragraph-not-alone = « {"{%p"} … %{"}"} » demande un paragraphe qui ne contient rien d’autre, et qui disparaît alors
office-row-not-alone = « {"{%tr"} … %{"}"} » demande une ligne de tableau qui ne contient rien d’autre, et qui disparaît alors
office-row-outside-table = « {"{%tr"} … %{"}"} » n’est dans aucune ligne de tableau

# Ce qui ne va pas dans un document rempli
office-broken = ce qui est imprimé sans échappement n’est pas bien formé ici : { $detail } ; enlevez le filtre « safe »
office-filled-too-large = le document rempli dépasse { $limit } octets
