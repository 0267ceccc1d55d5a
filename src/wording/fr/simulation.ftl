# Aide
cli-help-simulate = Joue la planification jour après jour sur une copie des données ; rien ne change
cli-help-simulate-from = Premier jour
cli-help-simulate-to = Dernier jour, dix ans plus tard au plus
cli-help-simulate-batch = Un autre batch que le premier
cli-help-simulate-history = Joue des jours passés et compare avec ce qui a été envoyé
cli-help-simulate-paid = Part des échéances payées après une relance de chaque niveau, en pour cent, par exemple N1=40 N2=25 ; sinon personne ne paie
cli-help-simulate-paid-within = Jours entre la relance et le règlement (2..10)
cli-help-simulate-seed = Graine des règlements fictifs (1) : la même graine donne les mêmes règlements
cli-help-simulate-more-than = Nomme les clients qui reçoivent plus de mails que ce nombre pendant la fenêtre (4)
cli-help-simulate-window = Durée de cette fenêtre en jours (30)
cli-help-simulate-stuck-after = Nombre de jours sans nouvelle relance après lequel une échéance est bloquée à son niveau (60)
cli-help-simulate-csv = Écrit les tableaux en fichiers CSV dans ce dossier
cli-help-simulate-chart = Dessine les relances par jour et par niveau, en SVG ou PNG
cli-help-simulate-json = Affiche des données plutôt que du texte

# Erreurs
simulation-backwards = La simulation finit le { $to }, avant son début, le { $from }.
simulation-too-long = Du { $from } au { $to }, c’est plus de { $years } ans.
simulation-unknown-level = Les règles n’ont pas de niveau « { $name } » auquel appliquer une part de règlements ; elles ont { $known }.
simulation-level-twice = Deux parts de règlements sont données pour le niveau { $name }.

# Le rapport
simulation-stage = Simulation
simulation-heading = { $batch }, { $company } : simulation du { $from } au { $to }
simulation-executions =
    { $count ->
        [0] Aucune exécution (planification { $schedule }, { $zone })
        [one] 1 exécution (planification { $schedule }, { $zone })
       *[other] { $count } exécutions (planification { $schedule }, { $zone })
    }
simulation-executions-every-day =
    { $count ->
        [one] 1 exécution : le batch n’a pas de planification, il est joué chaque jour
       *[other] { $count } exécutions : le batch n’a pas de planification, il est joué chaque jour
    }
simulation-as-known = Règlements connus jusqu’au { $date } : ce qui est ouvert le reste.
simulation-as-known-undated = Règlements connus à ce jour : ce qui est ouvert le reste.
simulation-behaviour = Règlements fictifs : { $paid } des échéances sont payées { $first } à { $last } jours après une relance de ce niveau (graine { $seed }).
simulation-begins-before = Le premier jour est passé : les échéances sont prises dans leur état actuel, avec leurs niveaux et règlements d’aujourd’hui.
simulation-begins-after = Le premier jour est à venir : les échéances sont prises dans leur état actuel ; les exécutions d’ici là ne sont pas jouées.
simulation-open = Ouvert : { $items ->
        [one] 1 échéance
       *[other] { $items } échéances
    } de { $customers ->
        [one] 1 client
       *[other] { $customers } clients
    }, { $amount }
simulation-per-level = Relances par niveau ; une échéance compte à chaque relance.
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
        [one] 1 échéance qu’aucun niveau n’atteint, selon le motif le plus fréquent après le premier niveau :
       *[other] { $count } échéances qu’aucun niveau n’atteint, selon le motif le plus fréquent après le premier niveau :
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
        [one] Un script a échoué sur 1 échéance : « relance explain » donne l’erreur.
       *[other] Un script a échoué sur { $count } échéances : « relance explain » donne l’erreur.
    }
simulation-csv-cut = Les tableaux contiennent les { $count } clients les plus sollicités, et { $count } échéances par niveau et motif ; il y en a davantage.
simulation-csv-written = Tableaux écrits dans { $folder }

