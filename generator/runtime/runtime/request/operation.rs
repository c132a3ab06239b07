//! What the API and one of its operations are, as constant data.

use crate::runtime::response::raw::{DecodeError, RawResponse};
use crate::runtime::response::typed::Response;

/// The constant facts of the API.
#[derive(Debug)]
pub struct ApiInfo {
    /// The `User-Agent` that is sent unless another is set.
    pub user_agent: &'static str,
    /// The base URL that is used unless another is set; empty when the API names none.
    pub base_url: &'static str,
    /// The ways to authenticate.
    pub schemes: &'static [Scheme],
}

impl ApiInfo {
    /// The scheme of that name.
    pub fn scheme(&self, name: &str) -> Option<&'static Scheme> {
        self.schemes.iter().find(|scheme| scheme.name == name)
    }
}

/// One way to authenticate.
#[derive(Debug)]
pub struct Scheme {
    /// Its name in the API's description.
    pub name: &'static str,
    /// How its credential travels.
    pub kind: SchemeKind,
}

/// How a credential travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Bearer …`.
    Bearer,
    /// `Authorization: Basic …`.
    Basic,
    /// A key in a header, a query parameter or a cookie.
    ApiKey {
        /// Where the key goes.
        location: KeyLocation,
        /// The name it goes under.
        name: &'static str,
    },
}

/// Where an API key goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyLocation {
    /// Into a header.
    Header,
    /// Into the query.
    Query,
    /// Into a cookie.
    Cookie,
}

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

/// One operation of the API: what it is, and how its response is read.
///
/// The operations of this client implement it; there is no need to implement it elsewhere.
pub trait Operation: Sized + 'static {
    /// Its constant facts.
    #[doc(hidden)]
    const INFO: &'static OperationInfo;
    /// The body of its success response.
    type Body;
    /// What a call gives on success.
    type Output;
    /// The error responses that the API's description names.
    type Error;

    /// Reads the body of a success response.
    #[doc(hidden)]
    fn decode(response: &RawResponse) -> Result<Self::Body, DecodeError>;
    /// Turns the whole response into what a call gives.
    #[doc(hidden)]
    fn output(response: Response<Self>) -> Self::Output;
    /// Reads an error response.
    #[doc(hidden)]
    fn error(response: &RawResponse) -> Self::Error;
}
