# Comptes
accounts-no-login = un compte a besoin d’un identifiant
accounts-login-taken = il existe déjà un compte « { $login } »
accounts-short-password = un mot de passe compte au moins { $least } caractères
accounts-unknown-role = « { $name } » n’est pas un rôle ; attendu : reader, clerk ou administrator
accounts-created = { $login } peut se connecter
accounts-standard-input = l’entrée standard
