# Ce que toutes les pages ont en commun
web-skip = Aller au contenu
web-menu = Menu
web-navigation = Principale
web-companies = Sociétés
web-as-of = Le service agit comme au { $day }.
web-broken-files = { $count ->
    [one] Les fichiers sur disque ont une erreur : les règles en vigueur sont celles d’avant.
   *[other] Les fichiers sur disque ont { $count } erreurs : les règles en vigueur sont celles d’avant.
}
web-broken-files-see = Les voir
web-nav-overview = Vue d’ensemble
web-nav-balance = Balance âgée
web-nav-items = Échéances
web-nav-customers = Clients
web-nav-reminders = Relances
web-nav-batches = Batchs
web-nav-history = Historique
web-nav-files = Règles et modèles
web-nav-admin = Administration
web-role-reader = lecteur
web-role-clerk = gestionnaire
web-role-administrator = administrateur
web-sign-in = Se connecter
web-sign-out = Se déconnecter
web-sign-in-openid = Se connecter avec OpenID Connect
web-identity-failed = Aucun compte n’a pu être trouvé pour vous, ou cela a pris trop de temps : réessayez, ou demandez à un administrateur.
web-login = Identifiant
web-password = Mot de passe
web-sign-in-failed = L’identifiant et le mot de passe ne vont pas ensemble.
web-back-to-start = Retour au début
web-not-signed-in = Personne n’est connecté, ou le jeton n’est pas valable.
web-forbidden = Votre rôle ne le permet pas.
web-cross-site = Une modification demandée depuis un autre site a été refusée.
web-not-found = Cette page n’existe pas.
web-no-such-method = Cette adresse ne prend pas cette méthode.
web-too-large = La demande est plus grande que ce qui est lu.
web-unreadable = La demande n’est pas compréhensible.
web-too-many = Trop d’essais ; attendez un moment.
web-trouble = Quelque chose s’est mal passé dans le service ; son journal dit quoi.
web-next-page = Page suivante
web-first-page = Première page
web-no-companies = Votre compte n’appartient à aucune société des règles.
web-listening = Relance est à { $url } (Ctrl-C l’arrête)
web-no-users = personne ne peut encore se connecter : relance user add IDENTIFIANT --role administrator
