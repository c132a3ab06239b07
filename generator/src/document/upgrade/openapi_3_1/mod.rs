//! The rules that bring OpenAPI 3.1 to 3.0. Those of documents are here, those of schemas in files
//! of their own.

mod bounds;
mod composition;
mod constant;
mod content;
mod identifier;
mod object;
mod siblings;
mod tuple;
mod types;

use serde_json::{Map, Value, json};

use super::place::Place;
use super::{Upgrade, VERSION};
use crate::diagnostic::Problem;

pub(super) use self::siblings::reference_siblings;
pub(super) use self::types::type_list;

/// The dialects of JSON Schema that are read without a message.
const DIALECTS: [&str; 4] = [
    "https://spec.openapis.org/oas/3.1/dialect/base",
    "https://spec.openapis.org/oas/3.1/schema-base/",
    "https://json-schema.org/draft/2020-12/schema",
    "https://json-schema.org/draft/2019-09/schema",
];

impl Upgrade<'_, '_, '_> {
    /// Applies the rules for an object of the kind `what`.
    pub(super) fn rules_of_3_1(&mut self, map: &mut Map<String, Value>, what: &str, place: &Place) {
        match what {
            "document" => {
                version(map);
                json_schema_dialect(self, map, place);
                webhooks(self, map, place);
                missing_paths(map);
                mutual_tls(self, map, place);
            }
            "info" => info_summary(self, map, place),
            "license" => license_identifier(map),
            "components" => {
                map.shift_remove("pathItems");
            }
            "path item" => {
                further_methods(self, map, place);
                mutual_tls_of_operations(self, map);
            }
            "operation" => {
                map.entry("responses").or_insert_with(|| json!({}));
            }
            "media type" => {
                content::item_schema(self, map, place);
                content::part_types(self, map, place);
            }
            "schema" => schema(self, map, place),
            _ => {}
        }
    }
}

/// Applies the rules of schemas, each to the result of the previous ones.
fn schema(upgrade: &mut Upgrade<'_, '_, '_>, schema: &mut Map<String, Value>, place: &Place) {
    identifier::dynamic_reference(upgrade, schema, place);
    identifier::dialect(upgrade, schema, place);
    identifier::identifiers(schema);
    identifier::definitions(schema);
    composition::null_variants(upgrade, schema, place);
    reference_siblings(upgrade, schema, place);
    type_list(upgrade, schema, place);
    types::null_type(schema);
    constant::constant(upgrade, schema, place);
    constant::examples(upgrade, schema, place);
    bounds::exclusive_bounds(upgrade, schema, place);
    content::encoding(upgrade, schema, place);
    content::media_type(upgrade, schema, place);
    content::content_schema(upgrade, schema, place);
    tuple::prefix_items(upgrade, schema, place);
    tuple::no_items(schema);
    object::unevaluated_properties(upgrade, schema, place);
    object::pattern_properties(upgrade, schema, place);
    composition::conditions(upgrade, schema, place);
    composition::constraints(upgrade, schema, place);
}

/// Turns a boolean schema into one that allows any value or none.
pub(super) fn boolean_schema(any: bool) -> Value {
    if any { json!({}) } else { json!({ "not": {} }) }
}

fn version(document: &mut Map<String, Value>) {
    document.insert("openapi".to_owned(), Value::String(VERSION.to_owned()));
}

/// Removes the default dialect of schemas, and reports an unknown one.
fn json_schema_dialect(upgrade: &mut Upgrade<'_, '_, '_>, document: &mut Map<String, Value>, place: &Place) {
    let Some(dialect) = document.shift_remove("jsonSchemaDialect") else { return };
    say_dialect(upgrade, &dialect, "jsonSchemaDialect", place);
}

fn say_dialect(upgrade: &mut Upgrade<'_, '_, '_>, dialect: &Value, key: &str, place: &Place) {
    let known = |dialect: &str| DIALECTS.iter().any(|known| dialect.trim_end_matches('#').starts_with(known));
    if !dialect.as_str().is_some_and(known) {
        let dialect = dialect.as_str().map_or_else(|| dialect.to_string(), str::to_owned);
        upgrade.say_in(place, key, Problem::UnknownSchemaDialect { dialect });
    }
}