# Face à l’historique
cli-help-simulate-schedule = Avec --history : joue les jours de la planification plutôt que ceux des exécutions enregistrées
simulation-chart = Simulation du { $from } au { $to } : relances par niveau – { $company }
simulation-chart-further = Autres niveaux
simulation-history-chart = Relances enregistrées et selon les règles, du { $from } au { $to } – { $company }
simulation-history-stage = Comparaison avec l’historique
simulation-history-heading = { $batch }, { $company } : ce que ces règles auraient fait du { $from } au { $to }, comparé à l’historique
simulation-history-runs =
    { $count ->
        [0] Aucune exécution de ce batch n’est enregistrée pour ces jours.
        [one] 1 exécution enregistrée
       *[other] { $count } exécutions enregistrées
    }
simulation-history-scheduled =
    { $count ->
        [one] Joué le seul jour de la planification ({ $count })
       *[other] Joué les { $count } jours de la planification
    }
simulation-history-sums = Relances, échéances et montants, enregistrés et selon ces règles :
simulation-history-recorded = Enregistré
simulation-history-simulated = Selon les règles
simulation-history-items-recorded = Échéances enregistrées
simulation-history-items-simulated = Échéances selon les règles
simulation-history-amount-recorded = Montant enregistré
simulation-history-amount-simulated = Montant selon les règles
simulation-history-verdict =
    { $differences ->
        [0] Aucune différence : { $same } échéances relancées à l’identique.
        [one] 1 échéance diffère, { $same } échéances relancées à l’identique ; une échéance compte une fois par jour.
       *[other] { $differences } échéances diffèrent, { $same } échéances relancées à l’identique ; une échéance compte une fois par jour.
    }
simulation-history-other = - { $count } à un autre niveau
simulation-history-only-recorded = - { $count } enregistrées seulement : ces règles ne les auraient pas relancées
simulation-history-only-simulated = - { $count } selon ces règles seulement : elles n’ont pas été relancées
simulation-history-follow = { $count } d’entre elles peuvent découler d’une différence antérieure sur la même échéance.
simulation-history-level = { $level } s’applique
simulation-history-why = Pourquoi
simulation-history-no-execution = la planification n’a pas d’exécution ce jour
simulation-history-follows = { $why } (après une différence antérieure)
simulation-history-more = … et { $count } de plus (--json et --csv les listent)
simulation-history-payments = Date des règlements inconnue : le montant ouvert d’une échéance un jour donné est celui de sa relance suivante, sinon celui d’aujourd’hui (règlements connus jusqu’au { $date }).
simulation-history-payments-undated = Date des règlements inconnue : le montant ouvert d’une échéance un jour donné est celui de sa relance suivante, sinon celui d’aujourd’hui.
simulation-history-settled =
    { $count ->
        [one] 1 échéance soldée depuis est traitée comme ouverte jusqu’au jour de sa dernière relance.
       *[other] { $count } échéances soldées depuis sont traitées comme ouvertes jusqu’au jour de leur dernière relance.
    }
simulation-history-dates-unknown =
    { $count ->
        [one] 1 échéance avait déjà un niveau, mais la date de sa relance n’est plus enregistrée : elle est traitée comme jamais relancée quand les jours se comptent depuis la dernière relance.
       *[other] { $count } échéances avaient déjà un niveau, mais les dates de leurs relances ne sont plus enregistrées : elles sont traitées comme jamais relancées quand les jours se comptent depuis la dernière relance.
    }
simulation-history-not-sent =
    { $count ->
        [one] 1 échéance enregistrée figurait dans une relance qui n’est pas partie ; elle est simulée de même.
       *[other] { $count } échéances enregistrées figuraient dans des relances qui ne sont pas parties ; elles sont simulées de même.
    }
simulation-history-as-today = Pris dans leur état actuel : clients, contacts, options de relance, modes de règlement et avoirs ; une facture existe à partir de sa date.
