//! How requests get to the server, and responses back.

pub mod asynchronous;
pub mod blocking;
pub mod body;
pub mod outgoing;
pub mod reqwest_transport;
pub mod upload;
pub mod ureq_transport;
