cli-help-rules-doc = Écrit les règles en vigueur sous forme de document
cli-help-rules-doc-out = Fichier à écrire, .html ou .md ; sans lui, Markdown à l’écran
cli-help-templates = Ce que les modèles peuvent imprimer
cli-help-templates-vars = Liste les variables de chaque modèle avec un exemple de valeur
cli-help-templates-vars-template = Un seul modèle, par exemple mail/N1/fr/body.txt
cli-help-templates-vars-json = Affiche des données plutôt que du texte

handbook-written = { $file } est écrit
handbook-unknown-format = { $file } : le nom doit se terminer par .html ou .md
handbook-unknown-template = { $name } : aucun modèle de ce nom
handbook-unknown-template-nearest = { $name } : aucun modèle de ce nom ; vouliez-vous dire { $nearest } ?

handbook-title = Règles de relance
handbook-as-of = Au { $date }.
handbook-source = Lues dans { $folder }, version { $digest }. Les mentions en petit, comme « relance.yaml:12 », donnent le fichier et la ligne d’une règle.
handbook-company = { $name } ({ $code })
handbook-shared = Pour toutes les sociétés

## Niveaux

handbook-when = Quelle relance, et quand
handbook-since-due = l’échéance
handbook-since-reminder = la dernière relance
handbook-zero-due = échéance
handbook-zero-reminder = dernière relance (échéance de ce qui n’a jamais été relancé)
handbook-axis = jours
handbook-timeline-due = Jours après l’échéance pendant lesquels chaque niveau s’applique.
handbook-timeline-reminder = Jours après la dernière relance pendant lesquels chaque niveau s’applique ; pour ce qui n’a jamais été relancé, jours après l’échéance.
handbook-bornerel-off = RELCLI_BORNEREL est désactivé : les jours se comptent depuis la date d’échéance. Une échéance reçoit le niveau dont elle a atteint les jours, même si aucun niveau inférieur n’a été envoyé ; jamais un niveau inférieur au sien, et le sien à nouveau seulement si ce niveau se répète.
handbook-bornerel-on = RELCLI_BORNEREL est activé : les jours se comptent depuis la dernière relance, de sorte qu’un délai minimum sépare deux niveaux. Seul ce qui n’a jamais été relancé se compte depuis l’échéance.
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
handbook-again-next = non : on passe au niveau suivant
handbook-again-last = oui, dès que la dernière relance date d’autant de jours
handbook-note-inclusive = Le premier et le dernier jour d’un niveau sont compris.
handbook-note-skip = Aucun niveau n’est obligatoire : une échéance prise en compte tardivement commence au niveau qui correspond à son retard.
handbook-note-not-lower = Un niveau ne baisse jamais de lui-même.
handbook-note-bornerel-step = Le niveau suivant est celui d’après le niveau atteint, tant que les jours depuis la dernière relance sont dans ces bornes ; au-delà, l’échéance n’est plus relancée.
handbook-note-bornerel-new = Ce qui n’a jamais été relancé reçoit le premier niveau, tant que les jours depuis la date d’échéance sont dans ces bornes ; au-delà, l’échéance n’est pas relancée.
handbook-note-same-day = Une échéance n’est jamais relancée deux fois le même jour.

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
handbook-sent-caption = Mails et courriers de chaque niveau
handbook-col-subject = Objet
handbook-col-mail = Mail
handbook-col-letter = Courrier
handbook-col-copies = Copies
handbook-col-sender = Expéditeur
handbook-subject-template = selon le modèle
handbook-sender-company = la société
handbook-sender = La société écrit sous le nom { $name } <{ $address }>.
handbook-language = Un mail est dans la langue de son premier destinataire, à défaut celle du client, à défaut « { $language } ».
handbook-none = aucune
handbook-copy-in-charge = responsable d’affaires de la facture

## Qui n’est jamais relancé

