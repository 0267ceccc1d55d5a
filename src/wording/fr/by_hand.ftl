
by-hand-dropped = L'exécution manuelle { $run } a été interrompue avant d'être enregistrée : rien n'est parti. Choisissez à nouveau ses échéances.
by-hand-ambiguous = plusieurs clients ont une facture { $name } : nommez-en une par CLIENT/{ $name } ({ $customers })
by-hand-nothing-selected = rien n'est sélectionné : nommez des échéances, ou donnez des critères tels que --customer ou --overdue
by-hand-unknown-level = il n'y a pas de niveau { $name } ; les niveaux sont { $known }
by-hand-unknown-status = il n'y a pas de statut { $name } ; les statuts sont { $known }
by-hand-unknown-collaborator = { $name } n'est ni le code d'un collaborateur, ni une adresse telle que a@b.example ou Nom <a@b.example>
by-hand-no-email = le collaborateur { $collaborator } n'a pas d'adresse e-mail
by-hand-unknown-draft = la relance { $reminder } n'est pas un brouillon en attente d'envoi
by-hand-no-letters = l'exécution { $run } n'a pas de courriers écrits
by-hand-only-pdf = seuls les courriers PDF vont dans un seul fichier : --format pdf

# Aide
cli-help-items = Recherche les échéances non soldées
cli-help-items-limit = Nombre maximal d'échéances
cli-help-items-json = Sous forme de données
cli-help-remind = Relance par mail les échéances sélectionnées
cli-help-remind-cc = Copie supplémentaire : code d'un collaborateur ou adresse (répétable)
cli-help-remind-out = Avec --dry-run : écrit les mails dans ce dossier
cli-help-remind-drafts = Écrit des brouillons que les messageries ouvrent pour modification, au lieu d'envoyer
cli-help-letters = Écrit des courriers pour les échéances sélectionnées
cli-help-letters-format = Extension des courriers : pdf, docx, odt ou html
cli-help-letters-out = Dossier des courriers
cli-help-letters-merged = Fait aussi un seul PDF de tous les courriers dans l'ordre d'impression, RUN-letters.pdf
cli-help-letters-bind = Fait RUN-letters.pdf et RUN-index.csv d'une exécution reprise ou écrite auparavant
cli-help-drafts = Brouillons en attente d'envoi par leurs auteurs
cli-help-drafts-list = Les liste
cli-help-drafts-write = Écrit de nouveau les brouillons d'une exécution dans un dossier
cli-help-drafts-write-run = Numéro de l'exécution
cli-help-drafts-write-out = Dossier des brouillons
cli-help-drafts-confirm = Note que des brouillons ont été envoyés
cli-help-drafts-drop = Abandonne des brouillons ; rien ne change sur leurs échéances
cli-help-arg-draft-reminder = Numéros des relances
cli-help-arg-draft-run = Tous les brouillons de cette exécution
cli-help-arg-by-hand-item = Numéro de facture, NUMÉRO/ÉCHÉANCE ou CLIENT/NUMÉRO
cli-help-arg-by-hand-raise = Monte l'échéance d'un niveau (répétable)
cli-help-arg-by-hand-lower = Descend l'échéance d'un niveau (répétable)
cli-help-arg-by-hand-drop = Retire l'échéance ; rien ne change sur elle (répétable)
cli-help-arg-by-hand-again = Relance même ce qui l'a déjà été ce jour
cli-help-arg-by-hand-from = Expéditeur : code d'un collaborateur ou adresse
cli-help-arg-by-hand-dry-run = Montre ce qui serait fait ; ne change rien
cli-help-arg-by-hand-json = Avec --dry-run : sous forme de données
cli-help-arg-by-customer = Seulement les échéances de ce client (répétable)
cli-help-arg-by-text = Seulement celles qui ont ce texte dans le numéro, le libellé, la référence, ou le code ou nom du client
cli-help-arg-by-overdue = Seulement ce qui est en retard
cli-help-arg-by-remindable = Seulement ce qui est relançable manuellement
cli-help-arg-by-level = Seulement ces niveaux, par exemple N1,N2 ou none (aucun) ; pour relancer, ÉCHÉANCE=N3 choisit le niveau d'une échéance
cli-help-arg-by-status = Seulement ces statuts, ou none (aucun)
cli-help-arg-by-due-from = Échue ce jour ou après
cli-help-arg-by-due-to = Échue ce jour ou avant
cli-help-arg-by-invoice-from = Facturée ce jour ou après
cli-help-arg-by-invoice-to = Facturée ce jour ou avant
cli-help-arg-by-min = Montant restant dû minimal
cli-help-arg-by-max = Montant restant dû maximal
cli-help-arg-by-person = Seulement les factures de ce responsable d'affaires (code)
cli-help-arg-by-currency = Seulement cette devise
cli-help-arg-by-promise-broken = Seulement si une promesse de règlement est dépassée
cli-help-arg-by-disputed = Seulement ce qui est en litige

# Affichage
by-hand-column-standing = Niveau
by-hand-column-last = Relancé le
by-hand-column-level = Relance au
by-hand-column-proposed = Proposé
by-hand-column-status = Statut
by-hand-column-comment = Commentaire
by-hand-column-author = Par
by-hand-found = { $count ->
    [one] { $count } échéance.
   *[other] { $count } échéances.
}
by-hand-limit = Il peut y en avoir plus de { $limit } : précisez les critères, ou augmentez --limit.
by-hand-refused = { $count ->
    [one] { $count } échéance est refusée :
   *[other] { $count } échéances sont refusées :
}
by-hand-unrendered = { $customer }, { $level } : laissé de côté, { $error }
by-hand-confirm = Émettre { $count ->
    [one] { $count } relance
   *[other] { $count } relances
} vers { $transport } ? [o/N]
by-hand-not-confirmed = Rien n'a été envoyé ; --yes poursuit sans question.
by-hand-nothing = Il n'y a rien à relancer.
by-hand-listed = { $letters ->
    [one] { $file } énumère le courrier.
   *[other] { $file } énumère les { $letters } courriers.
}
by-hand-bound = { $letters ->
    [one] Le courrier est dans { $file }, { $pages ->
        [one] sur une page
       *[other] sur { $pages } pages
    } ; l’index à côté l’énumère.
   *[other] { $letters } courriers sur { $pages } pages sont dans { $file } ; l’index à côté les énumère.
}
by-hand-drafted = { $count ->
    [one] { $count } brouillon est
   *[other] { $count } brouillons sont
} dans { $folder }. Une fois envoyés : relance drafts confirm --run { $run }
by-hand-draft-confirmed = { $count ->
    [one] { $count } brouillon est noté comme envoyé.
   *[other] { $count } brouillons sont notés comme envoyés.
}
by-hand-draft-overtaken = Dépassés par un règlement, une modification ou une autre relance, et non notés : { $list }
by-hand-draft-dropped = { $count ->
    [one] { $count } brouillon abandonné.
   *[other] { $count } brouillons abandonnés.
}
by-hand-reason-manual-off = client non relançable manuellement
by-hand-reason-manual-hold = blocage manuel
by-hand-reason-no-postal-address = pas d'adresse postale
by-hand-not-selected = { $name } n’est pas parmi les échéances choisies : nommez-la aussi, ou renoncez au changement
by-hand-draft-later = le brouillon a été écrit le { $written } : il n’a pas pu être envoyé le { $confirmed }
by-hand-bind-hint = Un seul fichier de ces courriers : relance letters --bind { $run }
