//! OAuth 2: how tokens are granted, kept and renewed.

pub mod authorization;
pub mod callback;
pub mod client_credentials;
pub mod endpoint;
pub mod file_store;
pub mod flight;
pub mod grant;
pub mod renewal;
pub mod scope;
pub mod session;
pub mod token_request;
pub mod token_store;
pub mod token_transport;
pub mod tokens;
