//! What one operation is, as constant data.

/// The constant facts of one operation.
#[derive(Debug)]
pub struct OperationInfo {
    /// Its name in the API's description.
    pub id: &'static str,
    /// Its HTTP method.
    pub method: Method,
    /// Its path template.
    pub path: &'static str,
    /// The alternatives to authenticate, each the schemes that are needed together.
    /// No alternative: the operation is public. An empty alternative: it may be called anonymously.
    pub security: &'static [&'static [&'static str]],
    /// The base URL that it has in place of the API's, unless the user sets one.
    pub server: Option<&'static str>,
    /// The `Accept` header.
    pub accept: Option<&'static str>,
    /// Whether a request whose fate is unknown may be sent again.
    pub replay: Replay,
}

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// `GET`
    Get,
    /// `PUT`
    Put,
    /// `POST`
    Post,
    /// `DELETE`
    Delete,
    /// `OPTIONS`
    Options,
    /// `HEAD`
    Head,
    /// `PATCH`
    Patch,
    /// `TRACE`
    Trace,
}

impl Method {
    /// The method as it stands on the wire.
    pub fn as_str(self) -> &'static str {
        self.http().0
    }

    pub(crate) fn to_http(self) -> http::Method {
        self.http().1
    }

    fn http(self) -> (&'static str, http::Method) {
        match self {
            Self::Get => ("GET", http::Method::GET),
            Self::Put => ("PUT", http::Method::PUT),
            Self::Post => ("POST", http::Method::POST),
            Self::Delete => ("DELETE", http::Method::DELETE),
            Self::Options => ("OPTIONS", http::Method::OPTIONS),
            Self::Head => ("HEAD", http::Method::HEAD),
            Self::Patch => ("PATCH", http::Method::PATCH),
            Self::Trace => ("TRACE", http::Method::TRACE),
        }
    }
}

/// Whether a request whose fate is unknown may be sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replay {
    /// Sending it twice is as sending it once.
    Safe,
    /// It is sent again only when it was provably not carried out.
    Never,
}
