//! Tokens: granted, stored and renewed.

mod callback;
pub(crate) mod fixture;
mod secrecy;
mod session;
mod token_request;
mod token_store;
