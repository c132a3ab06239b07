//! What the tests of this crate share: where the workspace is, the folders of cases, a document of hostile texts, a run of the command line within the test, and a
//! scripted server.

pub mod case;
pub mod hostile;
pub mod server;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use openapi_crate::cli;
use openapi_crate::run::{Exit, Streams};

/// The workspace's folder.
#[must_use]
pub fn workspace() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_owned()
}

/// The folders in `folder`, sorted by name.
///
/// # Errors
/// When the folder cannot be read.
pub fn folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// What a run of the command line gave.
#[derive(Debug)]
pub struct Ran {
    /// Its exit code.
    pub exit: Exit,
    /// What it printed as its result.
    pub out: String,
    /// What it printed of errors and diagnostics.
    pub err: String,
}

/// Runs `openapi-crate` with `arguments` in this process and its current folder.
pub fn run<A: Into<OsString>>(arguments: impl IntoIterator<Item = A>) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let arguments = arguments.into_iter().map(Into::into);
    let program = [OsString::from("openapi-crate")];
    let exit = cli::main(program.into_iter().chain(arguments), &mut Streams::new(&mut out, &mut err));
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ran { exit, out: text(out), err: text(err) }
}
