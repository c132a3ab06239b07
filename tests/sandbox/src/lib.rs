//! Plays the Northbricks open banking API on the user's own machine: sign-up, OAuth 2.0, the
//! sixteen operations, the banks' consent pages, and payments that go through every state.
//!
//! The service itself is gone, so its client is tested against this. The sandbox serves the model
//! types of the client, so that the two cannot drift apart.
//!
//! ```no_run
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let sandbox = northbricks_sandbox::serve(northbricks_sandbox::Options::default()).await?;
//! println!("{}", sandbox.base_url());
//! sandbox.shutdown().await;
//! # Ok(())
//! # }
//! ```

mod api;
mod bank;
mod body;
mod bounded;
mod guard;
mod oauth;
mod options;
mod page;
mod parameters;
mod payment;
mod persona;
mod random;
mod reply;
mod seed;
mod server;
mod world;

pub use options::{Limits, Options};
pub use server::{Sandbox, StartError, serve};
