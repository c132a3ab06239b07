//! The module `server`: the API's servers, each with its variables.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Server, Variable};
use crate::rust::names::{Name, ServerNames};
use crate::rust::text::docs::{doc_lines, line, sentence};
use crate::rust::text::emission::Emission;
use crate::rust::text::file::File;
use crate::rust::text::imports::with_imports_of;

/// Whether there is something to choose: several servers, or one that is relative or has variables.
pub(crate) fn is_needed(emission: &Emission<'_>) -> bool {
    let servers = &emission.api.servers;
    servers.len() > 1 || servers.iter().any(|server| server.is_relative() || !server.variables.is_empty())
}

/// Returns the file `server.rs`, if it is needed.
pub(crate) fn emit<'a>(emission: &'a Emission<'a>) -> Option<File<'a>> {
    is_needed(emission).then(|| File::new("src/server.rs", || module(emission)))
}

fn module(emission: &Emission<'_>) -> TokenStream {
    let named = || emission.api.servers.iter().zip(emission.names.servers());
    let constructors = named().map(|(server, names)| constructor(server, names));
    let types =
        named().filter(|(server, _)| !server.variables.is_empty()).map(|(server, names)| variables(server, names));
    let body = quote! {
        /// A server of the API, for [`ClientBuilder::server`](crate::ClientBuilder::server).
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Server {
            url: Result<String, &'static str>,
        }

        impl Server {
            #(#constructors)*

            pub(crate) fn into_url(self) -> Result<String, &'static str> {
                self.url
            }
        }

        #(#types)*
    };
    let body = with_imports_of(body, &["behind", "fill"]);
    quote! {
        //! The servers that the API's description lists.
        #body
    }
}

/// Returns how an example sets the base URL, if the documents have no usable one.
pub(crate) fn example(emission: &Emission<'_>) -> String {
    let servers = &emission.api.servers;
    if Server::default_of(servers).is_some_and(|url| Server::is_safe(&url)) {
        return String::new();
    }
    let is_plain = |server: &&Server| server.is_relative() && server.variables.is_empty();
    let path = servers.iter().find(is_plain).map(|server| server.url.trim_end_matches('/')).unwrap_or_default();
    let plain = path.chars().all(|character| character.is_ascii_alphanumeric() || "/-._~".contains(character));
    format!(".base_url(\"https://api.example.com{}\")", if plain { path } else { "" })
}

/// Returns the builder's method that sets a server.
pub(crate) fn builder(emission: &Emission<'_>) -> Option<TokenStream> {
    is_needed(emission).then(|| {
        quote! {
            impl<C> crate::ClientBuilder<C> {
                /// Sets the server for all calls to one that the API's description lists.
                /// [`base_url`](Self::base_url) sets any other server.
                pub fn server(self, server: impl Into<crate::server::Server>) -> Self {
                    self.location(server.into().into_url())
                }
            }
        }
    })
}

fn constructor(server: &Server, names: &ServerNames) -> TokenStream {
    let (method, ident, url) = (&names.method, &names.ident, server.url.trim_end_matches('/'));
    let words = server.description.as_deref().map(sentence).unwrap_or_default();
    let mut doc = format!("`{}`: {words}", line(&server.url).replace('`', "'")).trim_end_matches([':', ' ']).to_owned();
    if server.is_relative() {
        doc.push_str("\n\nThe URL is relative to an `origin`, such as `https://example.com`.");
    }
    let docs = doc_lines(&doc);
    let origin = server.is_relative().then(|| quote!(origin: &str));
    if server.variables.is_empty() {
        let plain = quote!(Ok(#url.to_owned()));
        let url = if server.is_relative() { quote!(behind(origin, #plain)) } else { plain };
        return quote! {
            #docs
            #[must_use]
            pub fn #method(#origin) -> Self {
                Self { url: #url }
            }
        };
    }
    let set = names.variables.iter().zip(&server.variables).map(|(names, variable)| {
        let (field, default) = (&names.method, &variable.default);
        quote!(#field: #default.to_owned())
    });
    let own_origin = origin.as_ref().map(|_| quote!(origin: origin.to_owned(),));
    quote! {
        #docs
        pub fn #method(#origin) -> #ident {
            #ident { #own_origin #(#set),* }
        }
    }
}

/// Declares the type of a server with variables.
fn variables(server: &Server, names: &ServerNames) -> TokenStream {
    let (ident, url) = (&names.ident, server.url.trim_end_matches('/'));
    let fields: Vec<&Name> = names.variables.iter().map(|names| &names.method).collect();
    let keys = server.variables.iter().map(|variable| variable.name.as_str());
    let (own_origin, filled) = (server.is_relative(), quote!(fill(#url, &[#((#keys, server.#fields.as_str())),*])));
    let filled = if own_origin { quote!(behind(&server.origin, #filled)) } else { filled };
    let own_origin = own_origin.then(|| quote!(origin: String,));
    let named = || names.variables.iter().zip(&server.variables);
    let setters = named().map(|(names, variable)| {
        let (method, of) = (&names.method, &names.ident);
        let words = variable.description.as_deref().map(sentence).unwrap_or_default();
        let doc = format!(
            "Sets `{}`. The default is `{}`.\n\n{words}",
            line(variable.name.as_str()).replace('`', "'"),
            line(&variable.default).replace('`', "'")
        );
        let docs = doc_lines(doc.trim_end());
        let (of, value) = if variable.values.is_empty() {
            (quote!(impl Into<String>), quote!(#method.into()))
        } else {
            (quote!(#of), quote!(#method.as_str().to_owned()))
        };
        quote! {
            #docs
            pub fn #method(mut self, #method: #of) -> Self {
                self.#method = #value;
                self
            }
        }
    });
    let values = named().filter(|(_, variable)| !variable.values.is_empty());
    let values = values.map(|(names, variable)| value_type(variable, &names.ident, &names.values));
    let doc = format!(" The server `{}`, whose variables can be set.", line(&server.url).replace('`', "'"));
    quote! {
        #[doc = #doc]
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[must_use]
        pub struct #ident {
            #own_origin
            #(#fields: String),*
        }

        impl #ident {
            #(#setters)*
        }

        impl From<#ident> for Server {
            fn from(server: #ident) -> Self {
                Self { url: #filled }
            }
        }

        #(#values)*
    }
}

/// Declares the values of a variable.
fn value_type(variable: &Variable, ident: &Name, variants: &[Name]) -> TokenStream {
    let doc = format!(" The values of `{}`.", line(variable.name.as_str()).replace('`', "'"));
    let declared = variants.iter().zip(&variable.values).map(|(variant, value)| {
        let doc = format!(" `{}`", line(value).replace('`', "'"));
        quote!(#[doc = #doc] #variant)
    });
    let values = &variable.values;
    quote! {
        #[doc = #doc]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum #ident {
            #(#declared),*
        }

        impl #ident {
            /// Returns the value as the URL contains it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    #(Self::#variants => #values,)*
                }
            }
        }
    }
}
