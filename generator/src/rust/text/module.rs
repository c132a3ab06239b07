//! Declarations of modules, and the modules that have one file for each group.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::emission::Emission;
use super::file::File;
use crate::rust::names::Name;

/// Declares the modules inside the module `parent`. A document may use the same name for something
/// inside it, so clippy's lint is allowed.
pub(crate) fn modules<'m>(parent: &str, modules: impl IntoIterator<Item = &'m Name>) -> TokenStream {
    let declared = modules.into_iter().map(|module| {
        let namesake = (module.as_str() == parent).then(|| quote!(#[allow(clippy::module_inception)]));
        quote!(#namesake mod #module;)
    });
    quote!(#(#declared)*)
}

/// A module with one file for each group that has items in it. It exports all that these declare.
pub(crate) struct ByGroup<'a, T> {
    /// The module's name.
    pub(crate) name: &'static str,
    /// The module's documentation.
    pub(crate) docs: fn() -> TokenStream,
    /// The items in the module, each with the index of its group.
    pub(crate) items: Vec<(usize, T)>,
    /// Returns the names that the file of the group with this index declares.
    pub(crate) exports: fn(&'a Emission<'a>, usize, &[T]) -> Vec<&'a Name>,
    /// Makes the file of the group with this index.
    pub(crate) file: fn(&'a Emission<'a>, usize, &[T]) -> TokenStream,
}

impl<'a, T: Send + Sync + 'a> ByGroup<'a, T> {
    /// Returns the files of the groups, and the file that declares them. A tag without operations
    /// is not a group.
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
