//! Schemas: the shape of every value that goes over the wire.

use serde_json::Value;

use super::{Docs, SchemaId, SpecName};
use crate::place::At;

/// One schema (OpenAPI 3.0, "Schema Object"), its references followed.
#[derive(Debug, Clone)]
pub(crate) struct Schema {
    /// Where it stands.
    pub at: At,
    /// Where its name comes from.
    pub origin: Origin,
    /// What the document says of it.
    pub docs: Docs,
    /// Whether `null` is a value of it.
    pub nullable: bool,
    /// What it looks like.
    pub shape: Shape,
}

/// Where a schema's name comes from: the document's own, or the place it stands in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin {
    /// A component's key.
    Component(SpecName),
    /// An inline schema's `title`.
    Title(SpecName),
    /// A part of another schema.
    Part(SchemaId, Role),
    /// Another schema, as requests have it.
    Input(SchemaId),
    /// The body of an operation's request.
    Body(SpecName),
    /// The body of an operation's response with this status.
    Response(SpecName, String),
    /// A parameter of an operation.
    Parameter(SpecName, SpecName),
    /// A header of an operation's response.
    Header(SpecName, SpecName),
    /// Something inside a component that is not a schema, named by its key.
    Shared(SpecName),
}

/// The part that a schema plays in another one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// The value of this property.
    Property(SpecName),
    /// The element of a list.
    Item,
    /// The value of a map.
    Value,
    /// This alternative of a union, counted from 0.
    Variant(usize),
}

/// What values of a schema look like. Children are always ids.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    /// Any JSON value: the document says nothing more, or what it says could not be read.
    Any,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer(Integer),
    /// A number.
    Number(Number),
    /// A string.
    Text(Text),
    /// One of a list of values, open to values that are not on it.
    Enumeration(Enumeration),
    /// An array.
    List(SchemaId),
    /// An object whose keys are data.
    Map(SchemaId),
    /// An object with named properties.
    Record(Record),
    /// One of several schemas.
    Union(Union),
    /// Another schema, under this name.
    Alias(SchemaId),
}

/// The range of a whole number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Integer {
    /// `format: int8`.
    I8,
    /// `format: int16`.
    I16,
    /// `format: int32`.
    I32,
    /// `format: int64`, or no format.
    I64,
    /// Bounds beyond 64 bits.
    I128,
    /// `format: uint8`.
    U8,
    /// `format: uint16`.
    U16,
    /// `format: uint32`.
    U32,
    /// `format: uint64`, or an upper bound that asks for it.
    U64,
}

/// The precision of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Number {
    /// Any other number, also with `format: float`, which says no more of its digits in JSON.
    F64,
    /// `format: decimal`: exact.
    Decimal,
}

/// What a string holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Text {
    /// Any text.
    Plain,
    /// `format: date` (RFC 3339, full-date).
    Date,
    /// `format: date-time` (RFC 3339, date-time).
    DateTime,
    /// `format: time` (RFC 3339, full-time).
    Time,
    /// `format: duration` (RFC 3339, appendix A).
    Duration,
    /// `format: uuid` (RFC 9562).
    Uuid,
    /// `format: decimal`: an exact number written as text.
    Decimal,
    /// `format: byte`: base64 (RFC 4648).
    Byte,
    /// `format: binary`: octets that are not JSON at all.
    Binary,
}

/// A list of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Enumeration {
    /// The values, each once.
    pub values: Vec<EnumValue>,
}

/// One value of an enumeration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum EnumValue {
    /// A string.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(serde_json::Number),
    /// `true` or `false`.
    Boolean(bool),
}

impl std::fmt::Display for EnumValue {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => out.write_str(text),
            Self::Integer(number) => number.fmt(out),
            Self::Number(number) => number.fmt(out),
            Self::Boolean(value) => value.fmt(out),
        }
    }
}

/// An object with named properties.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Record {
    /// The properties in document order.
    pub fields: Vec<Field>,
    /// What becomes of other properties.
    pub rest: Rest,
}

/// What a record does with properties that it does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rest {
    /// They are passed over.
    Ignored,
    /// They are kept, each a value of this schema.
    Kept(SchemaId),
}

/// A property of a record.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Field {
    /// The property's key.
    pub name: SpecName,
    /// What the document says of it.
    pub docs: Docs,
    /// Its values.
    pub schema: SchemaId,
    /// Whether it is always there.
    pub required: bool,
    /// In which direction it travels.
    pub usage: Usage,
    /// What the server takes an absent one for.
    pub default: Option<Value>,
    /// The only value that the document allows, where the schema's shape does not say so.
    pub constant: Option<EnumValue>,
}

/// In which direction a property travels (`readOnly`, `writeOnly`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Usage {
    /// Both ways.
    Both,
    /// Only in responses.
    ReadOnly,
    /// Only in requests.
    WriteOnly,
}

/// One of several schemas.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Union {
    /// How many may hold at once.
    pub kind: UnionKind,
    /// The alternatives in document order.
    pub variants: Vec<Variant>,
    /// The property that tells them apart.
    pub discriminator: Option<Discriminator>,
}

/// How many alternatives of a union may hold at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UnionKind {
    /// Exactly one.
    OneOf,
    /// One or more.
    AnyOf,
}

/// An alternative of a union.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Variant {
    /// Its values.
    pub schema: SchemaId,
    /// The discriminator's values that choose it.
    pub tags: Vec<String>,
}

/// The property that tells the alternatives of a union apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Discriminator {
    /// The property's key.
    pub property: SpecName,
}
