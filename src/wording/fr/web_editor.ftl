# Éditer les règles et les modèles
editor-in-force = Les règles et les modèles en vigueur sont ceux du disque.
editor-not-in-force = { $count ->
    [one] Une erreur empêche les fichiers du disque d’entrer en vigueur
   *[other] { $count } erreurs empêchent les fichiers du disque d’entrer en vigueur
}
editor-not-in-force-why = Les règles et les modèles en vigueur auparavant continuent de décider tant qu’elles ne sont pas corrigées.
editor-all-revisions = Toutes les révisions
editor-files = { $count ->
    [one] { $count } fichier
   *[other] { $count } fichiers
}
editor-broken = erreurs
editor-file = Fichier
editor-kind = Type
editor-kind-rules = Règles
editor-kind-script = Script
editor-kind-test = Tests de règles
editor-kind-html = HTML
editor-kind-text = Texte
editor-kind-typst = Typst
editor-kind-document = Document
editor-kind-image = Image
editor-last-change = Dernière modification
editor-comment = Commentaire
editor-actions = Actions
editor-history = Historique
editor-history-of = Historique de { $file }
editor-download = Télécharger
editor-download-of = Télécharger { $file }
editor-new = Nouveau fichier
editor-path = Chemin du fichier
editor-path-hint = Par exemple templates/mail/N1/de/body.html
editor-bad-path = Ce n’est pas un nom de fichier de règles ou de modèles : rules/NOM.yaml, rules/NOM.rhai, rules/tests/NOM.yaml, ou sous templates/ un fichier terminé par .html, .txt, .typ, .docx, .odt, .png, .jpg, .jpeg ou .svg.
editor-not-utf8 = le fichier n’est pas un texte en UTF-8 : téléchargez-le, corrigez-le et déposez-le de nouveau
editor-copy = Commencer par une copie de
editor-copy-none = aucun fichier
editor-new-begin = Créer
editor-upload = Déposer des fichiers
editor-place = Dossier
editor-place-hint = Les fichiers de mêmes noms sont remplacés, tous ou aucun.
editor-upload-files = Fichiers
editor-upload-send = Déposer
editor-upload-failed = Le dépôt est incomplet, ou trop volumineux.
editor-upload-empty = Aucun fichier n’a été choisi.
editor-is-new = nouveau
editor-changed = Dernière modification le { $at } par { $author }
editor-by-disk = disque
editor-conflict = Le fichier a changé entre-temps
editor-conflict-why = Quelqu’un l’a enregistré après que vous l’avez ouvert ; rien de votre texte n’a été écrit. Les lignes ci-dessous montrent les différences entre le fichier sur le disque et votre texte. Enregistrer de nouveau remplace ce fichier.
editor-conflict-gone = Quelqu’un l’a supprimé après que vous l’avez ouvert ; rien de votre texte n’a été écrit. Enregistrer de nouveau le recrée.
editor-changed-meanwhile = Le fichier a changé entre-temps. Rien n’a été écrit.
editor-text = Texte
editor-text-of = Texte de { $file }
editor-comment-why = Motif (commentaire de la révision)
editor-save = Enregistrer
editor-check = Vérifier
editor-refused = Non enregistré : ces erreurs l’empêchent.
editor-no-problems = Aucune erreur.
editor-error = erreur
editor-warning = avertissement
editor-numbered = Le texte avec ses numéros de ligne
editor-tests = Tests de règles
editor-tests-passed = { $count ->
    [one] { $count } réussi
   *[other] { $count } réussis
}
editor-tests-failed = { $count ->
    [one] { $count } en échec
   *[other] { $count } en échec
}
editor-mismatch = { $what } : attendu { $expected }, trouvé { $found }
editor-diff = Le prochain batch
editor-diff-why = Ce que ce texte changerait dans le prochain batch, avant de l’enregistrer.
editor-company = Société
editor-diff-show = Comparer le prochain batch
editor-diff-of = { $batch } de { $company } le { $day }
editor-diff-counts = Totaux avant et après
editor-reminders = Relances
editor-items = Échéances
editor-amount = Montant
editor-diff-causes = Par règle en cause
editor-items-count = { $count ->
    [one] { $count } échéance
   *[other] { $count } échéances
}
editor-diff-items = { $count ->
    [one] { $count } échéance change
   *[other] { $count } échéances changent
}
editor-customer = Client
editor-item = Échéance
editor-due = Date d’échéance
editor-days-late = Jours de retard
editor-open = Reste dû
editor-before = Avant
editor-after = Après
editor-cause = Règle en cause
editor-previous-page = Page précédente
editor-diff-texts = Mails dont le texte change
editor-mails = { $count ->
    [one] { $count } mail
   *[other] { $count } mails
} au { $level } en { $language }
editor-piece-from = Expéditeur
editor-piece-subject = Objet
editor-piece-text = Texte
editor-piece-html = HTML
editor-preview = Aperçu
editor-preview-show = Afficher
editor-preview-apart = Afficher sur une page à part
editor-preview-broken = Pas d’aperçu tant que les fichiers ont des erreurs.
editor-preview-nobody = Aucun client { $customer } avec des échéances ouvertes, ou aucun client ne voit ce fichier.
editor-preview-next = La prochaine relance au { $level } de { $customer }.
editor-preview-as-if = La prochaine relance de { $customer } n’est pas au { $level } : voici ce qu’elle dirait à ce niveau.
editor-preview-follow-up = Mail du suivi client, au sujet de { $customer }.
editor-whole = Un fichier de ce type se remplace en entier : téléchargez-le, modifiez-le avec votre logiciel, puis déposez-le de nouveau.
editor-replace-by = Remplacer par
editor-delete = Supprimer ce fichier
editor-delete-file = Supprimer { $file }
editor-delete-sure = Supprimer { $file } ? Son historique permet de le restaurer.
editor-line-before = Avant
editor-line-after = Après
editor-sign = Changement
editor-added = ajoutée
editor-removed = supprimée
editor-line-text = Texte
editor-revisions = Révisions des règles et des modèles
editor-revisions-of = Révisions de { $file }
editor-when = Quand
editor-who = Qui
editor-what = Fichiers
editor-was-new = Nouveau
editor-was-changed = Modifié
editor-was-deleted = Supprimé
editor-more-files = { $count ->
    [one] et { $count } autre
   *[other] et { $count } autres
}
editor-is-last = la dernière
editor-restore = Restaurer
editor-restore-gone = Restaurer (supprimer)
editor-restore-all = Restaurer ces fichiers
editor-restore-of = Restaurer le fichier du { $at }
editor-restore-all-of = Restaurer les fichiers du { $at }
editor-restore-sure = Remettre le disque dans l’état où cette révision l’a laissé ?
editor-restored-comment = Restauré depuis la révision { $revision }
editor-no-revisions = Aucune révision n’est encore enregistrée.
editor-now = Maintenant, sur le disque
editor-not-there = pas encore là
editor-compare = Comparer
editor-compare-of = Comparaison de { $file }
editor-compared = De { $from } à { $to }
editor-same = Les deux sont identiques.
editor-differs-whole = Ils diffèrent ; les fichiers de ce type ne se comparent pas ligne à ligne.
editor-back = Retour
notice-editor-saved = Enregistré et en vigueur.
notice-editor-saved-broken = Enregistré. Des erreurs dans d’autres fichiers empêchent ceux du disque d’entrer en vigueur.
notice-editor-unchanged = Rien n’a changé.
notice-editor-deleted = Le fichier est supprimé.
notice-editor-restored = Restauré et en vigueur.
