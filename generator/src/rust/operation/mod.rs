//! The module `operation`: one file for each group, with its methods and the marker types of its
//! operations.

mod argument;
pub(crate) mod body;
pub(crate) mod error;
pub(crate) mod example;
mod guide;
mod header;
mod marker;
mod method;
mod response;
mod stream;
pub(crate) mod success;

use proc_macro2::TokenStream;
use quote::quote;

use self::marker::marker;
use self::method::{browser_method, method, optional_arguments};
use crate::rust::plan::OperationPlan;
use crate::rust::text::docs::{doc_lines, line, markdown};
use crate::rust::text::emission::Emission;
use crate::rust::text::file::File;
use crate::rust::text::imports::with_imports;
use crate::rust::text::module::ByGroup;

/// Returns the module's files.
pub(crate) fn emit<'a>(emission: &'a Emission<'a>) -> Vec<File<'a>> {
    let module = ByGroup {
        name: "operation",
        docs: || {
            quote! {
                //! The operations, by group. Methods of the client return the groups, and methods of a group return calls.
            }
        },
        items: emission.plan.operations.iter().map(|plan| (plan.operation.group.0, plan)).collect(),
        exports: |emission, group, own: &[&OperationPlan<'_>]| {
            let called = own.iter().filter(|plan| !plan.is_browser());
            let markers = called.map(|plan| &emission.names.operation(plan.index).marker);
            std::iter::once(&emission.names.group(group).name.ident).chain(markers).collect()
        },
        file,
    };
    module.emit(emission)
}

/// Returns the file of one group.
fn file(emission: &Emission<'_>, index: usize, own: &[&OperationPlan<'_>]) -> TokenStream {
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
