# Ce qui ne va pas dans les fichiers de modèles
render-unreadable = lecture impossible : { $error }
render-file-name = le nom de fichier « { $name } » n’est pas en Unicode
render-outside = un lien qui mène hors du dossier des modèles
render-too-deep = dossiers imbriqués sur plus de { $limit } niveaux
render-too-large = { $size } octets, un fichier de modèle en compte au plus { $limit }
render-not-utf8 = ce n’est pas du texte UTF-8
render-file-missing = ce fichier manque
render-expected-parts = le mail d’un niveau dans une langue se compose de body.html et de body.txt, et de subject.txt si l’objet vient d’un modèle
render-no-folder = aucun mail ici, bien que le niveau { $level } le désigne
render-no-company-language = aucun mail en { $language }, la langue de la société { $company }
render-no-late-interest = les règles de la société { $company } ne formulent pas les pénalités de retard en { $language } (legal.late_interest) : ses mails n’en parleront pas

# Ce qui ne va pas dans un modèle
render-syntax = erreur de syntaxe : { $detail }
render-undefined = « { $name } » n’est pas défini
render-unknown-filter = le filtre « { $name } » n’existe pas
render-unknown-function = la fonction « { $name } » n’existe pas
render-unknown-test = le test « { $name } » n’existe pas
render-template-missing = le modèle « { $name } » n’existe pas
render-template-outside = le modèle « { $name } » n’existe pas : les modèles sont nommés depuis le dossier des modèles et rien n’est accessible en dehors
render-fuel = trop long ou trop volumineux : arrêté après { $limit } étapes
jinja-tag = cette balise dépasse { $limit } mots et signes ; définissez-en une partie avant
jinja-elif = plus de { $limit } {"{% elif %}"} dans un même modèle
jinja-plus = + additionne des nombres, et un côté doit en être un à coup sûr : écrivez |int après lui, ou ~ pour accoler des textes
jinja-times = * multiplie des nombres, et les deux côtés doivent en être à coup sûr : écrivez |int après eux
jinja-literal = une liste écrite dans un modèle contient des textes et des nombres simples ; une liste d’autre chose se place juste après in ou avant |join
jinja-kept = on ne peut pas donner de nom à ceci : écrivez |list après, ou utilisez-le sur place
jinja-namespace = un espace de noms, créé par {"{% set nom = namespace(…) %}"}, contient des textes, des nombres, et des oui ou non simples : écrivez |string, |int ou |bool après la valeur
jinja-map = map prend ici attribute="…", et rien d’autre
render-nothing-to-print = rien à écrire ici ; entourez-le d’un {"{% if %}"}
render-filter-takes = le filtre { $filter } prend { $expected }, pas { $found }
render-an-amount = un montant
render-a-date = une date
render-a-whole-number = un nombre entier
render-another-kind = une autre sorte de valeur
render-a-number = un nombre
render-a-text = un texte
render-filter-word = le filtre { $filter } connaît « { $one } » et « { $two } », pas « { $found } »
render-fill-place = rien n’est donné pour la place { $place } du texte
render-word-not-text = « { $name } » n’est pas un texte : ce fichier ne définit que des textes
render-verbatim = { $detail }
render-at = { $detail } : « { $excerpt } »
render-part-too-large = cette partie du mail dépasse { $limit } octets

# Pourquoi une relance n’a pas de mail
render-level-without-mail = les règles ne donnent pas de mail au niveau { $level }
render-no-language = { $folder } n’a pas de modèles en { $languages }
render-empty-subject = l’objet est vide
render-address-domain = { $address } : ce qui suit le @ n’est pas un nom d’hôte
render-date = { $date } n’est pas une date qu’un mail puisse porter
render-message-id = « { $id } » ne peut pas être un Message-ID
render-failed = { $place } : { $message }
