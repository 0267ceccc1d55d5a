cli-help-rules-doc = Écrire les règles en vigueur comme une page à lire
cli-help-rules-doc-out = Fichier à écrire, .html ou .md ; sans lui, Markdown à l’écran
cli-help-templates = Ce que les modèles peuvent imprimer
cli-help-templates-vars = Lister les variables de chaque modèle avec un exemple de valeur
cli-help-templates-vars-template = Un seul modèle, comme mail/N1/fr/body.txt
cli-help-templates-vars-json = Imprimer des données au lieu d’un texte

handbook-written = { $file } est écrit
handbook-unknown-format = { $file } : le nom doit se terminer par .html ou .md
handbook-unknown-template = { $name } : aucun modèle de ce nom
handbook-unknown-template-nearest = { $name } : aucun modèle de ce nom ; vouliez-vous dire { $nearest } ?

handbook-title = Règles de relance
handbook-as-of = Au { $date }.
handbook-source = Lues dans { $folder }, état { $digest }. Les mentions en petit, comme « relance.yaml:12 », donnent le fichier et la ligne d’une règle.
handbook-company = { $name } ({ $code })
handbook-shared = Pour toutes les sociétés

## Niveaux

handbook-when = Que se passe-t-il, et quand
handbook-since-due = l’échéance
handbook-since-reminder = la dernière relance
handbook-zero-due = échéance
handbook-zero-reminder = dernière relance (échéance de ce qui n’a jamais été relancé)
handbook-axis = jours
handbook-timeline-due = Jours après l’échéance auxquels chaque niveau sert.
handbook-timeline-reminder = Jours après la dernière relance auxquels chaque niveau sert ; pour ce qui n’a jamais été relancé, jours après l’échéance.
handbook-bornerel-off = RELCLI_BORNEREL est désactivé : les jours se comptent depuis l’échéance. Une échéance reçoit le niveau dont elle a atteint les jours, quoi qu’on ait envoyé avant.
handbook-bornerel-on = RELCLI_BORNEREL est activé : les jours se comptent depuis la dernière relance, si bien qu’un temps minimum passe entre deux niveaux. Seul ce qui n’a jamais été relancé se compte depuis son échéance.
handbook-when-caption = Les niveaux et leurs jours
handbook-col-level = Niveau
handbook-col-when = Quand
handbook-col-today = Au { $date }
handbook-col-again = De nouveau à ce niveau
handbook-col-rule = Règle
handbook-no-reminder = pas de relance
handbook-again-every = { $days ->
    [one] chaque jour
   *[other] tous les { $days } jours
}
handbook-again-never = non
handbook-again-next = non : le niveau suivant vient
handbook-again-last = oui, dès que la dernière relance remonte à autant de jours
handbook-note-inclusive = Le premier et le dernier jour d’un niveau en font partie.
handbook-note-skip = Aucun niveau n’est obligatoire : ce qui est rencontré tard commence au niveau de ses jours.
handbook-note-not-lower = Un niveau ne baisse jamais de lui-même.
handbook-note-bornerel-step = Le niveau suivant est celui d’après le niveau atteint, une fois ces jours passés.
handbook-note-bornerel-new = Ce qui n’a jamais été relancé reçoit le premier niveau, une fois ces jours passés depuis son échéance.
handbook-note-same-day = Rien n’est relancé deux fois le même jour.

handbook-days-after = de { $from } à { $to } jours après { $since }
handbook-days-before = de { $from } à { $to } jours avant { $since }
handbook-days-around = { $from ->
    [1] d’un jour
   *[other] de { $from } jours
} avant à { $to ->
    [1] un jour
   *[other] { $to } jours
} après { $since }
handbook-days-to-zero = { $from ->
    [1] d’un jour
   *[other] de { $from } jours
} avant { $since } au jour même
handbook-days-from-zero = du jour de { $since } à { $to ->
    [1] un jour
   *[other] { $to } jours
} après
handbook-days-zero = le jour de { $since }
handbook-days-one-after = { $days ->
    [1] un jour
   *[other] { $days } jours
} après { $since }, ce jour-là seulement
handbook-days-one-before = { $days ->
    [1] un jour
   *[other] { $days } jours
} avant { $since }, ce jour-là seulement
handbook-days-open = à partir { $from ->
    [1] d’un jour
   *[other] de { $from } jours
} après { $since }
handbook-days-open-zero = à partir du jour de { $since }
handbook-days-open-before = à partir { $from ->
    [1] d’un jour
   *[other] de { $from } jours
} avant { $since }
handbook-due-on = échéance le { $date }
handbook-due-between = échéances du { $from } au { $to }
handbook-due-until = échéances jusqu’au { $date }
handbook-reminded-on = relancées le { $date }
handbook-reminded-between = relancées du { $from } au { $to }
handbook-reminded-until = relancées jusqu’au { $date }

## Ce qui est envoyé

