//! Reading and writing objects: what all emitted records share.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserializer, MapAccess, Visitor};
use serde_core::ser::{SerializeMap, Serializer};

/// A type that is read from a JSON object.
pub trait Record: Sized {
    /// Its name, for messages.
    const NAME: &'static str;

    /// Reads the object's members.
    fn read<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error>;

    /// Writes the object's members. A union writes its tag itself, so the member `tag` is left out.
    fn write<M: SerializeMap>(&self, map: &mut M, tag: Option<&str>) -> Result<(), M::Error>;
}

/// Writes a record as a JSON object.
pub fn write_record<R: Record, S: Serializer>(record: &R, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    record.write(&mut map, None)?;
    map.end()
}

/// Reads a record from a JSON object.
pub fn read_record<'de, R: Record, D: Deserializer<'de>>(deserializer: D) -> Result<R, D::Error> {
    deserializer.deserialize_map(RecordVisitor(PhantomData))
}

struct RecordVisitor<R>(PhantomData<R>);

impl<'de, R: Record> Visitor<'de> for RecordVisitor<R> {
    type Value = R;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", R::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<R, A::Error> {
        R::read(map)
    }
}
