//! What a change of rules or templates does to the next batch, and which rule
//! is responsible.

mod demonstration;
#[allow(dead_code, reason = "shared with the tests of the batch")]
#[path = "../support/desk.rs"]
mod desk;
#[allow(dead_code, reason = "shared with the tests of the planner")]
#[path = "../support/facts.rs"]
mod facts;
#[allow(dead_code, reason = "shared with the tests of the rules")]
#[path = "../support/rules.rs"]
mod folders;
mod rule_changes;
#[path = "../support/smtp.rs"]
mod smtp;
