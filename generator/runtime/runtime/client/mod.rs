//! What users hold: the clients, their builder, and the calls that they make.

pub mod async_client;
pub mod base_url;
pub mod blocking;
pub mod browser_url;
pub mod builder;
pub mod call;
pub mod config;
pub mod connection;
pub mod server;
