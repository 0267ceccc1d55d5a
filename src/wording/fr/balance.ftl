# Aide
cli-help-balance = Affiche la balance âgée : ce qui est ouvert sur chaque compte, par ancienneté
cli-help-balance-ledger = customers (clients, par défaut) ou suppliers (fournisseurs)
cli-help-balance-age = Compte l'âge depuis la date de facture (invoice) ou l'échéance (due) (sinon selon les règles)
cli-help-balance-customer = Seulement ces clients (codes)
cli-help-balance-supplier = Seulement ces fournisseurs (codes)
cli-help-balance-currency = Seulement ces devises
cli-help-balance-bucket = Seulement les tranches de ces âges en jours : 0 est la première, 200 celle de plus de 180 jours
cli-help-balance-min-amount = Seulement les comptes dont le solde dans une devise, quel que soit son signe, atteint ce montant
cli-help-balance-person = Seulement ce dont ces collaborateurs sont responsables (codes)
cli-help-balance-search = Seulement si le compte, le numéro de pièce ou le libellé contient ce texte
cli-help-balance-later = Montre aussi les écritures postérieures à la balance, dans la première tranche
cli-help-balance-group = Regroupe par compte (account, par défaut), devise (currency), tranche (bucket) ou responsable (person)
cli-help-balance-summary = Une ligne par compte et devise, avec une colonne par tranche
cli-help-balance-hide = Masque des colonnes : name, ledger-account, kind, date, due-date, document, label, person, days, buckets, company-amount
cli-help-balance-show = Montre des colonnes que le tableau ou le PDF omet : ledger-account, kind, due-date, person, company-amount
cli-help-balance-format = table (tableau, par défaut), csv, xlsx, pdf ou json ; sinon selon le nom du fichier
cli-help-balance-out = Écrit dans ce fichier
cli-help-balance-separator = Séparateur du CSV : « , » avec point décimal ou « ; » avec virgule décimale
cli-help-balance-bom = Commence le CSV par une marque d'ordre des octets, à laquelle Excel reconnaît l'UTF-8

# Tranches
balance-bucket-under = Moins de { $days } jours
balance-bucket-over = Plus de { $days } jours
balance-bucket-not-due = Non échu
balance-bucket-later = Postérieur

# Titres, en-têtes et natures
balance-title-customers-invoice = Balance âgée des clients au { $date }, âges depuis la date de facture
balance-title-customers-due = Balance âgée des clients au { $date }, âges depuis l'échéance
balance-title-suppliers-invoice = Balance âgée des fournisseurs au { $date }, âges depuis la date de facture
balance-title-suppliers-due = Balance âgée des fournisseurs au { $date }, âges depuis l'échéance
balance-table = un tableau à l'écran
balance-sheet = Balance âgée
balance-sheet-notes = À propos
balance-column-row = Ligne
balance-column-account = Compte
balance-column-name = Nom
balance-column-ledger-account = Compte général
balance-column-kind = Nature
balance-column-date = Date
balance-column-due-date = Échéance
balance-column-document = Pièce
balance-column-label = Libellé
balance-column-person = Responsable
balance-column-days = Jours
balance-column-currency = Devise
balance-column-amount = Solde
balance-column-company-amount = En { $currency }
balance-kind-invoice = Facture
balance-kind-credit-note = Avoir
balance-kind-payment = Règlement
balance-kind-supplier = Écriture
balance-nobody-in-charge = Sans responsable
balance-total = Total
balance-total-of = Total { $what }
balance-total-in = { $what } en { $currency }
balance-total-in-without = { $what } en { $currency } sans { $without }

# Remarques
balance-note-nothing = Rien d'ouvert ne correspond.
balance-note-open-today = Ce qui est ouvert est connu au { $today } : ce qui a été réglé ou soldé depuis la date de la balance n'y figure pas.
balance-note-left-out = { $count ->
    [one] { $count } écriture postérieure à la balance est laissée de côté ({ $amounts }) ; --later la montre.
   *[other] { $count } écritures postérieures à la balance sont laissées de côté ({ $amounts }) ; --later les montre.
}
balance-note-dated-later = { $count ->
    [one] { $count } écriture est postérieure à la balance ; elle figure dans la première tranche.
   *[other] { $count } écritures sont postérieures à la balance ; elles figurent dans la première tranche.
}
balance-note-without-rate = { $currencies } : les règles n'ont pas de taux de change à la date de la balance ; ces montants ne sont dans aucun total en { $company }.

# Résultats et erreurs
balance-written = { $file } : { $accounts ->
    [one] { $accounts } compte
   *[other] { $accounts } comptes
}, { $operations ->
    [one] { $operations } écriture
   *[other] { $operations } écritures
}.
balance-unknown-accounts = compte inconnu : { $codes }
balance-customer-of-suppliers = --customer ne va pas avec la balance des fournisseurs
balance-needs-file = ce format demande --out FICHIER, ou un programme qui le lise
balance-write-failed = la balance n'a pas pu être écrite : { $cause }
balance-too-many-rows = la balance a plus de { $limit } lignes, trop pour { $format } : restreignez-la, prenez --summary, ou écrivez un CSV
balance-inexact = le montant { $amount } a plus de chiffres qu'un tableur n'en garde exactement : écrivez un CSV ou du JSON
balance-format-failed = le { $format } n'a pas pu être composé : { $cause }
balance-expected-date = une date telle que 2026-11-24 est attendue
balance-expected-rate = un taux au-dessus de 0 et jusqu'à 1000000, tel que 0.92, est attendu
balance-no-buckets = la balance âgée n'a pas de tranches : donnez au moins une borne, telle que [30]
balance-buckets-not-rising = la borne { $bound } n'est pas au-dessus de { $previous } : les tranches croissent
