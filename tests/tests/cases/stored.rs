//! The folder `expected/` of a case. insta compares, prints and decides by `INSTA_UPDATE` what is
//! accepted; its own files have a header, so they are made for one comparison and thrown away.

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use crate::{Files, files, kept};

/// Compares what is stored in `folder` with what is to be kept of the emitted files, and writes
/// what is accepted. Gives a line for each file that differs.
pub(crate) fn compare(folder: &Path, kept: &Files, emitted: &Files) -> Vec<String> {
    let mut failures = Vec::new();
    let case = folder.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    let stored = files(folder);
    let mut compare = |path: &str, because: &str| {
        let name = format!("{case}/expected/{path}");
        let (old, new) = (stored.get(path).map(String::as_str), kept.get(path).map(String::as_str));
        if old == new {
            return;
        }
        if is_accepted(&name, &folder.join(path), old, new) {
            write(folder, path, new);
        } else {
            failures.push(format!("{name}: {because}"));
        }
    };
    for path in stored.keys().filter(|path| !kept.contains_key(*path)) {
        let is_emitted = emitted.contains_key(path.trim_end_matches(".diff"));
        compare(path, if is_emitted { kept::ELSEWHERE } else { "is stored, but not emitted" });
    }
    for path in kept.keys() {
        compare(path, if stored.contains_key(path) { "is emitted otherwise" } else { "is emitted, but not stored" });
    }
    failures
}

/// Whether insta takes a new text for an old one that is not equal to it.
fn is_accepted(name: &str, file: &Path, old: Option<&str>, new: Option<&str>) -> bool {
    let desk = tempfile::tempdir().unwrap();
    if let Some(old) = old {
        let file = desk.path().join(name.replace('/', "__") + ".snap");
        fs::write(file, format!("---\nsource: {}\n---\n{}\n", file!(), shown(Some(old)))).unwrap();
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(desk.path());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_input_file(file);
    settings.set_comparator(Box::new(Differs));
    // All differences of a run are printed: a stack after each would hide them.
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|panicked| println!("{panicked}\n")));
    let accepted =
        settings.bind(|| panic::catch_unwind(AssertUnwindSafe(|| insta::assert_snapshot!(name, shown(new)))));
    panic::set_hook(hook);
    accepted.is_ok()
}

/// insta sees no white space at a text's end and no carriage return; here every byte counts.
fn shown(text: Option<&str>) -> String {
    text.map_or_else(|| "(no file)".to_owned(), |text| format!("{}(end of file)", text.replace('\r', "␍")))
}

/// The texts are known to differ, where insta would not look closely enough.
struct Differs;

impl insta::Comparator for Differs {
    fn matches(&self, _: &insta::Snapshot, _: &insta::Snapshot) -> bool {
        false
    }

    fn dyn_clone(&self) -> Box<dyn insta::Comparator> {
        Box::new(Self)
    }
}

fn write(folder: &Path, path: &str, text: Option<&str>) {
    let file = folder.join(path);
    if let Some(text) = text {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
        return;
    }
    fs::remove_file(&file).unwrap();
    // Its folders, as far as they are empty now.
    let folders = file.ancestors().skip(1).take_while(|parent| parent.starts_with(folder));
    for parent in folders {
        if fs::remove_dir(parent).is_err() {
            break;
        }
    }
}
