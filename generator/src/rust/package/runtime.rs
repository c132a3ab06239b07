//! The runtime: hand-written source files that are copied into the crate unchanged.
//!
//! A crate has only the runtime files that it reaches. The roots are the paths
//! `crate::runtime::<folder>::<file>` in the emitted files, and the edges are such paths in the
//! runtime's own files. A line after `#[cfg(feature = "oauth2")]` counts only if the crate has that
//! feature.

use std::collections::{BTreeMap, BTreeSet};

use crate::rust::facts::Facts;
use crate::rust::text::HEADER;

/// A folder of the runtime.
struct Folder {
    name: &'static str,
    /// The text of its `mod.rs`.
    root: &'static str,
    /// Its other files: the name without `.rs`, and the text.
    files: &'static [(&'static str, &'static str)],
}

macro_rules! folders {
    ($($folder:literal: $($file:literal)*;)*) => {
        &[$(Folder {
            name: $folder,
            root: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/runtime/runtime/", $folder, "/mod.rs")),
            files: &[$((
                $file,
                include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/runtime/runtime/", $folder, "/", $file, ".rs")),
            )),*],
        }),*]
    };
}

/// Every file of the runtime except its root.
const FOLDERS: &[Folder] = folders! {
    "api":
        "api_info"
        "operation_info";
    "client":
        "async_client"
        "blocking"
        "browser_url"
        "builder"
        "call"
        "connection"
        "origin"
        "server";
    "codec":
        "decode_error"
        "json_path"
        "keys"
        "keys_with_rest"
        "listed"
        "media_type"
        "object"
        "percent"
        "redact"
        "required"
        "style"
        "tagged"
        "text"
        "tree";
    "credential":
        "attachments"
        "credentials"
        "token_source";
    "engine":
        "collect"
        "config"
        "http_date"
        "machine"
        "renewals"
        "retry"
        "trace";
    "error":
        "build_error"
        "call_error"
        "endpoint_error"
        "failure"
        "request_error"
        "store_error"
        "token_error"
        "transport_error";
    "oauth2":
        "authorization"
        "callback"
        "client_credentials"
        "endpoint"
        "file_store"
        "flight"
        "grant"
        "renewal"
        "scope"
        "session"
        "token_request"
        "token_store"
        "token_transport"
        "tokens";
    "parameter":
        "cookie_json"
        "cookie_value"
        "header_json"
        "header_list"
        "header_value"
        "json"
        "list"
        "path_json"
        "path_list"
        "path_matrix"
        "path_value"
        "query_each"
        "query_json"
        "query_list"
        "query_value"
        "value";
    "request":
        "base_url"
        "draft"
        "file_part"
        "form"
        "multipart"
        "part"
        "payload"
        "styled_part"
        "value_part";
    "response":
        "error_body"
        "header"
        "json_header"
        "list_header"
        "location"
        "loose_text"
        "offered"
        "operation"
        "raw"
        "typed"
        "typed_header";
    "stream":
        "blocking_byte_stream"
        "byte_stream"
        "event"
        "item_stream"
        "json_values"
        "stream_call";
    "transport":
        "asynchronous"
        "blocking"
        "body"
        "outgoing"
        "reqwest_transport"
        "upload"
        "ureq_transport";
    "union":
        "any_form"
        "any_list_form"
        "any_map_form"
        "attempt"
        "boolean_form"
        "candidates"
        "format_form"
        "integer_form"
        "list_form"
        "listed_form"
        "map_form"
        "map_rank"
        "number_form"
        "object_form"
        "tag"
        "text_form"
        "texts_form"
        "undecided"
        "union_form"
        "values";
    "value":
        "argument"
        "base64"
        "date_time"
        "decimal"
        "decimal_number"
        "decimal_text"
        "duration"
        "exact_decimal"
        "integer"
        "secret"
        "texts"
        "time"
        "uuid";
};

/// The runtime files of a crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Runtime {
    /// Their texts, by folder and name.
    files: BTreeMap<(&'static str, &'static str), &'static str>,
    /// Whether the crate has the feature `oauth2`.
    oauth2: bool,
}

