//! Credentials, and that none of them shows.

mod credentials;
mod secrecy;
mod token_source;
