//! The module `body`: for each operation whose body can be sent in several ways, one type by which the caller chooses.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::rust::Emission;
use crate::rust::plan::body::{Body, BodyForm, Way};
use crate::rust::plan::operation::Plan;
use crate::rust::text::docs::{code, line};
use crate::rust::text::file::File;
use crate::rust::text::imports::with_imports_of;
use crate::rust::text::module::ByGroup;

/// The module's files, one for each group that needs one; none where no operation does.
pub(crate) fn emit<'a>(emission: &'a Emission<'a>, plans: &'a [Plan<'a>]) -> Vec<File<'a>> {
    if !is_needed(plans) {
        return Vec::new();
    }
    let items = plans.iter().filter_map(|plan| Some((plan.operation.group.0, (plan, chosen(plan)?))));
    let module = ByGroup {
        name: "body",
        docs: quote! {
            //! Request bodies that can be sent in several ways: each operation's own choice.
        },
        items: items.collect(),
        exports: |_, own: &[(&Plan<'_>, &Body)]| {
            own.iter().map(|(plan, _)| &emission.names.operation(plan.index).body).collect()
        },
        file,
    };
    module.emit(emission)
}

/// The file of one group.
fn file(emission: &Emission<'_>, group: usize, own: &[(&Plan<'_>, &Body)]) -> TokenStream {
    let enums = own.iter().map(|(plan, body)| declaration(emission, plan, body));
    let imports = ["BTreeMap", "DecimalNumber", "DecimalText", "QueryStyle", "Request", "model"];
    let body = with_imports_of(quote!(#(#enums)*), &imports);
    let group = line(emission.api.groups[group].name.as_str());
    let doc = format!(" The request bodies of the group `{group}` that can be sent in several ways.");
    quote! {
        #![doc = #doc]
        #body
    }
}

/// Whether the crate has the module.
pub(crate) fn is_needed(plans: &[Plan<'_>]) -> bool {
    plans.iter().any(|plan| chosen(plan).is_some())
}

fn chosen<'p>(plan: &'p Plan<'_>) -> Option<&'p Body> {
    plan.body.as_ref().filter(|body| body.only().is_none())
}

fn declaration(emission: &Emission<'_>, plan: &Plan<'_>, body: &Body) -> TokenStream {
    let names = emission.names.operation(plan.index);
    let ident = &names.body;
    let (lifetime, elided) = if body.borrows(emission) { (quote!(<'a>), quote!(<'_>)) } else { (quote!(), quote!()) };
    let ways: Vec<(&Way, &Ident)> = body.ways.iter().zip(&names.bodies).collect();
    let variants = ways.iter().map(|(way, variant)| {
        let doc = format!(" As `{}`.", code(&way.media));
        let of = way.held(emission);
        match way.form {
            BodyForm::Open => quote! {
                #[doc = #doc]
                #variant {
                    /// The media type that is sent.
                    content_type: &'a str,
                    /// The octets.
                    content: #of,
                }
            },
            _ => quote!(#[doc = #doc] #variant(#of)),
        }
    });
    let arms = ways.iter().map(|(way, variant)| {
        let step = way.encode(emission, &quote!(body));
        match way.form {
            BodyForm::Open => quote!(Self::#variant { content_type, content: body } => request #step),
            _ => quote!(Self::#variant(body) => request #step),
        }
    });
    // A value of a type that only one way takes says which way is meant.
    let conversions = ways.iter().filter_map(|(way, variant)| {
        let of = way.held(emission);
        let text = of.to_string();
        let same =
            |other: &&(&Way, &Ident)| other.0.form != BodyForm::Open && other.0.held(emission).to_string() == text;
        if way.form == BodyForm::Open || ways.iter().filter(same).count() != 1 {
            return None;
        }
        let octets = (way.form == BodyForm::Bytes).then(|| {
            quote! {
                impl #lifetime From<crate::Bytes> for #ident #lifetime {
                    fn from(body: crate::Bytes) -> Self {
                        Self::#variant(body.into())
                    }
                }
            }
        });
        Some(quote! {
            #octets

            impl #lifetime From<#of> for #ident #lifetime {
                fn from(body: #of) -> Self {
                    Self::#variant(body)
                }
            }
        })
    });
    let doc = format!(" The ways to send the body of `{}`.", line(plan.operation.id.as_str()));
    quote! {
        #[doc = #doc]
        #[derive(Debug, Clone)]
        #[non_exhaustive]
        pub enum #ident #lifetime {
            #(#variants,)*
        }

        #(#conversions)*

        impl #ident #elided {
            pub(crate) fn put(self, request: &mut Request) {
                match self {
                    #(#arms,)*
                };
            }
        }
    }
}
