//! Repairs faults that are common in published documents and whose meaning is clear. Each repair is
//! reported.
//!
//! Faults of single keywords are repaired where they are found: in `source/` and `blame/`.

mod node;
mod operation_id;
mod path;
mod security;

use serde_json::{Map, Value};

use super::Tree;
use crate::diagnostic::Diagnostics;
use crate::place::At;

/// A repair of whole documents.
type Whole = fn(&mut [Tree], &mut Diagnostics);

/// A repair of an object of one kind, made while the document is checked against the grammar.
type Object = fn(&mut Map<String, Value>, &At, &mut Diagnostics);

/// Repairs made before the overlays apply, in this order.
const BEFORE: [Whole; 4] =
    [security::flow_for_flows, security::stray_scheme, security::stray_requirement, path::without_slash];

/// Repairs made in this order, each to objects of the kind that it names.
const OBJECTS: [(&str, Object); 5] = [
    ("schema", node::discriminator_text),
    ("parameter", node::parameter_without_schema),
    ("header", node::header_without_schema),
    ("parameter", node::optional_path_parameter),
    ("parameter", node::unsuitable_style),
];

/// Repairs made once everything else in the documents is right, in this order.
const AFTER: [Whole; 3] = [security::undeclared_scope, path::undeclared_parameter, operation_id::missing];

/// Makes the repairs that come before the overlays.
pub(super) fn before(trees: &mut [Tree], diagnostics: &mut Diagnostics) {
    BEFORE.iter().for_each(|repair| repair(trees, diagnostics));
}

/// Repairs one object of the kind `what`.
pub(super) fn mend(what: &str, object: &mut Map<String, Value>, at: &At, diagnostics: &mut Diagnostics) {
    let fitting = OBJECTS.iter().filter(|(kind, _)| *kind == what);
    fitting.for_each(|(_, repair)| repair(object, at, diagnostics));
}

/// Makes the repairs that require every node to be of the right kind.
pub(super) fn after(trees: &mut [Tree], diagnostics: &mut Diagnostics) {
    AFTER.iter().for_each(|repair| repair(trees, diagnostics));
}
