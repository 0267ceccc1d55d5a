# La source dans son ensemble
import-refused = { $count ->
    [one] L’import contient { $count } erreur ; rien n’a été repris.
   *[other] L’import contient { $count } erreurs ; rien n’a été repris.
}
import-unreadable = { $path } est illisible : { $error }
import-further-problems = { $count ->
    [one] et { $count } autre erreur
   *[other] et { $count } autres erreurs
}
# Un fichier
import-not-a-file = ce n’est pas un fichier
import-file-too-large = le fichier dépasse { $gigabytes } Gio
import-empty-file = le fichier est vide
import-nul = caractère NUL : le fichier est endommagé ou n’est pas un fichier texte
import-utf-16 = le fichier est en UTF-16
import-expected-encoding = UTF-8 attendu : enregistrez-le à nouveau dans cet encodage
import-broken-utf-8 = le fichier porte la marque UTF-8 mais n’en est pas : il est endommagé
import-unknown-file = aucune entité ne s’appelle « { $name } »
import-expected-files = fichiers attendus : { $names }
import-entity-twice = la même entité se trouve déjà dans { $other }
import-no-file = le dossier ne contient aucun fichier CSV
# En-tête et enregistrements
import-missing-column = la colonne « { $column } » manque
import-unknown-column = la colonne « { $column } » est inconnue
import-expected-columns = colonnes attendues : { $names }
import-column-twice = la colonne « { $column } » figure deux fois
import-field-count = { $found ->
    [one] { $found } champ, alors que l’en-tête en compte { $expected }
   *[other] { $found } champs, alors que l’en-tête en compte { $expected }
}
import-record-too-long = la ligne dépasse { $kib } Kio ; il manque peut-être un guillemet
import-open-quotes = un guillemet s’ouvre ici et ne se ferme jamais
import-key-twice = la même clé figure déjà à la ligne { $line }
import-unknown-reference = { $column } : « { $found } » ne figure ni dans le dossier ni parmi les données déjà reprises
import-unknown-reference-of-customer = { $column } : le client « { $customer } » n’a pas de « { $found } », ni dans le dossier ni parmi les données déjà reprises
# Champs
import-field = { $field } : { $problem }
import-empty-field = la valeur manque
import-line-break = saut de ligne à l’intérieur du texte ; il manque peut-être un guillemet
import-control-character = caractère de contrôle à l’intérieur du texte
import-text-too-long = plus de { $most } caractères
import-not-a-flag = « { $found } » n’est ni oui ni non
import-expected-flag = attendu : oui, non, true, false, yes, no, 1, 0 ou x
import-not-an-ordinal = « { $found } » n’est pas un nombre entier à partir de 1
import-not-a-currency = « { $found } » n’est pas une devise
import-expected-currency = attendu : un code ISO 4217 tel que EUR
import-not-a-language = « { $found } » n’est pas un code de langue tel que fr
import-not-one-of = « { $found } » est inconnu
import-expected-one-of = attendu : { $known }
import-not-a-date = « { $found } » n’est pas une date
import-absurd-year = « { $found } » n’est pas compris entre les années { $first } et { $last }
import-expected-date = attendu : 2026-12-31 ou, jour en premier, 31/12/2026
import-not-an-amount = « { $found } » n’est pas un montant
import-expected-amount = attendu : un montant tel que 1234.56, 1 234,56 ou 1,234.56
import-ambiguous-amount = « { $found } » peut signifier { $thousands } ou { $decimals } : écrivez { $thousands }.00 pour le premier sens
import-too-many-decimals = « { $found } » a plus de décimales que la devise { $currency } ({ $most })
import-amount-too-large = « { $found } » a plus de { $most } chiffres avant le signe décimal
import-negative = « { $found } » est négatif ; ce qui est dû à un client va dans credits.csv
import-open-above-amount = { $open } dépasse le montant de { $amount }
# FEC
import-fec-no-separator = la première ligne n’a aucune colonne séparée par une tabulation ou « | »
import-expected-fec-header = attendu : les 18 colonnes d’un FEC, JournalCode en premier
import-fec-line-ends = les lignes se terminent par CR seul
import-expected-line-ends = attendu : des lignes terminées par LF ou CRLF
import-fec-near-column = l’en-tête contient « { $found } »
import-expected-fec-date = attendu : 20261231
import-expected-fec-amount = attendu : un montant tel que 1234,56 ou 1234.56, sans séparateur de milliers
import-fec-due-date-out-of-range = la date d’échéance sort du calendrier
import-fec-sense = « { $found } » n’est ni débit ni crédit
import-expected-fec-sense = attendu : D ou C, +1 ou -1
import-expected-exact-amount = attendu : des chiffres et un point décimal, comme 1234.50
import-expected-iso-date = attendu : une date comme 2026-12-31
import-too-many-values = plus de { $most } valeurs
import-ordinal-bounds = un nombre de 1 à { $most } est attendu
