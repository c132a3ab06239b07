//! No room uses the rooms after it: checks the paths in the generator's own source.
//!
//! `cargo test -p openapi-crate --test layers -- --nocapture` prints how often each room uses each
//! other one.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms from the ground up, each with its submodules. A room uses only itself and those before
/// it.
const ROOMS: &[&str] = &[
    "spelling",
    "inflect",
    "stack",
    "place",
    "media_type",
    "diagnostic",
    "source",
    "document",
    "api",
    "lower",
    "settle",
    "package",
    "rust/facts",
    "rust/plan",
    "rust/names",
    "rust/text",
    "rust/model",
    "rust/operation",
    "rust/package",
    "rust",
    "files",
    "config",
    "report",
    "generate",
    "run",
    "explain",
    "cli",
    // The items of `lib.rs`: the modules, and the public ones among them.
    "",
    "main",
    "tests",
];

/// The rooms that must not use tokens.
const WITHOUT_TOKENS: &[&str] = &["api", "lower", "settle", "rust/facts", "rust/plan"];

#[test]
fn no_room_knows_the_rooms_after_it() {
    let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    for file in files() {
        let from = room(&file.module);
        for target in file.targets() {
            let to = room(&target);
            if from == to {
                continue;
            }
            *counts.entry((from, to)).or_default() += 1;
            if to > from {
                wrong.push(format!("{}: crate::{}", file.path.display(), target.join("::")));
            }
        }
    }
    for ((from, to), count) in &counts {
        println!("{count:4}  {:14} -> {}", shown(*from), shown(*to));
    }
    assert!(wrong.is_empty(), "these paths lead to a later room:\n{}", wrong.join("\n"));
}

#[test]
fn decisions_are_made_without_tokens() {
    for file in files().into_iter().filter(|file| WITHOUT_TOKENS.contains(&ROOMS[room(&file.module)])) {
        for word in ["proc_macro2", "quote!", "quote::", "TokenStream"] {
            assert!(!file.text.contains(word), "`{word}` in {}", file.path.display());
        }
    }
}

#[test]
fn paths_are_found() {
    let text = "use std::fmt;\nuse super::{Plan, body::{self, Way as Other}};\nuse crate::{\n    api::Api,\n    Options,\n};\n\
                pub(crate) use self::inner::Thing;\n\nfn it() {\n    crate::document::singular(word);\n    quote!(crate::Value);\n}\n\n\
                #[cfg(test)]\nmod tests {\n    use super::super::header;\n}\n";
    let module = ["rust", "plan", "success"].map(str::to_owned).to_vec();
    let file = File { path: PathBuf::new(), module, text: text.to_owned() };
    let found: Vec<String> = file.targets().iter().map(|target| target.join("::")).collect();
    let expected = [
        "rust::plan::Plan",
        "rust::plan::body",
        "rust::plan::body::Way",
        "api::Api",
        "Options",
        "rust::plan::success::inner::Thing",
        "document::singular",
        "rust::plan::header",
    ];
    assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), expected.map(str::to_owned).into_iter().collect());
}

/// A source file of the generator.
struct File {
    path: PathBuf,
    /// Its module path, from the root of the crate.
    module: Vec<String>,
    text: String,
}

