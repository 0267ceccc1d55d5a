//! What Relance is given can take only so much time and memory: each proof has
//! bounds that fail (docs/hostile.md).

mod connections;
#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "../support/desk.rs"]
mod desk;
#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "../support/rules.rs"]
mod folders;
mod letters;
mod lines;
mod rules;
#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "../support/service.rs"]
mod service;
#[path = "../support/smtp.rs"]
mod smtp;
mod templates;
mod watched;
