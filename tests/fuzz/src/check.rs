//! The checks of one input.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use openapi_crate::run::{Exit, Request, Streams, run};
use openapi_crate::{Diagnostics, Options, Outcome, Package, Pointer, generate, parse};

use crate::finding::Finding;
use crate::input::Input;

/// The optional checks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Depth {
    /// Emit twice, and compare.
    pub twice: bool,
    /// Write the crate over an existing one.
    pub written: bool,
}

/// The result of an input.
#[derive(Debug)]
pub struct Checked {
    /// The emitted files; `None` if the document was rejected.
    pub files: Option<Vec<(String, String)>>,
    /// The first promise that was broken.
    pub finding: Option<Finding>,
}

/// The message and the place of the last panic: a caught panic has only its message.
static LAST_PANIC: Mutex<String> = Mutex::new(String::new());

/// Records panics instead of printing them.
pub fn remember_panics() {
    std::panic::set_hook(Box::new(|panic| {
        *LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner) = panic.to_string().replace('\n', " ");
    }));
}

/// Runs the generator on the input in the folder `desk`, which is empty except for crates of
/// earlier inputs.
///
/// # Errors
/// If the folder cannot be written; never because of the generator.
pub fn check(input: &Input, desk: &Path, name: &str, depth: Depth) -> io::Result<Checked> {
    let home = desk.join("home");
    let document = input.write(&home)?;
    let checked = catch_unwind(AssertUnwindSafe(|| look(input, &document, &home, name, depth)));
    let checked = checked.unwrap_or_else(|_| {
        let detail = LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Ok(Checked { files: None, finding: Some(Finding::new("panic", detail)) })
    })?;
    if checked.finding.is_none()
        && let Some(stray) = stray(desk, &home, input)?
    {
        let finding = Some(Finding::new("outside", format!("{} was made", stray.display())));
        return Ok(Checked { finding, ..checked });
    }
    Ok(checked)
}

fn look(input: &Input, document: &Path, home: &Path, name: &str, depth: Depth) -> io::Result<Checked> {
    let outcome = emit(document, name);
    let printed = outcome.render(true);
    let _ = serde_json::to_string(&outcome.located());
    let files = texts(&outcome);
    let finding = defect(&outcome.diagnostics)
        .or_else(|| files.as_deref().and_then(unparsable))
        .or_else(|| lost_operation(input, &outcome))
        .or_else(|| printed.contains('\0').then(|| Finding::new("defect", "a message contains a NUL")));
    if finding.is_some() {
        return Ok(Checked { files, finding });
    }
    if depth.twice {
        let again = emit(document, name);
        if texts(&again) != files || again.render(true) != printed {
            let finding = Some(Finding::new("unstable", "the same input gave different bytes"));
            return Ok(Checked { files, finding });
        }
    }
    let finding = if depth.written { written(document, home, name, files.is_some())? } else { None };
    Ok(Checked { files, finding })
}

fn emit(document: &Path, name: &str) -> Outcome {
    let package = Package { name: Some(name.to_owned()), ..Package::default() };
    let options = Options { documents: vec![document.to_owned()], package, ..Options::default() };
    generate(&options, &mut |_| {})
}

fn texts(outcome: &Outcome) -> Option<Vec<(String, String)>> {
    let files = outcome.files.as_ref()?;
    Some(files.iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect())
}

/// Returns a defect that the generator reports of itself.
fn defect(diagnostics: &Diagnostics) -> Option<Finding> {
    let defect = diagnostics.iter().find(|one| ["defect", "unreadable-document"].contains(&one.code()))?;
    Some(Finding::new("defect", defect.message()))
}

fn unparsable(files: &[(String, String)]) -> Option<Finding> {
    files.iter().find_map(|(path, text)| {
        let finding = |because: String| Some(Finding::new("unparsable", format!("{path}: {because}")));
        // The runtime is the same in every crate.
        if path.ends_with(".rs") && !path.starts_with("src/runtime/") {
            if let Err(error) = syn::parse_file(text) {
                return finding(error.to_string());
            }
            if let Some(odd) = text.chars().find(|character| is_unsafe_in_source(*character)) {
                return finding(format!("holds {odd:?}"));
            }
        }
        if path == "Cargo.toml"
            && let Err(error) = text.parse::<toml::Table>()
        {
            return finding(error.message().to_owned());
        }
        None
    })
}

