//! Bytes to be sent: in memory, in a file, or from a reader.

use std::fmt;
use std::fs::File;
use std::hash::{Hash, Hasher};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
#[cfg(feature = "async")]
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;

/// Bytes to be sent, any number: in memory, in a file, or from a reader.
///
/// ```text
/// Upload::from(bytes)
/// Upload::file("photo.png")?
/// Upload::reader(stream).length(1024)
/// ```
///
/// Files and readers are read while they are sent, and never held in memory as a whole. The timeout
/// and the deadline of the call include that: a long upload needs a longer `timeout`.
///
/// A reader can be read once. When an attempt has begun to read it, the call is not sent again,
/// neither after a failure nor after a refused access token, and its error says so. Bytes in
/// memory, files, and [`repeatable`](Self::repeatable) readers can be sent again.
#[derive(Clone)]
pub struct Upload {
    pub(crate) source: Source,
    pub(crate) length: Option<u64>,
}

pub(crate) type BoxRead = Box<dyn Read + Send>;
#[cfg(feature = "async")]
pub(crate) type BoxAsyncRead = Pin<Box<dyn tokio::io::AsyncRead + Send>>;
type Make = dyn Fn() -> io::Result<BoxRead> + Send + Sync;
/// A value that the first clone to ask for it takes.
type Once<T> = Arc<Mutex<Option<T>>>;

#[derive(Clone)]
pub(crate) enum Source {
    Bytes(Bytes),
    File(PathBuf),
    Made(Arc<Make>),
    Reader(Once<BoxRead>),
    #[cfg(feature = "async")]
    AsyncReader(Once<BoxAsyncRead>),
}

/// A source that is being read.
pub(crate) enum Opened {
    Reader(BoxRead),
    #[cfg(feature = "async")]
    AsyncReader(BoxAsyncRead),
}

impl Upload {
    /// The bytes of a file. It is opened anew for each attempt; its length is determined now.
    ///
    /// # Errors
    ///
    /// If the file cannot be opened, or is a folder.
    pub fn file(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let metadata = File::open(path)?.metadata()?;
        if metadata.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "a folder cannot be sent"));
        }
        // Files that the system makes up, as those of /proc, tell no length.
        let length = (metadata.is_file() && metadata.len() > 0).then_some(metadata.len());
        Ok(Self { source: Source::File(path.to_owned()), length })
    }

    /// The bytes of a reader, up to its end. The asynchronous client reads it on a thread that may
    /// block.
    pub fn reader(reader: impl Read + Send + 'static) -> Self {
        Self::of(Source::Reader(once(Box::new(reader))))
    }

    /// The bytes of an asynchronous reader, up to its end. Only the asynchronous client can send
    /// them.
    #[cfg(feature = "async")]
    pub fn async_reader(reader: impl tokio::io::AsyncRead + Send + 'static) -> Self {
        Self::of(Source::AsyncReader(once(Box::pin(reader))))
    }

    /// The bytes of a reader that `make` creates for each attempt.
    pub fn repeatable<R: Read + Send + 'static>(make: impl Fn() -> io::Result<R> + Send + Sync + 'static) -> Self {
        Self::of(Source::Made(Arc::new(move || make().map(|reader| Box::new(reader) as BoxRead))))
    }

    /// Sets how many bytes the reader has: exactly that many are read, and fewer are an error.
    /// Without it they are sent in chunks (RFC 9112, section 7.1), which some servers refuse.
    /// Bytes in memory need no length.
    #[must_use]
    pub fn length(mut self, bytes: u64) -> Self {
        if !matches!(self.source, Source::Bytes(_)) {
            self.length = Some(bytes);
        }
        self
    }

    /// The bytes, if they are in memory.
    pub fn bytes(&self) -> Option<&Bytes> {
        match &self.source {
            Source::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    fn of(source: Source) -> Self {
        Self { source, length: None }
    }

    /// Whether it can be read: a reader can if no attempt has begun to read it.
    pub(crate) fn is_there(&self) -> bool {
        match &self.source {
            Source::Bytes(_) | Source::File(_) | Source::Made(_) => true,
            Source::Reader(once) => once.lock().unwrap_or_else(PoisonError::into_inner).is_some(),
            #[cfg(feature = "async")]
            Source::AsyncReader(once) => once.lock().unwrap_or_else(PoisonError::into_inner).is_some(),
        }
    }
}

impl Source {
    /// Begins to read.
    pub(crate) fn open(&self) -> io::Result<Opened> {
        Ok(match self {
            Self::Bytes(bytes) => Opened::Reader(Box::new(io::Cursor::new(bytes.clone()))),
            Self::File(path) => Opened::Reader(Box::new(File::open(path)?)),
            Self::Made(make) => Opened::Reader(make()?),
            Self::Reader(once) => Opened::Reader(take(once)?),
            #[cfg(feature = "async")]
            Self::AsyncReader(once) => Opened::AsyncReader(take(once)?),
        })
    }

    /// The address of what is shared between clones.
    fn address(&self) -> Option<usize> {
        match self {
            Self::Bytes(_) | Self::File(_) => None,
            Self::Made(make) => Some(Arc::as_ptr(make).cast::<()>().addr()),
            Self::Reader(once) => Some(Arc::as_ptr(once).addr()),
            #[cfg(feature = "async")]
            Self::AsyncReader(once) => Some(Arc::as_ptr(once).addr()),
        }
    }
}

fn once<T>(value: T) -> Once<T> {
    Arc::new(Mutex::new(Some(value)))
}

fn take<T>(once: &Once<T>) -> io::Result<T> {
    let taken = once.lock().unwrap_or_else(PoisonError::into_inner).take();
    taken.ok_or_else(|| io::Error::other("the reader has been sent before"))
}

impl<T: Into<Bytes>> From<T> for Upload {
    fn from(bytes: T) -> Self {
        let bytes = bytes.into();
        let length = u64::try_from(bytes.len()).ok();
        Self { source: Source::Bytes(bytes), length }
    }
}

impl Default for Upload {
    fn default() -> Self {
        Self::from(Bytes::new())
    }
}

/// Bytes in memory are compared by content, files by path; a reader equals only its clones.
impl PartialEq for Upload {
    fn eq(&self, other: &Self) -> bool {
        self.length == other.length
            && match (&self.source, &other.source) {
                (Source::Bytes(one), Source::Bytes(other)) => one == other,
                (Source::File(one), Source::File(other)) => one == other,
                (one, other) => one.address().is_some() && one.address() == other.address(),
            }
    }
}

impl Eq for Upload {}

impl Hash for Upload {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match &self.source {
            Source::Bytes(bytes) => bytes.hash(state),
            Source::File(path) => path.hash(state),
            source => source.address().hash(state),
        }
    }
}

/// Shows the number of bytes, not the bytes, which may be personal data.
impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match &self.source {
            Source::Bytes(_) => "in memory",
            Source::File(_) => "file",
            Source::Made(_) => "repeatable reader",
            Source::Reader(_) => "reader",
            #[cfg(feature = "async")]
            Source::AsyncReader(_) => "asynchronous reader",
        };
        match self.length {
            Some(length) => write!(f, "Upload({kind}, {length} bytes)"),
            None => write!(f, "Upload({kind})"),
        }
    }
}
