//! What can go wrong, and how it is told.

pub mod call_error;
pub mod failure;
pub mod mistake;
pub mod transport_error;
