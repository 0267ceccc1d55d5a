# The API
