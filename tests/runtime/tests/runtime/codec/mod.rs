//! How JSON is read and written.

mod object;
mod record;
mod union;
