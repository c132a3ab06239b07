//! Conversion of OpenAPI 3.1 to 3.0: each rule, and the places of its messages.

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::{Outcome, codes, json, read};

fn read_3_1(rest: &str) -> Outcome {
    read(&[("api.yaml", &format!("openapi: 3.1.0\ninfo: {{title: Pets, version: 1.0.0}}\n{rest}"))])
}

fn read_schemas(schemas: &Value) -> Outcome {
    read_3_1(&format!("components: {}", json!({ "schemas": schemas })))
}

/// Checks one schema after the conversion, and its messages.
#[track_caller]
fn check(schema: &Value, expected: &Value, reported: &[&str]) {
    let outcome = read_schemas(&json!({ "A": schema, "B": { "type": "object" } }));
    assert_eq!(json(&outcome)["components"]["schemas"]["A"], *expected, "{}", outcome.messages);
    assert_eq!(codes(&outcome), reported, "{}", outcome.messages);
}

const B: &str = "#/components/schemas/B";

#[test]
fn null_among_the_types_is_nullable() {
    check(&json!({"type": ["string", "null"]}), &json!({"type": "string", "nullable": true}), &[]);
    check(&json!({"type": ["integer"]}), &json!({"type": "integer"}), &[]);
    check(&json!({"type": ["integer", "number"]}), &json!({"type": "number"}), &[]);
    check(&json!({"type": "null"}), &json!({"nullable": true, "enum": [null]}), &[]);
    check(&json!({"type": ["null"]}), &json!({"nullable": true, "enum": [null]}), &[]);
    check(
        &json!({"type": ["string", "null"], "enum": ["a", null]}),
        &json!({"type": "string", "nullable": true, "enum": ["a", null]}),
        &[],
    );
}

#[test]
fn several_types_are_variants() {
    check(
        &json!({"type": ["string", "integer", "null"], "minLength": 1, "maximum": 5, "format": "int32", "title": "T"}),
        &json!({
            "title": "T",
            "nullable": true,
            "anyOf": [{"type": "string", "minLength": 1}, {"type": "integer", "format": "int32", "maximum": 5}],
        }),
        &[],
    );
    check(&json!({"type": ["string", "integer"], "enum": ["a", 1]}), &json!({"enum": ["a", 1]}), &[]);
    check(&json!({"type": ["string", "number", "boolean", "array", "object"]}), &json!({}), &[]);
}

#[test]
fn null_variants_are_nullable() {
    check(
        &json!({"title": "T", "anyOf": [{"type": "string", "maxLength": 3}, {"type": "null"}]}),
        &json!({"title": "T", "nullable": true, "type": "string", "maxLength": 3}),
        &[],
    );
    check(&json!({"oneOf": [{"type": "null"}, {"$ref": B}]}), &json!({"nullable": true, "allOf": [{"$ref": B}]}), &[]);
    check(
        &json!({"oneOf": [{"const": null}, {"$ref": B}, {"type": "string"}]}),
        &json!({"nullable": true, "oneOf": [{"$ref": B}, {"type": "string"}]}),
        &[],
    );
}

#[test]
fn constants_are_enumerations() {
    check(&json!({"const": "a"}), &json!({"type": "string", "enum": ["a"]}), &[]);
    check(&json!({"const": 5}), &json!({"type": "integer", "enum": [5]}), &[]);
    check(&json!({"const": true, "type": "boolean"}), &json!({"type": "boolean", "enum": [true]}), &[]);
    check(&json!({"const": null}), &json!({"nullable": true, "enum": [null]}), &[]);
    check(&json!({"type": "object", "const": {"a": 1}}), &json!({"type": "object"}), &["unchecked-keyword"]);
}

#[test]
fn the_first_example_is_the_example() {
    check(
        &json!({"type": "string", "examples": ["a", "b"]}),
        &json!({"type": "string", "example": "a", "x-examples": ["b"]}),
        &[],
    );
    check(
        &json!({"type": "string", "example": "c", "examples": ["a"]}),
        &json!({"type": "string", "example": "c", "x-examples": ["a"]}),
        &[],
    );
}

#[test]
fn exclusive_bounds_are_bounds_and_flags() {
    check(
        &json!({"type": "integer", "exclusiveMinimum": 1, "exclusiveMaximum": 9}),
        &json!({
            "type": "integer", "minimum": 1, "exclusiveMinimum": true, "maximum": 9, "exclusiveMaximum": true,
        }),
        &[],
    );
    check(
        &json!({"type": "integer", "minimum": 5, "exclusiveMinimum": 1}),
        &json!({"type": "integer", "minimum": 5}),
        &[],
    );
}

