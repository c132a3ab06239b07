//! The generated client over the wire, against a scripted server on loopback: the bytes that it
//! sends, and how it reads responses.

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