/// Removes webhooks, because a client does not receive requests.
fn webhooks(upgrade: &mut Upgrade<'_, '_, '_>, document: &mut Map<String, Value>, place: &Place) {
    let Some(webhooks) = document.shift_remove("webhooks") else { return };
    let count = webhooks.as_object().map_or(0, Map::len);
    if count > 0 {
        upgrade.say_in(place, "webhooks", Problem::WebhooksLeftOut { count });
    }
    document.entry("paths").or_insert_with(|| json!({}));
}

/// Adds `paths`, because a document may consist of components only.
fn missing_paths(document: &mut Map<String, Value>) {
    if document.contains_key("components") {
        document.entry("paths").or_insert_with(|| json!({}));
    }
}

/// Removes the methods that OpenAPI 3.2 adds, which the emitted client does not support.
fn further_methods(upgrade: &mut Upgrade<'_, '_, '_>, item: &mut Map<String, Value>, place: &Place) {
    for (keyword, several) in [("query", false), ("additionalOperations", true)] {
        let Some(operations) = item.get(keyword).and_then(Value::as_object) else { continue };
        let count = if several { operations.len() } else { 1 };
        item.shift_remove(keyword);
        // A client calls no callbacks anyway.
        if count > 0 && !upgrade.in_callback {
            upgrade.say_in(place, keyword, Problem::OperationsLeftOut { keyword, count });
        }
    }
}

/// Makes `info.summary` the first line of the description.
fn info_summary(upgrade: &mut Upgrade<'_, '_, '_>, info: &mut Map<String, Value>, place: &Place) {
    let Some(Value::String(summary)) = info.get("summary").cloned() else { return };
    info.shift_remove("summary");
    match info.get_mut("description") {
        Some(Value::String(description)) => *description = format!("{summary}\n\n{description}"),
        Some(_) => {}
        None => {
            upgrade.moved(place, "description", "summary");
            info.insert("description".to_owned(), Value::String(summary));
        }
    }
}

/// Keeps an SPDX expression as an extension, because OpenAPI 3.0 has no keyword for it.
fn license_identifier(license: &mut Map<String, Value>) {
    if let Some(identifier) = license.shift_remove("identifier") {
        license.insert("x-identifier".to_owned(), identifier);
    }
}

/// Removes schemes that need a client certificate, and the requirements for them: the transport
/// presents certificates.
fn mutual_tls(upgrade: &mut Upgrade<'_, '_, '_>, document: &mut Map<String, Value>, place: &Place) {
    let components = upgrade.inside(place, "components");
    let schemes_at = upgrade.inside(&components, "securitySchemes");
    let schemes = document.get_mut("components").and_then(|components| components.get_mut("securitySchemes"));
    if let Some(Value::Object(schemes)) = schemes {
        let is_tls = |scheme: &Value| scheme.get("type").and_then(Value::as_str) == Some("mutualTLS");
        let found: Vec<String> =
            schemes.iter().filter(|(_, scheme)| is_tls(scheme)).map(|(name, _)| name.clone()).collect();
        for scheme in found {
            schemes.shift_remove(&scheme);
            upgrade.say_in(&schemes_at, &scheme, Problem::MutualTls { scheme: scheme.clone() });
            upgrade.transport_schemes.insert(scheme);
        }
    }
    without_transport(upgrade, document);
}

fn mutual_tls_of_operations(upgrade: &mut Upgrade<'_, '_, '_>, item: &mut Map<String, Value>) {
    for (_, operation) in item.iter_mut() {
        if let Value::Object(operation) = operation {
            without_transport(upgrade, operation);
        }
    }
}

/// Removes the transport's schemes from the requirements of a document or operation.
fn without_transport(upgrade: &Upgrade<'_, '_, '_>, holder: &mut Map<String, Value>) {
    for requirement in holder.get_mut("security").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Value::Object(requirement) = requirement {
            requirement.retain(|scheme, _| !upgrade.transport_schemes.contains(scheme));
        }
    }
}
