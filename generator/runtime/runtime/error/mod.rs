//! Everything that can go wrong, and how it is reported.

pub mod build_error;
pub mod call_error;
pub mod endpoint_error;
pub mod failure;
pub mod request_error;
pub mod store_error;
pub mod token_error;
pub mod transport_error;
