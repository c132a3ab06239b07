//! The only access to disk: the emitted files, their differences from the files in a folder, and
//! the write that replaces one by the other.
//!
//! [`Files`] holds the emitted files, [`Plan`] compares them with a folder, and [`Plan::write`]
//! makes the folder match. Guarantees of a write:
//! - It touches only files that the plan names. Everything else in the folder stays: `target/`,
//!   `Cargo.lock`, notes, `.git`.
//! - It first writes every new file completely, into a staging folder inside the output folder, so
//!   that both are on the same file system. Only then does it move files, and it moves each old
//!   file aside instead of overwriting it.
//! - If a step fails, it moves everything back and removes the folders that it created: the folder
//!   is as before.
//! - If the process is killed, a journal in the staging folder lists the moves, and
//!   [`Plan::recover`], which is called before each write, undoes them. After a power cut, this
//!   depends on the order in which the file system writes.
//! - It overwrites or removes a file only if the file is exactly as an earlier run wrote it, unless
//!   the write is forced.
//! - It follows no symbolic link below the output folder.
//!
//! Two writes into one folder at the same time are not supported: the second one stops, or takes
//! the first for interrupted.

mod error;
mod journal;
mod path;
mod plan;
mod record;
mod swap;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use error::FileError;
pub use plan::Plan;

/// The emitted files, as texts by path. Paths are relative to the output folder, with `/` between
/// names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    texts: BTreeMap<String, String>,
    /// Each path in lower case, because some file systems do not distinguish `A.rs` from `a.rs`.
    folded: BTreeMap<String, String>,
}

impl Files {
    /// Creates an empty set of files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    ///
    /// # Errors
    /// If the path could leave the output folder, cannot exist on every common file system, belongs
    /// to the generator itself, or clashes with a file that was added before.
    pub fn insert(&mut self, path: &str, text: impl Into<String>) -> Result<(), FileError> {
        path::check(path).map_err(|because| FileError::Path { path: path.to_owned(), because })?;
        let folded = path.to_lowercase();
        if let Some(other) = self.clash(&folded) {
            return Err(FileError::Clash { path: path.to_owned(), other: other.to_owned() });
        }
        self.folded.insert(folded, path.to_owned());
        self.texts.insert(path.to_owned(), text.into());
        Ok(())
    }

    /// Returns the text of a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(String::as_str)
    }

    /// Returns every path with its text, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Returns the number of files.
    #[must_use]
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there are no files.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Returns the file that cannot exist beside `folded`: the same file, a folder of that name, or
    /// a file where it needs a folder.
    fn clash(&self, folded: &str) -> Option<&str> {
        let above = folded.match_indices('/').map(|(end, _)| &folded[..end]);
        let taken = above.chain([folded]).find_map(|path| self.folded.get(path));
        let below = || {
            let start = format!("{folded}/");
            self.folded.range(start.clone()..).next().filter(|(path, _)| path.starts_with(&start)).map(|(_, path)| path)
        };
        taken.or_else(below).map(String::as_str)
    }
}
