//! Requests and their bodies.

mod base_url;
pub(crate) mod draft;
mod form;
mod multipart;
mod upload;
