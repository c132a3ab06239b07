//! Reports parts of documents that no client calls: callbacks, and links between operations.

use serde_json::Value;

use super::{METHODS, Tree};
use crate::diagnostic::{Diagnostics, Problem};
use crate::place::{At, Reference};

/// Reports how many callbacks and links each document has, at the place of the first one.
pub(super) fn say(trees: &[Tree], diagnostics: &mut Diagnostics) {
    for tree in trees {
        let mut found = Found::default();
        found.document(&tree.value, &At::root(tree.source));
        let callbacks = found.callbacks.into_problem(|count| Problem::CallbacksLeftOut { count });
        let links = found.links.into_problem(|count| Problem::LinksLeftOut { count });
        for (at, problem) in callbacks.into_iter().chain(links) {
            diagnostics.push(at, problem);
        }
    }
}

/// The callbacks and links found so far.
#[derive(Default)]
struct Found {
    callbacks: Tally,
    links: Tally,
}

/// The first place, and the number.
#[derive(Default)]
struct Tally(Option<(At, usize)>);

impl Found {
    fn document(&mut self, document: &Value, at: &At) {
        for (key, part) in members(document) {
            let at = at.child(key);
            match key {
                "paths" => members(part).for_each(|(path, item)| self.path_item(item, &at.child(path))),
                "components" => self.components(part, &at),
                _ => {}
            }
        }
    }

    fn components(&mut self, components: &Value, at: &At) {
        for (key, section) in members(components) {
            let at = at.child(key);
            match key {
                "callbacks" => self.callbacks.add(section, &at),
                "links" => self.links.add(section, &at),
                "responses" => self.responses(section, &at),
                _ => {}
            }
        }
    }

    fn path_item(&mut self, item: &Value, at: &At) {
        for (method, operation) in members(item).filter(|(key, _)| METHODS.contains(key)) {
            let at = at.child(method);
            for (key, part) in members(operation) {
                match key {
                    "callbacks" => self.callbacks.add(part, &at.child(key)),
                    "responses" => self.responses(part, &at.child(key)),
                    _ => {}
                }
            }
        }
    }

    fn responses(&mut self, responses: &Value, at: &At) {
        // The keys of components are names of any form, even names that look like extensions.
        for (status, response) in responses.as_object().into_iter().flatten() {
            if let Some(links) = response.get("links") {
                self.links.add(links, &at.child(status).child("links"));
            }
        }
    }
}

impl Tally {
    /// Counts the entries of an object, except references to entries under `components`, which are
    /// counted there.
    fn add(&mut self, entries: &Value, at: &At) {
        // The keys are names of any form, even names that look like extensions.
        let entries =
            || entries.as_object().into_iter().flat_map(|entries| entries.values()).filter(|one| one.is_object());
        let is_use =
            |entry: &Value| entry.get("$ref").and_then(Value::as_str).is_some_and(|to| Reference::new(to).is_local());
        if entries().next().is_some() {
            // A reference counts as a place too, since its target may come from another file.
            self.0.get_or_insert_with(|| (at.clone(), 0)).1 += entries().filter(|entry| !is_use(entry)).count();
        }
    }

    fn into_problem(self, problem: impl FnOnce(usize) -> Problem) -> Option<(At, Problem)> {
        self.0.filter(|(_, count)| *count > 0).map(|(at, count)| (at, problem(count)))
    }
}

/// Returns the members of an object that are not extensions.
fn members(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let members = value.as_object().into_iter().flatten();
    members.map(|(key, value)| (key.as_str(), value)).filter(|(key, _)| !key.starts_with("x-"))
}
