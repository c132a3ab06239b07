//! What an operation becomes: its arguments, its response and its errors, decided once for all emitters.

use std::collections::BTreeSet;

use super::body::{self, Body};
use super::content;
use super::parameter::{self, Argument};
use super::response::{self, Success};
use super::{Emission, header};
use crate::api::Operation;
use crate::diagnostic::Diagnostics;

/// One operation, ready to be written.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    /// Its index in the API.
    pub(super) index: usize,
    pub(super) operation: &'a Operation,
    /// Its parameters in order.
    pub(super) arguments: Vec<Argument>,
    pub(super) body: Option<Body>,
    pub(super) success: Success<'a>,
}

impl Plan<'_> {
    /// Whether a browser makes the request, not the client.
    pub(super) fn is_browser(&self) -> bool {
        self.operation.browser
    }
}

/// Decides every operation; what cannot be done as the document wishes is said.
pub(super) fn plan<'a>(emission: &Emission<'a>, diagnostics: &mut Diagnostics) -> Vec<Plan<'a>> {
    let api = emission.api;
    let plans = api.operations.iter().enumerate().map(|(index, operation)| Plan {
        index,
        operation,
        arguments: operation.parameters.iter().map(|parameter| parameter::plan(api, parameter, diagnostics)).collect(),
        body: body::plan(api, operation),
        success: response::plan(api, operation),
    });
    let plans = plans.collect();
    // What operations share is said once.
    let mut said = BTreeSet::new();
    for operation in &api.operations {
        if let Some(object) = operation.body.as_ref().filter(|object| said.insert(&object.at)) {
            body::say(api, object, diagnostics);
        }
        header::say(api, operation, diagnostics);
        for response in &operation.responses {
            if said.insert(&response.at) {
                content::say(api, operation, response, diagnostics);
            }
        }
    }
    plans
}
