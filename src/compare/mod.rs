//! Two plans of one customer compared: reminders that appear, disappear, or
//! change level, recipients, group or text, and the rule responsible. Pure.
