//! The generated client over the wire, against a scripted server on this machine: what it sends, byte by byte, and what it makes of responses.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod accounts;
mod bank_auth;
mod banks;
mod client;
mod errors;
mod faults;
mod fixture;
mod payments;
mod transactions;
mod users;
