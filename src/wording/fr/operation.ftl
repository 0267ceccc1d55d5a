# L’exploitation du service
