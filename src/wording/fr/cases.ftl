cli-help-test = Joue les tests de règles de rules/tests et dit quelles règles ils couvrent
cli-help-test-files = Seulement ces fichiers, ou les fichiers de ces dossiers
cli-help-test-only = Seulement les cas dont le nom ou la référence contient ce texte
cli-help-test-junit = Écrit les résultats en XML JUnit, pour l’intégration continue
cli-help-test-coverage = Montre quels niveaux, conditions et fonctions aucun cas ne couvre
cli-help-test-json = Affiche des données plutôt que du texte
cli-help-rules-schema-tests = Le schéma des tests de règles (rules/tests/*.yaml) au lieu de celui des règles

# Fichiers de tests de règles
cases-folder-unreadable = le dossier est illisible : { $error }
cases-folder-too-deep = les sous-dossiers sont trop profonds
cases-expected-fate = un niveau tel que N1, reminded, none ou { "{" }none: MOTIF{ "}" } est attendu
cases-customer-twice = le client { $code } figure deux fois
cases-number-twice = la facture { $number } figure deux fois : d’abord à la ligne { $line }
cases-unknown-customer = aucun client n’a le code « { $code } »
cases-unknown-site = aucun site n’a le code « { $code } »
cases-unknown-item = aucune facture ni échéance ne s’appelle « { $name } »
cases-unknown-status = la liste des statuts n’a pas le code « { $code } »
cases-unknown-batch = aucun batch de { $company } ne s’appelle « { $name } »
cases-no-batch = aucun batch n’est prévu pour la société { $company }
cases-due-or-items = donnez due pour une facture à une seule échéance, ou items pour plusieurs échéances
cases-item-twice = deux résultats sont attendus pour { $name }
cases-no-date = le cas n’a pas de date : donnez given.date
cases-expect-or-steps = donnez expect, ou steps avec au moins une exécution
cases-run-or-by-hand = donnez run avec une date pour le batch, ou by_hand avec une date
cases-step-earlier = cette exécution est datée d’avant la précédente
cases-by-hand-only = items, as, levels et again concernent les relances manuelles : donnez by_hand au lieu de run
cases-follow-up-no-levels = le suivi ne relance à aucun niveau : levels et again concernent mail et letter
cases-nothing-expected = rien n’est attendu : donnez items, mails ou after
cases-only-mails-rendered = subject et contains ne valent que pour les mails du batch et ceux des échéances sélectionnées

# Résultats
cases-value = { $text }
cases-quoted = « { $text } »
cases-failure = { $what } : attendu { $expected }, trouvé { $found }
cases-step = étape { $number } ({ $date })
cases-decided = décidé par { $place }  { $rule }
cases-decided-built-in = décidé par le programme lui-même : { $rule }
cases-level-bounds = { $level } de { $lower } à { $upper } jours
cases-level-open = { $level } à partir de { $lower } jours
cases-a-reminder = une relance
cases-no-reminder = aucune relance
cases-no-reminder-because = aucune relance ({ $reason })
cases-no-reminder-unnamed = aucune relance : l’échéance n’est pas citée
cases-found-none = aucune relance ({ $code }) : { $reason }
cases-not-looked-at = rien : l’exécution ne l’examine pas
cases-item-after = { $item }, { $what } après l’exécution
cases-after-level = niveau
cases-after-reminded = dernière relance
cases-after-comment = commentaire
cases-after-expected-payment = date de règlement attendue
cases-after-holds = blocages
cases-mails = mails
cases-mail-about = mail sur { $items }, { $field }
cases-mail-found = { $level } à { $to } sur { $items }
cases-mail-to = { $level } à { $to }
cases-mail-with = { $level } sur { $items }
cases-postponement = une relance reporte la date de règlement de { $days } jours
cases-no-such-mail = aucun mail qui corresponde
cases-no-further-mail = aucun autre mail
cases-field-level = niveau
cases-field-to = destinataires
cases-field-cc = copies
cases-field-items = échéances
cases-field-result = résultat
cases-field-language = langue
cases-field-subject = objet
cases-field-text = texte
cases-not-in-mail = un mail qui ne le contient pas
cases-a-mail = un mail
cases-not-rendered = aucun : { $error }
cases-sent = envoyé
cases-refused = refusé par le serveur
cases-nothing = Aucun test de règles : il n’y en a pas sous { $folder }, ou aucun ne correspond.
cases-file-passed = { $file } : { $count } cas
cases-file-failed = { $file } : { $failed } cas sur { $count } en échec
cases-all-passed = { $count } cas dans { $files ->
    [one] { $files } fichier
   *[other] { $files } fichiers
} : tout est conforme ({ $seconds } s)
cases-some-failed = { $failed } cas sur { $count } dans { $files ->
    [one] { $files } fichier
   *[other] { $files } fichiers
} en échec ({ $seconds } s)

# Couverture
cases-covered = couverture : { $count ->
    [one] la seule règle est couverte
   *[other] les { $count } règles sont couvertes
}
cases-not-covered = couverture : { $exercised } règles sur { $count } ; non couvertes : { $missing }
cases-coverage = Couverture : { $exercised } règles couvertes sur { $count }
cases-only-asked = examinée, sans effet
cases-part-level = niveau { $level }
cases-part-excluded = jours { $bounds } affectés à NA
cases-part-exclusion = exclusion « { $name } »
cases-part-filter-leaves = filtre de { $batch } : ce qu’il écarte
cases-part-filter-takes = filtre de { $batch } : ce qu’il retient
cases-part-hook = fonction { $name }
cases-part-source = destinataires d’après { $source }
cases-part-method = mode de règlement { $method } jamais relancé
cases-part-minimum = montant minimum en { $currency }
cases-part-creditors = clients créditeurs
cases-part-bornerel = option RELCLI_BORNEREL
cases-part-fc-contact = option FC_CONTACT_CLI_FACT
cases-no-customer = une facture demande un client à facturer, et il n’y en a pas
cases-nothing-afterwards = rien n’est regardé ensuite : donnez level, reminded, comment, expected_payment ou holds
