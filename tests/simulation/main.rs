//! The schedule played forward: single customers, the report, the command.

#[allow(dead_code, reason = "shared with the tests of the planner")]
#[path = "../support/facts.rs"]
mod facts;
mod passing;
mod playing;
