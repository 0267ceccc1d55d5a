//! The rules in force as a page that a manager can read.
