# La base de données
store-unsupported-url = « { $url } » n'est pas une base utilisable par Relance ; attendu : sqlite:FICHIER ou postgres://UTILISATEUR:MOTDEPASSE@HÔTE/BASE
store-cannot-open = impossible d'ouvrir la base { $location } : { $cause }
store-not-a-database = le fichier n'est pas une base SQLite, ou il est endommagé ({ $cause }) ; indiquez un autre fichier avec --database ou restaurez une sauvegarde
store-locked = la base est occupée : un autre processus y écrit depuis trop longtemps ; réessayez
store-disk-full = le disque de la base est plein ; rien de la dernière étape n'a été enregistré
store-read-only = impossible d'écrire dans la base : vérifiez les droits du fichier et de son dossier
store-connection = la connexion à la base a échoué : { $cause }
store-newer-schema = la base a été écrite par une version plus récente de Relance (elle contient : { $migrations }) ; utilisez cette version
store-database = la base de données signale : { $cause }
store-bad-value = la base contient « { $value } » dans { $column }, ce qui ne devrait pas être

# Les exécutions
store-run-in-progress = un autre processus exécute un batch de la société { $company } ou importe ses données ; attendez qu'il se termine
store-lock-file = le fichier de verrou { $path } est inutilisable : { $cause }
store-no-such-run = l'exécution { $run } n'existe pas
store-wrong-state = l'exécution { $run } est dans l'état { $state }, qui ne permet pas cette étape
store-outstanding = l'exécution { $run } ne peut pas se terminer : { $count ->
    [one] { $count } relance attend
   *[other] { $count } relances attendent
} un résultat
store-overtaken = dépassée : entre-temps une échéance a été payée, modifiée ou relancée
store-all-suppressed = entre-temps toutes les adresses ont été mises sur la liste d’exclusion
store-overtaken-in-doubt = dépassée : entre-temps une échéance a été payée, modifiée ou relancée ; le mail était en cours de remise lors de l'interruption, le serveur l'a peut-être reçu
store-cancelled-in-doubt = l'exécution a été annulée pendant la remise de ce mail : le serveur l'a peut-être reçu

# Les imports
store-unknown-references = { $count ->
    [one] { $count } référence inconnue
   *[other] { $count } références inconnues
}, rien n'a été importé :{ $list }
store-unknown-reference = { $entity } { $row } : « { $key } » n'existe pas dans { $to }, ni dans cet import ni dans la base
store-repeated-key = { $entity } : « { $key } » figure deux fois dans cet import ; rien n'a été importé
store-amount = { $entity } { $row } : le montant { $amount } ne peut pas être conservé exactement ; attendu : quatre décimales au plus et moins de 922 billions
store-no-database = il n'y a pas de base { $location } ; « relance import » ou « relance demo » la crée
store-draft-sent = écrit en brouillon, envoyé par son auteur
store-draft-dropped = brouillon abandonné
store-unchecked = les données ont pu changer depuis que l’exécution { $run } leur a été comparée
store-lease-lost = d’autres ont cru ce processus disparu : il n’a pas joint la base pendant trop longtemps
store-random = le système ne donne pas d’octets aléatoires : { $cause }
