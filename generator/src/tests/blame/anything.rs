//! Arbitrary values in every place of a document.

use serde_json::{Value, json};

use crate::tests::{codes, read};

/// Any value anywhere in a document is read or reported, and openapiv3 never refuses a document
/// that passed the grammar.
#[test]
fn anything_anywhere() {
    let document = json!({
        "openapi": "3.0.0",
        "info": {"title": "a", "version": "1", "contact": {"name": "a"}, "license": {"name": "a"}},
        "servers": [{"url": "https://a.example/{v}", "variables": {"v": {"default": "a", "enum": ["a"]}}}],
        "tags": [{"name": "a", "externalDocs": {"url": "a"}}],
        "security": [{"A": ["s"]}],
        "paths": {
            "/a/{b}": {
                "parameters": [{"name": "b", "in": "path", "required": true, "schema": {"type": "string"}}],
                "get": {
                    "operationId": "a",
                    "tags": ["a"],
                    "parameters": [
                        {"name": "q", "in": "query", "style": "form", "explode": true, "content": {"a/b": {"schema": {}}}},
                        {"$ref": "#/components/parameters/P"},
                    ],
                    "requestBody": {"required": true, "content": {"multipart/form-data": {
                        "schema": {"type": "object", "properties": {"f": {"type": "string", "format": "binary"}}},
                        "encoding": {"f": {"contentType": "a/b", "style": "form", "headers": {"H": {"schema": {}}}}},
                    }}},
                    "responses": {
                        "200": {"description": "a", "headers": {"H": {"schema": {"type": "string"}}},
                            "links": {"l": {"operationId": "a", "parameters": {"b": 1}}},
                            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/S"},
                                "examples": {"e": {"value": 1}}}}},
                        "4XX": {"$ref": "#/components/responses/R"},
                        "default": {"description": "a"},
                    },
                    "callbacks": {"c": {"{$url}": {"post": {"responses": {"200": {"description": "a"}}}}}},
                    "security": [{}, {"A": []}],
                    "deprecated": true,
                },
            },
        },
        "components": {
            "schemas": {
                "S": {"type": "object", "required": ["a"], "nullable": true, "additionalProperties": false,
                    "properties": {
                        "a": {"type": "integer", "format": "int32", "minimum": 1, "exclusiveMinimum": true, "enum": [1, 2]},
                        "b": {"type": "array", "items": {"type": "number", "multipleOf": 0.5}, "minItems": 1, "uniqueItems": true},
                        "c": {"oneOf": [{"type": "boolean"}, {"type": "string", "pattern": "a", "maxLength": 3}],
                            "discriminator": {"propertyName": "a", "mapping": {"a": "b"}}},
                        "d": {"allOf": [{"not": {}}], "anyOf": [{"additionalProperties": {"type": "string"}}],
                            "readOnly": true, "externalDocs": {"url": "a"}, "xml": {}},
                    }},
            },
            "parameters": {"P": {"name": "p", "in": "cookie", "schema": {"type": "string"}}},
            "responses": {"R": {"description": "a"}},
            "securitySchemes": {
                "A": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "a", "scopes": {"s": "a"}}}},
                "B": {"type": "apiKey", "in": "header", "name": "a"},
                "C": {"type": "http", "scheme": "bearer"},
                "D": {"type": "openIdConnect", "openIdConnectUrl": "a"},
            },
        },
    });
    let outcome = read(&[("api.json", &document.to_string())]);
    assert_eq!(codes(&outcome), ["callbacks-left-out", "links-left-out"]);
    let mut pointers = Vec::new();
    collect(&document, String::new(), &mut pointers);
    let strange = [
        json!(null),
        json!(true),
        json!(5),
        json!(-1.5),
        json!(1e30),
        json!("text"),
        json!("5"),
        json!([]),
        json!({}),
        json!([null]),
        json!({"a": null}),
        json!([{}]),
        json!({"$ref": "#/a"}),
        json!({"$ref": 5}),
        json!({"type": 5}),
    ];
    for pointer in &pointers {
        for value in &strange {
            let mut broken = document.clone();
            *broken.pointer_mut(pointer).unwrap() = value.clone();
            let outcome = read(&[("api.json", &broken.to_string())]);
            assert!(!codes(&outcome).contains(&"unreadable-document"), "{pointer} {value}\n{}", outcome.messages);
            assert!(outcome.diagnostics.has_errors() || outcome.documents.len() == 1, "{pointer} {value}");
            let schema = pointer.contains("/schema") && !pointer.ends_with("/$ref");
            assert!(
                !schema || pointer == "/components/schemas" || !outcome.diagnostics.has_errors(),
                "{pointer} {value}\n{}",
                outcome.messages
            );
        }
        let mut broken = document.clone();
        let (holder, key) = pointer.rsplit_once('/').unwrap();
        if let Some(Value::Object(holder)) = broken.pointer_mut(holder) {
            holder.remove(&key.replace("~1", "/"));
        }
        let outcome = read(&[("api.json", &broken.to_string())]);
        assert!(!codes(&outcome).contains(&"unreadable-document"), "without {pointer}\n{}", outcome.messages);
    }
}

fn collect(value: &Value, at: String, all: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                let at = format!("{at}/{}", key.replace('/', "~1"));
                all.push(at.clone());
                collect(value, at, all);
            }
        }
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                let at = format!("{at}/{index}");
                all.push(at.clone());
                collect(value, at, all);
            }
        }
        _ => {}
    }
}
