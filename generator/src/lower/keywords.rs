//! A schema's keywords in one struct, instead of the many forms of openapiv3.

use openapiv3::{
    AdditionalProperties, AnySchema, Discriminator, IntegerFormat, NumberFormat, ReferenceOr, Schema as SchemaObject,
    SchemaKind, StringFormat, Type, VariantOrUnknownOrEmpty,
};
use serde_json::Value;

use super::schema::{Node, unboxed};
use crate::place::At;

/// The keywords of one schema, or of several that all hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Keywords<'d> {
    /// `type`, which is a keyword of Rust.
    pub(super) kind: Option<&'d str>,
    pub(super) format: Option<&'d str>,
    /// Further formats of the parts, which no type shows.
    pub(super) other_formats: Vec<&'d str>,
    /// `enum`, including `null`.
    pub(super) values: Vec<Value>,
    /// `pattern` of each part.
    pub(super) patterns: Vec<&'d str>,
    pub(super) length: [Option<usize>; 2],
    pub(super) range: [Option<Bound>; 2],
    /// `multipleOf` of each part.
    pub(super) steps: Vec<String>,
    /// `items` of each part, with their places once these are known.
    pub(super) items: Vec<(Option<At>, Node<'d>)>,
    pub(super) item_count: [Option<usize>; 2],
    pub(super) unique: bool,
    pub(super) properties: Vec<(&'d str, Node<'d>)>,
    pub(super) required: &'d [String],
    pub(super) additional: Option<&'d AdditionalProperties>,
    pub(super) property_count: [Option<usize>; 2],
    pub(super) all_of: &'d [ReferenceOr<SchemaObject>],
    pub(super) one_of: &'d [ReferenceOr<SchemaObject>],
    pub(super) any_of: &'d [ReferenceOr<SchemaObject>],
    pub(super) not: bool,
    pub(super) discriminator: Option<&'d Discriminator>,
}

/// One end of a range of numbers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bound {
    /// The number as the document writes it, which may be more exact than `value`.
    pub(super) text: String,
    /// The number, rounded to a float if necessary.
    pub(super) value: f64,
    pub(super) exclusive: bool,
}

impl<'d> Keywords<'d> {
    /// Returns the keywords of `schema`.
    pub(super) fn of(schema: &'d SchemaObject) -> Self {
        let own = match &schema.schema_kind {
            SchemaKind::Type(kind) => Self::of_type(kind),
            SchemaKind::OneOf { one_of } => Self { one_of, ..Self::default() },
            SchemaKind::AllOf { all_of } => Self { all_of, ..Self::default() },
            SchemaKind::AnyOf { any_of } => Self { any_of, ..Self::default() },
            SchemaKind::Not { .. } => Self { not: true, ..Self::default() },
            SchemaKind::Any(any) => Self::of_any(any),
        };
        Self { discriminator: schema.schema_data.discriminator.as_ref(), ..own }
    }

    fn of_type(kind: &'d Type) -> Self {
        match kind {
            Type::String(string) => Self {
                kind: Some("string"),
                format: format(&string.format, |format| match format {
                    StringFormat::Date => "date",
                    StringFormat::DateTime => "date-time",
                    StringFormat::Password => "password",
                    StringFormat::Byte => "byte",
                    StringFormat::Binary => "binary",
                }),
                values: string.enumeration.iter().map(|value| value.clone().into()).collect(),
                patterns: string.pattern.as_deref().into_iter().collect(),
                length: [string.min_length, string.max_length],
                ..Self::default()
            },
            Type::Number(number) => Self {
                kind: Some("number"),
                format: format(&number.format, |format| match format {
                    NumberFormat::Float => "float",
                    NumberFormat::Double => "double",
                }),
                values: number.enumeration.iter().map(|value| value.map_or(Value::Null, shortest)).collect(),
                range: [
                    number.minimum.map(|value| Bound::of(value, number.exclusive_minimum)),
                    number.maximum.map(|value| Bound::of(value, number.exclusive_maximum)),
                ],
                steps: number.multiple_of.iter().map(ToString::to_string).collect(),
                ..Self::default()
            },
            Type::Integer(integer) => Self {
                kind: Some("integer"),
                format: format(&integer.format, |format| match format {
                    IntegerFormat::Int32 => "int32",
                    IntegerFormat::Int64 => "int64",
                }),
                values: integer.enumeration.iter().map(|&value| value.into()).collect(),
                range: [
                    integer.minimum.map(|value| Bound::whole(value, integer.exclusive_minimum)),
                    integer.maximum.map(|value| Bound::whole(value, integer.exclusive_maximum)),
                ],
                steps: integer.multiple_of.iter().map(ToString::to_string).collect(),
                ..Self::default()
            },
            Type::Boolean(boolean) => Self {
                kind: Some("boolean"),
                values: boolean.enumeration.iter().map(|&value| value.into()).collect(),
                ..Self::default()
            },
            Type::Object(object) => Self {
                kind: Some("object"),
                properties: object.properties.iter().map(|(name, node)| (name.as_str(), unboxed(node))).collect(),
                required: &object.required,
                additional: object.additional_properties.as_ref(),
                property_count: [object.min_properties, object.max_properties],
                ..Self::default()
            },
            Type::Array(array) => Self {
                kind: Some("array"),
                items: array.items.iter().map(|items| (None, unboxed(items))).collect(),
                item_count: [array.min_items, array.max_items],
                unique: array.unique_items,
                ..Self::default()
            },
        }
    }

