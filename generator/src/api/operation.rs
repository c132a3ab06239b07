//! Operations: what can be asked, and what may come back.

use super::{Docs, GroupId, MediaKind, Need, SchemaId, SchemeId, SpecName};
use crate::place::At;

/// A group of operations (OpenAPI 3.0, "Tag Object").
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    /// The tag's name.
    pub name: SpecName,
    /// What the document says of it.
    pub docs: Docs,
}

/// One operation (OpenAPI 3.0, "Operation Object").
#[derive(Debug, Clone)]
pub(crate) struct Operation {
    /// Where it stands.
    pub at: At,
    /// Its `operationId`.
    pub id: SpecName,
    /// The group that it belongs to: its first tag.
    pub group: GroupId,
    /// What the document says of it.
    pub docs: Docs,
    /// The HTTP method.
    pub method: Method,
    /// The path template as the document spells it, as `/banks/{bic}`.
    pub template: String,
    /// The template taken apart.
    pub path: Vec<PathPart>,
    /// The parameters: the path's own first, then the operation's, as they stand.
    pub parameters: Vec<Parameter>,
    /// The request's body.
    pub body: Option<RequestBody>,
    /// The responses that the document names, in its order.
    pub responses: Vec<Response>,
    /// The base URL that it has in place of the API's, unless the user sets one.
    pub server: Option<String>,
    /// The alternatives of credentials, each a set needed together. Empty: the operation is public.
    pub security: Vec<Vec<Need>>,
    /// Whether it is opened in a browser, never sent by the client.
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
    /// Every method, in the order of the Path Item Object.
    pub(crate) const ALL: [Self; 8] =
        [Self::Get, Self::Put, Self::Post, Self::Delete, Self::Options, Self::Head, Self::Patch, Self::Trace];

    /// The key in a Path Item Object.
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

    /// Whether the method is safe (RFC 9110, section 9.2.1): it asks and changes nothing.
    #[must_use]
    pub(crate) fn is_safe(self) -> bool {
        matches!(self, Self::Get | Self::Head | Self::Options | Self::Trace)
    }
}

/// A piece of a path template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PathPart {
    /// Text that stands as it is.
    Literal(String),
    /// The argument of this parameter, an index into the operation's list.
    Argument(usize),
}

/// A parameter (OpenAPI 3.0, "Parameter Object").
#[derive(Debug, Clone)]
pub(crate) struct Parameter {
    /// Where it stands.
    pub at: At,
    /// Its name on the wire.
    pub name: SpecName,
    /// What the document says of it.
    pub docs: Docs,
    /// Where it travels.
    pub location: ParameterLocation,
    /// Whether it must be given.
    pub required: bool,
    /// Its values.
    pub schema: SchemaId,
    /// How a value is written.
    pub encoding: Encoding,
    /// The scheme whose credential fills it; it is then no argument.
    pub credential: Option<SchemeId>,
}

/// Where a parameter travels.
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

/// How a parameter's value is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// By style (OpenAPI 3.0, "Style Values").
    Style {
        /// The style.
        style: Style,
        /// Whether each element or property is written on its own.
        explode: bool,
        /// Whether RFC 3986's reserved characters stand as they are.
        allow_reserved: bool,
    },
    /// As a document of this media type.
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
    /// The value of `style`.
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
    /// Where it stands.
    pub at: At,
    /// What the document says of it.
    pub docs: Docs,
    /// Whether it must be given.
    pub required: bool,
    /// The media types that the server takes, in document order.
    pub content: Vec<Media>,
}

/// A response (OpenAPI 3.0, "Response Object").
#[derive(Debug, Clone)]
pub(crate) struct Response {
    /// Where it stands.
    pub at: At,
    /// The statuses that it is for.
    pub status: StatusPattern,
    /// What the document says of it.
    pub docs: Docs,
    /// The header fields that the document names.
    pub headers: Vec<Header>,
    /// The media types of the body; empty: there is none.
    pub content: Vec<Media>,
}

/// The statuses that a response is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum StatusPattern {
    /// This one.
    Code(u16),
    /// All of a class, as `4XX`: its first digit.
    Class(u8),
    /// All that no other response names.
    Default,
}

impl StatusPattern {
    /// Whether the response is a success (RFC 9110, section 15.3). `default` is for what nobody
    /// foresaw: an error.
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
    /// Where it stands.
    pub at: At,
    /// The field's name.
    pub name: SpecName,
    /// What the document says of it.
    pub docs: Docs,
    /// Its values.
    pub schema: SchemaId,
    /// The media type of its value, where that is a document of its own.
    pub content: Option<String>,
}

/// A body in one media type (OpenAPI 3.0, "Media Type Object").
#[derive(Debug, Clone)]
pub(crate) struct Media {
    /// The media type as the document spells it.
    pub name: String,
    /// What kind of encoding that is.
    pub kind: MediaKind,
    /// Its values, where the document says.
    pub schema: Option<SchemaId>,
    /// How members of a form are written, where the document says (OpenAPI 3.0, "Encoding Object").
    pub encoding: Vec<MemberEncoding>,
}

/// How one member of a form is written (OpenAPI 3.0, "Encoding Object").
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MemberEncoding {
    /// The member's name.
    pub name: SpecName,
    /// Its media type, in a body of several parts.
    pub content_type: Option<String>,
    /// The headers that its part has beside that, in a body of several parts.
    pub headers: Vec<SpecName>,
    /// Its style and whether it is exploded, in a form.
    pub style: Option<(Style, bool)>,
}
