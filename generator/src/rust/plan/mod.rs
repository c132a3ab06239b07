//! Plans of operations: decided once, before anything has a name. Names and emitters read them.
//! There are no tokens here.

mod body;
mod content;
mod error;
mod flow;
mod header;
mod operation;
mod parameter;
mod stream;
mod success;

use std::collections::BTreeSet;

pub(crate) use self::body::{Body, BodyForm, Way};
pub(crate) use self::content::{Content, ResponseBody, ResponsePlan};
pub(crate) use self::flow::{FlowPlan, Flows};
pub(crate) use self::header::{HeaderForm, HeaderPlan};
pub(crate) use self::operation::OperationPlan;
pub(crate) use self::parameter::{Argument, is_plain};
pub(crate) use self::stream::StreamKinds;
pub(crate) use self::success::{Alternative, Reading, Success};
use crate::api::Api;
use crate::diagnostic::Diagnostics;

/// The plan of the whole crate.
#[derive(Debug)]
pub(crate) struct Plan<'a> {
    /// All operations in document order.
    pub(crate) operations: Vec<OperationPlan<'a>>,
    /// The kinds of streams that any operation has.
    pub(crate) streams: StreamKinds,
    /// How access tokens are obtained.
    pub(crate) flows: Flows<'a>,
}

/// Plans every operation, and reports where the plan differs from the document.
pub(crate) fn plan<'a>(api: &'a Api, diagnostics: &mut Diagnostics) -> Plan<'a> {
    let operations = api.operations.iter().enumerate();
    let operations: Vec<_> =
        operations.map(|(index, operation)| OperationPlan::of(api, index, operation, diagnostics)).collect();
    // A part that several operations share is reported once.
    let mut reported = BTreeSet::new();
    for plan in &operations {
        if let Some(object) = plan.operation.body.as_ref().filter(|object| reported.insert(&object.at)) {
            body::report(api, object, plan.body.as_ref(), diagnostics);
        }
        header::report(api, plan, diagnostics);
        for response in &plan.operation.responses {
            if reported.insert(&response.at) {
                content::report(api, plan, response, diagnostics);
            }
        }
    }
    let streams = StreamKinds::of(&operations);
    Plan { operations, streams, flows: flow::plan(api) }
}
