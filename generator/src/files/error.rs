//! What can go wrong between the emitted files and the disk.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why files were not emitted, compared or written. Wherever it comes from a write, the output
/// folder is as it was before, unless it is [`NotRestored`](FileError::NotRestored).
#[derive(Debug)]
#[non_exhaustive]
pub enum FileError {
    /// An emitted path is refused.
    Path {
        /// The path.
        path: String,
        /// What is wrong with it.
        because: &'static str,
    },
    /// Two emitted files cannot stand side by side on every file system.
    Clash {
        /// The file that came second.
        path: String,
        /// The file that was there.
        other: String,
    },
    /// Something that is no ordinary file or folder stands in the way.
    Blocked {
        /// Where it stands.
        path: PathBuf,
        /// What stands there, and how to mend it.
        because: &'static str,
    },
    /// Files would be overwritten that the generator did not write, or that were changed since.
    Conflict {
        /// Generated files that were edited by hand.
        edited: Vec<String>,
        /// Files that no earlier run wrote.
        foreign: Vec<String>,
    },
    /// The system refused an operation.
    Io {
        /// What was tried, as in "cannot write".
        tried: &'static str,
        /// On which path.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// A write failed, and the old files could not all be put back.
    NotRestored {
        /// Why the write failed.
        cause: Box<FileError>,
        /// The files that could not be put back.
        files: Vec<String>,
        /// The folder that keeps them.
        kept: PathBuf,
    },
}

impl FileError {
    /// For `map_err`: what was tried on which path.
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
                writeln!(out, "and these files could not be put back; they are kept in {}:", kept.display())?;
                list(out, files)?;
                write!(out, "mend the cause and run again: the next run puts them back first")
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
        writeln!(out, "files are in the way that were not generated here:")?;
        list(out, foreign)?;
    }
    write!(out, "move them away, or overwrite them with --force")
}

fn list(out: &mut fmt::Formatter<'_>, names: &[String]) -> fmt::Result {
    names.iter().try_for_each(|name| writeln!(out, "  {name}"))
}
