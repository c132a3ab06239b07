//! Turns OpenAPI documents into a Rust client crate.
//!
//! ```text
//! text ──source──▶ value ──document──▶ valid 3.0 ──lower──▶ Api ──settle──▶ Api ──rust──▶ files ──▶ disk
//! ```
//!
//! [`generate`] reads documents and makes the files of a crate, and [`Plan`] writes them into a
//! folder:
//!
//! ```rust
//! use openapi_crate::{Options, Package, Plan, generate};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! # let (document, output) = (folder.path().join("api.yaml"), folder.path().join("shelf"));
//! # std::fs::create_dir(&output)?;
//! # std::fs::write(&document, r#"
//! # openapi: 3.0.3
//! # info: { title: Shelf, version: 1.0.0 }
//! # servers: [{ url: "https://shelf.example" }]
//! # paths:
//! #   /books:
//! #     get: { operationId: listBooks, responses: { "204": { description: There is none. } } }
//! # "#)?;
//! let options = Options {
//!     documents: vec![document],
//!     package: Package { name: Some("shelf".to_owned()), ..Package::default() },
//!     ..Options::default()
//! };
//! let outcome = generate(&options, &mut |_progress| {});
//! eprint!("{}", outcome.render(false));
//! println!("{} of {} operations", outcome.summary.operations_emitted, outcome.summary.operations_total);
//! if let Some(files) = &outcome.files {
//!     Plan::compare(files, &output)?.write(false)?;
//! }
//! # assert_eq!((outcome.diagnostics.iter().count(), outcome.summary.operations_emitted), (0, 1));
//! # assert!(output.join("src/lib.rs").exists());
//! # Ok(())
//! # }
//! ```
//!
//! [`run`] is the command `openapi-crate generate` without its arguments: it reads the
//! configuration, prints, and writes. The stages are private: each has one room, and no room knows
//! the rooms after it.

#![deny(missing_docs)]

mod api;
pub mod cli;
mod config;
mod diagnostic;
mod document;
mod explain;
mod files;
mod generate;
mod inflect;
mod lower;
mod media_type;
mod package;
mod place;
mod report;
pub mod run;
mod rust;
mod settle;
mod source;
mod spelling;
mod stack;
#[cfg(test)]
mod tests;

use serde_json::Value;

pub use crate::config::{ConfigError, Options};
pub use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
pub use crate::explain::explain;
pub use crate::files::{FileError, Files, Plan};
pub use crate::generate::{Outcome, TypedExample, generate};
pub use crate::package::Package;
pub use crate::place::{At, Pointer, SourceId};
pub use crate::report::{Located, Summary};
pub use crate::source::Sources;

/// Parses YAML or JSON as the generator does, into the value that the pointers of [`TypedExample`]
/// refer to. The extension of `name` tells the language, or else the text does. `None` if the text
/// cannot be parsed.
#[must_use]
pub fn parse(name: &str, text: &str) -> Option<Value> {
    source::parse(&source::Source::new(name, text), SourceId(0), &mut Diagnostics::new())
}
