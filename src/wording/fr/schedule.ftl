# Règles
schedule-never-open = la société serait fermée tous les jours de la semaine
schedule-closed-backwards = ces jours finissent avant de commencer le { $from }

# Calendrier et démarrages
schedule-calendar = Jours de fermeture
schedule-closed-weekdays = Fermé chaque { $days }.
schedule-closed-france = Fermé les jours fériés de France.
schedule-closed-alsace-moselle = Fermé les jours fériés de France, le Vendredi saint et le 26 décembre.
schedule-closed-day = Fermé le { $day }
schedule-closed-days = Fermé du { $from } au { $to }
schedule-closed-skip = Ne démarre pas les jours de fermeture.
schedule-closed-next = Un démarrage qui tombe un jour de fermeture passe au jour ouvré suivant.
schedule-missed-run-once = Un démarrage manqué de plus de { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
} est rattrapé, une fois pour tous ceux qui ont été manqués.
schedule-missed-skip = Un démarrage manqué de plus de { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
} est abandonné.
schedule-missed-ask = Un démarrage manqué de plus de { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
} attend que quelqu’un décide.
schedule-runs-caption-of = { $count ->
    [one] La prochaine exécution pour { $codes }
   *[other] Les { $count } prochaines exécutions pour { $codes }
}

# Où en est une planification
schedule-by-hand = à la main
schedule-by-itself = Planifié
schedule-paused = Suspendu par { $by } jusqu’à sa reprise : { $reason }
schedule-paused-until = Suspendu par { $by } jusqu’au { $until } : { $reason }
schedule-late = Le démarrage du { $at } attend la fin d’une autre exécution.
schedule-waiting = { $earlier ->
    [0] Le démarrage du { $at } a été manqué : faut-il l’exécuter ?
    [one] Le démarrage du { $at } et celui d’avant ont été manqués : faut-il exécuter le batch ?
   *[other] Le démarrage du { $at } et { $earlier } avant lui ont été manqués : faut-il exécuter le batch ?
}
schedule-unattended = Aucun processus ne le lance : relance serve ou relance worker doit tourner.
schedule-last-at-work = Démarrage du { $at } : en cours.
schedule-last-again = Démarrage du { $at } : sera retenté ({ $detail })
schedule-last-done = Démarrage du { $at } : exécuté.
schedule-last-unconfirmed = Démarrage du { $at } : enregistré. Bien plus de relances que d’habitude : quelqu’un doit les confirmer.
schedule-last-paused = Démarrage du { $at } : abandonné, le batch était suspendu.
schedule-last-answered = Démarrage du { $at } : abandonné par { $by }.
schedule-last-skipped = Démarrage du { $at } : manqué et abandonné.
schedule-last-missed = Démarrage du { $at } : pas exécuté ({ $detail })

# Ce que l’on en fait
schedule-none = Le batch { $batch } n’est pas planifié : il est lancé à la main.
schedule-not-paused = Le batch { $batch } n’est pas suspendu.
schedule-pause-over = Le { $day } a déjà commencé : une suspension finit un jour à venir.
schedule-nothing-to-answer = Aucun démarrage manqué du batch { $batch } n’attend de réponse.
schedule-reason-missing = Une suspension demande un motif.
schedule-bad-day = Attendu : un jour comme 2026-12-31.
schedule-is-paused = Le batch { $batch } est suspendu.
schedule-is-resumed = Le batch { $batch } démarre de nouveau à ses heures.
schedule-is-run = Le batch { $batch } démarre dès qu’un service ou un worker regarde.
schedule-is-skipped = Le démarrage manqué du batch { $batch } est abandonné.
schedule-run-it = L’exécuter maintenant
schedule-skip-it = L’abandonner
schedule-pause = Suspendre
schedule-pause-batch = Suspendre { $batch }
schedule-pause-reason = Motif
schedule-pause-until = Redémarre le (vide : à la reprise)
schedule-resume = Reprendre
notice-schedule-paused = Le batch est suspendu.
notice-schedule-resumed = Le batch démarre de nouveau à ses heures.
notice-schedule-runs = Le batch démarre dans un instant.
notice-schedule-skipped = Le démarrage manqué est abandonné.

# Ligne de commande
cli-help-schedule = Quand les batchs démarrent d’eux-mêmes
cli-help-schedule-json = Afficher des données plutôt qu’un tableau
cli-help-schedule-pause = Ne plus laisser un batch démarrer de lui-même
cli-help-schedule-pause-batch-name = Nom d’un batch
cli-help-schedule-pause-reason = Pourquoi
cli-help-schedule-pause-until = Jour à partir duquel il redémarre (à la reprise, si absent)
cli-help-schedule-resume = Laisser de nouveau un batch démarrer de lui-même
cli-help-schedule-resume-batch-name = Nom d’un batch
cli-help-schedule-answer = Décider d’un démarrage manqué qui attend
cli-help-schedule-answer-batch-name = Nom d’un batch
cli-help-schedule-answer-answer = run : dès qu’un service ou un worker regarde, à la date du jour ; skip : jamais
cli-help-arg-no-schedule = Ne lancer aucun batch à ses heures
schedule-column-company = Société
schedule-column-schedule = Planification
schedule-column-next = Prochain démarrage
schedule-column-standing = Situation
web-audit-schedule-paused = batch suspendu
web-audit-schedule-resumed = batch repris
web-audit-schedule-answered-run = démarrage manqué exécuté
web-audit-schedule-answered-skip = démarrage manqué abandonné
