//! What an operation becomes: its arguments, its response and its errors, decided once for all emitters.

use std::collections::BTreeSet;

use super::body::{self, Body};
use super::content;
use super::parameter::{self, Argument};
use super::success::{self, Success};
use crate::api::Operation;
use crate::diagnostic::Diagnostics;
use crate::rust::Emission;
use crate::rust::operation::header;

/// One operation, ready to be written.
#[derive(Debug)]
pub(crate) struct Plan<'a> {
    /// Its index in the API.
    pub(crate) index: usize,
    pub(crate) operation: &'a Operation,
    /// Its parameters in order.
    pub(crate) arguments: Vec<Argument>,
    pub(crate) body: Option<Body>,
    pub(crate) success: Success<'a>,
}

impl Plan<'_> {
    /// Whether a browser makes the request, not the client.
    pub(crate) fn is_browser(&self) -> bool {
        self.operation.browser
    }
}

/// Decides every operation; what cannot be done as the document wishes is said.
pub(crate) fn plan<'a>(emission: &Emission<'a>, diagnostics: &mut Diagnostics) -> Vec<Plan<'a>> {
    let api = emission.api;
    let plans = api.operations.iter().enumerate().map(|(index, operation)| Plan {
        index,
        operation,
        arguments: operation.parameters.iter().map(|parameter| parameter::plan(api, parameter, diagnostics)).collect(),
        body: body::plan(api, operation),
        success: success::plan(api, operation),
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
