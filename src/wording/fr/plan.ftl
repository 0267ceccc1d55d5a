# Pourquoi une échéance n'est pas relancée
plan-not-in-batch = hors du champ de ce batch
plan-settled = soldée
plan-payment-method = payée par { $method }, jamais relancé
plan-automatic-off = client non relançable automatiquement
plan-manual-off = client non relançable manuellement
plan-manual-hold = ne pas relancer manuellement : { $comment }
plan-automatic-hold = ne pas relancer automatiquement : { $comment }
plan-temporary-hold = ne pas relancer temporairement : { $comment }
plan-set-to-na = positionnée à NA
plan-days-na = { $days ->
    [one] { $days } jour, affecté à NA
   *[other] { $days } jours, affectés à NA
}
plan-exclusion = exclue par la règle « { $name } »
plan-below-minimum = { $open } restant dû, pas au-dessus du minimum de { $minimum }
plan-creditor = client créditeur, solde net { $balance }
plan-refused-by-hook = refusée par une fonction : { $reason }
plan-level-hook-none = aucun niveau
plan-reminded-today = déjà relancée à la date du batch
plan-no-level = { $days ->
    [one] aucun niveau pour { $days } jour
   *[other] aucun niveau pour { $days } jours
}
plan-already-at-level = déjà au niveau { $level }
plan-repeat-not-due = au niveau { $level } depuis { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}, répété tous les { $every } jours
plan-never-lowered = au niveau { $current }, jamais ramenée à { $proposed }
plan-outside-bounds = { $days ->
    [one] { $days } jour depuis la dernière relance, { $level } demande { $bounds }
   *[other] { $days } jours depuis la dernière relance, { $level } demande { $bounds }
}
plan-outside-bounds-new = { $days ->
    [one] { $days } jour depuis l'échéance, { $level } demande { $bounds }
   *[other] { $days } jours depuis l'échéance, { $level } demande { $bounds }
}
plan-unknown-level = au niveau { $level }, inconnu des règles
plan-unknown-level-hook = la fonction { $hook } donne { $level }, un niveau inconnu des règles
plan-no-recipient = aucun destinataire
plan-addresses-suppressed = toutes les adresses sont sur la liste d’exclusion : { $list }
plan-no-postal-address = aucune adresse postale
plan-script-failed = un script a échoué : { $error }

# D'où viennent les destinataires
plan-source-reminder-contacts = contacts destinataires de « Relance »
plan-source-recipients-tab = onglet Destinataires de la facture
plan-source-invoice-contacts = contacts destinataires de « Facture Vente »
plan-source-billing-site = e-mail du site de facturation
plan-source-hook = fonction
plan-source-copies = copies

# Les étapes d'une explication
plan-step-in-batch = l'échéance entre dans le batch
plan-step-not-in-batch = l'échéance n'entre pas dans le batch
plan-step-open = reste dû { $open }
plan-step-payment-method-ok = le mode de règlement { $method } peut être relancé
plan-step-payment-method-never = le mode de règlement { $method } n'est jamais relancé
plan-step-automatic-on = le client est relançable automatiquement
plan-step-automatic-off = le client n'est pas relançable automatiquement
plan-step-automatic-hold = la facture n'est pas à relancer automatiquement : { $comment }
plan-step-manual-on = le client est relançable manuellement
plan-step-manual-off = le client n'est pas relançable manuellement
plan-step-manual-hold = la facture n'est pas à relancer manuellement : { $comment }
plan-step-temporary-hold = la facture n'est pas à relancer temporairement : { $comment }
plan-step-no-hold = aucun blocage des relances automatiques
plan-step-set-to-na = l'échéance a été positionnée à NA
plan-step-eligible-refused = la fonction eligible refuse : { $reason }
plan-step-eligible-granted = la fonction eligible accorde : exclusions, montant minimum et clients créditeurs ne sont pas examinés
plan-step-excluded = l'exclusion « { $name } » s'applique
plan-step-not-excluded = l'exclusion « { $name } » ne s'applique pas
plan-step-below-minimum = { $open } restant dû sur la facture, pas au-dessus du minimum de { $minimum }
plan-step-above-minimum = { $open } restant dû sur la facture, au-dessus du minimum de { $minimum }
plan-step-creditor = le solde net du client est de { $balance } : les clients créditeurs ne sont pas relancés
plan-step-debtor = le solde net du client est de { $balance }
plan-step-reminded-today = l'échéance a déjà été relancée à la date du batch
plan-step-days-due-date = { $days ->
    [one] { $days } jour depuis l'échéance du { $reference } (RELCLI_BORNEREL désactivé)
   *[other] { $days } jours depuis l'échéance du { $reference } (RELCLI_BORNEREL désactivé)
}
plan-step-days-bornerel = { $days ->
    [one] { $days } jour depuis le { $reference } (RELCLI_BORNEREL activé : dernière relance, sinon échéance)
   *[other] { $days } jours depuis le { $reference } (RELCLI_BORNEREL activé : dernière relance, sinon échéance)
}
plan-step-days-na = ces jours sont affectés à NA
plan-step-level = { $level } ({ $bounds }) contient { $days }
plan-step-no-level = { $level } ({ $bounds }) ne convient pas : { $reason }
plan-step-level-unknown = { $level } n'est pas un niveau des règles
plan-step-level-hook = la fonction level choisit { $level }
plan-step-level-hook-none = la fonction level ne choisit aucun niveau
plan-step-level-hook-refused = { $level } ne convient pas : { $reason }
plan-step-recipients-hook = la fonction recipients donne { $found }
plan-step-source-empty = { $source } : personne
plan-step-source-wins = { $source } : { $found }
plan-step-copies = copies : { $found }
plan-step-suppressed = sur la liste d’exclusion, laissées de côté : { $list }

# Adresses inutilisables
plan-bad-address = « { $text } » n’est pas une adresse ({ $source }, facture { $invoice })
plan-suppressed-address = « { $text } » est sur la liste d’exclusion ({ $source }, facture { $invoice })
