//! What all emitters write with.

pub(crate) mod docs;
pub(crate) mod file;
pub(crate) mod imports;
pub(crate) mod module;
pub(crate) mod print;
pub(crate) mod type_ref;
pub(crate) mod value;
