# Sending accounts in the rules
sending-no-accounts = no account is listed: name one, or leave the key out
sending-account-twice = the account { $name } stands twice: first on line { $line }
sending-unknown-account = there is no account { $name }
sending-token-or-issuer = expected either token_env, or token_url and client_id_env
sending-empty-limit = the limit says nothing: expected per_minute or per_hour
sending-domain-twice = the domain { $name } stands twice
sending-retry-count = expected from 1 to { $most } waits
sending-not-a-variable = not the name of an environment variable (it is not repeated here: it may be a secret)
sending-expected-variable = expected a name of letters, digits and “_”, such as RELANCE_SMTP_URL; the secret itself stands in the environment
sending-expected-domain = expected a domain, such as exemple.fr
sending-expected-domain-or-star = expected a domain, such as gmail.com, or "*" for each other
sending-expected-wait = expected a wait from 1s to 7d, such as 30s, 5m, 2h
sending-expected-token-url = expected an https address without user and password

# Sending accounts and the environment
sending-missing-variable = The account { $account } needs the environment variable { $variable }, which is not set.
sending-bad-server = Account { $account }, variable { $variable }: { $error }
sending-bad-key = Account { $account }, variable { $variable }: { $error }
sending-no-such-account = There is no sending account { $name }; known: { $known }
sending-not-signed = The mails of the account { $account } are not signed: it has no dkim in the rules.
sending-account-gone = Run { $run } has mails of the account { $account }, which the rules do not have any more. Put it back, or drop the rest with “relance cancel { $run }”.

# The command
sending-column-account = Account
sending-column-server = Server
sending-column-login = Sign-in
sending-column-connections = Connections
sending-column-limits = Limits
sending-column-dkim = Signed for
sending-unnamed-account = The rules name no accounts: mails leave by the server of RELANCE_SMTP_URL (account “default”), or stay in the folder.
sending-choice = { $company }: { $levels } → { $account } ({ $place })
sending-choice-where = { $company }: { $levels }, { $condition } → { $account } ({ $place })
sending-all-levels = all levels
sending-limit-all = All together: { $rates }
sending-limit-domain = To { $domain }: { $rates }
sending-limit-others = To each other domain: { $rates }
sending-per-minute = { $count } a minute
sending-per-hour = { $count } an hour
sending-at-once = { $count } at once
sending-retries = Tried again after { $waits }
sending-unencrypted = unencrypted
sending-login-password = password
sending-login-token = token
sending-login-none = none
sending-login-unknown = ?
sending-test-taken = Taken by { $transport }: { $answer }
sending-test-refused = The mail was not taken: { $reason }
sending-dkim-publish = Publish as a TXT record of { $name }: the value, or the line for a zone.
cli-help-sending = The accounts that mails leave by
cli-help-sending-accounts = List accounts, servers and limits, and what the environment lacks
cli-help-sending-accounts-json = Print data instead of a table
cli-help-sending-test = Send a test mail by one account
cli-help-sending-test-account = Name of the account; “default” where the rules name none
cli-help-sending-test-to = Who gets it
cli-help-sending-test-outbox = Folder for the mail where no server is named
cli-help-sending-dkim-record = Print what to publish so that receivers can check signatures
cli-help-sending-dkim-record-account = Name of the account
