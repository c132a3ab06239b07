mod anything;
mod operation;

use insta::assert_snapshot;
use serde_json::json;

use super::{Outcome, codes, json, read, read_rest};

fn schemas(text: &str) -> Outcome {
    read_rest(&format!("paths: {{}}\ncomponents:\n  schemas:\n{text}"))
}

/// Returns the schemas that could not be read, in the order in which they were found.
fn untyped(outcome: &Outcome) -> Vec<&str> {
    let unreadable = outcome.diagnostics.iter().filter(|one| one.code() == "unreadable-schema");
    unreadable.map(|one| one.at.pointer.as_str()).collect()
}

#[test]
fn only_the_smallest_schema_is_replaced() {
    let outcome = schemas(
        r"    A:
      type: object
      properties:
        b: {type: 5, description: A b.}
        c: {type: array, items: {type: [string, 'null']}}
        d: {type: string}
    E: {type: object, additionalProperties: {required: true}}
    F: 7
    G: {allOf: [{type: string}, {oneOf: {}}], not: 5}
    H: {$ref: 5}
    I: {type: object, discriminator: {}}
    J: {exclusiveMinimum: 5}
    K: {maxLength: -1}
",
    );
    assert_snapshot!(outcome.messages, @"
    warning[unreadable-schema]: the schema cannot be read: `type` is 5; expected a string
      --> api.yaml:9:13
       |
     9 |         b: {type: 5, description: A b.}
       |             ^^^^
       = any JSON value is accepted in its place

    warning[unreadable-schema]: the schema cannot be read: `type` is a list; expected a string
      --> api.yaml:10:34
       |
    10 |         c: {type: array, items: {type: [string, 'null']}}
       |                                  ^^^^
       = any JSON value is accepted in its place

    warning[unreadable-schema]: the schema cannot be read: `required` is true; expected a list
      --> api.yaml:12:46
       |
    12 |     E: {type: object, additionalProperties: {required: true}}
       |                                              ^^^^^^^^
       = any JSON value is accepted in its place

    warning[unreadable-schema]: the schema cannot be read: `F` is 7; expected an object
      --> api.yaml:13:5
       |
    13 |     F: 7
       |     ^
       = any JSON value is accepted in its place

    warning[unreadable-schema]: the schema cannot be read: `oneOf` is an object; expected a list
      --> api.yaml:14:34
       |
    14 |     G: {allOf: [{type: string}, {oneOf: {}}], not: 5}
       |                                  ^^^^^
       = any JSON value is accepted in its place

    warning[unreadable-schema]: and 5 more of these in api.yaml, at lines 14, 15, 16, 17, 18
    ");
    assert_snapshot!(untyped(&outcome).join("\n"), @"
    /components/schemas/A/properties/b/type
    /components/schemas/A/properties/c/items/type
    /components/schemas/E/additionalProperties/required
    /components/schemas/F
    /components/schemas/G/allOf/1/oneOf
    /components/schemas/G/not
    /components/schemas/H/$ref
    /components/schemas/I/discriminator
    /components/schemas/J/exclusiveMinimum
    /components/schemas/K/maxLength
    ");
    assert_eq!(
        json(&outcome)["components"]["schemas"]["A"]["properties"],
        json!({
            "b": {"description": "A b."},
            "c": {"type": "array", "items": {}},
            "d": {"type": "string"},
        })
    );
}

#[test]
fn unknown_keywords_are_reported_with_suggestions() {
    let outcome = schemas(
        r"    A:
      type: object
      propertys: {}
      const: 1
      x-any: 1
      example: {unknwon: 1}
      default: {a: 1}
      enum: [{a: 1}]
      xml: {nmae: a}
",
    );
    assert_snapshot!(outcome.messages, @"
    note[unknown-keyword]: `propertys` is not a keyword of the schema
      --> api.yaml:8:7
       |
     8 |       propertys: {}
       |       ^^^^^^^^^
       = it has no effect; did you mean `properties`?

    note[unknown-keyword]: `const` is not a keyword of the schema
      --> api.yaml:9:7
       |
     9 |       const: 1
       |       ^^^^^
       = it has no effect
    ");
}

#[test]
fn keywords_beside_a_reference_are_reported() {
    let outcome = schemas(
        r"    A: {type: string}
    B: {$ref: '#/components/schemas/A', nullable: true, maxLength: 5}
    C: {$ref: '#/components/schemas/A', description: Fine., x-a: 1}
    D: {properties: {$ref: {type: string}}}
",
    );
    assert_snapshot!(outcome.messages, @"
    note[reference-siblings]: keywords beside `$ref` have no effect: `nullable`, `maxLength`
      --> api.yaml:7:5
       |
     7 |     B: {$ref: '#/components/schemas/A', nullable: true, maxLength: 5}
       |     ^
       = move them to the target of the reference
    ");
}

#[test]
fn what_a_client_does_not_need_is_left_out() {
    let outcome = read_rest(
        r"externalDocs: {}
tags: [5, {name: a}, {description: b}]
paths:
  /a:
    get:
      operationId: a
      externalDocs: text
      callbacks:
        one: {$ref: '#/components/callbacks/one'}
        two: {x-a: 1, '{$request.body#/url}': {post: {responses: {}}}}
        three: []
      responses:
        '200':
          description: Fine.
          links: {a: 5, b: {operationId: a}}
          headers: {X-A: 5, X-B: {schema: {type: string}}}
          content:
            text/plain:
              examples: [1]
              schema: {type: string, externalDocs: {}}
",
    );
    assert_snapshot!(outcome.messages, @r#"
    warning[ignored]: the external documentation cannot be read: `url` is missing
      --> api.yaml:3:1
       |
     3 | externalDocs: {}
       | ^^^^^^^^^^^^
       = it was left out

    warning[ignored]: the tag cannot be read: `tags[0]` is 5; expected an object
      --> api.yaml:4:8
       |
     4 | tags: [5, {name: a}, {description: b}]
       |        ^
       = it was left out

    warning[ignored]: the tag cannot be read: `name` is missing
      --> api.yaml:4:22
       |
     4 | tags: [5, {name: a}, {description: b}]
       |                      ^
       = it was left out

    warning[ignored]: the external documentation cannot be read: `externalDocs` is the text "text"; expected an object
      --> api.yaml:9:7
       |
     9 |       externalDocs: text
       |       ^^^^^^^^^^^^
       = it was left out

    note[callbacks-left-out]: the document describes 1 callback, which the server sends
      --> api.yaml:10:7
       |
    10 |       callbacks:
       |       ^^^^^^^^^
       = left out: a client only sends requests

    warning[ignored]: the callback cannot be read: `three` is a list; expected an object
      --> api.yaml:13:9
       |
    13 |         three: []
       |         ^^^^^
       = it was left out

    warning[ignored]: and 4 more of these in api.yaml, at lines 17, 18, 21, 22

    note[links-left-out]: the document describes 1 link from responses to operations
      --> api.yaml:17:11
       |
    17 |           links: {a: 5, b: {operationId: a}}
       |           ^^^^^
       = left out; the client can call the operations themselves
    "#);
    assert_eq!(outcome.documents.len(), 1);
    assert!(untyped(&outcome).is_empty());
}

#[test]
fn files_of_another_kind() {
    assert_snapshot!(read(&[("api.yaml", "swagger: '1.2'\n")]).messages, @"
    error[unsupported-version]: the document is Swagger 1.2, which is not supported
      --> api.yaml:1:1
       |
     1 | swagger: '1.2'
       | ^^^^^^^
       = OpenAPI 3.0, 3.1 and 3.2 and Swagger 2.0 are supported
    ");
    assert_snapshot!(read(&[("api.yaml", "openapi: 4.0.0\n")]).messages, @"
    error[unsupported-version]: the document is OpenAPI 4.0.0, which is not supported
      --> api.yaml:1:1
       |
     1 | openapi: 4.0.0
       | ^^^^^^^
       = OpenAPI 3.0, 3.1 and 3.2 and Swagger 2.0 are supported
    ");
    assert_snapshot!(read(&[("api.yaml", "openapi: [3]\n")]).messages, @"
    error[not-openapi]: this is not an OpenAPI document: its `openapi` is not a version
      --> api.yaml:1:1
       |
     1 | openapi: [3]
       | ^^^^^^^
       = an OpenAPI document begins with a line such as `openapi: 3.0.3`
    ");
    assert_snapshot!(read(&[("api.yaml", "- a\n")]).messages, @"
    error[not-openapi]: this is not an OpenAPI document: it is a list, not an object
      --> api.yaml:1:1
       |
     1 | - a
       | ^
       = an OpenAPI document begins with a line such as `openapi: 3.0.3`
    ");
    assert_snapshot!(read(&[("api.yaml", "overlay: 1.0.0\nactions: []\n")]).messages, @"
    error[not-openapi]: this is not an OpenAPI document: it is an overlay
      --> api.yaml:1:1
       |
     1 | overlay: 1.0.0
       | ^^^^^^^^
       = an OpenAPI document begins with a line such as `openapi: 3.0.3`
    ");
}

#[test]
fn many_levels_are_not_a_problem() {
    let mut schema = json!({"type": 5});
    for _ in 0..58 {
        schema = json!({"type": "object", "properties": {"a": schema}});
    }
    let document = json!({"openapi": "3.0.0", "info": {"title": "a", "version": "1"}, "paths": {}, "components": {"schemas": {"A": schema}}});
    let outcome = read(&[("api.json", &document.to_string())]);
    assert_eq!(codes(&outcome), ["unreadable-schema"]);
    assert_eq!(outcome.documents.len(), 1);
}
