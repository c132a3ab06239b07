//! What is decided once, for names and for all emitters.

pub(crate) mod body;
pub(crate) mod content;
pub(crate) mod operation;
pub(crate) mod parameter;
pub(crate) mod stream;
pub(crate) mod success;
