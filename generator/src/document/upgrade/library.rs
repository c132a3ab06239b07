//! The files that a document's references lead to. Nothing is fetched from a network, and only
//! files below the document's folder, or a folder that the user named, are opened.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

use serde_json::Value;

use super::super::Tree;
use crate::diagnostic::{Diagnostics, Unfollowed};
use crate::place::{Reference, SourceId};
use crate::source::{self, Sources};

/// The values of all files, with repairs and overlays applied.
pub(super) struct Library<'a> {
    sources: &'a mut Sources,
    values: BTreeMap<SourceId, Rc<Value>>,
    /// Canonical paths of the folders that references may lead to.
    folders: Vec<PathBuf>,
    /// The files by canonical path; `None` for a file that cannot be read, which is already
    /// reported.
    opened: BTreeMap<PathBuf, Option<SourceId>>,
}

impl<'a> Library<'a> {
    /// Creates a library of the run's own documents. Their references may lead to their own folders
    /// and to `folders`.
    pub(super) fn new(sources: &'a mut Sources, trees: &[Tree], folders: &[PathBuf]) -> Self {
        // A folder that has since disappeared allows nothing: references into it are refused and
        // reported.
        let folders = folders.iter().filter_map(|folder| folder.canonicalize().ok()).collect();
        let values = trees.iter().map(|tree| (tree.source, Rc::new(tree.value.clone()))).collect();
        let mut opened = BTreeMap::new();
        for tree in trees {
            let path = sources.get(tree.source).and_then(|source| source.path.as_ref()?.canonicalize().ok());
            if let Some(path) = path {
                opened.insert(path, Some(tree.source));
            }
        }
        Self { sources, values, folders, opened }
    }

    /// Returns the value of a file.
    pub(super) fn value(&self, source: SourceId) -> Rc<Value> {
        self.values.get(&source).cloned().unwrap_or_default()
    }

    /// Returns the name of a file for messages.
    pub(super) fn name(&self, source: SourceId) -> &str {
        self.sources.name(source)
    }

    /// Opens the file that `reference` names in the file `from`, which belongs to `document`.
    ///
    /// # Errors
    /// If the file must not or cannot be opened.
    pub(super) fn open(
        &mut self,
        reference: &Reference<'_>,
        from: SourceId,
        document: SourceId,
        diagnostics: &mut Diagnostics,
    ) -> Result<SourceId, Unfollowed> {
        if let Some(scheme) = reference.scheme() {
            return Err(match scheme {
                "http" | "https" => Unfollowed::Network,
                other => Unfollowed::Scheme(other.to_owned()),
            });
        }
        let unknown = || Unfollowed::NoPath;
        let holder = |id| Some(self.sources.get(id)?.path.as_ref()?.parent()?.to_owned());
        let (near, root) = (holder(from).ok_or_else(unknown)?, holder(document).ok_or_else(unknown)?);
        let path = near.join(reference.path());
        let unopened = |error: std::io::Error| Unfollowed::Unopened(source::file_fault(&error));
        // An empty path means the current folder.
        let root = if root.as_os_str().is_empty() { PathBuf::from(".") } else { root };
        let root = root.canonicalize().map_err(unopened)?;
        let found = path.canonicalize().map_err(unopened)?;
        if !found.starts_with(&root) && !self.folders.iter().any(|folder| found.starts_with(folder)) {
            return Err(Unfollowed::OutOfFolder);
        }
        let unreadable = || Unfollowed::UnreadableFile;
        if let Some(known) = self.opened.get(&found) {
            return known.ok_or_else(unreadable);
        }
        if !found.is_file() {
            return Err(Unfollowed::NotAFile);
        }
        let id = self.read(&path, diagnostics);
        self.opened.insert(found, id);
        id.ok_or_else(unreadable)
    }

    fn read(&mut self, path: &Path, diagnostics: &mut Diagnostics) -> Option<SourceId> {
        let id = self.sources.open(&plain(path), diagnostics)?;
        let value = source::parse(self.sources.get(id)?, id, diagnostics)?;
        self.values.insert(id, Rc::new(value));
        Some(id)
    }
}

/// Removes steps such as `a/..` from a path, as a person would write it.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(plain.components().next_back(), Some(Component::Normal(_))) => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    // After a symbolic link, `..` leads elsewhere.
    let same = match (plain.canonicalize(), path.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    };
    if same { plain } else { path.to_owned() }
}
