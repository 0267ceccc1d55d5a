
by-hand-dropped = L'exécution manuelle { $run } a été interrompue avant d'être enregistrée : rien n'est parti. Choisissez à nouveau ses échéances.
