use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::journal::{self, JOURNAL};
use super::path::STAGING;
use super::record::hash;
use super::swap::make_parent;
use super::{FileError, Files, Plan};

#[test]
fn a_file_is_found_again() {
    let mut files = Files::new();
    files.insert("src/lib.rs", "mod a;\n").unwrap();
    files.insert("Cargo.toml", "[package]\n").unwrap();
    assert_eq!(files.get("src/lib.rs"), Some("mod a;\n"));
    assert_eq!(files.iter().map(|(path, _)| path).collect::<Vec<_>>(), ["Cargo.toml", "src/lib.rs"]);
}

#[test]
fn clashes_are_refused() {
    let mut files = Files::new();
    files.insert("src/model/bank.rs", "").unwrap();
    for path in ["src/model/bank.rs", "src/Model/Bank.rs", "src/model", "SRC", "src/model/bank.rs/x.rs"] {
        let refused = files.insert(path, "").unwrap_err();
        assert!(matches!(refused, FileError::Clash { .. }), "{path}: {refused}");
    }
    files.insert("src/model.rs", "").unwrap();
    assert_eq!(files.len(), 2);
}

#[test]
fn unsafe_paths_are_refused() {
    let mut files = Files::new();
    for path in ["", "/etc/passwd", "../x", "a/../../x", "a//b", "C:\\x", "a\\b", ".openapi-crate.json"] {
        let refused = files.insert(path, "").unwrap_err();
        assert!(matches!(refused, FileError::Path { .. }), "{path}: {refused}");
    }
    assert!(files.is_empty());
}

fn files(pairs: &[(&str, &str)]) -> Files {
    let mut files = Files::new();
    for (path, text) in pairs {
        files.insert(path, *text).unwrap();
    }
    files
}

fn write(root: &Path, pairs: &[(&str, &str)]) -> Result<(), FileError> {
    Plan::compare(&files(pairs), root)?.write(false)
}

/// Returns every file below `root` with its text; folders end in `/`.
fn tree(root: &Path) -> BTreeMap<String, String> {
    fn walk(root: &Path, at: &Path, out: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().display().to_string();
            if path.is_dir() {
                out.insert(format!("{name}/"), String::new());
                walk(root, &path, out);
            } else {
                out.insert(name, fs::read_to_string(&path).unwrap_or_default());
            }
        }
    }
    let mut out = BTreeMap::new();
    if root.exists() {
        walk(root, root, &mut out);
    }
    out
}

const OLD: &[(&str, &str)] = &[("Cargo.toml", "old"), ("src/lib.rs", "old"), ("src/gone/a.rs", "old")];
const NEW: &[(&str, &str)] = &[("Cargo.toml", "new"), ("src/lib.rs", "old"), ("src/model/b.rs", "new")];

#[test]
fn the_new_crate_replaces_the_old_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("deep/crate");
    write(&root, OLD).unwrap();
    fs::create_dir(root.join("target")).unwrap();
    fs::write(root.join("notes.txt"), "mine").unwrap();
    let plan = Plan::compare(&files(NEW), &root).unwrap();
    assert_eq!(plan.written(), [".openapi-crate.json", "Cargo.toml", "src/model/b.rs"]);
    assert_eq!(plan.unchanged(), ["src/lib.rs"]);
    assert_eq!(plan.removed(), ["src/gone/a.rs"]);
    plan.write(false).unwrap();
    let now = tree(&root);
    let names: Vec<_> = now.keys().map(String::as_str).collect();
    let want = [
        ".openapi-crate.json",
        "Cargo.toml",
        "notes.txt",
        "src/",
        "src/lib.rs",
        "src/model/",
        "src/model/b.rs",
        "target/",
    ];
    assert_eq!(names, want);
    assert!(!Plan::compare(&files(NEW), &root).unwrap().is_stale());
}

#[test]
fn a_failed_write_leaves_all_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("crate");
    write(&root, OLD).unwrap();
    let plan = Plan::compare(&files(NEW), &root).unwrap();
    // Created after the comparison: a file where a folder is needed, which the write reaches only
    // after it has replaced another file.
    fs::write(root.join("src/model"), "in the way").unwrap();
    let before = tree(&root);
    let error = plan.write(false).unwrap_err();
    assert!(error.to_string().contains("src/model"), "{error}");
    assert_eq!(tree(&root), before);
}

#[test]
fn a_failed_first_write_leaves_no_folder() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    let root = folder.path().join("a/b");
    let plan = Plan::compare(&files(NEW), &root).unwrap();
    fs::write(folder.path().join("a"), "in the way").unwrap();
    plan.write(false).unwrap_err();
    assert_eq!(tree(folder.path()).len(), 2);
}

#[test]
fn edits_and_foreign_files_are_named_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, OLD).unwrap();
    fs::write(root.join("src/gone/a.rs"), "edited").unwrap();
    fs::write(root.join("Cargo.toml"), "edited").unwrap();
    fs::create_dir(root.join("src/model")).unwrap();
    fs::write(root.join("src/model/b.rs"), "mine").unwrap();
    let before = tree(root);
    let error = write(root, NEW).unwrap_err();
    insta::assert_snapshot!(error, @r"
    generated files were edited by hand, and the edits would be lost:
      Cargo.toml
      src/gone/a.rs
    files that were not generated are in the way:
      src/model/b.rs
    move them away, or overwrite them with --force
    ");
    assert_eq!(tree(root), before);
    Plan::compare(&files(NEW), root).unwrap().write(true).unwrap();
    assert!(!Plan::compare(&files(NEW), root).unwrap().is_stale());
    assert!(!root.join("src/gone").exists());
}

