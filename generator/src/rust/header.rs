//! The header fields of answers, typed.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emission;
use super::docs::{doc_lines, line, markdown};
use super::names::OperationNames;
use super::operation::Plan;
use crate::api::{Number, Shape, Text};

/// The methods of the response that give the fields of its success answers.
pub(super) fn typed_headers(emission: &Emission<'_>, plan: &Plan<'_>, names: &OperationNames) -> Option<TokenStream> {
    let marker = &names.marker;
    let methods = plan.success.headers.iter().filter_map(|header| {
        let name = header.name.as_str();
        let ident = names.headers.get(&name.to_ascii_lowercase())?;
        let docs = doc_lines(&markdown(&header.docs, &format!("The header `{}`.", line(name))));
        let (schema, _) = emission.api.resolve(header.schema);
        let shape = &emission.api.schema(schema).shape;
        if name.eq_ignore_ascii_case("location") && matches!(shape, Shape::Text(_) | Shape::Any) {
            return Some(quote!(#docs #[must_use] pub fn #ident(&self) -> Option<Location> { self.location_header(#name) }));
        }
        let parsed = match shape {
            Shape::Boolean => Some(quote!(bool)),
            Shape::Integer(range) => Some(super::type_ref::integer(*range)),
            Shape::Number(Number::F32) => Some(quote!(f32)),
            Shape::Number(Number::F64) => Some(quote!(f64)),
            Shape::Number(Number::Decimal) | Shape::Text(Text::Decimal) => Some(quote!(crate::Decimal)),
            Shape::Any
            | Shape::Text(_)
            | Shape::Enumeration(_)
            | Shape::List(_)
            | Shape::Map(_)
            | Shape::Record(_)
            | Shape::Union(_)
            | Shape::Alias(_) => None,
        };
        Some(match parsed {
            Some(of) => quote! {
                #docs
                ///
                /// `None` when it is absent, an error when it is not what the document promises.
                #[must_use]
                pub fn #ident(&self) -> Option<Result<#of, <#of as std::str::FromStr>::Err>> { self.text_header(#name).map(str::parse) }
            },
            None => quote!(#docs #[must_use] pub fn #ident(&self) -> Option<&str> { self.text_header(#name) }),
        })
    });
    let methods: Vec<_> = methods.collect();
    (!methods.is_empty()).then(|| quote!(impl<B> Response<#marker, B> { #(#methods)* }))
}
