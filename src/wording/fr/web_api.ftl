# L’API
