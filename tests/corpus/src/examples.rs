//! The examples of one document, and the program that sends them through the emitted types.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use openapi_crate::{Outcome, TypedExample};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The examples of one document.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Examples {
    /// The types, each once.
    pub(crate) types: Vec<String>,
    pub(crate) examples: Vec<Example>,
}

/// One example.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Example {
    /// The file that holds it.
    pub(crate) file: String,
    /// Its place in that file.
    pub(crate) pointer: String,
    /// The file that holds its schema.
    pub(crate) schema_file: String,
    /// The schema's place in that file.
    pub(crate) schema: String,
    /// Its type; `None` if no type reads it by itself.
    pub(crate) typ: Option<usize>,
    pub(crate) value: Value,
}

/// The file of the examples, read by the judge.
pub(crate) const EXAMPLES: &str = "examples.json";
/// The file of the values, read by the program.
pub(crate) const VALUES: &str = "values.txt";

impl Examples {
    pub(crate) fn of(outcome: &Outcome) -> Self {
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        let mut all = Self::default();
        for TypedExample { at, schema_at, typ, value } in &outcome.examples {
            let typ = typ.as_deref().map(|typ| {
                *numbers.entry(typ).or_insert_with(|| {
                    all.types.push(typ.to_owned());
                    all.types.len() - 1
                })
            });
            all.examples.push(Example {
                file: outcome.sources.name(at.source).to_owned(),
                pointer: at.pointer.to_string(),
                schema_file: outcome.sources.name(schema_at.source).to_owned(),
                schema: schema_at.pointer.to_string(),
                typ,
                value: value.clone(),
            });
        }
        all
    }

    /// Returns the examples that the program reads, in order.
    pub(crate) fn readable(&self) -> impl Iterator<Item = (&Example, usize)> {
        self.examples.iter().filter_map(|example| Some((example, example.typ?)))
    }

    /// Writes the program's package into `folder`. `name` is the emitted package, `reader` the
    /// folder of the code that all programs share.
    pub(crate) fn write(&self, folder: &Path, name: &str, reader: &Path) -> Result<(), String> {
        let say = |error: std::io::Error| format!("cannot write {}: {error}", folder.display());
        fs::create_dir_all(folder.join("src")).map_err(say)?;
        // Cargo compares modification times, so unchanged files are not written again.
        let write = |path: &str, text: &str| match fs::read(folder.join(path)) {
            Ok(found) if found == text.as_bytes() => Ok(()),
            _ => fs::write(folder.join(path), text).map_err(say),
        };
        write("Cargo.toml", &manifest(name, reader))?;
        write("src/main.rs", &self.program(name))?;
        write(EXAMPLES, &serde_json::to_string(self).map_err(|error| error.to_string())?)?;
        let mut values = String::new();
        for (example, typ) in self.readable() {
            let _ = writeln!(values, "{typ} {}", example.value);
        }
        write(VALUES, &values)
    }

    fn program(&self, name: &str) -> String {
        let library = name.replace('-', "_");
        let mut arms = String::new();
        for (number, typ) in self.types.iter().enumerate() {
            let _ = writeln!(arms, "        {number} => through::<{typ}>(json),");
        }
        format!(
            r#"//! Sends the examples of a document through the emitted types.

#![allow(deprecated, unused_imports)]

use std::collections::BTreeMap;

use openapi_crate_corpus_reader::{{Written, run, through}};
use {library}::*;

fn main() -> std::process::ExitCode {{
    run(read)
}}

fn read(typ: usize, json: &str) -> Written {{
    match typ {{
{arms}        _ => Err(format!("there is no type {{typ}} for {{json}}")),
    }}
}}
"#
        )
    }
}

/// Returns the name of the program's package.
pub(crate) fn program_name(name: &str) -> String {
    format!("read-{name}")
}

fn manifest(name: &str, reader: &Path) -> String {
    format!(
        r#"[package]
name = {:?}
version = "0.1.0"
edition = "2024"
publish = false

[dependencies]
{name} = {{ path = "../../crates/{name}" }}
openapi-crate-corpus-reader = {{ path = {:?} }}
"#,
        program_name(name),
        reader.display().to_string()
    )
}
