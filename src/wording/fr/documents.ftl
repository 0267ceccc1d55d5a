documents-not-a-path = « { $found } » n’est pas un fichier sous le dossier des documents
documents-expected-path = un chemin relatif tel que 2026/FA26012.pdf, sans « .. », est attendu
documents-missing = le document { $file } de la facture { $invoice } n’est pas dans le dossier des documents
documents-outside = le document { $file } de la facture { $invoice } mène hors du dossier des documents
documents-unreadable = le document { $file } de la facture { $invoice } ne peut être lu : { $error }
documents-too-large = le document { $file } de la facture { $invoice } dépasse { $limit } Mio
documents-too-large-together = les documents des factures dépassent ensemble { $limit } Mio

cli-help-arg-documents = Dossier des documents des factures
