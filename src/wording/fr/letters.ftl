# La composition d’un courrier
letters-typst = { $detail }
letters-source-too-large = le texte à composer dépasse { $limit } octets
letters-too-many-pages = plus de { $limit } pages
letters-too-long = la composition dure plus de { $seconds } secondes : y a-t-il une boucle sans fin ?
letters-typesetter-failed = le logiciel de composition a échoué sur ce texte
letters-image-file = image de { $size } octets, { $limit } au plus sont admis
letters-image-pixels = image de { $width } × { $height } pixels, { $limit } au plus dans chaque sens sont admis
letters-image-unreadable = ce n’est pas une image PNG, JPEG ou SVG

# Pourquoi il n’y a pas de courrier
letters-level-without-letter = le niveau { $level } n’a pas de courrier : ses règles ne nomment aucun dossier de courriers (letter: letter/{ $level })
letters-without-address = aucune adresse postale
letters-no-format = { $folder } n’a pas de courrier { $format } dans une langue de cette relance
letters-no-subject = pas d’objet : un courrier le tient du fichier subject.txt de son dossier ou du mail de son niveau
letters-no-folder = aucun courrier ici, bien que le niveau { $level } nomme ce dossier
letters-expected-files = le courrier d’un niveau dans une langue est letter.typ (pour le PDF), letter.html, letter.docx ou letter.odt
letters-no-company-language = aucun courrier en { $language }, la langue de la société { $company }
