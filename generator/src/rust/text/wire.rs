//! How values are handed to the runtime: the wrappers and styles that it has for them.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::emission::Emission;
use crate::api::{SchemaId, Style};
use crate::rust::facts::{Wrapper, decimal_form};

impl ToTokens for Wrapper {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::DecimalNumber => quote!(DecimalNumber),
            Self::DecimalText => quote!(DecimalText),
            Self::Whole => quote!(Whole),
        });
    }
}

/// The expression that a value is written by: `value` is a reference.
pub(crate) fn written(form: Option<Wrapper>, value: &TokenStream) -> TokenStream {
    match form {
        Some(form) => quote!(&#form(#value)),
        None => value.clone(),
    }
}

/// A style of queries and forms, as the runtime has it.
pub(crate) fn query_style(style: Style, explode: bool) -> TokenStream {
    let separator = match style {
        Style::SpaceDelimited => ' ',
        Style::PipeDelimited => '|',
        Style::DeepObject | Style::Form | Style::Simple | Style::Label | Style::Matrix => ',',
    };
    let deep = style == Style::DeepObject;
    quote!(QueryStyle { separator: #separator, explode: #explode, deep: #deep })
}

/// A reference to the value that serde writes exactly.
pub(crate) fn exact(emission: &Emission<'_>, schema: SchemaId, value: &TokenStream) -> TokenStream {
    match decimal_form(emission.api, schema) {
        Some(form) => quote!(&#form(&#value)),
        None => quote!(&#value),
    }
}
