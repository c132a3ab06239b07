//! A request while it is put together, and once it is ready.

use std::fmt::Write;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde_core::ser::Serialize;

use crate::runtime::api::operation_info::OperationInfo;
use crate::runtime::codec::percent;
use crate::runtime::error::request_error::RequestError;
use crate::runtime::request::base_url::is_dots;
use crate::runtime::request::payload::{Payload, Unframed};
use crate::runtime::transport::upload::Upload;
use crate::runtime::value::argument::{Argument, Refusal};

/// The options of one call.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The time of one attempt.
    pub timeout: Option<Duration>,
    /// The time of all attempts and the waits between them.
    pub deadline: Option<Duration>,
    /// How many attempts may follow the first.
    pub retries: Option<u32>,
    /// The largest body of a success response, or of one item of a stream.
    pub max_body: Option<usize>,
    /// Whether the body of a success response is left to be read as a stream.
    pub streamed: bool,
    /// The longest pause of that stream.
    pub idle: Option<Duration>,
}

/// A request while it is put together.
///
/// The first mistake is remembered; the call then fails before anything is sent.
#[derive(Debug)]
pub struct Request {
    pub(crate) info: &'static OperationInfo,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) cookies: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Payload>,
    pub(crate) unframed: Option<Box<dyn Unframed>>,
    pub(crate) query_credentials: Vec<(&'static str, &'static str)>,
    /// The options of the call.
    pub options: Options,
    mistake: Option<RequestError>,
}

impl Request {
    /// An empty request.
    pub fn new(info: &'static OperationInfo) -> Self {
        let mut headers = HeaderMap::new();
        if let Some(accept) = info.accept.and_then(header_value) {
            headers.insert(ACCEPT, accept);
        }
        Self {
            info,
            path: String::new(),
            query: String::new(),
            cookies: String::new(),
            headers,
            body: None,
            unframed: None,
            query_credentials: Vec::new(),
            options: Options::default(),
            mistake: None,
        }
    }

    /// Adds a fixed part of the path.
    pub fn path(&mut self, literal: &str) -> &mut Self {
        self.path.push_str(&percent::template(literal));
        self
    }

    /// Adds an argument to the path, as (a part of) one segment.
    pub fn path_argument(&mut self, name: &str, argument: &impl Argument) -> &mut Self {
        let text = argument.encode();
        if let Some(text) = self.accept(name, text) {
            match text.as_ref() {
                "" => self.refuse(RequestError::argument(name, "a path segment cannot be empty")),
                "." | ".." => self.refuse(RequestError::argument(name, "`.` and `..` would change the path")),
                text => {
                    let _ = write!(self.path, "{}", percent::value(text));
                }
            }
        }
        self
    }

    /// Adds a pair to the query.
    pub fn query(&mut self, name: &str, argument: &impl Argument) -> &mut Self {
        let text = argument.encode();
        if let Some(text) = self.accept(name, text) {
            self.push_query(name, &percent::value(&text).to_string());
        }
        self
    }

    /// Adds a pair to the query whose value is the credential of a scheme.
    pub fn query_credential(&mut self, name: &'static str, scheme: &'static str) -> &mut Self {
        self.query_credentials.push((name, scheme));
        self
    }

    /// Sets a header.
    pub fn header(&mut self, name: &str, argument: &impl Argument) -> &mut Self {
        let text = argument.encode();
        if let Some(text) = self.accept(name, text) {
            self.set_header(name, &text);
        }
        self
    }

    /// Adds a cookie.
    pub fn cookie(&mut self, name: &str, argument: &impl Argument) -> &mut Self {
        let text = argument.encode();
        if let Some(text) = self.accept(name, text) {
            self.push_cookie(name, &percent::value(&text).to_string());
        }
        self
    }

    /// Sets the body: a value as JSON.
    pub fn json<T: Serialize + ?Sized>(&mut self, body: &T) -> &mut Self {
        self.json_as("application/json", body)
    }

