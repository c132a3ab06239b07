//! The files that belong to the crate as a whole, not to a type or an operation.

pub(crate) mod client;
pub(crate) mod library;
pub(crate) mod manifest;
pub(crate) mod oauth2;
pub(crate) mod readme;
pub(crate) mod runtime;
pub(crate) mod server;
mod stream;
