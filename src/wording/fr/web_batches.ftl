# Pages des batchs
web-batches-unfinished = L’exécution { $run } du { $date } n’est pas arrivée à son terme : aucune autre ne peut commencer avant.
web-batches-see-run = Voir l’exécution
web-batches-schedule = Planification
web-batches-every-day = Chaque jour à { $hours }
web-batches-working-days = Du lundi au vendredi à { $hours }
web-batches-on-days = Le { $days } à { $hours }
web-batches-monday = lundi
web-batches-tuesday = mardi
web-batches-wednesday = mercredi
web-batches-thursday = jeudi
web-batches-friday = vendredi
web-batches-saturday = samedi
web-batches-sunday = dimanche
web-batches-ahead = Prochains démarrages
web-batches-next = Prochain démarrage
web-batches-takes = Périmètre
web-batches-last = Dernière exécution
web-batches-never = aucune pour le moment
web-batches-none = Les règles n’ont aucun batch pour cette société.
web-batches-reminders = relances : { $count }
web-batches-preview = Aperçu du prochain batch
web-batches-plans = Plans enregistrés
web-batches-runs = Exécutions
web-batches-no-runs = Rien n’a encore été exécuté.
web-batches-by-hand = Relances manuelles, par { $author }
web-batches-forced = Avant la dernière exécution, motif : { $reason }
web-batches-col-run = Exécution
web-batches-col-batch = Batch
web-batches-col-date = Date d’exécution
web-batches-col-state = État
web-batches-col-reminders = Relances
web-batches-col-items = Échéances
web-batches-col-skipped = Écartées
web-batches-col-created = Enregistrée
web-batches-col-customer = Client
web-batches-col-level = Niveau
web-batches-col-recipients = Destinataires
web-batches-col-item = Échéance
web-batches-col-due = Date d’échéance
web-batches-col-days = Jours de retard
web-batches-col-open = Reste dû
web-batches-col-amount = Montant
web-batches-col-reason = Motif
web-batches-col-problem = À corriger
web-batches-col-mail = Mail
web-batches-col-number = Numéro
web-batches-col-subject = Objet
web-batches-all-reminders = Toutes
web-batches-begins = Démarrage…
web-batches-progress = Avancement
web-batches-preview-title = Aperçu
web-batches-preview-works = Le prochain batch est en cours de calcul. Cette page se poursuit d’elle-même.
web-batches-recording = Le batch est en cours d’enregistrement
web-batches-recording-works = Rien n’est envoyé avant que vous ayez vu et confirmé ce qui a été enregistré. Cette page se poursuit d’elle-même.
web-batches-older-title = Avant la dernière exécution
web-batches-older = La dernière exécution date du { $last } : une exécution à un jour antérieur demande un motif.
web-batches-reason = Motif
web-batches-reason-hint = Conservé avec l’exécution.
web-batches-go-on = Continuer malgré tout
web-batches-back = Retour
web-batches-preview-of = Aperçu du batch { $batch }
web-batches-copies = Copies
web-batches-copy = Copie : { $address }
web-batches-mail-of = Le mail « { $subject } »
web-batches-items = Échéances de cette relance
web-batches-total = Total
web-batches-plain-text = En texte brut
web-batches-work-out-again = Recalculer
web-batches-worked-out = Calculé le { $at } ; rien n’en est modifié.
web-batches-sums = Totaux par niveau
web-batches-payments-known = Règlements connus jusqu’au
web-batches-temporary-holds = Blocages temporaires levés ensuite
web-batches-what-now = Suite à donner
web-batches-nothing-to-send = Il n’y a aucune relance à envoyer.
web-batches-run-hint = Enregistre le batch et montre ce qui a été enregistré ; l’envoi commence une fois que vous l’avez confirmé.
web-batches-run = Exécuter maintenant…
web-batches-plan-hint = Le conserve comme plan, à envoyer plus tard exactement tel quel.
web-batches-save-plan = Enregistrer comme plan
web-batches-parts = Parties de l’aperçu
web-batches-tab-reminders = Relances
web-batches-tab-left-out = Écartées
web-batches-tab-problems = À corriger
web-batches-only-level = Seulement le niveau { $level }.
web-batches-all-levels = Tous les niveaux
web-batches-days = { $days ->
    [one] { $days } jour
   *[other] { $days } jours
}
web-batches-see-mail = Voir le mail
web-batches-no-reminders = Aucune relance.
web-batches-reasons = Écartées, par motif
web-batches-only-reason = Seulement ce motif : { $reason }.
web-batches-all-reasons = Tous les motifs
web-batches-nothing-left-out = Rien n’est écarté.
web-batches-no-problems = Il n’y a rien à corriger.
web-batches-unrendered = Le mail de niveau { $level } ne peut pas être composé : { $error }
web-batches-run-title = Exécution { $run }
web-batches-stopped = { $open ->
    [one] Arrêtée : une relance attend d’être envoyée.
   *[other] Arrêtée : { $open } relances attendent d’être envoyées.
}
web-batches-in-doubt = { $count ->
    [one] Un mail était en cours d’envoi lors de l’interruption : il a été renvoyé avec le même Message-ID.
   *[other] { $count } mails étaient en cours d’envoi lors de l’interruption : ils ont été renvoyés avec le même Message-ID.
}
web-batches-overtaken = { $count ->
    [one] Une relance a été annulée : des règlements ou des relances plus récentes l’ont dépassée.
   *[other] { $count } relances ont été annulées : des règlements ou des relances plus récentes les ont dépassées.
}
web-batches-refused = { $count ->
    [one] Le serveur a refusé un destinataire d’un mail que d’autres ont reçu.
   *[other] Le serveur a refusé { $count } destinataires de mails que d’autres ont reçus.
}
web-batches-lifted = { $count ->
    [one] Un blocage temporaire a été levé.
   *[other] { $count } blocages temporaires ont été levés.
}
web-batches-flood-needed = Rien n’a été envoyé : un tel nombre de relances demande votre accord explicite.
web-batches-stopping = Arrêt dès que les mails en cours sont remis.
web-batches-workers = { $count ->
    [one] Un processus y travaille.
   *[other] { $count } processus y travaillent.
}
web-batches-stop = Arrêter
web-batches-stop-hint = Les mails en cours sont remis, aucun autre ne part ; l’exécution peut être reprise.
web-batches-about = À propos de cette exécution
web-batches-ended = Terminée
web-batches-result = Résultat
web-batches-counts = envoyées : { $sent }, en échec : { $failed }, en attente : { $open }
web-batches-confirm = { $count ->
    [one] Une relance est enregistrée et part vers { $transport }.
   *[other] { $count } relances sont enregistrées et partent vers { $transport }.
}
web-batches-flood-meant = J’ai vu l’avertissement et je confirme
web-batches-send = { $count ->
    [one] Envoyer une relance
   *[other] Envoyer { $count } relances
}
web-batches-resume-hint = { $count ->
    [one] Une relance attend. Si aucun autre processus ne travaille à cette exécution, elle peut reprendre.
   *[other] { $count } relances attendent. Si aucun autre processus ne travaille à cette exécution, elle peut reprendre.
}
web-batches-resume = Reprendre
web-batches-again-hint = L’exécution a été interrompue pendant son enregistrement ; rien n’a été envoyé. L’enregistrement est abandonné, et le même batch est enregistré de nouveau pour que vous le confirmiez.
web-batches-again = Enregistrer de nouveau
web-batches-retry-hint = { $count ->
    [one] Une relance a échoué. Elle est tentée de nouveau, sauf si elle a été dépassée.
   *[other] { $count } relances ont échoué. Elles sont tentées de nouveau, sauf si elles ont été dépassées.
}
web-batches-retry = Réessayer les envois en échec
web-batches-cancel = Abandonner
web-batches-cancel-hint = Ce qui n’a pas été envoyé ne le sera jamais.
web-batches-cancel-sure = Abandonner ce qui n’a pas été envoyé ?
web-batches-by-state = Relances par état
web-batches-closing = Le service s’arrête : aucune exécution ne commence.
web-batches-anew = Les données avaient changé : le batch a été enregistré à nouveau (exécution { $run }), et attend sa confirmation.
notice-run-busy = Une exécution de cette société est déjà en cours.
notice-run-in-the-way = Cette exécution doit arriver à son terme avant qu’une autre ne commence.
notice-run-not-recorded = Arrêté avant tout enregistrement.
notice-run-dropped = L’exécution n’avait pas été enregistrée en entier et a été abandonnée ; rien n’a été envoyé.
notice-run-anew = Ce qui était enregistré ne valait plus ; le batch a été enregistré de nouveau. Rien n’a été envoyé.
notice-run-stopping = L’arrêt de l’exécution est demandé.
notice-run-not-at-work = L’exécution n’est pas en cours dans ce service.
notice-run-cancelled = L’exécution est abandonnée.
notice-plan-saved = Le plan est enregistré.
