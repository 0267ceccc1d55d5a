cli-help-diff = Comparer le prochain batch sous deux jeux de règles et de modèles
cli-help-diff-against = Règles avec lesquelles comparer (celles de --rules sont les nouvelles)
cli-help-diff-against-templates = Modèles avec lesquels comparer (ceux de --templates sont les nouveaux)
cli-help-diff-batch = Un autre batch que le premier
cli-help-diff-json = Afficher des données plutôt que du texte
