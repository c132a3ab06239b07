//! The module `body`: for each operation whose body can be sent in several ways, an enum with which
//! the caller chooses.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use crate::api::MediaType;
use crate::rust::names::Name;
use crate::rust::plan::{Body, BodyForm, OperationPlan, Plan, Way};
use crate::rust::text::docs::{code, line};
use crate::rust::text::emission::Emission;
use crate::rust::text::file::File;
use crate::rust::text::imports::with_imports_of;
use crate::rust::text::module::ByGroup;
use crate::rust::text::wire::{exact, query_style};

/// Returns the module's files: one for each group that needs one, or none.
pub(crate) fn emit<'a>(emission: &'a Emission<'a>) -> Vec<File<'a>> {
    if !is_needed(emission.plan) {
        return Vec::new();
    }
    let items =
        emission.plan.operations.iter().filter_map(|plan| Some((plan.operation.group.0, (plan, chosen(plan)?))));
    let module = ByGroup {
        name: "body",
        docs: || {
            quote! {
                //! Request bodies that can be sent in several media types: one type for each operation.
            }
        },
        items: items.collect(),
        exports: |emission, _, own: &[(&OperationPlan<'_>, &Body<'_>)]| {
            own.iter().map(|(plan, _)| &emission.names.operation(plan.index).body).collect()
        },
        file,
    };
    module.emit(emission)
}

