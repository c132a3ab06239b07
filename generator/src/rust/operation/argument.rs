//! The arguments of an operation: their types, and how a request carries them.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Encoding, Parameter, ParameterLocation, Style};
use crate::rust::plan::Argument;
use crate::rust::text::emission::Emission;
use crate::rust::text::wire::{exact, query_style};

impl Argument {
    /// Returns the argument's type.
    pub(super) fn of(self, emission: &Emission<'_>) -> TokenStream {
        match self {
            Self::Credential => quote!(()),
            Self::Plain(schema) | Self::List(schema) | Self::Structured(schema) | Self::Json(schema) => {
                emission.types().argument(schema)
            }
            Self::Encoded => quote!(&str),
        }
    }

    /// Returns the method call that adds the argument `value` to a request.
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
