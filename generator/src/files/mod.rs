//! The one door to disk: what a run emits, how it differs from what stands there, and the swap of
//! one for the other.
//!
//! [`Files`] holds what is emitted, [`Plan`] compares it with a folder, and [`Plan::write`] makes
//! the folder match. What holds of a write:
//! - Only files that the plan names are touched. All else in the folder stays: `target/`,
//!   `Cargo.lock`, notes, `.git`.
//! - Every new file is first written in full below a staging folder inside the output folder, which
//!   is therefore on the same file system. Only then is anything moved, and each old file is moved
//!   aside, not overwritten.
//! - If any step fails, all is moved back and every folder that was made is removed again: the
//!   folder is as it was.
//! - If the process is killed half-way, a journal in the staging folder says what was to be moved,
//!   and [`Plan::recover`] moves it back; it is called before each write. Against a power cut, this
//!   is as good as the file system's order of writes.
//! - A file is overwritten or removed only if it is exactly as an earlier run wrote it, unless the
//!   write is forced.
//! - No symbolic link below the output folder is followed.
//!
//! Two writes into one folder at one time are not foreseen: the second one stops, or takes the
//! first for interrupted.

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

/// The emitted files: texts by their path, which is relative to the output folder and written with
/// `/`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    texts: BTreeMap<String, String>,
    /// Each path in lower case, since some file systems do not tell `A.rs` from `a.rs`.
    folded: BTreeMap<String, String>,
}

impl Files {
    /// No files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    ///
    /// # Errors
    /// The path is refused when it could leave the output folder, cannot exist on every common file
    /// system, belongs to the generator itself, or clashes with a file that was added before.
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

    /// The text of one file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(String::as_str)
    }

    /// Every path with its text, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The file that cannot stand beside `folded`: the same one, a folder of that name, or a file
    /// where it needs a folder.
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
