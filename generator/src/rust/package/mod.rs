//! The files that are not of one schema or operation.

pub(crate) mod client;
pub(crate) mod library;
pub(crate) mod manifest;
pub(crate) mod oauth2;
pub(crate) mod readme;
pub(crate) mod runtime;
pub(crate) mod server;
