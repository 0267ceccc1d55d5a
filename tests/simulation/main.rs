//! The schedule played forward: single customers, the report, the command.

mod command_line;
#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "../support/desk.rs"]
mod desk;
#[allow(dead_code, reason = "shared with the tests of the planner")]
#[path = "../support/facts.rs"]
mod facts;
mod passing;
mod playing;
mod real;
mod report;
#[allow(dead_code, reason = "shared with the tests of the rules")]
#[path = "../support/rules.rs"]
mod rules;
mod schedule;
#[path = "../support/smtp.rs"]
mod smtp;
