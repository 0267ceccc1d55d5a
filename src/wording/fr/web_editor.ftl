# L’édition des règles et des modèles
