//! A schema's keywords in one form, whichever of the typed document's forms they came in.

use openapiv3::{
    AdditionalProperties, AnySchema, Discriminator, IntegerFormat, NumberFormat, ReferenceOr, Schema as SchemaObject,
    SchemaKind, StringFormat, Type, VariantOrUnknownOrEmpty,
};
use serde_json::Value;

use super::schema::{Node, unboxed};

/// The keywords of one schema, or of several that hold together.
#[derive(Debug, Clone, Default)]
pub(super) struct Keywords<'d> {
    /// `type`.
    pub(super) kind: Option<&'d str>,
    pub(super) format: Option<&'d str>,
    /// `enum`, `null` included.
    pub(super) values: Vec<Value>,
    pub(super) pattern: Option<&'d str>,
    pub(super) length: [Option<usize>; 2],
    pub(super) range: [Option<Bound>; 2],
    /// `multipleOf`.
    pub(super) step: Option<String>,
    pub(super) items: Option<Node<'d>>,
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

/// An end of a range of numbers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bound {
    /// As the document writes it, or nearly so.
    pub(super) text: String,
    /// Nearly so.
    pub(super) value: f64,
    pub(super) exclusive: bool,
}

impl<'d> Keywords<'d> {
    /// Those of `schema`.
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
                pattern: string.pattern.as_deref(),
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
                step: number.multiple_of.map(|step| step.to_string()),
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
                step: integer.multiple_of.map(|step| step.to_string()),
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
                items: array.items.as_ref().map(unboxed),
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
            values: any.enumeration.clone(),
            pattern: any.pattern.as_deref(),
            length: [any.min_length, any.max_length],
            range: [
                any.minimum.map(|value| Bound::of(value, exclusive[0])),
                any.maximum.map(|value| Bound::of(value, exclusive[1])),
            ],
            step: any.multiple_of.map(|step| step.to_string()),
            items: any.items.as_ref().map(unboxed),
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

    /// Whether the schema is made of others.
    pub(super) fn is_composed(&self) -> bool {
        !(self.all_of.is_empty() && self.one_of.is_empty() && self.any_of.is_empty())
    }

    /// Whether it says something of an object's members.
    pub(super) fn has_members(&self) -> bool {
        !self.properties.is_empty() || !self.required.is_empty() || self.additional.is_some()
    }

    /// Whether it tells of which kind values are, and that they are no objects.
    pub(super) fn is_scalar(&self) -> bool {
        match self.kind {
            Some("object") => !self.values.is_empty(),
            Some(_) => true,
            None => !self.values.is_empty() || (self.items.is_some() && !self.has_members()),
        }
    }

    /// Whether, of values that `other` describes, it says nothing that a type could show.
    pub(super) fn adds_nothing_to(&self, other: &Self) -> bool {
        let object = self.kind == Some("object") && !other.is_scalar();
        let kind = self.kind.is_none() || self.kind == other.kind || object;
        let format = self.format.is_none() || self.format == other.format;
        let values = self.values.is_empty() || self.values == other.values;
        kind && format && values && self.items.is_none() && !self.has_members() && !self.is_composed()
    }

    /// Adds what `other` says of the same values; `false` where no value can be both.
    pub(super) fn narrow(&mut self, other: &Self) -> bool {
        self.kind = match (self.kind, other.kind) {
            (one, other) if one == other => one,
            (Some(kind), None) | (None, Some(kind)) => Some(kind),
            (Some("integer" | "number"), Some("integer" | "number")) => Some("integer"),
            _ => return false,
        };
        if self.values.is_empty() {
            self.values.clone_from(&other.values);
        } else if !other.values.is_empty() {
            self.values.retain(|value| other.values.contains(value));
            if self.values.is_empty() {
                return false;
            }
        }
        self.format = self.format.or(other.format);
        self.pattern = self.pattern.or(other.pattern);
        self.items = self.items.take().or_else(|| other.items.clone());
        self.step = self.step.take().or_else(|| other.step.clone());
        self.unique |= other.unique;
        self.not |= other.not;
        tighten(&mut self.length, other.length);
        tighten(&mut self.item_count, other.item_count);
        tighten(&mut self.property_count, other.property_count);
        let [least, most] = &other.range;
        if let Some(least) = least
            && self.range[0].as_ref().is_none_or(|own| least.value > own.value)
        {
            self.range[0] = Some(least.clone());
        }
        if let Some(most) = most
            && self.range[1].as_ref().is_none_or(|own| most.value < own.value)
        {
            self.range[1] = Some(most.clone());
        }
        true
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

/// Two ranges of counts as one: the narrower end each.
fn tighten(own: &mut [Option<usize>; 2], other: [Option<usize>; 2]) {
    own[0] = own[0].max(other[0]);
    own[1] = match (own[1], other[1]) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
}

fn format<T>(format: &VariantOrUnknownOrEmpty<T>, known: impl Fn(&T) -> &'static str) -> Option<&str> {
    match format {
        VariantOrUnknownOrEmpty::Item(item) => Some(known(item)),
        VariantOrUnknownOrEmpty::Unknown(format) => Some(format),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}

/// A number as JSON, without a fraction where it has none.
fn shortest(number: f64) -> Value {
    whole(number).map_or_else(|| Value::from(number), Value::from)
}

/// The integer that a number is. Beyond two to the 53rd, a float stands for several.
#[allow(clippy::cast_possible_truncation, reason = "checked")]
pub(super) fn whole(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && number.abs() < EXACT).then_some(number as i64)
}