#[test]
fn content_is_a_format() {
    check(
        &json!({"type": "string", "contentEncoding": "base64", "contentMediaType": "image/png"}),
        &json!({"type": "string", "format": "byte", "x-content-media-type": "image/png"}),
        &[],
    );
    check(&json!({"contentEncoding": "base64url"}), &json!({"type": "string", "format": "base64url"}), &[]);
    check(
        &json!({"type": "string", "contentMediaType": "application/pdf"}),
        &json!({"type": "string", "format": "binary", "x-content-media-type": "application/pdf"}),
        &[],
    );
    check(
        &json!({"type": "string", "contentMediaType": "application/json", "contentSchema": {"type": "object"}}),
        &json!({"type": "string", "x-content-media-type": "application/json"}),
        &["unchecked-keyword"],
    );
}

#[test]
fn the_media_type_of_a_part_is_its_encoding() {
    let outcome = read_3_1(
        r"paths:
  /a:
    post:
      operationId: a
      requestBody: {content: {multipart/form-data: {schema: {$ref: '#/components/schemas/Form'}}}}
components:
  schemas:
    Form: {type: object, properties: {picture: {type: string, contentMediaType: image/png}, name: {type: string}}}
",
    );
    assert_eq!(
        json(&outcome)["paths"]["/a"]["post"]["requestBody"]["content"]["multipart/form-data"],
        json!({
            "schema": {"$ref": "#/components/schemas/Form"},
            "encoding": {"picture": {"contentType": "image/png"}},
        })
    );
}

#[test]
fn what_matters_beside_a_reference_is_kept() {
    check(
        &json!({"$ref": B, "type": ["object", "null"], "required": ["a"]}),
        &json!({"allOf": [{"$ref": B}, {"type": "object", "nullable": true, "required": ["a"]}]}),
        &[],
    );
    check(&json!({"$ref": B, "nullable": true}), &json!({"nullable": true, "allOf": [{"$ref": B}]}), &[]);
    check(&json!({"$ref": B, "type": "object", "title": "T", "$comment": "c"}), &json!({"$ref": B}), &[]);
    check(
        &json!({"type": "object", "properties": {
            "a": {"$ref": B, "description": "An a.", "readOnly": true, "examples": [{}]},
            "b": {"$ref": B, "title": "T"},
        }}),
        &json!({"type": "object", "properties": {
            "a": {"description": "An a.", "readOnly": true, "example": {}, "allOf": [{"$ref": B}]},
            "b": {"$ref": B},
        }}),
        &[],
    );
    check(
        &json!({"allOf": [{"minProperties": 1}], "$ref": B}),
        &json!({"allOf": [{"$ref": B}, {"minProperties": 1}]}),
        &[],
    );
}

#[test]
fn definitions_are_hoisted() {
    let outcome = read_schemas(&json!({
        "A": {
            "$defs": {"Paw": {"type": "object", "properties": {"claw": {"$ref": "#/$defs/Claw"}}}, "Claw": {"enum": [1]}},
            "type": "array", "items": {"$ref": "#/components/schemas/A/$defs/Paw"},
        },
        "C": {"$defs": {"Paw": {"$anchor": "paw", "type": "object", "properties": {"hard": {}}}, "Unused": {}}, "$ref": "#paw"},
        "D": {"definitions": {"E": {"type": "string"}}, "properties": {"e": {"$ref": "#/definitions/E"}}},
    }));
    assert_eq!(
        json(&outcome)["components"]["schemas"],
        json!({
            "A": {"type": "array", "items": {"$ref": "#/components/schemas/Paw"}},
            "C": {"$ref": "#/components/schemas/C_Paw"},
            "D": {"properties": {"e": {"type": "string"}}},
            "Paw": {"type": "object", "properties": {"claw": {"$ref": "#/components/schemas/Claw"}}},
            "C_Paw": {"type": "object", "properties": {"hard": {}}},
            "Claw": {"enum": [1]},
        })
    );
    assert_eq!(codes(&outcome), ["component-name-taken"], "{}", outcome.messages);
}

#[test]
fn tuples_are_lists() {
    check(
        &json!({"prefixItems": [{"type": "number"}, {"type": "number"}], "items": false}),
        &json!({"type": "array", "items": {"type": "number"}, "maxItems": 2}),
        &[],
    );
    check(
        &json!({"type": "array", "prefixItems": [{"type": "number"}, {"type": "string"}]}),
        &json!({"type": "array", "items": {}}),
        &["tuple"],
    );
    check(&json!({"type": "array", "items": [{"type": "number"}]}), &json!({"type": "array", "items": {}}), &["tuple"]);
    check(&json!({"type": "array", "items": false}), &json!({"type": "array", "items": {}, "maxItems": 0}), &[]);
}

