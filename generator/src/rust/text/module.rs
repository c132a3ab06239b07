//! Declarations of modules, and the modules that have one file for each group.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::emission::Emission;
use super::file::File;
use crate::rust::names::Name;

/// Declares the modules inside the one called `parent`. A document may name something after the
/// module that holds it, and that is no mistake of the reader who runs clippy.
pub(crate) fn modules<'m>(parent: &str, modules: impl IntoIterator<Item = &'m Name>) -> TokenStream {
    let declared = modules.into_iter().map(|module| {
        let namesake = (module.as_str() == parent).then(|| quote!(#[allow(clippy::module_inception)]));
        quote!(#namesake mod #module;)
    });
    quote!(#(#declared)*)
}

/// A module with one file for each group that has something in it, and all that they declare
/// exported.
pub(crate) struct ByGroup<'a, T> {
    /// The module's name.
    pub(crate) name: &'static str,
    /// The module's documentation.
    pub(crate) docs: fn() -> TokenStream,
    /// What stands in the module, each with the index of its group.
    pub(crate) items: Vec<(usize, T)>,
    /// What the file of the group with this index declares.
    pub(crate) exports: fn(&'a Emission<'a>, usize, &[T]) -> Vec<&'a Name>,
    /// Makes the file of the group with this index.
    pub(crate) file: fn(&'a Emission<'a>, usize, &[T]) -> TokenStream,
}

impl<'a, T: Send + Sync + 'a> ByGroup<'a, T> {
    /// The files of the groups, and the one that holds them together. A tag that no operation has
    /// is no group.
    pub(crate) fn emit(self, emission: &'a Emission<'a>) -> Vec<File<'a>> {
        let Self { name, docs, items, exports, file } = self;
        let mut by_group: BTreeMap<usize, Vec<T>> = BTreeMap::new();
        for (group, item) in items {
            by_group.entry(group).or_default().push(item);
        }
        let mut files = Vec::new();
        let mut declared = Vec::new();
        for (group, own) in by_group {
            let module = &emission.names.group(group).name.module;
            declared.push((module, exports(emission, group, &own)));
            files.push(File::new(format!("src/{name}/{module}.rs"), move || file(emission, group, &own)));
        }
        files.push(File::new(format!("src/{name}/mod.rs"), move || {
            let docs = docs();
            let exported = declared.iter().map(|(module, names)| quote!(pub use #module::{#(#names),*};));
            let declared = modules(name, declared.iter().map(|(module, _)| *module));
            quote! {
                #docs
                #declared
                #(#exported)*
            }
        }));
        files
    }
}
