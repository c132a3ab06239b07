//! The module `success`: for each operation whose successes have several types, an enum of these.

use proc_macro2::TokenStream;
use quote::quote;

use super::response::status_pattern;
use crate::api::{Response, StatusPattern};
use crate::rust::names::Name;
use crate::rust::plan::{Alternative, OperationPlan, Plan, Reading, ResponseBody};
use crate::rust::text::docs::{code, doc_lines, line, sentence};
use crate::rust::text::emission::Emission;
use crate::rust::text::file::File;
use crate::rust::text::imports::with_imports_of;
use crate::rust::text::module::ByGroup;

/// Returns the module's files: one for each group that needs one, or none.
pub(crate) fn emit<'a>(emission: &'a Emission<'a>) -> Vec<File<'a>> {
    if !is_needed(emission.plan) {
        return Vec::new();
    }
    let items =
        emission.plan.operations.iter().filter_map(|plan| Some((plan.operation.group.0, (plan, several(plan)?))));
    let module = ByGroup {
        name: "success",
        docs: || {
            quote! {
                //! The success responses of operations for which they have several types, by status and content type.
            }
        },
        items: items.collect(),
        exports: |emission, _, own: &[(&OperationPlan<'_>, &[Alternative<'_>])]| {
            own.iter().map(|(plan, _)| &emission.names.operation(plan.index).success).collect()
        },
        file,
    };
    module.emit(emission)
}

/// Returns the file of one group.
fn file(emission: &Emission<'_>, group: usize, own: &[(&OperationPlan<'_>, &[Alternative<'_>])]) -> TokenStream {
    let enums = own.iter().map(|(plan, alternatives)| declaration(emission, plan, alternatives));
    let imports = ["RawResponse", "BTreeMap", "DecimalNumber", "DecimalText", "DecodeError", "Whole", "model"];
    let body = with_imports_of(quote!(#(#enums)*), &imports);
    let group = line(emission.api.groups[group].name.as_str());
    let doc = format!(" The success responses of the group `{group}` that have several types.");
    quote! {
        #![doc = #doc]
        #body
    }
}

/// Whether the crate has the module.
pub(crate) fn is_needed(plan: &Plan<'_>) -> bool {
    plan.operations.iter().any(|plan| several(plan).is_some())
}

/// Returns the successes of an operation, if they have several types.
fn several<'a>(plan: &'a OperationPlan<'a>) -> Option<&'a [Alternative<'a>]> {
    match &plan.success.reading {
        Reading::Several(alternatives) if !plan.is_browser() => Some(alternatives),
        _ => None,
    }
}

fn declaration(emission: &Emission<'_>, plan: &OperationPlan<'_>, alternatives: &[Alternative<'_>]) -> TokenStream {
    let names = emission.names.operation(plan.index);
    let ident = &names.success;
    let named: Vec<(&Alternative<'_>, &Name)> = alternatives.iter().zip(&names.successes).collect();
    let variants = named.iter().map(|(found, variant)| {
        let words = found.response.docs.description.as_deref().map(sentence).unwrap_or_default();
        let doc = format!("{}{words}", words_before(found));
        let doc = doc_lines(doc.trim_end_matches([':', ' ']));
        match found.body {
            ResponseBody::Nothing => quote!(#doc #variant),
            body => {
                let of = body.of(emission);
                quote!(#doc #variant(#of))
            }
        }
    });
    // Single statuses come before classes, and `default` is last.
    let mut responses: Vec<&Response> = Vec::new();
    for (found, _) in &named {
        if !responses.iter().any(|known| std::ptr::eq(*known, found.response)) {
            responses.push(found.response);
        }
    }
    responses.sort_by_key(|response| response.status);
    let reads = |response: &Response| {
        let own: Vec<_> = named.iter().filter(|(found, _)| std::ptr::eq(found.response, response)).collect();
        match own.as_slice() {
            [(only, variant)] => value(emission, only, variant),
            several => by_content_type(emission, several),
        }
    };
    let has_default = responses.iter().any(|response| response.status == StatusPattern::Default);
    let read = if let ([only], true) = (responses.as_slice(), has_default) {
        reads(only)
    } else {
        let unlisted = (!has_default).then(|| quote!(_ => response.bytes().map(Self::Unlisted),));
        let arms = responses.iter().map(|response| {
            let (pattern, read) = (status_pattern(response.status), reads(response));
            quote!(#pattern => #read)
        });
        quote! {
            match response.status().as_u16() {
                #(#arms,)*
                #unlisted
            }
        }
    };
    // The arm of a class follows those of its statuses that have variants.
    let overlap = responses.iter().any(|response| matches!(response.status, StatusPattern::Class(_)));
    let overlap = overlap.then(|| quote!(#[allow(clippy::match_overlapping_arm)]));
    let doc = format!(" The success responses of `{}`.", line(plan.operation.id.as_str()));
    let choice = named.iter().any(|(found, _)| !found.media.is_empty()).then(|| {
        quote! {
            ///
            /// The client accepts all of these content types, and the server chooses one. To request a certain one, set
            /// `.header("Accept", …)` on the call.
        }
    });
    quote! {
        #[doc = #doc]
        #choice
        #[derive(Debug, Clone)]
        #[allow(clippy::large_enum_variant)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants,)*
            /// Any other status or content type, with the bytes of the body.
            Unlisted(crate::Bytes),
        }

        impl #ident {
            #overlap
            pub(crate) fn read(response: &RawResponse) -> Result<Self, DecodeError> {
                #read
            }
        }
    }
}

/// Returns the expression that reads the body by its content type.
fn by_content_type(emission: &Emission<'_>, several: &[&(&Alternative<'_>, &Name)]) -> TokenStream {
    let offered = several.iter().flat_map(|(found, _)| found.media.iter());
    let mut index = 0_usize;
    let arms = several.iter().map(|(found, variant)| {
        let indices = index..index + found.media.len();
        index = indices.end;
        let indices = indices.map(proc_macro2::Literal::usize_unsuffixed);
        let read = value(emission, found, variant);
        quote!(Some(#(#indices)|*) => #read)
    });
    let arms: Vec<_> = arms.collect();
    quote! {
        match response.offered(&[#(#offered),*]) {
            #(#arms,)*
            _ => response.bytes().map(Self::Unlisted),
        }
    }
}

fn value(emission: &Emission<'_>, found: &Alternative<'_>, variant: &Name) -> TokenStream {
    let read = found.body.decode(emission);
    match found.body {
        ResponseBody::Nothing => quote!(#read.map(|()| Self::#variant)),
        _ => quote!(#read.map(Self::#variant)),
    }
}

fn words_before(found: &Alternative<'_>) -> String {
    let status = match found.response.status {
        StatusPattern::Code(code) => format!("`{code}`"),
        StatusPattern::Class(class) => format!("Any other status of the class `{class}XX`"),
        StatusPattern::Default => "Any status".to_owned(),
    };
    let media: Vec<_> = found.media.iter().map(|media| format!("`{}`", code(media))).collect();
    if media.is_empty() { format!("{status}: ") } else { format!("{status} as {}: ", media.join(" or ")) }
}
