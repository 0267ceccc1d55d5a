# La vue d’ensemble
web-overview-overdue = Échu
web-overview-overdue-in = Échu en { $currency }
web-overview-other-currencies = Dans les autres devises
web-overview-overdue-items = Échéances échues
web-overview-open-all = Total dû, échu ou non
web-overview-credits = Avoirs et règlements à affecter
web-overview-nothing-open = Rien n’est dû.
web-overview-by-age = Échu en { $currency }, par jours de retard
web-overview-by-level = Échu en { $currency }, par niveau
web-overview-chart-ages = Échu par jours de retard, { $currency }
web-overview-chart-levels = Échu par niveau, { $currency }
web-overview-age = Jours de retard
web-overview-level = Niveau
web-overview-items = Échéances
web-overview-days-between = { $from }–{ $to } jours
web-overview-days-from = { $from } jours et plus
web-overview-never-reminded = aucun
web-overview-excluded = exclu
web-overview-next-runs = Prochaines exécutions
web-overview-no-schedule = Sans planification : lancement manuel
web-overview-no-batch = Aucun batch ne tourne pour cette société.
web-overview-last-run = Dernière exécution
web-overview-run = Exécution { $run }
web-overview-by-hand = manuelle, { $author }
web-overview-no-run = Rien n’a encore été envoyé.
web-overview-sent = { $count ->
    [one] { $count } envoyée
   *[other] { $count } envoyées
}
web-overview-failed = { $count ->
    [one] { $count } en échec
   *[other] { $count } en échec
}
web-overview-waiting = { $count } en attente
web-overview-drafted = { $count ->
    [one] { $count } brouillon
   *[other] { $count } brouillons
}
web-overview-cancelled = { $count ->
    [one] { $count } annulée
   *[other] { $count } annulées
}
web-overview-unfinished-planned = L’exécution { $run } est enregistrée et attend sa confirmation.
web-overview-unfinished-dispatching = L’exécution { $run } n’est pas terminée : elle est en cours d’envoi, ou a été interrompue.
web-overview-see-run = Voir l’exécution
web-overview-failures = Échecs à examiner
web-overview-data = Données
web-overview-imported = Dernier import
web-overview-source = Source
web-overview-payments-known-to = Règlements connus jusqu’au
web-overview-unknown = non indiqué
web-overview-no-import = Rien n’a encore été importé.
web-overview-payments-old = Les règlements des { $days } derniers jours ne sont pas connus : un client qui a réglé depuis serait relancé.
web-overview-payments-unknown = Aucun import n’a indiqué jusqu’à quand les règlements sont connus.
web-overview-promises = Promesses arrivées à terme
web-overview-promised-on = Promise pour le
web-overview-no-promises = Aucune promesse de règlement n’est arrivée à terme.
web-overview-broken = non tenue
web-overview-actions = Actions à faire
web-overview-action-on = Pour le
web-overview-no-actions = Aucune action à faire.
web-overview-late = en retard
web-overview-customer = Client
web-overview-item = Échéance
web-overview-person = Par
web-overview-open = Reste dû
web-overview-and-more = et { $count } de plus