handbook-never = Qui n’est jamais relancé
handbook-never-binding = Ni règle ni fonction ne peut lever ces interdictions :
handbook-never-settled = Ce qui est soldé : il ne reste rien à payer.
handbook-never-methods = Les factures à régler par { $names } (prélèvement), quel que soit le canal.
handbook-never-no-methods = Aucun mode de règlement n’est désigné comme prélèvement : toute facture peut être relancée.
handbook-never-switch = Les clients dont l’option « Automatiquement » est décochée, par le batch ; à la main, ceux dont l’option « Manuellement » l’est.
handbook-never-automatic-hold = Les factures bloquées par « Ne pas relancer automatiquement », par le batch.
handbook-never-manual-hold = Les factures bloquées par « Ne pas relancer manuellement », à la main.
handbook-never-temporary-hold = Les factures bloquées par « Ne pas relancer temporairement » ; le blocage est levé après la prochaine exécution du batch.
handbook-never-na = Les échéances positionnées à NA.
handbook-never-na-days = Les jours affectés à NA.
handbook-never-na-days-hook = Les jours affectés à NA, sauf si la fonction « level » choisit un autre niveau.
handbook-never-configurable = Selon ces règles :
handbook-never-minimum = Les factures dont le reste dû ne dépasse pas { $amount }.
handbook-no-minimum = Aucun montant minimum : la plus petite somme est relancée.
handbook-never-creditors = Les clients créditeurs : ceux qui ne doivent rien, avoirs et règlements déduits.
handbook-creditors-reminded = Les clients créditeurs sont relancés quand même.
handbook-never-exclusion = { $name }, tant que cette condition est vraie :
handbook-no-exclusions = Aucune exclusion par condition.
handbook-never-hook = Ce que refuse la fonction « eligible » ; elle peut aussi autoriser ce que ces règles refusent.
handbook-never-by-hand = À la main, il en va de même, sauf pour le niveau : la personne qui sélectionne les échéances choisit leur niveau.

## Destinataires et regroupement

handbook-whom = Qui reçoit une relance
handbook-whom-hook = La fonction « recipients » est consultée d’abord ; si elle ne désigne personne, l’ordre ci-dessous s’applique.
handbook-whom-intro = La première source qui donne une adresse est retenue ; les suivantes ne sont pas consultées.
handbook-whom-reminder-contacts = Les contacts marqués Relance : ceux du site de facturation de la facture, ou marqués Relances tous sites.
handbook-whom-recipients-tab = Les destinataires de l’onglet Destinataires de la facture ; ses copies sont mises en copie.
handbook-whom-invoice-contacts = Les contacts marqués Facture Vente.
handbook-whom-billing-site = L’adresse e-mail du site de facturation.
handbook-contact-cli-fact-off = FC_CONTACT_CLI_FACT est désactivé : les contacts marqués Relance sont ceux du client qui a passé commande.
handbook-contact-cli-fact-on = FC_CONTACT_CLI_FACT est activé : les contacts marqués Relance sont cherchés seulement chez le client à facturer.
handbook-whom-two-addresses = Quand un contact a deux adresses, celle de ses coordonnées chez le client est retenue.
handbook-whom-nobody = Si personne n’est trouvé, rien ne part ; l’échéance est signalée et reste inchangée.
handbook-whom-cc-hook = La fonction « cc » ajoute des copies.
handbook-grouping = Ce qui est regroupé dans un mail
handbook-grouping-rule = Chaque facture fait l’objet d’un mail ; les factures d’un même client à facturer sont regroupées quand destinataires, copies et niveau sont les mêmes.
handbook-letters-by-customer = Les courriers sont regroupés par client à facturer.
handbook-letters-by-site = Les courriers sont regroupés par site de facturation.
handbook-currencies-apart = Les devises sont présentées séparément et jamais additionnées.
handbook-grouping-hook = La fonction « group_key » peut séparer des factures.

## Après une relance

handbook-after = Après une relance
handbook-noted = Le niveau, la date et un commentaire sont notés sur chaque échéance, et la relance est enregistrée dans l’historique.
handbook-failed = Un envoi en échec n’y change rien.
handbook-postponed = La date de règlement attendue devient celle de la relance plus { $days ->
    [1] un jour
   *[other] { $days } jours
}.
handbook-not-postponed = La date de règlement attendue ne change pas.
handbook-attach-none = Les documents des factures ne sont pas joints.
handbook-attach-originals = Les documents rattachés aux factures sont joints.
handbook-attach-duplicates = Les documents rattachés aux factures sont joints ; une facture qui n’en a pas est jointe en duplicata.
handbook-attach-limits = Pièces jointes : { $each } Mio au plus par fichier, { $all } Mio au plus par mail.
handbook-holds-lifted = Les blocages temporaires sont levés après l’exécution du batch.

## Frais

handbook-charges = Frais de retard et mentions légales
handbook-fee-on = Indemnité de recouvrement : { $amount } par facture en retard, { $levels }.
handbook-fee-off = L’indemnité de recouvrement n’est pas facturée.
handbook-interest-on = Intérêts de retard, nombre exact de jours sur 365, à compter du lendemain de l’échéance, { $levels }.
handbook-interest-off = Les intérêts de retard ne sont pas facturés.
handbook-every-level = à tous les niveaux
handbook-levels = aux niveaux { $levels }
handbook-customer-no-interest = Client { $customer } : pas d’intérêts.
handbook-customer-rates = Client { $customer } : { $rates }.
handbook-rate-from = { $percent } à partir du { $date }
handbook-rates-caption = Taux annuels des intérêts de retard
handbook-col-from = À partir du
handbook-col-rate = Taux
handbook-legal-fee = Les textes mentionnent une indemnité de recouvrement de { $amount } par facture.
handbook-legal-rate = Intérêts de retard dans les textes ({ $language }) : { $words }.
handbook-formal-notice = Une mise en demeure laisse { $days ->
    [1] un jour
   *[other] { $days } jours
} pour payer.
handbook-consumers = Rien de cela ne s’applique aux particuliers, sauf la mise en demeure.

