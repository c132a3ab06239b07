//! From [`Api`] to the files of a Rust crate: facts, plan, names, then the emitters.
//!
//! Each folder imports only from those before it: `facts`, `plan`, `names`, `text`, and then the
//! emitters `model`, `operation` and `package`.

mod facts;
mod model;
mod names;
mod operation;
mod package;
mod plan;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use self::operation::{body, error, success};
use self::package::runtime::{self, Runtime};
use self::package::{client, library, manifest, oauth2, readme, server};
use self::text::emission::Emission;
use self::text::file::{self, File};
use self::text::{imports, value};
use crate::api::{Api, SchemaId};
use crate::diagnostic::Diagnostics;
use crate::package::Package;

/// The crate's files, each with its path inside the crate, and the number of its operations.
#[derive(Debug)]
pub(crate) struct Emitted {
    /// Path and text of each file.
    pub files: Vec<(String, String)>,
    /// Number of operations in the crate.
    pub operations: usize,
    /// The Rust types of the schemas for which the documents show values, if a value has a type by
    /// itself.
    pub types: BTreeMap<SchemaId, String>,
}

/// Emits the crate.
///
/// # Errors
///
/// If the emitted tokens are not valid Rust. That is a defect of this generator, never of a
/// document.
pub(crate) fn emit(api: &Api, package: &Package, diagnostics: &mut Diagnostics) -> Result<Emitted, syn::Error> {
    let facts = facts::find(api);
    let plan = plan::plan(api, diagnostics);
    let names = names::assign(api, &plan, imports::is_imported);
    let emission = Emission { api, facts: &facts, plan: &plan, names: &names, package };

    let mut files = file::print(&sources(&emission))?;
    let printed = files.iter().map(|(_, text)| text.as_str());
    let copied = Runtime::reached(printed.chain(runtime::implied(&facts)), plan.flows.any());
    files.extend(copied.emit());
    files.push(("Cargo.toml".to_owned(), manifest::emit(&emission, &copied)));
    // The printer's layout is not rustfmt's, so `cargo fmt` in a workspace must leave these files
    // alone.
    files.push(("rustfmt.toml".to_owned(), "disable_all_formatting = true\n".to_owned()));
    files.push(("README.md".to_owned(), readme::emit(&emission)));

    let shown = api.examples.iter().map(|example| example.schema).collect::<BTreeSet<_>>();
    let types = shown.into_iter().filter_map(|id| Some((id, value::of(&emission, id)?))).collect();
    Ok(Emitted { files, operations: plan.operations.len(), types })
}

/// Returns every source file that is printed.
fn sources<'a>(emission: &'a Emission<'a>) -> Vec<File<'a>> {
    let mut files = vec![
        File::new("src/lib.rs", || library::emit(emission)),
        File::new("src/client.rs", || client::emit(emission)),
    ];
    files.extend(server::emit(emission));
    files.extend(model::emit(emission));
    files.extend(operation::emit(emission));
    files.extend(error::emit(emission));
    files.extend(body::emit(emission));
    files.extend(success::emit(emission));
    files.extend(oauth2::emit(emission));
    files
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document;
    use crate::lower;
    use crate::source::Sources;

    #[test]
    fn the_number_of_threads_does_not_show() {
        let (mut texts, mut diagnostics) = (Sources::new(), Diagnostics::new());
        let specs = concat!(env!("CARGO_MANIFEST_DIR"), "/../specs");
        let names = ["accounts", "bank-auth", "banks", "payments", "transactions", "user"];
        let opened = names.map(|name| texts.open(format!("{specs}/{name}.swagger.yaml").as_ref(), &mut diagnostics));
        let documents: Vec<_> = opened.into_iter().flatten().collect();
        let documents = document::read(&mut texts, &documents, &[], &[], &mut diagnostics);
        let mut api = lower::lower(&texts, &documents, &mut diagnostics);
        crate::settle::settle(&mut api, &texts, &mut diagnostics);
        let plan = plan::plan(&api, &mut diagnostics);
        let names = names::assign(&api, &plan, imports::is_imported);
        let (facts, package) = (facts::find(&api), Package { name: Some("example".to_owned()), ..Package::default() });
        let emission = Emission { api: &api, facts: &facts, plan: &plan, names: &names, package: &package };
        let files = sources(&emission);
        assert!(files.len() > 50, "an API with something to share out");
        let alone = file::print_on(1, &files).unwrap();
        for threads in [2, 8] {
            assert_eq!(file::print_on(threads, &files).unwrap(), alone, "{threads} threads");
        }
    }
}