    fn of_any(any: &'d AnySchema) -> Self {
        let exclusive = [any.exclusive_minimum, any.exclusive_maximum].map(Option::unwrap_or_default);
        Self {
            kind: any.typ.as_deref(),
            format: any.format.as_deref(),
            other_formats: Vec::new(),
            values: any.enumeration.clone(),
            patterns: any.pattern.as_deref().into_iter().collect(),
            length: [any.min_length, any.max_length],
            range: [
                any.minimum.map(|value| Bound::of(value, exclusive[0])),
                any.maximum.map(|value| Bound::of(value, exclusive[1])),
            ],
            steps: any.multiple_of.iter().map(ToString::to_string).collect(),
            items: any.items.iter().map(|items| (None, unboxed(items))).collect(),
            item_count: [any.min_items, any.max_items],
            unique: any.unique_items.unwrap_or_default(),
            properties: any.properties.iter().map(|(name, node)| (name.as_str(), unboxed(node))).collect(),
            required: &any.required,
            additional: any.additional_properties.as_ref(),
            property_count: [any.min_properties, any.max_properties],
            all_of: &any.all_of,
            one_of: &any.one_of,
            any_of: &any.any_of,
            not: any.not.is_some(),
            discriminator: None,
        }
    }

    /// Adds the places of a schema at `at`.
    pub(super) fn at(mut self, at: &At) -> Self {
        self.items.iter_mut().for_each(|(place, _)| *place = Some(at.child("items")));
        self
    }

    /// Whether the schema is composed of others.
    pub(super) fn is_composed(&self) -> bool {
        !(self.all_of.is_empty() && self.one_of.is_empty() && self.any_of.is_empty())
    }

    /// Whether the schema describes properties of objects.
    pub(super) fn has_properties(&self) -> bool {
        !self.properties.is_empty() || !self.required.is_empty() || self.additional.is_some()
    }

    /// Whether the schema describes values other than objects.
    pub(super) fn is_scalar(&self) -> bool {
        match self.kind {
            Some("object") => !self.values.is_empty(),
            Some(_) => true,
            None => !self.values.is_empty() || (!self.items.is_empty() && !self.has_properties()),
        }
    }

    /// Whether `other` together with these keywords has the same type as `other` alone.
    pub(super) fn adds_nothing_to(&self, other: &Self) -> bool {
        let object = self.kind == Some("object") && !other.is_scalar();
        let kind = self.kind.is_none() || self.kind == other.kind || object;
        let format = self.other_formats.is_empty() && (self.format.is_none() || self.format == other.format);
        let values = self.values.is_empty() || self.values == other.values;
        kind && format && values && self.items.is_empty() && !self.has_properties() && !self.is_composed()
    }
}

impl Bound {
    fn of(value: f64, exclusive: bool) -> Self {
        Self { text: value.to_string(), value, exclusive }
    }

    #[allow(clippy::cast_precision_loss, reason = "the text is exact")]
    fn whole(value: i64, exclusive: bool) -> Self {
        Self { text: value.to_string(), value: value as f64, exclusive }
    }
}

fn format<T>(format: &VariantOrUnknownOrEmpty<T>, known: impl Fn(&T) -> &'static str) -> Option<&str> {
    match format {
        VariantOrUnknownOrEmpty::Item(item) => Some(known(item)),
        VariantOrUnknownOrEmpty::Unknown(format) => Some(format),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}

/// Returns a number as JSON, without a fraction if it is whole.
fn shortest(number: f64) -> Value {
    whole(number).map_or_else(|| Value::from(number), Value::from)
}

/// Returns the integer that equals a number. From 2^53 on, a float stands for several integers.
#[allow(clippy::cast_possible_truncation, reason = "checked")]
pub(super) fn whole(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && number.abs() < EXACT).then_some(number as i64)
}
