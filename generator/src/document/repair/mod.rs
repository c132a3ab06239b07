//! The faults that published documents have, and that are mended because what they mean is clear. Each is said.

mod node;
mod operation_id;
mod path;
mod security;

use serde_json::{Map, Value};

use super::Tree;
use crate::diagnostic::Diagnostics;
use crate::place::At;

/// A fault and its mending.
#[derive(Debug, Clone, Copy)]
pub struct Repair {
    /// The code of its diagnostic.
    pub code: &'static str,
    /// What it does, in a few words.
    pub title: &'static str,
    when: When,
}

/// When a repair is made.
#[derive(Debug, Clone, Copy)]
enum When {
    /// While the text is read.
    Reading,
    /// On the whole documents, before the overlays speak of them.
    Before(fn(&mut [Tree], &mut Diagnostics)),
    /// On each object of one kind, while the document is held against the grammar.
    Object(&'static str, fn(&mut Map<String, Value>, &At, &mut Diagnostics)),
    /// On whatever keyword shows the fault, while the document is held against the grammar.
    Grammar,
    /// On the whole documents, when all else about them is right.
    After(fn(&mut [Tree], &mut Diagnostics)),
}

const fn repair(code: &'static str, title: &'static str, when: When) -> Repair {
    Repair { code, title, when }
}

/// All repairs, in the order in which they are made.
pub const REPAIRS: &[Repair] = &[
    repair("integer-response-key", "a status that is an integer becomes a string", When::Reading),
    repair("non-string-key", "any other key that is not a string becomes one", When::Reading),
    repair("flow-for-flows", "`flow` becomes `flows`", When::Before(security::flow_for_flows)),
    repair(
        "stray-security-scheme",
        "an entry of `securitySchemes` that is no scheme is left out",
        When::Before(security::stray_scheme),
    ),
    repair(
        "stray-security-requirement",
        "a requirement inside a security scheme is left out",
        When::Before(security::stray_requirement),
    ),
    repair("path-without-slash", "a path gets its first slash", When::Before(path::without_slash)),
    repair("null-keyword", "a keyword without a value is left out", When::Grammar),
    repair("number-for-text", "a number in the place of a text becomes one", When::Grammar),
    repair("text-for-scalar", "a text such as \"true\" becomes the boolean or number", When::Grammar),
    repair("missing-keyword", "a required keyword that matters to nobody is filled", When::Grammar),
    repair(
        "discriminator-text",
        "a `discriminator` that is a text becomes an object",
        When::Object("schema", node::discriminator_text),
    ),
    repair(
        "without-schema",
        "a parameter without `schema` and `content` becomes a string",
        When::Object("parameter", node::parameter_without_schema),
    ),
    repair(
        "without-schema",
        "a header without `schema` and `content` becomes a string",
        When::Object("header", node::header_without_schema),
    ),
    repair(
        "optional-path-parameter",
        "a path parameter becomes required",
        When::Object("parameter", node::optional_path_parameter),
    ),
    repair(
        "unsuitable-style",
        "a style that does not exist is left out",
        When::Object("parameter", node::unsuitable_style),
    ),
    repair("undeclared-scope", "a scope is added to its scheme", When::After(security::undeclared_scope)),
    repair(
        "undeclared-path-parameter",
        "a variable of a path becomes a required string parameter",
        When::After(path::undeclared_parameter),
    ),
    repair("missing-operation-id", "an operation gets a name", When::After(operation_id::missing)),
];

/// Makes the repairs that come before the overlays.
pub(super) fn before(trees: &mut [Tree], diagnostics: &mut Diagnostics) {
    for repair in REPAIRS {
        if let When::Before(apply) = repair.when {
            apply(trees, diagnostics);
        }
    }
}

/// Makes the repairs of one object of the kind `what`.
pub(super) fn mend(what: &str, object: &mut Map<String, Value>, at: &At, diagnostics: &mut Diagnostics) {
    for repair in REPAIRS {
        if let When::Object(kind, apply) = repair.when
            && kind == what
        {
            apply(object, at, diagnostics);
        }
    }
}

/// Makes the repairs that need documents in which every node is of the right kind.
pub(super) fn after(trees: &mut [Tree], diagnostics: &mut Diagnostics) {
    for repair in REPAIRS {
        if let When::After(apply) = repair.when {
            apply(trees, diagnostics);
        }
    }
}
