//! The members that an object must have.

use serde_core::de::Error;

/// The value of a required member.
pub fn required<T, E: Error>(value: Option<T>, name: &'static str) -> Result<T, E> {
    value.ok_or_else(|| E::missing_field(name))
}