#[test]
fn members_by_pattern_are_additional() {
    check(
        &json!({"patternProperties": {"^a": {"type": "string"}}, "additionalProperties": false}),
        &json!({"type": "object", "additionalProperties": {"type": "string"}}),
        &["unchecked-keyword"],
    );
    check(
        &json!({"type": "object", "patternProperties": {".*": {"type": "string"}}}),
        &json!({"type": "object", "additionalProperties": {"type": "string"}}),
        &[],
    );
    check(
        &json!({"type": "object", "patternProperties": {"^a": {"type": "string"}, "^b": {"type": "integer"}}}),
        &json!({"type": "object", "additionalProperties": {}}),
        &["untyped-members"],
    );
    check(
        &json!({"type": "object", "unevaluatedProperties": false}),
        &json!({"type": "object", "additionalProperties": false}),
        &[],
    );
    check(
        &json!({"allOf": [{"$ref": B}], "unevaluatedProperties": {"type": "string"}}),
        &json!({"allOf": [{"$ref": B}]}),
        &["untyped-members"],
    );
}

#[test]
fn conditions_and_constraints_are_reported() {
    check(
        &json!({"type": "object", "properties": {"a": {}}, "if": {"required": ["a"]}, "then": {"properties": {"a": {}}}}),
        &json!({"type": "object", "properties": {"a": {}}}),
        &["unchecked-keyword"],
    );
    check(
        &json!({"type": "object", "if": {}, "then": {"properties": {"b": {}}}, "dependentSchemas": {"a": {"required": ["b"]}}}),
        &json!({"type": "object"}),
        &["unchecked-keyword", "untyped-members", "unchecked-keyword"],
    );
    check(
        &json!({"type": "array", "items": {}, "contains": {}, "minContains": 2, "unevaluatedItems": false}),
        &json!({"type": "array", "items": {}}),
        &["unchecked-keyword", "unchecked-keyword", "unchecked-keyword"],
    );
    check(&json!({"$dynamicRef": B}), &json!({"$ref": B}), &["dynamic-reference"]);
}

#[test]
fn boolean_schemas() {
    check(&json!(true), &json!({}), &[]);
    check(
        &json!({"type": "array", "items": true, "not": false}),
        &json!({"type": "array", "items": {}, "not": {"not": {}}}),
        &[],
    );
    check(
        &json!({"type": "object", "additionalProperties": false}),
        &json!({"type": "object", "additionalProperties": false}),
        &[],
    );
}

#[test]
fn the_deepest_document_fits_on_the_stack() {
    let deep = (0..58).fold(json!({"type": ["string", "null"]}), |inner, _| json!({"properties": {"a": inner}}));
    let outcome = read_schemas(&json!({ "A": deep }));
    assert_eq!(outcome.documents.len(), 1, "{}", outcome.messages);
    assert!(json(&outcome).to_string().contains("nullable"));
}

#[test]
fn identifiers_have_no_effect() {
    check(
        &json!({"$id": "https://a.example/b", "$schema": "https://json-schema.org/draft/2020-12/schema", "$comment": "c", "$anchor": "d"}),
        &json!({}),
        &[],
    );
    check(&json!({"$schema": "https://a.example/dialect"}), &json!({}), &["unknown-schema-dialect"]);
}

