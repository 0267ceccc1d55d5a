# Webhooks
webhooks-not-an-address = Ce n’est pas une adresse du web, comme https://erp.example/relance.
webhooks-not-secure = L’adresse d’un webhook commence par https.
webhooks-inside = { $address } appartient à cette machine ou à un réseau privé ; les webhooks ne mènent qu’au réseau public.
webhooks-with-password = L’adresse d’un webhook ne contient ni utilisateur ni mot de passe : ses envois sont signés.
webhooks-no-events = Choisissez au moins un événement.
