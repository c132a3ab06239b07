//! The runtime is compiled here with what the emitted crates declare.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::Path;

use toml::{Table, Value};

/// Features that exist here alone: what they stand for is decided when a crate is emitted.
const DECIDED: [&str; 2] = ["date-time", "decimal"];

#[test]
fn dependencies_and_features_are_those_of_emitted_crates() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path| -> Table { std::fs::read_to_string(folder.join(path)).unwrap().parse().unwrap() };
    let (own, emitted) = (read("Cargo.toml"), read("../../generator/runtime/dependencies.toml"));
    assert_eq!(dependencies(&own), dependencies(&emitted));
    let features = |manifest: &Table| {
        let features = manifest["features"].as_table().unwrap().clone().into_iter();
        features.filter(|(name, _)| !DECIDED.contains(&name.as_str())).collect::<Table>()
    };
    assert_eq!(features(&own), features(&emitted));
}

/// The dependencies. The optional ones that are decided when a crate is emitted count as needed.
fn dependencies(manifest: &Table) -> BTreeMap<String, Value> {
    let decided: Vec<&str> = DECIDED
        .iter()
        .filter_map(|feature| manifest["features"].get(feature)?.as_array()?.first()?.as_str()?.strip_prefix("dep:"))
        .collect();
    let mut dependencies: BTreeMap<String, Value> =
        manifest["dependencies"].as_table().unwrap().clone().into_iter().collect();
    for (_, value) in dependencies.iter_mut().filter(|(name, _)| decided.contains(&name.as_str())) {
        value.as_table_mut().unwrap().remove("optional");
    }
    dependencies
}
