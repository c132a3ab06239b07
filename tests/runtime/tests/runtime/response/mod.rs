//! Responses and errors.

mod call_error;
mod location;
mod raw;
