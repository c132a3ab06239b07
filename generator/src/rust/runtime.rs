//! The client's hand-written half: real source files, copied into the crate as they are.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Emission;
use super::print::HEADER;
use crate::api::{Api, EnumValue, Media, MediaKind, Number, Shape, Text};

/// When a file of the runtime is part of a crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    Always,
    /// The documents have decimals.
    Decimal,
    /// The documents have dates, times or durations.
    DateTime,
    /// An operation's answer can be read as a stream.
    Stream,
    /// An answer can be read as events or values.
    Items,
    /// An answer can be read as events.
    Events,
    /// An answer can be read as values.
    Values,
    /// The documents have octets as base64.
    Base64,
    /// The documents have whole numbers.
    Integer,
    /// The documents have UUIDs.
    Uuid,
    /// The documents declare an OAuth 2 flow that the crate supports.
    OAuth2,
}

macro_rules! sources {
    ($($need:ident $name:literal)*) => {
        &[$(($name, Need::$need, include_str!(concat!("../../runtime/src/", $name, ".rs")))),*]
    };
}

/// Every file of the runtime but its root: its module, when it is needed, its text.
const SOURCES: &[(&str, Need, &str)] = sources! {
    Always "answer"
    Always "argument"
    OAuth2 "authorization"
    Base64 "base64"
    Always "base_url"
    Always "blocking"
    Stream "blocking_byte_stream"
    Always "body"
    Always "browser_url"
    Always "builder"
    Stream "byte_stream"
    Always "call"
    OAuth2 "callback"
    Always "client"
    OAuth2 "client_credentials"
    Always "collect"
    Always "config"
    Always "connection"
    Always "credential"
    DateTime "date_time"
    Decimal "decimal"
    Always "decode_error"
    OAuth2 "endpoint"
    Always "engine"
    Always "error"
    Always "error_body"
    Events "event"
    Always "failure"
    OAuth2 "file_store"
    OAuth2 "flight"
    Always "form"
    Always "header"
    Always "http_date"
    Integer "integer"
    Items "item_stream"
    Always "json_path"
    Values "json_values"
    Always "listed"
    Always "location"
    Always "media_type"
    Always "mistake"
    Always "multipart"
    Always "object"
    Always "operation"
    Always "outgoing"
    Always "payload"
    Always "percent"
    Always "record"
    Always "redact"
    OAuth2 "renewal"
    Always "request"
    Always "reqwest_transport"
    Always "response"
    Always "retry"
    OAuth2 "scope"
    Always "secret"
    Always "server"
    OAuth2 "session"
    Stream "stream_call"
    Always "structured"
    Always "style"
    OAuth2 "token_error"
    OAuth2 "token_request"
    OAuth2 "token_store"
    OAuth2 "token_transport"
    OAuth2 "tokens"
    Always "trace"
    Always "transport"
    Always "transport_error"
    Always "tree"
    Always "union"
    Always "upload"
    Always "ureq_transport"
    Uuid "uuid"
};

/// The runtime's own manifest: the emitted one takes its dependencies and features from it.
pub(super) const MANIFEST: &str = include_str!("../../runtime/Cargo.toml");

/// Whether the crate needs exact decimals.
pub(super) fn needs_decimal(api: &Api) -> bool {
    api.schemas.iter().any(|schema| matches!(schema.shape, Shape::Number(Number::Decimal) | Shape::Text(Text::Decimal)))
}

/// Whether the crate's users name the type of files.
pub(super) fn needs_part(api: &Api) -> bool {
    api.schemas.iter().any(|schema| matches!(schema.shape, Shape::Text(Text::Binary)))
}

/// Whether the crate's users name the type of octets that are sent.
pub(super) fn needs_upload(api: &Api) -> bool {
    let is_octets = |media: &Media| {
        !matches!(media.kind, MediaKind::Json | MediaKind::Text)
            || media.name.contains('*')
            || super::stream::is_octets(api, media)
    };
    needs_part(api)
        || api
            .operations
            .iter()
            .filter_map(|operation| operation.body.as_ref())
            .any(|body| body.content.iter().any(is_octets))
}

/// Whether the crate needs dates.
pub(super) fn needs_date_time(api: &Api) -> bool {
    const DATES: [Text; 4] = [Text::Date, Text::DateTime, Text::Time, Text::Duration];
    DATES.into_iter().any(|text| has_text(api, text))
}

/// Whether any schema is a text of this kind.
pub(super) fn has_text(api: &Api, text: Text) -> bool {
    api.schemas.iter().any(|schema| schema.shape == Shape::Text(text))
}

fn needs_integer(api: &Api) -> bool {
    let is_integer = |value: &EnumValue| matches!(value, EnumValue::Integer(_));
    api.schemas.iter().any(|schema| match &schema.shape {
        Shape::Integer(_) => true,
        Shape::Enumeration(list) => list.values.iter().all(is_integer),
        _ => false,
    })
}

fn needed(emission: &Emission<'_>) -> impl Iterator<Item = &'static (&'static str, Need, &'static str)> {
    let decimal = needs_decimal(emission.api);
    let date_time = needs_date_time(emission.api);
    let base64 = has_text(emission.api, Text::Byte);
    let integer = needs_integer(emission.api);
    let uuid = has_text(emission.api, Text::Uuid);
    let oauth2 = super::oauth::is_needed(emission.api);
    let streams = super::stream::needs(emission.api);
    SOURCES.iter().filter(move |(_, need, _)| match need {
        Need::Always => true,
        Need::Decimal => decimal,
        Need::DateTime => date_time,
        Need::Stream => streams.any,
        Need::Items => streams.events || streams.values,
        Need::Events => streams.events,
        Need::Values => streams.values,
        Need::Base64 => base64,
        Need::Integer => integer,
        Need::Uuid => uuid,
        Need::OAuth2 => oauth2,
    })
}

/// The file `runtime/mod.rs`.
pub(super) fn module(emission: &Emission<'_>) -> TokenStream {
    let modules = needed(emission).map(|(name, ..)| format_ident!("{name}"));
    // Some files ask for the feature that the crate then does not have.
    let features = (!super::oauth::is_needed(emission.api)).then(|| quote!(#![allow(unexpected_cfgs)]));
    quote! {
        //! The engine of this client: what every operation shares.

        // Not every API uses every part, and without a client nothing is sent.
        #![allow(dead_code, unused_imports, unreachable_pub)]
        #features

        #(pub(crate) mod #modules;)*
    }
}

/// The copied files.
pub(super) fn files(emission: &Emission<'_>) -> Vec<(String, String)> {
    needed(emission).map(|(name, _, text)| (format!("src/runtime/{name}.rs"), format!("{HEADER}\n{text}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_runtime_is_listed() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/runtime/src");
        let mut found: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter_map(|name| name.strip_suffix(".rs").map(str::to_owned))
            .filter(|name| name != "lib")
            .collect();
        found.sort();
        let listed: Vec<_> = SOURCES.iter().map(|(name, ..)| (*name).to_owned()).collect();
        assert_eq!(listed, found);
    }
}
