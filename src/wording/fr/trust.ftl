# La chaîne de l’historique
trust-stage-verifying = vérification de l’historique
trust-entries-missing = les maillons à partir du { $position } ont disparu de la chaîne
trust-entry-changed = le maillon ne découle pas du précédent : il a été modifié ou ajouté
trust-row-missing = la ligne a disparu
trust-row-changed = la ligne n’est plus celle qui a été scellée
trust-text-changed = « { $text } » n’est plus ce qui a été scellé
trust-erased-unrecorded = « { $text } » a été effacé sans trace d’un effacement
trust-row-inserted = la ligne a été glissée parmi de plus anciennes
trust-erasure-changed = l’effacement { $erasure } ne correspond pas à sa trace
trust-head-not-found = la chaîne ne contient pas la tête conservée ({ $head }) : sa fin a été coupée, ou elle a été réécrite
trust-at-row = { $kind } { $row }, pas encore scellée : { $what }
trust-at-entry = maillon { $position } ({ $kind } { $row }) : { $what }
trust-intact = { $count ->
    [one] L’historique est intact : { $count } maillon.
   *[other] L’historique est intact : { $count } maillons.
}
trust-broken = L’historique a été falsifié : { $flaw }.
trust-holds-to = { $count ->
    [one] Jusque-là, { $count } maillon tient.
   *[other] Jusque-là, { $count } maillons tiennent.
}
trust-erased-texts = { $count ->
    [one] { $count } texte a été effacé ; l’effacement est tracé.
   *[other] { $count } textes ont été effacés ; les effacements sont tracés.
}
trust-unsealed = { $count ->
    [one] { $count } ligne n’est pas encore scellée, enregistrée { $since } (il y a { $minutes } min).
   *[other] { $count } lignes ne sont pas encore scellées, la plus ancienne enregistrée { $since } (il y a { $minutes } min).
}
trust-keep-head = Conservez cette tête ailleurs : { $head }
trust-sealed = { $count ->
    [one] { $count } ligne scellée. Tête : { $head }
   *[other] { $count } lignes scellées. Tête : { $head }
}

# Les données personnelles
trust-unknown-person = personne ne s’appelle « { $name } » ici ; attendu : CLIENT/CONTACT ou une adresse e-mail connue
trust-several-people = « { $name } » est l’adresse de plusieurs contacts : { $contacts } ; nommez l’un d’eux
trust-person-waits = l’exécution { $run } contient une relance à cette personne qui attend d’être envoyée ou confirmée ; envoyez-la ou annulez-la d’abord
trust-not-erased = personne du nom de « { $name } » n’a été effacé
trust-traces = { $person } : { $reminders ->
    [one] { $reminders } relance
   *[other] { $reminders } relances
}, { $records ->
    [one] { $records } ligne d’historique
   *[other] { $records } lignes d’historique
}, { $elsewhere ->
    [one] { $elsewhere } texte ailleurs
   *[other] { $elsewhere } textes ailleurs
}.
trust-confirm-erasure = Effacer définitivement les données de cette personne ? [oui/non]
trust-not-confirmed = Pas de confirmation : rien n’a été effacé. (--yes continue sans demander.)
trust-erased = Effacé ; { $pseudonym } prend sa place : { $reminders ->
    [one] { $reminders } relance
   *[other] { $reminders } relances
}, { $texts ->
    [one] { $texts } texte de l’historique
   *[other] { $texts } textes de l’historique
}, { $elsewhere ->
    [one] { $elsewhere } texte ailleurs
   *[other] { $elsewhere } textes ailleurs
}.
trust-shared-stay = D’autres utilisent aussi ces adresses, elles restent : { $addresses }
trust-not-imported-again = Les imports écartent désormais ce contact ; effacez-le aussi dans l’ERP. « relance contact readmit » l’accepte de nouveau.
trust-exported = Écrit dans { $folder } : contact.json et { $count ->
    [one] { $count } message.
   *[other] { $count } messages.
}
trust-readmitted = Les imports acceptent de nouveau ce contact.
trust-import-left-out = { $count ->
    [one] { $count } contact a été écarté : il avait été effacé.
   *[other] { $count } contacts ont été écartés : ils avaient été effacés.
}

# La conservation
trust-expected-period = attendu : des jours, des mois ou des années, comme 30d, 6m ou 3y ; ou none : pour toujours
trust-kept-for-ever = Selon les règles, tout est conservé pour toujours (section « retention »).
trust-column-section = Section
trust-column-period = Conservé
trust-column-before = Antérieur au
trust-column-to-go = À effacer
trust-column-gone = Effacé

