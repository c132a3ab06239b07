use insta::assert_snapshot;
use serde_json::{Value, json};

use super::{Outcome, codes, json, read, read_rest};

fn schemas(text: &str) -> Outcome {
    read_rest(&format!("paths: {{}}\ncomponents:\n  schemas:\n{text}"))
}

fn untyped(outcome: &Outcome) -> Vec<&str> {
    outcome.documents[0].untyped.iter().map(|pointer| pointer.as_str()).collect()
}

#[test]
fn the_smallest_schema_gives_way() {
    let outcome = schemas(
        "    A:\n      type: object\n      properties:\n        b: {type: 5, description: A b.}\n        c: {type: array, items: {type: [string, 'null']}}\n        d: {type: string}\n    E: {type: object, additionalProperties: {required: true}}\n    F: 7\n    G: {allOf: [{type: string}, {oneOf: {}}], not: 5}\n    H: {$ref: 5}\n    I: {type: object, discriminator: {}}\n    J: {exclusiveMinimum: 5}\n    K: {maxLength: -1}\n",
    );
    assert_snapshot!(outcome.said, @"
    warning[unreadable-schema]: the schema cannot be read: `type` is 5, a string is expected
      --> api.yaml:9:13
       |
     9 |         b: {type: 5, description: A b.}
       |             ^^^^
       = any JSON value is accepted in its place

    warning[unreadable-schema]: the schema cannot be read: `type` is a list, a string is expected
      --> api.yaml:10:34
       |
    10 |         c: {type: array, items: {type: [string, 'null']}}
       |                                  ^^^^
       = any JSON value is accepted in its place

    warning[unreadable-schema]: the schema cannot be read: `required` is true, a list is expected
      --> api.yaml:12:46
       |
    12 |     E: {type: object, additionalProperties: {required: true}}
       |                                              ^^^^^^^^
       = any JSON value is accepted in its place

    warning[unreadable-schema]: the schema cannot be read: `F` is 7, an object is expected
      --> api.yaml:13:5
       |
    13 |     F: 7
       |     ^
       = any JSON value is accepted in its place

    warning[unreadable-schema]: the schema cannot be read: `oneOf` is an object, a list is expected
      --> api.yaml:14:34
       |
    14 |     G: {allOf: [{type: string}, {oneOf: {}}], not: 5}
       |                                  ^^^^^
       = any JSON value is accepted in its place

    warning[unreadable-schema]: and 5 more of these in api.yaml, at lines 14, 15, 16, 17, 18
    ");
    assert_snapshot!(untyped(&outcome).join("\n"), @"
    /components/schemas/A/properties/b
    /components/schemas/A/properties/c/items
    /components/schemas/E/additionalProperties
    /components/schemas/F
    /components/schemas/G/allOf/1
    /components/schemas/G/not
    /components/schemas/H
    /components/schemas/I
    /components/schemas/J
    /components/schemas/K
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
fn unknown_keywords_are_said_with_what_was_meant() {
    let outcome = schemas(
        "    A:\n      type: object\n      propertys: {}\n      const: 1\n      x-any: 1\n      example: {unknwon: 1}\n      default: {a: 1}\n      enum: [{a: 1}]\n      xml: {nmae: a}\n",
    );
    assert_snapshot!(outcome.said, @"
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
fn what_stands_beside_a_reference_is_said() {
    let outcome = schemas(
        "    A: {type: string}\n    B: {$ref: '#/components/schemas/A', nullable: true, maxLength: 5}\n    C: {$ref: '#/components/schemas/A', description: Fine., x-a: 1}\n    D: {properties: {$ref: {type: string}}}\n",
    );
    assert_snapshot!(outcome.said, @"
    note[reference-siblings]: nothing beside `$ref` has an effect, and there is `nullable`, `maxLength`
      --> api.yaml:7:5
       |
     7 |     B: {$ref: '#/components/schemas/A', nullable: true, maxLength: 5}
       |     ^
       = what is said here belongs into what the reference names
    ");
}

#[test]
fn parts_of_operations_are_errors() {
    let outcome = read_rest(
        "security: [Key]\nservers: [{}]\npaths:\n  x-a: 1\n  /a:\n    get: []\n    post:\n      tags: a\n      operationId: [a]\n      parameters:\n        - {name: a, in: body}\n        - {in: query}\n        - 5\n        - {name: b, in: query, schema: {}, required: sometimes}\n      requestBody: {content: []}\n      responses:\n        '200': text\n        '201': {description: [], content: {application/json: []}}\n      deprecated: soon\n  /b: 5\n  /c:\n    $ref: '#/paths/~1a'\n    get: {responses: {}}\n",
    );
    assert_snapshot!(outcome.said, @r#"
    error[unreadable]: the document cannot be read: `security[0]` is the text "Key", an object is expected
      --> api.yaml:3:12
       |
     3 | security: [Key]
       |            ^^^

    error[unreadable]: the server cannot be read: `url` is missing
      --> api.yaml:4:11
       |
     4 | servers: [{}]
       |           ^

    error[unreadable]: the operation cannot be read: `get` is a list, an object is expected
      --> api.yaml:8:5
       |
     8 |     get: []
       |     ^^^

    error[unreadable]: the operation cannot be read: `tags` is the text "a", a list is expected
      --> api.yaml:10:7
       |
    10 |       tags: a
       |       ^^^^

    error[unreadable]: the operation cannot be read: `operationId` is a list, a string is expected
      --> api.yaml:11:7
       |
    11 |       operationId: [a]
       |       ^^^^^^^^^^^

    error[unreadable]: the parameter cannot be read: `in` is the text "body", one of `query`, `header`, `path` or `cookie` is expected
      --> api.yaml:13:21
       |
    13 |         - {name: a, in: body}
       |                     ^^

    error[unreadable]: the parameter cannot be read: `name` is missing
      --> api.yaml:14:11
       |
    14 |         - {in: query}
       |           ^

    error[unreadable]: the parameter cannot be read: `parameters[2]` is 5, an object is expected
      --> api.yaml:15:11
       |
    15 |         - 5
       |           ^

    error[unreadable]: the parameter cannot be read: `required` is the text "sometimes", a boolean is expected
      --> api.yaml:16:44
       |
    16 |         - {name: b, in: query, schema: {}, required: sometimes}
       |                                            ^^^^^^^^

    error[unreadable]: the request body cannot be read: `content` is a list, an object is expected
      --> api.yaml:17:21
       |
    17 |       requestBody: {content: []}
       |                     ^^^^^^^

    error[unreadable]: the response cannot be read: `200` is the text "text", an object is expected
      --> api.yaml:19:9
       |
    19 |         '200': text
       |         ^^^^^

    error[unreadable]: the response cannot be read: `description` is a list, a string is expected
      --> api.yaml:20:17
       |
    20 |         '201': {description: [], content: {application/json: []}}
       |                 ^^^^^^^^^^^

    error[unreadable]: the media type cannot be read: `application/json` is a list, an object is expected
      --> api.yaml:20:44
       |
    20 |         '201': {description: [], content: {application/json: []}}
       |                                            ^^^^^^^^^^^^^^^^

    error[unreadable]: the operation cannot be read: `deprecated` is the text "soon", a boolean is expected
      --> api.yaml:21:7
       |
    21 |       deprecated: soon
       |       ^^^^^^^^^^

    error[unreadable]: the path item cannot be read: `/b` is 5, an object is expected
      --> api.yaml:22:3
       |
    22 |   /b: 5
       |   ^^

    error[unreadable]: the path item cannot be read: `get` is beside a `$ref`, either a `$ref` or operations is expected
      --> api.yaml:25:5
       |
    25 |     get: {responses: {}}
       |     ^^^
    "#);
    assert!(outcome.documents.is_empty());
}

#[test]
fn what_a_client_does_not_need_is_left_out() {
    let outcome = read_rest(
        "externalDocs: {}\ntags: [5, {name: a}, {description: b}]\npaths:\n  /a:\n    get:\n      operationId: a\n      externalDocs: text\n      callbacks:\n        one: {$ref: '#/components/callbacks/one'}\n        two: {x-a: 1, '{$request.body#/url}': {post: {responses: {}}}}\n        three: []\n      responses:\n        '200':\n          description: Fine.\n          links: {a: 5, b: {operationId: a}}\n          headers: {X-A: 5, X-B: {schema: {type: string}}}\n          content:\n            text/plain:\n              examples: [1]\n              schema: {type: string, externalDocs: {}}\n",
    );
    assert_snapshot!(outcome.said, @r#"
    warning[ignored]: the external documentation cannot be read: `url` is missing
      --> api.yaml:3:1
       |
     3 | externalDocs: {}
       | ^^^^^^^^^^^^
       = it was left out

    warning[ignored]: the tag cannot be read: `tags[0]` is 5, an object is expected
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

    warning[ignored]: the external documentation cannot be read: `externalDocs` is the text "text", an object is expected
      --> api.yaml:9:7
       |
     9 |       externalDocs: text
       |       ^^^^^^^^^^^^
       = it was left out

    note[callbacks-left-out]: the document describes 1 callback, which the server calls
      --> api.yaml:10:7
       |
    10 |       callbacks:
       |       ^^^^^^^^^
       = a client calls none of them; they were left out

    warning[ignored]: the callback cannot be read: `three` is a list, an object is expected
      --> api.yaml:13:9
       |
    13 |         three: []
       |         ^^^^^
       = it was left out

    warning[ignored]: and 4 more of these in api.yaml, at lines 17, 18, 21, 22

    note[links-left-out]: the document describes 1 link from answers to operations
      --> api.yaml:17:11
       |
    17 |           links: {a: 5, b: {operationId: a}}
       |           ^^^^^
       = the client follows none of them; the operations themselves can be called
    "#);
    assert_eq!(outcome.documents.len(), 1);
    assert!(untyped(&outcome).is_empty());
}

#[test]
fn keys_of_responses_that_are_no_statuses() {
    let outcome = read_rest(
        "paths:\n  /a:\n    get:\n      operationId: a\n      responses:\n        '6666': {description: a}\n        abc: {description: a}\n        2XX: {description: a}\n        4xx: {description: a}\n        default: {description: a}\n        x-a: 1\n        '099': {description: a}\n",
    );
    assert_snapshot!(outcome.said, @"
    warning[invalid-response-key]: `6666` is not a status: a code as `404`, a range as `4XX` or `default` is expected
      --> api.yaml:8:9
       |
     8 |         '6666': {description: a}
       |         ^^^^^^
       = the response was left out

    warning[invalid-response-key]: `abc` is not a status: a code as `404`, a range as `4XX` or `default` is expected
      --> api.yaml:9:9
       |
     9 |         abc: {description: a}
       |         ^^^
       = the response was left out

    warning[invalid-response-key]: `099` is not a status: a code as `404`, a range as `4XX` or `default` is expected
      --> api.yaml:14:9
       |
    14 |         '099': {description: a}
       |         ^^^^^
       = the response was left out
    ");
}

#[test]
fn security_schemes() {
    let outcome = read_rest(
        "paths: {}\ncomponents:\n  securitySchemes:\n    A: {type: basic}\n    B: {type: apiKey, in: body, name: k}\n    C: {type: oauth2}\n    D: {type: oauth2, flows: {implicit: {tokenUrl: a}, authorizationcode: {}}}\n    E: {type: http}\n",
    );
    assert_snapshot!(outcome.said, @r#"
    error[unreadable]: the security scheme cannot be read: `type` is the text "basic", one of `apiKey`, `http`, `oauth2` or `openIdConnect` is expected
      --> api.yaml:6:9
       |
     6 |     A: {type: basic}
       |         ^^^^

    error[unreadable]: the security scheme cannot be read: `in` is the text "body", one of `query`, `header` or `cookie` is expected
      --> api.yaml:7:23
       |
     7 |     B: {type: apiKey, in: body, name: k}
       |                       ^^

    error[unreadable]: the security scheme cannot be read: `flows` is missing
      --> api.yaml:8:5
       |
     8 |     C: {type: oauth2}
       |     ^

    repair[missing-keyword]: the flow has no `scopes`
      --> api.yaml:9:31
       |
     9 |     D: {type: oauth2, flows: {implicit: {tokenUrl: a}, authorizationcode: {}}}
       |                               ^^^^^^^^
       = it was read as a flow without scopes

    error[unreadable]: the flow cannot be read: `authorizationUrl` is missing
      --> api.yaml:9:31
       |
     9 |     D: {type: oauth2, flows: {implicit: {tokenUrl: a}, authorizationcode: {}}}
       |                               ^^^^^^^^

    note[unknown-keyword]: `tokenUrl` is not a keyword of the flow
      --> api.yaml:9:42
       |
     9 |     D: {type: oauth2, flows: {implicit: {tokenUrl: a}, authorizationcode: {}}}
       |                                          ^^^^^^^^
       = it has no effect

    note[unknown-keyword]: `authorizationcode` is not a keyword of the flows
      --> api.yaml:9:56
       |
     9 |     D: {type: oauth2, flows: {implicit: {tokenUrl: a}, authorizationcode: {}}}
       |                                                        ^^^^^^^^^^^^^^^^^
       = it has no effect; did you mean `authorizationCode`?

    error[unreadable]: the security scheme cannot be read: `scheme` is missing
      --> api.yaml:10:5
       |
    10 |     E: {type: http}
       |     ^
    "#);
}

#[test]
fn files_of_another_kind() {
    assert_snapshot!(read(&[("api.yaml", "swagger: '1.2'\n")]).said, @"
    error[unsupported-version]: the document is Swagger 1.2, which is not read
      --> api.yaml:1:1
       |
     1 | swagger: '1.2'
       | ^^^^^^^
       = OpenAPI 3.0 and 3.1 and Swagger 2.0 are read
    ");
    assert_snapshot!(read(&[("api.yaml", "openapi: 3.2.0\n")]).said, @"
    error[unsupported-version]: the document is OpenAPI 3.2.0, which is not read
      --> api.yaml:1:1
       |
     1 | openapi: 3.2.0
       | ^^^^^^^
       = OpenAPI 3.0 and 3.1 and Swagger 2.0 are read
    ");
    assert_snapshot!(read(&[("api.yaml", "openapi: [3]\n")]).said, @"
    error[not-openapi]: this is not an OpenAPI document: its `openapi` is not a version
      --> api.yaml:1:1
       |
     1 | openapi: [3]
       | ^^^^^^^
       = an OpenAPI document begins with a line such as `openapi: 3.0.3`
    ");
    assert_snapshot!(read(&[("api.yaml", "- a\n")]).said, @"
    error[not-openapi]: this is not an OpenAPI document: it is a list, not an object
      --> api.yaml:1:1
       |
     1 | - a
       | ^
       = an OpenAPI document begins with a line such as `openapi: 3.0.3`
    ");
    assert_snapshot!(read(&[("api.yaml", "overlay: 1.0.0\nactions: []\n")]).said, @"
    error[not-openapi]: this is not an OpenAPI document: it is an overlay
      --> api.yaml:1:1
       |
     1 | overlay: 1.0.0
       | ^^^^^^^^
       = an OpenAPI document begins with a line such as `openapi: 3.0.3`
    ");
}

#[test]
fn many_levels_are_no_trouble() {
    let mut schema = json!({"type": 5});
    for _ in 0..58 {
        schema = json!({"type": "object", "properties": {"a": schema}});
    }
    let document = json!({"openapi": "3.0.0", "info": {"title": "a", "version": "1"}, "paths": {}, "components": {"schemas": {"A": schema}}});
    let outcome = read(&[("api.json", &document.to_string())]);
    assert_eq!(codes(&outcome), ["unreadable-schema"]);
    assert_eq!(outcome.documents.len(), 1);
}

/// Whatever stands anywhere in a document: it is read, or something is said, and the typed document never refuses what
/// passed the grammar.
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
            assert!(!codes(&outcome).contains(&"unreadable-document"), "{pointer} {value}\n{}", outcome.said);
            assert!(outcome.diagnostics.has_errors() || outcome.documents.len() == 1, "{pointer} {value}");
            let schema = pointer.contains("/schema") && !pointer.ends_with("/$ref");
            assert!(
                !schema || pointer == "/components/schemas" || !outcome.diagnostics.has_errors(),
                "{pointer} {value}\n{}",
                outcome.said
            );
        }
        let mut broken = document.clone();
        let (holder, key) = pointer.rsplit_once('/').unwrap();
        if let Some(Value::Object(holder)) = broken.pointer_mut(holder) {
            holder.remove(&key.replace("~1", "/"));
        }
        let outcome = read(&[("api.json", &broken.to_string())]);
        assert!(!codes(&outcome).contains(&"unreadable-document"), "without {pointer}\n{}", outcome.said);
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
