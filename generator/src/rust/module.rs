//! Declarations of modules.

use proc_macro2::TokenStream;
use quote::quote;

/// Declares the modules inside the one called `parent`. A document may well name something after the module that holds it, and that is no
/// mistake of the reader who runs clippy.
pub(super) fn modules<'m, M: quote::ToTokens + ToString + 'm>(
    parent: &str,
    modules: impl IntoIterator<Item = &'m M>,
) -> TokenStream {
    let declared = modules.into_iter().map(|module| {
        let namesake = (module.to_string() == parent).then(|| quote!(#[allow(clippy::module_inception)]));
        quote!(#namesake mod #module;)
    });
    quote!(#(#declared)*)
}
