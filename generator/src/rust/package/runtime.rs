//! The client's hand-written half: real source files, copied into the crate as they are.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::rust::text::HEADER;
use crate::rust::text::emission::Emission;

/// When a file of the runtime is part of a crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Need {
    Always,
    /// The documents have decimals.
    Decimal,
    /// The documents have dates, times or durations.
    DateTime,
    /// An operation's response can be read as a stream.
    Stream,
    /// A response can be read as events or values.
    Items,
    /// A response can be read as events.
    Events,
    /// A response can be read as values.
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
        &[$(($name, Need::$need, include_str!(concat!("../../../runtime/runtime/", $name, ".rs")))),*]
    };
}

/// Every file of the runtime but its root: its module, when it is needed, its text.
const SOURCES: &[(&str, Need, &str)] = sources! {
    Always "client/async_client"
    Always "client/base_url"
    Always "client/blocking"
    Always "client/browser_url"
    Always "client/builder"
    Always "client/call"
    Always "client/config"
    Always "client/connection"
    Always "client/server"
    Always "codec/decode_error"
    Always "codec/json_path"
    Always "codec/listed"
    Always "codec/media_type"
    Always "codec/object"
    Always "codec/percent"
    Always "codec/record"
    Always "codec/redact"
    Always "codec/tree"
    Always "codec/union"
    Always "engine/collect"
    Always "engine/http_date"
    Always "engine/machine"
    Always "engine/retry"
    Always "engine/trace"
    Always "error/call_error"
    Always "error/failure"
    Always "error/mistake"
    Always "error/transport_error"
    OAuth2 "oauth2/authorization"
    OAuth2 "oauth2/callback"
    OAuth2 "oauth2/client_credentials"
    OAuth2 "oauth2/endpoint"
    OAuth2 "oauth2/file_store"
    OAuth2 "oauth2/flight"
    OAuth2 "oauth2/renewal"
    OAuth2 "oauth2/scope"
    OAuth2 "oauth2/session"
    OAuth2 "oauth2/token_error"
    OAuth2 "oauth2/token_request"
    OAuth2 "oauth2/token_store"
    OAuth2 "oauth2/token_transport"
    OAuth2 "oauth2/tokens"
    Always "request/credential"
    Always "request/draft"
    Always "request/form"
    Always "request/list"
    Always "request/multipart"
    Always "request/operation"
    Always "request/payload"
    Always "request/structured"
    Always "response/error_body"
    Always "response/header"
    Always "response/location"
    Always "response/raw"
    Always "response/typed"
    Stream "stream/blocking_byte_stream"
    Stream "stream/byte_stream"
    Events "stream/event"
    Items "stream/item_stream"
    Values "stream/json_values"
    Stream "stream/stream_call"
    Always "transport/asynchronous"
    Always "transport/body"
    Always "transport/outgoing"
    Always "transport/reqwest_transport"
    Always "transport/upload"
    Always "transport/ureq_transport"
    Always "value/argument"
    Base64 "value/base64"
    DateTime "value/date_time"
    Decimal "value/decimal"
    Integer "value/integer"
    Always "value/secret"
    Uuid "value/uuid"
};

/// The runtime's own manifest: the emitted one takes its dependencies and features from it.
pub(crate) const MANIFEST: &str = include_str!("../../../../tests/runtime/Cargo.toml");

fn needed(emission: &Emission<'_>) -> impl Iterator<Item = &'static (&'static str, Need, &'static str)> {
    let needs = &emission.facts.needs;
    let oauth2 = emission.plan.flows.any();
    let streams = emission.plan.streams;
    SOURCES.iter().filter(move |(_, need, _)| match need {
        Need::Always => true,
        Need::Decimal => needs.decimal,
        Need::DateTime => needs.date_time,
        Need::Stream => streams.any,
        Need::Items => streams.events || streams.values,
        Need::Events => streams.events,
        Need::Values => streams.values,
        Need::Base64 => needs.base64,
        Need::Integer => needs.integer,
        Need::Uuid => needs.uuid,
        Need::OAuth2 => oauth2,
    })
}

/// The folders of the runtime that the crate has, each with its modules.
fn folders(emission: &Emission<'_>) -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut folders: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (folder, module) in needed(emission).filter_map(|(name, ..)| name.split_once('/')) {
        folders.entry(folder).or_default().push(module);
    }
    folders
}

/// The file `runtime/mod.rs`.
pub(crate) fn module(emission: &Emission<'_>) -> TokenStream {
    let modules = folders(emission).into_keys().map(|name| format_ident!("{name}"));
    // Some files ask for the feature that the crate then does not have.
    let features = (!emission.plan.flows.any()).then(|| quote!(#![allow(unexpected_cfgs)]));
    quote! {
        //! The engine of this client: what every operation shares.

        // Not every API uses every part, and without a client nothing is sent.
        #![allow(dead_code, unused_imports, unreachable_pub)]
        #features

        #(pub(crate) mod #modules;)*
    }
}

/// The copied files, and the roots of their folders.
pub(crate) fn files(emission: &Emission<'_>) -> Vec<(String, String)> {
    let copied =
        needed(emission).map(|(name, _, text)| (format!("src/runtime/{name}.rs"), format!("{HEADER}\n{text}")));
    let roots = folders(emission).into_iter().map(|(folder, modules)| {
        let modules: String = modules.into_iter().map(|module| format!("pub(crate) mod {module};\n")).collect();
        (format!("src/runtime/{folder}/mod.rs"), format!("{HEADER}\n{modules}"))
    });
    copied.chain(roots).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_runtime_is_listed() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/runtime/runtime");
        let names = |folder: &str| -> Vec<String> {
            let entries = std::fs::read_dir(folder).unwrap();
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
        };
        let folders = names(root).into_iter().filter(|name| !name.ends_with(".rs"));
        let files = folders.flat_map(|folder| {
            let files = names(&format!("{root}/{folder}")).into_iter();
            files.map(move |file| format!("{folder}/{}", file.trim_end_matches(".rs")))
        });
        let mut found: Vec<String> = files.filter(|file| !file.ends_with("/mod")).collect();
        found.sort();
        let listed: Vec<_> = SOURCES.iter().map(|(name, ..)| (*name).to_owned()).collect();
        assert_eq!(listed, found);
    }
}
