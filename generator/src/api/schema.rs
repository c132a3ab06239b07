//! Schemas: the shapes of all values in requests and responses.

use serde_json::Value;

use super::{Docs, SchemaId, SpecName};
use crate::place::At;

/// A schema (OpenAPI 3.0, "Schema Object") whose references are resolved.
#[derive(Debug, Clone)]
pub(crate) struct Schema {
    /// Place of the schema.
    pub at: At,
    /// The source of its name.
    pub origin: Origin,
    /// Documentation of the schema.
    pub docs: Docs,
    /// Whether it allows `null`.
    pub nullable: bool,
    /// The form of its values.
    pub shape: Shape,
}

/// The source of a schema's name: the document itself, or the place of the schema.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin {
    /// A component's key.
    Component(SpecName),
    /// An inline schema's `title`.
    Title(SpecName),
    /// A part of another schema.
    Part(SchemaId, Role),
    /// Another schema, in the form that requests have.
    Input(SchemaId),
    /// The body of an operation's request.
    Body(SpecName),
    /// The body of an operation's response with this status.
    Response(SpecName, String),
    /// A parameter of an operation.
    Parameter(SpecName, SpecName),
    /// A header of an operation's response.
    Header(SpecName, SpecName),
    /// A schema inside a component of another kind, whose key this is.
    Shared(SpecName),
}

/// The role of a schema inside another one.
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

/// The form of a schema's values. Children are always ids.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    /// Any JSON value: the document does not restrict it, or in a way that has no type.
    Any,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer(Integer),
    /// A number.
    Number(Number),
    /// A string.
    Text(Text),
    /// An open enumeration: it also accepts values that it does not list.
    Enumeration(Enumeration),
    /// An array.
    List(SchemaId),
    /// An object whose keys are data.
    Map(SchemaId),
    /// An object with named properties.
    Record(Record),
    /// One of several schemas.
    Union(Union),
    /// Another name for this schema.
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
    /// A range beyond 64 bits.
    I128,
    /// `format: uint8`.
    U8,
    /// `format: uint16`.
    U16,
    /// `format: uint32`.
    U32,
    /// `format: uint64`, or an upper bound that needs it.
    U64,
}

/// The precision of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Number {
    /// Every other number, including `format: float`: JSON has digits, not a precision.
    F64,
    /// `format: decimal`, which is exact.
    Decimal,
}

/// The content of a string.
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
    /// `format: decimal`: an exact number in a string.
    Decimal,
    /// `format: byte`: base64 (RFC 4648).
    Byte,
    /// `format: binary`: bytes that are not JSON.
    Binary,
}

/// The values that a schema lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Enumeration {
    /// The values without repetitions.
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
    /// The declared properties, in document order.
    pub fields: Vec<Field>,
    /// The treatment of additional properties.
    pub rest: Rest,
}

/// How a record treats additional properties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rest {
    /// They are ignored.
    Ignored,
    /// They are kept; their values have this schema.
    Kept(SchemaId),
}

/// A property of a record.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Field {
    /// The property's key.
    pub name: SpecName,
    /// Documentation of the property.
    pub docs: Docs,
    /// Schema of its values.
    pub schema: SchemaId,
    /// Whether every value of the record has it.
    pub required: bool,
    /// Whether it belongs to requests, responses or both.
    pub usage: Usage,
    /// The value that the server assumes if the property is absent.
    pub default: Option<Value>,
    /// The only value that the document allows, if the shape of the schema does not show it.
    pub constant: Option<EnumValue>,
}

/// The direction of a property (`readOnly`, `writeOnly`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Usage {
    /// In requests and responses.
    Both,
    /// Only in responses.
    ReadOnly,
    /// Only in requests.
    WriteOnly,
}

/// One of several schemas.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Union {
    /// How many alternatives can hold at once.
    pub kind: UnionKind,
    /// The alternatives in document order.
    pub variants: Vec<Variant>,
    /// The property that selects an alternative.
    pub discriminator: Option<Discriminator>,
}

/// How many alternatives of a union can hold at once.
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
    /// Schema of the alternative.
    pub schema: SchemaId,
    /// The discriminator's values that select it.
    pub tags: Vec<String>,
}

/// The property that selects an alternative of a union.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Discriminator {
    /// The property's key.
    pub property: SpecName,
}
