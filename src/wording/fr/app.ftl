did-you-mean = vouliez-vous dire « { $word } » ?

# Pourquoi quelque chose n'a pas pu être fait
app-files = { $count ->
    [one] { $count } erreur dans les règles ou les modèles
   *[other] { $count } erreurs dans les règles ou les modèles
}
app-unknown-batch = le batch « { $name } » n'existe pas ; les règles connaissent : { $known }
app-no-batch = les règles n’ont aucun batch
app-unknown-company = la société « { $name } » n'existe pas ; les règles connaissent : { $known }
app-which-company = plusieurs sociétés : nommez-en une avec --company ({ $known })
app-company-not-in-batch = le batch { $batch } ne concerne pas la société { $company }
app-older-than-last-run = la date { $date } est antérieure à celle de la dernière exécution, { $last } ; pour continuer malgré tout, donnez un motif avec --force, il est gardé dans l'historique
app-unfinished = l'exécution { $run } n'est pas arrivée à son terme : reprenez-la avec « relance resume » ou abandonnez-la avec « relance cancel { $run } »
app-server-missing = l'exécution { $run } partait par un serveur de messagerie, et RELANCE_SMTP_URL n'en nomme plus : ses mails n'iraient que dans un dossier
app-nothing-to-resume = aucune exécution n'a été interrompue
app-unknown-run = l'exécution { $run } n'existe pas
app-not-a-plan = l'exécution { $run } n'est pas un plan enregistré (état : { $state })
app-nothing-to-retry = rien à réessayer dans l'exécution { $run } : elle n'est pas terminée ou rien n'a échoué
app-data-changed = les données du plan { $run } ont changé depuis son enregistrement ; les relances seraient différentes pour : { $customers }. Refaites un aperçu
app-data-changed-elsewhere = les données du plan { $run } ont changé depuis son enregistrement, même si ses relances seraient les mêmes. Refaites un aperçu
app-unknown-item = l'échéance « { $name } » n'existe pas ; nommez une facture (FA26012) ou l'une de ses échéances (FA26012/2)
app-no-message = la relance { $reminder } n'existe pas
app-dispatch = { $cause }. Ce qui est parti est enregistré ; « relance resume » reprend l'exécution { $run }
app-file = { $path } : { $error }
app-worker = un fil d'exécution du programme s'est interrompu
app-not-empty = cette base contient d'autres données (dernier import : { $source }) ; les données de démonstration demandent une base à part, voir --database

# Étapes d'un long travail
app-stage-reading = Lecture des lignes
app-stage-storing = Enregistrement des lignes
app-stage-planning = Planification des clients
app-stage-sending = Envoi des relances

# Ce à quoi penser avant un batch
app-warn-flood = { $count } relances, bien plus que les { $usual } habituelles. Si beaucoup a été relancé à la main, le paramètre RELCLI_BORNEREL espace les relances automatiques à partir de la dernière
app-warn-flood-bornerel = { $count } relances, bien plus que les { $usual } habituelles
app-warn-flood-first = { $count } relances pour une première exécution. Si beaucoup a été relancé à la main auparavant, le paramètre RELCLI_BORNEREL espace les relances automatiques à partir de la dernière
app-warn-flood-first-bornerel = { $count } relances pour une première exécution
app-warn-old-payments = { $days ->
    [one] les règlements sont connus jusqu'au { $date }, { $days } jour avant la date du batch : des clients ont pu payer depuis
   *[other] les règlements sont connus jusqu'au { $date }, { $days } jours avant la date du batch : des clients ont pu payer depuis
}
app-warn-payments-unknown = nul ne sait jusqu'à quel jour les règlements sont connus : des clients ont pu déjà payer
app-warn-unrendered = { $count ->
    [one] { $count } relance n'a pas pu être composée ; ses échéances sont laissées de côté
   *[other] { $count } relances n'ont pas pu être composées ; leurs échéances sont laissées de côté
}
app-warn-bad-addresses = { $count ->
    [one] { $count } adresse est inutilisable et a été ignorée
   *[other] { $count } adresses sont inutilisables et ont été ignorées
}
app-rules-of-run = Les règles avec lesquelles l’exécution { $run } a été planifiée ne sont pas dans la base. « relance cancel { $run } » y renonce.
