//! The success responses of an operation, as one Rust type.

use super::content::{self, Content, ResponseBody, ResponsePlan};
use super::header::{self, HeaderPlan};
use crate::api::{Api, Operation, Response, StatusPattern};

/// The success responses of one operation as one Rust type.
#[derive(Debug)]
pub(crate) struct Success<'a> {
    /// In document order.
    pub(crate) responses: Vec<ResponsePlan<'a>>,
    pub(crate) reading: Reading<'a>,
    /// The header fields that the document declares, without repetitions.
    pub(crate) headers: Vec<HeaderPlan<'a>>,
    /// The value of the header `Accept`.
    pub(crate) accept: Option<String>,
}

/// The type that a call returns.
#[derive(Debug)]
pub(crate) enum Reading<'a> {
    /// Nothing: no success has a body.
    Nothing,
    /// A body, always of this type.
    One(ResponseBody),
    /// A body of this type, but no body with these statuses.
    Optional(ResponseBody, Vec<StatusPattern>),
    /// One of several types, told apart by status and content type. The operation has an enum for
    /// them.
    Several(Vec<Alternative<'a>>),
}

/// One of several successes.
#[derive(Debug)]
pub(crate) struct Alternative<'a> {
    pub(crate) response: &'a Response,
    /// The media types that tell it from others of the same response; if empty, any body is read
    /// this way.
    pub(crate) media: Vec<&'a str>,
    pub(crate) body: ResponseBody,
}

impl Success<'_> {
    /// Whether a call returns the whole response, because it has headers but no body.
    pub(crate) fn is_response(&self) -> bool {
        matches!(self.reading, Reading::Nothing) && !self.headers.is_empty()
    }
}

/// Returns the success responses. If the document declares none, `default` covers them.
pub(super) fn successes(operation: &Operation) -> Vec<&Response> {
    let named: Vec<_> = operation.responses.iter().filter(|response| response.status.is_success()).collect();
    if named.is_empty() {
        operation.responses.iter().filter(|response| response.status == StatusPattern::Default).collect()
    } else {
        named
    }
}

/// Decides how a success is read, and what the client requests.
pub(super) fn plan<'a>(api: &Api, operation: &'a Operation) -> Success<'a> {
    let responses = successes(operation);
    let headers = header::plan(api, &responses);
    let read =
        |response: &'a Response| ResponsePlan { response, contents: content::contents(api, operation, response) };
    let responses: Vec<_> = responses.into_iter().map(read).collect();
    Success { reading: reading(api, &responses), headers, accept: accept(&responses), responses }
}

/// Decides how a success is read.
fn reading<'a>(api: &Api, responses: &[ResponsePlan<'a>]) -> Reading<'a> {
    let mut alternatives: Vec<Alternative<'a>> = Vec::new();
    for ResponsePlan { response, contents } in responses {
        let alternative = |media: &[&'a str], body| Alternative { response, media: media.to_vec(), body };
        match contents.as_slice() {
            [] => alternatives.push(alternative(&[], ResponseBody::Nothing)),
            // There is no other body: even if the server sends another content type, it means this
            // one.
            [only] => alternatives.push(alternative(&[], only.body)),
            several => alternatives.extend(several.iter().map(|content| alternative(&content.media, content.body))),
        }
    }
    let mut bodies = alternatives.iter().map(|found| found.body).filter(|body| *body != ResponseBody::Nothing);
    let Some(first) = bodies.next() else { return Reading::Nothing };
    if bodies.any(|body| !content::same(api, body, first)) {
        return Reading::Several(alternatives);
    }
    let empty: Vec<_> = alternatives
        .iter()
        .filter(|found| found.body == ResponseBody::Nothing)
        .map(|found| found.response.status)
        .collect();
    if empty.is_empty() { Reading::One(first) } else { Reading::Optional(first, empty) }
}

/// Returns the media types that the client requests.
fn accept(responses: &[ResponsePlan<'_>]) -> Option<String> {
    let mut accept: Vec<&str> = Vec::new();
    for Content { media, body } in responses.iter().flat_map(|found| &found.contents) {
        // Of several kinds of JSON with the same content, one is requested.
        let json = matches!(body, ResponseBody::Json(_) | ResponseBody::AnyJson);
        let asked = if json { media.get(..1).unwrap_or_default() } else { media.as_slice() };
        for media in asked {
            if !accept.contains(media) {
                accept.push(media);
            }
        }
    }
    (!accept.is_empty()).then(|| accept.join(", "))
}
