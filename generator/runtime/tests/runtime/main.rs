//! The runtime's tests: one binary, one module for each noun.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod answer;
mod async_client;
mod base_url;
mod blocking_client;
mod builder;
mod collect;
mod credential;
mod date_time;
mod decimal;
mod engine;
mod error;
mod fixture;
mod http_date;
mod location;
mod object;
mod record;
mod request;
mod retry;
mod secrecy;
mod server;
mod style;
