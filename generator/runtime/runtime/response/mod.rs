//! A response as it came, and as it is read.

pub mod error_body;
pub mod header;
pub mod json_header;
pub mod list_header;
pub mod location;
pub mod loose_text;
pub mod offered;
pub mod operation;
pub mod raw;
pub mod typed;
pub mod typed_header;
