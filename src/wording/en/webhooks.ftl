# Webhooks
webhooks-not-an-address = This is not the address of a page on the web, such as https://erp.example/relance.
webhooks-not-secure = The address of a webhook begins with https.
webhooks-inside = { $address } belongs to this machine or to a private network; webhooks lead to the public network only.
webhooks-with-password = The address of a webhook holds neither user nor password: its deliveries are signed.
webhooks-no-events = Choose at least one event.
