# Aide
cli-help-simulate = Jouer le calendrier jour après jour sur une copie des données ; rien ne change
cli-help-simulate-from = Premier jour
cli-help-simulate-to = Dernier jour, dix ans plus tard au plus
cli-help-simulate-batch = Un autre batch que le premier
cli-help-simulate-history = Jouer des jours passés et comparer avec ce qui a été envoyé
cli-help-simulate-paid = Part des échéances payées après une relance d’un niveau, en pour cent, par exemple N1=40 N2=25 ; sinon personne ne paie
cli-help-simulate-paid-within = Jours entre la relance et le paiement (2..10)
cli-help-simulate-seed = Nombre dont proviennent les paiements imaginés (1) : le même nombre, les mêmes paiements
cli-help-simulate-more-than = Nommer les clients qui reçoivent plus de mails que ce nombre pendant la fenêtre (4)
cli-help-simulate-window = Jours de cette fenêtre (30)
cli-help-simulate-stuck-after = Une échéance est bloquée à un niveau après ce nombre de jours sans nouvelle relance (60)
cli-help-simulate-csv = Écrire les tableaux en fichiers CSV dans ce dossier
cli-help-simulate-chart = Dessiner les relances par jour et par niveau, en SVG ou PNG
cli-help-simulate-json = Afficher des données plutôt que du texte

# Erreurs
simulation-backwards = La simulation finit le { $to }, avant de commencer le { $from }.
simulation-too-long = Du { $from } au { $to }, c’est plus de { $years } ans.
simulation-unknown-level = Les règles n’ont pas de niveau « { $name } » après lequel des échéances seraient payées ; elles ont { $known }.
simulation-level-twice = Deux parts de paiements sont données pour le niveau { $name }.

# Le rapport
simulation-stage = Simulation
simulation-heading = { $batch }, { $company } : simulation du { $from } au { $to }
simulation-executions =
    { $count ->
        [0] Aucune exécution (calendrier { $schedule }, { $zone })
        [one] 1 exécution (calendrier { $schedule }, { $zone })
       *[other] { $count } exécutions (calendrier { $schedule }, { $zone })
    }
simulation-executions-every-day =
    { $count ->
        [one] 1 exécution : le batch n’a pas de calendrier, il est joué chaque jour
       *[other] { $count } exécutions : le batch n’a pas de calendrier, il est joué chaque jour
    }
simulation-as-known = Paiements connus jusqu’au { $date } : ce qui est ouvert le reste.
simulation-as-known-undated = Paiements connus : ce qui est ouvert le reste.
simulation-behaviour = Paiements imaginés : { $paid } des échéances sont payées { $first } à { $last } jours après une relance de ce niveau (graine { $seed }).
simulation-begins-before = Le premier jour est passé : les échéances sont prises telles qu’elles sont maintenant, avec leurs niveaux et paiements d’aujourd’hui.
simulation-begins-after = Le premier jour est à venir : les échéances sont prises telles qu’elles sont maintenant ; les exécutions d’ici là ne sont pas jouées.
simulation-open = Ouvert : { $items ->
        [one] 1 échéance
       *[other] { $items } échéances
    } de { $customers ->
        [one] 1 client
       *[other] { $customers } clients
    }, { $amount }
simulation-per-level = Relances par niveau ; une échéance compte chaque fois qu’elle est réclamée.
simulation-reminded = Relancés au moins une fois : { $items ->
        [one] 1 échéance
       *[other] { $items } échéances
    }, { $customers ->
        [one] 1 client
       *[other] { $customers } clients
    }
simulation-per-day = Relances par jour
simulation-per-week = Relances par semaine
simulation-per-month = Relances par mois
simulation-column-day = Jour
simulation-column-week = Semaine du
simulation-column-month = Mois
simulation-paid = Payé jusqu’à la dernière exécution : { $items ->
        [one] 1 échéance
       *[other] { $items } échéances
    }, { $amount }
simulation-busy =
    { $count ->
        [0] Aucun client ne recevrait plus de { $mails } mails en { $days } jours.
        [one] 1 client recevrait plus de { $mails } mails en { $days } jours.
       *[other] { $count } clients recevraient plus de { $mails } mails en { $days } jours.
    }
simulation-column-mails = Mails
simulation-column-from = Du
simulation-column-to = Au
simulation-column-rule = Règle
simulation-column-examples = Exemples
simulation-more = … et { $count } de plus (--json et --csv les listent)
simulation-never-caught =
    { $count ->
        [0] Aucune échéance ne reste sans relance pendant toute la période.
        [one] 1 échéance qu’aucun niveau n’atteint, par la raison la plus fréquente une fois un niveau venu :
       *[other] { $count } échéances qu’aucun niveau n’atteint, par la raison la plus fréquente une fois un niveau venu :
    }
simulation-not-yet =
    { $count ->
        [one] 1 autre échéance n’a pas encore atteint son premier niveau le dernier jour : { $amount }
       *[other] { $count } autres échéances n’ont pas encore atteint leur premier niveau le dernier jour : { $amount }
    }
simulation-stuck =
    { $count ->
        [0] Aucune échéance n’est bloquée à un niveau ({ $days } jours sans nouvelle relance).
        [one] 1 échéance bloquée à un niveau : toujours ouverte, sans nouvelle relance depuis { $days } jours :
       *[other] { $count } échéances bloquées à un niveau : toujours ouvertes, sans nouvelle relance depuis { $days } jours :
    }
simulation-script-failures =
    { $count ->
        [one] Un script a échoué sur 1 échéance : « relance explain » nomme l’erreur.
       *[other] Un script a échoué sur { $count } échéances : « relance explain » nomme l’erreur.
    }
simulation-csv-cut = Les tableaux contiennent les { $count } clients les plus sollicités, et { $count } échéances par niveau et raison ; il y en a davantage.
simulation-csv-written = Tableaux écrits dans { $folder }
