//! The OpenAPI Overlay 1.0 format: actions that change the nodes that a JSONPath selects.

use serde_json::{Map, Value};
use serde_json_path::JsonPath;

use super::Tree;
use crate::diagnostic::{ActionFault, Diagnostics, OverlayFault, Problem};
use crate::place::{At, Pointer, SourceId};

/// Deepest nesting of a document. The stages after this one recurse, and the stack is limited.
const LEVELS: usize = 128;

/// An overlay whose actions are well-formed.
pub(super) struct Overlay {
    actions: Vec<Action>,
}

struct Action {
    at: At,
    target: String,
    path: JsonPath,
    change: Change,
}

enum Change {
    Remove,
    Update(Value),
}

/// Reads an overlay and reports what is wrong with it; `None` if the value is not an overlay.
pub(super) fn parse(value: &Value, source: SourceId, diagnostics: &mut Diagnostics) -> Option<Overlay> {
    let root = At::root(source);
    let mut refuse = |at: At, because: OverlayFault| {
        diagnostics.push(at, Problem::NotAnOverlay { because });
        None
    };
    let Some(overlay) = value.as_object() else { return refuse(root, OverlayFault::NotAnObject) };
    match overlay.get("overlay") {
        None => return refuse(root, OverlayFault::NoVersion),
        Some(Value::String(version)) if version == "1.0.0" || version.starts_with("1.0.") => {}
        Some(Value::String(version)) => {
            return refuse(root.child("overlay"), OverlayFault::OtherVersion(version.clone()));
        }
        Some(_) => return refuse(root.child("overlay"), OverlayFault::NotAVersion),
    }
    let at = root.child("actions");
    let Some(actions) = overlay.get("actions") else { return refuse(root, OverlayFault::NoActions) };
    let Some(actions) = actions.as_array() else { return refuse(at, OverlayFault::ActionsNotAList) };
    for key in overlay.keys() {
        let known = ["overlay", "info", "extends", "actions"];
        unknown(key, &known, "overlay", &root, diagnostics);
    }
    let actions = actions
        .iter()
        .enumerate()
        .filter_map(|(index, action)| self::action(action, &at.index(index), diagnostics))
        .collect();
    Some(Overlay { actions })
}

fn action(value: &Value, at: &At, diagnostics: &mut Diagnostics) -> Option<Action> {
    let mut refuse = |at: At, because: ActionFault| {
        diagnostics.push(at, Problem::InvalidOverlayAction { because });
        None
    };
    let Some(action) = value.as_object() else { return refuse(at.clone(), ActionFault::NotAnObject) };
    let target = match action.get("target") {
        Some(Value::String(target)) => target.clone(),
        Some(_) => return refuse(at.child("target"), ActionFault::TargetNotAString),
        None => return refuse(at.clone(), ActionFault::NoTarget),
    };
    let remove = match action.get("remove") {
        None | Some(Value::Bool(false)) => false,
        Some(Value::Bool(true)) => true,
        Some(_) => return refuse(at.child("remove"), ActionFault::RemoveNotABoolean),
    };
    let change = match (remove, action.get("update")) {
        (true, _) => Change::Remove,
        (false, Some(update)) => Change::Update(update.clone()),
        (false, None) => return refuse(at.clone(), ActionFault::NoChange),
    };
    for key in action.keys() {
        unknown(key, &["target", "description", "update", "remove"], "action", at, diagnostics);
    }
    match JsonPath::parse(&target) {
        Ok(path) => Some(Action { at: at.clone(), target, path, change }),
        Err(error) => {
            let character = error.position() + 1;
            diagnostics.push(at.child("target"), Problem::InvalidOverlayTarget { target, character });
            None
        }
    }
}

