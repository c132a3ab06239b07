//! From [`Api`] to the files of a Rust crate.

mod body;
mod choice;
mod client;
mod content;
mod derives;
mod docs;
mod enumeration;
mod error;
mod example;
mod file;
mod group;
mod guide;
mod header;
mod imports;
mod library;
mod manifest;
mod marker;
mod method;
mod model;
mod module;
mod names;
mod oauth;
mod operation;
mod parameter;
mod print;
mod readme;
mod record;
mod response;
mod runtime;
mod server;
mod stream;
mod success;
mod type_ref;
mod union;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, Operation, Schema, SchemaId, SchemeKind, SecurityScheme, Shape};
use crate::diagnostic::Diagnostics;
use derives::Derives;
use file::File;
use names::Names;
use operation::Plan;
use runtime::Runtime;
use type_ref::TypeRef;

pub use manifest::Package;

/// The crate's files, each with its path inside the crate, and how many operations they hold.
#[derive(Debug)]
pub struct Emitted {
    /// Path and text of each file.
    pub files: Vec<(String, String)>,
    /// Operations that the crate holds.
    pub operations: usize,
    /// The types of the schemas of which the documents show values, where they have one by themselves.
    pub types: BTreeMap<SchemaId, String>,
}

/// Emits the crate.
///
/// # Errors
///
/// Where emitted tokens are no Rust: a defect of this generator, never of a document.
pub fn emit(api: &Api, package: &Package, diagnostics: &mut Diagnostics) -> Result<Emitted, syn::Error> {
    let names = names::assign(api);
    let derives = derives::derive(api);
    let emission = Emission { api, names: &names, derives: &derives, package };
    let plans = operation::plan(&emission, diagnostics);
    let mut files = file::print(&emission, &plans)?;
    let printed = files.iter().map(|(_, text)| text.as_str());
    let copied = Runtime::reached(printed.chain(runtime::implied(api)), oauth::is_needed(api));
    files.extend(copied.emit());
    files.push(("Cargo.toml".to_owned(), manifest::emit(&emission, &copied)));
    // The printer's layout is not rustfmt's; whoever runs `cargo fmt` over a workspace leaves these files alone.
    files.push(("rustfmt.toml".to_owned(), "disable_all_formatting = true\n".to_owned()));
    files.push(("README.md".to_owned(), readme::emit(&emission, &plans)));
    let shown = api.examples.iter().map(|example| example.schema).collect::<BTreeSet<_>>();
    let types = shown.into_iter().filter_map(|id| Some((id, value::of(&emission, id)?))).collect();
    Ok(Emitted { files, operations: plans.len(), types })
}

/// Every source file that is printed.
fn sources<'a>(emission: &'a Emission<'a>, plans: &'a [Plan<'a>]) -> Vec<File<'a>> {
    let mut files = vec![
        File::new("src/lib.rs".to_owned(), || library::emit(emission, plans)),
        File::new("src/client.rs".to_owned(), || client::emit(emission)),
    ];
    if server::is_needed(emission) {
        files.push(File::new("src/server.rs".to_owned(), || server::emit(emission)));
    }
    files.extend(model::emit(emission));
    files.extend(group::emit(emission, plans));
    files.extend(error::emit(emission));
    files.extend(choice::emit(emission, plans));
    files.extend(success::emit(emission, plans));
    files.extend(oauth::emit(emission));
    files
}

/// What every emitter looks at.
#[derive(Debug, Clone, Copy)]
struct Emission<'a> {
    api: &'a Api,
    names: &'a Names,
    derives: &'a Derives,
    package: &'a Package,
}

impl<'a> Emission<'a> {
    /// Types as the files of `model` see them.
    fn types_in_model(&self) -> TypeRef<'a> {
        TypeRef::in_model(self.api, self.names)
    }

    /// Types as all other files see them.
    fn types(&self) -> TypeRef<'a> {
        TypeRef::elsewhere(self.api, self.names)
    }

    /// Whether no name of the crate goes beyond ASCII.
    fn has_ascii_names(&self) -> bool {
        let of_scheme = |scheme: &SecurityScheme| {
            let flows = match &scheme.kind {
                SchemeKind::OAuth2(flows) => flows.as_slice(),
                SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::ApiKey(..) | SchemeKind::OpenIdConnect(_) => &[],
            };
            let mut scopes = flows.iter().flat_map(|flow| &flow.scopes);
            scheme.name.as_str().is_ascii() && scopes.all(|scope| scope.name.as_str().is_ascii())
        };
        !self.names.are_foreign() && self.api.schemes.iter().all(of_scheme)
    }

    /// Whether the document calls anything deprecated.
    fn has_deprecated(&self) -> bool {
        let of_schema = |schema: &Schema| {
            let of_field = match &schema.shape {
                Shape::Record(record) => record.fields.iter().any(|field| field.docs.deprecated),
                _ => false,
            };
            schema.docs.deprecated || of_field
        };
        let of_operation = |operation: &Operation| {
            operation.docs.deprecated || operation.parameters.iter().any(|parameter| parameter.docs.deprecated)
        };
        self.api.schemas.iter().any(of_schema) || self.api.operations.iter().any(of_operation)
    }
}
