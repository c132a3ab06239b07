//! OAuth 2: emits the flows that the documents declare, and their scopes.

use proc_macro2::TokenStream;
use quote::quote;

use super::server;
use crate::api::{Flow, FlowKind};
use crate::rust::names::FlowNames;
use crate::rust::plan::{FlowPlan, Flows};
use crate::rust::text::docs::{doc_lines, line, sentence};
use crate::rust::text::emission::Emission;
use crate::rust::text::file::File;

/// Returns the declarations in the crate's root.
pub(crate) fn modules(emission: &Emission<'_>) -> TokenStream {
    if !emission.plan.flows.any() {
        return TokenStream::new();
    }
    let scope = (!emission.plan.flows.scopes.is_empty()).then(|| {
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

/// Returns the files `oauth2.rs` and `scope.rs`, if they are needed.
pub(crate) fn emit<'a>(emission: &'a Emission<'a>) -> Vec<File<'a>> {
    let mut files = Vec::new();
    if !emission.plan.flows.any() {
        return files;
    }
    files.push(File::new("src/oauth2.rs", || module(emission)));
    if !emission.plan.flows.scopes.is_empty() {
        files.push(File::new("src/scope.rs", || constants(emission)));
    }
    files
}

/// Returns an example that creates a client with a session, as an asynchronous function.
pub(crate) fn example(emission: &Emission<'_>) -> String {
    let library = emission.package.library();
    let names = emission.names.security();
    let scope = names.scopes.first();
    let with_scope = scope.map_or_else(String::new, |name| format!("\n        .scopes([scope::{name}])"));
    let imported = if scope.is_some() { format!("use {library}::scope;\n") } else { String::new() };
    let error = "Result<Client, Box<dyn std::error::Error>>";
    let base_url = server::example(emission);
    if let Some(FlowNames { new, .. }) = names.authorization_code.first() {
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
    let new = names.client_credentials.first().map_or("new", |names| names.new.as_str());
    format!(
        "use {library}::Client;\nuse {library}::oauth2::{{ClientCredentials, MemoryStore}};\n{imported}\n\
         async fn client() -> {error} {{\n    \
         let credentials = ClientCredentials::{new}(\"client-id\", \"client-secret\"){with_scope};\n    \
         let session = credentials.session(MemoryStore::new())?;\n    \
         Ok(Client::builder().oauth2(session){base_url}.build()?)\n}}\n"
    )
}

fn module(emission: &Emission<'_>) -> TokenStream {
    let flows = &emission.plan.flows;
    let intro = "OAuth 2: how a program obtains access tokens, keeps them and renews them.\n\n\
                 A flow creates a [`Session`], which keeps its tokens in a [`TokenStore`]. A client with a session sends the access \
                 token with every operation that requires it. The session renews the token shortly before it expires, and once when \
                 the server rejects it; concurrent calls share one renewal.\n\n\
                 The endpoints are those in the API's description, whatever the base URL of the client. For another server, set \
                 both.";
    let unsupported = unsupported(flows);
    let intro = format!("{intro}{unsupported}");
    let intro = intro.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    let code = format!("\n```rust,no_run\n{}```\n", example(emission));
    let authorization = (!flows.authorization_code.is_empty()).then(|| {
        let methods = authorization_methods(emission);
        quote! {
            impl Authorization { #methods }
        }
    });
    let credentials = (!flows.client_credentials.is_empty()).then(|| {
        let methods = client_credentials_methods(emission);
        quote! {
            impl ClientCredentials { #methods }
        }
    });
    let statics = statics(emission);
    let authorization_types = authorization.is_some().then(|| {
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
        #(#statics)*
    }
}

fn authorization_methods(emission: &Emission<'_>) -> TokenStream {
    let methods = authorization_code(emission).map(|(flow, FlowNames { constant, new, public })| {
        let scheme = line(flow.scheme);
        let docs = doc_lines(&format!(
            "Creates the flow of the scheme `{scheme}` for a client that can keep a secret.\n\n{}",
            endpoints(flow.flow)
        ));
        let public_docs = doc_lines(&format!(
            "Creates the flow of the scheme `{scheme}` for a client that cannot keep a secret, such as a program on the user's own machine.\n\n{}",
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

fn client_credentials_methods(emission: &Emission<'_>) -> TokenStream {
    let methods = client_credentials(emission).map(|(flow, FlowNames { constant, new, .. })| {
        let docs =
            doc_lines(&format!("Creates the flow of the scheme `{}`.\n\n{}", line(flow.scheme), endpoints(flow.flow)));
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
            "The authorization endpoint is {} and the token endpoint {}, unless other URLs are set.",
            shown(&flow.authorization_url),
            shown(&flow.token_url)
        ),
        _ => format!("The token endpoint is {}, unless another URL is set.", shown(&flow.token_url)),
    }
}

fn statics(emission: &Emission<'_>) -> Vec<TokenStream> {
    let agent = format!("{}/{}", emission.package.name(), emission.package.version());
    let text = |url: &Option<String>| url.clone().unwrap_or_default();
    authorization_code(emission)
        .chain(client_credentials(emission))
        .map(|(flow, FlowNames { constant, .. })| {
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

/// Returns the flows in which a user grants access.
fn authorization_code<'a>(emission: &Emission<'a>) -> impl Iterator<Item = (&'a FlowPlan<'a>, &'a FlowNames)> {
    emission.plan.flows.authorization_code.iter().zip(&emission.names.security().authorization_code)
}

/// Returns the flows in which a program obtains tokens for itself.
fn client_credentials<'a>(emission: &Emission<'a>) -> impl Iterator<Item = (&'a FlowPlan<'a>, &'a FlowNames)> {
    emission.plan.flows.client_credentials.iter().zip(&emission.names.security().client_credentials)
}

/// Returns the file `scope.rs`: each scope of a supported flow, without repetitions.
fn constants(emission: &Emission<'_>) -> TokenStream {
    let constants = emission.plan.flows.scopes.iter().zip(&emission.names.security().scopes).map(|(scope, ident)| {
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
        //! The scopes that the API's description declares. Each stands for something that an access token can allow.

        use crate::runtime::oauth2::scope::Scope;

        #(#constants)*
    }
}

/// Returns the paragraph about flows that a document declares but the crate does not support.
fn unsupported(flows: &Flows<'_>) -> &'static str {
    match (flows.implicit, flows.password) {
        (false, false) => "",
        (true, false) => {
            "\n\nThe API's description also declares the implicit flow, which is not supported: RFC 9700 advises against it."
        }
        (false, true) => {
            "\n\nThe API's description also declares the password flow, which is not supported: RFC 9700 advises against it."
        }
        (true, true) => {
            "\n\nThe API's description also declares the implicit and the password flow, which are not supported: RFC 9700 advises against both."
        }
    }
}
