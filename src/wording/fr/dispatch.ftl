# dispatch
dispatch-reply = { $reply }
dispatch-connection-lost = la connexion a été coupée ({ $detail })
dispatch-not-acknowledged = aucune réponse après la remise du message entier : il a pu être distribué ({ $detail })
dispatch-timed-out = aucune réponse dans le délai imparti
dispatch-no-recipient-taken = aucun destinataire n'a été accepté : { $refused }
dispatch-bad-address = ce n'est pas une adresse qu'un serveur de messagerie comprend : { $address }
dispatch-eight-bit = le serveur n'accepte que des messages à 7 bits

dispatch-unreachable = { $server } est injoignable : { $detail }
dispatch-silent = { $server } ne répond pas dans le délai imparti
dispatch-greeting-refused = { $server } refuse la connexion : { $reply }
dispatch-login-refused = { $server } refuse l'authentification : { $reply }
dispatch-no-starttls = { $server } ne propose pas de chiffrement (STARTTLS). Utilisez smtps://, ou ajoutez ?tls=none pour envoyer sciemment sans chiffrement
dispatch-no-login = { $server } ne propose aucune méthode d'authentification que Relance connaisse ({ $known })
dispatch-encryption = { $server } : la connexion ne peut pas être chiffrée : { $detail }
dispatch-nothing-taken = { $server } n'accepte plus rien : { $reason }
dispatch-folder = impossible d'écrire dans { $folder } : { $detail }
dispatch-worker = une partie du programme qui envoie les mails s'est arrêtée brutalement

dispatch-url-malformed = L'URL du serveur de messagerie est illisible ({ $detail }) ; attendu : smtp://utilisateur:motdepasse@hote:587 ou smtps://utilisateur:motdepasse@hote:465, utilisateur et mot de passe encodés en pourcent
dispatch-url-scheme = L'URL du serveur de messagerie commence par « { $found }: » ; attendu : smtp:// ou smtps://
dispatch-url-no-host = L'URL du serveur de messagerie ne nomme aucun hôte ; attendu : smtp://hote:587
dispatch-url-user-and-password = L'URL du serveur de messagerie doit contenir un utilisateur et un mot de passe, ou ni l'un ni l'autre
dispatch-url-not-text = L'utilisateur ou le mot de passe de l'URL du serveur de messagerie n'est pas de l'UTF-8 encodé en pourcent
dispatch-url-path = L'URL du serveur de messagerie continue après l'hôte et le port ; seuls ?tls=none, ?tls=required ou ca=FICHIER y sont attendus ; « / » et « # » dans un mot de passe s'écrivent %2F et %23
dispatch-url-parameter = L'URL du serveur de messagerie contient un paramètre inconnu après « ? » ; seuls ?tls=none, ?tls=required ou ca=FICHIER y sont attendus ; « ? » dans un mot de passe s'écrit %3F
dispatch-url-tls = « tls={ $found } » ne convient pas dans l'URL du serveur de messagerie ; attendu : tls=none ou tls=required avec smtp://, rien avec smtps://
dispatch-url-encryption = Le chiffrement ne peut pas être préparé pour le serveur de messagerie : { $detail }
dispatch-no-token = { $server } : aucun jeton pour s’authentifier ({ $detail })
dispatch-not-signed = le mail n’a pas pu être signé
dispatch-dkim-not-pem = aucune clé privée au format PEM
dispatch-dkim-unsupported = ni une clé RSA d’au moins 2048 bits, ni une clé Ed25519
dispatch-url-authorities = Le fichier { $path } de « ca= » dans l’URL du serveur de messagerie est inutilisable : { $detail }
dispatch-url-two-logins = L’URL du serveur de messagerie contient un utilisateur et un mot de passe, et le compte s’authentifie par jeton : n’en gardez qu’un
