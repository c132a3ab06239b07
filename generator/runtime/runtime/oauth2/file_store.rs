//! Tokens in a file.
#![cfg(feature = "oauth2")]

use std::fs::{self, File, OpenOptions};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use crate::runtime::error::store_error::StoreError;
use crate::runtime::oauth2::token_store::TokenStore;
use crate::runtime::oauth2::tokens::Tokens;
use crate::runtime::value::secret::Secret;

/// Stores tokens in a file. On Unix, only its owner may read and write it.
///
/// The file is replaced atomically: a new one is written beside it, flushed to the disk, and
/// renamed. A file that does not hold tokens is an error and is never overwritten;
/// [`TokenStore::clear`] removes it.
#[derive(Debug, Clone)]
pub struct FileStore {
    path: PathBuf,
}

/// No tokens are longer.
const LONGEST: u64 = 1024 * 1024;

impl FileStore {
    /// Creates a store in that file. The file need not exist yet, but its folder must.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }

    /// The path of the file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn read(&self) -> io::Result<Option<Secret>> {
        let file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let mut text = String::new();
        file.take(LONGEST).read_to_string(&mut text)?;
        Ok(Some(Secret::from(text)))
    }

    /// Replaces the file; where it is a link, the file that the link names.
    fn replace(&self, text: &Secret) -> io::Result<()> {
        let path = match fs::canonicalize(&self.path) {
            Ok(path) => path,
            Err(error) if error.kind() == ErrorKind::NotFound => self.path.clone(),
            Err(error) => return Err(error),
        };
        let name = path.file_name().ok_or_else(|| io::Error::new(ErrorKind::InvalidInput, "the path names no file"))?;
        let random = RandomState::new().hash_one(std::process::id());
        let mut beside = std::ffi::OsString::from(".");
        beside.push(name);
        beside.push(format!(".{random:016x}.tmp"));
        let beside = path.with_file_name(beside);
        let written = write_new(&beside, text).and_then(|()| fs::rename(&beside, &path));
        if written.is_err() {
            // The first error is the one to report.
            let _ = fs::remove_file(&beside);
        }
        written?;
        sync_folder(&path)
    }

    fn remove(&self) -> io::Result<()> {
        match fs::remove_file(&self.path) {
            Ok(()) => sync_folder(&self.path),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        }
    }
}

impl TokenStore for FileStore {
    fn load(&self) -> Result<Option<Tokens>, StoreError> {
        let text = self.read().map_err(|source| match source.kind() {
            ErrorKind::InvalidData => StoreError::Damaged { reason: "it is not UTF-8" },
            _ => StoreError::Io { action: "read", source },
        })?;
        let Some(text) = text else { return Ok(None) };
        Tokens::from_json(text.expose()).map(Some).map_err(|reason| StoreError::Damaged { reason })
    }

    fn save(&self, tokens: &Tokens) -> Result<(), StoreError> {
        self.load()?;
        self.replace(&tokens.to_json()).map_err(|source| StoreError::Io { action: "written", source })
    }

    fn clear(&self) -> Result<(), StoreError> {
        self.remove().map_err(|source| StoreError::Io { action: "cleared", source })
    }
}

fn write_new(path: &Path, text: &Secret) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.expose().as_bytes())?;
    file.sync_all()
}

/// Flushes the entries of a folder to the disk, which is possible only on Unix.
fn sync_folder(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder)?.sync_all()
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        Ok(())
    }
}
