//! How values are written and read: JSON, percent-encoding, media types.

pub mod decode_error;
pub mod json_path;
pub mod keys;
pub mod keys_with_rest;
pub mod listed;
pub mod media_type;
pub mod object;
pub mod percent;
pub mod redact;
pub mod required;
pub mod style;
pub mod tagged;
pub mod text;
pub mod tree;
