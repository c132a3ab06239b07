//! The crate's root.

use proc_macro2::TokenStream;
use quote::quote;

use super::oauth2 as oauth;
use super::server;
use super::stream;
use crate::rust::operation::{body, success};
use crate::rust::text::emission::Emission;

/// Returns the file `lib.rs`.
pub(crate) fn emit(emission: &Emission<'_>) -> TokenStream {
    let decimal = emission.facts.needs.decimal.then(|| {
        quote! {
            #[doc(no_inline)]
            pub use rust_decimal::Decimal;
        }
    });
    let part = emission.facts.needs.part.then(|| {
        quote!(
            pub use crate::runtime::request::part::Part;
        )
    });
    let upload = emission.facts.needs.upload.then(|| {
        quote!(
            pub use crate::runtime::transport::upload::Upload;
        )
    });
    let date_time = emission.facts.needs.date_time.then(|| {
        let time = emission.facts.needs.time.then(|| {
            quote!(
                pub use crate::runtime::value::time::Time;
            )
        });
        let duration = emission.facts.needs.duration.then(|| {
            quote!(
                pub use crate::runtime::value::duration::Duration;
            )
        });
        quote!(
            pub use crate::runtime::value::date_time::{Date, DateTime, InvalidDateTime};
            #duration
            #time
        )
    });
    let base64 = emission.facts.needs.base64.then(|| {
        quote!(
            pub use crate::runtime::value::base64::{Base64, InvalidBase64};
        )
    });
    let uuid = emission.facts.needs.uuid.then(|| {
        quote!(
            pub use crate::runtime::value::uuid::{InvalidUuid, Uuid};
        )
    });
    let (stream, blocking) = (stream::module(emission.plan.streams), stream::blocking(emission.plan.streams));
    let body = body::is_needed(emission.plan).then(|| {
        quote!(
            pub mod body;
        )
    });
    let server = server::is_needed(emission).then(|| {
        quote!(
            pub mod server;
        )
    });
    let success = success::is_needed(emission.plan).then(|| {
        quote!(
            pub mod success;
        )
    });
    let oauth = oauth::modules(emission);
    // The README is the documentation only if all its examples compile, that is, if the features
    // they need are on.
    let with = if emission.plan.flows.any() {
        quote!(all(feature = "async", feature = "oauth2"))
    } else {
        quote!(feature = "async")
    };
    let doc = format!(
        " The client of `{}`. Its README, with examples, is shown here when all features are on.",
        emission.package.name()
    );
    // Deprecation is a message to callers; the crate itself has to name deprecated items.
    let deprecated = emission.facts.has_deprecated().then(|| quote!(#![allow(deprecated)]));
    // Names have the letters of the document, in its own language.
    let foreign = (!emission.has_ascii_names())
        .then(|| quote!(#![allow(confusable_idents, mixed_script_confusables, uncommon_codepoints)]));
    let limit = emission.facts.recursion_limit().map(|limit| {
        let limit = limit.to_string();
        quote!(#![recursion_limit = #limit])
    });
    quote! {
        #![cfg_attr(#with, doc = include_str!("../README.md"))]
        #![cfg_attr(not(#with), doc = #doc)]
        #![forbid(unsafe_code)]
        #![deny(missing_docs)]
        #deprecated
        #foreign
        #limit

        #body
        mod client;
        pub mod error;
        pub mod model;
        pub mod operation;
        #oauth
        mod runtime;
        #server
        #success

        #[doc(no_inline)]
        pub use bytes::Bytes;
        #[doc(no_inline)]
        pub use http::{HeaderMap, StatusCode};
        #[doc(no_inline)]
        pub use serde_json::Value;
        #decimal
        #date_time
        #base64
        #uuid

        #[cfg(feature = "async")]
        pub use crate::runtime::client::async_client::Client;
        pub use crate::runtime::codec::decode_error::DecodeError;
        pub use crate::runtime::client::browser_url::BrowserUrl;
        pub use crate::runtime::client::builder::ClientBuilder;
        pub use crate::runtime::client::call::{Call, WithResponse};
        pub use crate::runtime::client::connection::Connection;
        pub use crate::runtime::error::call_error::{CallError, Error};
        pub use crate::runtime::error::failure::ErrorKind;
        pub use crate::runtime::response::error_body::ErrorBody;
        pub use crate::runtime::response::location::Location;
        pub use crate::runtime::error::build_error::BuildError;
        pub use crate::runtime::error::request_error::RequestError;
        #part
        pub use crate::runtime::response::operation::Operation;
        pub use crate::runtime::response::typed::Response;
        pub use crate::runtime::value::secret::Secret;
        #upload

        pub mod transport {
            //! The interface between the client and the network. Tests replace it, and middleware wraps it.
            pub use crate::runtime::transport::body::{Body, StreamedResponse};
            #[cfg(feature = "async")]
            pub use crate::runtime::transport::asynchronous::{BoxFuture, Chunks, Transport};
            pub use crate::runtime::error::transport_error::TransportError;
        }

        #stream

        #[cfg(feature = "blocking")]
        pub mod blocking {
            //! The blocking client.
            pub use crate::runtime::client::blocking::Client;
            pub use crate::runtime::transport::blocking::Transport;
            #blocking
        }
    }
}
