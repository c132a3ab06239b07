//! The rules that bring Swagger 2.0 to OpenAPI 3.0. The layout of the document is here, its parts
//! are in files of their own.

mod form;
mod operation;
mod parameter;
mod response;
mod schema;
mod security;
mod server;

use serde_json::{Map, Value};

use super::dialect::Dialect;
use super::place::Place;
use super::{Upgrade, VERSION};
use crate::diagnostic::Problem;

impl Upgrade<'_, '_, '_> {
    /// Applies the rules for an object of the kind `what`.
    pub(super) fn rules_of_2(&mut self, map: &mut Map<String, Value>, what: &str, place: &Place) {
        match what {
            "document" => document(self, map, place),
            "path item" => operation::path_item(self, map, place),
            "request body" => operation::request_body(self, map, place),
            "parameter" => parameter::parameter(self, map, place),
            "header" => parameter::header(self, map, place),
            "response" => response::response(self, map, place),
            "security scheme" => security::scheme(self, map, place),
            "schema" => schema::schema(self, map, place),
            "operation" => {
                if map.contains_key("consumes") {
                    self.scope.consumes = texts(map.shift_remove("consumes").as_ref());
                }
                if map.contains_key("produces") {
                    self.scope.produces = texts(map.shift_remove("produces").as_ref());
                }
                server::operation_schemes(self, map);
                response::shared_responses(self, map, place);
            }
            _ => {}
        }
    }
}

/// Returns the strings of a list.
pub(super) fn texts(list: Option<&Value>) -> Vec<String> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|one| one.as_str().map(str::to_owned)).collect()
}

/// Moves each part of a document to its place in OpenAPI 3.0.
fn document(upgrade: &mut Upgrade<'_, '_, '_>, document: &mut Map<String, Value>, place: &Place) {
    server::servers(upgrade, document, place);
    let old = std::mem::take(document);
    let mut components = Map::new();
    for (key, value) in old {
        let section = match key.as_str() {
            "swagger" => {
                upgrade.moved(place, "openapi", "swagger");
                document.insert("openapi".to_owned(), Value::String(VERSION.to_owned()));
                continue;
            }
            "host" | "basePath" | "schemes" | "consumes" | "produces" => continue,
            "definitions" => "schemas",
            "parameters" => "parameters",
            "responses" => "responses",
            "securityDefinitions" => "securitySchemes",
            _ => {
                document.insert(key, value);
                continue;
            }
        };
        let from = upgrade.inside(place, &key).from;
        upgrade.moves.record(place.here.child("components").child(section), from);
        let mut value = value;
        if let (Value::Object(parameters), "parameters") = (&mut value, section) {
            // A body is not a parameter in 3.0: if a reference leads to it, it becomes a request
            // body there.
            parameters.retain(|_, parameter| !operation::is_body(parameter));
        }
        components.insert(section.to_owned(), value);
    }
    if !components.is_empty() {
        document.insert("components".to_owned(), Value::Object(components));
    }
}

impl Upgrade<'_, '_, '_> {
    /// Returns the media types of a body, or a default, which is reported once.
    fn media_types(&mut self, named: &[String], place: &Place) -> Vec<String> {
        const JSON: &str = "application/json";
        if !named.is_empty() {
            return named.to_vec();
        }
        if !self.assumed && self.scope.dialect == Dialect::Swagger2 {
            self.assumed = true;
            self.say(place.from.clone(), Problem::AssumedMediaType { media: JSON });
        }
        vec![JSON.to_owned()]
    }
}
