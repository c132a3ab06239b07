//! A request while it is put together: arguments, credentials and bodies.

pub mod credential;
pub mod draft;
pub mod form;
pub mod list;
pub mod multipart;
pub mod operation;
pub mod payload;
pub mod structured;
