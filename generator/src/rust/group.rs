//! The module `operation`: one file for each group, with its methods and the types that stand for its operations.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::Emission;
use super::docs::{doc_lines, line, markdown};
use super::file::File;
use super::imports::with_imports;
use super::marker::marker;
use super::method::{browser_method, method, optional_arguments};
use super::operation::Plan;

/// The module's files.
pub(super) fn emit<'a>(emission: &'a Emission<'a>, plans: &'a [Plan<'a>]) -> Vec<File<'a>> {
    let mut files = Vec::new();
    let mut modules = Vec::new();
    let mut exports = Vec::new();
    let mut by_group: BTreeMap<usize, Vec<&Plan<'_>>> = BTreeMap::new();
    for plan in plans {
        by_group.entry(plan.operation.group.0).or_default().push(plan);
    }
    // A tag that no operation has is no group.
    for (index, own) in by_group {
        let (ident, module) = (&emission.names.group(index).name.ident, &emission.names.group(index).name.module);
        let markers =
            own.iter().filter(|plan| !plan.is_browser()).map(|plan| &emission.names.operation(plan.index).marker);
        exports.push(quote!(pub use #module::{#ident, #(#markers),*};));
        modules.push(module);
        let path = format!("src/operation/{module}.rs");
        files.push(File::new(path, move || file(emission, index, &own)));
    }
    let modules = super::module::modules("operation", modules);
    files.push(File::of(
        "src/operation/mod.rs",
        quote! {
            //! The operations, by group. A group comes from the client; its methods give calls.
            #modules
            #(#exports)*
        },
    ));
    files
}

/// The file of one group.
fn file(emission: &Emission<'_>, index: usize, own: &[&Plan<'_>]) -> TokenStream {
    let group = &emission.api.groups[index];
    let names = emission.names.group(index);
    let ident = &names.name.ident;
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
    quote! {
        #![doc = #doc]
        #body
    }
}
