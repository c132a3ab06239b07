//! The files that the references of a document lead to. Nothing is ever fetched from a network, and
//! no file outside the document's folder is opened but in the folders that the user named.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

use serde_json::Value;

use super::super::Tree;
use crate::diagnostic::{Diagnostics, Unfollowed};
use crate::place::{Reference, SourceId};
use crate::source::{self, Sources};

/// The values of all files, as their texts and the overlays say them.
pub(super) struct Library<'a> {
    sources: &'a mut Sources,
    values: BTreeMap<SourceId, Rc<Value>>,
    /// The true paths of the folders that references may lead to.
    folders: Vec<PathBuf>,
    /// The files by their true paths; `None` for one that cannot be read, which is said already.
    opened: BTreeMap<PathBuf, Option<SourceId>>,
}

impl<'a> Library<'a> {
    /// A library of the run's own documents, whose references may lead to their own folders and to
    /// these.
    pub(super) fn new(sources: &'a mut Sources, trees: &[Tree], folders: &[PathBuf]) -> Self {
        // A folder that is gone meanwhile allows nothing: what leads there is refused, and says so.
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

    /// The value of a file.
    pub(super) fn value(&self, source: SourceId) -> Rc<Value> {
        self.values.get(&source).cloned().unwrap_or_default()
    }

    /// The name of a file, as messages have it.
    pub(super) fn name(&self, source: SourceId) -> &str {
        self.sources.name(source)
    }

    /// The file that `reference` names in the file `from`, which belongs to `document`; or why it
    /// stays closed.
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
        // An empty path is the folder in which the program runs.
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

/// A path without the steps that lead nowhere, as a person would write it.
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
    // A step back through a linked folder leads elsewhere.
    let same = match (plain.canonicalize(), path.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    };
    if same { plain } else { path.to_owned() }
}
