//! What users hold: the clients, their builder, and the calls that they make.

pub mod async_client;
pub mod blocking;
pub mod browser_url;
pub mod builder;
pub mod call;
pub mod connection;
pub mod origin;
pub mod server;
