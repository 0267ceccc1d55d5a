# Editing rules and templates