/// Returns the file of one group.
fn file(emission: &Emission<'_>, group: usize, own: &[(&OperationPlan<'_>, &Body<'_>)]) -> TokenStream {
    let enums = own.iter().map(|(plan, body)| declaration(emission, plan, body));
    let imports = ["BTreeMap", "DecimalNumber", "DecimalText", "QueryStyle", "Request", "model"];
    let body = with_imports_of(quote!(#(#enums)*), &imports);
    let group = line(emission.api.groups[group].name.as_str());
    let doc = format!(" The request bodies of the group `{group}` that can be sent in several media types.");
    quote! {
        #![doc = #doc]
        #body
    }
}

/// Whether the crate has the module.
pub(crate) fn is_needed(plan: &Plan<'_>) -> bool {
    plan.operations.iter().any(|plan| chosen(plan).is_some())
}

fn chosen<'a>(plan: &'a OperationPlan<'a>) -> Option<&'a Body<'a>> {
    plan.body.as_ref().filter(|body| body.only().is_none())
}

fn declaration(emission: &Emission<'_>, plan: &OperationPlan<'_>, body: &Body<'_>) -> TokenStream {
    let names = emission.names.operation(plan.index);
    let ident = &names.body;
    let (lifetime, elided) = if body.borrows(emission) { (quote!(<'a>), quote!(<'_>)) } else { (quote!(), quote!()) };
    let ways: Vec<(&Way<'_>, &Name)> = body.ways.iter().zip(&names.bodies).collect();
    let variants = ways.iter().map(|(way, variant)| {
        let doc = format!(" As `{}`.", code(way.media));
        let of = way.held(emission);
        match way.form {
            BodyForm::Open => quote! {
                #[doc = #doc]
                #variant {
                    /// Media type of the content.
                    content_type: &'a str,
                    /// The bytes to send.
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
    // If only one way takes a type, a value of that type selects it.
    let conversions = ways.iter().filter_map(|(way, variant)| {
        let of = way.held(emission);
        let text = of.to_string();
        let same =
            |other: &&(&Way<'_>, &Name)| other.0.form != BodyForm::Open && other.0.held(emission).to_string() == text;
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
    let doc = format!(
        " The request body of `{}`, in the media type that the caller chooses.",
        line(plan.operation.id.as_str())
    );
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

impl Body<'_> {
    /// Returns the declarations of the arguments; `own` is the operation's enum for its body.
    pub(super) fn arguments(&self, emission: &Emission<'_>, own: &TokenStream) -> Vec<TokenStream> {
        match self.only() {
            Some(way) => {
                let of = way.argument(emission);
                let open = (way.form == BodyForm::Open).then(|| quote!(content_type: &str));
                open.into_iter().chain([quote!(body: #of)]).collect()
            }
            None => {
                let lifetime = self.lifetime(emission);
                vec![quote!(body: impl Into<#own #lifetime>)]
            }
        }
    }

    /// Returns the lifetime parameter of a method with these arguments, if it needs one.
    pub(super) fn lifetime(&self, emission: &Emission<'_>) -> Option<TokenStream> {
        (self.only().is_none() && self.borrows(emission)).then(|| quote!(<'a>))
    }

    /// Returns the expression that adds the argument `body` to a request.
    pub(super) fn encode(&self, emission: &Emission<'_>, own: &TokenStream) -> TokenStream {
        match self.only() {
            Some(way) => way.encode(emission, &quote!(body.into())),
            None => quote!(.with(|request| Into::<#own>::into(body).put(request))),
        }
    }

    /// Whether the operation's enum for its body borrows from its values.
    pub(super) fn borrows(&self, emission: &Emission<'_>) -> bool {
        self.ways.iter().any(|way| {
            way.form == BodyForm::Open || way.argument(emission).into_iter().any(|token| is_reference(&token))
        })
    }
}

impl Way<'_> {
    /// Returns the argument's type inside the operation's enum for its body.
    pub(super) fn held(&self, emission: &Emission<'_>) -> TokenStream {
        if matches!(self.form, BodyForm::Bytes | BodyForm::Open) {
            return quote!(crate::Upload);
        }
        let tokens = self.argument(emission).into_iter().flat_map(|token| {
            let lifetime = is_reference(&token).then(|| quote!('a));
            std::iter::once(token).chain(lifetime.into_iter().flatten())
        });
        tokens.collect()
    }

    /// Returns the argument's type.
    fn argument(&self, emission: &Emission<'_>) -> TokenStream {
        match self.form {
            BodyForm::Json(schema) | BodyForm::Form(schema) | BodyForm::Multipart(schema) => {
                emission.types().argument(schema)
            }
            BodyForm::AnyJson => quote!(&crate::Value),
            BodyForm::Text => quote!(&str),
            BodyForm::Bytes | BodyForm::Open => quote!(impl Into<crate::Upload>),
        }
    }

    /// Returns the expression that adds the argument `body` to a request. If the body is bytes,
    /// `octets` converts it into them.
    pub(super) fn encode(&self, emission: &Emission<'_>, octets: &TokenStream) -> TokenStream {
        let media = self.media;
        match self.form {
            BodyForm::Json(schema) => {
                let value = exact(emission, schema, &quote!(body));
                if media == "application/json" { quote!(.json(#value)) } else { quote!(.json_as(#media, #value)) }
            }
            BodyForm::AnyJson if media == "application/json" => quote!(.json(&body)),
            BodyForm::AnyJson => quote!(.json_as(#media, &body)),
            BodyForm::Form(schema) => {
                let rules = self.described.encoding.iter().filter_map(|encoding| {
                    let name = encoding.name.as_str();
                    if let Some((style, explode)) = encoding.style {
                        let style = query_style(style, explode);
                        return Some(quote!((#name, Some(#style))));
                    }
                    let media = encoding.content_type.as_deref()?;
                    let is_json = !media.contains([',', '*']) && MediaType::new(media).is_json();
                    is_json.then(|| quote!((#name, None)))
                });
                let value = exact(emission, schema, &quote!(body));
                quote!(.form_body(#value, &[#(#rules),*]))
            }
            BodyForm::Multipart(_) => quote!(.multipart_body(body)),
            BodyForm::Text => quote!(.body(#media, crate::Bytes::copy_from_slice(body.as_bytes()))),
            BodyForm::Bytes => quote!(.upload(#media, #octets)),
            BodyForm::Open => quote!(.upload(content_type, #octets)),
        }
    }
}

fn is_reference(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(mark) if mark.as_char() == '&')
}
