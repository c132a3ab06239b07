//! Bodies of several parts (RFC 7578, "multipart/form-data").

use std::fmt;
use std::hash::{BuildHasher, RandomState};

use bytes::{BufMut, BytesMut};
use http::header::{CONTENT_TYPE, HeaderValue};

use crate::runtime::error::request_error::RequestError;
use crate::runtime::request::draft::{Request, header_pair};
use crate::runtime::request::payload::{Payload, Unframed};
use crate::runtime::transport::upload::Upload;

/// A value that is sent in several parts.
pub trait MultipartBody {
    /// Adds its parts.
    fn parts(&self, form: &mut Multipart);
}

/// The parts of a body, in order.
#[derive(Default)]
pub struct Multipart {
    parts: Vec<(String, Upload)>,
    pub(crate) mistake: Option<RequestError>,
}

impl Multipart {
    /// Adds a part.
    pub(crate) fn part(
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

/// A name inside quotes, escaped as browsers do (WHATWG HTML, "multipart form data").
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// Requests whose body is a form of several parts.
pub trait MultipartRequest {
    /// Sets the body: a value in several parts.
    fn multipart_body<T: MultipartBody + ?Sized>(&mut self, body: &T) -> &mut Self;
}

impl MultipartRequest for Request {
    fn multipart_body<T: MultipartBody + ?Sized>(&mut self, body: &T) -> &mut Self {
        let mut form = Multipart::default();
        body.parts(&mut form);
        match form.mistake {
            Some(mistake) => self.refuse(mistake),
            None => self.unframed = Some(Box::new(Parts(form.parts))),
        }
        self
    }
}

/// The parts of a form, each with its head; what stands between them is not decided yet.
struct Parts(Vec<(String, Upload)>);

impl fmt::Debug for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Parts({})", self.0.len())
    }
}

impl Unframed for Parts {
    /// Puts the boundary between the parts (RFC 2046, section 5.1.1).
    fn frame(self: Box<Self>, boundary: Option<&str>, request: &mut Request) {
        // Long and random enough that no content holds it: two numbers that the system seeds anew
        // for each.
        let random = || RandomState::new().hash_one(0_u8);
        let boundary = boundary.map_or_else(|| format!("part-{:016x}{:016x}", random(), random()), str::to_owned);
        match HeaderValue::try_from(format!("multipart/form-data; boundary={boundary}")) {
            Ok(value) => {
                request.headers.insert(CONTENT_TYPE, value);
            }
            Err(_) => request.refuse(RequestError::header("Content-Type", "its boundary is not valid")),
        }
        let mut uploads = Vec::new();
        let mut buffer = BytesMut::new();
        for (head, content) in self.0 {
            buffer.put_slice(format!("--{boundary}\r\n{head}\r\n\r\n").as_bytes());
            match content.bytes() {
                Some(bytes) => buffer.put_slice(bytes),
                None => {
                    uploads.push(Upload::from(buffer.split().freeze()));
                    uploads.push(content);
                }
            }
            buffer.put_slice(b"\r\n");
        }
        buffer.put_slice(format!("--{boundary}--\r\n").as_bytes());
        uploads.push(Upload::from(buffer.freeze()));
        request.body = Some(Payload(uploads));
    }
}
