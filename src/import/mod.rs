//! Reading what other systems give: CSV folders and French FEC files.

pub mod set;
