//! Objects that are written behind the tag of a union.

use serde_core::ser::{Serialize, SerializeMap, Serializer};

use crate::runtime::codec::object::Record;

/// Writes a record as a JSON object that begins with its tag.
pub fn write_tagged<R: Record, V: Serialize + ?Sized, S: Serializer>(
    record: &R,
    tag: &'static str,
    value: &V,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    map.serialize_entry(tag, value)?;
    record.write(&mut map, Some(tag))?;
    map.end()
}