/// Whether a character changes how a source text is displayed, or is not allowed in Rust.
fn is_unsafe_in_source(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\r' | '\0')
}

/// Finds an operation of the document that is neither emitted nor mentioned in a message.
fn lost_operation(input: &Input, outcome: &Outcome) -> Option<Finding> {
    outcome.files.as_ref()?;
    let document = parse(&input.name, std::str::from_utf8(&input.bytes).ok()?)?;
    let said: Vec<&Pointer> = outcome.diagnostics.iter().map(|one| &one.at.pointer).collect();
    let (mut total, mut silent) = (0, Vec::new());
    let paths = Pointer::root().child("paths");
    for (path, item) in document.get("paths")?.as_object()? {
        let Some(members) = item.as_object().filter(|members| !members.contains_key("$ref")) else { continue };
        for method in ["get", "put", "post", "delete", "options", "head", "patch", "trace"] {
            if members.get(method).is_none_or(|operation| !operation.is_object()) {
                continue;
            }
            total += 1;
            let here = paths.child(path).child(method);
            let within = |outer: &Pointer, inner: &Pointer| {
                inner.as_str().strip_prefix(outer.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            let spoken_of = |at: &&Pointer| within(&here, at) || (within(at, &here) && !at.as_str().is_empty());
            if !said.iter().any(spoken_of) {
                silent.push(here.as_str().to_owned());
            }
        }
    }
    let emitted = outcome.summary.operations_emitted;
    let spoken_of = total - silent.len();
    // Referenced path items add operations, so more may be emitted than were counted.
    (emitted + spoken_of < total).then(|| {
        Finding::new(
            "lost-operation",
            format!("{emitted} emitted of {total}; no message mentions some of `{silent:?}`"),
        )
    })
}

/// Checks that a crate replaces an earlier one completely or not at all.
fn written(document: &Path, home: &Path, name: &str, emitted: bool) -> io::Result<Option<Finding>> {
    let output = home.join("out");
    if !output.exists() {
        let first = home.with_file_name("first.json");
        fs::write(&first, FIRST)?;
        let request = Request { documents: vec![first.clone()], output: Some(output.clone()), ..Request::default() };
        run(&request, &mut Streams::new(&mut io::sink(), &mut io::sink()));
        fs::remove_file(first)?;
    }
    let before = contents(&output)?;
    let request = Request {
        documents: vec![document.to_owned()],
        output: Some(output.clone()),
        name: Some(name.to_owned()),
        ..Request::default()
    };
    let exit = run(&request, &mut Streams::new(&mut io::sink(), &mut io::sink()));
    if (exit == Exit::Done) != emitted {
        return Ok(Some(Finding::new(
            "half-written",
            format!("exit code {} for a run that emitted: {emitted}", exit as i32),
        )));
    }
    if exit != Exit::Done && contents(&output)? != before {
        return Ok(Some(Finding::new("half-written", "a failed run changed the crate that was there")));
    }
    Ok(None)
}

const FIRST: &str = r#"{"openapi":"3.0.0","info":{"title":"first","version":"1"},"paths":{"/a":{"get":{"operationId":"a",
"responses":{"200":{"description":"","content":{"application/json":{"schema":{"type":"string"}}}}}}}}}"#;

fn contents(folder: &Path) -> io::Result<BTreeMap<PathBuf, Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path)?;
                found.insert(path, bytes);
            }
        }
    }
    Ok(found)
}

/// Finds a file other than the input and the output folder.
fn stray(desk: &Path, home: &Path, input: &Input) -> io::Result<Option<PathBuf>> {
    for entry in fs::read_dir(desk)? {
        let path = entry?.path();
        if path != home {
            return Ok(Some(path));
        }
    }
    for entry in fs::read_dir(home)? {
        let entry = entry?;
        let name = entry.file_name();
        if name != "out" && *name != *input.name && name != "other.json" && name != "api.json" && name != "api.yaml" {
            return Ok(Some(entry.path()));
        }
    }
    Ok(None)
}
