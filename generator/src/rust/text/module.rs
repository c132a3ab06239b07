//! Declarations of modules, and the modules that have one file for each group.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::file::File;
use crate::rust::Emission;

/// Declares the modules inside the one called `parent`. A document may well name something after the module that holds it, and that is no
/// mistake of the reader who runs clippy.
pub(crate) fn modules<'m, M: quote::ToTokens + ToString + 'm>(
    parent: &str,
    modules: impl IntoIterator<Item = &'m M>,
) -> TokenStream {
    let declared = modules.into_iter().map(|module| {
        let namesake = (module.to_string() == parent).then(|| quote!(#[allow(clippy::module_inception)]));
        quote!(#namesake mod #module;)
    });
    quote!(#(#declared)*)
}

/// A module with one file for each group that has something in it, and all that they declare exported.
pub(crate) struct ByGroup<'a, T, E, F>
where
    E: Fn(usize, &[T]) -> Vec<&'a Ident>,
    F: Fn(&Emission<'_>, usize, &[T]) -> TokenStream + Copy + 'a,
{
    /// The module's name.
    pub(crate) name: &'static str,
    /// The module's documentation.
    pub(crate) docs: TokenStream,
    /// What stands in the module, each with the index of its group.
    pub(crate) items: Vec<(usize, T)>,
    /// What a group's file declares.
    pub(crate) exports: E,
    /// Makes a group's file.
    pub(crate) file: F,
}

impl<'a, T, E, F> ByGroup<'a, T, E, F>
where
    T: 'a,
    E: Fn(usize, &[T]) -> Vec<&'a Ident>,
    F: Fn(&Emission<'_>, usize, &[T]) -> TokenStream + Copy + 'a,
{
    /// The files of the groups, and the one that holds them together. A tag that no operation has is no group.
    pub(crate) fn emit(self, emission: &'a Emission<'a>) -> Vec<File<'a>> {
        let Self { name, docs, items, exports, file } = self;
        let mut by_group: BTreeMap<usize, Vec<T>> = BTreeMap::new();
        for (group, item) in items {
            by_group.entry(group).or_default().push(item);
        }
        let mut files = Vec::new();
        let mut declared = Vec::new();
        let mut exported = Vec::new();
        for (group, own) in by_group {
            let module = &emission.names.group(group).name.module;
            let idents = exports(group, &own);
            exported.push(quote!(pub use #module::{#(#idents),*};));
            declared.push(module);
            files.push(File::new(format!("src/{name}/{module}.rs"), move || file(emission, group, &own)));
        }
        let declared = modules(name, declared);
        files.push(File::of(
            &format!("src/{name}/mod.rs"),
            quote! {
                #docs
                #declared
                #(#exported)*
            },
        ));
        files
    }
}
