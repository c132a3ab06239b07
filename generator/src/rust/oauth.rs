//! OAuth 2: the flows that the documents declare, and the scopes of each, as Rust.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::docs::{doc_lines, line, sentence};
use super::file::File;
use super::names::{flow_words, scope_constants};
use super::{Emission, server};
use crate::api::{Api, Flow, FlowKind, SchemeKind, Scope};

/// A flow, and the scheme that declares it.
#[derive(Clone, Copy)]
struct Declared<'a> {
    scheme: &'a str,
    flow: &'a Flow,
}

/// Whether the documents declare a flow that the crate supports.
pub(super) fn is_needed(api: &Api) -> bool {
    flows(api).any(|declared| is_supported(declared.flow.kind))
}

/// Whether a user can grant access by the authorization code flow.
pub(super) fn has_authorization(api: &Api) -> bool {
    of_kind(api, FlowKind::AuthorizationCode).next().is_some()
}

/// The modules that the crate's root declares for it.
pub(super) fn modules(emission: &Emission<'_>) -> TokenStream {
    if !is_needed(emission.api) {
        return TokenStream::new();
    }
    let scope = (!scopes(emission.api).is_empty()).then(|| {
        quote! {
            #[cfg(feature = "oauth2")]
            pub mod scope;
        }
    });
    quote! {
        #[cfg(feature = "oauth2")]
        pub mod oauth2;
        #scope
    }
}

/// The files `oauth2.rs` and `scope.rs`, where they are needed.
pub(super) fn emit<'a>(emission: &'a Emission<'a>) -> Vec<File<'a>> {
    let mut files = Vec::new();
    if !is_needed(emission.api) {
        return files;
    }
    files.push(File::of("src/oauth2.rs", module(emission)));
    let scopes = scopes(emission.api);
    if !scopes.is_empty() {
        files.push(File::of("src/scope.rs", constants(&scopes)));
    }
    files
}

/// How a client gets a session, as Rust for an asynchronous function.
pub(super) fn example(emission: &Emission<'_>) -> String {
    let library = emission.package.library();
    let scopes = scopes(emission.api);
    let scope = scope_constants(scopes.iter().map(|scope| scope.name.as_str())).first().map(ToString::to_string);
    let with_scope = scope.as_ref().map_or_else(String::new, |name| format!("\n        .scopes([scope::{name}])"));
    let imported = if scope.is_some() { format!("use {library}::scope;\n") } else { String::new() };
    let error = "Result<Client, Box<dyn std::error::Error>>";
    let base_url = server::example(emission);
    if has_authorization(emission.api) {
        let new = constructors(emission.api, FlowKind::AuthorizationCode)
            .first()
            .map_or_else(String::new, |it| it.new.to_string());
        return format!(
            "use {library}::Client;\nuse {library}::oauth2::{{Authorization, FileStore}};\n{imported}\n\
             async fn client() -> {error} {{\n    \
             let authorization = Authorization::{new}(\"client-id\", \"client-secret\")\n        \
             .redirect_url(\"http://127.0.0.1:8090/callback\"){with_scope};\n    \
             let session = authorization.session(FileStore::new(\"tokens.json\"))?;\n    \
             if !session.is_authorized() {{\n        \
             let pending = authorization.begin()?;\n        \
             println!(\"Open {{}} and paste the URL that you come back to.\", pending.url().expose());\n        \
             let mut callback = String::new();\n        \
             std::io::stdin().read_line(&mut callback)?;\n        \
             session.sign_in(pending.finish(callback.trim())?).await?;\n    }}\n    \
             Ok(Client::builder().oauth2(session){base_url}.build()?)\n}}\n"
        );
    }
    let new = constructors(emission.api, FlowKind::ClientCredentials)
        .first()
        .map_or_else(String::new, |it| it.new.to_string());
    format!(
        "use {library}::Client;\nuse {library}::oauth2::{{ClientCredentials, MemoryStore}};\n{imported}\n\
         async fn client() -> {error} {{\n    \
         let credentials = ClientCredentials::{new}(\"client-id\", \"client-secret\"){with_scope};\n    \
         let session = credentials.session(MemoryStore::new())?;\n    \
         Ok(Client::builder().oauth2(session){base_url}.build()?)\n}}\n"
    )
}

