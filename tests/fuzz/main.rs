//! Whatever a file or a request holds, Relance takes it or says what is wrong
//! with it: it never panics, hangs, or fills the memory (docs/hostile.md).
//!
//! Each test begins with right inputs and what was found earlier
//! (`tests/cases/hostile`), then spoils them for two seconds, or for
//! `RELANCE_FUZZ_SECONDS`.

#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "../support/desk.rs"]
mod desk;
#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "../office/documents.rs"]
mod documents;
#[path = "../office/environment.rs"]
mod environment;
#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "../support/facts.rs"]
mod facts;
#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "../support/rules.rs"]
mod folders;
#[allow(dead_code, reason = "each test uses its part of what tests share")]
#[path = "../support/mails.rs"]
mod mails;
#[path = "../support/smtp.rs"]
mod smtp;

mod api;
mod harness;
mod imports;
mod mutation;
mod office;
mod rules;
mod settings;
mod templates;
