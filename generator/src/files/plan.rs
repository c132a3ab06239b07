//! The differences between the emitted files and a folder.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::path::{RECORD, STAGING};
use super::record::{Record, hash};
use super::{FileError, Files};

/// The changes that a write would make to a folder. Making a plan changes nothing.
#[derive(Debug)]
pub struct Plan {
    pub(super) root: PathBuf,
    /// The files to write, with their texts.
    pub(super) writes: BTreeMap<String, String>,
    /// The files to remove.
    pub(super) removes: Vec<String>,
    unchanged: Vec<String>,
    edited: Vec<String>,
    foreign: Vec<String>,
    interrupted: bool,
}

impl Plan {
    /// Compares `files`, and the record of them, with the folder `root`, which need not exist.
    ///
    /// # Errors
    /// If something cannot be read, or a symbolic link or a folder is where a generated file or its
    /// folder belongs.
    pub fn compare(files: &Files, root: &Path) -> Result<Self, FileError> {
        let root = resolve(root)?;
        let on_disk = examine(&root, RECORD)?;
        let recorded = match &on_disk {
            OnDisk::File(bytes) => Record::parse(bytes),
            OnDisk::Absent | OnDisk::Other => None,
        };
        let mut plan = Self {
            interrupted: fs::symlink_metadata(root.join(STAGING)).is_ok(),
            root,
            writes: BTreeMap::new(),
            removes: Vec::new(),
            unchanged: Vec::new(),
            edited: Vec::new(),
            foreign: Vec::new(),
        };
        // The record does not list itself. If it can be read, it is ours; a damaged one was edited.
        let sound = recorded.is_some();
        let recorded = recorded.unwrap_or_default().files;
        let record = Record::of(files).text();
        plan.place(RECORD, &record, &on_disk, if sound { Ours::Yes } else { Ours::Edited });
        for (path, text) in files.iter() {
            let on_disk = examine(&plan.root, path)?;
            let ours = whose(recorded.get(path), &on_disk);
            plan.place(path, text, &on_disk, ours);
        }
        for (path, hash) in recorded.iter().filter(|(path, _)| files.get(path).is_none()) {
            let on_disk = examine(&plan.root, path)?;
            if matches!(on_disk, OnDisk::Absent) {
                continue;
            }
            if whose(Some(hash), &on_disk) == Ours::Edited {
                plan.edited.push(path.clone());
            }
            plan.removes.push(path.clone());
        }
        Ok(plan)
    }

    /// Returns the files that are new or differ, sorted.
    #[must_use]
    pub fn written(&self) -> Vec<String> {
        self.writes.keys().cloned().collect()
    }

    /// Returns the files that need no change.
    #[must_use]
    pub fn unchanged(&self) -> &[String] {
        &self.unchanged
    }

    /// Returns the files that an earlier run wrote and this one does not.
    #[must_use]
    pub fn removed(&self) -> &[String] {
        &self.removes
    }

    /// Returns the files to write or remove that were edited by hand since they were generated.
    #[must_use]
    pub fn edited(&self) -> &[String] {
        &self.edited
    }

    /// Returns the files to write that exist already, but were not generated.
    #[must_use]
    pub fn foreign(&self) -> &[String] {
        &self.foreign
    }

    /// Whether the folder differs from the emitted files, or contains the staging folder of an
    /// interrupted write.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.interrupted || !self.writes.is_empty() || !self.removes.is_empty()
    }

    /// Checks that every file to overwrite or remove is exactly as it was generated.
    ///
    /// # Errors
    /// If some are not; the error names them.
    pub fn refuse_conflicts(&self) -> Result<(), FileError> {
        if self.edited.is_empty() && self.foreign.is_empty() {
            return Ok(());
        }
        Err(FileError::Conflict { edited: self.edited.clone(), foreign: self.foreign.clone() })
    }

    fn place(&mut self, path: &str, text: &str, on_disk: &OnDisk, ours: Ours) {
        match on_disk {
            OnDisk::File(bytes) if bytes == text.as_bytes() => return self.unchanged.push(path.to_owned()),
            OnDisk::Absent => {}
            OnDisk::File(_) | OnDisk::Other => match ours {
                Ours::Yes => {}
                Ours::Edited => self.edited.push(path.to_owned()),
                Ours::No => self.foreign.push(path.to_owned()),
            },
        }
        self.writes.insert(path.to_owned(), text.to_owned());
    }
}

/// Whether an earlier run wrote a file on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ours {
    Yes,
    Edited,
    No,
}

fn whose(recorded: Option<&String>, on_disk: &OnDisk) -> Ours {
    match (recorded, on_disk) {
        (None, _) => Ours::No,
        (Some(recorded), OnDisk::File(bytes)) if *recorded == hash(bytes) => Ours::Yes,
        (Some(_), OnDisk::File(_) | OnDisk::Other | OnDisk::Absent) => Ours::Edited,
    }
}

/// The file on disk at a path.
#[derive(Debug)]
pub(super) enum OnDisk {
    Absent,
    File(Vec<u8>),
    /// A link, a pipe or a device: replaced if the write is forced, never opened.
    Other,
}

/// Looks at `path` below `root` without following a link on the way.
pub(super) fn examine(root: &Path, path: &str) -> Result<OnDisk, FileError> {
    for (end, _) in path.match_indices('/') {
        let folder = root.join(&path[..end]);
        match metadata(&folder)? {
            None => return Ok(OnDisk::Absent),
            Some(found) if found.is_symlink() => {
                return Err(FileError::Blocked {
                    path: folder,
                    because: "is a symbolic link, and files would be written outside the output folder; remove it",
                });
            }
            Some(found) if !found.is_dir() => {
                return Err(FileError::Blocked {
                    path: folder,
                    because: "is a file where a folder is needed; move it",
                });
            }
            Some(_) => {}
        }
    }
    let file = root.join(path);
    match metadata(&file)? {
        None => Ok(OnDisk::Absent),
        Some(found) if found.is_file() => {
            let bytes = fs::read(&file).map_err(FileError::io("cannot read", &file))?;
            Ok(OnDisk::File(bytes))
        }
        Some(found) if found.is_dir() => {
            Err(FileError::Blocked { path: file, because: "is a folder where a file is needed; move it" })
        }
        Some(_) => Ok(OnDisk::Other),
    }
}

/// Resolves the output folder, which may be a link: that is the user's choice.
fn resolve(root: &Path) -> Result<PathBuf, FileError> {
    match metadata(root)? {
        None => Ok(root.to_owned()),
        Some(_) => match fs::metadata(root) {
            Ok(found) if found.is_dir() => Ok(root.to_owned()),
            Ok(_) => Err(FileError::Blocked {
                path: root.to_owned(),
                because: "is a file, but the output must be a folder; choose another --output",
            }),
            Err(error) => Err(FileError::io("cannot open", root)(error)),
        },
    }
}

fn metadata(path: &Path) -> Result<Option<fs::Metadata>, FileError> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(FileError::io("cannot open", path)(error)),
    }
}

/// Like [`metadata`], for callers that treat all failures the same.
pub(super) fn exists(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
