//! The responses of an operation that are successes, as one Rust type.

use super::content::{self, Content, ResponseBody, ResponsePlan};
use super::header::{self, HeaderPlan};
use crate::api::{Api, Operation, Response, StatusPattern};

/// The success responses of one operation as one Rust type.
#[derive(Debug)]
pub(crate) struct Success<'a> {
    /// In document order.
    pub(crate) responses: Vec<ResponsePlan<'a>>,
    pub(crate) reading: Reading<'a>,
    /// The header fields that the document names, each once.
    pub(crate) headers: Vec<HeaderPlan<'a>>,
    /// The media types that the client asks for.
    pub(crate) accept: Option<String>,
}

/// What a call gives.
#[derive(Debug)]
pub(crate) enum Reading<'a> {
    /// Nothing: no success has a body.
    Nothing,
    /// A body, always of this type.
    One(ResponseBody),
    /// A body of this type, but none with these statuses.
    Optional(ResponseBody, Vec<StatusPattern>),
    /// One of several, told apart by status and content type: a type of the operation's own.
    Several(Vec<Alternative<'a>>),
}

/// One of several successes.
#[derive(Debug)]
pub(crate) struct Alternative<'a> {
    pub(crate) response: &'a Response,
    /// The media types that tell it from others of this response; if empty, any body is read so.
    pub(crate) media: Vec<&'a str>,
    pub(crate) body: ResponseBody,
}

impl Success<'_> {
    /// Whether a call gives the whole response, since its headers are all there is.
    pub(crate) fn is_response(&self) -> bool {
        matches!(self.reading, Reading::Nothing) && !self.headers.is_empty()
    }
}

/// The responses that are successes. Where the document names none, `default` stands for them.
pub(super) fn successes(operation: &Operation) -> Vec<&Response> {
    let named: Vec<_> = operation.responses.iter().filter(|response| response.status.is_success()).collect();
    if named.is_empty() {
        operation.responses.iter().filter(|response| response.status == StatusPattern::Default).collect()
    } else {
        named
    }
}

/// Decides what a success is read as, and what the client asks for.
pub(super) fn plan<'a>(api: &Api, operation: &'a Operation) -> Success<'a> {
    let responses = successes(operation);
    let headers = header::plan(api, &responses);
    let read =
        |response: &'a Response| ResponsePlan { response, contents: content::contents(api, operation, response) };
    let responses: Vec<_> = responses.into_iter().map(read).collect();
    Success { reading: reading(api, &responses), headers, accept: accept(&responses), responses }
}

/// Decides what a success is read as.
fn reading<'a>(api: &Api, responses: &[ResponsePlan<'a>]) -> Reading<'a> {
    let mut alternatives: Vec<Alternative<'a>> = Vec::new();
    for ResponsePlan { response, contents } in responses {
        let alternative = |media: &[&'a str], body| Alternative { response, media: media.to_vec(), body };
        match contents.as_slice() {
            [] => alternatives.push(alternative(&[], ResponseBody::Nothing)),
            // There is nothing to tell it from: a server that names another content type still
            // means this one.
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

/// The media types that the client asks for.
fn accept(responses: &[ResponsePlan<'_>]) -> Option<String> {
    let mut accept: Vec<&str> = Vec::new();
    for Content { media, body } in responses.iter().flat_map(|found| &found.contents) {
        // Of several kinds of JSON that say the same, one is asked for.
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
