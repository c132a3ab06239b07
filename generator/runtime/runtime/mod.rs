//! The engine of this client: what every operation shares.
//!
//! In the order of a call: a [`Call`](client::call::Call) holds a [`Request`](request::draft::Request). A client turns the
//! [`Engine`](engine::machine::Engine), which says when to send by the transport and when to wait. The
//! [`RawResponse`](response::raw::RawResponse) becomes a [`Response`](response::typed::Response) or a
//! [`CallError`](error::call_error::CallError).

pub mod client;
pub mod codec;
pub mod engine;
pub mod error;
pub mod oauth2;
pub mod request;
pub mod response;
pub mod stream;
pub mod transport;
pub mod value;
