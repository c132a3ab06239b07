//! Methods that return the header fields of responses.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{EnumValue, SchemaId, Shape, Text};
use crate::rust::names::Name;
use crate::rust::plan::{HeaderForm, HeaderPlan, OperationPlan};
use crate::rust::text::docs::{doc_lines, line, markdown};
use crate::rust::text::emission::Emission;

/// Returns the methods for fields of success responses, on the response, and for fields of error
/// responses, on the error.
pub(super) fn typed_headers(emission: &Emission<'_>, plan: &OperationPlan<'_>) -> TokenStream {
    let names = emission.names.operation(plan.index);
    let (marker, error) = (&names.marker, &names.error);
    let success = methods(emission, &plan.success.headers, &names.headers, &quote!(self.raw()));
    let success = (!success.is_empty()).then(|| quote!(impl<B> Response<#marker, B> { #(#success)* }));
    let errors = methods(emission, &plan.errors.headers, &names.error_headers, &quote!(self.response()?));
    let errors = (!errors.is_empty()).then(|| quote!(impl crate::CallError<error::#error> { #(#errors)* }));
    quote!(#success #errors)
}

/// Returns one method for each field, which reads it from `response`.
fn methods(
    emission: &Emission<'_>,
    headers: &[HeaderPlan<'_>],
    names: &[Name],
    response: &TokenStream,
) -> Vec<TokenStream> {
    let methods = headers.iter().zip(names).map(|(plan, name)| {
        let header = plan.header;
        let docs = markdown(&header.docs, &format!("Returns the header `{}`.", line(header.name.as_str())));
        let note = match plan.form {
            HeaderForm::Text | HeaderForm::Location => "",
            HeaderForm::Json(_) | HeaderForm::List(_) | HeaderForm::Plain(_) => {
                "\n\n`None` if the header is absent; an error if its value does not match the API's description."
            }
        };
        let (of, read) = reading(emission, plan, response);
        let docs = doc_lines(&format!("{docs}{note}"));
        quote! {
            #docs
            #[must_use]
            pub fn #name(&self) -> Option<#of> {
                #read
            }
        }
    });
    methods.collect()
}

/// Returns the type of a field's value, and the expression that reads it from `response`.
fn reading(emission: &Emission<'_>, plan: &HeaderPlan<'_>, response: &TokenStream) -> (TokenStream, TokenStream) {
    let name = plan.header.name.as_str();
    match plan.form {
        HeaderForm::Text => (quote!(&str), quote!(#response.header(#name))),
        HeaderForm::Location => (quote!(Location), quote!(#response.location_header(#name))),
        HeaderForm::Json(schema) => {
            let of = emission.types().value(schema);
            (quote!(Result<#of, DecodeError>), quote!(#response.json_header(#name)))
        }
        HeaderForm::List(item) => {
            let (of, read) = plain(emission, item);
            (quote!(Result<Vec<#of>, DecodeError>), quote!(#response.list_header(#name, #read)))
        }
        HeaderForm::Plain(schema) => {
            let (of, read) = plain(emission, schema);
            (quote!(Result<#of, DecodeError>), quote!(#response.typed_header(#name, #read)))
        }
    }
}

/// Returns the type of a plain value, and the function that reads it from its text.
fn plain(emission: &Emission<'_>, id: SchemaId) -> (TokenStream, TokenStream) {
    let of = emission.types().base(id);
    let read = match emission.api.shape(id) {
        Shape::Text(Text::Plain | Text::Byte | Text::Binary) | Shape::Any => {
            return (quote!(String), quote!(|text| Some(text.to_owned())));
        }
        Shape::Enumeration(enumeration) => match enumeration.values.first() {
            Some(EnumValue::Integer(_)) => quote!(|text| text.parse().ok().map(<#of as From<i64>>::from)),
            Some(_) | None => quote!(|text| Some(#of::from(text))),
        },
        _ => quote!(|text| text.parse().ok()),
    };
    (of, read)
}
