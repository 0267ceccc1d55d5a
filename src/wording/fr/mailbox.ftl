# Ce qui revient, et la liste d’exclusion

mailbox-not-a-mailbox = RELANCE_MAILBOX ne nomme pas de boîte : maildir:/CHEMIN ou imaps://UTILISATEUR:MOTDEPASSE@SERVEUR/BOITE est attendu, avec %40 pour un @ dans le nom d’utilisateur
mailbox-unencrypted = RELANCE_MAILBOX : un mot de passe ne va à un serveur que par TLS ; imaps:// est attendu
mailbox-no-password = RELANCE_MAILBOX ne donne pas de mot de passe ; il peut aussi être dans RELANCE_MAILBOX_PASSWORD
mailbox-none = aucune boîte n’est nommée ; RELANCE_MAILBOX est maildir:/CHEMIN ou imaps://UTILISATEUR:MOTDEPASSE@SERVEUR/BOITE
mailbox-folder = le maildir { $path } ne peut pas être lu : { $error }
mailbox-server = la boîte sur { $host } ne peut pas être lue : { $cause }
mailbox-silent = le serveur de messagerie { $host } ne répond pas

mailbox-reading = Lecture de { $mailbox } ; Ctrl-C l’arrête
mailbox-was-read = { $count ->
    [0] Aucun nouveau message
    [one] { $count } nouveau message
   *[other] { $count } nouveaux messages
}
mailbox-count-bounced = { $count ->
    [one] { $count } relance est revenue
   *[other] { $count } relances sont revenues
}
mailbox-count-complained = { $count ->
    [one] { $count } relance a été déclarée indésirable
   *[other] { $count } relances ont été déclarées indésirables
}
mailbox-count-linked = { $count ->
    [one] { $count } réponse a été rattachée à sa relance
   *[other] { $count } réponses ont été rattachées à leurs relances
}
mailbox-count-noted = { $count ->
    [one] { $count } retard, remise ou réponse automatique a été noté
   *[other] { $count } retards, remises et réponses automatiques ont été notés
}
mailbox-count-not-matched = { $count ->
    [one] { $count } rapport ne concerne aucune relance partie d’ici
   *[other] { $count } rapports ne concernent aucune relance partie d’ici
}
mailbox-count-ignored = { $count ->
    [one] { $count } message n’a rien à voir avec les relances
   *[other] { $count } messages n’ont rien à voir avec les relances
}

mailbox-not-an-address = « { $text } » n’est pas une adresse e-mail
mailbox-no-reason = il manque un motif
mailbox-long-reason = un motif a au plus { $most } caractères
mailbox-on-the-list = { $address } est déjà sur la liste d’exclusion
mailbox-not-on-the-list = { $address } n’est pas sur cette liste d’exclusion
mailbox-not-a-recipient = une adresse destinataire de la relance est attendue
mailbox-bad-address = { $address } (plus rien n’y est envoyé)
mailbox-added = Plus rien n’est envoyé à { $address }
mailbox-lifted = On écrit de nouveau à { $address }

mailbox-cause-hard-bounce = boîte inexistante
mailbox-cause-complaint = déclarée indésirable
mailbox-cause-by-hand = à la main

mailbox-column-address = Adresse
mailbox-column-cause = Cause
mailbox-column-detail = En clair
mailbox-column-holders = Encore utilisée par
mailbox-column-lifted = Levée

mailbox-result-answered = réponse : { $detail }
mailbox-result-complained = déclarée indésirable : { $detail }
mailbox-reason-suppressed = dont toutes les adresses sont sur la liste d’exclusion

# Ligne de commande
cli-help-mailbox = Ce qui revient : retours en erreur, plaintes et réponses
cli-help-mailbox-read = Lire ce qui est nouveau dans la boîte de RELANCE_MAILBOX, encore et encore
cli-help-mailbox-read-once = Lire ce qui est nouveau, une fois
cli-help-suppressions = Adresses auxquelles plus rien n’est envoyé
cli-help-suppressions-customer = Seulement de ce client (code)
cli-help-suppressions-address = Seulement les adresses qui contiennent ce texte
cli-help-suppressions-lifted = Montrer aussi celles qui sont levées
cli-help-suppressions-limit = Au plus autant, les plus récentes
cli-help-suppressions-json = Écrire des données au lieu d’un tableau
cli-help-suppressions-add = Ne plus rien envoyer à une adresse
cli-help-suppressions-add-address = L’adresse
cli-help-suppressions-add-reason = Pourquoi
cli-help-suppressions-add-customer = De qui est l’adresse (code)
cli-help-suppressions-add-all-companies = Pour toutes les sociétés
cli-help-suppressions-lift = Écrire de nouveau à une adresse
cli-help-suppressions-lift-address = L’adresse
cli-help-suppressions-lift-reason = Pourquoi
cli-help-suppressions-lift-all-companies = De la liste de toutes les sociétés

# Pages
web-suppressions-title = Adresses à corriger
web-suppressions-lead = Plus rien n’est envoyé à ces adresses. Corrigez-les là où sont tenues les données des clients, et levez celles qui sont de nouveau bonnes.
web-suppressions-none = On écrit à toutes les adresses.
web-suppressions-none-found = Aucune adresse ne correspond.
web-suppressions-address = Adresse
web-suppressions-cause = Cause
web-suppressions-customer = Client
web-suppressions-holders = Encore utilisée par
web-suppressions-mended = n’est plus utilisée
web-suppressions-reminder = Relance
web-suppressions-since = Depuis
web-suppressions-everywhere = toutes les sociétés
web-suppressions-lifted-by = levée par { $who }, { $at } : { $reason }
web-suppressions-show-lifted = Avec celles qui sont levées
web-suppressions-search = Rechercher
web-suppressions-lift = Lever
web-suppressions-lift-one = Lever { $address }
web-suppressions-reason = Motif
web-suppressions-add = Ne plus rien envoyer à une adresse
web-suppressions-customer-code = Client (code, facultatif)
web-suppressions-add-button = Mettre sur la liste
web-suppressions-all = Toutes ({ $count })
notice-suppression-added = Plus rien n’est envoyé à l’adresse.
notice-suppression-lifted = On écrit de nouveau à l’adresse.
web-overview-to-mend = Adresses à corriger
web-customer-suppressed = mauvaise adresse
web-history-came-back = Ce qui est revenu
web-history-bounced-badge = revenue
web-history-bounced-at = Revenue le
web-history-answered-on = Réponse du
web-history-kind-delivery_status = rapport
web-history-kind-complaint = plainte
web-history-kind-reply = réponse
web-history-kind-auto_reply = réponse automatique
web-history-kind-other = autre
web-state-history-answered = réponse
web-state-history-complained = indésirable
