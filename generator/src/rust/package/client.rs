//! The parts of clients that depend on the API: the groups, and a method of the builder for each
//! credential.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Docs, KeyLocation, SchemeKind, Server};
use crate::rust::text::docs::{doc_lines, line, markdown};
use crate::rust::text::emission::Emission;
use crate::rust::text::imports::with_imports;

/// Returns the file `client.rs`.
pub(crate) fn emit(emission: &Emission<'_>) -> TokenStream {
    let accessors: Vec<_> = emission
        .api
        .groups
        .iter()
        .enumerate()
        .filter(|(index, _)| emission.api.operations.iter().any(|operation| operation.group.0 == *index))
        .map(|(index, group)| {
            let names = emission.names.group(index);
            let (method, ident) = (&names.method, &names.name.ident);
            let docs = doc_lines(&markdown(
                &group.docs,
                &format!("Returns the operations of the group `{}`.", line(group.name.as_str())),
            ));
            quote! {
                #docs
                #[must_use]
                pub fn #method(&self) -> crate::operation::#ident<'_, Self> {
                    crate::operation::#ident { client: self }
                }
            }
        })
        .collect();
    let info = info(emission);
    let credentials = credentials(emission);
    let credentials = (!credentials.is_empty()).then(|| quote!(impl<C> crate::ClientBuilder<C> { #(#credentials)* }));
    let server = super::server::builder(emission);
    let body = quote! {
        // Unused if no client is compiled.
        #[cfg_attr(not(any(feature = "async", feature = "blocking")), allow(dead_code))]
        static API: ApiInfo = #info;

        #[cfg(feature = "async")]
        impl crate::Client {
            /// Creates a builder for a client.
            pub fn builder() -> crate::ClientBuilder<Self> {
                crate::ClientBuilder::new(&API)
            }

            #(#accessors)*
        }

        #[cfg(feature = "blocking")]
        impl crate::blocking::Client {
            /// Creates a builder for a client.
            pub fn builder() -> crate::ClientBuilder<Self> {
                crate::ClientBuilder::new(&API)
            }

            #(#accessors)*
        }

        #server
        #credentials
    };
    let body = with_imports(body);
    quote! {
        //! The clients, asynchronous and blocking, and the settings that are particular to this API.
        #body
    }
}

fn info(emission: &Emission<'_>) -> TokenStream {
    let agent = format!("{}/{}", emission.package.name(), emission.package.version());
    let base_url = Server::default_of(&emission.api.servers).unwrap_or_default();
    let schemes = emission.api.schemes.iter().map(|scheme| {
        let name = scheme.name.as_str();
        let kind = match &scheme.kind {
            SchemeKind::Bearer | SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect(_) => quote!(Bearer),
            SchemeKind::Basic => quote!(Basic),
            SchemeKind::ApiKey(location, key) => {
                let key = key.as_str();
                let location = match location {
                    KeyLocation::Header => quote!(Header),
                    KeyLocation::Query => quote!(Query),
                    KeyLocation::Cookie => quote!(Cookie),
                };
                quote!(ApiKey { location: KeyLocation::#location, name: #key })
            }
        };
        quote!(Scheme { name: #name, kind: SchemeKind::#kind })
    });
    quote! {
        ApiInfo {
            user_agent: #agent,
            base_url: #base_url,
            schemes: &[#(#schemes),*],
        }
    }
}

/// Returns a method of the builder for each scheme. The only scheme of its kind has a plain name;
/// otherwise each name includes that of the scheme.
fn credentials(emission: &Emission<'_>) -> Vec<TokenStream> {
    let schemes = &emission.api.schemes;
    let is_token =
        |kind: &SchemeKind| matches!(kind, SchemeKind::Bearer | SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect(_));
    schemes
        .iter()
        .zip(&emission.names.security().credentials)
        .map(|(scheme, method)| {
            let name = scheme.name.as_str();
            let shown = line(name);
            let words = |what: &str| {
                let docs = Docs { description: scheme.docs.description.clone(), ..Docs::default() };
                doc_lines(&format!("Sets {what} of the scheme `{shown}`.\n\n{}", markdown(&docs, "It is sent with every operation that requires it.")))
            };
            match &scheme.kind {
                kind if is_token(kind) => {
                    let docs = words("the access token");
                    quote! {
                        #docs
                        pub fn #method(self, token: impl Into<Secret>) -> Self {
                            self.credential(#name, Credential::Token(token.into()))
                        }
                    }
                }
                SchemeKind::Basic => {
                    let docs = words("the user name and the password");
                    quote! {
                        #docs
                        pub fn #method(self, username: impl Into<String>, password: impl Into<Secret>) -> Self {
                            self.credential(#name, Credential::Basic { username: username.into(), password: password.into() })
                        }
                    }
                }
                _ => {
                    let docs = words("the key");
                    quote! {
                        #docs
                        pub fn #method(self, key: impl Into<Secret>) -> Self {
                            self.credential(#name, Credential::Key(key.into()))
                        }
                    }
                }
            }
        })
        .collect()
}
