# Aide
cli-help-note = Modifie les informations de suivi des échéances, ou montre leur historique
cli-help-note-items = Factures (FA26012) ou échéances (FA26012/2), précédées de CLIENT/ quand un numéro n'est pas unique
cli-help-note-customer = Toutes les échéances non soldées de ce client (code)
cli-help-note-status = Un statut de la liste des règles, ou none
cli-help-note-comment = Le commentaire ; vide, il retire celui qui s'y trouve
cli-help-note-append = Ajoute le commentaire sous celui qui s'y trouve
cli-help-note-promised = Date de règlement promise par le client (AAAA-MM-JJ), ou none
cli-help-note-dispute = L'échéance est-elle en litige (on ou off)
cli-help-note-next = Date de la prochaine action (AAAA-MM-JJ), ou none
cli-help-note-next-by = Qui fait la prochaine action : code d'un collaborateur, ou none
cli-help-note-history = Montre qui a changé quoi, et quand
cli-help-note-json = Écrit des données au lieu d'un tableau
cli-help-promises = Liste les promesses de règlement : non tenues, pour aujourd'hui, en cours
cli-help-promises-json = Écrit des données au lieu d'un tableau
cli-help-actions = Liste les prochaines actions : en retard, pour aujourd'hui, à venir
cli-help-actions-person = Seulement celles de cette personne (code d'un collaborateur)
cli-help-actions-json = Écrit des données au lieu d'un tableau
cli-help-customer = Le suivi d'un client
cli-help-customer-show = Montre un client : autorisations, contacts, arriéré, promesses, dernières opérations
cli-help-customer-show-code = Code du client
cli-help-customer-show-json = Écrit des données au lieu de tableaux
cli-help-customer-set = Autorise ou arrête les relances manuelles et automatiques d'un client
cli-help-customer-set-code = Code du client
cli-help-customer-set-manual = Relances manuelles (on ou off)
cli-help-customer-set-automatic = Relances automatiques (on ou off)
cli-help-customer-remind = Écrit à des contacts du client au sujet des factures ouvertes ; ne relève aucun niveau
cli-help-customer-remind-in-charge = Écrit aux responsables des factures (interne)
cli-help-customer-communicate = Communique les informations de suivi de factures à des collaborateurs (interne)
cli-help-arg-follow-up-code = Code du client
cli-help-arg-follow-up-contact = Un contact de la liste du suivi (sinon tous ceux qui ont un e-mail)
cli-help-arg-follow-up-to = Collaborateurs ou adresses qui les reçoivent
cli-help-arg-follow-up-invoice = Numéro d'une facture (sinon toutes celles qui sont ouvertes et autorisées)
cli-help-arg-follow-up-note = Un mot de vous dans le mail
cli-help-arg-follow-up-from = Expéditeur : code d'un collaborateur, ou une adresse
cli-help-arg-follow-up-cc = Copie à un collaborateur ou à une adresse
cli-help-arg-follow-up-dry-run = Montre ce qui partirait, sans rien envoyer
cli-help-arg-follow-up-json = Écrit des données au lieu de tableaux
cli-help-arg-follow-up-out = Écrit ici chaque mail en .eml et .html
cli-help-hold = Blocages des factures : ne pas relancer manuellement, automatiquement, temporairement
cli-help-hold-place = Pose un blocage sur des factures
cli-help-hold-place-invoices = Numéros de factures, précédés de CLIENT/ quand un numéro n'est pas unique
cli-help-hold-place-kind = Les relances qu'il arrête
cli-help-hold-place-comment = Pourquoi
cli-help-hold-lift = Lève un blocage de factures
cli-help-hold-lift-invoices = Numéros de factures, précédés de CLIENT/ quand un numéro n'est pas unique
cli-help-hold-lift-kind = Quel blocage
cli-help-hold-list = Liste les blocages en vigueur
cli-help-hold-list-customer = Seulement ce client (code)
cli-help-hold-list-json = Écrit des données au lieu d'un tableau

# Pourquoi cela n'a pas pu se faire
follow-up-nothing-to-note = rien à noter : donnez un statut, un commentaire, une promesse, un litige ou une prochaine action
follow-up-unknown-status = il n'y a pas de statut « { $code } » ; les règles ont : { $known }
follow-up-unknown-person = aucun collaborateur n'a le code « { $code } »
follow-up-unknown-customer = il n'y a pas de client « { $code } »
follow-up-unknown-invoice = il n'y a pas de facture « { $name } » ; donnez son numéro, ou CLIENT/NUMÉRO
follow-up-several-invoices = « { $name } » peut désigner plusieurs factures : { $invoices }
follow-up-too-many = au plus { $most } échéances sont modifiées à la fois : affinez la recherche
follow-up-changed-meanwhile = quelqu’un a modifié ces échéances entre-temps : relisez-les, puis enregistrez
follow-up-suggesting = { $message } ; { $suggestion }

# Résultats
follow-up-noted = { $changed ->
    [one] { $changed } échéance modifiée
   *[other] { $changed } échéances modifiées
}, { $unchanged } sans changement.
follow-up-hold-placed = Facture { $invoice } : blocage { $kind } posé.
follow-up-hold-lifted = Facture { $invoice } : blocage { $kind } levé.
follow-up-hold-there = Facture { $invoice } : il y a déjà un blocage { $kind }, il reste tel quel.
follow-up-hold-absent = Facture { $invoice } : aucun blocage { $kind } en vigueur.
follow-up-switches = { $customer } : manuellement { $manual }, automatiquement { $automatic }.
follow-up-switched = { $before } → { $after }
follow-up-result-placed = blocage posé ({ $detail })
follow-up-result-switch = autorisation changée ({ $detail })
follow-up-kind-manual = manuel
follow-up-kind-automatic = automatique
follow-up-kind-temporary = temporaire
follow-up-on = oui
follow-up-off = non

# Changements
follow-up-changes-heading = { $item } · { $customer } · { $count ->
    [one] { $count } changement
   *[other] { $count } changements
}
follow-up-change = { $field } : { $before } → { $after }
follow-up-none = aucun

# Promesses et prochaines actions
follow-up-promise-broken = { $days ->
    [one] non tenue depuis { $days } jour
   *[other] non tenue depuis { $days } jours
}
follow-up-promise-today = pour aujourd'hui
follow-up-promise-running = { $days ->
    [one] dans { $days } jour
   *[other] dans { $days } jours
}
follow-up-action-late = { $days ->
    [one] { $days } jour de retard
   *[other] { $days } jours de retard
}
follow-up-action-today = aujourd'hui
follow-up-action-ahead = { $days ->
    [one] dans { $days } jour
   *[other] dans { $days } jours
}
follow-up-no-day = sans date
follow-up-warn-broken-promises = { $count ->
    [one] { $count } échéance reste ouverte après la date de règlement promise ; « relance promises » la liste
   *[other] { $count } échéances restent ouvertes après la date de règlement promise ; « relance promises » les liste
}

# Un client
follow-up-heading = { $customer } · compte { $account } · { $date }
follow-up-customer-switches = Relances : manuellement { $manual }, automatiquement { $automatic }
follow-up-contacts = Contacts ({ $count })
follow-up-open-items = Échéances non soldées ({ $count })
follow-up-credits = Au crédit du client ({ $count })
follow-up-last-records = Dernières opérations
follow-up-decision-maker = décideur
follow-up-principal = principal
follow-up-financial = financier
follow-up-no-address = pas d'e-mail
follow-up-credit-note = Avoir
follow-up-payment = Règlement non affecté
follow-up-note-promise = promis le { $date } : { $state }
follow-up-note-dispute = en litige
follow-up-note-next = à faire : { $what }
follow-up-note-hold = blocage { $kind } : { $comment }

# Colonnes
follow-up-column-author = Par
follow-up-column-change = Changement
follow-up-column-status = Statut
follow-up-column-comment = Commentaire
follow-up-column-promise = Promis le
follow-up-column-dispute = Litige
follow-up-column-next = Prochaine action
follow-up-column-next-by = Prochaine action par
follow-up-column-state = Situation
follow-up-column-in-charge = Responsable
follow-up-column-invoice = Facture
follow-up-column-hold = Blocage
follow-up-column-since = Depuis
follow-up-column-code = Code
follow-up-column-name = Nom
follow-up-column-roles = Rôles
follow-up-column-email = E-mail
follow-up-column-reminded = Relancé le
follow-up-column-notes = À noter
follow-up-column-credit = Nature
follow-up-column-number = Numéro
follow-up-column-date = Date
follow-up-column-currency = Devise
follow-up-column-overdue = Échu
follow-up-column-credits = Crédits
follow-up-column-balance = Solde

# Actions du suivi d'un client
follow-up-no-templates = une relance de type { $channel } n'a pas de modèles de suivi
follow-up-unknown-contact = le suivi ne liste pas de contact « { $code } » ; il liste : { $known }
follow-up-contact-without-address = le contact { $code } n'a pas d'adresse e-mail
follow-up-not-open = le client n'a pas de facture ouverte « { $number } »
