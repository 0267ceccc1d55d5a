//! The record against the rules in force.

mod demonstration;
#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "../support/desk.rs"]
mod desk;
#[allow(dead_code, reason = "shared with the tests of the planner")]
#[path = "../support/facts.rs"]
mod facts;
mod single;
#[path = "../support/smtp.rs"]
mod smtp;
