//! The clients and how they are built.

mod async_client;
mod blocking_client;
mod builder;
mod server;
