//! A value whose alternative is still to be chosen.

use serde_core::de::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// A value whose alternative is still to be chosen.
#[derive(Debug)]
pub struct Undecided(pub(crate) Box<RawValue>);

impl Undecided {
    /// Takes the value as it stands.
    pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<RawValue>::deserialize(deserializer).map(Self)
    }

    /// Reads the value as a `T`, with the error type of the outer reader.
    pub fn decide<T: for<'de> Deserialize<'de>, E: serde_core::de::Error>(&self) -> Result<T, E> {
        serde_json::from_str(self.0.get()).map_err(E::custom)
    }
}
