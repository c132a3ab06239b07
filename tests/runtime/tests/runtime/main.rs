//! The runtime's tests: one binary, with one module for each subject.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

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
mod event;
mod fixture;
mod form;
mod http_date;
mod json_values;
mod location;
mod multipart;
mod oauth_callback;
mod oauth_fixture;
mod oauth_secrecy;
mod oauth_session;
mod oauth_store;
mod oauth_token;
mod object;
mod record;
mod request;
mod response;
mod retry;
mod secrecy;
mod server;
mod stream;
mod structured;
mod style;
mod union;
mod upload;
