//! The arguments for parameters.

use crate::api::{Api, Encoding, MediaType, Parameter, ParameterLocation, SchemaId, Shape, Style, Text};
use crate::diagnostic::{Diagnostics, Problem, Unsupported};

/// The argument that the caller passes for a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Argument {
    /// None: the client's credential fills the parameter.
    Credential,
    /// One plain value.
    Plain(SchemaId),
    /// A list of plain values.
    List(SchemaId),
    /// A value that the runtime writes in the parameter's style.
    Structured(SchemaId),
    /// A value that is written as JSON.
    Json(SchemaId),
    /// Text that the caller has encoded, because the document's encoding is not supported.
    Encoded,
}

/// Decides the argument for a parameter, and reports what is not supported.
pub(super) fn plan(api: &Api, parameter: &Parameter, diagnostics: &mut Diagnostics) -> Argument {
    if parameter.credential.is_some() {
        return Argument::Credential;
    }
    let (schema, _) = api.resolve(parameter.schema);
    let shape = &api.schema(schema).shape;
    if let Encoding::Style { style, .. } = parameter.encoding
        && is_nested(api, schema)
    {
        let problem = Problem::NestedParameter { name: parameter.name.0.clone(), style: style.keyword() };
        diagnostics.push(parameter.at.clone(), problem);
    }
    match &parameter.encoding {
        Encoding::Content(media) if MediaType::new(media).is_json() => Argument::Json(schema),
        Encoding::Content(media) => {
            let because = Unsupported::MediaType(media.to_string());
            diagnostics
                .push(parameter.at.clone(), Problem::UnsupportedParameter { name: parameter.name.0.clone(), because });
            Argument::Encoded
        }
        Encoding::Style { style: Style::Matrix | Style::Label, .. } | Encoding::Style { allow_reserved: true, .. } => {
            Argument::Structured(schema)
        }
        Encoding::Style { style, .. } => match shape {
            Shape::List(item) if is_item(api, *item) && has_list(parameter.location, *style) => Argument::List(schema),
            Shape::Any | Shape::Text(Text::Binary) => Argument::Structured(schema),
            _ if is_plain(api, schema) => Argument::Plain(schema),
            _ => Argument::Structured(schema),
        },
    }
}

/// Whether the runtime has a shortcut for lists of plain values.
fn has_list(location: ParameterLocation, style: Style) -> bool {
    location != ParameterLocation::Cookie && style != Style::DeepObject
}

/// Whether a value can be an element of a list of plain values, in which no element is absent.
fn is_item(api: &Api, id: SchemaId) -> bool {
    let (target, nullable) = api.resolve(id);
    is_plain(api, id) && (!nullable || matches!(api.schema(target).shape, Shape::Any))
}

/// Whether a value is a single string, number or boolean. `null` does not count: an argument is
/// left out instead.
pub(crate) fn is_plain(api: &Api, id: SchemaId) -> bool {
    let (id, _) = api.resolve(id);
    match &api.schema(id).shape {
        Shape::Boolean | Shape::Integer(_) | Shape::Number(_) | Shape::Enumeration(_) | Shape::Any => true,
        Shape::Text(
            Text::Plain
            | Text::Date
            | Text::DateTime
            | Text::Time
            | Text::Duration
            | Text::Uuid
            | Text::Decimal
            | Text::Byte,
        ) => true,
        Shape::Union(union) => union.variants.iter().all(|variant| {
            // A union of unions that leads back to itself is not plain.
            let (target, _) = api.resolve(variant.schema);
            target != id && !matches!(api.schema(target).shape, Shape::Union(_)) && is_plain(api, target)
        }),
        Shape::Text(Text::Binary) | Shape::List(_) | Shape::Map(_) | Shape::Record(_) | Shape::Alias(_) => false,
    }
}

/// Whether a list or object in the value holds another one: OpenAPI defines styles only for plain
/// values in them.
fn is_nested(api: &Api, id: SchemaId) -> bool {
    match api.shape(id) {
        Shape::Union(union) => union.variants.iter().any(|variant| holds_structure(api, api.shape(variant.schema))),
        shape => holds_structure(api, shape),
    }
}

fn holds_structure(api: &Api, shape: &Shape) -> bool {
    let structured = |id: SchemaId| matches!(api.shape(id), Shape::List(_) | Shape::Map(_) | Shape::Record(_));
    match shape {
        Shape::List(part) | Shape::Map(part) => structured(*part),
        Shape::Record(record) => record.fields.iter().any(|field| structured(field.schema)),
        _ => false,
    }
}
