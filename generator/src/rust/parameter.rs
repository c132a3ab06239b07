//! How a parameter's argument is written into the request.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emission;
use crate::api::{Api, Encoding, Parameter, ParameterLocation, SchemaId, Shape, Style, Text};
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
    /// Text that the caller has encoded: the document's own way is not supported.
    Encoded,
}

/// Decides how a parameter is given; what is not supported is said.
pub(super) fn plan(api: &Api, parameter: &Parameter, diagnostics: &mut Diagnostics) -> Argument {
    if parameter.credential.is_some() {
        return Argument::Credential;
    }
    let (schema, _) = api.resolve(parameter.schema);
    let because = match (&parameter.encoding, &api.schema(schema).shape) {
        (Encoding::Content(media), _) => format!("a parameter written as `{media}` is not supported yet"),
        (Encoding::Style { style: style @ (Style::Matrix | Style::Label), .. }, _) => {
            format!("the path style `{}` is not supported yet", style_name(*style))
        }
        (Encoding::Style { allow_reserved: true, .. }, _) => "`allowReserved` is not supported yet".to_owned(),
        (Encoding::Style { style, explode, .. }, Shape::List(item)) if is_plain(api, *item) => {
            let simple = parameter.location != ParameterLocation::Cookie || !explode;
            if simple && *style != Style::DeepObject {
                return Argument::List(schema);
            }
            format!("a list with the style `{}` is not supported yet here", style_name(*style))
        }
        (Encoding::Style { .. }, _) if is_plain(api, schema) => return Argument::Plain(schema),
        (Encoding::Style { style, .. }, _) => {
            format!("a structured value with the style `{}` is not supported yet", style_name(*style))
        }
    };
    diagnostics.push(parameter.at.clone(), Problem::UnsupportedParameter { name: parameter.name.0.clone(), because });
    Argument::Encoded
}

fn style_name(style: Style) -> &'static str {
    match style {
        Style::Matrix => "matrix",
        Style::Label => "label",
        Style::Simple => "simple",
        Style::Form => "form",
        Style::SpaceDelimited => "spaceDelimited",
        Style::PipeDelimited => "pipeDelimited",
        Style::DeepObject => "deepObject",
    }
}

/// Whether a value is one plain text, number or truth value: never `null`, never structured.
pub(super) fn is_plain(api: &Api, id: SchemaId) -> bool {
    let (id, nullable) = api.resolve(id);
    match &api.schema(id).shape {
        Shape::Boolean | Shape::Integer(_) | Shape::Number(_) | Shape::Enumeration(_) => !nullable,
        Shape::Text(Text::Plain | Text::Date | Text::DateTime | Text::Decimal | Text::Byte | Text::Binary) => !nullable,
        Shape::Any => true,
        Shape::Union(union) => !nullable && union.variants.iter().all(|variant| is_plain(api, variant.schema)),
        Shape::List(_) | Shape::Map(_) | Shape::Record(_) | Shape::Alias(_) => false,
    }
}

impl Argument {
    /// The argument's type.
    pub(super) fn of(self, emission: &Emission<'_>) -> TokenStream {
        match self {
            Self::Credential => quote!(()),
            Self::Plain(schema) | Self::List(schema) => emission.types().argument(schema),
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
                    Encoding::Style { style: Style::SpaceDelimited, explode: false, .. } => quote!(Space),
                    Encoding::Style { style: Style::PipeDelimited, explode: false, .. } => quote!(Pipe),
                    Encoding::Style { explode: false, .. } => quote!(Form),
                    Encoding::Style { .. } | Encoding::Content(_) => quote!(FormExploded),
                };
                if parameter.location == ParameterLocation::Query {
                    quote!(.query_list(#name, #value, ListStyle::#style))
                } else {
                    quote!(.cookie_list(#name, #value))
                }
            }
        }
    }
}
