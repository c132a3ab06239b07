//! A short campaign with fixed seeds, and every input that once broke a promise.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use openapi_crate::{Options, generate};
use openapi_crate_fuzz::campaign::{self, Campaign};
use openapi_crate_fuzz::compile::workspace;
use openapi_crate_fuzz::finding::Finding;
use openapi_crate_fuzz::input::Input;
use openapi_crate_fuzz::minimise::look_at;
use openapi_crate_fuzz::mutate;
use openapi_crate_fuzz::seeds::Seeds;
use openapi_crate_fuzz::watch::Limits;

const PROGRAM: &str = env!("CARGO_BIN_EXE_openapi-crate-fuzz");

/// A debug build is slow, and the machine may be slow as well.
const LIMITS: Limits = Limits { time: Duration::from_secs(120), memory: 2 << 30 };

#[test]
fn a_short_campaign_finds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let campaign = Campaign {
        program: PROGRAM.into(),
        documents: campaign::own_documents(&workspace()),
        largest: 20_000,
        seed: 2024,
        from: 0,
        time: Duration::MAX,
        count: 150,
        compile_every: 0,
        folder: folder.path().to_owned(),
        limits: LIMITS,
    };
    let mut told = Vec::new();
    let tally = campaign::run(&campaign, &mut |line| told.push(line.to_owned())).unwrap();
    assert!(tally.findings.is_empty(), "{}", told.join("\n"));
    // A run that rejects or emits every input would show nothing.
    assert!(tally.looked_at > 140 && tally.emitted > 40 && tally.emitted < tally.looked_at, "{tally:?}");
}

/// The caller's thread may have a small stack, so no stage may run on it.
#[test]
fn the_deepest_documents_fit_any_stack() {
    let desk = tempfile::tempdir().unwrap();
    // Each step into a schema takes one or two of the 128 allowed levels.
    for (name, open, close, times) in [
        ("properties", r#"{"type":"object","properties":{"a":"#, "}}", 60),
        ("items", r#"{"type":"array","items":"#, "}", 120),
        ("all", r#"{"allOf":["#, "]}", 60),
        ("any", r#"{"anyOf":[{"type":"string"},"#, "]}", 60),
    ] {
        let schema = format!("{}{{}}{}", open.repeat(times), close.repeat(times));
        let head =
            r#"{"openapi":"3.1.0","info":{"title":"deep","version":"1"},"paths":{},"components":{"schemas":{"A":"#;
        let path = desk.path().join(name).with_extension("json");
        fs::write(&path, format!("{head}{schema}}}}}}}")).unwrap();
        let options = Options { documents: vec![path], ..Options::default() };
        let thread = thread::Builder::new().stack_size(256 << 10);
        let outcome = thread.spawn(move || generate(&options, &mut |_| {})).unwrap().join().unwrap();
        let told: Vec<_> = outcome.diagnostics.iter().map(|one| one.message()).collect();
        assert!(outcome.files.is_some(), "{name}: {told:?}");
    }
}

#[test]
fn earlier_findings_stay_fixed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("findings");
    let mut failures = Vec::new();
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries.iter().filter(|path| path.extension().is_some_and(|ending| ending != "md")) {
        if let Some(finding) = look_at(PROGRAM.as_ref(), &Input::read(path).unwrap(), LIMITS).unwrap() {
            failures.push(format!("{}: {}: {}", path.display(), finding.kind, finding.detail));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn an_input_is_identified_by_its_number() {
    let seeds = Seeds::find(&campaign::own_documents(&workspace()), 20_000).unwrap();
    for number in 0..30 {
        assert_eq!(Input::make(&seeds, 5, number, false), Input::make(&seeds, 5, number, false));
    }
    assert_ne!(Input::make(&seeds, 5, 1, false), Input::make(&seeds, 6, 1, false));
}

#[test]
fn a_finding_is_identified_by_its_cause() {
    let of = |detail: &str| Finding::new("compile", detail).signature();
    assert_eq!(of("no field `a` on line 3"), of("no field `bc` on line 44"));
    assert_ne!(of("no field `a`"), of("no method `a`"));
    let finding = Finding::new("panic", "a\n\"b\"");
    assert_eq!(Finding::of_line(&finding.line()), Some(finding));
}

#[test]
fn a_thinned_document_keeps_the_targets_of_its_references() {
    let mut document = serde_json::json!({
        "paths": { "/a": { "get": { "schema": { "$ref": "#/components/schemas/A" } } } },
        "components": { "schemas": { "A": { "$ref": "#/components/schemas/B" }, "B": {}, "C": {} } },
    });
    mutate::thin::thin(&mut document, &mut fastrand::Rng::with_seed(1));
    let schemas = document.pointer("/components/schemas").and_then(|schemas| schemas.as_object()).unwrap();
    assert_eq!(schemas.keys().collect::<Vec<_>>(), ["A", "B"]);
}
