//! Bodies of several parts (RFC 7578, "multipart/form-data").

use std::fmt;
use std::hash::{BuildHasher, RandomState};

use bytes::{BufMut, Bytes, BytesMut};
use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Error as _, Serialize, Serializer};

use super::mistake::RequestError;
use super::request::Request;
use super::tree::Tree;

/// A file, or other octets, as one part of a request's body.
///
/// ```text
/// Part::from(bytes).file_name("photo.png").content_type("image/png")
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Part {
    content: Bytes,
    file_name: Option<String>,
    content_type: Option<String>,
}

impl Part {
    /// Sets the name that the server is told.
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

    /// The octets.
    pub fn content(&self) -> &Bytes {
        &self.content
    }
}

impl<T: Into<Bytes>> From<T> for Part {
    fn from(content: T) -> Self {
        Self { content: content.into(), file_name: None, content_type: None }
    }
}

/// The octets may be personal: only their number is shown.
impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part")
            .field("bytes", &self.content.len())
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .finish()
    }
}

/// Where it has to stand in JSON, it is a text; octets that are none are refused.
impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match std::str::from_utf8(&self.content) {
            Ok(text) => serializer.serialize_str(text),
            Err(_) => Err(S::Error::custom("octets that are not UTF-8 cannot stand in JSON")),
        }
    }
}

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer).map_err(D::Error::custom)?;
        Ok(Self::from(text))
    }
}

/// A value that is sent in several parts.
pub trait MultipartBody {
    /// Adds its parts.
    fn parts(&self, form: &mut Multipart);
}

/// The parts of a body, in order.
#[derive(Default)]
pub struct Multipart {
    body: BytesMut,
    boundary: String,
    mistake: Option<RequestError>,
}

impl Multipart {
    fn new() -> Self {
        // Long and random enough that no content holds it: two numbers that the system seeds anew for each.
        let random = || RandomState::new().hash_one(0_u8);
        Self { body: BytesMut::new(), boundary: format!("part-{:016x}{:016x}", random(), random()), mistake: None }
    }

    /// Adds a file. `content_type` is what the API's description asks for; the part's own comes first.
    pub fn file(&mut self, name: &str, part: &Part, content_type: Option<&str>) {
        let media_type = part.content_type.as_deref().or(content_type).unwrap_or("application/octet-stream");
        // A part without a file name is taken for plain text by many servers.
        let file_name = part.file_name.as_deref().unwrap_or("file");
        self.part(name, Some(file_name), Some(media_type), &part.content);
    }

    /// Adds a value: a text or a number as it is, a list as one part for each element, an object as JSON.
    pub fn value<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, content_type: Option<&str>) {
        match Tree::of(value) {
            Ok(Tree::List(items, _)) if content_type.is_none() => {
                items.iter().for_each(|item| self.tree(name, item, None))
            }
            Ok(tree) => self.tree(name, &tree, content_type),
            Err(error) => self.mistake = Some(RequestError::Body(error)),
        }
    }

    fn tree(&mut self, name: &str, tree: &Tree, content_type: Option<&str>) {
        let media_type = match tree {
            Tree::Null => return,
            Tree::Scalar(_) => content_type,
            Tree::List(..) | Tree::Object(..) => content_type.or(Some("application/json")),
        };
        self.part(name, None, media_type, tree.text().unwrap_or_default().as_bytes());
    }

    fn part(&mut self, name: &str, file_name: Option<&str>, media_type: Option<&str>, content: &[u8]) {
        if media_type.is_some_and(|media_type| media_type.contains(|character: char| character.is_control())) {
            self.mistake = Some(RequestError::argument(name, "its media type has a control character"));
            return;
        }
        let mut head = format!("--{}\r\nContent-Disposition: form-data; name=\"{}\"", self.boundary, quoted(name));
        if let Some(file_name) = file_name {
            head.push_str(&format!("; filename=\"{}\"", quoted(file_name)));
        }
        if let Some(media_type) = media_type {
            head.push_str(&format!("\r\nContent-Type: {media_type}"));
        }
        head.push_str("\r\n\r\n");
        self.body.put_slice(head.as_bytes());
        self.body.put_slice(content);
        self.body.put_slice(b"\r\n");
    }
}

/// A name inside quotes, escaped as browsers do (WHATWG HTML, "multipart form data").
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

impl Request {
    /// Sets the body: a value in several parts.
    pub fn multipart<T: MultipartBody + ?Sized>(&mut self, body: &T) -> &mut Self {
        let mut form = Multipart::new();
        body.parts(&mut form);
        if let Some(mistake) = form.mistake {
            self.refuse(mistake);
            return self;
        }
        form.body.put_slice(format!("--{}--\r\n", form.boundary).as_bytes());
        let content_type = format!("multipart/form-data; boundary={}", form.boundary);
        self.body(&content_type, form.body.freeze())
    }
}
