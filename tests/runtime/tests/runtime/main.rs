//! The runtime's tests: one binary, with one module for each subject.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod client;
mod codec;
mod credential;
mod engine;
mod fixture;
mod oauth2;
mod parameter;
mod request;
mod response;
mod server;
mod stream;
mod value;
