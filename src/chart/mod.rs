//! Series of numbers as a chart in SVG or PNG. Knows nothing of reminders.
