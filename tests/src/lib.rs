//! Shared code of these tests: the workspace's folder, the cases, a document of hostile texts, the
//! command line within the process, and a scripted server.

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
/// If the folder cannot be read.
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

/// The result of a run of the command line.
#[derive(Debug)]
pub struct Ran {
    /// Its exit code.
    pub exit: Exit,
    /// Its standard output.
    pub out: String,
    /// Its errors and diagnostics.
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
