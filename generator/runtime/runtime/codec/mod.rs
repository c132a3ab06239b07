//! How values are written and read: JSON, percent-encoding, media types.

pub mod decode_error;
pub mod json_path;
pub mod listed;
pub mod media_type;
pub mod object;
pub mod percent;
pub mod record;
pub mod redact;
pub mod tree;
pub mod union;
