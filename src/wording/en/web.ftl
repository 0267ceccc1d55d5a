# What all pages share
web-skip = Skip to the content
web-menu = Menu
web-navigation = Main
web-companies = Companies
web-as-of = The service acts as on { $day }.
web-broken-files = { $count ->
    [one] The files on disk have a mistake: the rules in force are the ones before.
   *[other] The files on disk have { $count } mistakes: the rules in force are the ones before.
}
web-broken-files-see = See them
web-nav-overview = Overview
web-nav-balance = Aged balance
web-nav-items = Due items
web-nav-customers = Customers
web-nav-reminders = Reminders
web-nav-batches = Batches
web-nav-history = History
web-nav-files = Rules and templates
web-nav-admin = Administration
web-role-reader = reader
web-role-clerk = clerk
web-role-administrator = administrator
web-sign-in = Sign in
web-sign-out = Sign out
web-sign-in-openid = Sign in with OpenID Connect
web-identity-failed = No account could be found for you, or the way took too long: try again, or ask an administrator.
web-login = Login
web-password = Password
web-sign-in-failed = Login and password do not belong together.
web-back-to-start = Back to the start
web-not-signed-in = Nobody is signed in, or the token is not valid.
web-forbidden = Your role does not allow this.
web-cross-site = A change was asked for from another site, and refused.
web-not-found = There is no such page.
web-no-such-method = This address does not take this method.
web-too-large = The request is larger than what is read.
web-unreadable = The request does not make sense.
web-too-many = Too many attempts; wait a moment.
web-trouble = Something in the service went wrong; its log says what.
web-next-page = Next page
web-first-page = First page
web-no-companies = Your account belongs to no company of the rules.
web-listening = Relance is at { $url } (Ctrl-C stops it)
web-no-users = nobody can sign in yet: relance user add LOGIN --role administrator
