# La page de la balance âgée
web-balance-ledger = Comptes
web-balance-customers = Clients
web-balance-suppliers = Fournisseurs
web-balance-search = Compte, pièce ou libellé
web-balance-as-of = Au
web-balance-age = Âges depuis
web-balance-age-invoice = la date de facture
web-balance-age-due = l’échéance
web-balance-group = Regroupement par
web-balance-group-account = compte
web-balance-group-currency = devise
web-balance-group-bucket = tranche
web-balance-group-person = responsable
web-balance-show = Afficher
web-balance-reset = Effacer les filtres
web-balance-more = Autres filtres
web-balance-accounts = Comptes
web-balance-currencies = Devises
web-balance-persons = Responsables
web-balance-several = Codes séparés par des espaces
web-balance-min-amount = Solde d’au moins
web-balance-min-amount-hint = Par compte et devise, quel que soit le signe
web-balance-buckets = Seulement ces tranches
web-balance-later = Y compris les écritures postérieures à la balance
web-balance-overdue = Échu
web-balance-bucket = Tranche
web-balance-sort = Trier
web-balance-count = { $accounts ->
    [one] { $accounts } compte
   *[other] { $accounts } comptes
}, { $operations ->
    [one] { $operations } écriture
   *[other] { $operations } écritures
}
web-balance-page = page { $page } sur { $pages }
web-balance-previous = Page précédente
web-balance-exports = Exporter
web-balance-export-operations = Toutes les écritures :
web-balance-export-summary = Une ligne par compte :
web-balance-file-customers = balance-agee-clients
web-balance-file-suppliers = balance-agee-fournisseurs
web-balance-left-out = { $count ->
    [one] { $count } écriture postérieure à la balance n’y figure pas ({ $amounts }).
   *[other] { $count } écritures postérieures à la balance n’y figurent pas ({ $amounts }).
}
web-balance-bad-date = « { $text } » n’est pas une date.
web-balance-bad-amount = « { $text } » n’est pas un montant positif ou nul.
web-balance-bad-currency = « { $text } » n’est pas le code d’une devise.

# Un compte
web-balance-customer = Page du client
web-balance-filtered = Les filtres de la balance peuvent écarter des écritures.
web-balance-whole = Afficher tout le compte
web-balance-by-age = Par ancienneté
web-balance-operations = { $count ->
    [one] { $count } écriture non soldée
   *[other] { $count } écritures non soldées
}
