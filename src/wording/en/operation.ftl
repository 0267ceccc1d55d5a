# Operation of the service
operation-metrics-listening = Figures are at { $url }
operation-config-mapping = A file of settings has one “key: value” per line.
operation-config-unknown = The setting “{ $key }” is unknown.
operation-config-keys = expected one of: { $keys }
operation-config-twice = The setting “{ $key }” stands here a second time.
operation-config-secret = A password must not stand in this file: it comes from the environment.
operation-config-text = A text is expected here.
operation-config-switch = Expected here: true or false.
operation-config-whole = A whole number is expected here.
operation-config-socket = An address with a port is expected here, such as 127.0.0.1:8420.
operation-config-web = An address is expected here, such as https://relance.example.
operation-config-one-of = Expected here: one of { $known }.
operation-config-server = The address of a server is expected here, as text.
