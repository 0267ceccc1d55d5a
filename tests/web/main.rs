//! The web application and the API, through the front door: the service as
//! people start it, and clients of HTTP.

#[path = "../support/desk.rs"]
#[allow(dead_code)]
mod desk;
#[path = "../support/service.rs"]
#[allow(dead_code)]
mod service;
mod balance;
mod overview;
mod reading;
mod signing_in;
#[path = "../support/smtp.rs"]
#[allow(dead_code)]
mod smtp;
