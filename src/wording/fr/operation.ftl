# L’exploitation du service
operation-metrics-listening = Les mesures sont à { $url }
operation-config-mapping = Un fichier de réglages a une ligne « clé: valeur » par réglage.
operation-config-unknown = Le réglage « { $key } » est inconnu.
operation-config-keys = attendu : l’un de { $keys }
operation-config-twice = Le réglage « { $key } » figure ici une deuxième fois.
operation-config-secret = Aucun mot de passe ne doit figurer dans ce fichier : il vient de l’environnement.
operation-config-text = Un texte est attendu ici.
operation-config-switch = Attendu ici : true ou false.
operation-config-whole = Un nombre entier est attendu ici.
operation-config-socket = Une adresse avec un port est attendue ici, comme 127.0.0.1:8420.
operation-config-web = Une adresse est attendue ici, comme https://relance.example.
operation-config-one-of = Attendu ici : l’un de { $known }.
operation-config-server = L’adresse d’un serveur est attendue ici, sous forme de texte.
