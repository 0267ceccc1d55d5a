# Fichiers
rules-folder-unreadable = le dossier des règles est illisible : { $error }
rules-folder-empty = le dossier ne contient aucune règle : au moins un fichier *.yaml est attendu
rules-file-unreadable = le fichier est illisible : { $error }
rules-file-too-large = le fichier dépasse { $limit } octets
rules-not-utf8 = le texte n’est pas en UTF-8 : enregistrez le fichier en UTF-8
rules-no-templates = ce dossier de modèles n’existe pas
rules-yaml-limit = plus que ne peut contenir un fichier de règles : un seul document, au plus { $depth } niveaux d’imbrication, peu d’alias
rules-yaml-syntax = YAML illisible : { $error }

# Clés et valeurs
rules-unknown-key = clé inconnue « { $key } »
rules-key-twice = la clé « { $key } » figure deux fois : d’abord à la ligne { $line }
rules-missing-key = la clé « { $key } » manque
rules-missing-section = la section « { $section } » manque
rules-section-twice = la section « { $section } » figure déjà dans { $file }
rules-found = trouvé : { $found }
rules-found-nothing = rien
rules-found-switch = { $value }
rules-found-number = le nombre { $text }
rules-found-text = le texte « { $text } »
rules-found-list = une liste
rules-found-mapping = des clés avec leurs valeurs
rules-bad-value = « { $text } » ne convient pas ici
rules-expected-section = clés attendues : { $keys }
rules-expected-one-of = attendu, au choix : { $known }
rules-expected-mapping = des clés avec leurs valeurs sont attendues
rules-expected-levels = des niveaux par code, tels que N1, et NA sont attendus
rules-expected-list = une liste est attendue
rules-expected-text = un texte est attendu (entre guillemets s’il ressemble à un nombre, à true ou à false)
rules-expected-switch = true ou false est attendu
rules-expected-whole = un nombre entier de { $low } à { $high } est attendu
rules-expected-amount = un montant tel que 40.00, non négatif, est attendu
rules-expected-currency = un code de devise ISO 4217 tel que EUR est attendu
rules-expected-language = un code de langue tel que fr est attendu
rules-expected-time-zone = un fuseau horaire tel que Europe/Paris est attendu
rules-expected-cron = cinq champs cron sont attendus : minute, heure, jour du mois, mois, jour de la semaine
rules-expected-email = une adresse e-mail est attendue
rules-expected-code = un code de 1 à 40 caractères sans espace est attendu
rules-expected-level-code = le code d’un niveau, tel que N1, est attendu
rules-expected-template = un dossier de modèles, tel que mail/N1, est attendu
rules-expected-iban = un IBAN à la clé de contrôle exacte est attendu
rules-expected-bic = un BIC de 8 ou 11 caractères est attendu

# Sociétés, niveaux, batchs
rules-no-companies = aucune société n’est définie
rules-company-twice = la société { $code } est définie deux fois : d’abord à la ligne { $line }
rules-no-levels = aucun niveau n’est défini
rules-inverted-bounds = { $name } : la borne inférieure { $lower } dépasse la borne supérieure { $upper }
rules-overlapping-bounds = les bornes { $bounds } de { $level } chevauchent les bornes { $other_bounds } de { $other } : tant que RELCLI_BORNEREL est inactif, un jour de retard ne peut avoir qu’un niveau
rules-gapped-bounds = aucun niveau ne couvre les jours { $from } à { $to } entre { $earlier } et { $level }
rules-expected-no-gap = le début attendu est { $day }, ou bien ces jours affectés à NA
rules-open-level-not-last = { $open } n’a pas de borne supérieure, mais { $level } vient après
rules-levels-not-rising = { $level } commence avant { $earlier }, écrit au-dessus : les niveaux s’écrivent en ordre croissant
rules-two-subjects = { $level } a un objet fixe et un modèle d’objet : n’en donnez qu’un
rules-no-subject = { $level } n’a pas d’objet : donnez subject, ou subject_template: true
rules-missing-template = aucun modèle « { $template } » dans une langue de la société
rules-missing-template-file = { $file } manque
rules-no-recipient-sources = aucune source de destinataires n’est donnée
rules-source-twice = la source { $name } figure deux fois
rules-exclusion-twice = l’exclusion « { $name } » figure deux fois
rules-batch-twice = le batch { $name } est défini deux fois : d’abord à la ligne { $line }
rules-status-twice = le statut { $code } est défini deux fois : d’abord à la ligne { $line }
rules-schedule-without-zone = la planification n’a pas de fuseau horaire : donnez time_zone
rules-unknown-company = aucune société n’a le code { $code }
rules-unknown-level = aucun niveau n’a le code { $code }
rules-excluded-level-in-filter = NA n’est jamais relancé et ne peut pas servir de filtre

