//! What several tests share.

pub mod facts;
