//! How a request gets to the server, and its response back.

pub mod asynchronous;
pub mod blocking;
pub mod body;
pub mod outgoing;
pub mod reqwest_transport;
pub mod upload;
pub mod ureq_transport;
