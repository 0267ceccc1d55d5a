//! Relance: a rules-configurable dunning (payment reminder) engine.

pub mod app;
pub mod balance;
pub mod cases;
pub mod chart;
pub mod cli;
pub mod compare;
pub mod demo;
pub mod diagnostic;
pub mod dispatch;
pub mod documents;
pub mod domain;
pub mod export;
pub mod handbook;
pub mod import;
mod jinja;
pub mod mailbox;
pub mod office;
pub mod plan;
pub mod render;
pub mod rules;
pub mod simulation;
pub mod store;
pub mod typeset;
pub mod web;
pub mod wording;
