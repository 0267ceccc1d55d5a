//! The web application and the API, through the front door: the service as
//! people start it, and clients of HTTP.

mod batches;
#[path = "../support/desk.rs"]
#[allow(dead_code)]
mod desk;
mod editing;
mod customers;
#[path = "../support/desk.rs"]
#[allow(dead_code)]
mod desk;
mod due_items;
mod balance;
#[path = "../support/desk.rs"]
#[allow(dead_code)]
mod desk;
mod overview;
mod reading;
mod api;
#[path = "../support/desk.rs"]
#[allow(dead_code)]
mod desk;
#[path = "../support/program.rs"]
mod program;
mod schemathesis;
mod operation;
mod composing;
#[path = "../support/desk.rs"]
#[allow(dead_code)]
mod desk;
mod history;
#[path = "../support/service.rs"]
#[allow(dead_code)]
mod service;
mod settings_file;
mod signing_in;
#[path = "../support/smtp.rs"]
#[allow(dead_code)]
mod smtp;
mod webhooks;
