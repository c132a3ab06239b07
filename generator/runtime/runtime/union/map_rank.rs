//! The rank of objects without named members.

/// The rank of what takes any object: behind all that name members.
pub(crate) const MAP: u32 = u32::MAX - 1;
