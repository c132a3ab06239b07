//! The error responses of an operation.

use super::content::{self, Content, ResponseBody, ResponsePlan};
use super::header::{self, HeaderPlan};
use crate::api::{Api, Operation, Response};

/// The error responses of one operation.
#[derive(Debug)]
pub(crate) struct Errors<'a> {
    /// In document order.
    pub(crate) responses: Vec<ResponsePlan<'a>>,
    /// The header fields that the document declares, without repetitions.
    pub(crate) headers: Vec<HeaderPlan<'a>>,
}

/// Decides how errors are read.
pub(super) fn plan<'a>(api: &Api, operation: &'a Operation) -> Errors<'a> {
    let responses: Vec<_> = operation.responses.iter().filter(|response| !response.status.is_success()).collect();
    let headers = header::plan(api, &responses);
    let read = |response: &'a Response| ResponsePlan { response, contents: contents(api, operation, response) };
    Errors { responses: responses.into_iter().map(read).collect(), headers }
}

/// Returns the possible bodies of an error response. Beside JSON only other JSON has a type: an
/// error always has its text and bytes.
fn contents<'a>(api: &Api, operation: &Operation, response: &'a Response) -> Vec<Content<'a>> {
    let mut contents = content::contents(api, operation, response);
    let is_json = |content: &Content<'_>| matches!(content.body, ResponseBody::Json(_) | ResponseBody::AnyJson);
    if contents.first().is_some_and(is_json) {
        contents.retain(is_json);
    } else {
        contents.truncate(1);
    }
    contents
}
