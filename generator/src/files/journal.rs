//! What a write under way has moved, so that one that was killed can be taken back.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::path::{self, STAGING};
use super::plan::{OnDisk, examine, exists};
use super::record::hash;
use super::swap::make_parent;
use super::{FileError, Plan};

/// The journal's name in the staging folder. Once it is gone, the write is done.
pub(super) const JOURNAL: &str = "journal.json";

/// What a swap is about to move, written down before the first move.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Journal {
    /// Files to write, with the hash of the new text.
    writes: BTreeMap<String, String>,
    /// Files to remove.
    removes: Vec<String>,
}

impl Plan {
    /// Puts back what a write that was interrupted had moved in `root`. Says whether there was such
    /// a write.
    ///
    /// # Errors
    /// When something cannot be moved, or the staging folder is not as a write leaves it.
    pub fn recover(root: &Path) -> Result<bool, FileError> {
        let staging = root.join(STAGING);
        let found = match fs::symlink_metadata(&staging) {
            Ok(found) => found,
            // A root that is no folder is told by the comparison.
            Err(_) => return Ok(false),
        };
        if !found.is_dir() {
            return Err(FileError::Blocked { path: staging, because: "is needed for staging; remove it" });
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

/// Written under another name first, so that a journal is whole or not there.
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
    // The record is listed here too, and it is the one path of our own that may be.
    let sound = |path: &String| path == path::RECORD || path::check(path).is_ok();
    journal.filter(|journal| journal.writes.keys().chain(&journal.removes).all(sound)).ok_or_else(|| FileError::Blocked {
        path: staging.to_owned(),
        because: "was left by an interrupted run and its journal is damaged; move the files below old/ back and remove it",
    })
}

/// Undoes the moves of an interrupted write. A file that was changed since is left alone.
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
