//! Reading objects and open enumerations: what every emitted `Deserialize` shares.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserializer, Error, MapAccess, Visitor};
use serde_core::ser::{Serialize, SerializeMap, Serializer};

/// A type that is read from a JSON object.
pub trait Record: Sized {
    /// Its name, for messages.
    const NAME: &'static str;

    /// Reads the object's members.
    fn read<'de, A: MapAccess<'de>>(map: A) -> Result<Self, A::Error>;

    /// Writes the object's members, but for the one of this name, if any: the tag of a union, which writes it itself.
    fn write<M: SerializeMap>(&self, map: &mut M, tag: Option<&str>) -> Result<(), M::Error>;
}

/// Writes one as a JSON object.
pub fn write_record<R: Record, S: Serializer>(record: &R, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    record.write(&mut map, None)?;
    map.end()
}

/// Writes one as a JSON object that begins with its tag.
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

/// Reads one from a JSON object.
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

/// Reads a value that is made of a JSON string.
pub fn read_text<'de, T: for<'t> From<&'t str>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_str(TextVisitor(PhantomData))
}

struct TextVisitor<T>(PhantomData<T>);

impl<T: for<'t> From<&'t str>> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok(T::from(text))
    }
}
