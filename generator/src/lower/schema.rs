//! Schemas (OpenAPI 3.0, "Schema Object").

use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, IntegerFormat, IntegerType, NumberFormat, NumberType, ObjectType,
    ReferenceOr, Schema as SchemaObject, SchemaKind, StringFormat, StringType, Type, VariantOrUnknownOrEmpty,
};

use super::composition::Alternatives;
use super::docs::{schema_docs, shown_text};
use super::{Lowering, place};
use crate::api::{
    Docs, EnumValue, Enumeration, Field, Integer, Number, Origin, Record, Rest, Role, SchemaId, Shape, SpecName, Text,
    UnionKind, Usage,
};
use crate::diagnostic::{At, Problem};
use crate::document::Document;

/// A node that holds a schema or a reference to one, whatever box it came in.
pub(super) type Node<'d> = ReferenceOr<&'d SchemaObject>;

/// `node` as what it holds.
pub(super) fn node_of(node: &ReferenceOr<SchemaObject>) -> Node<'_> {
    match node {
        ReferenceOr::Item(schema) => ReferenceOr::Item(schema),
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference: reference.clone() },
    }
}

/// `node` without its box.
pub(super) fn unboxed(node: &ReferenceOr<Box<SchemaObject>>) -> Node<'_> {
    match node {
        ReferenceOr::Item(schema) => ReferenceOr::Item(schema),
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference: reference.clone() },
    }
}

