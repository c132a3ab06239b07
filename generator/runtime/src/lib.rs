//! The hand-written half of every generated client.
//!
//! All files of this crate but this one are copied as they are into each generated crate, as `src/runtime/`: so they
//! speak of "this client", name each other by `super::` alone, and have their tests in `tests/`.
//!
//! In the order of a call: a [`call::Call`] holds a [`request::Request`]; a [`client::Client`] or a
//! `blocking::Client` turns the [`engine::Engine`], which says when to send by the transport and when to wait; the
//! [`answer::Answer`] becomes a [`response::Response`] or an [`error::CallError`]. Where a call is to be read as it comes, a
//! [`stream_call::StreamCall`] leaves the body of a success as a `ByteStream`, or an [`item_stream::ItemStream`] on it.
#![forbid(unsafe_code)]
#![deny(missing_docs)]
// Without a client there is nothing that sends, and without its own encoder a style is not used: the generated
// crate allows the same.
#![cfg_attr(not(any(feature = "async", feature = "blocking")), allow(dead_code))]

pub mod answer;
pub mod argument;
pub mod authorization;
pub mod base64;
pub mod base_url;
pub mod blocking;
pub mod blocking_byte_stream;
pub mod body;
pub mod browser_url;
pub mod builder;
pub mod byte_stream;
pub mod call;
pub mod callback;
pub mod client;
pub mod client_credentials;
pub mod collect;
pub mod config;
pub mod connection;
pub mod credential;
#[cfg(feature = "date-time")]
pub mod date_time;
#[cfg(feature = "decimal")]
pub mod decimal;
pub mod decode_error;
pub mod endpoint;
pub mod engine;
pub mod error;
pub mod error_body;
pub mod event;
pub mod failure;
pub mod file_store;
pub mod flight;
pub mod form;
pub mod header;
pub mod http_date;
pub mod integer;
pub mod item_stream;
pub mod json_path;
pub mod json_values;
pub mod listed;
pub mod location;
pub mod media_type;
pub mod mistake;
pub mod multipart;
pub mod object;
pub mod operation;
pub mod outgoing;
pub mod payload;
pub mod percent;
pub mod record;
pub mod redact;
pub mod renewal;
pub mod request;
pub mod reqwest_transport;
pub mod response;
pub mod retry;
pub mod scope;
pub mod secret;
pub mod server;
pub mod session;
pub mod stream_call;
pub mod structured;
pub mod style;
pub mod token_error;
pub mod token_request;
pub mod token_store;
pub mod token_transport;
pub mod tokens;
pub mod trace;
pub mod transport;
pub mod transport_error;
pub mod tree;
pub mod union;
pub mod upload;
pub mod ureq_transport;
pub mod uuid;
