# Pages d’un client
web-customer-text = Code ou nom
web-customer-which = Clients
web-customer-all = tous
web-customer-with-open = avec un encours
web-customer-with-overdue = avec des échéances échues
web-customer-code = Code
web-customer-name = Nom
web-customer-items = Échéances
web-customer-credits = À leur crédit
web-customer-balance = Solde
web-customer-switches = Relances
web-customer-automatic-off = pas par le batch
web-customer-manual-off = pas manuellement
web-customer-none = Aucun client ne correspond.

# Un client
web-customer-write = Écrire au sujet des impayés
web-customer-remind-overdue = Relancer ce qui est échu
web-customer-settings = Paramètres
web-customer-account = Compte
web-customer-address = Adresse
web-customer-language = Langue
web-customer-kind = Nature
web-customer-number = Numéro
web-customer-consumer = particulier
web-customer-automatic = Relancé par le batch
web-customer-manual = Relancé manuellement
web-customer-save = Enregistrer
web-customer-contacts = Contacts
web-customer-no-contacts = Aucun contact connu.
web-customer-bad-address = adresse invalide
web-customer-receives-reminders = relances
web-customer-receives-all-sites = relances tous sites
web-customer-receives-invoices = factures
web-customer-sites = Sites
web-customer-open-items = Échéances non soldées
web-customer-nothing-open = Rien n’est dû.
web-customer-in-favour = Au crédit du client
web-customer-next = Ce qui serait envoyé ensuite
web-customer-next-of = Par le batch { $batch }, au { $day }
web-customer-next-nothing = Le batch n’enverrait rien à ce client.
web-customer-see-mail = Voir le mail
web-customer-bad-addresses = Adresses inutilisables : { $list }
web-customer-left-out = Écartées, avec le motif
web-customer-why = Motif
web-customer-no-batch = Aucun batch ne concerne cette société.
web-customer-history = Historique
web-customer-whole-history = Tout l’historique
web-customer-no-history = Rien n’a encore été fait.

# Un mail du suivi
web-customer-write-hint = Un mail de suivi : il ne change aucun niveau et ne compte pas comme relance.
web-customer-way = À
web-customer-way-contacts = contacts du client
web-customer-way-in-charge = responsables d’affaires (interne)
web-customer-way-people = collègues, avec les informations de suivi (interne)
web-customer-which-contacts = Contacts (tous si aucun n’est coché)
web-customer-people = Collègues
web-customer-people-hint = Codes ou adresses, séparés par des virgules
web-customer-which-invoices = Factures (toutes les factures non soldées si aucune n’est cochée)
web-customer-note = Message personnel
web-customer-from = Expéditeur
web-customer-usual-sender = l’expéditeur habituel
web-customer-cc = Copies à
web-customer-look = Aperçu
web-customer-preview = Ce qui serait envoyé
web-customer-goes-to = Il part vers { $transport }.
web-customer-send = Envoyer
web-customer-nothing = Il n’y a rien à envoyer.
web-customer-changed = Les données ont changé entre-temps : relisez, puis envoyez.
web-customer-name-people = indiquez les collègues

# Ce qui a été fait
notice-customer-switched = Les paramètres sont enregistrés.
notice-customer-sent = Le mail est envoyé.
notice-customer-failed = Le mail n’a pas pu être envoyé ; l’historique en donne le motif.
