//! The web application and the API, through the front door: the service as
//! people start it, and clients of HTTP.

mod access;
mod accounts;
#[path = "../support/desk.rs"]
#[allow(dead_code)]
mod desk;
mod mail_test;
mod openid;
#[path = "../support/service.rs"]
#[allow(dead_code)]
mod service;
mod signing_in;
#[path = "../support/smtp.rs"]
#[allow(dead_code)]
mod smtp;
