# Operation of the service
