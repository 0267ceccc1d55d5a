cli-help-diff = Compare le prochain batch sous deux jeux de règles et de modèles ; ne change rien
cli-help-diff-against = Règles auxquelles comparer : celles en vigueur (celles de --rules sont les nouvelles)
cli-help-diff-against-templates = Modèles auxquels comparer (ceux de --templates sont les nouveaux)
cli-help-diff-texts = Montre ce nombre de mails par niveau et par type de changement, en diff unifié
cli-help-diff-json = Affiche des données au lieu du texte, avec chaque échéance qui change

# Ce qui ne peut être comparé
compare-same-folders = rien à comparer : { $rules } et { $templates } des deux côtés ; indiquez les nouveaux par --rules ou --templates
compare-batch-only-before = le batch { $batch } n’est pas dans les nouvelles règles
compare-batch-only-after = le batch { $batch } n’est que dans les nouvelles règles
compare-company-only-before = { $company } n’est pas comparée : dans les nouvelles règles, ce batch ne la concerne pas
compare-company-only-after = { $company } n’est pas comparée : ce batch ne la concerne que dans les nouvelles règles
compare-no-common-company = aucune société n’est dans le batch des deux côtés (avant : { $before } ; après : { $after })

# Titre et tableaux
compare-before = Avant : { $rules }, { $templates }
compare-after = Après : { $rules }, { $templates }
compare-nothing = Rien ne change : mêmes relances, mêmes textes.
compare-column-change = Changement
compare-row-before = Avant
compare-row-after = Après
compare-row-appear = Nouvelles
compare-row-disappear = Supprimées
compare-row-level = Autre niveau
compare-row-recipients = Autres destinataires
compare-row-group = Autre regroupement
compare-row-text = Texte seul modifié
compare-row-reason = Écartées pour un autre motif
compare-column-levels = Échéances : avant ↓ après →
compare-left-out = aucun

# Les règles responsables
compare-causes = Par règle responsable :
compare-move = { $what }, { $amounts }
compare-appear = { $count ->
    [one] { $count } échéance reçoit { $level }
   *[other] { $count } échéances reçoivent { $level }
}
compare-disappear = { $count ->
    [one] { $count } échéance ne reçoit plus { $level }
   *[other] { $count } échéances ne reçoivent plus { $level }
}
compare-level = { $count ->
    [one] { $count } échéance passe de { $before } à { $after }
   *[other] { $count } échéances passent de { $before } à { $after }
}
compare-recipients = { $count ->
    [one] { $count } échéance de niveau { $level } va à d’autres destinataires
   *[other] { $count } échéances de niveau { $level } vont à d’autres destinataires
}
compare-group = { $count ->
    [one] { $count } échéance de niveau { $level } partage son mail avec d’autres échéances
   *[other] { $count } échéances de niveau { $level } partagent leur mail avec d’autres échéances
}
compare-reason = { $count ->
    [one] { $count } échéance écartée pour un autre motif
   *[other] { $count } échéances écartées pour un autre motif
} : { $before } → { $after }
compare-example = { $customer }, { $item }, { $days ->
    [one] { $days } jour de retard
   *[other] { $days } jours de retard
}, { $open } : { $before } → { $after }
compare-more-items = { $count ->
    [one] et { $count } autre échéance
   *[other] et { $count } autres échéances
}
compare-rule-from-to = { $rule } : { $before } → { $after }
compare-rule-changed = modification : { $rule }
compare-rule-new = ajout : { $rule }
compare-rule-gone = suppression : { $rule }
compare-rule-level = niveau { $level }
compare-rule-na = jours affectés à NA
compare-rule-batch = filtres du batch
compare-rule-payment-methods = modes de règlement jamais relancés
compare-rule-exclusion = exclusion « { $name } »
compare-rule-minimum = montant minimum
compare-rule-creditors = relance des clients créditeurs
compare-rule-recipients = ordre des sources de destinataires
compare-rule-copies = copies de { $level }
compare-rule-hook = fonction { $name }
compare-rule-script = le script échoue
compare-rule-script-before = le script échouait auparavant
compare-rule-sender = expéditeur
compare-rule-level-mail = mail de { $level }
compare-rule-template = modèle { $name }
compare-rule-section = section « { $name } »
compare-rule-several = plusieurs règles à la fois
compare-bounds-repeated = { $bounds }, tous les { $every } jours
compare-on = activé
compare-off = désactivé
compare-none = aucun
compare-text = { $text }

# Mails
compare-texts = Mails dont le texte change :
compare-text-words = { $count ->
    [one] { $count } mail
   *[other] { $count } mails
} de niveau { $level } en { $language } dont le texte change ({ $pieces }) : { $cause }
compare-text-level = { $count ->
    [one] { $count } mail
   *[other] { $count } mails
} de niveau { $after } au lieu de { $before }, en { $language }
compare-text-plan = { $count ->
    [one] { $count } mail
   *[other] { $count } mails
} de niveau { $level } en { $language } pour d’autres échéances ou destinataires
compare-text-example = par exemple { $customer } :
compare-fails-before = avant, il ne pouvait pas être composé : { $error }
compare-fails-after = après, il ne peut plus être composé : { $error }
compare-piece-from = expéditeur
compare-piece-subject = objet
compare-piece-text = texte
compare-piece-html = HTML
compare-piece-unmade = ne peut être composé
compare-piece-made = peut de nouveau être composé
compare-unmade = { $count ->
    [one] 1 mail compté ici ne peut être composé
   *[other] { $count } mails comptés ici ne peuvent être composés
} avec les nouvelles règles et les nouveaux modèles : une exécution les laisse de côté.
compare-attachments = Pièces jointes : { $before } → { $after }. Les fichiers ne sont pas comparés ; l’aperçu dit lesquels ne peuvent partir.
