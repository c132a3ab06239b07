//! How a parameter's argument is written into the request.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emission;
use super::derives::decimal_form;
use crate::api::{Api, Encoding, MediaKind, Parameter, ParameterLocation, SchemaId, Shape, Style, Text, media_kind};
use crate::diagnostic::{Diagnostics, Problem};

/// What the caller gives for a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Argument {
    /// Nothing: the client's own credential fills it.
    Credential,
    /// One plain value.
    Plain(SchemaId),
    /// A list of plain values.
    List(SchemaId),
    /// A value that the runtime takes apart by the parameter's style.
    Structured(SchemaId),
    /// A value that is written as JSON.
    Json(SchemaId),
    /// Text that the caller has encoded: the document's own way is not supported.
    Encoded,
}

/// Decides how a parameter is given; what is not supported is said.
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
        Encoding::Content(media) if media_kind(media) == MediaKind::Json => Argument::Json(schema),
        Encoding::Content(media) => {
            let because = format!("a parameter written as `{media}` is not supported");
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

/// Whether the runtime has a shorter way for a list of plain values.
fn has_list(location: ParameterLocation, style: Style) -> bool {
    location != ParameterLocation::Cookie && style != Style::DeepObject
}

/// Whether a value can be an element of a list of plain values, where each must be there.
fn is_item(api: &Api, id: SchemaId) -> bool {
    let (target, nullable) = api.resolve(id);
    is_plain(api, id) && (!nullable || matches!(api.schema(target).shape, Shape::Any))
}

/// Whether a value is one plain text, number or truth value, never structured. An argument is never `null`: it is left out.
pub(super) fn is_plain(api: &Api, id: SchemaId) -> bool {
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
            // A union of unions, back to itself, is nothing plain.
            let (target, _) = api.resolve(variant.schema);
            target != id && !matches!(api.schema(target).shape, Shape::Union(_)) && is_plain(api, target)
        }),
        Shape::Text(Text::Binary) | Shape::List(_) | Shape::Map(_) | Shape::Record(_) | Shape::Alias(_) => false,
    }
}

/// Whether a list or object of the value holds a further one: OpenAPI's styles are defined for plain values in them alone.
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

impl Argument {
    /// The argument's type.
    pub(super) fn of(self, emission: &Emission<'_>) -> TokenStream {
        match self {
            Self::Credential => quote!(()),
            Self::Plain(schema) | Self::List(schema) | Self::Structured(schema) | Self::Json(schema) => {
                emission.types().argument(schema)
            }
            Self::Encoded => quote!(&str),
        }
    }

    /// The method call that puts the argument `value` into a request.
    pub(super) fn encode(self, emission: &Emission<'_>, parameter: &Parameter, value: &TokenStream) -> TokenStream {
        let name = parameter.name.as_str();
        match (self, parameter.location) {
            (Self::Credential, _) => {
                let scheme =
                    parameter.credential.map(|scheme| emission.api.schemes[scheme.0].name.as_str()).unwrap_or_default();
                quote!(.query_credential(#name, #scheme))
            }
            (Self::Plain(_) | Self::Encoded, ParameterLocation::Path) => quote!(.path_argument(#name, &#value)),
            (Self::Plain(_) | Self::Encoded, ParameterLocation::Query) => quote!(.query(#name, &#value)),
            (Self::Plain(_) | Self::Encoded, ParameterLocation::Header) => quote!(.header(#name, &#value)),
            (Self::Plain(_) | Self::Encoded, ParameterLocation::Cookie) => quote!(.cookie(#name, &#value)),
            (Self::List(_), ParameterLocation::Path) => quote!(.path_list(#name, #value)),
            (Self::List(_), ParameterLocation::Header) => quote!(.header_list(#name, #value)),
            (Self::List(_), ParameterLocation::Query | ParameterLocation::Cookie) => {
                let style = match &parameter.encoding {
                    Encoding::Style { style: Style::SpaceDelimited, explode: false, .. } => "%20",
                    Encoding::Style { style: Style::PipeDelimited, explode: false, .. } => "%7C",
                    Encoding::Style { explode: false, .. } => ",",
                    Encoding::Style { .. } | Encoding::Content(_) => return quote!(.query_each(#name, #value)),
                };
                quote!(.query_list(#name, #value, #style))
            }
            (Self::Structured(schema), location) => {
                let value = exact(emission, schema, value);
                let (style, explode, reserved) = match &parameter.encoding {
                    Encoding::Style { style, explode, allow_reserved } => (*style, *explode, *allow_reserved),
                    Encoding::Content(_) => (Style::Form, true, false),
                };
                match location {
                    ParameterLocation::Path => {
                        let (prefix, separator) = match (style, explode) {
                            (Style::Matrix, _) => return quote!(.path_matrix(#name, #value, #explode)),
                            (Style::Label, true) => (".", "."),
                            (Style::Label, false) => (".", ","),
                            _ => ("", ","),
                        };
                        let style = quote!(PathStyle { prefix: #prefix, separator: #separator, explode: #explode });
                        quote!(.path_value(#name, #value, #style))
                    }
                    ParameterLocation::Query => {
                        let style = query_style(style, explode);
                        quote!(.query_value(#name, #value, #style, #reserved))
                    }
                    ParameterLocation::Header => quote!(.header_value(#name, #value, #explode)),
                    ParameterLocation::Cookie => quote!(.cookie_value(#name, #value, #explode)),
                }
            }
            (Self::Json(schema), location) => {
                let value = exact(emission, schema, value);
                match location {
                    ParameterLocation::Path => quote!(.path_json(#name, #value)),
                    ParameterLocation::Query => quote!(.query_json(#name, #value)),
                    ParameterLocation::Header => quote!(.header_json(#name, #value)),
                    ParameterLocation::Cookie => quote!(.cookie_json(#name, #value)),
                }
            }
        }
    }
}

/// A style of queries and forms, as the runtime has it.
pub(super) fn query_style(style: Style, explode: bool) -> TokenStream {
    let separator = match style {
        Style::SpaceDelimited => ' ',
        Style::PipeDelimited => '|',
        Style::DeepObject | Style::Form | Style::Simple | Style::Label | Style::Matrix => ',',
    };
    let deep = style == Style::DeepObject;
    quote!(QueryStyle { separator: #separator, explode: #explode, deep: #deep })
}

/// A reference to the value that serde writes exactly.
pub(super) fn exact(emission: &Emission<'_>, schema: SchemaId, value: &TokenStream) -> TokenStream {
    match decimal_form(emission.api, schema) {
        Some(form) => quote!(&#form(&#value)),
        None => quote!(&#value),
    }
}
