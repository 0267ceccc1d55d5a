# dispatch
dispatch-reply = { $reply }
dispatch-connection-lost = the connection broke ({ $detail })
dispatch-not-acknowledged = no answer after the whole message was handed over: it may have been delivered ({ $detail })
dispatch-timed-out = no answer within the time limit
dispatch-no-recipient-taken = not one recipient was taken: { $refused }
dispatch-bad-address = not an address that a mail server understands: { $address }
dispatch-eight-bit = the server takes only 7-bit messages

dispatch-unreachable = { $server } cannot be reached: { $detail }
dispatch-silent = { $server } gives no answer within the time limit
dispatch-greeting-refused = { $server } refuses the connection: { $reply }
dispatch-login-refused = { $server } refuses the login: { $reply }
dispatch-no-starttls = { $server } does not offer encryption (STARTTLS). Use smtps://, or add ?tls=none to send unencrypted on purpose
dispatch-no-login = { $server } offers no way to log in that Relance knows ({ $known })
dispatch-encryption = { $server }: the connection cannot be encrypted: { $detail }
dispatch-nothing-taken = { $server } takes nothing any more: { $reason }
dispatch-folder = { $folder } cannot be written to: { $detail }
dispatch-worker = a part of the program that sends mail broke down

dispatch-url-malformed = The mail server's URL cannot be read ({ $detail }); expected smtp://user:password@host:587 or smtps://user:password@host:465, user and password percent-encoded
dispatch-url-scheme = The mail server's URL starts with “{ $found }:”; expected smtp:// or smtps://
dispatch-url-no-host = The mail server's URL names no host; expected smtp://host:587
dispatch-url-user-and-password = The mail server's URL needs a user and a password, or neither
dispatch-url-not-text = The user or the password in the mail server's URL is not percent-encoded UTF-8
dispatch-url-path = The mail server's URL goes on after the host and port; expected only ?tls=none, ?tls=required or ca=FILE there; “/” and “#” in a password are written %2F and %23
dispatch-url-parameter = The mail server's URL has an unknown parameter after “?”; expected only ?tls=none, ?tls=required or ca=FILE there; “?” in a password is written %3F
dispatch-url-tls = “tls={ $found }” does not fit in the mail server's URL; expected tls=none or tls=required with smtp://, nothing with smtps://
dispatch-url-encryption = Encryption cannot be set up for the mail server: { $detail }
dispatch-no-token = { $server }: no token to sign in with ({ $detail })
dispatch-not-signed = the mail could not be signed
dispatch-dkim-not-pem = no private key in PEM
dispatch-dkim-unsupported = neither an RSA key of at least 2048 bits nor an Ed25519 key
dispatch-url-authorities = The file { $path } of “ca=” in the mail server's URL cannot be used: { $detail }
dispatch-url-two-logins = The mail server's URL names a user and a password, and the account signs in by a token: leave one out
