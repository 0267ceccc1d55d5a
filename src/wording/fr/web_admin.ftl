# L’administration
