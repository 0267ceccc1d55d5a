# Composing reminders