#[test]
fn a_deleted_file_is_written_again_and_an_equal_one_is_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, OLD).unwrap();
    fs::remove_file(root.join("src/lib.rs")).unwrap();
    write(root, OLD).unwrap();
    fs::remove_file(root.join(".openapi-crate.json")).unwrap();
    let plan = Plan::compare(&files(OLD), root).unwrap();
    assert_eq!((plan.written(), plan.unchanged().len()), (vec![".openapi-crate.json".to_owned()], 3));
    plan.write(false).unwrap();
}

#[test]
fn a_damaged_record_removes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("crate");
    write(&root, OLD).unwrap();
    fs::write(folder.path().join("precious"), "mine").unwrap();
    let record = r#"{"generator":"x","files":{"../precious":"sha256:00"}}"#;
    fs::write(root.join(".openapi-crate.json"), record).unwrap();
    let plan = Plan::compare(&files(NEW), &root).unwrap();
    assert_eq!(plan.edited(), [".openapi-crate.json"]);
    assert!(plan.removed().is_empty());
    plan.write(true).unwrap();
    assert_eq!(fs::read_to_string(folder.path().join("precious")).unwrap(), "mine");
    assert!(root.join("src/gone/a.rs").exists());
}

/// Simulates a write that was killed after `moves` of its moves.
fn killed(root: &Path, moves: usize) {
    let plan = Plan::compare(&files(NEW), root).unwrap();
    let staging = root.join(STAGING);
    fs::create_dir(&staging).unwrap();
    for (path, text) in &plan.writes {
        let file = staging.join("new").join(path);
        make_parent(&file).unwrap();
        fs::write(file, text).unwrap();
    }
    journal::write(&plan, &staging).unwrap();
    let mut steps: Vec<(PathBuf, PathBuf)> = Vec::new();
    for path in plan.writes.keys() {
        if root.join(path).exists() {
            steps.push((root.join(path), staging.join("old").join(path)));
        }
        steps.push((staging.join("new").join(path), root.join(path)));
    }
    steps.extend(plan.removes.iter().map(|path| (root.join(path), staging.join("old").join(path))));
    assert!(moves <= steps.len());
    for (from, to) in &steps[..moves] {
        make_parent(to).unwrap();
        fs::rename(from, to).unwrap();
    }
}

#[test]
fn an_interrupted_write_is_undone() {
    for moves in 0..=6 {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        write(root, OLD).unwrap();
        let before = tree(root);
        killed(root, moves);
        assert!(Plan::compare(&files(OLD), root).unwrap().is_stale());
        assert!(Plan::recover(root).unwrap());
        let mut after = tree(root);
        // An empty folder may stay: the next write fills it.
        after.remove("src/model/");
        assert_eq!(after, before, "after {moves} moves");
        assert!(!Plan::recover(root).unwrap());
        write(root, NEW).unwrap();
    }
}

#[test]
fn a_damaged_journal_is_not_trusted() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("crate");
    let staging = root.join(STAGING);
    fs::create_dir_all(&staging).unwrap();
    fs::write(folder.path().join("precious"), "").unwrap();
    let empty = hash(b"");
    fs::write(staging.join(JOURNAL), format!(r#"{{"writes":{{"../precious":"{empty}"}},"removes":[]}}"#)).unwrap();
    let error = Plan::recover(&root).unwrap_err();
    assert!(error.to_string().contains("journal is damaged"), "{error}");
    assert!(folder.path().join("precious").exists());
}

#[cfg(unix)]
#[test]
fn no_link_is_followed() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let (root, outside) = (folder.path().join("crate"), folder.path().join("outside"));
    fs::create_dir(&outside).unwrap();
    fs::create_dir(&root).unwrap();
    symlink(&outside, root.join("src")).unwrap();
    let error = write(&root, NEW).unwrap_err();
    assert!(error.to_string().contains("symbolic link"), "{error}");
    fs::remove_file(root.join("src")).unwrap();

    fs::write(outside.join("Cargo.toml"), "theirs").unwrap();
    symlink(outside.join("Cargo.toml"), root.join("Cargo.toml")).unwrap();
    assert!(matches!(write(&root, NEW), Err(FileError::Conflict { .. })));
    Plan::compare(&files(NEW), &root).unwrap().write(true).unwrap();
    assert_eq!(fs::read_to_string(outside.join("Cargo.toml")).unwrap(), "theirs");
    assert_eq!(fs::read_to_string(root.join("Cargo.toml")).unwrap(), "new");

    symlink(&root, folder.path().join("link")).unwrap();
    write(&folder.path().join("link"), OLD).unwrap();
    assert_eq!(fs::read_to_string(root.join("Cargo.toml")).unwrap(), "old");
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_way_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("Cargo.toml");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let plan = Plan::compare(&files(NEW), folder.path()).unwrap();
    assert_eq!(plan.foreign(), ["Cargo.toml"]);
    plan.write(true).unwrap();
    assert_eq!(fs::read_to_string(pipe).unwrap(), "new");
}

/// If a write fails and cannot be undone, the error tells where the old files are, and the next
/// write puts them back.
#[test]
fn what_cannot_be_put_back_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, OLD).unwrap();
    let before = tree(root);
    killed(root, 3);
    let staging = root.join(STAGING);
    // The state after a failed undo: the journal, and an old file still aside.
    assert!(staging.join("old/Cargo.toml").exists() && !root.join("Cargo.toml").exists());
    let refused = Plan::compare(&files(NEW), root).unwrap().write(false).unwrap_err();
    assert!(refused.to_string().contains(STAGING), "{refused}");
    assert!(staging.join("old/Cargo.toml").exists(), "a write threw away what was kept");
    Plan::recover(root).unwrap();
    assert_eq!(tree(root), before);
}
