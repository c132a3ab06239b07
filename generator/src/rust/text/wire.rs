//! How emitted code passes values to the runtime: wrappers and styles.

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

/// Returns the expression that writes a value; `value` is a reference.
pub(crate) fn written(form: Option<Wrapper>, value: &TokenStream) -> TokenStream {
    match form {
        Some(form) => quote!(&#form(#value)),
        None => value.clone(),
    }
}

/// Returns the runtime's style for queries and forms.
pub(crate) fn query_style(style: Style, explode: bool) -> TokenStream {
    let separator = match style {
        Style::SpaceDelimited => ' ',
        Style::PipeDelimited => '|',
        Style::DeepObject | Style::Form | Style::Simple | Style::Label | Style::Matrix => ',',
    };
    let deep = style == Style::DeepObject;
    quote!(QueryStyle { separator: #separator, explode: #explode, deep: #deep })
}

/// Returns a reference to a value that serde writes exactly.
pub(crate) fn exact(emission: &Emission<'_>, schema: SchemaId, value: &TokenStream) -> TokenStream {
    match decimal_form(emission.api, schema) {
        Some(form) => quote!(&#form(&#value)),
        None => quote!(&#value),
    }
}
