# Pages des factures et des échéances
web-items-days-late = { $days ->
    [one] { $days } jour de retard
   *[other] { $days } jours de retard
}
web-items-due-today = échoit aujourd’hui
web-items-due-in = { $days ->
    [one] dans { $days } jour
   *[other] dans { $days } jours
}
web-items-never = jamais relancée
web-items-na = NA : exclue
web-items-no-status = sans statut
web-items-anybody = tous
web-items-hold-manual = blocage manuel
web-items-hold-automatic = blocage automatique
web-items-hold-temporary = blocage temporaire
web-items-bad-value = « { $value } » n’a pas de sens ici
web-items-plain-text = un texte ne contient pas de caractères de contrôle
web-items-say-why = indiquez le motif du blocage
web-items-some = { $count ->
    [one] { $count } échéance sur cette page.
   *[other] { $count } échéances sur cette page.
}
web-items-count = { $count ->
    [one] { $count } échéance.
   *[other] { $count } échéances.
}
web-items-leave = laisser tel quel
web-items-take-away = retirer
web-items-dispute-on = en litige
web-items-dispute-off = pas de litige
web-items-lifted = levé le { $at } par { $by }

# Recherche
web-items-text = Texte
web-items-text-hint = Numéro, libellé, référence de règlement, client
web-items-customer = Client
web-items-customer-hint = Code
web-items-level = Niveau
web-items-only = Seulement
web-items-overdue = Échu
web-items-remindable = Relançable manuellement
web-items-promise-broken = Promesse non tenue
web-items-disputed = En litige
web-items-more = Autres filtres
web-items-due-from = Échéance du
web-items-due-to = Échéance au
web-items-invoice-from = Facturée du
web-items-invoice-to = Facturée au
web-items-min = Reste dû, au moins
web-items-max = Reste dû, au plus
web-items-currency = Devise
web-items-person = Responsable d’affaires
web-items-status = Statut
web-items-search = Rechercher
web-items-reset = Effacer les filtres
web-items-edit-ticked = Suivi et blocages de la sélection
web-items-remind-ticked = Relancer la sélection
web-items-all = Tous les résultats :
web-items-edit-all = Suivi et blocages
web-items-remind-all = Relancer
web-items-tick-all = Cocher toute la page
web-items-ticked = Cochées
web-items-tick = Cocher { $item }
web-items-item = Échéance
web-items-due = Date d’échéance
web-items-open = Reste dû
web-items-proposed = Relance manuelle
web-items-follow-up = Suivi
web-items-reminded = relancée le { $day }
web-items-nothing = Rien ne correspond.

# La sélection
web-items-selected = Échéances sélectionnées
web-items-back = Retour
web-items-remind-these = Relancer
web-items-unlisted = { $count ->
    [one] Et { $count } autre, modifiée aussi.
   *[other] Et { $count } autres, modifiées aussi.
}
web-items-follow-up-hint = Ce qui reste vide n’est pas modifié.
web-items-promised = Promis pour le
web-items-promised-none = Retirer la promesse
web-items-dispute = Litige
web-items-next-action = Prochaine action
web-items-next-day = Prochaine action le
web-items-next-none = Retirer la date de la prochaine action
web-items-next-by = Prochaine action par
web-items-comment = Commentaire
web-items-comment-way = Le commentaire
web-items-comment-append = s’ajoute sous l’existant
web-items-comment-replace = remplace l’existant
web-items-note = { $count ->
    [one] Enregistrer sur { $count } échéance
   *[other] Enregistrer sur { $count } échéances
}
web-items-holds = Blocages
web-items-holds-hint = Un blocage concerne la facture entière.
web-items-hold-kind = Nature
web-items-hold-reason = Motif
web-items-hold-reason-hint = Obligatoire pour poser un blocage
web-items-hold-place = Poser un blocage
web-items-hold-lift = Lever

# Une facture
web-items-invoice = Facture { $number }
web-items-edit = Suivi et blocages
web-items-ordering = Commandée par
web-items-label = Libellé
web-items-date = Date
web-items-total = Total
web-items-reference = Référence de règlement
web-items-method = Mode de règlement
web-items-site = Site de facturation
web-items-recipients = Destinataires
web-items-copies = Copies
web-items-documents = Documents
web-items-instalments = Échéances
web-items-number = N°
web-items-amount = Montant
web-items-settled = soldée
web-items-expected = règlement attendu le { $day }
web-items-hold-by = { $author }, le { $day }
web-items-no-holds = Aucun blocage.
web-items-reminders = Relances
web-items-no-reminders = Aucune relance.
web-items-reminder = relance
web-items-decision = Décision du prochain batch : { $batch }
web-items-decision-by-hand = Décision (aucun batch pour cette société)
web-items-batch = Batch
web-items-show = Afficher
web-items-instalment = Échéance { $number }
web-items-instalment-at = Échéance { $number }, au niveau { $level }
web-items-will-remind = relancée au { $level }
web-items-will-not = non relancée
web-items-to = À { $to }
web-items-together = Dans un même mail : { $items }
web-items-steps = { $count ->
    [one] { $count } étape
   *[other] { $count } étapes
}
web-items-charges = Indemnité de recouvrement et intérêts de retard
web-items-charges-total = Avec indemnité et intérêts : { $total }
web-items-changes = Modifications du suivi
web-items-no-changes = Rien n’a été modifié.

# Ce qui a été fait
notice-items-none = Rien n’était coché.
notice-items-noted = Le suivi est enregistré.
notice-items-unchanged = Il n’y avait rien à modifier.
notice-items-held = Le blocage est posé.
notice-items-lifted = Le blocage est levé.
