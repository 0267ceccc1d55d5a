# La composition d’une lettre
letters-typst = { $detail }
letters-source-too-large = le texte à composer dépasse { $limit } octets
letters-too-many-pages = plus de { $limit } pages
letters-too-long = la composition dure plus de { $seconds } secondes : y a-t-il une boucle sans fin ?
letters-typesetter-failed = le logiciel de composition a échoué sur ce texte
letters-image-file = image de { $size } octets, { $limit } au plus sont admis
letters-image-pixels = image de { $width } × { $height } pixels, { $limit } au plus dans chaque sens sont admis
letters-image-unreadable = ce n’est pas une image PNG, JPEG ou SVG