handbook-sent = Ce qui est envoyé
handbook-sent-caption = Courriels et lettres de chaque niveau
handbook-col-subject = Objet
handbook-col-mail = Courriel
handbook-col-letter = Lettre
handbook-col-copies = Copies
handbook-col-sender = Expéditeur
handbook-subject-template = écrit par le modèle
handbook-sender-company = la société
handbook-sender = La société écrit sous le nom { $name } <{ $address }>.
handbook-language = Un courriel est dans la langue de son premier destinataire, sinon du client, sinon « { $language } ».
handbook-none = aucune
handbook-copy-in-charge = responsable d’affaires de la facture

## Qui n’est jamais relancé

handbook-never = Qui n’est jamais relancé
handbook-never-binding = Aucune règle et aucun script ne peut lever ceci :
handbook-never-settled = Ce qui est soldé : rien ne reste dû.
handbook-never-methods = Le prélèvement, par aucun canal : factures à régler par { $names }.
handbook-never-no-methods = Aucun mode de règlement n’est désigné comme prélèvement : toute facture peut être relancée.
handbook-never-switch = Les clients dont l’option « Automatiquement » est décochée, par le batch ; à la main, ceux dont l’option « Manuellement » l’est.
handbook-never-automatic-hold = Les factures marquées « Ne pas relancer automatiquement », par le batch.
handbook-never-manual-hold = Les factures marquées « Ne pas relancer manuellement », à la main.
handbook-never-temporary-hold = Les factures marquées « Ne pas relancer temporairement » ; la marque est levée après la prochaine exécution du batch.
handbook-never-na = Les échéances mises à NA.
handbook-never-na-days = Les jours affectés à NA.
handbook-never-na-days-hook = Les jours affectés à NA, sauf si la fonction « level » choisit un autre niveau.
handbook-never-configurable = Selon ces règles :
handbook-never-minimum = Les factures dont { $amount } ou moins reste dû.
handbook-no-minimum = Aucun montant minimum : la plus petite somme est relancée.
handbook-never-creditors = Les clients créditeurs : ceux qui ne doivent rien une fois comptés avoirs et règlements.
handbook-creditors-reminded = Les clients créditeurs sont relancés quand même.
handbook-never-exclusion = { $name }, tant que ceci est vrai :
handbook-no-exclusions = Aucune exclusion par condition.
handbook-never-hook = Ce que refuse le script « eligible » ; il peut aussi laisser passer ce que ces règles refusent.
handbook-never-by-hand = À la main, il en va de même, sauf du niveau : qui choisit les échéances choisit leurs niveaux.

## Destinataires et regroupement

handbook-whom = Qui reçoit une relance
handbook-whom-hook = Le script « recipients » est consulté d’abord ; s’il ne nomme personne, l’ordre ci-dessous vaut.
handbook-whom-intro = La première source qui donne une adresse l’emporte ; les suivantes ne sont pas consultées.
handbook-whom-reminder-contacts = Les contacts marqués Relance : ceux du site de facturation de la facture, ou marqués Relances tous sites.
handbook-whom-recipients-tab = Les destinataires nommés sur la facture elle-même ; ses copies deviennent des copies.
handbook-whom-invoice-contacts = Les contacts marqués Facture Vente.
handbook-whom-billing-site = L’adresse électronique du site de facturation.
handbook-contact-cli-fact-off = FC_CONTACT_CLI_FACT est désactivé : les contacts marqués Relance sont ceux du client qui a commandé.
handbook-contact-cli-fact-on = FC_CONTACT_CLI_FACT est activé : les contacts marqués Relance sont cherchés chez le client à facturer seulement.
handbook-whom-two-addresses = D’un contact à deux adresses, celle chez le client sert.
handbook-whom-nobody = Si personne n’est trouvé, rien ne part ; l’échéance est signalée et reste en l’état.
handbook-whom-cc-hook = Le script « cc » ajoute des copies.
handbook-grouping = Ce qui partage un courriel
handbook-grouping-rule = Chaque facture a son courriel, sauf que les factures d’un même client à facturer en partagent un quand destinataires, copies et niveau sont les mêmes.
handbook-letters-by-customer = Les lettres sont regroupées par client à facturer.
handbook-letters-by-site = Les lettres sont regroupées par site de facturation.
handbook-currencies-apart = Les devises sont listées à part et jamais additionnées.
handbook-grouping-hook = Le script « group_key » peut séparer des factures.

## Après une relance

handbook-after = Après une relance
handbook-noted = Niveau, date et commentaire sont notés sur chaque échéance, avec un enregistrement dans l’historique.
handbook-failed = Un envoi qui échoue n’en change rien.
handbook-postponed = La date de règlement attendue devient celle de la relance plus { $days ->
    [1] un jour
   *[other] { $days } jours
}.
handbook-not-postponed = La date de règlement attendue reste la même.
handbook-attach-none = Les documents des factures ne sont pas joints.
handbook-attach-originals = Les documents que nomment les factures sont joints.
handbook-attach-duplicates = Les documents que nomment les factures sont joints ; un duplicata est fait d’une facture qui n’en a pas.
handbook-attach-limits = Un fichier de { $each } Mio au plus, tous les fichiers d’un courriel de { $all } Mio au plus.
handbook-holds-lifted = Les blocages temporaires sont levés après l’exécution du batch.

