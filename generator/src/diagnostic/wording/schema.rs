//! Why a schema has no type.

use std::fmt;

/// Why a keyword of a schema cannot be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Untyped {
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
            Self::HugeIntegers => "no type holds whole numbers of this size",
            Self::OnlyNot => "it says only what a value is not",
            Self::NoValue => "no value is what all parts of the schema say",
            Self::NoItem => "no item is what all parts of the schema say",
            Self::OwnAlternative => "an alternative is the schema itself",
            Self::OnlyItself => "its values hold nothing but more of themselves",
            Self::TooDeep => "it holds lists and maps in each other that are too deep for a type of Rust",
            Self::ValueOfOtherType => "one of its values is not of the schema's `type`",
            Self::StructuredValue => "one of its values is a list or an object",
            Self::RoundedValue => "one of its values is a whole number that no float holds exactly",
            Self::PartsNotObjects => "its parts are not all objects",
            Self::NoValueOfAllParts => "no value is of all its parts at once",
            Self::TooManyChoices => "its choices have too many combinations",
        })
    }
}
