//! The bodies that a response can have, and how each is read.

use super::OperationPlan;
use crate::api::{Api, Media, MediaKind, MediaType, Method, Operation, Response, SchemaId, Shape, StatusPattern, Text};
use crate::diagnostic::{Diagnostics, Instead, Preferred, Problem};
use crate::rust::facts::is_octets;

/// How a body is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ResponseBody {
    /// There is no body.
    Nothing,
    /// JSON of this schema.
    Json(SchemaId),
    /// Any JSON.
    AnyJson,
    /// Text.
    Text,
    /// Text, either plain or as JSON: the document leaves the media type open.
    LooseText,
    /// Bytes.
    Bytes,
}

/// A body that a response can have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Content<'a> {
    /// The media types that are read this way, the preferred one first.
    pub(crate) media: Vec<&'a str>,
    pub(crate) body: ResponseBody,
}

/// A response and its possible bodies.
#[derive(Debug)]
pub(crate) struct ResponsePlan<'a> {
    pub(crate) response: &'a Response,
    pub(crate) contents: Vec<Content<'a>>,
}

/// Returns the possible bodies of `response`, the preferred one first: JSON if there is any. Media
/// types that are read alike are one body.
pub(super) fn contents<'a>(api: &Api, operation: &Operation, response: &'a Response) -> Vec<Content<'a>> {
    if never_has_body(operation, response) {
        return Vec::new();
    }
    let Some(preferred) = preferred(&response.content) else { return Vec::new() };
    let others = response.content.iter().filter(|media| !std::ptr::eq(*media, preferred));
    let read: Vec<_> =
        std::iter::once(preferred).chain(others.filter(|other| is_read(api, preferred, other))).collect();
    let body = body_of(api, preferred);
    // If all are bytes or all are text, the content type tells the caller which one arrived.
    if read.iter().all(|media| same(api, body_of(api, media), body)) {
        return vec![Content { media: read.iter().map(|media| media.name.as_str()).collect(), body }];
    }
    let mut contents: Vec<Content<'a>> = Vec::new();
    for media in read {
        let (body, is_json) = (body_of(api, media), media.kind == MediaKind::Json);
        match contents.iter_mut().find(|known| is_json && same(api, known.body, body)) {
            Some(known) => known.media.push(&media.name),
            None => contents.push(Content { media: vec![&media.name], body }),
        }
    }
    contents
}

/// Reports media types of `response` that are not read, or whose content is not typed as the
/// document describes it.
pub(super) fn report(api: &Api, plan: &OperationPlan<'_>, response: &Response, diagnostics: &mut Diagnostics) {
    let at = response.at.child("content");
    let operation = plan.operation;
    if never_has_body(operation, response) {
        if !response.content.is_empty() && operation.method != Method::Head {
            diagnostics.push(at, Problem::BodyOfNoContent { status: response.status.to_string() });
        }
        return;
    }
    let Some(preferred) = preferred(&response.content) else { return };
    let is_this = |found: &&ResponsePlan<'_>| std::ptr::eq(found.response, response);
    let success = plan.success.responses.iter().find(is_this);
    let is_error = success.is_none();
    let read = success.or_else(|| plan.errors.responses.iter().find(is_this));
    let read = read.map_or(&[][..], |found| &found.contents);
    let mut others = Vec::new();
    for media in &response.content {
        let is_read = read.iter().any(|content| content.media.contains(&media.name.as_str()));
        if is_stream(&media.name) {
            continue;
        } else if !is_read {
            others.push(media.name.clone());
        } else if is_structured(api, media) {
            let instead = match body_of(api, media) {
                ResponseBody::Text => Instead::ReadText,
                ResponseBody::Bytes => Instead::ReadBytes,
                ResponseBody::Nothing | ResponseBody::Json(_) | ResponseBody::AnyJson | ResponseBody::LooseText => {
                    continue;
                }
            };
            let media = media.name.clone();
            diagnostics.push(at.child(&media), Problem::UnsupportedMediaType { media, instead });
        }
    }
    if !others.is_empty() {
        let instead = if is_error {
            Preferred::ReadInError(preferred.name.clone())
        } else {
            Preferred::Accepted(preferred.name.clone())
        };
        diagnostics.push(at, Problem::OtherMediaType { media: others, instead });
    }
}