## Frais

handbook-charges = Frais de retard et mentions légales
handbook-fee-on = Indemnité de recouvrement : { $amount } par facture en retard, { $levels }.
handbook-fee-off = L’indemnité de recouvrement n’est pas facturée.
handbook-interest-on = Intérêts de retard, jours exacts sur 365, dès le lendemain de l’échéance, { $levels }.
handbook-interest-off = Les intérêts de retard ne sont pas facturés.
handbook-every-level = à tous les niveaux
handbook-levels = aux niveaux { $levels }
handbook-customer-no-interest = Client { $customer } : pas d’intérêts.
handbook-customer-rates = Client { $customer } : { $rates }.
handbook-rate-from = { $percent } à partir du { $date }
handbook-rates-caption = Taux des intérêts de retard, par an
handbook-col-from = À partir du
handbook-col-rate = Taux
handbook-legal-fee = Les textes mentionnent une indemnité de recouvrement de { $amount } par facture.
handbook-legal-rate = Intérêts de retard dans les textes ({ $language }) : { $words }.
handbook-formal-notice = Une mise en demeure laisse { $days ->
    [1] un jour
   *[other] { $days } jours
} pour payer.
handbook-consumers = Rien de cela ne vaut pour les particuliers, sauf la mise en demeure.

## Scripts

handbook-hooks = Scripts en vigueur
handbook-hooks-intro = Ces scripts peuvent décider autrement que les règles ci-dessus :
handbook-no-hooks = Aucun : les règles ci-dessus décident seules.
handbook-hook = { $hook ->
    [eligible] décide qui peut être relancé
    [level] décide du niveau
    [recipients] décide des destinataires
    [cc] ajoute des copies
    [group_key] sépare des factures
   *[other] écrit l’objet
}

## Batchs

handbook-batch = Batch { $name }
handbook-schedule = Démarre selon sa planification, dans le fuseau horaire { $zone } :
handbook-no-schedule = Démarre à la main seulement.
handbook-all-companies = Vaut pour toutes les sociétés.
handbook-some-companies = Vaut pour { $codes }.
handbook-no-filter = Prend toute échéance non soldée.
handbook-filter-currencies = Ne prend que les factures en { $codes }.
handbook-filter-customers = Ne prend que les clients { $codes }.
handbook-filter-levels = Ne prend que les échéances qui recevraient { $levels }.
handbook-filter-when = Ne prend que les échéances pour lesquelles ceci est vrai :
handbook-fallback = Langues essayées quand celle du destinataire n’a pas de modèle : { $languages }.
handbook-runs-caption = { $count ->
    [1] La prochaine exécution
   *[other] Les { $count } prochaines exécutions
}
handbook-no-run-ahead = La planification ne désigne aucun jour à venir.
handbook-col-number = N°
handbook-col-weekday = Jour
handbook-col-date = Date
handbook-col-hour = Heure ({ $zone })
handbook-weekday = { $day ->
    [mon] lundi
    [tue] mardi
    [wed] mercredi
    [thu] jeudi
    [fri] vendredi
    [sat] samedi
   *[sun] dimanche
}
handbook-sending = Alertes et envoi
handbook-flood = Une exécution de plus de { $factor } fois le nombre habituel de relances, et d’au moins { $minimum }, est un afflux : elle demande un oui.
handbook-old-payments = Des règlements connus depuis plus de { $days ->
    [1] un jour
   *[other] { $days } jours
} valent une alerte.
handbook-attempts = { $connections ->
    [1] Une connexion
   *[other] { $connections } connexions
} au serveur de courriel ; chaque courriel est essayé { $attempts ->
    [1] une fois
   *[other] jusqu’à { $attempts } fois
}.
handbook-statuses = Statuts des échéances
handbook-statuses-caption = Statuts
handbook-no-statuses = Les règles ne listent aucun statut.
handbook-col-status = Statut
handbook-col-label = Affiché
handbook-label = { $label } ({ $language })

## Variables des modèles

handbook-vars-absent = * peut manquer : l’imprimer alors est une erreur ; écrivez {"{"}% if … %{"}"} autour.
handbook-vars-amounts = Un montant a .currency et .is_positive. Ce que contient une liste s’écrit ici avec [], comme lines[].number : dans un modèle, {"{"}% for line in lines %{"}"}, puis line.number.
handbook-vars-none = Ce modèle est lu une fois, sans variables : il définit des mots.
handbook-vars-words = { $count ->
    [one] Un autre mot
   *[other] { $count } autres mots
} de words, de layout/words/, sans usage ici.
handbook-col-variable = Variable
handbook-col-type = Type
handbook-col-example = Exemple
handbook-col-used = Utilisée
handbook-kind-mail = courriel
handbook-kind-follow-up = suivi de l’arriéré
handbook-kind-letter = lettre
handbook-kind-duplicate = duplicata de facture
handbook-kind-words = mots d’une langue
handbook-type-text = texte
handbook-type-number = nombre
handbook-type-yes-no = oui ou non
handbook-type-amount = montant
handbook-type-date = date
handbook-type-list = liste
handbook-type-group = groupe
