cli-help-rules-doc = Écrire les règles en vigueur en une page à lire
cli-help-rules-doc-out = Fichier à écrire, .html ou .md ; Markdown sur le terminal sans lui
cli-help-templates = Ce que les modèles peuvent imprimer
cli-help-templates-vars = Lister les variables de chaque modèle avec un exemple de valeur
cli-help-templates-vars-template = Un seul modèle, par exemple mail/N1/fr/body.txt
cli-help-templates-vars-json = Afficher des données plutôt que du texte
