//! The header fields of responses, typed.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{
    Api, EnumValue, Header, MediaKind, Number, Operation, SchemaId, Shape, StatusPattern, Text, media_kind,
};
use crate::diagnostic::{Diagnostics, Problem};
use crate::rust::Emission;
use crate::rust::facts::decimal_form;
use crate::rust::plan::content::same_type;
use crate::rust::plan::operation::Plan;
use crate::rust::plan::success::successes;
use crate::rust::text::docs::{doc_lines, line, markdown};

/// The methods that give the fields of success responses, on the response, and those of error responses, on the error.
pub(crate) fn typed_headers(emission: &Emission<'_>, plan: &Plan<'_>) -> TokenStream {
    let names = emission.names.operation(plan.index);
    let (marker, error) = (&names.marker, &names.error);
    let of = |header: &Header, errors: bool| {
        let idents = if errors { &names.error_headers } else { &names.headers };
        let ident = idents.get(&header.name.as_str().to_ascii_lowercase())?;
        let docs = markdown(&header.docs, &format!("The header `{}`.", line(header.name.as_str())));
        let response = if errors { quote!(self.response()?) } else { quote!(self.raw()) };
        let (of, read, note) = if has_several_types(emission.api, plan.operation, header, errors) {
            as_text(header, &response)
        } else {
            reading(emission, header, &response)
        };
        let docs = doc_lines(&format!("{docs}{note}"));
        Some(quote! {
            #docs
            #[must_use]
            pub fn #ident(&self) -> Option<#of> {
                #read
            }
        })
    };
    let methods: Vec<_> = plan.success.headers.iter().filter_map(|header| of(header, false)).collect();
    let success = (!methods.is_empty()).then(|| quote!(impl<B> Response<#marker, B> { #(#methods)* }));
    let methods: Vec<_> = error_headers(plan.operation).into_iter().filter_map(|header| of(header, true)).collect();
    let error = (!methods.is_empty()).then(|| quote!(impl crate::CallError<error::#error> { #(#methods)* }));
    quote!(#success #error)
}

/// The header fields of all responses that are errors, each once.
pub(crate) fn error_headers(operation: &Operation) -> Vec<&Header> {
    let mut headers: Vec<&Header> = Vec::new();
    let errors = operation.responses.iter().filter(|response| !response.status.is_success());
    for header in errors.flat_map(|response| &response.headers) {
        if !headers.iter().any(|known| known.name.as_str().eq_ignore_ascii_case(header.name.as_str())) {
            headers.push(header);
        }
    }
    headers
}

/// Whether other responses have a field of that name and another type: one method reads it from all successes, and one from all errors.
fn has_several_types(api: &Api, operation: &Operation, header: &Header, errors: bool) -> bool {
    let responses: Vec<_> = match errors {
        true => operation.responses.iter().filter(|response| !response.status.is_success()).collect(),
        false => successes(operation),
    };
    let name = header.name.as_str();
    // Of two in one response that differ in letters alone, the first is the one that is read.
    let mut others = responses
        .into_iter()
        .filter_map(|response| response.headers.iter().find(|other| other.name.as_str().eq_ignore_ascii_case(name)));
    others.any(|other| other.content != header.content || !is_alike(api, other.schema, header.schema))
}

/// Whether texts of two schemas are read as one type.
fn is_alike(api: &Api, one: SchemaId, other: SchemaId) -> bool {
    match (api.shape(one), api.shape(other)) {
        (Shape::List(one), Shape::List(other)) => is_alike_item(api, *one, *other),
        _ => is_alike_item(api, one, other),
    }
}

fn is_alike_item(api: &Api, one: SchemaId, other: SchemaId) -> bool {
    let (one, other) = (api.resolve(one).0, api.resolve(other).0);
    match (&api.schema(one).shape, &api.schema(other).shape) {
        (Shape::Enumeration(one), Shape::Enumeration(other)) => one.values == other.values,
        _ => same_type(api, one, other),
    }
}

/// Says which header fields have no type of their own.
pub(crate) fn say(api: &Api, operation: &Operation, diagnostics: &mut Diagnostics) {
    let is_default = |status: StatusPattern| status == StatusPattern::Default;
    let responses = successes(operation).into_iter();
    let errors = operation.responses.iter().filter(|response| !response.status.is_success());
    // A `default` that stands for the successes is among both.
    let errors = errors.filter(|response| !is_default(response.status) || operation.responses.len() > 1);
    let all = responses.map(|response| (response, false)).chain(errors.map(|response| (response, true)));
    let all = all.flat_map(|(response, is_error)| response.headers.iter().map(move |header| (header, is_error)));
    for (header, is_error) in all {
        let (schema, _) = api.resolve(header.schema);
        let is_typed = header.content.is_some()
            || match &api.schema(schema).shape {
                Shape::List(item) => is_plain(api, *item),
                Shape::Map(_) | Shape::Record(_) | Shape::Union(_) => false,
                _ => true,
            };
        if !is_typed || has_several_types(api, operation, header, is_error) {
            diagnostics.push(header.at.clone(), Problem::UntypedHeader { name: header.name.0.clone() });
        }
    }
}

/// The type of a field's value, the expression that reads it from `response`, and what is to be said of it.
fn reading(
    emission: &Emission<'_>,
    header: &Header,
    response: &TokenStream,
) -> (TokenStream, TokenStream, &'static str) {
    const MAY_FAIL: &str = "\n\n`None` when it is absent, an error when it is not what the document promises.";
    let name = header.name.as_str();
    let (schema, _) = emission.api.resolve(header.schema);
    let text = as_text(header, response);
    if let Some(media) = &header.content {
        if media_kind(media) != MediaKind::Json || decimal_form(emission.api, schema).is_some() {
            return text;
        }
        let of = emission.types().value(schema);
        return (quote!(Result<#of, DecodeError>), quote!(#response.json_header(#name)), MAY_FAIL);
    }
    match &emission.api.schema(schema).shape {
        Shape::Text(Text::Plain) | Shape::Any if name.eq_ignore_ascii_case("location") => {
            (quote!(Location), quote!(#response.location_header(#name)), "")
        }
        Shape::List(item) => match plain(emission, *item) {
            Some((of, read)) => {
                let read = read.unwrap_or_else(|| quote!(|text| Some(text.to_owned())));
                let of = quote!(Result<Vec<#of>, DecodeError>);
                (of, quote!(#response.list_header(#name, #read)), MAY_FAIL)
            }
            None => text,
        },
        _ => match plain(emission, schema) {
            Some((of, Some(read))) => {
                (quote!(Result<#of, DecodeError>), quote!(#response.typed_header(#name, #read)), MAY_FAIL)
            }
            Some((_, None)) | None => text,
        },
    }
}

/// A field's value as it came.
fn as_text(header: &Header, response: &TokenStream) -> (TokenStream, TokenStream, &'static str) {
    let name = header.name.as_str();
    (quote!(&str), quote!(#response.header(#name)), "")
}

/// The type of one plain value, and the function that reads it from its text; `None` where the text is the value.
fn plain(emission: &Emission<'_>, id: SchemaId) -> Option<(TokenStream, Option<TokenStream>)> {
    let (id, _) = emission.api.resolve(id);
    if !is_plain(emission.api, id) {
        return None;
    }
    let of = emission.types().base(id);
    let read = match &emission.api.schema(id).shape {
        Shape::Text(Text::Plain | Text::Byte | Text::Binary) | Shape::Any => return Some((quote!(String), None)),
        Shape::Enumeration(enumeration) => match enumeration.values.first() {
            Some(EnumValue::Integer(_)) => quote!(|text| text.parse().ok().map(<#of as From<i64>>::from)),
            Some(_) | None => quote!(|text| Some(#of::from(text))),
        },
        _ => quote!(|text| text.parse().ok()),
    };
    Some((of, Some(read)))
}

fn is_plain(api: &Api, id: SchemaId) -> bool {
    let (id, _) = api.resolve(id);
    match &api.schema(id).shape {
        Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(Number::F64 | Number::Decimal)
        | Shape::Text(_)
        | Shape::Any => true,
        Shape::Enumeration(enumeration) => {
            !matches!(enumeration.values.first(), Some(EnumValue::Number(_) | EnumValue::Boolean(_)))
        }
        Shape::List(_) | Shape::Map(_) | Shape::Record(_) | Shape::Union(_) | Shape::Alias(_) => false,
    }
}
