//! The documents to mutate.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// The documents to mutate, in an order that depends only on their names.
#[derive(Debug, Clone)]
pub struct Seeds(Vec<PathBuf>);

impl Seeds {
    /// Finds all documents in these folders and their subfolders, except those larger than `limit`
    /// bytes.
    ///
    /// # Errors
    /// If a folder cannot be read, or contains no document.
    pub fn find(folders: &[PathBuf], limit: u64) -> io::Result<Self> {
        let mut found = Vec::new();
        for folder in folders {
            collect(folder, limit, &mut found)?;
        }
        found.sort();
        if found.is_empty() { Err(io::Error::other("there is no document to mutate")) } else { Ok(Self(found)) }
    }

    /// Returns the number of documents.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no documents.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns one of them as a value; `None` if it is neither YAML nor JSON.
    pub fn pick(&self, rng: &mut fastrand::Rng) -> Option<Value> {
        let path = self.0.get(rng.usize(..self.0.len().max(1)))?;
        let text = String::from_utf8(fs::read(path).ok()?).ok()?;
        openapi_crate::parse(&path.display().to_string(), &text)
    }
}

fn collect(folder: &Path, limit: u64, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let kind = entry.file_type()?;
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if kind.is_dir() {
            collect(&path, limit, found)?;
        } else if kind.is_file() && ["json", "yaml", "yml"].contains(&ending) && entry.metadata()?.len() <= limit {
            found.push(path);
        }
    }
    Ok(())
}