impl Runtime {
    /// Returns the files that these emitted texts reach.
    pub(crate) fn reached<'t>(emitted: impl IntoIterator<Item = &'t str>, oauth2: bool) -> Self {
        Self::reached_in(FOLDERS, emitted, oauth2)
    }

    fn reached_in<'t>(folders: &[Folder], emitted: impl IntoIterator<Item = &'t str>, oauth2: bool) -> Self {
        let mut files = BTreeMap::new();
        let mut waiting: BTreeSet<(&str, &str)> =
            emitted.into_iter().flat_map(|text| named_files(text, oauth2)).collect();
        while let Some((folder, name)) = waiting.pop_first() {
            let Some(folder) = folders.iter().find(|known| known.name == folder) else { continue };
            let Some((name, text)) = folder.files.iter().find(|(known, _)| *known == name) else { continue };
            if files.insert((folder.name, *name), *text).is_none() {
                waiting.extend(named_files(text, oauth2).filter(|named| !files.contains_key(named)));
            }
        }
        Self { files, oauth2 }
    }

    /// Whether one of the files uses a package.
    pub(crate) fn uses(&self, package: &str) -> bool {
        let path = format!("{}::", package.replace('-', "_"));
        let begins = |before: &str| {
            !before.ends_with(|character: char| character.is_alphanumeric() || character == '_' || character == ':')
        };
        self.files.values().any(|text| text.match_indices(&path).any(|(at, _)| text.get(..at).is_some_and(begins)))
    }

    /// Returns the copies, and the files that declare them.
    pub(crate) fn emit(&self) -> Vec<(String, String)> {
        let mut emitted: Vec<_> = self
            .files
            .iter()
            .map(|((folder, name), text)| (format!("src/runtime/{folder}/{name}.rs"), format!("{HEADER}\n{text}")))
            .collect();
        let mut root = format!("{HEADER}\n{ROOT}\n");
        for folder in FOLDERS {
            let mut modules = String::new();
            for ((_, name), text) in self.files.iter().filter(|((of, _), _)| *of == folder.name) {
                // The text mentions a feature that the crate does not have.
                if !self.oauth2 && text.contains(OAUTH2) {
                    modules.push_str("#[allow(unexpected_cfgs)]\n");
                }
                modules.push_str(&format!("pub(crate) mod {name};\n"));
            }
            if !modules.is_empty() {
                let docs = folder.root.lines().next().unwrap_or_default();
                emitted.push((format!("src/runtime/{}/mod.rs", folder.name), format!("{HEADER}\n{docs}\n\n{modules}")));
                root.push_str(&format!("pub(crate) mod {};\n", folder.name));
            }
        }
        emitted.push(("src/runtime/mod.rs".to_owned(), root));
        emitted
    }
}

/// The start of the runtime's root.
const ROOT: &str = "//! The engine of this client, which all operations share.\n\n\
                    // Without a client nothing is sent.\n\
                    #![cfg_attr(not(any(feature = \"async\", feature = \"blocking\")), allow(dead_code))]\n";

/// The line that decides whether the next one counts.
const OAUTH2: &str = "#[cfg(feature = \"oauth2\")]";

/// Returns folder and name of the runtime files that a text names.
fn named_files(text: &str, oauth2: bool) -> impl Iterator<Item = (&str, &str)> {
    let lines = text.lines().zip(std::iter::once("").chain(text.lines()));
    let counted = lines.filter(move |(_, before)| oauth2 || before.trim() != OAUTH2).map(|(line, _)| line);
    // A document's words stand in comments. They may hold any text, and a path there reaches
    // nothing.
    let counted =
        counted.filter(|line| !["//", "#[doc", "#![doc"].iter().any(|mark| line.trim_start().starts_with(mark)));
    counted.flat_map(|line| line.split("crate::runtime::").skip(1)).filter_map(|path| {
        let is_end = |character: char| !character.is_ascii_alphanumeric() && character != '_';
        let (folder, rest) = path.split_once("::")?;
        Some((folder, rest.split(is_end).next()?))
    })
}

/// Returns the path to a file that the crate needs although no emitted file names it: it implements
/// arguments for decimals, whose type is from another crate.
pub(crate) fn implied(facts: &Facts) -> Option<&'static str> {
    facts.needs.decimal.then_some("crate::runtime::value::decimal::Decimal")
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
        let listed =
            FOLDERS.iter().flat_map(|folder| folder.files.iter().map(|(name, _)| format!("{}/{name}", folder.name)));
        assert_eq!(listed.collect::<Vec<_>>(), found);
    }

    #[test]
    fn only_what_is_reached_is_copied() {
        let folders = [
            Folder {
                name: "high",
                root: "",
                files: &[
                    (
                        "root",
                        "use crate::runtime::low::edge::{A, B};\n#[cfg(feature = \"oauth2\")]\nuse crate::runtime::low::token::T;\n",
                    ),
                    ("orphan", "use crate::runtime::low::lost::A;\n"),
                ],
            },
            Folder {
                name: "low",
                root: "",
                files: &[("edge", "use crate::runtime::high::root;"), ("lost", ""), ("token", "")],
            },
        ];
        let reached = |oauth2| {
            let emitted = "/// See crate::runtime::high::orphan::A.\npub use crate::runtime::high::root::Root;";
            let runtime = Runtime::reached_in(&folders, [emitted], oauth2);
            runtime.files.into_keys().collect::<Vec<_>>()
        };
        assert_eq!(reached(false), [("high", "root"), ("low", "edge")]);
        assert_eq!(reached(true), [("high", "root"), ("low", "edge"), ("low", "token")]);
    }

    #[test]
    fn every_file_can_be_reached_from_somewhere() {
        // Emitted files can only have paths that are in the emitters' own text.
        let mut emitters = Vec::new();
        let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src/rust"))];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if !path.ends_with("runtime.rs") {
                    emitters.push(std::fs::read_to_string(path).unwrap());
                }
            }
        }
        let runtime = Runtime::reached(emitters.iter().map(String::as_str), true);
        let all = FOLDERS.iter().flat_map(|folder| folder.files.iter().map(|(name, _)| (folder.name, *name)));
        let orphans: Vec<_> = all.filter(|file| !runtime.files.contains_key(file)).collect();
        assert!(orphans.is_empty(), "{orphans:?}");
    }

    #[test]
    fn packages_are_found_by_their_paths() {
        let runtime = Runtime::reached(["crate::runtime::client::builder"], false);
        assert!(runtime.uses("http") && runtime.uses("percent-encoding") && runtime.uses("serde_json"));
        assert!(!runtime.uses("oauth2") && !runtime.uses("jiff") && !runtime.uses("json"));
    }
}
