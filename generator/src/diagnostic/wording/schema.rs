//! Why a schema has no type.

use std::fmt;

/// Why a keyword of a schema cannot be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Untyped {
    /// `type` is this, which is not a type of OpenAPI 3.0.
    UnknownType(String),
    /// Whole numbers between bounds that no integer type holds.
    HugeIntegers,
    /// The schema holds nothing but `not`.
    OnlyNot,
    /// Additional properties that no value can have.
    NoValue,
    /// Items that no value can be.
    NoItem,
    /// An alternative of a union is the union itself.
    OwnAlternative,
    /// A list or map that holds only itself.
    OnlyItself,
    /// Lists and maps in each other, too deep for rustc.
    TooDeep,
    /// A listed value that is not of the schema's `type`.
    ValueOfOtherType,
    /// A listed value that is a list or an object.
    StructuredValue,
    /// A listed whole number that changes as a float.
    RoundedValue,
    /// Parts of an `allOf` that are not all objects.
    PartsNotObjects,
    /// Parts of an `allOf` that no value has all.
    NoValueOfAllParts,
    /// Choices in an `allOf` with too many combinations.
    TooManyChoices,
}

impl fmt::Display for Untyped {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::UnknownType(kind) => return write!(out, "`{kind}` is not a type of OpenAPI 3.0"),
            Self::HugeIntegers => "no integer type is large enough",
            Self::OnlyNot => "it only says what a value is not",
            Self::NoValue => "no value satisfies all parts of the schema",
            Self::NoItem => "no item satisfies all parts of the schema",
            Self::OwnAlternative => "one of its alternatives is the schema itself",
            Self::OnlyItself => "its values can only contain themselves",
            Self::TooDeep => "it nests lists and maps too deeply for a Rust type",
            Self::ValueOfOtherType => "one of its values does not have the schema's `type`",
            Self::StructuredValue => "one of its values is a list or an object",
            Self::RoundedValue => "one of its values is an integer that no float represents exactly",
            Self::PartsNotObjects => "not all of its parts are objects",
            Self::NoValueOfAllParts => "no value satisfies all of its parts",
            Self::TooManyChoices => "its alternatives have too many combinations",
        })
    }
}
