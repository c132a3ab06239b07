//! Replaces an old crate by a new one. The [module above](super) lists the guarantees.

use std::fs;
use std::path::{Path, PathBuf};

use super::journal::{self, JOURNAL};
use super::path::STAGING;
use super::plan::{OnDisk, examine};
use super::{FileError, Plan};

impl Plan {
    /// Makes the folder match the plan, or leaves it unchanged.
    ///
    /// # Errors
    /// If the plan has conflicts and `force` is not set, or if a step fails.
    pub fn write(&self, force: bool) -> Result<(), FileError> {
        if !force {
            self.refuse_conflicts()?;
        }
        if self.writes.is_empty() && self.removes.is_empty() {
            return Ok(());
        }
        let mut swap = Swap { root: &self.root, moved: Vec::new(), folders: Vec::new() };
        match swap.run(self) {
            Ok(()) => {
                swap.finish(&self.removes);
                Ok(())
            }
            Err(cause) => Err(swap.undo(cause)),
        }
    }
}

/// A write in progress, and how to undo it.
struct Swap<'a> {
    root: &'a Path,
    /// The moves so far, in order.
    moved: Vec<Move>,
    /// The folders created so far, in order.
    folders: Vec<PathBuf>,
}

#[derive(Debug)]
enum Move {
    /// The old file was moved aside.
    Aside(String),
    /// The new file was moved to where it belongs.
    Placed(String),
}

impl Swap<'_> {
    fn run(&mut self, plan: &Plan) -> Result<(), FileError> {
        self.make_folders(self.root)?;
        let staging = self.root.join(STAGING);
        // Fails if the folder exists: then another write is in progress.
        fs::create_dir(&staging).map_err(FileError::io("cannot create", &staging))?;
        self.folders.push(staging.clone());
        for (path, text) in &plan.writes {
            let file = staging.join("new").join(path);
            make_parent(&file)?;
            fs::write(&file, text).map_err(FileError::io("cannot write", &file))?;
        }
        journal::write(plan, &staging)?;
        for path in plan.writes.keys() {
            self.aside(path)?;
            let (file, staged) = (self.root.join(path), staging.join("new").join(path));
            if let Some(parent) = file.parent() {
                self.make_folders(parent)?;
            }
            fs::rename(&staged, &file).map_err(FileError::io("cannot write", &file))?;
            self.moved.push(Move::Placed(path.clone()));
        }
        plan.removes.iter().try_for_each(|path| self.aside(path))
    }

    /// Moves the file at `path` into the staging folder, if it exists.
    fn aside(&mut self, path: &str) -> Result<(), FileError> {
        if matches!(examine(self.root, path)?, OnDisk::Absent) {
            return Ok(());
        }
        let (file, kept) = (self.root.join(path), self.root.join(STAGING).join("old").join(path));
        make_parent(&kept)?;
        fs::rename(&file, &kept).map_err(FileError::io("cannot replace", &file))?;
        self.moved.push(Move::Aside(path.to_owned()));
        Ok(())
    }

    /// Creates `folder` and its missing parents, and records them.
    fn make_folders(&mut self, folder: &Path) -> Result<(), FileError> {
        let missing: Vec<&Path> =
            folder.ancestors().filter(|at| !at.as_os_str().is_empty()).take_while(|at| !at.is_dir()).collect();
        for at in missing.into_iter().rev() {
            fs::create_dir(at).map_err(FileError::io("cannot create", at))?;
            self.folders.push(at.to_owned());
        }
        Ok(())
    }

    /// Removes the old files. If this fails, only a folder is left over, which the next write
    /// removes.
    fn finish(&self, removes: &[String]) {
        let staging = self.root.join(STAGING);
        if fs::remove_file(staging.join(JOURNAL)).is_ok() {
            let _ = fs::remove_dir_all(&staging);
        }
        for path in removes {
            let folders = self.root.join(path);
            for folder in folders.ancestors().skip(1).take_while(|at| *at != self.root) {
                // Only an empty folder can be removed, so this stops at the first one that is still
                // in use.
                if fs::remove_dir(folder).is_err() {
                    break;
                }
            }
        }
    }

    /// Undoes all moves, the last one first.
    fn undo(&mut self, cause: FileError) -> FileError {
        let staging = self.root.join(STAGING);
        let mut failed = Vec::new();
        for step in self.moved.drain(..).rev() {
            let (path, done) = match step {
                Move::Placed(path) => {
                    let done = fs::remove_file(self.root.join(&path));
                    (path, done)
                }
                Move::Aside(path) => {
                    let done = fs::rename(staging.join("old").join(&path), self.root.join(&path));
                    (path, done)
                }
            };
            if done.is_err() && !failed.contains(&path) {
                failed.push(path);
            }
        }
        if !failed.is_empty() {
            return FileError::NotRestored { cause: Box::new(cause), files: failed, kept: staging };
        }
        if self.folders.contains(&staging) {
            let _ = fs::remove_dir_all(&staging);
        }
        for folder in self.folders.drain(..).rev() {
            let _ = fs::remove_dir(folder);
        }
        cause
    }
}

pub(super) fn make_parent(file: &Path) -> Result<(), FileError> {
    match file.parent() {
        Some(parent) => fs::create_dir_all(parent).map_err(FileError::io("cannot create", parent)),
        None => Ok(()),
    }
}
