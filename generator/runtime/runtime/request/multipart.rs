//! Bodies of several parts (RFC 7578, "multipart/form-data").

use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::path::Path;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Error as _, Serialize, Serializer};

use crate::runtime::codec::tree::Tree;
use crate::runtime::error::mistake::RequestError;
use crate::runtime::request::draft::{Request, header_pair};
use crate::runtime::request::payload::Payload;
use crate::runtime::request::structured::{QueryStyle, query_pairs};
use crate::runtime::transport::upload::Upload;

/// A file, or other octets, as one part of a request's body.
///
/// ```text
/// Part::from(bytes).file_name("photo.png").content_type("image/png")
/// Part::file("photo.png")?
/// Part::from(Upload::reader(stream)).file_name("photo.png")
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Part {
    content: Upload,
    file_name: Option<String>,
    content_type: Option<String>,
    headers: Vec<(String, String)>,
}

impl Part {
    /// A file, read while it is sent, and told to the server by its own name.
    ///
    /// # Errors
    ///
    /// When the file cannot be opened, or is a folder.
    pub fn file(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let part = Self::from(Upload::file(path)?);
        Ok(match path.file_name() {
            Some(name) => part.file_name(name.to_string_lossy()),
            None => part,
        })
    }

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

    /// Adds a header to the part. A name or value that cannot be one makes the call fail before anything is sent.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The octets.
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

/// The octets may be personal: only their number is shown.
impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part")
            .field("content", &self.content)
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .finish_non_exhaustive()
    }
}

/// Where it has to stand in JSON, it is a text; octets that are none, or not in memory, are refused.
impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(bytes) = self.content.bytes() else {
            return Err(S::Error::custom("a file or a reader cannot stand in JSON"));
        };
        match std::str::from_utf8(bytes) {
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
    parts: Vec<(String, Upload)>,
    mistake: Option<RequestError>,
}

impl Multipart {
    /// Adds a file. `content_type` is what the API's description asks for; the part's own comes first.
    pub fn file(&mut self, name: &str, part: &Part, content_type: Option<&str>) {
        let media_type = part.content_type.as_deref().or(content_type).unwrap_or("application/octet-stream");
        // A part without a file name is taken for plain text by many servers.
        let file_name = part.file_name.as_deref().unwrap_or("file");
        self.part(name, Some(file_name), Some(media_type), &part.headers, part.content.clone());
    }

    /// Adds a value: a text or a number as it is, a list as one part for each element, an object as JSON; and all as JSON
    /// where `content_type` is that.
    pub fn value<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, content_type: Option<&str>) {
        match Tree::of(value) {
            // Even a text is in quotes there.
            Ok(tree) if tree != Tree::Null && content_type.is_some_and(is_json) => match serde_json::to_vec(value) {
                Ok(json) => self.part(name, None, content_type, &[], Upload::from(json)),
                Err(error) => self.mistake = Some(RequestError::Body(error)),
            },
            Ok(Tree::List(items, _)) => items.iter().for_each(|item| self.tree(name, item, content_type)),
            Ok(tree) => self.tree(name, &tree, content_type),
            Err(error) => self.mistake = Some(RequestError::Body(error)),
        }
    }

    /// Adds a value in a style of parameters: as one part, or as one for each element or member.
    pub fn styled<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, style: QueryStyle, explode: bool) {
        match Tree::of(value) {
            Ok(tree) => {
                for (name, text) in query_pairs(name, &tree, style, explode, str::to_owned) {
                    self.part(&name, None, None, &[], Upload::from(text));
                }
            }
            Err(error) => self.mistake = Some(RequestError::Body(error)),
        }
    }

    fn tree(&mut self, name: &str, tree: &Tree, content_type: Option<&str>) {
        let media_type = match tree {
            Tree::Null => return,
            Tree::Scalar(_) => content_type,
            Tree::List(..) | Tree::Object(..) => content_type.or(Some("application/json")),
        };
        self.part(name, None, media_type, &[], Upload::from(tree.text().unwrap_or_default()));
    }

    fn part(
        &mut self,
        name: &str,
        file_name: Option<&str>,
        media_type: Option<&str>,
        headers: &[(String, String)],
        content: Upload,
    ) {
        if media_type.is_some_and(|media_type| media_type.contains(|character: char| character.is_control())) {
            self.mistake = Some(RequestError::argument(name, "its media type has a control character"));
            return;
        }
        let mut head = format!("Content-Disposition: form-data; name=\"{}\"", quoted(name));
        if let Some(file_name) = file_name {
            head.push_str(&format!("; filename=\"{}\"", quoted(file_name)));
        }
        if let Some(media_type) = media_type {
            head.push_str(&format!("\r\nContent-Type: {media_type}"));
        }
        for (header, value) in headers {
            let own = ["content-disposition", "content-type"].iter().any(|own| header.eq_ignore_ascii_case(own));
            match header_pair(header, value) {
                Ok(_) if !own => head.push_str(&format!("\r\n{header}: {value}")),
                Ok(_) => self.mistake = Some(RequestError::header(header, "the part has a method of its own for it")),
                Err(reason) => self.mistake = Some(RequestError::header(header, reason)),
            }
        }
        self.parts.push((head, content));
    }
}

/// Whether a media type is JSON (RFC 8259), or has the suffix `+json` (RFC 6839).
fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}

/// A name inside quotes, escaped as browsers do (WHATWG HTML, "multipart form data").
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

impl Request {
    /// Sets the body: a value in several parts.
    pub fn multipart<T: MultipartBody + ?Sized>(&mut self, body: &T) -> &mut Self {
        let mut form = Multipart::default();
        body.parts(&mut form);
        if let Some(mistake) = form.mistake {
            self.refuse(mistake);
            return self;
        }
        self.body = Some(Payload::Parts(form.parts));
        self
    }

    /// Decides what stands between the parts of a form, and says it.
    pub(crate) fn frame(&mut self, boundary: Option<&str>) {
        if !matches!(self.body, Some(Payload::Parts(_))) {
            return;
        }
        // Long and random enough that no content holds it: two numbers that the system seeds anew for each.
        let random = || RandomState::new().hash_one(0_u8);
        let boundary = boundary.map_or_else(|| format!("part-{:016x}{:016x}", random(), random()), str::to_owned);
        match HeaderValue::try_from(format!("multipart/form-data; boundary={boundary}")) {
            Ok(value) => {
                self.headers.insert(CONTENT_TYPE, value);
            }
            Err(_) => self.refuse(RequestError::header("Content-Type", "its boundary is not valid")),
        }
        self.body = self.body.take().map(|body| body.framed(&boundary));
    }
}
