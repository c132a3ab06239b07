//! The journal of a write, from which a write that was killed can be undone.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::path::{self, STAGING};
use super::plan::{OnDisk, examine, exists};
use super::record::hash;
use super::swap::make_parent;
use super::{FileError, Plan};

/// Name of the journal in the staging folder. Without a journal, the write is complete.
pub(super) const JOURNAL: &str = "journal.json";

/// The moves of a write, recorded before the first one.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Journal {
    /// Files to write, with the hash of the new text.
    writes: BTreeMap<String, String>,
    /// Files to remove.
    removes: Vec<String>,
}

impl Plan {
    /// Undoes an interrupted write in `root`, and returns whether there was one. Call it before
    /// [`Plan::compare`].
    ///
    /// # Errors
    /// If a file cannot be moved, or the staging folder is damaged.
    pub fn recover(root: &Path) -> Result<bool, FileError> {
        let staging = root.join(STAGING);
        let found = match fs::symlink_metadata(&staging) {
            Ok(found) => found,
            // If the root is not a folder, the comparison reports it.
            Err(_) => return Ok(false),
        };
        if !found.is_dir() {
            return Err(FileError::Blocked {
                path: staging,
                because: "is not a folder, but is needed for staging; remove it",
            });
        }
        let journal = staging.join(JOURNAL);
        if exists(&journal).map_err(FileError::io("cannot open", &journal))? {
            let bytes = fs::read(&journal).map_err(FileError::io("cannot read", &journal))?;
            put_back(root, &staging, &read(&bytes, &staging)?)?;
            fs::remove_file(&journal).map_err(FileError::io("cannot remove", &journal))?;
        }
        fs::remove_dir_all(&staging).map_err(FileError::io("cannot remove", &staging))?;
        Ok(true)
    }
}

/// Writes the journal under another name first, so that it is complete or does not exist.
pub(super) fn write(plan: &Plan, staging: &Path) -> Result<(), FileError> {
    let writes = plan.writes.iter().map(|(path, text)| (path.clone(), hash(text.as_bytes()))).collect();
    let journal = Journal { writes, removes: plan.removes.clone() };
    let (file, part) = (staging.join(JOURNAL), staging.join("journal.part"));
    let text = serde_json::to_vec(&journal).map_err(|error| FileError::io("cannot write", &file)(error.into()))?;
    fs::write(&part, text).map_err(FileError::io("cannot write", &part))?;
    fs::rename(&part, &file).map_err(FileError::io("cannot write", &file))
}

fn read(bytes: &[u8], staging: &Path) -> Result<Journal, FileError> {
    let journal: Option<Journal> = serde_json::from_slice(bytes).ok();
    // The journal also lists the record, the only path of our own that it may contain.
    let sound = |path: &String| path == path::RECORD || path::check(path).is_ok();
    journal.filter(|journal| journal.writes.keys().chain(&journal.removes).all(sound)).ok_or_else(|| FileError::Blocked {
        path: staging.to_owned(),
        because: "was left by an interrupted run, but its journal is damaged; move the files below old/ back and remove it",
    })
}

/// Undoes the moves of an interrupted write. A file that was changed since stays.
fn put_back(root: &Path, staging: &Path, journal: &Journal) -> Result<(), FileError> {
    for (path, new) in &journal.writes {
        let placed = !exists(&staging.join("new").join(path)).map_err(FileError::io("cannot open", staging))?;
        match examine(root, path)? {
            OnDisk::File(bytes) if placed && *new == hash(&bytes) => {
                let file = root.join(path);
                fs::remove_file(&file).map_err(FileError::io("cannot remove", &file))?;
                restore(root, staging, path)?;
            }
            OnDisk::Absent => restore(root, staging, path)?,
            OnDisk::File(_) | OnDisk::Other => {}
        }
    }
    for path in &journal.removes {
        if matches!(examine(root, path)?, OnDisk::Absent) {
            restore(root, staging, path)?;
        }
    }
    Ok(())
}

fn restore(root: &Path, staging: &Path, path: &str) -> Result<(), FileError> {
    let (file, kept) = (root.join(path), staging.join("old").join(path));
    if exists(&kept).map_err(FileError::io("cannot open", &kept))? {
        make_parent(&file)?;
        fs::rename(&kept, &file).map_err(FileError::io("cannot restore", &file))?;
    }
    Ok(())
}
