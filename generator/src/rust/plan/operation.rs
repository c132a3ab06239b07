//! One operation: its arguments, its responses and its errors.

use super::body::{self, Body};
use super::error::{self, Errors};
use super::parameter::{self, Argument};
use super::stream::{self, Streams};
use super::success::{self, Success};
use crate::api::{Api, Operation};
use crate::diagnostic::Diagnostics;

/// The plan of one operation.
#[derive(Debug)]
pub(crate) struct OperationPlan<'a> {
    /// Its index in the API.
    pub(crate) index: usize,
    pub(crate) operation: &'a Operation,
    /// The arguments for its parameters, in order.
    pub(crate) arguments: Vec<Argument>,
    pub(crate) body: Option<Body<'a>>,
    pub(crate) success: Success<'a>,
    pub(crate) errors: Errors<'a>,
    pub(crate) streams: Streams<'a>,
}

impl<'a> OperationPlan<'a> {
    pub(super) fn of(api: &'a Api, index: usize, operation: &'a Operation, diagnostics: &mut Diagnostics) -> Self {
        let parameters = operation.parameters.iter();
        Self {
            index,
            operation,
            arguments: parameters.map(|parameter| parameter::plan(api, parameter, diagnostics)).collect(),
            body: body::plan(api, operation),
            success: success::plan(api, operation),
            errors: error::plan(api, operation),
            streams: stream::plan(api, operation),
        }
    }

    /// Whether the user opens the operation in a browser, so the client never sends it.
    pub(crate) fn is_browser(&self) -> bool {
        self.operation.browser
    }
}
