//! The module `error`: for each operation the answers that are no successes, by status.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::Emission;
use super::docs::{doc_lines, line, sentence};
use super::file::File;
use super::imports::with_imports_of;
use super::response::status_pattern;
use crate::api::{Operation, Response, SchemaId, StatusPattern};

/// The module's files, one for each group.
pub(super) fn emit<'a>(emission: &'a Emission<'a>) -> Vec<File<'a>> {
    let mut files = Vec::new();
    let mut modules = Vec::new();
    let mut exports = Vec::new();
    let mut by_group: BTreeMap<usize, Vec<(usize, &Operation)>> = BTreeMap::new();
    for (index, operation) in emission.api.operations.iter().enumerate().filter(|(_, operation)| !operation.browser) {
        by_group.entry(operation.group.0).or_default().push((index, operation));
    }
    for (group_index, own) in by_group {
        let module = &emission.names.group(group_index).name.module;
        let idents = own.iter().map(|(index, _)| &emission.names.operation(*index).error);
        exports.push(quote!(pub use #module::{#(#idents),*};));
        modules.push(module);
        files.push(File::new(format!("src/error/{module}.rs"), move || file(emission, group_index, &own)));
    }
    files.push(File::of(
        "src/error/mod.rs",
        quote! {
            //! The error answers of each operation, by status.
            //!
            //! A failed call is a [`CallError`](crate::CallError). Where the server answered, its
            //! [`api`](crate::CallError::api) is one of the types below; status, headers and body are on the `CallError` always.
            #(mod #modules;)*
            #(#exports)*
        },
    ));
    files
}

/// The file of one group.
fn file(emission: &Emission<'_>, group: usize, own: &[(usize, &Operation)]) -> TokenStream {
    let enums = own.iter().map(|(index, operation)| errors(emission, *index, operation));
    let body = with_imports_of(quote!(#(#enums)*), &["Answer", "ErrorBody", "BTreeMap", "model"]);
    let doc = format!(" The errors of the group `{}`.", line(emission.api.groups[group].name.as_str()));
    quote! {
        #![doc = #doc]
        #body
    }
}

fn errors(emission: &Emission<'_>, index: usize, operation: &Operation) -> TokenStream {
    let names = emission.names.operation(index);
    let ident = &names.error;
    let mut answers: Vec<_> = operation
        .responses
        .iter()
        .zip(&names.errors)
        .filter_map(|(response, variant)| Some((response, variant.as_ref()?)))
        .collect();
    let variants: Vec<_> = answers
        .iter()
        .map(|(response, variant)| {
            let words = response.docs.description.as_deref().map(sentence).unwrap_or_default();
            let doc = doc_lines(format!("{}{words}", status_words(response.status)).trim_end_matches([':', ' ']));
            let body = body(emission, response);
            quote!(#doc #variant(ErrorBody<#body>))
        })
        .collect();
    // A status's own pattern goes before its class's, and `default` last.
    answers.sort_by_key(|(response, _)| response.status);
    let has_default = answers.iter().any(|(response, _)| response.status == StatusPattern::Default);
    let arms = answers.iter().map(|(response, variant)| {
        let pattern = status_pattern(response.status);
        quote!(#pattern => Self::#variant(answer.error_body()))
    });
    let unlisted = (!has_default).then(|| quote!(_ => Self::Unlisted(answer.error_body()),));
    let unlisted_variant = (!has_default).then(|| {
        quote! {
            /// A status that the document does not name.
            Unlisted(ErrorBody<crate::Value>),
        }
    });
    let read = if answers.is_empty() {
        quote!(Self::Unlisted(answer.error_body()))
    } else if let ([(_, only)], true) = (answers.as_slice(), has_default) {
        quote!(Self::#only(answer.error_body()))
    } else {
        quote! {
            match answer.status().as_u16() {
                #(#arms,)*
                #unlisted
            }
        }
    };
    let doc = format!(" The error answers of `{}`.", line(operation.id.as_str()));
    quote! {
        #[doc = #doc]
        #[derive(Debug, Clone)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants,)*
            #unlisted_variant
        }

        impl #ident {
            pub(crate) fn read(answer: &Answer) -> Self {
                #read
            }
        }
    }
}

fn status_words(status: StatusPattern) -> String {
    match status {
        StatusPattern::Code(code) => format!("`{code}`: "),
        StatusPattern::Class(class) => format!("Any status of the class {class}XX that has no variant of its own: "),
        StatusPattern::Default => "Any other status: ".to_owned(),
    }
}

/// The type of an error's body: what the document says, or any JSON.
fn body(emission: &Emission<'_>, response: &Response) -> TokenStream {
    match json_schema(response) {
        Some(schema) if super::derives::decimal_form(emission.api, schema).is_none() => emission.types().value(schema),
        _ => quote!(crate::Value),
    }
}

fn json_schema(response: &Response) -> Option<SchemaId> {
    response.content.iter().find(|media| media.kind == crate::api::MediaKind::Json).and_then(|media| media.schema)
}