fn module(emission: &Emission<'_>) -> TokenStream {
    let api = emission.api;
    let intro = "OAuth 2: how a program gets access tokens, and keeps them.\n\n\
                 A flow makes a [`Session`], which keeps its tokens in a [`TokenStore`]. A client with a session sends the access \
                 token with every operation that asks for it. The token is renewed shortly before it expires, and once when the \
                 server refuses it; however many calls need that at the same time, it is renewed once.\n\n\
                 The endpoints are those of the API's description, not derived from the base URL of the client: for another \
                 server, set both.";
    let unsupported = unsupported(api);
    let intro = format!("{intro}{unsupported}");
    let intro = intro.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    let code = format!("\n```rust,no_run\n{}```\n", example(emission));
    let authorization = has_authorization(api).then(|| {
        let methods = authorization(emission);
        quote! {
            impl Authorization { #methods }
        }
    });
    let credentials = of_kind(api, FlowKind::ClientCredentials).next().map(|_| {
        let methods = client_credentials(emission);
        quote! {
            impl ClientCredentials { #methods }
        }
    });
    let flows = statics(emission);
    let authorization_types = has_authorization(api).then(|| {
        quote! {
            pub use crate::runtime::oauth2::authorization::Authorization;
            pub use crate::runtime::oauth2::callback::{CallbackError, Denial, Pending};
            pub use crate::runtime::oauth2::grant::Grant;
        }
    });
    let credentials_type = credentials.is_some().then(|| {
        quote!(
            pub use crate::runtime::oauth2::client_credentials::ClientCredentials;
        )
    });
    quote! {
        #(#![doc = #intro])*
        #![cfg_attr(feature = "async", doc = #code)]

        use crate::runtime::oauth2::endpoint::FlowInfo;
        use crate::runtime::value::secret::Secret;

        #authorization_types
        #credentials_type
        pub use crate::runtime::error::endpoint_error::EndpointError;
        pub use crate::runtime::error::store_error::StoreError;
        pub use crate::runtime::error::token_error::TokenError;
        pub use crate::runtime::oauth2::file_store::FileStore;
        pub use crate::runtime::oauth2::scope::Scope;
        pub use crate::runtime::oauth2::session::Session;
        pub use crate::runtime::oauth2::token_store::{MemoryStore, TokenStore};
        pub use crate::runtime::oauth2::tokens::Tokens;

        #authorization
        #credentials
        #(#flows)*
    }
}

fn authorization(emission: &Emission<'_>) -> TokenStream {
    let methods = constructors(emission.api, FlowKind::AuthorizationCode).into_iter().map(|constructor| {
        let Constructor { flow, constant, new, public } = constructor;
        let scheme = line(flow.scheme);
        let docs = doc_lines(&format!(
            "The flow of the scheme `{scheme}`, for a client that can keep a secret.\n\n{}",
            endpoints(flow.flow)
        ));
        let public_docs = doc_lines(&format!(
            "The flow of the scheme `{scheme}`, for a client that cannot keep a secret, such as a program on the user's own machine.\n\n{}",
            endpoints(flow.flow)
        ));
        quote! {
            #docs
            pub fn #new(client_id: impl Into<String>, client_secret: impl Into<Secret>) -> Self {
                Self::of(&#constant, client_id.into(), Some(client_secret.into()))
            }

            #public_docs
            pub fn #public(client_id: impl Into<String>) -> Self {
                Self::of(&#constant, client_id.into(), None)
            }
        }
    });
    quote!(#(#methods)*)
}

fn client_credentials(emission: &Emission<'_>) -> TokenStream {
    let methods = constructors(emission.api, FlowKind::ClientCredentials).into_iter().map(|constructor| {
        let Constructor { flow, constant, new, .. } = constructor;
        let docs = doc_lines(&format!("The flow of the scheme `{}`.\n\n{}", line(flow.scheme), endpoints(flow.flow)));
        quote! {
            #docs
            pub fn #new(client_id: impl Into<String>, client_secret: impl Into<Secret>) -> Self {
                Self::of(&#constant, client_id.into(), client_secret.into())
            }
        }
    });
    quote!(#(#methods)*)
}

fn endpoints(flow: &Flow) -> String {
    let shown = |url: &Option<String>| url.as_deref().map_or_else(String::new, line);
    match flow.kind {
        FlowKind::AuthorizationCode => format!(
            "The user is sent to {}; the token endpoint is {}, unless other URLs are set.",
            shown(&flow.authorization_url),
            shown(&flow.token_url)
        ),
        _ => format!("The token endpoint is {}, unless another URL is set.", shown(&flow.token_url)),
    }
}

fn statics(emission: &Emission<'_>) -> Vec<TokenStream> {
    let agent = format!("{}/{}", emission.package.name, emission.package.version);
    let text = |url: &Option<String>| url.clone().unwrap_or_default();
    [FlowKind::AuthorizationCode, FlowKind::ClientCredentials]
        .into_iter()
        .flat_map(|kind| constructors(emission.api, kind))
        .map(|Constructor { flow, constant, .. }| {
            let scheme = flow.scheme;
            let [authorize, token, refresh] =
                [&flow.flow.authorization_url, &flow.flow.token_url, &flow.flow.refresh_url].map(text);
            quote! {
                static #constant: FlowInfo = FlowInfo {
                    scheme: #scheme,
                    user_agent: #agent,
                    authorize_url: #authorize,
                    token_url: #token,
                    refresh_url: #refresh,
                };
            }
        })
        .collect()
}

/// The constructors of a flow.
struct Constructor<'a> {
    flow: Declared<'a>,
    constant: Ident,
    new: Ident,
    public: Ident,
}

/// The constructors of each flow of that kind: of the only one `new` and `public`, of several each with its scheme's name.
fn constructors(api: &Api, kind: FlowKind) -> Vec<Constructor<'_>> {
    let flows: Vec<_> = of_kind(api, kind).collect();
    let stem = match kind {
        FlowKind::AuthorizationCode => "AUTHORIZATION",
        FlowKind::ClientCredentials | FlowKind::Implicit | FlowKind::Password => "CLIENT",
    };
    let only = flows.len() == 1;
    let words = flow_words(flows.iter().map(|flow| flow.scheme));
    flows
        .into_iter()
        .zip(words)
        .map(|(flow, word)| {
            if only {
                return Constructor {
                    flow,
                    constant: format_ident!("{stem}"),
                    new: format_ident!("new"),
                    public: format_ident!("public"),
                };
            }
            Constructor {
                flow,
                constant: format_ident!("{stem}_{}", word.to_string().to_uppercase()),
                new: format_ident!("for_{word}"),
                public: format_ident!("public_for_{word}"),
            }
        })
        .collect()
}

/// The file `scope.rs`: each scope that a supported flow declares, once.
fn constants(scopes: &[&Scope]) -> TokenStream {
    let constants =
        scopes.iter().zip(scope_constants(scopes.iter().map(|scope| scope.name.as_str()))).map(|(scope, ident)| {
            let name = scope.name.as_str();
            let shown = line(name).replace('`', "'");
            let docs = match sentence(&scope.description) {
                text if text.is_empty() => format!("The scope `{shown}`."),
                text => format!("{text}\n\nThe scope `{shown}`."),
            };
            let docs = doc_lines(&docs);
            quote! {
                #docs
                pub const #ident: Scope = Scope::new(#name);
            }
        });
    quote! {
        //! The scopes that the API's description names: what an access token can allow.

        use crate::runtime::oauth2::scope::Scope;

        #(#constants)*
    }
}

/// The scopes of the supported flows, each name once.
fn scopes(api: &Api) -> Vec<&Scope> {
    let mut scopes: Vec<&Scope> = Vec::new();
    for scope in
        flows(api).filter(|declared| is_supported(declared.flow.kind)).flat_map(|declared| &declared.flow.scopes)
    {
        if !scopes.iter().any(|known| known.name == scope.name) {
            scopes.push(scope);
        }
    }
    scopes
}

/// The note on flows that the documents declare and the crate does not support.
fn unsupported(api: &Api) -> &'static str {
    let declares = |kind| of_kind(api, kind).next().is_some();
    match (declares(FlowKind::Implicit), declares(FlowKind::Password)) {
        (false, false) => "",
        (true, false) => {
            "\n\nThe API's description has the implicit flow too: it is not supported, as RFC 9700 advises."
        }
        (false, true) => {
            "\n\nThe API's description has the password flow too: it is not supported, as RFC 9700 advises."
        }
        (true, true) => {
            "\n\nThe API's description has the implicit and the password flow too: they are not supported, as RFC 9700 advises."
        }
    }
}

fn of_kind(api: &Api, kind: FlowKind) -> impl Iterator<Item = Declared<'_>> {
    flows(api).filter(move |declared| declared.flow.kind == kind)
}

fn flows(api: &Api) -> impl Iterator<Item = Declared<'_>> {
    api.schemes.iter().flat_map(|scheme| {
        let flows = match &scheme.kind {
            SchemeKind::OAuth2(flows) => flows.as_slice(),
            SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::ApiKey(..) | SchemeKind::OpenIdConnect(_) => &[],
        };
        flows.iter().map(|flow| Declared { scheme: scheme.name.as_str(), flow })
    })
}

fn is_supported(kind: FlowKind) -> bool {
    matches!(kind, FlowKind::AuthorizationCode | FlowKind::ClientCredentials)
}