fn unknown(key: &str, known: &[&'static str], what: &'static str, at: &At, diagnostics: &mut Diagnostics) {
    if !known.contains(&key) && !key.starts_with("x-") {
        let suggestion = crate::spelling::nearest(key, known.iter().copied());
        diagnostics.push(at.child(key), Problem::UnknownKeyword { keyword: key.to_owned(), what, suggestion });
    }
}

impl Overlay {
    /// Applies the actions in order, each to every document. Reports actions that fail or match
    /// nothing.
    pub(super) fn apply(&self, trees: &mut [Tree], diagnostics: &mut Diagnostics) {
        for action in &self.actions {
            let mut matched = false;
            for tree in trees.iter_mut() {
                let targets: Vec<Pointer> = action
                    .path
                    .query_located(&tree.value)
                    .dedup()
                    .locations()
                    .map(|location| Pointer::from_text(location.to_json_pointer()))
                    .collect();
                matched |= !targets.is_empty();
                match &action.change {
                    Change::Remove => remove(&mut tree.value, targets, &action.at, diagnostics),
                    Change::Update(update) => {
                        let levels = levels(update);
                        for target in targets {
                            if target.keys().count() + levels > LEVELS {
                                let because = ActionFault::TooDeep { levels: LEVELS };
                                diagnostics.push(action.at.clone(), Problem::InvalidOverlayAction { because });
                                continue;
                            }
                            if let Some(node) = tree.value.pointer_mut(target.as_str()) {
                                self::update(node, update, &target, &action.at, diagnostics);
                            }
                        }
                    }
                }
            }
            if !matched && !trees.is_empty() {
                let target = action.target.clone();
                diagnostics.push(action.at.child("target"), Problem::OverlayMatchesNothing { target });
            }
        }
    }
}

/// Returns how deep a value nests.
fn levels(value: &Value) -> usize {
    match value {
        Value::Object(members) => 1 + members.values().map(levels).max().unwrap_or_default(),
        Value::Array(list) => 1 + list.iter().map(levels).max().unwrap_or_default(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

/// Removes nodes, those of a list from its end, so that the indices of the others stay valid.
fn remove(document: &mut Value, targets: Vec<Pointer>, at: &At, diagnostics: &mut Diagnostics) {
    let mut found: Vec<(Vec<String>, Pointer)> =
        targets.into_iter().map(|target| (target.keys().collect(), target)).collect();
    found.sort_by(|(one, _), (other, _)| order(other, one));
    for (keys, target) in found {
        let (Some(key), Some(holder)) = (keys.last(), target.parent()) else {
            let because = ActionFault::RemovesDocument;
            diagnostics.push(at.clone(), Problem::InvalidOverlayAction { because });
            continue;
        };
        match document.pointer_mut(holder.as_str()) {
            Some(Value::Object(object)) => {
                object.shift_remove(key);
            }
            Some(Value::Array(list)) => {
                if let Some(index) = key.parse().ok().filter(|index| *index < list.len()) {
                    list.remove(index);
                }
            }
            _ => {}
        }
    }
}

/// Orders two pointers, and compares indices as numbers.
fn order(one: &[String], other: &[String]) -> std::cmp::Ordering {
    let number = |key: &String| key.parse::<usize>().ok();
    for (left, right) in one.iter().zip(other) {
        let order = match (number(left), number(right)) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => left.cmp(right),
        };
        if order.is_ne() {
            return order;
        }
    }
    one.len().cmp(&other.len())
}

/// Merges into an object or appends to a list; other nodes cannot be updated.
fn update(node: &mut Value, update: &Value, target: &Pointer, at: &At, diagnostics: &mut Diagnostics) {
    let because = match (&mut *node, update) {
        (Value::Object(object), Value::Object(update)) => {
            merge(object, update);
            return;
        }
        (Value::Array(list), update) => {
            list.push(update.clone());
            return;
        }
        (Value::Object(_), _) => ActionFault::UpdateNotAnObject(target.to_string()),
        (_, _) => ActionFault::TargetIsScalar(target.to_string()),
    };
    diagnostics.push(at.child("update"), Problem::InvalidOverlayAction { because });
}

/// Merges objects member by member, joins lists, and replaces everything else.
fn merge(object: &mut Map<String, Value>, update: &Map<String, Value>) {
    for (key, value) in update {
        match (object.get_mut(key), value) {
            (Some(Value::Object(inner)), Value::Object(value)) => merge(inner, value),
            (Some(Value::Array(list)), Value::Array(more)) => list.extend(more.iter().cloned()),
            (Some(old), value) => *old = value.clone(),
            (None, value) => {
                object.insert(key.clone(), value.clone());
            }
        }
    }
}
