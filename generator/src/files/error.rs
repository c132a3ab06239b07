//! Errors between the emitted files and the disk.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why files were not emitted, compared or written. If a write failed, the output folder is
/// unchanged, unless the error is [`NotRestored`](FileError::NotRestored).
#[derive(Debug)]
#[non_exhaustive]
pub enum FileError {
    /// The path of an emitted file is not allowed.
    Path {
        /// The path, relative to the output folder.
        path: String,
        /// The reason.
        because: &'static str,
    },
    /// Two emitted files cannot exist side by side on every file system.
    Clash {
        /// The second file.
        path: String,
        /// The first file.
        other: String,
    },
    /// Something else is where a file or folder is needed.
    Blocked {
        /// The path of the obstacle.
        path: PathBuf,
        /// What it is, and how to continue.
        because: &'static str,
    },
    /// The write would overwrite files that the generator did not write, or that were changed
    /// since.
    Conflict {
        /// Generated files that were edited by hand.
        edited: Vec<String>,
        /// Files that no earlier run wrote.
        foreign: Vec<String>,
    },
    /// An operation of the system failed.
    Io {
        /// The attempt, such as "cannot write".
        tried: &'static str,
        /// The path of the attempt.
        path: PathBuf,
        /// The system's error.
        error: io::Error,
    },
    /// A write failed, and some of the old files could not be put back.
    NotRestored {
        /// Why the write failed.
        cause: Box<FileError>,
        /// The files that could not be put back.
        files: Vec<String>,
        /// The folder that contains them now.
        kept: PathBuf,
    },
}

impl FileError {
    /// For `map_err`: adds the attempt and its path.
    pub(super) fn io(tried: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |error| Self::Io { tried, path, error }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path { path, because } => write!(out, "cannot emit a file at {path:?}: {because}"),
            Self::Clash { path, other } if path == other => write!(out, "cannot emit {path} twice"),
            Self::Clash { path, other } => {
                write!(out, "cannot emit both {other} and {path}: some file systems do not tell them apart")
            }
            Self::Blocked { path, because } => write!(out, "{}: {because}", path.display()),
            Self::Conflict { edited, foreign } => conflict(out, edited, foreign),
            Self::Io { tried, path, error } => write!(out, "{tried} {}: {error}", path.display()),
            Self::NotRestored { cause, files, kept } => {
                writeln!(out, "{cause}")?;
                writeln!(out, "these files could not be put back, and are kept in {}:", kept.display())?;
                list(out, files)?;
                write!(out, "fix the cause and run again: the next run puts them back first")
            }
        }
    }
}

impl std::error::Error for FileError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { error, .. } => Some(error),
            Self::NotRestored { cause, .. } => Some(cause.as_ref()),
            Self::Path { .. } | Self::Clash { .. } | Self::Blocked { .. } | Self::Conflict { .. } => None,
        }
    }
}

fn conflict(out: &mut fmt::Formatter<'_>, edited: &[String], foreign: &[String]) -> fmt::Result {
    if !edited.is_empty() {
        writeln!(out, "generated files were edited by hand, and the edits would be lost:")?;
        list(out, edited)?;
    }
    if !foreign.is_empty() {
        writeln!(out, "files that were not generated are in the way:")?;
        list(out, foreign)?;
    }
    write!(out, "move them away, or overwrite them with --force")
}

fn list(out: &mut fmt::Formatter<'_>, names: &[String]) -> fmt::Result {
    names.iter().try_for_each(|name| writeln!(out, "  {name}"))
}
