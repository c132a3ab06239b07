//! Checks claims of ARCHITECTURE.md against the sources: which rooms a room may use, and what only
//! one file does.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Words that only these files or folders may contain.
struct Claim {
    words: &'static [&'static str],
    only: &'static [&'static str],
}

const CLAIMS: &[Claim] = &[
    // Archived upstream: replacing it must change only one file.
    Claim { words: &["serde_yaml"], only: &["source/"] },
    // Only one module parses the text of a reference.
    Claim {
        words: &["percent_encoding", "split_once('#')", "split('#')", "strip_prefix('#')"],
        only: &["place/reference.rs"],
    },
    // Likewise for media types.
    Claim { words: &["split(';')", "split_once(';')", "splitn("], only: &["media_type.rs"] },
    // The typed document is not used beyond the `Api`.
    Claim { words: &["openapiv3"], only: &["document/mod.rs", "lower/"] },
    // A schema's keywords are read as one set, whatever form openapiv3 gives it.
    Claim { words: &["SchemaKind", "schema_kind"], only: &["lower/keywords.rs"] },
    // Hash order must never reach the output.
    Claim { words: &["HashMap", "HashSet"], only: &[] },
    // Rooms collect diagnostics; they print nothing.
    Claim { words: &["println!", "print!", "io::stdout", "io::stderr"], only: &["main.rs"] },
    Claim { words: &["process::"], only: &["main.rs", "run.rs"] },
    // Only one room accesses the disk, and a run writes its report.
    Claim {
        words: &["fs::write", "fs::rename", "fs::remove", "fs::create", "File::create", "OpenOptions"],
        only: &["files/", "run.rs"],
    },
    // Threads need stacks for the deepest document, so only a few files may start them.
    Claim { words: &["thread::scope", "thread::spawn", "Builder::new"], only: &["generate.rs", "stack.rs", "rust/"] },
];

/// Each room, and the rooms that it may use.
const ROOMS: &[(&str, &[&str])] = &[
    ("place", &[]),
    ("media_type", &[]),
    ("diagnostic", &["place"]),
    ("source", &["place", "diagnostic"]),
    ("document", &["place", "media_type", "diagnostic", "source", "spelling", "inflect"]),
    ("api", &["place", "media_type"]),
    ("lower", &["place", "diagnostic", "source", "document", "api"]),
    ("settle", &["place", "diagnostic", "source", "api"]),
    ("files", &[]),
];

/// Returns each file of the generator, without comments, strings and tests.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path == root.join("tests") {
                // The tests of the rooms may do anything.
            } else if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs") {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
                files.push((name, without_texts(code)));
            }
        }
    }
    files.sort();
    files
}

/// Removes comments and strings from code; character literals stay.
fn without_texts(code: &str) -> String {
    let mut left = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let end = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("r\"")
            || rest.starts_with("r#") && rest.trim_start_matches(['r', '#']).starts_with('"')
        {
            let marks = rest[1..].chars().take_while(|mark| *mark == '#').count();
            let close = format!("\"{}", "#".repeat(marks));
            let open = 2 + marks;
            rest[open..].find(&close).map_or(rest.len(), |end| open + end + close.len())
        } else if first == '"' {
            let mut escaped = false;
            let is_end = |(_, character): &(usize, char)| {
                let ends = *character == '"' && !escaped;
                escaped = *character == '\\' && !escaped;
                ends
            };
            rest[1..].char_indices().find(is_end).map_or(rest.len(), |(end, _)| end + 2)
        } else {
            // A quote as a character literal begins no string.
            let kept = ["'\"'", "'\\\"'", "'\\''"].into_iter().find(|quote| rest.starts_with(quote));
            let end = kept.map_or(first.len_utf8(), str::len);
            left.push_str(&rest[..end]);
            end
        };
        rest = &rest[end..];
    }
    left
}

#[test]
fn what_one_place_does_no_other_does() {
    let sources = sources();
    let mut broken = String::new();
    for Claim { words, only } in CLAIMS {
        for (file, code) in &sources {
            let word = words.iter().find(|word| code.contains(**word));
            if let Some(word) = word.filter(|_| !only.iter().any(|place| file.starts_with(place))) {
                writeln!(broken, "{file} has `{word}`, which only {only:?} may have").unwrap();
            }
        }
        for place in *only {
            let is_used = |(file, code): &(String, String)| {
                file.starts_with(place) && words.iter().any(|word| code.contains(word))
            };
            if !sources.iter().any(is_used) {
                writeln!(broken, "{place} has none of {words:?}, so it need not be allowed").unwrap();
            }
        }
    }
    assert_eq!(broken, "");
}

#[test]
fn rooms_know_no_more_than_they_need() {
    let sources = sources();
    let mut broken = String::new();
    for (room, known) in ROOMS {
        let own = |file: &str| file == format!("{room}.rs") || file.starts_with(&format!("{room}/"));
        assert!(sources.iter().any(|(file, _)| own(file)), "there is no room {room}");
        for (file, code) in sources.iter().filter(|(file, _)| own(file)) {
            for used in code.split("crate::").skip(1) {
                let used: String = used.chars().take_while(|one| one.is_alphanumeric() || *one == '_').collect();
                if used != *room && !known.contains(&used.as_str()) {
                    writeln!(broken, "{file} knows `{used}`").unwrap();
                }
            }
        }
    }
    assert_eq!(broken, "");
}

#[test]
fn shapes_are_walked_in_one_place() {
    // A walker has to match each of these.
    let parts = ["::List(", "::Map(", "::Record(", "::Union(", "Rest::Kept("];
    let walks = |(_, code): &(String, String)| parts.iter().all(|part| code.contains(part));
    let walkers: Vec<String> = sources().into_iter().filter(walks).map(|(file, _)| file).collect();
    assert_eq!(walkers, ["api/visit.rs"]);
}

#[test]
fn comments_and_strings_are_not_searched() {
    let code = "a(\"x \\\" y\"); // b\nlet c = r#\"d \" e\"#; '\"'; 'f';";
    assert_eq!(without_texts(code), "a(); \nlet c = ; '\"'; 'f';");
}