# Les sauvegardes
trust-stage-copying = copie de la base
trust-stage-packing = compression
trust-stage-reading = lecture de la sauvegarde
trust-exists = { $path } existe déjà ; rien n’a été écrit
trust-archive-file = { $path } : { $cause }
trust-not-a-backup = { $path } n’est pas une sauvegarde de Relance, ou elle est endommagée ({ $cause })
trust-later-format = la sauvegarde a été écrite par une version plus récente de Relance (format { $format }) ; utilisez cette version
trust-archive-missing = { $name } manque dans la sauvegarde
trust-archive-changed = { $name } n’est plus, dans la sauvegarde, ce qui y a été écrit
trust-database-not-empty = la base contient déjà des tables ; une sauvegarde ne se restaure que dans une base vide
trust-other-database = la sauvegarde vient d’une base { $backup } ; indiquez une base de ce type avec --database
trust-no-tool = { $tool } n’est pas installé sur cette machine ; il fait partie du client PostgreSQL
trust-old-tool = { $tool } est en version { $version }, le serveur en version { $server } ; installez le client en version { $server }
trust-tool-failed = { $tool } a échoué : { $cause }
trust-damaged = la copie est endommagée : { $cause }
trust-backup-broken = l’historique de la sauvegarde ne tient pas : { $flaw }
trust-backed-up = { $file } est écrit : la base ({ $database }), { $files ->
    [one] { $files } fichier
   *[other] { $files } fichiers
} de règles et de modèles. Tête de l’historique : { $head }
trust-backup-in-order = { $file } est en ordre : du { $at }, tête de l’historique { $head }
trust-restored = Restauré dans l’état du { $at }. L’historique tient ; sa tête : { $head }
trust-restored-files = { $count ->
    [one] { $count } fichier de règles et de modèles est dans { $folder }.
   *[other] { $count } fichiers de règles et de modèles sont dans { $folder }.
}
trust-restored-without-files = Les règles et les modèles sont restés dans la sauvegarde ; --files DOSSIER les en sort.
trust-restored-interrupted = Une exécution de { $company } était en cours lors de la sauvegarde : « relance resume --company { $company } » la poursuit. Ce qui est parti après la sauvegarde repart, avec le même Message-ID.

# Aide
cli-help-audit = Prouver que personne n’a modifié l’historique
cli-help-audit-verify = Vérifier la chaîne de l’historique, jusqu’au bout ou jusqu’au premier défaut
cli-help-audit-verify-head = La tête conservée ailleurs : la chaîne doit la prolonger
cli-help-audit-verify-messages = Comparer aussi chaque mail et chaque courrier ; prend du temps
cli-help-audit-verify-json = Afficher des données au lieu d’un texte
cli-help-audit-head = Afficher la tête de la chaîne, à conserver ailleurs
cli-help-audit-seal = Sceller ce qui est enregistré et pas encore dans la chaîne
cli-help-contact = Les données d’une personne : les exporter ou les effacer
cli-help-contact-export = Exporter tout ce qui est enregistré sur un contact
cli-help-contact-export-contact-out = Dossier de contact.json et des messages ; - affiche un seul document
cli-help-contact-erase = Effacer les données personnelles d’un contact ; ce qui est parti, quand et pour combien reste
cli-help-contact-erase-reason = Le motif ; conservé dans le journal d’audit, donc sans nom
cli-help-contact-readmit = Laisser les imports reprendre un contact effacé
cli-help-arg-person = Le contact, ou une adresse e-mail
cli-help-retention = Effacer ce qui est plus ancien que les règles le permettent (section « retention »)
cli-help-retention-retention-dry-run = Montrer seulement ce qui serait effacé
cli-help-backup = Sauvegarder la base, les règles et les modèles pendant que d’autres travaillent
cli-help-backup-verify = Contrôler une sauvegarde au lieu d’en écrire une
cli-help-restore = Faire une base d’une sauvegarde ; jamais par-dessus une base qui contient quelque chose
cli-help-restore-files = Sortir aussi les règles et les modèles, dans ce dossier
cli-help-arg-backup-file = Fichier de la sauvegarde

# Les pages
web-chain = La chaîne de l’historique
web-chain-entries = Maillons
web-chain-head = Tête
web-chain-checked = Dernière vérification
web-chain-never = jamais
web-chain-intact = intact
web-chain-flaw-entries-missing = des maillons ont disparu de la chaîne
web-chain-flaw-entry-changed = un maillon de la chaîne a été modifié
web-chain-flaw-row-missing = une ligne a disparu
web-chain-flaw-row-changed = une ligne a été modifiée
web-chain-flaw-text-changed = un texte a été modifié
web-chain-flaw-erased-unrecorded = un texte a été effacé sans trace
web-chain-flaw-row-inserted = une ligne a été ajoutée
web-chain-flaw-erasure-changed = la trace d’un effacement a été modifiée
web-chain-flaw-head-not-found = la chaîne a été coupée ou réécrite
web-chain-verify = Vérifier maintenant
web-chain-hint = Conservez la tête ailleurs de temps en temps : « relance audit verify --head » s’y compare et indique l’endroit d’un défaut.
web-personal-known = Ce qui est enregistré
web-personal-addresses = Adresses
web-personal-shared = Adresses que d’autres utilisent aussi
web-personal-reminders = Relances envoyées à cette personne
web-personal-records = Lignes d’historique
web-personal-elsewhere = Textes ailleurs
web-personal-export = Exporter
web-personal-export-hint = Un document JSON avec tout ce qui précède et les messages.
web-personal-erase = Effacer les données personnelles
web-personal-erase-hint = Le nom, les adresses et le texte des messages disparaissent définitivement ; que des relances sont parties, quand, à quel niveau et pour combien reste. Les adresses que d’autres utilisent aussi restent. Les imports écartent ensuite ce contact.
web-personal-reason = Motif
web-personal-reason-hint = Conservé dans le journal d’audit : pas de nom.
web-personal-sure = J’ai lu ce qui sera fait ; c’est irréversible.
web-personal-reason-and-tick = indiquez un motif et cochez la case
web-audit-contact-exported = données personnelles exportées
web-audit-contact-erased = données personnelles effacées
web-audit-contact-readmitted = contact accepté de nouveau
web-audit-retention-applied = conservation appliquée
notice-contact-erased = Les données personnelles du contact sont effacées.
notice-chain-intact = L’historique est intact.
notice-chain-broken = L’historique a été falsifié : « relance audit verify » indique où.
