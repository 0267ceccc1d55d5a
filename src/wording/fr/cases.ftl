cli-help-test = Jouer les tests de règles de rules/tests et dire ce qu’ils exercent
cli-help-test-files = Seulement ces fichiers, ou les fichiers de ces dossiers
cli-help-test-only = Seulement les cas dont le nom contient ce texte
cli-help-test-junit = Écrire les résultats en XML JUnit, pour l’intégration continue
cli-help-test-coverage = Montrer quels niveaux, conditions et fonctions aucun cas n’exerce
cli-help-test-json = Afficher des données plutôt que du texte
