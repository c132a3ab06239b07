//! Operations: a parameter in `body` or `formData` becomes the request body.

use serde_json::{Map, Value, json};

use super::super::super::METHODS;
use super::super::Upgrade;
use super::super::place::Place;
use super::super::reference;
use super::super::section::Section;
use super::{form, texts};
use crate::diagnostic::Problem;
use crate::place::At;

/// The parameters of a path item or operation, grouped by what they become.
#[derive(Debug, Default, Clone)]
pub(super) struct Split {
    /// Parameters that stay parameters, each with its original place.
    plain: Vec<(Value, At)>,
    /// The parameters in `body`.
    bodies: Vec<Part>,
    /// The parameters in `formData`.
    pub(super) fields: Vec<Part>,
}

/// A parameter that becomes a part of the request body.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) parameter: Map<String, Value>,
    /// The place of the parameter itself, not of a reference to it.
    pub(super) at: At,
}

/// Whether a parameter becomes a request body or a part of one.
pub(super) fn is_body(parameter: &Value) -> bool {
    matches!(parameter.get("in").and_then(Value::as_str), Some("body" | "formData"))
}

/// Turns body parameters of all operations of a path into request bodies.
pub(super) fn path_item(upgrade: &mut Upgrade<'_, '_, '_>, item: &mut Map<String, Value>, place: &Place) {
    let shared = split(upgrade, item, place);
    put_back(upgrade, item, &shared, place);
    for method in METHODS {
        if let Some(Value::Object(operation)) = item.get_mut(method) {
            let place = upgrade.inside(place, method);
            let own = split(upgrade, operation, &place);
            put_back(upgrade, operation, &own, &place);
            self::operation(upgrade, operation, &shared, own, &place);
        }
    }
}

fn split(upgrade: &mut Upgrade<'_, '_, '_>, holder: &Map<String, Value>, place: &Place) -> Split {
    let mut split = Split::default();
    let list = upgrade.inside(place, "parameters");
    for (index, node) in holder.get("parameters").and_then(Value::as_array).into_iter().flatten().enumerate() {
        let written = upgrade.inside(&list, &index.to_string()).from;
        let (parameter, at) = match reference::text(node) {
            None => (node.clone(), written.clone()),
            Some(reference) => match upgrade.resolve_node(reference, &written) {
                Some(at) => {
                    (upgrade.library.value(at.source).pointer(at.pointer.as_str()).cloned().unwrap_or_default(), at)
                }
                // A reference that leads nowhere is reported where all references are followed.
                None => (Value::Null, written.clone()),
            },
        };
        let location = parameter.get("in").and_then(Value::as_str).map(str::to_owned);
        match (location.as_deref(), parameter) {
            (Some("body"), Value::Object(parameter)) => split.bodies.push(Part { parameter, at }),
            (Some("formData"), Value::Object(parameter)) => split.fields.push(Part { parameter, at }),
            _ => split.plain.push((node.clone(), written)),
        }
    }
    split
}

fn put_back(upgrade: &mut Upgrade<'_, '_, '_>, holder: &mut Map<String, Value>, split: &Split, place: &Place) {
    if split.bodies.is_empty() && split.fields.is_empty() {
        return;
    }
    let here = place.here.child("parameters");
    for (index, (_, from)) in split.plain.iter().enumerate() {
        upgrade.moves.record(here.index(index), from.clone());
    }
    let plain = split.plain.iter().map(|(node, _)| node.clone()).collect();
    holder.insert("parameters".to_owned(), Value::Array(plain));
}

fn operation(
    upgrade: &mut Upgrade<'_, '_, '_>,
    operation: &mut Map<String, Value>,
    shared: &Split,
    own: Split,
    place: &Place,
) {
    let consumes = match operation.get("consumes") {
        Some(consumes) => texts(Some(consumes)),
        None => upgrade.scope.consumes.clone(),
    };
    // An operation's parameters override those of the path.
    let name = |part: &Part| part.parameter.get("name").and_then(Value::as_str).map(str::to_owned);
    let mut fields = shared.fields.clone();
    fields.retain(|field| !own.fields.iter().any(|known| name(known) == name(field)));
    fields.extend(own.fields.iter().cloned());
    let mut bodies = if own.bodies.is_empty() { shared.bodies.clone() } else { own.bodies };
    if !own.fields.is_empty() && bodies.iter().all(|body| shared.bodies.iter().any(|known| known.at == body.at)) {
        bodies.clear();
    }
    let mut bodies = bodies.into_iter();
    let here = Place { here: place.here.child("requestBody"), from: place.from.clone() };
    let body = match bodies.next() {
        Some(body) => {
            let further = bodies.chain(fields).map(|part| part.at);
            further.for_each(|at| upgrade.say(at, Problem::SecondBody));
            // A shared body has the media types of its own file. If the operation has others, it
            // gets a copy.
            let file = upgrade.library.value(body.at.source);
            if body.at.source == place.from.source || upgrade.scope_in(&file).consumes != consumes {
                Value::Object(upgrade.body(&body, &consumes, &here))
            } else {
                let name = upgrade.component(&body.at, Section::RequestBodies);
                json!({ "$ref": reference::to_component(Section::RequestBodies, &name) })
            }
        }
        None if fields.is_empty() => return,
        None => Value::Object(form::form(upgrade, &fields, &consumes, &here)),
    };
    operation.insert("requestBody".to_owned(), body);
}

/// Converts a body that was brought in through a reference and is still a parameter.
pub(super) fn request_body(upgrade: &mut Upgrade<'_, '_, '_>, body: &mut Map<String, Value>, place: &Place) {
    if body.get("in").and_then(Value::as_str) == Some("body") {
        let part = Part { parameter: body.clone(), at: place.from.clone() };
        let consumes = upgrade.scope.consumes.clone();
        *body = upgrade.body(&part, &consumes, place);
    }
}

impl Upgrade<'_, '_, '_> {
    /// Converts a parameter in `body` into a request body with the same schema for each media type.
    fn body(&mut self, part: &Part, consumes: &[String], place: &Place) -> Map<String, Value> {
        self.moves.record(place.here.clone(), part.at.clone());
        let mut body = Map::new();
        for (key, value) in &part.parameter {
            if ["description", "required"].contains(&key.as_str()) || key.starts_with("x-") {
                body.insert(key.clone(), value.clone());
            }
        }
        let mut content = Map::new();
        let here = Place { here: place.here.clone(), from: part.at.clone() };
        for media in self.media_types(consumes, &here) {
            let at = place.here.child("content").child(&media);
            self.moves.record(at.clone(), part.at.clone());
            let schema = part.parameter.get("schema").map(|schema| ("schema".to_owned(), schema.clone()));
            content.insert(media, Value::Object(schema.into_iter().collect()));
        }
        body.insert("content".to_owned(), Value::Object(content));
        body
    }
}
