//! The web application and the API, through the front door: the service as
//! people start it, and clients of HTTP.

mod access;
mod accounts;
mod api;
mod balance;
mod batches;
mod composing;
mod customers;
#[path = "../support/desk.rs"]
#[allow(dead_code)]
mod desk;
mod due_items;
mod editing;
mod history;
mod mail_test;
mod openid;
mod operation;
mod overview;
#[path = "../support/program.rs"]
mod program;
mod reading;
mod schedule;
mod schemathesis;
#[path = "../support/service.rs"]
#[allow(dead_code)]
mod service;
mod settings_file;
mod signing_in;
#[path = "../support/smtp.rs"]
mod smtp;
mod webhooks;
