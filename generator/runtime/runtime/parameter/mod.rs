//! Parameters that are more than one plain text: lists, structured values, JSON.

pub mod cookie_json;
pub mod cookie_value;
pub mod header_json;
pub mod header_list;
pub mod header_value;
pub mod json;
pub mod list;
pub mod path_json;
pub mod path_list;
pub mod path_matrix;
pub mod path_value;
pub mod query_each;
pub mod query_json;
pub mod query_list;
pub mod query_value;
pub mod value;
