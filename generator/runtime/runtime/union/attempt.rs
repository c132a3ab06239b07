//! Reading a value as one of its alternatives.

use serde_core::de::Deserialize;

use crate::runtime::union::undecided::Undecided;

/// Values that may be of a type.
pub trait Attempt {
    /// The value as a `T`, if it is one.
    fn attempt<T: for<'de> Deserialize<'de>>(&self) -> Option<T>;
}

impl Attempt for Undecided {
    fn attempt<T: for<'de> Deserialize<'de>>(&self) -> Option<T> {
        serde_json::from_str(self.0.get()).ok()
    }
}
