# Comptes d’envoi dans les règles
sending-no-accounts = aucun compte n’est cité : nommez-en un, ou retirez la clé
sending-account-twice = le compte { $name } figure deux fois : d’abord à la ligne { $line }
sending-unknown-account = il n’y a pas de compte { $name }
sending-token-or-issuer = attendu : soit token_env, soit token_url et client_id_env
sending-empty-limit = la limite ne dit rien : attendu per_minute ou per_hour
sending-domain-twice = le domaine { $name } figure deux fois
sending-retry-count = attendu : de 1 à { $most } délais
sending-not-a-variable = ce n’est pas le nom d’une variable d’environnement (il n’est pas répété ici : ce peut être un secret)
sending-expected-variable = attendu : un nom fait de A à Z, de chiffres et de « _ », comme RELANCE_SMTP_URL ; le secret lui-même est dans l’environnement
sending-expected-domain = attendu : un domaine, comme exemple.fr
sending-expected-domain-or-star = attendu : un domaine, comme gmail.com, ou "*" pour chacun des autres
sending-expected-wait = attendu : un délai de 1s à 7d, comme 30s, 5m, 2h
sending-expected-token-url = attendu : une adresse https sans utilisateur ni mot de passe

# Comptes d’envoi et environnement
sending-missing-variable = Le compte { $account } a besoin de la variable d’environnement { $variable }, qui n’est pas définie.
sending-bad-server = Compte { $account }, variable { $variable } : { $error }
sending-bad-key = Compte { $account }, variable { $variable } : { $error }
sending-no-such-account = Il n’y a pas de compte d’envoi { $name } ; connus : { $known }
sending-not-signed = Les mails du compte { $account } ne sont pas signés : il n’a pas de dkim dans les règles.
sending-account-gone = L’exécution { $run } contient des mails du compte { $account }, que les règles n’ont plus. Rétablissez-le, ou abandonnez le reste avec « relance cancel { $run } ».

# La commande
sending-column-account = Compte
sending-column-server = Serveur
sending-column-login = Authentification
sending-column-connections = Connexions
sending-column-limits = Limites
sending-column-dkim = Signé pour
sending-unnamed-account = Les règles ne nomment aucun compte : les mails partent par le serveur de RELANCE_SMTP_URL (compte « default »), ou restent dans le dossier.
sending-choice = { $company } : { $levels } → { $account } ({ $place })
sending-choice-where = { $company } : { $levels }, { $condition } → { $account } ({ $place })
sending-all-levels = tous les niveaux
sending-limit-all = Tous ensemble : { $rates }
sending-limit-domain = Vers { $domain } : { $rates }
sending-limit-others = Vers chacun des autres domaines : { $rates }
sending-per-minute = { $count } par minute
sending-per-hour = { $count } par heure
sending-at-once = { $count } à la fois
sending-retries = Nouvel essai après { $waits }
sending-unencrypted = non chiffré
sending-login-password = mot de passe
sending-login-token = jeton
sending-login-none = aucune
sending-login-unknown = ?
sending-test-taken = Accepté par { $transport } : { $answer }
sending-test-refused = Le mail n’a pas été accepté : { $reason }
sending-dkim-publish = À publier comme enregistrement TXT de { $name } : la valeur, ou la ligne pour une zone.
cli-help-sending = Les comptes par lesquels partent les mails
cli-help-sending-accounts = Lister les comptes, les serveurs et les limites, et ce qui manque dans l’environnement
cli-help-sending-accounts-json = Afficher des données au lieu d’un tableau
cli-help-sending-test = Envoyer un mail d’essai par un compte
cli-help-sending-test-account = Nom du compte ; « default » quand les règles n’en nomment aucun
cli-help-sending-test-to = Qui le reçoit
cli-help-sending-test-outbox = Dossier du mail quand aucun serveur n’est nommé
cli-help-sending-dkim-record = Afficher ce qu’il faut publier pour que les destinataires vérifient les signatures
cli-help-sending-dkim-record-account = Nom du compte
