//! A request while it is put together: its path, query, headers and body.

pub mod base_url;
pub mod draft;
pub mod file_part;
pub mod form;
pub mod multipart;
pub mod part;
pub mod payload;
pub mod styled_part;
pub mod value_part;
