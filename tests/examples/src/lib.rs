//! The first hour with the Northbricks client, as programs to read and copy: [`quickstart`] with
//! the asynchronous client, [`blocking`] with the blocking one, and [`file_store`] for a program
//! that stays signed in.
//!
//! The other modules stand in for the rest of the world: [`sandbox`] for the service, [`user`] for
//! a person, [`browser`] and [`headless`] for that person's browser. [`callback`] is what a program
//! on a user's own machine needs.

pub mod blocking;
pub mod browser;
pub mod callback;
pub mod file_store;
pub mod headless;
pub mod line;
pub mod program;
pub mod quickstart;
pub mod sandbox;
pub mod user;

/// The result of a step.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;
