//! From the `Api` as the documents have it to the one that can be emitted: passes over finished schemas, one file each.
//!
//! [`settle`] is the list of them. Each takes an `Api` and leaves an `Api`; none knows the documents.

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

/// Runs the passes, in the order in which each can rely on those before it.
pub(crate) fn settle(api: &mut Api, sources: &Sources, diagnostics: &mut Diagnostics) {
    // First, since every later pass looks behind aliases and has to come to an end there.
    nameless_cycle::break_cycles(api, diagnostics);
    // After the cycles, since the depth of a cycle has no end.
    nameless_depth::cut(api, diagnostics);
    // Before all that looks at unions: one of nothing but lists of values is a list itself.
    enumeration::join(api);
    // Before what asks the alternatives of a union, which are not all of them before.
    union_cycle::break_cycles(api, diagnostics);
    // On the alternatives that are left: that one which was left out can be `null` does not count.
    null::spread(api);
    // Before the merge, which compares tags, and gives other names to schemas whose names are tags.
    tag::settle(api);
    // Before the merge, too: the message names the alternatives as their own document does.
    overlap::check(api, diagnostics);
    // After all that changes the values of a schema, since only schemas of equal values become one.
    merge::merge(api, sources, diagnostics);
    // On merged schemas: one document may send what another receives.
    direction::split(api);
    // Last: it is about the schemas of requests, and these are not parted from those of responses before.
    encoding::split(api);
}
