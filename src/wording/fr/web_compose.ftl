# Relances manuelles
web-compose-start-title = Relances manuelles
web-compose-title = Composer des relances
web-compose-begin-items = À partir d’échéances
web-compose-begin-customer = À partir d’un client
web-compose-begin = Composer
web-compose-search = Rechercher plutôt des échéances
web-compose-items = Échéances
web-compose-items-hint = Numéros de facture, un par ligne : FA26264, FA26264/2 ou C0012/FA26264.
web-compose-customer-code = Code du client
web-compose-customer-hint = Toutes ses échéances en retard qui peuvent être relancées manuellement.
web-compose-way = Mode d’envoi
web-compose-way-mail = Mail, envoyé d’ici
web-compose-way-draft = Brouillons, envoyés par vous-même
web-compose-way-letter = Courriers
web-compose-format = Format des courriers
web-compose-from = Expéditeur
web-compose-from-hint = Code d’un collaborateur ou adresse ; si vide, l’expéditeur des règles.
web-compose-again = Relancer de nouveau, même si déjà relancée ce jour
web-compose-copies = Copies des mails
web-compose-copies-free = Autres copies
web-compose-copies-hint = Codes ou adresses, séparés par des virgules.
web-compose-update = Actualiser
web-compose-check = Vérifier et envoyer…
web-compose-widen = Inclure ce qui n’est pas encore échu
web-compose-narrow = Seulement ce qui est en retard
web-compose-bad-value = « { $value } » n’a pas de sens ici.
web-compose-unrendered = { $customer }, { $level } : écartée, { $error }
web-compose-bad-addresses = Adresses inutilisables : { $list }
web-compose-summary = { $reminders ->
    [one] { $reminders } relance
   *[other] { $reminders } relances
}, { $lines ->
    [one] { $lines } échéance
   *[other] { $lines } échéances
} :
web-compose-none = Il n’y a rien à relancer.
web-compose-nothing = Il n’y a rien à relancer : rien ne peut être envoyé.
web-compose-show = Aperçu
web-compose-postal = Adresse
web-compose-to = À
web-compose-cc = Copies
web-compose-subject = Objet
web-compose-lines-of = Échéances de { $customer }, { $level }
web-compose-item = Échéance
web-compose-due = Date d’échéance
web-compose-days = Jours de retard
web-compose-open = Reste dû
web-compose-standing = Niveau actuel
web-compose-last = Dernière relance
web-compose-level = Niveau de relance
web-compose-leave-out = Retirer
web-compose-no-level = aucun
web-compose-proposed = { $level } (proposé)
web-compose-lower = Baisser le niveau de { $item }
web-compose-raise = Monter le niveau de { $item }
web-compose-level-of = Niveau de { $item }
web-compose-drop = Retirer { $item }
web-compose-more = { $count ->
    [one] { $count } autre relance n’est pas affichée ; elle part aussi.
   *[other] { $count } autres relances ne sont pas affichées ; elles partent aussi.
}
web-compose-dropped = Retirées par vous
web-compose-dropped-line = { $item }, échéance du { $due }, { $amount }
web-compose-refused = Non relancées, avec le motif
web-compose-customer = Client
web-compose-reason = Motif
web-compose-preview-of = Aperçu : { $customer }, { $level }
web-compose-download-mail = Télécharger en .eml
web-compose-download-letter = Télécharger en { $format }
web-compose-attachments = Pièces jointes
web-compose-kilobytes = { $size } Ko
web-compose-frame = La relance telle qu’elle sera
web-compose-no-frame = Les navigateurs n’affichent pas ce type de fichier : téléchargez-le.
web-compose-text = En texte brut

# Avant l’envoi
web-compose-check-title = Vérifier et envoyer
web-compose-changed = Ce n’est plus ce que vous aviez sous les yeux : échéances, règles ou modèles ont changé entre-temps, et rien n’a été envoyé. Vérifiez à nouveau.
web-compose-to-server = Les mails partent par { $transport }.
web-compose-to-folder = Aucun serveur de mail n’est configuré : les mails vont dans le dossier { $transport } et n’atteignent personne.
web-compose-as-drafts = Les mails sont préparés en brouillons : vous les téléchargez, les envoyez et le confirmez. D’ici là, rien ne change sur les échéances.
web-compose-as-letters = Les courriers sont produits en { $format } et comptent comme envoyés.
web-compose-leaving = Ce qui part
web-compose-refused-count = { $count ->
    [one] { $count } échéance est refusée et écartée.
   *[other] { $count } échéances sont refusées et écartées.
}
web-compose-send = { $count ->
    [one] Envoyer { $count } relance
   *[other] Envoyer { $count } relances
}
web-compose-make-drafts = { $count ->
    [one] Préparer { $count } brouillon
   *[other] Préparer { $count } brouillons
}
web-compose-make-letters = { $count ->
    [one] Produire { $count } courrier
   *[other] Produire { $count } courriers
}
web-compose-back = Revenir à la composition

# Ce qu’il en est advenu
web-compose-run = Exécution manuelle { $run }
web-compose-result = Résultat
web-compose-about = À propos
web-compose-day = Date
web-compose-begun = Début
web-compose-author = Auteur
web-compose-state = État
web-compose-at-work = L’envoi est en cours ; cette page le suit.
web-compose-stopped = L’envoi s’est arrêté avant la fin : ce qui n’est pas parti est conservé.
web-compose-run-page = Reprendre, réessayer ou abandonner
web-compose-failed = Des relances ont échoué : rien n’a changé sur leurs échéances.
web-compose-bound = Tous les courriers en un PDF
web-compose-zip = Tous les courriers (ZIP)
web-compose-drafts-zip = Tous les brouillons (ZIP)
web-compose-drafts = Brouillons
web-compose-drafts-how = Ouvrez les fichiers dans votre logiciel de messagerie, envoyez-les, puis confirmez-le ici : niveau, date et commentaire ne sont notés qu’à ce moment-là.
web-compose-confirm-all = Tout confirmer comme envoyé
web-compose-drop-all = Tout abandonner
web-compose-reminders = Relances
web-compose-more-reminders = { $count ->
    [one] { $count } autre relance n’est pas affichée.
   *[other] { $count } autres relances ne sont pas affichées.
}
web-compose-number = Numéro
web-compose-detail = Détail
notice-compose-left = Les relances sont parties.
notice-compose-written = Les courriers sont produits.
notice-compose-drafted = Les brouillons sont prêts : téléchargez-les ici.
notice-compose-confirmed = Les brouillons sont notés comme envoyés.
notice-compose-dropped = Les brouillons sont abandonnés ; rien n’a changé sur leurs échéances.

# Brouillons en attente, et ce qui a été fait
web-compose-drafts-waiting = Brouillons en attente d’envoi
web-compose-no-drafts = Aucun brouillon n’est en attente.
web-compose-all-drafts = Tous les brouillons
web-compose-draft = Brouillon { $draft }
web-compose-run-column = Exécution
web-compose-file = Fichier
web-compose-confirm-ticked = Confirmer comme envoyés
web-compose-drop-ticked = Abandonner
web-compose-none-ticked = Cochez les brouillons concernés.
web-compose-recent = Dernières exécutions manuelles
web-compose-no-runs = Rien n’a encore été envoyé manuellement.
