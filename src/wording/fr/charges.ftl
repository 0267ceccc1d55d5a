## Règles

charges-expected-date = une date telle que 2026-01-01 est attendue
charges-expected-percent = un taux en pour cent de 0 à 100, avec quatre décimales au plus, est attendu
charges-expected-terms = « off » ou une section avec percent ou rates est attendu
charges-expected-rates = une liste telle que [{"{"}from: 2026-01-01, percent: 12.15{"}"}] est attendue
charges-no-rates = les intérêts de retard demandent au moins un taux
charges-no-levels = une liste sans niveau ne facture rien ; omettez-la pour tous les niveaux, ou désactivez ces frais
charges-rates-not-rising = le taux à partir du { $date } suit celui du { $earlier } : les taux s’écrivent par dates croissantes
charges-percent-or-rates = donnez soit percent, soit rates

## Pourquoi rien n’est facturé

charges-switched-off = désactivé
charges-consumer = le client est un particulier : indemnité et intérêts ne sont dus qu’entre professionnels
charges-not-overdue = pas en retard
charges-other-level = pas facturé au niveau { $level }
charges-exempt = ce client ne paie pas d’intérêts
charges-before-first-rate = tous les jours de retard précèdent le premier taux

## Le calcul

charges-heading = { $item } de { $customer } : { $open } à échéance du { $due }, au { $date } ({ $days ->
    [one] { $days } jour de retard
   *[other] { $days } jours de retard
}) au niveau { $level }
charges-fee = Indemnité de recouvrement : { $amount }, une fois par facture, quel que soit le nombre de ses échéances
charges-fee-none = Indemnité de recouvrement : aucune ({ $reason })
charges-interest = Intérêts de retard :
charges-interest-none = Intérêts de retard : aucun ({ $reason })
charges-segment = du { $from } au { $to } : { $base } × { $percent } × { $days ->
    [one] { $days } jour
   *[other] { $days } jours
} / 365 = { $exact } → { $amount }
charges-unrated = du { $from } au { $to } : { $days ->
    [one] { $days } jour
   *[other] { $days } jours
} avant le premier taux, sans intérêts
charges-interest-total = Intérêts, arrondis une seule fois, le demi s’éloignant de zéro : { $total }
charges-total = Indemnité et intérêts compris : { $total }

## Aide

cli-help-charges = Affiche le calcul de l’indemnité de recouvrement et des intérêts de retard d’une échéance
cli-help-charges-item = Facture (FA26012) ou échéance (FA26012/2)
cli-help-charges-level = Dans une relance de ce niveau (sinon celui que donne le batch, à défaut celui de l’échéance)
cli-help-charges-json = Affiche des données au lieu de texte
