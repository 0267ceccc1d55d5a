# Accounts
accounts-no-login = an account needs a login
accounts-login-taken = there is an account “{ $login }” already
accounts-short-password = a password has at least { $least } characters
accounts-unknown-role = “{ $name }” is not a role; expected reader, clerk or administrator
accounts-created = { $login } can sign in
accounts-standard-input = standard input