# Scripts
rules-script-syntax = syntaxe du script : { $error }
rules-script-incomplete = le script s’arrête trop tôt : une parenthèse ou une accolade n’est pas fermée
rules-script-reserved = « { $word } » ne peut pas servir dans les scripts
rules-script-expression-too-deep = l’expression est trop imbriquée
rules-script-statement = les scripts ne contiennent que des fonctions ; cette instruction ne s’exécuterait jamais
rules-function-twice = la fonction { $name } est définie deux fois
rules-first-is-at = la première est en { $place }
rules-unknown-hook = { $name } n’est pas une fonction que Relance appelle, et aucune autre ne l’appelle
rules-expected-hook = les fonctions que Relance appelle sont { $known }
rules-hook-arity = la fonction { $hook } prend ici { $found ->
    [one] { $found } argument
   *[other] { $found } arguments
}
rules-expected-arity = { $count ->
    [one] { $count } argument est attendu
   *[other] { $count } arguments sont attendus
}
rules-undefined-variable = variable inconnue « { $name } »
rules-unknown-property = { $object } n’a pas de propriété « { $name } »
rules-unknown-function = fonction inconnue « { $name } »
rules-condition-not-bool = la condition donne { $found }, et non true ou false
rules-no-such-condition = la condition appartient à d’autres règles
rules-script-too-much = le script dépasse { $kib } Kio : répartissez-le en plusieurs fichiers
rules-script-too-long = le script a fait plus de { $limit } opérations : une boucle sans fin ?
rules-script-too-deep = le script a appelé des fonctions sur plus de { $limit } niveaux
rules-script-too-large = le script a produit un texte de plus de { $text } octets, une liste de plus de { $list } éléments ou une table trop grande
rules-script-no-such-operation = opération inexistante : { $operation }
rules-script-wrong-type = { $wanted } est attendu, le script donne { $found }
rules-script-nothing-there = il peut n’y avoir rien dont prendre « { $property } » : écrivez ?.{ $property }, ou comparez d’abord avec ()
rules-script-thrown = le script a renoncé : { $value }
rules-script-failed = le script a échoué : { $error }
rules-script-forbidden = { $name } ne peut pas servir dans les scripts
rules-script-bad-date = « { $text } » n’est pas une date telle que "2026-11-24"
rules-script-far-date = la date est hors limites
rules-wrong-answer = la fonction { $hook } donne { $found } ; { $expected }
rules-answer-eligible = (), true, ou le motif du refus en texte est attendu
rules-answer-level = (), le code d’un niveau en texte, ou "NA" est attendu
rules-answer-recipients = une table avec to et cc seulement est attendue
rules-answer-addresses = (), une adresse en texte, ou une liste d’adresses est attendue
rules-answer-group-key = (), un texte ou un nombre entier est attendu
rules-answer-subject = () ou un texte est attendu
rules-subject-not-one-line = la fonction subject donne un texte vide ou sur plusieurs lignes
