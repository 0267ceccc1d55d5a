# Aide
cli-help = Décide qui relancer pour des factures échues, compose les mails, les envoie et en garde la trace
cli-help-template =
    { "{about}" }

    Utilisation : { "{usage}" }

    { "{all-args}" }{ "{after-help}" }
cli-help-commands = Commandes
cli-help-command = COMMANDE
cli-help-options = Options
cli-help-arguments = Arguments
cli-help-arg-help = Affiche cette aide
cli-help-arg-version = Affiche la version
cli-help-arg-lang = Langue de Relance : fr ou en (sinon LC_ALL, LC_MESSAGES, LANG)
cli-help-arg-database = Base de données : sqlite:FICHIER ou postgres://…
cli-help-arg-rules = Dossier des règles
cli-help-arg-templates = Dossier des modèles
cli-help-arg-company = Société concernée, quand les règles en ont plusieurs
cli-help-arg-by = Auteur de ce qui est fait à la main (sinon l'utilisateur de cette machine)
cli-help-arg-config = Fichier de réglages (docs/operation.md) ; les options et l’environnement passent avant
cli-help-arg-log = Ce qui est journalisé, comme info ou relance=debug (sinon warn ; info pour serve)
cli-help-arg-log-format = Comment le journal est écrit : text ou json
cli-help-arg-as-of = Agit comme à ce jour (sinon aujourd'hui dans le fuseau de la société)
cli-help-arg-outbox = Dossier des mails quand RELANCE_SMTP_URL ne nomme pas de serveur
cli-help-arg-stop-timeout = Nombre de secondes laissées aux requêtes et aux travaux pour finir quand le service s’arrête
cli-help-arg-allow-local-webhooks = Laisser les webhooks mener à cette machine, même en http
cli-help-arg-batch = Batch (sinon le premier des règles)
cli-help-arg-yes = Ne demande pas de confirmation
cli-help-demo = Remplit la base avec une société de démonstration
cli-help-demo-seed = Une autre graine donne une autre société
cli-help-demo-play = Puis affiche l'aperçu et exécute le batch
cli-help-demo-outbox = Dossier des mails de --play, qui ne vont jamais à un serveur
cli-help-import = Importe des écritures ouvertes
cli-help-import-csv = Importe un dossier de fichiers CSV (voir docs/import.md)
cli-help-import-csv-folder = Dossier avec customers.csv, invoices.csv, due_items.csv…
cli-help-import-fec = Importe les écritures ouvertes d'un FEC
cli-help-import-fec-file = Le fichier FEC
cli-help-import-fec-terms = Jours entre la date de facture et l'échéance
cli-help-check = Contrôle ensemble les règles, les scripts et les modèles
cli-help-rules = Aide aux fichiers de règles
cli-help-rules-schema = Affiche le JSON Schema des fichiers de règles, pour les éditeurs
cli-help-preview = Montre le prochain batch ; ne change rien
cli-help-preview-out = Écrit ici chaque mail en .eml et .html
cli-help-preview-json = Affiche des données plutôt que des tableaux
cli-help-preview-save = Garde le plan, à envoyer tel quel par « run --plan »
cli-help-preview-watch = Le montre à nouveau chaque fois qu’une règle ou un modèle est enregistré
cli-help-explain = Dit étape par étape pourquoi une échéance reçoit ce qu'elle reçoit
cli-help-explain-item = Facture (FA26012) ou échéance (FA26012/2)
cli-help-run = Exécute le batch : enregistre, envoie, garde l'historique
cli-help-run-plan = Envoie précisément ce plan enregistré ; refusé si les données ont changé
cli-help-run-force = Exécute malgré une date antérieure à la dernière exécution ; le motif est gardé
cli-help-resume = Reprend une exécution interrompue
cli-help-retry = Renvoie les relances en échec d'une exécution
cli-help-retry-run = Numéro de l'exécution
cli-help-cancel = Abandonne un plan enregistré ou le reste d'une exécution interrompue
cli-help-cancel-run = Numéro de l'exécution
cli-help-runs = Liste les exécutions et les plans enregistrés
cli-help-runs-limit = Au plus ce nombre
cli-help-history = Liste ce qui a été envoyé, ou affiche un mail tel qu'envoyé
cli-help-history-customer = Seulement ce client (code)
cli-help-history-run = Seulement cette exécution
cli-help-history-limit = Au plus ce nombre
cli-help-history-json = Affiche des données plutôt qu'un tableau
cli-help-history-message = Affiche le mail de cette relance tel qu'envoyé
cli-help-completions = Affiche la complétion pour un interpréteur de commandes
cli-help-completions-shell = L'interpréteur
cli-help-man = Affiche la page de manuel
cli-help-man-folder = Écrit une page par commande dans ce dossier

# Erreurs d'utilisation
cli-error = Erreur : { $message }
cli-error-company = { $company } : Erreur : { $message }
cli-usage-hint = « relance --help » montre les commandes.
cli-usage-unknown-argument = argument inconnu { $arg }
cli-usage-unknown-argument-suggest = argument inconnu { $arg } ; vouliez-vous dire { $suggestion } ?
cli-usage-unknown-command = commande inconnue « { $name } »
cli-usage-unknown-command-suggest = commande inconnue « { $name } » ; vouliez-vous dire « { $suggestion } » ?
cli-usage-invalid-value = « { $value } » n'est pas une valeur pour { $arg }
cli-usage-invalid-value-known = « { $value } » n'est pas une valeur pour { $arg } ; les valeurs sont : { $known }
cli-usage-missing = il manque : { $arg }
cli-usage-missing-command = il manque une commande
cli-usage-conflict = { $arg } ne va pas avec { $other }
cli-usage-other = { $error }

# Avancement et erreurs
cli-progress = { $stage } : { $done }
cli-progress-of = { $stage } : { $done } sur { $total }
cli-problems = { $count ->
    [one] { $count } erreur. Rien n'a été modifié.
   *[other] { $count } erreurs. Rien n'a été modifié.
}
cli-standard-output = sortie standard
cli-check-ok = Les règles, les scripts et les modèles sont en ordre ({ $companies ->
    [one] { $companies } société
   *[other] { $companies } sociétés
}, { $levels ->
    [one] { $levels } niveau
   *[other] { $levels } niveaux
}, { $batches ->
    [one] { $batches } batch
   *[other] { $batches } batchs
}).

# Questions
cli-answer-yes = oui
cli-confirm = Envoyer { $count ->
    [one] { $count } relance
   *[other] { $count } relances
} vers { $transport } ? [oui/non]
cli-confirm-plan = Envoyer le plan { $run } ({ $count ->
    [one] { $count } relance
   *[other] { $count } relances
}) vers { $transport } ? [oui/non]
cli-not-confirmed = Sans confirmation, rien n'a été envoyé. (--yes continue sans demander.)
cli-plan-kept = Sans confirmation, rien n'a été envoyé ; le plan est gardé. (--yes continue sans demander.)

# Tableaux
cli-column-customer = Client
cli-column-item = Échéance
cli-column-items = Échéances
cli-column-due = Date
cli-column-days = Retard (j)
cli-column-open = Reste dû
cli-column-reason = Pourquoi pas
cli-column-level = Niveau
cli-column-recipients = Destinataires
cli-column-amount = Montant
cli-column-reminders = Relances
cli-column-entity = Entité
cli-column-inserted = Nouveaux
cli-column-updated = Modifiés
cli-column-unchanged = Inchangés
cli-column-run = Exécution
cli-column-batch = Batch
cli-column-date = Date du batch
cli-column-state = État
cli-column-skipped = Laissées
cli-column-created = Enregistrée
cli-column-forced = Motif de forçage
cli-column-at = Quand
cli-column-reminder = Relance
cli-column-subject = Objet
cli-column-result = Résultat
cli-total = Total
cli-copy = copie { $address }

# Aperçu
cli-preview-heading = { $batch } · { $company } · { $date }
cli-preview-next-scheduled = Prochaine exécution prévue : { $date } à { $time } ({ $zone })
cli-preview-skipped = Non relancées ({ $count })
cli-preview-reminders = Relances ({ $count })
cli-preview-unrendered = Non composé : { $customer } { $level } : { $error }
cli-preview-bad-address = Adresse ignorée : { $customer } : { $problem }
cli-preview-left-out = { $count ->
    [one] { $count } échéance n'est pas relancée :
   *[other] { $count } échéances ne sont pas relancées :
}
cli-preview-left-out-reason = {"    "}{ $count } { $reason }
cli-preview-temporary-holds = { $count ->
    [one] Le blocage temporaire de { $count } facture est levé après l'exécution.
   *[other] Les blocages temporaires de { $count } factures sont levés après l'exécution.
}
cli-warning = Attention : { $message }.
cli-reason-not-in-batch = hors du champ de ce batch
cli-reason-settled = soldées
cli-reason-payment-method = payées par un mode jamais relancé
cli-reason-automatic-off = de clients non relançables automatiquement
cli-reason-automatic-hold = à ne pas relancer automatiquement
cli-reason-temporary-hold = à ne pas relancer temporairement
cli-reason-na = à NA
cli-reason-exclusion = exclues par une règle
cli-reason-below-minimum = pas au-dessus du montant minimum
cli-reason-creditor = de clients créditeurs
cli-reason-hook = refusées par une fonction
cli-reason-reminded-today = déjà relancées à la date du batch
cli-reason-no-level = sans niveau pour ces jours
cli-reason-already-at-level = déjà au niveau
cli-reason-repeat-not-due = pas encore à répéter
cli-reason-never-lowered = déjà à un niveau supérieur
cli-reason-outside-bounds = hors des jours du niveau suivant
cli-reason-unknown-level = à un niveau inconnu des règles
cli-reason-no-recipient = sans destinataire
cli-reason-script-failed = arrêtées par un script en échec
cli-plan-saved = Enregistré comme plan { $run } : « relance run --plan { $run } » envoie précisément ceci.

# Explication
cli-explain-heading = { $item } · { $customer } · échéance { $due } · reste dû { $open } · au { $date }
cli-explain-built-in = intégré
cli-explain-reminded = relancée au niveau { $level } à { $recipients } ; dans un même mail : { $items }
cli-explain-not-reminded = non relancée : { $reason }

# Résultats
cli-sent = Exécution { $run } : { $sent } envoyées, { $failed } en échec ({ $transport }).
cli-sent-refused = { $count ->
    [one] { $count } destinataire a été refusé dans un mail que d'autres ont reçu.
   *[other] { $count } destinataires ont été refusés dans des mails que d'autres ont reçus.
}
cli-sent-in-doubt = { $count ->
    [one] { $count } relance était en route lors de l'interruption ; si elle était arrivée, elle est revenue avec le même Message-ID.
   *[other] { $count } relances étaient en route lors de l'interruption ; celles qui étaient arrivées sont revenues avec le même Message-ID.
}
cli-sent-overtaken = { $count ->
    [one] { $count } relance, dépassée par un règlement ou une relance ultérieure, n'est pas envoyée.
   *[other] { $count } relances, dépassées par des règlements ou des relances ultérieures, ne sont pas envoyées.
}
cli-sent-holds-lifted = { $count ->
    [one] { $count } blocage temporaire a été levé.
   *[other] { $count } blocages temporaires ont été levés.
}
cli-sent-retry = « relance history --run { $run } » dit pourquoi, « relance retry { $run } » réessaie.
cli-sent-stopped = Arrêté avant la fin : « relance resume » reprend.
cli-sent-waiting = { $count ->
    [one] Une relance est retentée à partir de { $until } : « relance worker » ou « relance resume » reprend alors.
   *[other] { $count } relances sont retentées à partir de { $until } : « relance worker » ou « relance resume » reprend alors.
}
cli-record-anew = L'exécution { $run } a été interrompue pendant sa planification ; rien n'était parti, elle est replanifiée.
cli-changed-anew = Les données de l'exécution { $run } ont changé depuis sa planification ; rien n'était parti, elle est replanifiée.
cli-cancelled = L'exécution { $run } est annulée : { $count ->
    [one] { $count } relance en attente est abandonnée.
   *[other] { $count } relances en attente sont abandonnées.
}
cli-demo-next = « relance preview » montre le prochain batch.
cli-result-sent = envoyée ({ $detail })
cli-result-failed = échec ({ $detail })
cli-result-cancelled = non envoyée ({ $detail })
cli-result-bounced = revenu : { $detail }
cli-result-hold-lifted = blocage levé ({ $detail })
cli-state-recording = en cours d'enregistrement
cli-state-planned = plan enregistré
cli-state-dispatching = en cours d'envoi
cli-state-finished = terminée
cli-state-cancelled = annulée
cli-watch-saved = Enregistré : { $files }
cli-watch-rendered = Rendu en { $milliseconds } ms. En attente du prochain enregistrement ; Ctrl-C termine.
cli-watch-waiting = Le dernier affichage reste valable. En attente du prochain enregistrement ; Ctrl-C termine.

# serve, user
cli-help-serve = Servir l’application web et l’API
cli-help-serve-listen = Où écouter ; cette machine seulement par défaut
cli-help-serve-public-url = L’adresse du service pour les navigateurs ; https rend les cookies sûrs
cli-help-serve-metrics-listen = Où servir les mesures pour Prometheus à qui peut s’y connecter (sinon seulement /metrics, pour les administrateurs)
cli-help-worker = Travailler sans pages : ce que le service fait de lui-même
cli-help-workers = Lister les processus au travail sur la base, et ce que fait chacun
cli-help-workers-json = En JSON
cli-column-worker = Processus
cli-column-kind = Genre
cli-column-since = Depuis
cli-column-seen = Vu le
cli-column-doing = Fait
cli-worker-node = nœud
cli-worker-command = commande
cli-worker-alive = vivant
cli-worker-gone = disparu
cli-worker-planning = planifie l’exécution { $run }
cli-worker-sending = envoie l’exécution { $run }
cli-worker-begins = au travail (Ctrl-C l’arrête)
cli-help-user = Gérer qui peut se connecter à l’application web
cli-help-user-add = Créer un compte ; le mot de passe est demandé, ou lu dans RELANCE_PASSWORD ou sur l’entrée standard
cli-help-user-add-login = L’identifiant
cli-help-user-add-role = reader, clerk ou administrator
cli-help-user-add-name = Le nom que voient les autres
cli-help-user-add-companies = Les sociétés dont les données sont visibles ; toutes par défaut
cli-help-serve-trust-proxy = Proxys dont l’en-tête X-Forwarded-For est cru : adresses ou réseaux, par exemple 10.0.0.0/8
cli-help-user-list = Montrer qui peut se connecter
cli-help-user-password = Donner un autre mot de passe, comme avec add ; toutes les sessions du compte se terminent
cli-help-user-password-login = L’identifiant
cli-help-user-role = Changer ce qu’un compte peut faire
cli-help-user-role-login = L’identifiant
cli-help-user-role-role = reader, clerk ou administrator
cli-help-user-role-companies = Les sociétés dont les données sont visibles ; comme avant par défaut
cli-help-user-deactivate = Empêcher un compte de se connecter ; ses sessions et ses jetons d’API se terminent
cli-help-user-deactivate-login = L’identifiant
cli-help-user-activate = Laisser un compte se connecter de nouveau
cli-help-user-activate-login = L’identifiant
