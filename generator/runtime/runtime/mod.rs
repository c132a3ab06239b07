//! The engine of this client: what every operation shares.
//!
//! The way of a call: an emitted method fills a [`Request`](request::draft::Request), and returns
//! it as a [`Call`](client::call::Call). When the call is sent, a client makes an
//! [`Engine`](engine::machine::Engine) of it and does what the engine says: send the request by the
//! transport, wait, renew the tokens. At the end the [`RawResponse`](response::raw::RawResponse)
//! becomes a [`Response`](response::typed::Response) or a
//! [`CallError`](error::call_error::CallError).
//!
//! The folders stand one above the other; each uses only itself and those before it:
//!
//! 1. [`value`]: values with a type of their own (dates, decimals, secrets), and what can be an
//!    argument.
//! 2. [`codec`]: how values are written and read (JSON, percent-encoding, media types).
//! 3. [`union`]: how the alternatives of a union are told apart.
//! 4. [`api`]: the facts of the API and of its operations, as constants.
//! 5. [`response`]: a response as it came, and as it is read. The trait of operations is here, as
//!    it says how.
//! 6. [`error`]: everything that can go wrong.
//! 7. [`transport`]: the seam to the network, and the two transports behind it.
//! 8. [`request`]: a request while it is put together, and its body.
//! 9. [`parameter`]: arguments that are more than one plain text, each kind a trait for requests in
//!    a file of its own.
//! 10. [`credential`]: what credentials add to a request, and the seam for tokens that are renewed.
//! 11. [`engine`]: retries, time limits and renewals, as a machine without I/O.
//! 12. [`client`]: the clients that turn the machine, their builder and their calls.
//! 13. [`stream`]: responses that are read as they come.
//! 14. [`oauth2`]: how tokens are granted, stored and renewed: a source for the seam in
//!     `credential`.
//!
//! Credentials have a folder below the engine, because the engine attaches them anew for each
//! attempt; OAuth 2 stands on top, because it asks for tokens by calls of its own.
//!
//! A crate gets only those files that its own code names, directly or through other files. So
//! everything that only some APIs need is in a file of its own, often as a trait that extends
//! `Request` or `RawResponse` by one method.

pub mod api;
pub mod client;
pub mod codec;
pub mod credential;
pub mod engine;
pub mod error;
pub mod oauth2;
pub mod parameter;
pub mod request;
pub mod response;
pub mod stream;
pub mod transport;
pub mod union;
pub mod value;
