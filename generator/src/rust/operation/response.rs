//! The types of responses, and how responses are read.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::api::StatusPattern;
use crate::rust::facts::read_form;
use crate::rust::plan::{Reading, ResponseBody, Success};
use crate::rust::text::emission::Emission;

impl Success<'_> {
    /// Returns the type of the body; `own` is the path of the operation's enum, if it has one.
    pub(super) fn of(&self, emission: &Emission<'_>, own: &TokenStream) -> TokenStream {
        match &self.reading {
            Reading::Nothing => quote!(()),
            Reading::One(body) => body.of(emission),
            Reading::Optional(body, _) => {
                let of = body.of(emission);
                quote!(Option<#of>)
            }
            Reading::Several(_) => own.clone(),
        }
    }

    /// Returns the expression that reads the body of `response`.
    pub(super) fn decode(&self, emission: &Emission<'_>, own: &TokenStream) -> TokenStream {
        match &self.reading {
            Reading::Nothing => ResponseBody::Nothing.decode(emission),
            Reading::One(body) => body.decode(emission),
            Reading::Optional(body, empty) => {
                let read = body.decode(emission);
                let statuses = empty.iter().map(|status| status_pattern(*status));
                quote! {
                    match response.status().as_u16() {
                        #(#statuses)|* => Ok(None),
                        _ => #read.map(Some),
                    }
                }
            }
            Reading::Several(_) => quote!(#own::read(response)),
        }
    }
}

impl ResponseBody {
    /// Returns the type of the body.
    pub(super) fn of(self, emission: &Emission<'_>) -> TokenStream {
        match self {
            Self::Nothing => quote!(()),
            Self::Json(schema) => emission.types().value(schema),
            Self::AnyJson => quote!(crate::Value),
            Self::Text | Self::LooseText => quote!(String),
            Self::Bytes => quote!(crate::Bytes),
        }
    }

    /// Whether serde reads the body without a wrapper.
    pub(super) fn is_plain_json(self, emission: &Emission<'_>) -> bool {
        match self {
            Self::Json(schema) => read_form(emission.api, schema).is_none(),
            Self::AnyJson => true,
            Self::Nothing | Self::Text | Self::LooseText | Self::Bytes => false,
        }
    }

    /// Returns the expression that reads the body from `response`.
    pub(super) fn decode(self, emission: &Emission<'_>) -> TokenStream {
        match self {
            Self::Nothing => quote!(response.nothing()),
            Self::Json(schema) => match read_form(emission.api, schema) {
                Some(form) => quote!(response.json::<#form<_>>().map(|value| value.0)),
                None => quote!(response.json()),
            },
            Self::AnyJson => quote!(response.json()),
            Self::Text => quote!(response.text()),
            Self::LooseText => quote!(response.loose_text()),
            Self::Bytes => quote!(response.bytes()),
        }
    }
}

/// Returns the pattern that matches `status` as a number.
pub(super) fn status_pattern(status: StatusPattern) -> TokenStream {
    match status {
        StatusPattern::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        StatusPattern::Class(class) => {
            let first = Literal::u16_unsuffixed(u16::from(class) * 100);
            let last = Literal::u16_unsuffixed(u16::from(class) * 100 + 99);
            quote!(#first..=#last)
        }
        StatusPattern::Default => quote!(_),
    }
}