/// Whether `other` is requested and read beside the preferred media type. It is not if it is just
/// another encoding of the same values, or a stream of events that the preferred one has as a
/// whole.
fn is_read(api: &Api, preferred: &Media, other: &Media) -> bool {
    let (one, another) = (body_of(api, preferred), body_of(api, other));
    if same(api, one, another) {
        return true;
    }
    if is_stream(&other.name) {
        return false;
    }
    let same_schema = preferred.schema.zip(other.schema).is_some_and(|(one, other)| same_type(api, one, other));
    let says_nothing = other.kind == MediaKind::Json && other.schema.is_none();
    !(preferred.kind == MediaKind::Json && (same_schema || says_nothing || is_xml(&other.name)))
}

/// Whether the status or the method excludes a body (RFC 9110, sections 9.3.2, 15.3.5 and 15.3.6).
fn never_has_body(operation: &Operation, response: &Response) -> bool {
    operation.method == Method::Head || matches!(response.status, StatusPattern::Code(204 | 205))
}

/// Returns the preferred media type: JSON if there is any, or else the first that is not a stream
/// of events.
fn preferred(content: &[Media]) -> Option<&Media> {
    let rank = |media: &&Media| match (media.kind, media.schema) {
        _ if is_stream(&media.name) => 3,
        (MediaKind::Json, Some(_)) => 0,
        (MediaKind::Json, None) => 1,
        (MediaKind::Form | MediaKind::Multipart | MediaKind::Text | MediaKind::Binary, _) => 2,
    };
    content.iter().min_by_key(rank)
}

/// Whether bodies of this media type are a sequence of values. Calls have separate methods for
/// these.
fn is_stream(media: &str) -> bool {
    MediaType::new(media).sequential().is_some()
}

/// Whether bodies of this media type are XML.
pub(super) fn is_xml(media: &str) -> bool {
    MediaType::new(media).is_xml()
}

/// Whether the document describes the content of a body.
pub(super) fn is_structured(api: &Api, media: &Media) -> bool {
    media.schema.is_some_and(|schema| {
        let (schema, _) = api.resolve(schema);
        matches!(api.schema(schema).shape, Shape::Record(_) | Shape::Map(_) | Shape::List(_) | Shape::Union(_))
    })
}

fn body_of(api: &Api, media: &Media) -> ResponseBody {
    let shape = media.schema.map(|schema| api.shape(schema));
    match (media.kind, media.schema) {
        // `format: binary` means bytes, whatever the media type.
        (MediaKind::Json, _) if is_octets(api, media) => ResponseBody::Bytes,
        (MediaKind::Json, _) if media.name.contains('*') && matches!(shape, Some(Shape::Text(Text::Plain))) => {
            ResponseBody::LooseText
        }
        (MediaKind::Json, Some(schema)) => ResponseBody::Json(schema),
        (MediaKind::Json, None) => ResponseBody::AnyJson,
        (MediaKind::Text, _) => ResponseBody::Text,
        (MediaKind::Form | MediaKind::Multipart | MediaKind::Binary, _) => ResponseBody::Bytes,
    }
}

/// Whether two bodies are read as the same type.
pub(super) fn same(api: &Api, one: ResponseBody, other: ResponseBody) -> bool {
    match (one, other) {
        (ResponseBody::Json(one), ResponseBody::Json(other)) => same_type(api, one, other),
        (ResponseBody::Text, ResponseBody::LooseText) | (ResponseBody::LooseText, ResponseBody::Text) => false,
        (one, other) => one == other,
    }
}

/// Whether values of two schemas have the same Rust type and encoding.
pub(super) fn same_type(api: &Api, one: SchemaId, other: SchemaId) -> bool {
    // A loop, because lists nest as deeply as the document does.
    let (mut one, mut other) = (api.resolve(one), api.resolve(other));
    loop {
        if one == other {
            return true;
        }
        if one.1 != other.1 {
            return false;
        }
        match (&api.schema(one.0).shape, &api.schema(other.0).shape) {
            (Shape::List(first), Shape::List(second)) | (Shape::Map(first), Shape::Map(second)) => {
                (one, other) = (api.resolve(*first), api.resolve(*second));
            }
            (Shape::Any, Shape::Any) | (Shape::Boolean, Shape::Boolean) => return true,
            (Shape::Integer(one), Shape::Integer(other)) => return one == other,
            (Shape::Number(one), Shape::Number(other)) => return one == other,
            (Shape::Text(one), Shape::Text(other)) => return one == other,
            _ => return false,
        }
    }
}
