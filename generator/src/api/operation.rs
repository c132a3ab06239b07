//! Operations: requests that can be sent, and responses that they can have.

use super::{Docs, GroupId, MediaKind, Need, SchemaId, SchemeId, SpecName};
use crate::place::At;

/// A group of operations (OpenAPI 3.0, "Tag Object").
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    /// The tag's name.
    pub name: SpecName,
    /// Documentation of the tag.
    pub docs: Docs,
}

/// One operation (OpenAPI 3.0, "Operation Object").
#[derive(Debug, Clone)]
pub(crate) struct Operation {
    /// Place of the operation.
    pub at: At,
    /// Its `operationId`.
    pub id: SpecName,
    /// Its group: that of its first tag.
    pub group: GroupId,
    /// Documentation of the operation.
    pub docs: Docs,
    /// The HTTP method.
    pub method: Method,
    /// The path template as the document spells it, such as `/banks/{bic}`.
    pub template: String,
    /// The template, split at its parameters.
    pub path: Vec<PathPart>,
    /// The parameters: first the path's, then the operation's, in document order.
    pub parameters: Vec<Parameter>,
    pub body: Option<RequestBody>,
    /// The responses in document order.
    pub responses: Vec<Response>,
    /// The operation's own base URL; the user can override it like that of the API.
    pub server: Option<String>,
    /// Alternative sets of credentials; a request needs all credentials of one set. If there is no
    /// set, the operation is public.
    pub security: Vec<Vec<Need>>,
    /// Whether the user opens the operation in a browser, so the client never sends it.
    pub browser: bool,
}

/// An HTTP method that a Path Item Object can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Method {
    /// GET.
    Get,
    /// PUT.
    Put,
    /// POST.
    Post,
    /// DELETE.
    Delete,
    /// OPTIONS.
    Options,
    /// HEAD.
    Head,
    /// PATCH.
    Patch,
    /// TRACE.
    Trace,
}

impl Method {
    /// All methods, in the order of the Path Item Object.
    pub(crate) const ALL: [Self; 8] =
        [Self::Get, Self::Put, Self::Post, Self::Delete, Self::Options, Self::Head, Self::Patch, Self::Trace];

    /// Returns the key in a Path Item Object.
    #[must_use]
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Get => "get",
            Self::Put => "put",
            Self::Post => "post",
            Self::Delete => "delete",
            Self::Options => "options",
            Self::Head => "head",
            Self::Patch => "patch",
            Self::Trace => "trace",
        }
    }

    /// Whether the method is safe, that is, only reads (RFC 9110, section 9.2.1).
    #[must_use]
    pub(crate) fn is_safe(self) -> bool {
        matches!(self, Self::Get | Self::Head | Self::Options | Self::Trace)
    }
}

/// A piece of a path template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PathPart {
    /// Fixed text.
    Literal(String),
    /// The argument for this parameter, an index into the operation's parameters.
    Argument(usize),
}

/// A parameter (OpenAPI 3.0, "Parameter Object").
#[derive(Debug, Clone)]
pub(crate) struct Parameter {
    /// Place of the parameter.
    pub at: At,
    /// Its name on the wire.
    pub name: SpecName,
    /// Documentation of the parameter.
    pub docs: Docs,
    /// The part of the request that holds it.
    pub location: ParameterLocation,
    /// Whether a request must have it.
    pub required: bool,
    /// Schema of its values.
    pub schema: SchemaId,
    /// How a value is encoded.
    pub encoding: Encoding,
    /// The security scheme whose credential fills the parameter. Then it is not an argument.
    pub credential: Option<SchemeId>,
}

/// The part of a request that holds a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ParameterLocation {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header field.
    Header,
    /// In a cookie.
    Cookie,
}

/// How a parameter's value is encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// By style (OpenAPI 3.0, "Style Values").
    Style {
        /// The style.
        style: Style,
        /// Whether each element or property is written separately.
        explode: bool,
        /// Whether the reserved characters of RFC 3986 are not percent-encoded.
        allow_reserved: bool,
    },
    /// In this media type.
    Content(String),
}

