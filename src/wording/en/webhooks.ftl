# Webhooks
