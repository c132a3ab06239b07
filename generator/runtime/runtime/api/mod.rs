//! The facts of the API and of its operations, as constant data.

pub mod api_info;
pub mod operation_info;