## Fonctions

handbook-hooks = Fonctions en vigueur
handbook-hooks-intro = Ces fonctions, écrites par script, peuvent décider autrement que les règles ci-dessus :
handbook-no-hooks = Aucune : les règles ci-dessus décident seules.
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
handbook-all-companies = Concerne toutes les sociétés.
handbook-some-companies = Concerne { $codes }.
handbook-no-filter = Prend toute échéance non soldée.
handbook-filter-currencies = Ne prend que les factures en { $codes }.
handbook-filter-customers = Ne prend que les clients { $codes }.
handbook-filter-levels = Ne prend que les échéances qui recevraient { $levels }.
handbook-filter-when = Ne prend que les échéances qui remplissent cette condition :
handbook-fallback = Langues essayées quand celle du destinataire n’a pas de modèle : { $languages }.
handbook-runs-caption = { $count ->
    [1] La prochaine exécution
   *[other] Les { $count } prochaines exécutions
}
handbook-no-run-ahead = La planification ne donne aucun jour à venir.
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
handbook-flood = Une exécution de plus de { $factor } fois le nombre habituel de relances, et d’au moins { $minimum }, est un afflux : elle demande une confirmation.
handbook-old-payments = Des règlements connus depuis plus de { $days ->
    [1] un jour
   *[other] { $days } jours
} donnent lieu à une alerte.
handbook-attempts = { $connections ->
    [1] Une connexion
   *[other] { $connections } connexions
} au serveur de messagerie ; chaque mail est tenté { $attempts ->
    [1] une fois
   *[other] jusqu’à { $attempts } fois
}.
handbook-statuses = Statuts des échéances
handbook-statuses-caption = Statuts
handbook-no-statuses = Les règles ne listent aucun statut.
handbook-col-status = Statut
handbook-col-label = Libellé
handbook-label = { $label } ({ $language })

## Variables des modèles

handbook-vars-absent = * peut manquer : l’imprimer alors est une erreur ; écrivez {"{"}% if … %{"}"} autour.
handbook-vars-amounts = Un montant a .currency et .is_positive. Ce que contient une liste s’écrit ici avec [], comme lines[].number : dans un modèle, {"{"}% for line in lines %{"}"}, puis line.number.
handbook-vars-none = Ce modèle est lu une fois, sans variables : il définit des textes communs.
handbook-vars-words = { $count ->
    [one] Un autre mot
   *[other] { $count } autres mots
} de words, de layout/words/, sans usage ici.
handbook-col-variable = Variable
handbook-col-type = Type
handbook-col-example = Exemple
handbook-col-used = Utilisée
handbook-kind-mail = mail
handbook-kind-follow-up = suivi de l’arriéré
handbook-kind-letter = courrier
handbook-kind-duplicate = duplicata de facture
handbook-kind-words = mots d’une langue
handbook-type-text = texte
handbook-type-number = nombre
handbook-type-yes-no = oui ou non
handbook-type-amount = montant
handbook-type-date = date
handbook-type-list = liste
handbook-type-group = groupe
handbook-account = { $first ->
    [yes] Les mails partent par le compte { $account }, sauf si un autre est choisi.
   *[no] Le compte { $account } peut aussi être choisi.
  }
handbook-account-chosen = Les mails de { $company } partent par le compte { $account } pour { $levels }
handbook-account-when = si
handbook-all-levels = tous les niveaux
handbook-limit-all = Il part au plus { $rates }, tous ensemble.
handbook-limit-domain = Il part au plus { $rates } vers { $domain }.
handbook-limit-others = Il part au plus { $rates } vers chacun des autres domaines.
handbook-per-minute = { $count } par minute
handbook-per-hour = { $count } par heure
handbook-at-once = { $count } à la fois
handbook-waits = Un mail qui n’est pas accepté pour l’instant est essayé de nouveau après { $waits }.

# La conservation
handbook-retention = Durée de conservation des données
handbook-kept = { $what } : { $kept }
handbook-kept-messages = les mails et les courriers tels qu’ils sont partis
handbook-kept-history = dans l’historique, les destinataires des relances, les réponses des serveurs, les commentaires et les auteurs
handbook-kept-audit = qui a fait quoi sur les comptes et les réglages
handbook-kept-deliveries = ce qui a été remis aux webhooks
handbook-for-ever = pour toujours
handbook-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
handbook-months = { $count ->
    [one] { $count } mois
   *[other] { $count } mois
}
handbook-years = { $count ->
    [one] { $count } an
   *[other] { $count } ans
}
