//! The module `operation`: one file for each group, with its methods and the types that stand for its operations.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emission;
use super::docs::{doc_lines, line, markdown};
use super::imports::with_imports;
use super::marker::marker;
use super::method::{browser_method, method, optional_arguments};
use super::operation::Plan;

/// The module's files.
pub(super) fn emit(emission: &Emission<'_>, plans: &[Plan<'_>]) -> Vec<(String, TokenStream)> {
    let mut files = Vec::new();
    let mut modules = Vec::new();
    let mut exports = Vec::new();
    for (index, group) in emission.api.groups.iter().enumerate() {
        let own: Vec<&Plan<'_>> = plans.iter().filter(|plan| plan.operation.group.0 == index).collect();
        if own.is_empty() {
            // A tag that no operation has.
            continue;
        }
        let names = emission.names.group(index);
        let (ident, module) = (&names.name.ident, &names.name.module);
        let fallback = format!("The operations of the group `{}`.", line(group.name.as_str()));
        let docs = doc_lines(&markdown(&group.docs, &fallback));
        let methods = own.iter().map(|plan| method(emission, plan));
        let builders: Vec<_> =
            own.iter().filter(|plan| plan.is_browser()).map(|plan| browser_method(emission, plan)).collect();
        let browser = (!builders.is_empty()).then(|| quote!(impl<C: Connection> #ident<'_, C> { #(#builders)* }));
        let sent: Vec<_> = own.iter().filter(|plan| !plan.is_browser()).collect();
        let markers = own.iter().map(|plan| marker(emission, plan, ident));
        let optionals = sent.iter().filter_map(|plan| optional_arguments(emission, plan));
        let methods: Vec<_> = methods.flatten().collect();
        let called = (!methods.is_empty()).then(|| quote!(impl<'c, C> #ident<'c, C> { #(#methods)* }));
        let doc = format!(" The operations of the group `{}`.", line(group.name.as_str()));
        let body = quote! {
            #docs
            #[derive(Debug)]
            pub struct #ident<'c, C> {
                pub(crate) client: &'c C,
            }

            #called
            #browser
            #(#optionals)*
            #(#markers)*
        };
        let body = with_imports(body);
        files.push((
            format!("src/operation/{module}.rs"),
            quote! {
                #![doc = #doc]
                #body
            },
        ));
        let markers = sent.iter().map(|plan| &emission.names.operation(plan.index).marker);
        exports.push(quote!(pub use #module::{#ident, #(#markers),*};));
        modules.push(module);
    }
    files.push((
        "src/operation/mod.rs".to_owned(),
        quote! {
            //! The operations, by group. A group comes from the client; its methods give calls.
            #(mod #modules;)*
            #(#exports)*
        },
    ));
    files
}