/// A parameter's style (OpenAPI 3.0, "Style Values").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// `;name=value`, in paths.
    Matrix,
    /// `.value`, in paths.
    Label,
    /// `a,b`, in paths and headers.
    Simple,
    /// `name=a&name=b` or `name=a,b`, in queries and cookies.
    Form,
    /// `a%20b`, in queries.
    SpaceDelimited,
    /// `a|b`, in queries.
    PipeDelimited,
    /// `name[key]=value`, in queries.
    DeepObject,
}

impl Style {
    /// Returns the value of the keyword `style`.
    #[must_use]
    pub(crate) fn keyword(self) -> &'static str {
        match self {
            Self::Matrix => "matrix",
            Self::Label => "label",
            Self::Simple => "simple",
            Self::Form => "form",
            Self::SpaceDelimited => "spaceDelimited",
            Self::PipeDelimited => "pipeDelimited",
            Self::DeepObject => "deepObject",
        }
    }
}

/// A request's body (OpenAPI 3.0, "Request Body Object").
#[derive(Debug, Clone)]
pub(crate) struct RequestBody {
    /// Place of the body.
    pub at: At,
    /// Documentation of the body.
    pub docs: Docs,
    /// Whether a request must have it.
    pub required: bool,
    /// The media types that the server accepts, in document order.
    pub content: Vec<Media>,
}

/// A response (OpenAPI 3.0, "Response Object").
#[derive(Debug, Clone)]
pub(crate) struct Response {
    /// Place of the response.
    pub at: At,
    /// The statuses that can have this response.
    pub status: StatusPattern,
    /// Documentation of the response.
    pub docs: Docs,
    /// The header fields that the document declares.
    pub headers: Vec<Header>,
    /// The media types of the body; empty if there is no body.
    pub content: Vec<Media>,
}

/// The statuses that a response covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum StatusPattern {
    /// A single status.
    Code(u16),
    /// All statuses of a class, such as `4XX`: the first digit.
    Class(u8),
    /// All statuses that no other response covers.
    Default,
}

impl StatusPattern {
    /// Whether the response is a success (RFC 9110, section 15.3). `default` covers what the
    /// document did not foresee, so it is an error.
    #[must_use]
    pub(crate) fn is_success(self) -> bool {
        match self {
            Self::Code(code) => (200..300).contains(&code),
            Self::Class(class) => class == 2,
            Self::Default => false,
        }
    }
}

impl std::fmt::Display for StatusPattern {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Code(code) => write!(out, "{code}"),
            Self::Class(class) => write!(out, "{class}XX"),
            Self::Default => out.write_str("default"),
        }
    }
}

/// A header field of a response (OpenAPI 3.0, "Header Object").
#[derive(Debug, Clone)]
pub(crate) struct Header {
    /// Place of the header field.
    pub at: At,
    /// The field's name.
    pub name: SpecName,
    /// Documentation of the header field.
    pub docs: Docs,
    /// Schema of its values.
    pub schema: SchemaId,
    /// The media type of its value, if the document declares it with `content`.
    pub content: Option<String>,
}

/// A body in one media type (OpenAPI 3.0, "Media Type Object").
#[derive(Debug, Clone)]
pub(crate) struct Media {
    /// The media type as the document spells it.
    pub name: String,
    /// The kind of this media type.
    pub kind: MediaKind,
    /// Schema of the body, if the document has one.
    pub schema: Option<SchemaId>,
    /// How properties of a form are encoded, as far as the document says (OpenAPI 3.0, "Encoding
    /// Object").
    pub encoding: Vec<PropertyEncoding>,
}

/// How one property of a form is encoded (OpenAPI 3.0, "Encoding Object").
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PropertyEncoding {
    /// The property's key.
    pub name: SpecName,
    /// The media type of its part, in a multipart body.
    pub content_type: Option<String>,
    /// The further header fields of its part, in a multipart body.
    pub headers: Vec<SpecName>,
    /// Its style and `explode`, in a form.
    pub style: Option<(Style, bool)>,
}
