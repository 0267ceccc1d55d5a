//! The web application and the API, through the front door: the service as
//! people start it, and clients of HTTP.

mod composing;
#[path = "../support/desk.rs"]
#[allow(dead_code)]
mod desk;
mod history;
#[path = "../support/service.rs"]
#[allow(dead_code)]
mod service;
mod signing_in;
#[path = "../support/smtp.rs"]
#[allow(dead_code)]
mod smtp;
