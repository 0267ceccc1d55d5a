# Pages de l’historique