#[test]
fn parts_that_3_0_does_not_know() {
    let outcome = read(&[(
        "api.yaml",
        r"openapi: 3.1.0
jsonSchemaDialect: https://a.example/dialect
info: {title: Pets, summary: All pets., version: 1.0.0, license: {name: MIT, identifier: MIT}}
webhooks:
  pet: {post: {}}
  cat: {post: {}}
paths:
  /a: {$ref: '#/components/pathItems/A', summary: An a.}
security: [{Tls: []}, {Key: [], Tls: []}]
components:
  securitySchemes: {Tls: {type: mutualTLS}, Key: {type: apiKey, in: header, name: X-Key}}
  pathItems:
    A: {get: {operationId: a, security: [{Tls: []}], parameters: [{name: b, in: query, schema: {type: [string, 'null']}}]}}
",
    )]);
    assert_snapshot!(outcome.messages, @"
    warning[unknown-schema-dialect]: the schema dialect `https://a.example/dialect` is unknown
      --> api.yaml:2:1
       |
     2 | jsonSchemaDialect: https://a.example/dialect
       | ^^^^^^^^^^^^^^^^^
       = the schemas were read as OpenAPI 3.1 schemas

    note[webhooks-left-out]: the document describes 2 webhooks, which the server sends
      --> api.yaml:4:1
       |
     4 | webhooks:
       | ^^^^^^^^
       = left out: a client only sends requests

    warning[mutual-tls]: the scheme `Tls` asks for a client certificate
      --> api.yaml:11:21
       |
    11 |   securitySchemes: {Tls: {type: mutualTLS}, Key: {type: apiKey, in: header, name: X-Key}}
       |                     ^^^
       = a request cannot carry it; configure it on the transport
    ");
    assert_eq!(
        json(&outcome),
        json!({
            "openapi": "3.0.3",
            "info": {"title": "Pets", "description": "All pets.", "version": "1.0.0", "license": {"name": "MIT", "x-identifier": "MIT"}},
            "paths": {"/a": {"summary": "An a.", "get": {
                "operationId": "a",
                "security": [{}],
                "parameters": [{"name": "b", "in": "query", "style": "form", "schema": {"type": "string", "nullable": true}}],
                "responses": {},
            }}},
            "security": [{}, {"Key": []}],
            "components": {"securitySchemes": {"Key": {"type": "apiKey", "in": "header", "name": "X-Key"}}},
        })
    );
}

#[test]
fn messages_point_to_the_text() {
    let outcome = read_3_1(
        r"components:
  schemas:
    A:
      const: 5
      maxLength: many
    B:
      anyOf:
        - type: 'null'
        - type: array
          items:
            properties:
              a: {type: [string, 'null'], minLength: few}
    C: {$ref: '#/components/schemas/B/$defs/D', $defs: {}}
    E:
      $defs:
        F: {type: object, propertys: {}}
      $ref: '#/components/schemas/E/$defs/F'
",
    );
    assert_snapshot!(outcome.messages, @r#"
    warning[unreadable-schema]: the schema cannot be read: `maxLength` is the text "many"; expected a whole number of at least 0
      --> api.yaml:7:7
       |
     7 |       maxLength: many
       |       ^^^^^^^^^
       = any JSON value is accepted in its place

    warning[unreadable-schema]: the schema cannot be read: `minLength` is the text "few"; expected a whole number of at least 0
      --> api.yaml:14:43
       |
    14 |               a: {type: [string, 'null'], minLength: few}
       |                                           ^^^^^^^^^
       = any JSON value is accepted in its place

    note[unknown-keyword]: `propertys` is not a keyword of the schema
      --> api.yaml:18:27
       |
    18 |         F: {type: object, propertys: {}}
       |                           ^^^^^^^^^
       = it has no effect; did you mean `properties`?
    "#);
}

#[test]
fn references_start_from_the_schema_with_an_id() {
    let schema = json!({
        "$id": "https://a.example/tree",
        "type": "object",
        "properties": {
            "children": {"type": "array", "items": {"$ref": "#"}},
            "leaf": {"$ref": "#leaf"},
            "b": {"$ref": B},
        },
        "$defs": {"Leaf": {"$anchor": "leaf", "type": "object", "properties": {"n": {"type": "integer"}}}},
    });
    let outcome =
        read_schemas(&json!({ "A": schema, "B": {"type": "object"}, "C": {"$anchor": "leaf", "type": "string"} }));
    assert_eq!(outcome.messages, "");
    let found = &json(&outcome)["components"]["schemas"];
    assert_eq!(
        found["A"]["properties"],
        json!({
            "children": {"type": "array", "items": {"$ref": "#/components/schemas/A"}},
            "leaf": {"$ref": "#/components/schemas/Leaf"},
            "b": {"$ref": B},
        })
    );
    assert_eq!(found["Leaf"]["properties"], json!({"n": {"type": "integer"}}));
}

#[test]
fn a_document_of_3_2_is_read_as_3_1() {
    let outcome = read(&[(
        "api.yaml",
        r"openapi: 3.2.0
info: {title: Pets, version: 1.0.0}
paths:
  /a:
    query: {responses: {}}
    additionalOperations: {COPY: {responses: {}}, LINK: {responses: {}}}
    get:
      operationId: a
      responses:
        '200': {description: Values., content: {application/jsonl: {itemSchema: {type: [string, 'null']}}}}
        '201': {description: One., content: {application/json: {itemSchema: {type: string}}}}
        '202': {description: Events., content: {text/event-stream: {itemSchema: {type: object}}}}
",
    )]);
    let get = &json(&outcome)["paths"]["/a"]["get"]["responses"];
    assert_eq!(get["200"]["content"]["application/jsonl"]["schema"], json!({"type": "string", "nullable": true}));
    assert_eq!(get["201"]["content"]["application/json"].get("schema"), None);
    assert_eq!(
        codes(&outcome),
        ["newer-version", "operations-left-out", "operations-left-out", "unknown-keyword", "unknown-keyword"]
    );
    assert!(outcome.messages.contains("`additionalOperations` contains 2 operations"), "{}", outcome.messages);
}
