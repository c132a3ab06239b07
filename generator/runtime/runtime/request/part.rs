//! A file, or other bytes, as one part of a request's body.

use std::fmt;
use std::io;
use std::path::Path;

use bytes::Bytes;
use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Error as _, Serialize, Serializer};

use crate::runtime::transport::upload::Upload;

/// A file, or other bytes, as one part of a request's body.
///
/// ```text
/// Part::from(bytes).file_name("photo.png").content_type("image/png")
/// Part::file("photo.png")?
/// Part::from(Upload::reader(stream)).file_name("photo.png")
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Part {
    pub(crate) content: Upload,
    pub(crate) file_name: Option<String>,
    pub(crate) content_type: Option<String>,
    pub(crate) headers: Vec<(String, String)>,
}

impl Part {
    /// A file, read while it is sent. Its name is sent to the server.
    ///
    /// # Errors
    ///
    /// If the file cannot be opened, or is a folder.
    pub fn file(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let part = Self::from(Upload::file(path)?);
        Ok(match path.file_name() {
            Some(name) => part.file_name(name.to_string_lossy()),
            None => part,
        })
    }

    /// Sets the file name that is sent to the server.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the media type; `application/octet-stream` unless set.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// Adds a header to the part. An invalid name or value makes the call fail before anything is
    /// sent.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The content: bytes in memory, a file or a reader.
    pub fn content(&self) -> &Upload {
        &self.content
    }
}

impl<T: Into<Bytes>> From<T> for Part {
    fn from(content: T) -> Self {
        Self::from(Upload::from(content))
    }
}

impl From<Upload> for Part {
    fn from(content: Upload) -> Self {
        Self { content, file_name: None, content_type: None, headers: Vec::new() }
    }
}

/// Shows the number of bytes, not the bytes, which may be personal data.
impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part")
            .field("content", &self.content)
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .finish_non_exhaustive()
    }
}

/// In JSON it is a string. Bytes that are not UTF-8, or not in memory, are refused.
impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(bytes) = self.content.bytes() else {
            return Err(S::Error::custom("a file or a reader cannot stand in JSON"));
        };
        match std::str::from_utf8(bytes) {
            Ok(text) => serializer.serialize_str(text),
            Err(_) => Err(S::Error::custom("bytes that are not UTF-8 cannot stand in JSON")),
        }
    }
}

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer).map_err(D::Error::custom)?;
        Ok(Self::from(text))
    }
}
