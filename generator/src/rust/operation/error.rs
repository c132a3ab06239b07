//! The module `error`: for each operation an enum of its error responses, by status.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::response::status_pattern;
use crate::api::StatusPattern;
use crate::rust::names::Name;
use crate::rust::plan::{Content, OperationPlan, ResponseBody, ResponsePlan};
use crate::rust::text::docs::{code, doc_lines, line, sentence};
use crate::rust::text::emission::Emission;
use crate::rust::text::file::File;
use crate::rust::text::imports::with_imports_of;
use crate::rust::text::module::ByGroup;

/// Returns the module's files, one for each group.
pub(crate) fn emit<'a>(emission: &'a Emission<'a>) -> Vec<File<'a>> {
    let items = emission.plan.operations.iter().filter(|plan| !plan.is_browser());
    let module = ByGroup {
        name: "error",
        docs: || {
            quote! {
                //! The error responses of each operation, by status.
                //!
                //! A failed call returns a [`CallError`](crate::CallError). If the server sent an error response, its
                //! [`api`](crate::CallError::api) returns one of the types below; other methods return its status, headers and body.
            }
        },
        items: items.map(|plan| (plan.operation.group.0, plan)).collect(),
        exports: |emission, _, own: &[&OperationPlan<'_>]| {
            own.iter().map(|plan| &emission.names.operation(plan.index).error).collect()
        },
        file,
    };
    module.emit(emission)
}

/// Returns the file of one group.
fn file(emission: &Emission<'_>, group: usize, own: &[&OperationPlan<'_>]) -> TokenStream {
    let enums = own.iter().map(|plan| errors(emission, plan));
    let body = with_imports_of(
        quote!(#(#enums)*),
        &["RawResponse", "BTreeMap", "DecimalNumber", "DecimalText", "ErrorBody", "Whole", "model"],
    );
    let doc = format!(" The errors of the group `{}`.", line(emission.api.groups[group].name.as_str()));
    quote! {
        #![doc = #doc]
        #body
    }
}

fn errors(emission: &Emission<'_>, plan: &OperationPlan<'_>) -> TokenStream {
    let names = emission.names.operation(plan.index);
    let ident = &names.error;
    let named = plan.errors.responses.iter().zip(&names.errors);
    let mut responses: Vec<_> =
        named.map(|(ResponsePlan { response, contents }, variants)| (*response, variants, contents)).collect();
    let variants: Vec<_> = responses
        .iter()
        .flat_map(|(response, variants, contents)| {
            let words = response.docs.description.as_deref().map(sentence).unwrap_or_default();
            variants.iter().enumerate().map(move |(place, variant)| {
                let media = contents.get(place).filter(|_| variants.len() > 1);
                let doc = format!("{}{words}", status_words(response.status, media));
                let doc = doc_lines(doc.trim_end_matches([':', ' ']));
                let body = body(contents.get(place)).of(emission);
                quote!(#doc #variant(ErrorBody<#body>))
            })
        })
        .collect();
    // Single statuses come before classes, and `default` is last.
    responses.sort_by_key(|(response, ..)| response.status);
    let has_default = responses.iter().any(|(response, ..)| response.status == StatusPattern::Default);
    let arms = responses.iter().map(|(response, variants, contents)| {
        let pattern = status_pattern(response.status);
        let read = read(emission, variants, contents);
        quote!(#pattern => #read)
    });
    let unlisted = (!has_default).then(|| quote!(_ => Self::Unlisted(response.error_body()),));
    let unlisted_variant = (!has_default).then(|| {
        quote! {
            /// A status that the API's description does not list.
            Unlisted(ErrorBody<crate::Value>),
        }
    });
    let read = if responses.is_empty() {
        quote!(Self::Unlisted(response.error_body()))
    } else if let ([(_, variants, contents)], true) = (responses.as_slice(), has_default) {
        read(emission, variants, contents)
    } else {
        quote! {
            match response.status().as_u16() {
                #(#arms,)*
                #unlisted
            }
        }
    };
    // The arm of a class follows those of its statuses that have variants.
    let overlap = responses.iter().any(|(response, ..)| matches!(response.status, StatusPattern::Class(_)));
    let overlap = overlap.then(|| quote!(#[allow(clippy::match_overlapping_arm)]));
    let doc = format!(" The error responses of `{}`.", line(plan.operation.id.as_str()));
    quote! {
        #[doc = #doc]
        #[derive(Debug, Clone)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants,)*
            #unlisted_variant
        }

        impl #ident {
            #overlap
            pub(crate) fn read(response: &RawResponse) -> Self {
                #read
            }
        }
    }
}

/// Returns the expression that reads one error response.
fn read(emission: &Emission<'_>, variants: &[Name], contents: &[Content<'_>]) -> TokenStream {
    let value = |place: usize, variant: &Name| {
        let read = match body(contents.get(place)) {
            body if body.is_plain_json(emission) => quote!(error_body()),
            body => {
                let read = body.decode(emission);
                quote!(error_body_by(|response| #read))
            }
        };
        quote!(Self::#variant(response.#read))
    };
    match variants {
        [] => quote!(Self::Unlisted(response.error_body())),
        [only] => value(0, only),
        [first, others @ ..] => {
            let offered = contents.iter().flat_map(|content| content.media.iter());
            let mut next = contents.first().map_or(0, |content| content.media.len());
            let mut arms = Vec::new();
            for (place, (variant, content)) in others.iter().zip(contents.iter().skip(1)).enumerate() {
                let indices = (next..next + content.media.len()).map(Literal::usize_unsuffixed);
                let read = value(place + 1, variant);
                arms.push(quote!(Some(#(#indices)|*) => #read));
                next += content.media.len();
            }
            // Any other body goes into the first variant: an error is never lost.
            let read = value(0, first);
            quote! {
                match response.offered(&[#(#offered),*]) {
                    #(#arms,)*
                    _ => #read,
                }
            }
        }
    }
}

fn status_words(status: StatusPattern, content: Option<&Content<'_>>) -> String {
    let status = match status {
        StatusPattern::Code(code) => format!("`{code}`"),
        StatusPattern::Class(class) => format!("Any other status of the class `{class}XX`"),
        StatusPattern::Default => "Any other status".to_owned(),
    };
    match content.and_then(|content| content.media.first()) {
        Some(media) => format!("{status} as `{}`: ", code(media)),
        None => format!("{status}: "),
    }
}

/// Returns how an error's body is read: as the document describes it, or else as any JSON.
fn body(content: Option<&Content<'_>>) -> ResponseBody {
    content.map_or(ResponseBody::AnyJson, |content| content.body)
}
