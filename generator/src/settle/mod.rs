//! Passes over the whole `Api` that turn what the documents say into what can be emitted. Each pass
//! has a file.
//!
//! [`settle`] lists them in order. No pass reads a document; `merge` only needs the names of the
//! files.

mod direction;
mod encoding;
mod enumeration;
mod merge;
mod nameless_cycle;
mod nameless_depth;
mod null;
mod overlap;
mod tag;
mod union_cycle;

use crate::api::Api;
use crate::diagnostic::Diagnostics;
use crate::source::Sources;

/// Runs the passes. The comment on each gives the reason for its position.
pub(crate) fn settle(api: &mut Api, sources: &Sources, diagnostics: &mut Diagnostics) {
    // First: every later pass follows aliases, which must come to an end.
    nameless_cycle::break_cycles(api, diagnostics);
    // After the cycles: a cycle has no depth.
    nameless_depth::cut(api, diagnostics);
    // Before every pass on unions: a union of nothing but enumerations becomes an enumeration.
    enumeration::join(api);
    // Before the passes that look into the variants of a union: this one removes some.
    union_cycle::break_cycles(api, diagnostics);
    // After the removal: a removed variant must not make its union nullable.
    null::spread(api);
    // Before the merge, which compares tags and renames schemas whose names are tags.
    tag::settle(api);
    // Before the merge, too: the messages use the names that the variants have in their own
    // document.
    overlap::check(api, diagnostics);
    // After every pass that changes which values a schema has: only equal schemas are merged.
    merge::merge(api, sources, diagnostics);
    // After the merge: one document may send what another receives.
    direction::split(api);
    // Last: it needs the schemas of requests apart from those of responses.
    encoding::split(api);
}
