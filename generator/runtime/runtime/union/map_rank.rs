//! The rank of objects without named members.

/// The rank of a form that takes any object: behind all forms that name members.
pub(crate) const MAP: u32 = u32::MAX - 1;
