//! Tests of the binary from its users' view: arguments, exit codes, and its effect on a folder.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// A small document whose crate is cheap to emit.
const SHELF: &str = r##"openapi: 3.0.3
info: { title: Shelf, version: 1.0.0 }
servers: [{ url: "https://shelf.example" }]
paths:
  /books:
    get:
      operationId: listBooks
      tags: [Books]
      responses:
        "200":
          description: The books.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Book" }
components:
  schemas:
    Book: { type: object, properties: { title: { type: string } } }
"##;

/// A folder with `api.yaml`, in which the binary runs.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("api.yaml"), SHELF).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_openapi-crate"));
        Ran::new(&command.args(arguments).current_dir(self.folder.path()).output().unwrap())
    }

    /// Runs `generate api.yaml --output out` with more arguments.
    fn generate(&self, more: &[&str]) -> Ran {
        self.run(&[&["generate", "api.yaml", "--name", "shelf", "--output", "out"], more].concat())
    }

    fn tree(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        tree(&self.path("out"))
    }
}

struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Ran {
    fn new(output: &Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }

    #[track_caller]
    fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }
}

/// Returns every file and folder below `root`.
fn tree(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path.clone());
                found.insert(path, Vec::new());
            } else {
                found.insert(path.clone(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn usage_errors_exit_with_2() {
    let desk = Desk::new();
    desk.write("bad.toml", "name = 'shelf'\nnaem = 'shelf'\n");
    desk.write("empty.toml", "");
    let cases: &[&[&str]] = &[
        &[],
        &["frobnicate"],
        &["generate"],
        &["generate", "api.yaml"],
        &["generate", "--output", "out"],
        &["generate", "api.yaml", "--output", "out", "--no-such-flag"],
        &["generate", "api.yaml", "--output", "out", "--check", "--dry-run"],
        &["generate", "api.yaml", "--output", "out", "--check", "--force"],
        &["generate", "api.yaml", "--output", ""],
        &["generate", "api.yaml", "--output", "out", "--name", "../up"],
        &["generate", "api.yaml", "--output", "out", "--name", "std"],
        &["generate", "api.yaml", "--output", "out", "--version", "one"],
        &["generate", "--config", "bad.toml", "--output", "out"],
        &["generate", "--config", "empty.toml", "--output", "out"],
        &["generate", "--config", "missing.toml", "--output", "out"],
        &["check"],
    ];
    for arguments in cases {
        let ran = desk.run(arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}: {}{}", ran.out, ran.err);
        assert!(!ran.err.is_empty(), "{arguments:?} says nothing");
        assert!(!desk.path("out").exists(), "{arguments:?} wrote something");
    }
    let ran = desk.run(&["generate", "--config", "bad.toml", "--output", "out"]);
    assert!(ran.err.starts_with("error: bad.toml:2:1: unknown field `naem`"), "{}", ran.err);
}

#[test]
fn help_and_version_exit_with_0() {
    let desk = Desk::new();
    let version = desk.run(&["--version"]).exits(0);
    assert_eq!(version.out, format!("openapi-crate {}\n", env!("CARGO_PKG_VERSION")));
    for arguments in [&["--help"][..], &["generate", "--help"], &["check", "--help"], &["explain", "--help"]] {
        assert!(desk.run(arguments).exits(0).out.contains("Exit codes: "));
    }
}

#[test]
fn a_crate_is_written_and_then_left_alone() {
    let desk = Desk::new();
    let ran = desk.generate(&[]).exits(0);
    assert!(ran.out.starts_with("documents   1\noperations  1/1\n"), "{}", ran.out);
    assert!(ran.out.ends_with(" written, 0 unchanged, 0 removed\n"), "{}", ran.out);
    assert_eq!(ran.err, "");
    let first = desk.tree();
    assert!(first.contains_key(&desk.path("out/Cargo.toml")));
    let written = |path: &str| fs::metadata(desk.path(path)).unwrap().modified().unwrap();
    let before = written("out/Cargo.toml");
    let ran = desk.generate(&[]).exits(0);
    assert!(ran.out.contains(" 0 written, "), "{}", ran.out);
    assert_eq!(desk.tree(), first);
    assert_eq!(written("out/Cargo.toml"), before, "an unchanged file was written again");
}

#[test]
fn check_names_what_is_stale() {
    let desk = Desk::new();
    let ran = desk.generate(&["--check"]).exits(3);
    assert!(ran.err.contains("  write  Cargo.toml\n"), "{}", ran.err);
    assert!(!desk.path("out").exists());
    desk.generate(&[]).exits(0);
    desk.generate(&["--check"]).exits(0);

    desk.write("out/Cargo.toml", "# edited");
    fs::remove_file(desk.path("out/src/lib.rs")).unwrap();
    let before = desk.tree();
    let ran = desk.generate(&["--check"]).exits(3);
    let want = "error: out does not match the documents:\n  write  Cargo.toml (edited by hand)\n  write  src/lib.rs\n";
    assert_eq!(ran.err, want);
    assert_eq!(desk.tree(), before);
}

#[test]
fn a_dry_run_lists_what_would_be_written() {
    let desk = Desk::new();
    let ran = desk.generate(&["--dry-run"]).exits(0);
    assert!(ran.out.contains("  write  Cargo.toml\n") && ran.out.contains(" to write, "), "{}", ran.out);
    assert!(!desk.path("out").exists());

    desk.generate(&[]).exits(0);
    desk.write("out/Cargo.toml", "# edited");
    let before = desk.tree();
    desk.generate(&["--dry-run"]).exits(1);
    desk.generate(&["--dry-run", "--force"]).exits(0);
    assert_eq!(desk.tree(), before);
}

#[test]
fn hand_edits_are_noticed_and_overwritten_only_by_force() {
    let desk = Desk::new();
    desk.generate(&[]).exits(0);
    let generated = desk.tree();
    desk.write("out/Cargo.toml", "# edited");
    let edited = desk.tree();
    let ran = desk.generate(&[]).exits(1);
    let want = "error: generated files were edited by hand, and the edits would be lost:\n  Cargo.toml\n\
                move them away, or overwrite them with --force\nerror: nothing was written\n";
    assert_eq!(ran.err, want);
    assert_eq!(ran.out, "");
    assert_eq!(desk.tree(), edited);
    desk.generate(&["--force"]).exits(0);
    assert_eq!(desk.tree(), generated);
}

#[test]
fn a_project_of_the_users_own_is_not_overwritten() {
    let desk = Desk::new();
    fs::create_dir(desk.path("out")).unwrap();
    desk.write("out/Cargo.toml", "[package]\nname = \"mine\"\n");
    desk.write("out/notes.txt", "mine");
    let before = desk.tree();
    let ran = desk.generate(&[]).exits(1);
    assert!(ran.err.contains("files that were not generated are in the way:\n  Cargo.toml\n"), "{}", ran.err);
    assert_eq!(desk.tree(), before);
    desk.generate(&["--force"]).exits(0);
    assert_eq!(fs::read_to_string(desk.path("out/notes.txt")).unwrap(), "mine");
}

#[test]
fn a_failed_run_leaves_the_old_crate_as_it_was() {
    let desk = Desk::new();
    desk.generate(&[]).exits(0);
    let before = desk.tree();
    desk.write("api.yaml", "openapi: [\n");
    let ran = desk.generate(&[]).exits(1);
    assert!(ran.err.contains("api.yaml:"), "{}", ran.err);
    assert!(ran.err.ends_with("error: 1 error; nothing was written\n"), "{}", ran.err);
    assert_eq!(desk.tree(), before);
    desk.generate(&["--force"]).exits(1);
    assert_eq!(desk.tree(), before);
}

/// Generates a crate, and makes its record list one more file, `src/gone/old.rs`.
fn with_an_older_file(desk: &Desk) {
    use sha2::{Digest, Sha256};
    desk.generate(&[]).exits(0);
    fs::create_dir(desk.path("out/src/gone")).unwrap();
    desk.write("out/src/gone/old.rs", "old");
    let record = desk.path("out/.openapi-crate.json");
    let mut recorded: Value = serde_json::from_slice(&fs::read(&record).unwrap()).unwrap();
    let hash: String = Sha256::digest("old").iter().map(|byte| format!("{byte:02x}")).collect();
    recorded["files"]["src/gone/old.rs"] = format!("sha256:{hash}").into();
    fs::write(record, serde_json::to_vec(&recorded).unwrap()).unwrap();
}

#[test]
fn files_that_are_no_longer_emitted_are_removed() {
    let desk = Desk::new();
    with_an_older_file(&desk);
    desk.write("out/src/notes.txt", "mine");
    assert!(desk.generate(&["--check"]).exits(3).err.contains("\n  remove src/gone/old.rs\n"));
    assert!(desk.path("out/src/gone/old.rs").exists());
    let ran = desk.generate(&[]).exits(0);
    assert!(ran.out.ends_with(", 1 removed\n"), "{}", ran.out);
    assert!(!desk.path("out/src/gone").exists());
    assert!(desk.path("out/src/notes.txt").exists());
}

#[test]
fn an_edited_file_is_not_removed_either() {
    let desk = Desk::new();
    with_an_older_file(&desk);
    desk.write("out/src/gone/old.rs", "old, and edited");
    let ran = desk.generate(&[]).exits(1);
    assert!(ran.err.contains("edits would be lost:\n  src/gone/old.rs\n"), "{}", ran.err);
    desk.generate(&["--force"]).exits(0);
    assert!(!desk.path("out/src/gone").exists());
}

#[test]
fn an_output_that_is_a_file_is_reported() {
    let desk = Desk::new();
    desk.write("out", "mine");
    let ran = desk.generate(&[]).exits(1);
    let want =
        "error: out: is a file, but the output must be a folder; choose another --output\nerror: nothing was written\n";
    assert_eq!(ran.err, want);
    let ran = desk.run(&["generate", "api.yaml", "--output", "out/deeper"]).exits(1);
    assert!(ran.err.contains("out/deeper"), "{}", ran.err);
    assert_eq!(fs::read(desk.path("out")).unwrap(), b"mine");
}

#[cfg(unix)]
#[test]
fn links_are_followed_to_the_output_folder_and_not_below_it() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new();
    fs::create_dir(desk.path("real")).unwrap();
    fs::create_dir(desk.path("elsewhere")).unwrap();
    symlink(desk.path("real"), desk.path("out")).unwrap();
    symlink(desk.path("elsewhere"), desk.path("real/src")).unwrap();
    let ran = desk.generate(&[]).exits(1);
    assert!(ran.err.contains("symbolic link"), "{}", ran.err);
    desk.generate(&["--force"]).exits(1);
    assert!(tree(&desk.path("elsewhere")).is_empty());
    fs::remove_file(desk.path("real/src")).unwrap();
    desk.generate(&[]).exits(0);
    assert!(desk.path("real/src/lib.rs").exists());
    assert!(fs::symlink_metadata(desk.path("out")).unwrap().is_symlink());

    symlink(desk.path("nowhere"), desk.path("dangling")).unwrap();
    desk.run(&["generate", "api.yaml", "--output", "dangling"]).exits(1);
    assert!(!desk.path("nowhere").exists());
}

#[test]
fn an_interrupted_write_is_cleaned_up() {
    let desk = Desk::new();
    desk.generate(&[]).exits(0);
    let before = desk.tree();
    fs::create_dir_all(desk.path("out/.openapi-crate.staging/new/src")).unwrap();
    desk.write("out/.openapi-crate.staging/new/src/lib.rs", "half of a fi");
    desk.generate(&["--check"]).exits(3);
    let ran = desk.generate(&[]).exits(0);
    assert!(ran.err.starts_with("note: an earlier run was interrupted"), "{}", ran.err);
    assert_eq!(desk.tree(), before);
}

#[test]
fn denied_warnings_stop_the_run() {
    let desk = Desk::new();
    desk.write("api.yaml", SHELF.replace("{ type: string }", "{ type: 5 }"));
    let ran = desk.generate(&["--deny-warnings"]).exits(1);
    assert!(ran.err.ends_with("error: 1 warning, and --deny-warnings is set; nothing was written\n"), "{}", ran.err);
    assert!(!desk.path("out").exists());
    desk.run(&["check", "api.yaml", "--deny-warnings"]).exits(1);
    desk.run(&["check", "api.yaml"]).exits(0);
    desk.generate(&[]).exits(0);
}

#[test]
fn a_code_is_explained() {
    let desk = Desk::new();
    let page = desk.run(&["explain", "without-schema"]).exits(0);
    assert!(page.out.starts_with("# repair[without-schema]: "), "{}", page.out);
    assert!(page.out.contains("\n## How to mend it\n"), "{}", page.out);
    for copied in ["repair[without-schema]", "repair[without-schema]: the parameter", "Without_Schema"] {
        assert_eq!(desk.run(&["explain", copied]).exits(0).out, page.out);
    }
    let list = desk.run(&["explain"]).exits(0);
    assert!(list.out.lines().count() > 70, "{}", list.out);
    assert!(list.out.contains("\nrepair   without-schema "), "{}", list.out);
    assert!(list.out.contains("\nnames "), "{}", list.out);
    assert!(desk.run(&["explain", "names"]).exits(0).out.starts_with("# Names\n"));

    let says = |code: &str| desk.run(&["explain", code]).exits(2).err;
    assert_eq!(says("without-shema"), "error: there is no code \"without-shema\"; did you mean `without-schema`?\n");
    let several = says("overlay");
    assert!(several.contains("`overlay-matches-nothing`") && several.contains("`not-an-overlay`"), "{several}");
    assert_eq!(says("zebra"), "error: there is no code \"zebra\"; `openapi-crate explain` lists all codes\n");
}

#[test]
fn the_hint_to_explain_is_printed_once() {
    let desk = Desk::new();
    let hints = |text: &str| text.matches("openapi-crate explain").count();
    assert_eq!(hints(&desk.run(&["check", "api.yaml"]).exits(0).err), 0);
    desk.write("api.yaml", SHELF.replace("type: string", "type: 5"));
    let one = desk.run(&["check", "api.yaml"]).exits(0).err;
    assert!(one.ends_with("\n`openapi-crate explain unreadable-schema` tells more\n"), "{one}");
    desk.write("api.yaml", SHELF.replace("type: string", "type: 5").replace("operationId: listBooks", "x-no-id: 1"));
    let two = desk.run(&["check", "api.yaml"]).exits(0).err;
    assert!(two.ends_with("\n`openapi-crate explain CODE` tells more\n") && hints(&two) == 1, "{two}");
}

#[test]
fn check_prints_and_writes_nothing() {
    let desk = Desk::new();
    let ran = desk.run(&["check", "api.yaml"]).exits(0);
    assert!(ran.out.starts_with("documents   1\n") && !ran.out.contains("files"), "{}", ran.out);
    assert_eq!(fs::read_dir(desk.folder.path()).unwrap().count(), 1);
    let ran = desk.run(&["check", "api.yaml", "missing.yaml"]).exits(1);
    assert!(ran.err.contains("missing.yaml"), "{}", ran.err);
}

#[test]
fn the_report_has_its_shape() {
    let desk = Desk::new();
    desk.write("api.yaml", SHELF.replace("{ type: string }", "{ type: 5 }"));
    let read = || -> Value { serde_json::from_slice(&fs::read(desk.path("report.json")).unwrap()).unwrap() };
    desk.generate(&["--report", "report.json"]).exits(0);
    let report = read();
    assert_eq!(report["result"], "written");
    assert_eq!(report["documents"], 1);
    assert_eq!(report["operations"], serde_json::json!({"total": 1, "emitted": 1}));
    assert!(report["schemas"]["total"].is_u64());
    assert_eq!(report["schemas"]["untyped"], 1);
    assert_eq!((&report["errors"], &report["warnings"]), (&Value::from(0), &Value::from(1)));
    let diagnostic = &report["diagnostics"][0];
    assert_eq!(diagnostic["severity"], "warning");
    assert_eq!(diagnostic["file"], "api.yaml");
    assert_eq!(
        diagnostic["pointer"].as_str().map(|pointer| pointer.starts_with("/components/schemas/Book")),
        Some(true)
    );
    for key in ["code", "message"] {
        assert!(diagnostic[key].is_string(), "{key}: {diagnostic}");
    }
    for key in ["line", "column"] {
        assert!(diagnostic[key].is_u64(), "{key}: {diagnostic}");
    }
    let named = |list: &str, name: &str| report["files"][list].as_array().unwrap().contains(&Value::from(name));
    assert!(named("written", "Cargo.toml") && !named("unchanged", "Cargo.toml") && !named("removed", "Cargo.toml"));

    desk.write("api.yaml", "- no document");
    desk.generate(&["--report", "report.json"]).exits(1);
    let report = read();
    assert_eq!(report["result"], "failed");
    assert!(report["errors"].as_u64() > Some(0));
    assert_eq!(report["files"]["written"], serde_json::json!([]));

    let ran = desk.run(&["check", "api.yaml", "--report", "no/such/folder.json"]).exits(1);
    assert!(ran.err.contains("cannot write the report no/such/folder.json"), "{}", ran.err);
}

#[test]
fn arguments_override_the_configuration() {
    let desk = Desk::new();
    fs::create_dir(desk.path("specs")).unwrap();
    fs::rename(desk.path("api.yaml"), desk.path("specs/shelf.yaml")).unwrap();
    desk.write("specs/c.toml", "name = 'shelf-client'\nversion = '1.2.3'\ndocuments = ['shelf.yaml']\n");
    let manifest = || fs::read_to_string(desk.path("out/Cargo.toml")).unwrap();
    desk.run(&["generate", "--config", "specs/c.toml", "--output", "out"]).exits(0);
    assert!(
        manifest().contains("name = \"shelf-client\"") && manifest().contains("version = \"1.2.3\""),
        "{}",
        manifest()
    );
    let more = ["generate", "--config", "specs/c.toml", "--output", "out", "--name", "books", "--version", "2.0.0"];
    desk.run(&more).exits(0);
    assert!(manifest().contains("name = \"books\"") && manifest().contains("version = \"2.0.0\""), "{}", manifest());
    let ran = desk.run(&["check", "missing.yaml", "--config", "specs/c.toml"]).exits(1);
    assert!(ran.err.contains("missing.yaml") && !ran.err.contains("shelf.yaml"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_does_not_panic() {
    let desk = Desk::new();
    let command = format!("'{}' check api.yaml missing.yaml 2>&1 | true", env!("CARGO_BIN_EXE_openapi-crate"));
    let output = Command::new("sh").args(["-c", &command]).current_dir(desk.folder.path()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let help = format!("'{}' --help | true", env!("CARGO_BIN_EXE_openapi-crate"));
    let output = Command::new("sh").args(["-c", &help]).current_dir(desk.folder.path()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

/// Two documents in two folders refer to a third folder, which the user must name.
#[test]
fn references_lead_to_folders_that_the_user_names() {
    let desk = Desk::new();
    let shared = tempfile::tempdir().unwrap();
    let folder = shared.path().to_str().unwrap();
    fs::write(shared.path().join("pet.yaml"), "type: object\nproperties: { name: { type: string } }\n").unwrap();
    let head = r"openapi: 3.0.3
info: { title: Pets, version: '1' }
servers: [{ url: 'https://pets.example' }]
paths: {}
components:
  schemas:
";
    desk.write(
        "api.yaml",
        format!("{head}    Home: {{ type: object, properties: {{ pet: {{ $ref: '{folder}/pet.yaml' }} }} }}\n"),
    );
    let refused = desk.generate(&[]).exits(0);
    assert!(refused.err.contains("the file is outside the document's folder"), "{}", refused.err);
    let allowed = desk.generate(&["--references", folder]).exits(0);
    assert_eq!(allowed.err, "");
    let model = fs::read_to_string(desk.path("out/src/model/home.rs")).unwrap();
    assert!(model.contains("pub pet: Option<super::Pet>"), "{model}");
    desk.write("c.toml", format!("documents = ['api.yaml']\nreferences = ['{folder}']\n"));
    assert_eq!(desk.run(&["check", "--config", "c.toml"]).exits(0).err, "");
    let missing = desk.generate(&["--references", "nowhere"]).exits(2);
    assert_eq!(missing.err, "error: references cannot lead to nowhere: the folder does not exist\n");
}

/// Types that nest too deeply for the compiler: named types raise its limit, and unnamed types
/// become untyped.
#[test]
fn types_in_each_other_are_as_deep_as_the_compiler_can_follow() {
    let desk = Desk::new();
    let head = r"openapi: 3.0.3
info: { title: Deep, version: '1' }
servers: [{ url: 'https://deep.example' }]
paths: {}
components:
  schemas:
";
    let chain = |length: usize| {
        let link = |at| {
            format!(
                "    Link{at}: {{ type: object, properties: {{ next: {{ $ref: '#/components/schemas/Link{}' }} }} }}\n",
                at + 1
            )
        };
        let links: String = (0..length).map(link).collect();
        format!("{head}{links}    Link{length}: {{ type: string }}\n")
    };
    for (length, limit) in [(50, None), (150, Some("#![recursion_limit = \"512\"]"))] {
        desk.write("api.yaml", chain(length));
        assert_eq!(desk.generate(&["--force"]).exits(0).err, "");
        let lib = fs::read_to_string(desk.path("out/src/lib.rs")).unwrap();
        assert_eq!(lib.lines().find(|line| line.contains("recursion_limit")), limit, "{length}");
    }
    for (levels, warnings) in [(24, 0), (25, 1), (50, 2)] {
        let lists = "{ type: array, items: ".repeat(levels - 1);
        let map = "{ additionalProperties: { type: string } }";
        desk.write("api.yaml", format!("{head}    Nest: {lists}{map}{}\n", " }".repeat(levels - 1)));
        let ran = desk.generate(&["--force"]).exits(0);
        let told = ran.err.matches("too deeply for a Rust type").count();
        assert_eq!(told, warnings, "{levels}: {}", ran.err);
    }
}

/// A link counts as the folder that it leads to.
#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    let desk = Desk::new();
    let outside = tempfile::tempdir().unwrap();
    let schema = "type: object\nproperties: { secret: { type: string } }\n";
    fs::write(outside.path().join("secret.yaml"), schema).unwrap();
    desk.write("near.yaml", schema.replace("secret", "open"));
    std::os::unix::fs::symlink(outside.path(), desk.path("folder")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("secret.yaml"), desk.path("file.yaml")).unwrap();
    std::os::unix::fs::symlink("near.yaml", desk.path("inside.yaml")).unwrap();
    let schemas = ["folder/secret.yaml", "file.yaml", "inside.yaml"]
        .map(|file| format!("    S{}: {{ type: object, properties: {{ it: {{ $ref: {file} }} }} }}\n", file.len()));
    let head = r"openapi: 3.0.3
info: { title: Links, version: '1' }
paths: {}
components:
  schemas:
";
    desk.write("api.yaml", format!("{head}{}", schemas.concat()));
    let ran = desk.generate(&["--dry-run"]).exits(0);
    for link in ["folder/secret.yaml", "file.yaml"] {
        let told = format!("the reference `{link}` was not followed: the file is outside the document's folder");
        assert!(ran.err.contains(&told), "{}", ran.err);
    }
    assert!(!ran.err.contains("inside.yaml` was not followed"), "{}", ran.err);
}

#[test]
fn the_texts_of_the_licence_are_part_of_the_crate() {
    let desk = Desk::new();
    desk.write("c.toml", "license = 'MIT OR ISC'\nauthors = ['Ada <ada@shelf.example>']\n");
    let ran = desk.generate(&["--config", "c.toml"]);
    assert_eq!(ran.code, Some(0));
    let note = "note: the crate's licence names ISC, whose text the generator does not have; add it as LICENSE-ISC\n";
    assert_eq!(ran.err, note);
    assert!(fs::read_to_string(desk.path("out/LICENSE-MIT")).unwrap().contains("\nCopyright (c) Ada\n"));
    // A text that was added by hand stays, and a licence that is no longer named is removed with
    // its text.
    desk.write("out/LICENSE-ISC", "by hand");
    desk.write("c.toml", "license = 'Apache-2.0'\n");
    let ran = desk.generate(&["--config", "c.toml"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    let held = ["LICENSE-MIT", "LICENSE-ISC", "LICENSE-APACHE"].map(|name| desk.path("out").join(name).exists());
    assert_eq!(held, [false, true, true]);
    desk.write("c.toml", "license = 'MIT, ISC'\n");
    let ran = desk.generate(&["--config", "c.toml"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.starts_with("error: \"MIT, ISC\" is not a valid licence: "), "{}", ran.err);
}
