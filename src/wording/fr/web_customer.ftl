# Pages d’un client