    /// Sets the body: a value as JSON, under a media type of its own.
    pub fn json_as<T: Serialize + ?Sized>(&mut self, content_type: &str, body: &T) -> &mut Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => self.body(content_type, bytes.into()),
            Err(error) => {
                self.refuse(RequestError::Body(error));
                self
            }
        }
    }

    /// Sets the body and its content type.
    pub fn body(&mut self, content_type: &str, body: Bytes) -> &mut Self {
        self.upload(content_type, body.into())
    }

    /// Sets the body, which may be a file or a reader, and its content type.
    pub fn upload(&mut self, content_type: &str, body: Upload) -> &mut Self {
        match header_value(content_type) {
            Some(value) => {
                self.headers.insert(CONTENT_TYPE, value);
                self.body = Some(Payload(vec![body]));
            }
            None => self.refuse(RequestError::header("Content-Type", HEADER_VALUE)),
        }
        self
    }

    /// Applies `put`, to be called in a chain.
    pub fn with(&mut self, put: impl FnOnce(&mut Self)) -> &mut Self {
        put(self);
        self
    }

    /// Sets a header to a text.
    pub(crate) fn set_header(&mut self, name: &str, text: &str) {
        match header_pair(name, text) {
            Ok((header, value)) => {
                self.headers.insert(header, value);
            }
            Err(reason) => self.refuse(RequestError::header(name, reason)),
        }
    }

    /// Adds a pair to the query whose value is escaped already.
    pub(crate) fn push_query(&mut self, name: &str, escaped: &str) {
        let separator = if self.query.is_empty() { "" } else { "&" };
        let _ = write!(self.query, "{separator}{}={escaped}", percent::value(name));
    }

    /// Adds a cookie whose value is escaped already.
    pub(crate) fn push_cookie(&mut self, name: &str, escaped: &str) {
        let separator = if self.cookies.is_empty() { "" } else { "; " };
        let _ = write!(self.cookies, "{separator}{}={escaped}", percent::value(name));
    }

    /// Remembers a mistake unless there was one before.
    pub(crate) fn refuse(&mut self, mistake: RequestError) {
        self.mistake.get_or_insert(mistake);
    }

    /// The argument's text, or `None` if it is refused.
    pub(crate) fn accept<T>(&mut self, name: &str, text: Result<T, Refusal>) -> Option<T> {
        match text {
            Ok(text) => Some(text),
            Err(Refusal(reason)) => {
                self.refuse(RequestError::argument(name, reason));
                None
            }
        }
    }

    /// Makes a form ready to be sent.
    pub(crate) fn frame(&mut self, boundary: Option<&str>) {
        if let Some(unframed) = self.unframed.take() {
            unframed.frame(boundary, self);
        }
    }

    /// The first mistake, if there was one; it is taken out.
    pub(crate) fn take_mistake(&mut self) -> Option<RequestError> {
        let mistake = self.mistake.take();
        if mistake.is_none() && self.path.split('/').any(is_dots) {
            return Some(RequestError::Url);
        }
        mistake
    }

    /// The URL under that base, without credentials.
    pub(crate) fn url(&self, base: &str) -> String {
        let slash = if self.path.starts_with('/') || self.path.is_empty() { "" } else { "/" };
        join_query(format!("{base}{slash}{}", self.path), &self.query)
    }
}

/// Adds pairs to a URL that may have a query already.
pub(crate) fn join_query(mut url: String, pairs: &str) -> String {
    if !pairs.is_empty() {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(pairs);
    }
    url
}

/// A header's value. Text beyond ASCII is refused: servers do not agree on its encoding.
pub(crate) fn header_value(text: &str) -> Option<HeaderValue> {
    if text.is_ascii() { HeaderValue::from_str(text).ok() } else { None }
}

const HEADER_VALUE: &str = "a header can carry visible ASCII characters only, and no line break";

/// A header's name and value, unless they are not valid or set by the transport.
pub(crate) fn header_pair(name: &str, text: &str) -> Result<(HeaderName, HeaderValue), &'static str> {
    const FRAMING: [&str; 8] =
        ["connection", "content-length", "expect", "host", "te", "trailer", "transfer-encoding", "upgrade"];
    const SECRET: [&str; 4] = ["authorization", "cookie", "proxy-authorization", "x-api-key"];
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| "it is not a valid header name")?;
    if FRAMING.contains(&name.as_str()) {
        return Err("it frames the message and is set by the client itself");
    }
    let mut value = header_value(text).ok_or(HEADER_VALUE)?;
    value.set_sensitive(SECRET.contains(&name.as_str()));
    Ok((name, value))
}