impl File {
    /// Returns the modules and items of this crate that the file names, from the root of the crate.
    fn targets(&self) -> Vec<Vec<String>> {
        let mut targets = Vec::new();
        let mut module = self.module.clone();
        let mut lines = self.text.lines();
        while let Some(line) = lines.next() {
            if line.starts_with("mod ") && line.ends_with('{') {
                module.push(line.trim_start_matches("mod ").trim_end_matches(" {").to_owned());
            } else if line == "}" && module.len() > self.module.len() {
                module.pop();
            }
            let depth = 4 * (module.len() - self.module.len());
            let own = line.get(depth..).filter(|_| line.trim_start().len() + depth == line.len()).unwrap_or_default();
            let own =
                own.trim_start_matches("pub(crate) ").trim_start_matches("pub(super) ").trim_start_matches("pub ");
            if let Some(tree) = own.strip_prefix("use ") {
                let mut tree = tree.to_owned();
                while !tree.ends_with(';') {
                    tree.push_str(lines.next().expect("the end of a `use`").trim());
                }
                for path in expanded(tree.trim_end_matches(';')) {
                    targets.extend(absolute(&path, &module));
                }
                continue;
            }
            // A comment or an emitted path may name something that is not a module of this crate.
            for start in ["crate::", "super::"] {
                for (at, _) in line.match_indices(start) {
                    let before = &line[..at];
                    if before.ends_with(|last: char| last.is_alphanumeric() || "_:\"/".contains(last))
                        || before.contains("//")
                    {
                        continue;
                    }
                    let end = line[at..].find(|next: char| !(next.is_alphanumeric() || "_:".contains(next)));
                    let path = line[at..end.map_or(line.len(), |end| at + end)].trim_end_matches(':');
                    targets.extend(absolute(path, &module).filter(|path| {
                        path.first().is_some_and(|first| ROOMS.iter().any(|room| room.split('/').next() == Some(first)))
                    }));
                }
            }
        }
        targets
    }
}

/// Expands the braces of a `use` line into whole paths.
fn expanded(tree: &str) -> Vec<String> {
    let Some(open) = tree.find('{') else {
        let path = tree.split(" as ").next().unwrap_or_default().trim();
        return vec![path.trim_end_matches("::self").to_owned()];
    };
    let (stem, inner) = (&tree[..open], tree[open + 1..].trim_end_matches(|last: char| last.is_whitespace()));
    let inner = inner.strip_suffix('}').expect("a brace that is closed");
    let mut depth = 0_usize;
    let parts = inner.split(|character: char| {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        character == ',' && depth == 0
    });
    let parts = parts.map(str::trim).filter(|part| !part.is_empty());
    parts.flat_map(|part| expanded(&format!("{stem}{part}"))).collect()
}

/// Returns the path from the root of the crate; `None` if it leads to another crate.
fn absolute(path: &str, module: &[String]) -> Option<Vec<String>> {
    let mut parts = path.split("::").peekable();
    let mut whole = match parts.next()? {
        "crate" => Vec::new(),
        "self" => module.to_vec(),
        "super" => {
            let mut whole = module.split_last()?.1.to_vec();
            while parts.next_if_eq(&"super").is_some() {
                whole.pop();
            }
            whole
        }
        _ => return None,
    };
    whole.extend(parts.map(str::to_owned));
    Some(whole)
}

/// Returns the room's index in the table: that of the most specific entry.
fn room(path: &[String]) -> usize {
    let matching = |room: &str| {
        let parts: Vec<&str> = room.split('/').filter(|part| !part.is_empty()).collect();
        path.iter().map(String::as_str).take(parts.len()).eq(parts.iter().copied()).then_some(parts.len())
    };
    let found = ROOMS.iter().enumerate().filter_map(|(index, room)| Some((matching(room)?, index)));
    let (depth, index) = found.max().expect("an entry for the root");
    let is_module = path
        .first()
        .is_some_and(|first| [first.to_owned(), format!("{first}.rs")].iter().any(|name| source().join(name).exists()));
    assert!(depth > 0 || !is_module, "a room that is not in the table: {}", path.join("::"));
    index
}

fn shown(room: usize) -> &'static str {
    if ROOMS[room].is_empty() { "lib.rs" } else { ROOMS[room] }
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Returns every source file.
fn files() -> Vec<File> {
    let mut files = Vec::new();
    let mut folders = vec![source()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let inner = path.strip_prefix(source()).unwrap().with_extension("");
                let mut module: Vec<String> = inner.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
                if ["mod", "lib"].contains(&module.last().unwrap().as_str()) {
                    module.pop();
                }
                let text = fs::read_to_string(&path).unwrap();
                files.push(File { path: inner, module, text });
            }
        }
    }
    assert!(files.len() > 100, "the source was found");
    files
}
