//! A response as it came, and as it is read.

pub mod error_body;
pub mod header;
pub mod location;
pub mod raw;
pub mod typed;
