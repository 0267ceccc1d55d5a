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

# Face à l’historique
cli-help-simulate-schedule = Avec --history : jouer les jours du calendrier plutôt que ceux des exécutions enregistrées
simulation-chart = Simulation du { $from } au { $to } : relances par niveau – { $company }
simulation-chart-further = Autres niveaux
simulation-history-chart = Relances enregistrées et selon les règles, du { $from } au { $to } – { $company }
simulation-history-stage = Comparaison avec l’historique
simulation-history-heading = { $batch }, { $company } : ce que les règles en vigueur auraient fait du { $from } au { $to }, face à ce qui est enregistré
simulation-history-runs =
    { $count ->
        [0] Aucune exécution de ce batch n’est enregistrée pour ces jours.
        [one] 1 exécution enregistrée
       *[other] { $count } exécutions enregistrées
    }
simulation-history-scheduled =
    { $count ->
        [one] Joué le seul jour du calendrier ({ $count })
       *[other] Joué les { $count } jours du calendrier
    }
simulation-history-sums = Relances, échéances et montants enregistrés et selon les règles en vigueur :
simulation-history-recorded = Enregistré
simulation-history-simulated = Selon les règles
simulation-history-items-recorded = Échéances enregistrées
simulation-history-items-simulated = Échéances selon les règles
simulation-history-amount-recorded = Montant enregistré
simulation-history-amount-simulated = Montant selon les règles
simulation-history-verdict =
    { $differences ->
        [0] Aucune différence : { $same } échéances relancées comme enregistré.
        [one] 1 échéance diffère, { $same } échéances relancées comme enregistré ; une échéance compte une fois par jour.
       *[other] { $differences } échéances diffèrent, { $same } échéances relancées comme enregistré ; une échéance compte une fois par jour.
    }
simulation-history-other = - { $count } à un autre niveau
simulation-history-only-recorded = - { $count } seulement enregistrées : les règles en vigueur ne les auraient pas relancées
simulation-history-only-simulated = - { $count } seulement selon les règles en vigueur : elles n’ont pas été relancées
simulation-history-follow = { $count } d’entre elles peuvent venir d’une différence antérieure de la même échéance.
simulation-history-level = { $level } s’applique
simulation-history-why = Pourquoi
simulation-history-no-execution = le calendrier n’a pas d’exécution ce jour
simulation-history-follows = { $why } (après une différence antérieure)
simulation-history-more = … et { $count } de plus (--json et --csv les listent)
simulation-history-payments = Pas connu : le jour des paiements. Ce qu’une échéance avait d’ouvert un jour est ce que sa relance suivante réclamait, sinon ce qui est ouvert aujourd’hui (paiements connus jusqu’au { $date }).
simulation-history-payments-undated = Pas connu : le jour des paiements. Ce qu’une échéance avait d’ouvert un jour est ce que sa relance suivante réclamait, sinon ce qui est ouvert aujourd’hui.
simulation-history-settled =
    { $count ->
        [one] 1 échéance soldée depuis compte comme ouverte jusqu’au jour de sa dernière relance.
       *[other] { $count } échéances soldées depuis comptent comme ouvertes jusqu’au jour de leur dernière relance.
    }
simulation-history-dates-unknown =
    { $count ->
        [one] 1 échéance était à un niveau auparavant, et la date de sa relance n’est plus enregistrée : elle compte comme jamais relancée là où les jours se comptent depuis la dernière relance.
       *[other] { $count } échéances étaient à un niveau auparavant, et les dates de leurs relances ne sont plus enregistrées : elles comptent comme jamais relancées là où les jours se comptent depuis la dernière relance.
    }
simulation-history-not-sent =
    { $count ->
        [one] 1 échéance enregistrée était dans une relance qui n’est pas partie ; simulée, elle n’est pas partie non plus.
       *[other] { $count } échéances enregistrées étaient dans des relances qui ne sont pas parties ; simulées, elles ne sont pas parties non plus.
    }
simulation-history-as-today = Pris tels qu’ils sont aujourd’hui : clients, contacts, interrupteurs, modes de règlement et avoirs ; une facture existe à partir de sa date.