impl<'d> Lowering<'d, '_> {
    /// The component schema of this name; it is read later.
    pub(super) fn component_schema(&mut self, document: &'d Document, name: &str) -> SchemaId {
        let at = place(document, &["components", "schemas", name]);
        if let Some(&known) = self.places.get(&at) {
            return known;
        }
        let id = self.reserve(&at, Origin::Component(name.into()));
        self.waiting.push_back((id, name.into()));
        id
    }

    /// The schema at `at`. A reference is the schema it names; `origin` names an inline one that has no title.
    pub(super) fn schema(&mut self, document: &'d Document, at: &At, node: Node<'d>, origin: Origin) -> SchemaId {
        match node {
            ReferenceOr::Reference { reference } => match self.target::<SchemaObject>(document, at, &reference) {
                Some((name, _)) => self.component_schema(document, &name),
                None => self.reserve(at, origin),
            },
            ReferenceOr::Item(schema) => {
                if let Some(&known) = self.places.get(at) {
                    return known;
                }
                let title =
                    schema.schema_data.title.as_deref().filter(|title| title.chars().any(char::is_alphanumeric));
                let id = self.reserve(at, title.map_or(origin, |title| Origin::Title(title.into())));
                self.fill_schema(document, id, ReferenceOr::Item(schema));
                id
            }
        }
    }

    /// Gives the reserved schema `id` its words and its shape.
    pub(super) fn fill_schema(&mut self, document: &'d Document, id: SchemaId, node: Node<'d>) {
        let at = self.schemas[id.0].at.clone();
        let schema = match node {
            ReferenceOr::Item(schema) => schema,
            ReferenceOr::Reference { reference } => {
                if let Some((name, _)) = self.target::<SchemaObject>(document, &at, &reference) {
                    let target = self.component_schema(document, &name);
                    self.schemas[id.0].shape = Shape::Alias(target);
                }
                return;
            }
        };
        let mut draft = Draft { docs: schema_docs(&schema.schema_data), nullable: schema.schema_data.nullable };
        let shape = self.shape(document, id, &at, schema, &mut draft);
        let filled = &mut self.schemas[id.0];
        filled.docs = draft.docs;
        filled.nullable = draft.nullable;
        filled.shape = shape;
    }

    fn shape(
        &mut self,
        document: &'d Document,
        id: SchemaId,
        at: &At,
        schema: &'d SchemaObject,
        draft: &mut Draft,
    ) -> Shape {
        match &schema.schema_kind {
            SchemaKind::Type(Type::String(string)) => self.text(at, string, draft),
            SchemaKind::Type(Type::Integer(integer)) => integer_shape(integer, draft),
            SchemaKind::Type(Type::Number(number)) => number_shape(number, draft),
            SchemaKind::Type(Type::Boolean(boolean)) => {
                if !boolean.enumeration.is_empty() {
                    let values: Vec<_> = boolean.enumeration.iter().flatten().map(bool::to_string).collect();
                    draft.fact(format!("One of: {}.", values.join(", ")));
                }
                Shape::Boolean
            }
            SchemaKind::Type(Type::Object(object)) => {
                let shape = self.object(document, id, at, object, draft);
                self.keep_alternatives(at, schema, id, shape)
            }
            SchemaKind::Type(Type::Array(array)) => self.list(document, id, at, array, draft),
            SchemaKind::OneOf { one_of } => {
                self.alternatives(document, id, &Alternatives::of(at, one_of, UnionKind::OneOf, schema), draft)
            }
            SchemaKind::AnyOf { any_of } => {
                self.alternatives(document, id, &Alternatives::of(at, any_of, UnionKind::AnyOf, schema), draft)
            }
            SchemaKind::AllOf { .. } => self.all_of(document, id, at, schema, draft),
            SchemaKind::Not { .. } => {
                self.say(
                    &at.child("not"),
                    Problem::UnsupportedSchema {
                        keyword: "not".to_owned(),
                        because: "it says only what a value is not".to_owned(),
                    },
                );
                Shape::Any
            }
            SchemaKind::Any(any) => self.mixed(document, id, at, any, schema, draft),
        }
    }

    /// A discriminator without alternatives: an answer may be any schema that builds on this one, and have properties that it does not name.
    fn keep_alternatives(&mut self, at: &At, schema: &SchemaObject, id: SchemaId, mut shape: Shape) -> Shape {
        if let (Some(discriminator), Shape::Record(record)) = (&schema.schema_data.discriminator, &mut shape)
            && record.rest == Rest::Ignored
        {
            let property = discriminator.property_name.clone();
            let place = at.child("discriminator");
            record.rest = Rest::Kept(self.reserve(&place, Origin::Part(id, Role::Value)));
            self.say(&place, Problem::BareDiscriminator { property });
        }
        shape
    }

    fn text(&mut self, at: &At, string: &StringType, draft: &mut Draft) -> Shape {
        draft.bounds(
            "Length",
            string.min_length.map(|n| n.to_string()),
            string.max_length.map(|n| n.to_string()),
            [false; 2],
        );
        if let Some(pattern) = &string.pattern {
            draft.fact(format!("Pattern: `{}`.", shown_text(pattern)));
        }
        if !string.enumeration.is_empty() {
            let mut values = Vec::new();
            for value in &string.enumeration {
                match value {
                    Some(text) => values.push(EnumValue::Text(text.clone())),
                    None => draft.nullable = true,
                }
            }
            return self.enumeration(at, values);
        }
        Shape::Text(match &string.format {
            VariantOrUnknownOrEmpty::Item(StringFormat::Date) => Text::Date,
            VariantOrUnknownOrEmpty::Item(StringFormat::DateTime) => Text::DateTime,
            VariantOrUnknownOrEmpty::Item(StringFormat::Byte) => Text::Byte,
            VariantOrUnknownOrEmpty::Item(StringFormat::Binary) => Text::Binary,
            VariantOrUnknownOrEmpty::Item(StringFormat::Password) | VariantOrUnknownOrEmpty::Empty => Text::Plain,
            VariantOrUnknownOrEmpty::Unknown(format) if format == "decimal" => Text::Decimal,
            VariantOrUnknownOrEmpty::Unknown(format) => {
                draft.fact(format!("Format: `{}`.", shown_text(format)));
                Text::Plain
            }
        })
    }

    /// An enumeration of `values`, each once; of nothing but `null`, it is untyped.
    pub(super) fn enumeration(&mut self, at: &At, values: Vec<EnumValue>) -> Shape {
        let mut unique: Vec<EnumValue> = Vec::with_capacity(values.len());
        for value in values {
            if !unique.contains(&value) {
                unique.push(value);
            }
        }
        if unique.is_empty() {
            self.say(
                &at.child("enum"),
                Problem::UnsupportedSchema { keyword: "enum".to_owned(), because: "it lists no value".to_owned() },
            );
            return Shape::Any;
        }
        Shape::Enumeration(Enumeration { values: unique })
    }

    fn list(
        &mut self,
        document: &'d Document,
        id: SchemaId,
        at: &At,
        array: &'d ArrayType,
        draft: &mut Draft,
    ) -> Shape {
        draft.bounds(
            "Items",
            array.min_items.map(|n| n.to_string()),
            array.max_items.map(|n| n.to_string()),
            [false; 2],
        );
        if array.unique_items {
            draft.fact("The items differ from each other.".to_owned());
        }
        let place = at.child("items");
        let item = match &array.items {
            Some(items) => self.schema(document, &place, unboxed(items), Origin::Part(id, Role::Item)),
            None => self.reserve(&place, Origin::Part(id, Role::Item)),
        };
        Shape::List(item)
    }

    fn object(
        &mut self,
        document: &'d Document,
        id: SchemaId,
        at: &At,
        object: &'d ObjectType,
        draft: &mut Draft,
    ) -> Shape {
        let members = Members {
            properties: object
                .properties
                .iter()
                .map(|(name, node)| (at.child("properties").child(name), name.as_str(), unboxed(node)))
                .collect(),
            required: object
                .required
                .iter()
                .enumerate()
                .map(|(index, name)| (at.child("required").index(index), name.as_str()))
                .collect(),
            additional: object
                .additional_properties
                .as_ref()
                .map(|additional| (at.child("additionalProperties"), additional)),
        };
        draft.bounds(
            "Properties",
            object.min_properties.map(|n| n.to_string()),
            object.max_properties.map(|n| n.to_string()),
            [false; 2],
        );
        self.record(document, id, members)
    }

    /// An object with these members: a record where any is named, else a map.
    pub(super) fn record(&mut self, document: &'d Document, id: SchemaId, members: Members<'d>) -> Shape {
        let mut fields: Vec<Field> = Vec::with_capacity(members.properties.len());
        for (place, name, node) in members.properties {
            let required = members.required.iter().any(|(_, key)| *key == name);
            let field = self.field(document, id, &place, name, node, required);
            match fields.iter_mut().find(|known| known.name == field.name) {
                Some(known) => *known = field,
                None => fields.push(field),
            }
        }
        for (place, name) in members.required {
            if !fields.iter().any(|field| field.name.as_str() == name) {
                self.say(&place, Problem::RequiredWithoutProperty { name: name.to_owned() });
            }
        }
        let rest = match members.additional {
            None | Some((_, AdditionalProperties::Any(false))) => None,
            Some((place, AdditionalProperties::Any(true))) => Some(self.reserve(&place, Origin::Part(id, Role::Value))),
            Some((place, AdditionalProperties::Schema(schema))) => {
                Some(self.schema(document, &place, node_of(schema), Origin::Part(id, Role::Value)))
            }
        };
        match (fields.is_empty(), rest) {
            (true, Some(value)) => Shape::Map(value),
            (true, None) => {
                let at = self.schemas[id.0].at.child("additionalProperties");
                Shape::Map(self.reserve(&at, Origin::Part(id, Role::Value)))
            }
            (false, rest) => Shape::Record(Record { fields, rest: rest.map_or(Rest::Ignored, Rest::Kept) }),
        }
    }

    fn field(
        &mut self,
        document: &'d Document,
        of: SchemaId,
        at: &At,
        name: &str,
        node: Node<'d>,
        required: bool,
    ) -> Field {
        let data = match &node {
            ReferenceOr::Item(schema) => Some(&schema.schema_data),
            ReferenceOr::Reference { .. } => None,
        };
        let docs = data.map(schema_docs).unwrap_or_default();
        let usage = match data.map(|data| (data.read_only, data.write_only)) {
            Some((true, false)) => Usage::ReadOnly,
            Some((false, true)) => Usage::WriteOnly,
            _ => Usage::Both,
        };
        let default = data.and_then(|data| data.default.clone());
        let schema = self.schema(document, at, node, Origin::Part(of, Role::Property(name.into())));
        let mut facts = self.field_facts(schema, docs.facts);
        match usage {
            Usage::Both => {}
            Usage::ReadOnly => {
                facts.push("Read-only: it comes in answers, and a server takes no notice of it in requests.".to_owned())
            }
            Usage::WriteOnly => facts.push("Write-only: it goes in requests, and no answer has it.".to_owned()),
        }
        let docs = Docs { facts, ..docs };
        Field { name: SpecName(name.to_owned()), docs, schema, required, usage, default }
    }

    /// What an inline schema says of its values belongs to the field as well: the type alone would not show it.
    fn field_facts(&self, schema: SchemaId, own: Vec<String>) -> Vec<String> {
        let schema = &self.schemas[schema.0];
        match schema.origin {
            Origin::Part(..) if schema.docs.facts.len() > own.len() => schema.docs.facts.clone(),
            _ => own,
        }
    }
}

impl Members<'_> {
    /// Whether nothing is said of any member.
    pub(super) fn is_empty(&self) -> bool {
        self.properties.is_empty() && self.required.is_empty() && self.additional.is_none()
    }
}

/// The members of an object, gathered from wherever they stand.
#[derive(Default, Clone)]
pub(super) struct Members<'d> {
    /// Each property: its place, its key, its schema.
    pub(super) properties: Vec<(At, &'d str, Node<'d>)>,
    /// Each name that is always there, and where that is said.
    pub(super) required: Vec<(At, &'d str)>,
    /// What other members may be.
    pub(super) additional: Option<(At, &'d AdditionalProperties)>,
}

/// What is known of a schema beside its shape.
pub(super) struct Draft {
    pub(super) docs: Docs,
    pub(super) nullable: bool,
}

impl Draft {
    pub(super) fn fact(&mut self, fact: String) {
        self.docs.facts.push(fact);
    }

    /// A lower and an upper bound as one fact.
    fn bounds(&mut self, what: &str, least: Option<String>, most: Option<String>, exclusive: [bool; 2]) {
        let least = least.map(|n| format!("{} {n}", if exclusive[0] { "more than" } else { "at least" }));
        let most = most.map(|n| format!("{} {n}", if exclusive[1] { "less than" } else { "at most" }));
        match (least, most) {
            (Some(least), Some(most)) => self.fact(format!("{what}: {least}, {most}.")),
            (Some(one), None) | (None, Some(one)) => self.fact(format!("{what}: {one}.")),
            (None, None) => {}
        }
    }
}

fn integer_shape(integer: &IntegerType, draft: &mut Draft) -> Shape {
    draft.bounds(
        "Range",
        integer.minimum.map(|n| n.to_string()),
        integer.maximum.map(|n| n.to_string()),
        [integer.exclusive_minimum, integer.exclusive_maximum],
    );
    if let Some(step) = integer.multiple_of {
        draft.fact(format!("A multiple of {step}."));
    }
    if !integer.enumeration.is_empty() {
        draft.nullable |= integer.enumeration.contains(&None);
        let mut values: Vec<_> = integer.enumeration.iter().flatten().map(|&value| EnumValue::Integer(value)).collect();
        let mut seen = Vec::new();
        values.retain(|value| {
            if seen.contains(value) {
                false
            } else {
                seen.push(value.clone());
                true
            }
        });
        if !values.is_empty() {
            return Shape::Enumeration(Enumeration { values });
        }
    }
    let format = match &integer.format {
        VariantOrUnknownOrEmpty::Item(IntegerFormat::Int32) => Integer::I32,
        VariantOrUnknownOrEmpty::Item(IntegerFormat::Int64) | VariantOrUnknownOrEmpty::Empty => Integer::I64,
        VariantOrUnknownOrEmpty::Unknown(format) => integer_format(format),
    };
    Shape::Integer(format)
}

/// The range that an integer's `format` names; one that is not known is as none.
pub(super) fn integer_format(format: &str) -> Integer {
    match format {
        "int32" | "int16" | "int8" | "uint8" | "uint16" => Integer::I32,
        "uint32" => Integer::U32,
        "uint64" | "uint" => Integer::U64,
        _ => Integer::I64,
    }
}

fn number_shape(number: &NumberType, draft: &mut Draft) -> Shape {
    draft.bounds(
        "Range",
        number.minimum.map(|n| n.to_string()),
        number.maximum.map(|n| n.to_string()),
        [number.exclusive_minimum, number.exclusive_maximum],
    );
    if let Some(step) = number.multiple_of {
        draft.fact(format!("A multiple of {step}."));
    }
    if !number.enumeration.is_empty() {
        draft.nullable |= number.enumeration.contains(&None);
        let values: Vec<_> = number.enumeration.iter().flatten().map(f64::to_string).collect();
        draft.fact(format!("One of: {}.", values.join(", ")));
    }
    Shape::Number(match &number.format {
        VariantOrUnknownOrEmpty::Item(NumberFormat::Float) => Number::F32,
        VariantOrUnknownOrEmpty::Item(NumberFormat::Double) | VariantOrUnknownOrEmpty::Empty => Number::F64,
        VariantOrUnknownOrEmpty::Unknown(format) => number_format(format),
    })
}

/// The precision that a number's `format` names; one that is not known is as none.
pub(super) fn number_format(format: &str) -> Number {
    match format {
        "float" => Number::F32,
        "decimal" => Number::Decimal,
        _ => Number::F64,
    }
}

/// The words and bounds in a schema of mixed keywords are not shown yet; its type and format are.
pub(super) fn plain(any: &AnySchema, kind: &str) -> Option<Shape> {
    let format = any.format.as_deref().unwrap_or_default();
    Some(match kind {
        "boolean" => Shape::Boolean,
        "integer" => Shape::Integer(integer_format(format)),
        "number" => Shape::Number(number_format(format)),
        "string" => Shape::Text(match format {
            "date" => Text::Date,
            "date-time" => Text::DateTime,
            "byte" => Text::Byte,
            "binary" => Text::Binary,
            "decimal" => Text::Decimal,
            _ => Text::Plain,
        }),
        _ => return None,
    })
}
