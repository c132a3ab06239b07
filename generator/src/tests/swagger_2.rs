//! Conversion of Swagger 2.0 to OpenAPI 3.0: each rule, and the places of its messages.

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::{Outcome, codes, json, read};

fn read_2(rest: &str) -> Outcome {
    read(&[("api.yaml", &format!("swagger: '2.0'\ninfo: {{title: Pets, version: 1.0.0}}\n{rest}"))])
}

/// Converts one operation, and returns it with its messages.
fn operation(operation: &Value) -> (Value, Vec<&'static str>) {
    let mut operation = operation.clone();
    operation["operationId"] = json!("a");
    let outcome = read_2(&format!("paths: {{/a: {{post: {operation}}}}}"));
    let codes = codes(&outcome);
    (json(&outcome)["paths"]["/a"]["post"].clone(), codes)
}

#[test]
fn host_and_schemes_are_servers() {
    let servers = |head: &str| json(&read_2(&format!("{head}\npaths: {{}}")))["servers"].clone();
    assert_eq!(
        servers("host: a.example:8080\nbasePath: /v1/\nschemes: [http, wss, https]"),
        json!([{"url": "https://a.example:8080/v1"}, {"url": "http://a.example:8080/v1"}])
    );
    assert_eq!(servers("host: a.example"), json!([{"url": "https://a.example"}]));
    assert_eq!(servers("basePath: v1"), json!([{"url": "/v1"}]));
    assert_eq!(servers("schemes: [http]"), Value::Null);
    let outcome = read_2(
        "host: a.example\nschemes: [http]\npaths: {/a: {get: {operationId: a, schemes: [http], responses: {}}, put: {operationId: b, schemes: [https], responses: {}}}}",
    );
    assert_snapshot!(outcome.messages, @"
    note[unknown-keyword]: `schemes` is not a keyword of the operation
      --> api.yaml:5:91
       |
     5 | …nses: {}}, put: {operationId: b, schemes: [https], responses: {}}}}
       |                                   ^^^^^^^
       = it has no effect
    ");
}

#[test]
fn a_body_is_the_request_body() {
    let (found, reported) = operation(&json!({
        "consumes": ["application/json", "application/xml"],
        "parameters": [
            {"name": "q", "in": "query", "type": "string", "maxLength": 3},
            {"name": "pet", "in": "body", "description": "A pet.", "required": true, "schema": {"type": "object"}},
        ],
        "responses": {"204": {"description": "Done."}},
    }));
    assert_eq!(
        found,
        json!({
            "operationId": "a",
            "parameters": [{"name": "q", "in": "query", "style": "form", "schema": {"type": "string", "maxLength": 3}}],
            "requestBody": {
                "description": "A pet.",
                "required": true,
                "content": {
                    "application/json": {"schema": {"type": "object"}},
                    "application/xml": {"schema": {"type": "object"}},
                },
            },
            "responses": {"204": {"description": "Done."}},
        })
    );
    assert!(reported.is_empty(), "{reported:?}");
}

#[test]
fn form_data_is_the_request_body() {
    let (found, reported) = operation(&json!({
        "parameters": [
            {"name": "file", "in": "formData", "type": "file", "required": true, "description": "A file."},
            {"name": "tags", "in": "formData", "type": "array", "items": {"type": "string"}, "collectionFormat": "multi"},
        ],
        "responses": {},
    }));
    assert_eq!(
        found["requestBody"],
        json!({"required": true, "content": {"multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {
                    "file": {"type": "string", "format": "binary", "description": "A file."},
                    "tags": {"type": "array", "items": {"type": "string"}},
                },
            },
            "encoding": {"tags": {"contentType": null, "style": "form", "explode": true}},
        }}})
    );
    assert!(reported.is_empty(), "{reported:?}");
    let fields = json!([{"name": "a", "in": "formData", "type": "integer"}]);
    let (found, _) = operation(&json!({"parameters": fields.clone(), "responses": {}}));
    let media: Vec<&String> = found["requestBody"]["content"].as_object().unwrap().keys().collect();
    assert_eq!(media, ["application/x-www-form-urlencoded"]);
    let consumes = ["multipart/form-data", "application/json"];
    let (found, _) = operation(&json!({"consumes": consumes, "parameters": fields, "responses": {}}));
    let media: Vec<&String> = found["requestBody"]["content"].as_object().unwrap().keys().collect();
    assert_eq!(media, ["multipart/form-data"]);
}

#[test]
fn fields_with_the_same_name_are_reported() {
    let (found, reported) = operation(&json!({
        "parameters": [
            {"name": "a", "in": "formData", "type": "integer", "required": true},
            {"name": "a", "in": "formData", "type": "string", "required": true},
            {"name": "b", "in": "formData", "schema": {"type": "boolean"}},
        ],
        "responses": {},
    }));
    let schema = &found["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"];
    assert_eq!(schema["properties"], json!({"a": {"type": "integer"}, "b": {"type": "boolean"}}));
    assert_eq!(schema["required"], json!(["a"]));
    assert_eq!(reported, ["ignored-parameter"]);
}

#[test]
fn a_second_version_has_no_effect() {
    let outcome = read_2("openapi: 3.1.0\npaths: {}\n");
    assert_eq!(json(&outcome)["openapi"], "3.0.3");
    assert_eq!(codes(&outcome), ["unknown-keyword"]);
}

#[test]
fn collection_formats_are_styles() {
    let style = |location: &str, format: Option<&str>| {
        let mut list = json!({"name": "a", "in": location, "type": "array", "items": {"type": "string", "collectionFormat": "csv"}});
        if let Some(format) = format {
            list["collectionFormat"] = json!(format);
        }
        let (found, reported) = operation(&json!({"parameters": [list], "responses": {}}));
        let found = &found["parameters"][0];
        (found["style"].clone(), found["explode"].clone(), found["schema"]["type"].clone(), reported.join(" "))
    };
    let array = json!("array");
    assert_eq!(style("query", None), (json!("form"), json!(false), array.clone(), String::new()));
    assert_eq!(style("query", Some("csv")), (json!("form"), json!(false), array.clone(), String::new()));
    assert_eq!(style("query", Some("multi")), (json!("form"), json!(true), array.clone(), String::new()));
    assert_eq!(style("query", Some("ssv")), (json!("spaceDelimited"), json!(false), array.clone(), String::new()));
    assert_eq!(style("query", Some("pipes")), (json!("pipeDelimited"), json!(false), array.clone(), String::new()));
    assert_eq!(style("header", Some("csv")), (json!("simple"), json!(false), array, String::new()));
    assert_eq!(style("query", Some("tsv")).3, "unsupported-parameter");
    assert_eq!(style("query", Some("tsv")).2, json!("string"));
    assert_eq!(style("header", Some("pipes")).3, "unsupported-parameter");
}

#[test]
fn responses_have_content() {
    let outcome = read_2(
        r"produces: [application/json]
paths:
  /a:
    get:
      operationId: a
      responses:
        200:
          description: Pets.
          schema: {type: array, items: {$ref: '#/definitions/Pet'}}
          examples: {application/json: [1], text/plain: b}
          headers: {X-Rate: {type: integer, description: A rate.}, X-Tags: {type: array, items: {type: string}}}
        404: {$ref: '#/responses/Missing'}
    put:
      operationId: b
      produces: [application/pdf]
      responses:
        '200': {description: A file., schema: {type: file}}
        '404': {$ref: '#/responses/Missing'}
    delete:
      operationId: c
      responses: {'200': {description: A file., schema: {type: file}}}
definitions:
  Pet: {type: object}
responses:
  Missing: {description: None., schema: {$ref: '#/definitions/Pet'}}
",
    );
    let pet = json!({"$ref": "#/components/schemas/Pet"});
    let found = json(&outcome);
    assert_eq!(
        found["paths"]["/a"]["get"]["responses"]["200"],
        json!({
            "description": "Pets.",
            "headers": {
                "X-Rate": {"description": "A rate.", "style": "simple", "schema": {"type": "integer"}},
                "X-Tags": {"style": "simple", "schema": {"type": "array", "items": {"type": "string"}}},
            },
            "content": {"application/json": {"schema": {"type": "array", "items": pet}, "example": [1]}},
        })
    );
    assert_eq!(found["paths"]["/a"]["get"]["responses"]["404"], json!({"$ref": "#/components/responses/Missing"}));
    assert_eq!(
        found["paths"]["/a"]["put"]["responses"],
        json!({
            "200": {"description": "A file.", "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}}},
            "404": {"description": "None.", "content": {"application/pdf": {"schema": pet}}},
        })
    );
    let bytes = json!({"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}});
    assert_eq!(found["paths"]["/a"]["delete"]["responses"]["200"]["content"], bytes);
    assert_eq!(
        found["components"]["responses"]["Missing"],
        json!({"description": "None.", "content": {"application/json": {"schema": pet}}})
    );
    assert_eq!(
        codes(&outcome),
        ["integer-response-key", "integer-response-key", "file-as-json"],
        "{}",
        outcome.messages
    );
}

#[test]
fn shared_parameters_are_components_or_bodies() {
    let outcome = read_2(
        r"consumes: [application/json]
parameters:
  Limit: {name: limit, in: query, type: integer, format: int32}
  Pet: {name: pet, in: body, schema: {$ref: '#/definitions/Pet'}}
paths:
  /a:
    parameters: [{$ref: '#/parameters/Pet'}, {$ref: '#/parameters/Limit'}]
    post: {operationId: a, responses: {}}
    put: {operationId: b, responses: {}, parameters: [{name: text, in: body, schema: {type: string}}]}
definitions:
  Pet: {type: object}
",
    );
    let found = json(&outcome);
    assert_eq!(found["paths"]["/a"]["parameters"], json!([{"$ref": "#/components/parameters/Limit"}]));
    assert_eq!(
        found["paths"]["/a"]["post"]["requestBody"],
        json!({"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}})
    );
    assert_eq!(
        found["paths"]["/a"]["put"]["requestBody"],
        json!({"content": {"application/json": {"schema": {"type": "string"}}}})
    );
    let limit = json!({"Limit": {"name": "limit", "in": "query", "style": "form", "schema": {"type": "integer", "format": "int32"}}});
    assert_eq!(found["components"]["parameters"], limit);
    assert!(codes(&outcome).is_empty(), "{}", outcome.messages);
}

#[test]
fn security_definitions_are_schemes() {
    let outcome = read_2(
        r"paths: {}
securityDefinitions:
  Basic: {type: basic, description: B.}
  Key: {type: apiKey, in: query, name: key}
  Code: {type: oauth2, flow: accessCode, authorizationUrl: https://a.example/a, tokenUrl: https://a.example/t, scopes: {read: Read., x-a: 1}}
  App: {type: oauth2, flow: application, tokenUrl: https://a.example/t, scopes: {}}
",
    );
    assert_eq!(
        json(&outcome)["components"]["securitySchemes"],
        json!({
            "Basic": {"type": "http", "scheme": "basic", "description": "B."},
            "Key": {"type": "apiKey", "in": "query", "name": "key"},
            "Code": {"type": "oauth2", "flows": {"authorizationCode": {
                "authorizationUrl": "https://a.example/a", "tokenUrl": "https://a.example/t", "scopes": {"read": "Read."},
            }}},
            "App": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "https://a.example/t", "scopes": {}}}},
        })
    );
    assert!(codes(&outcome).is_empty(), "{}", outcome.messages);
}

#[test]
fn schemas_of_2_0() {
    let outcome = read_2(
        r"paths: {}
definitions:
  Pet: {type: object, discriminator: kind, required: [kind], properties: {kind: {type: string}, owner: {$ref: '#/definitions/Owner', x-nullable: true}, name: {type: string, x-nullable: true}}}
  Owner: {type: object}
  Paw: {$ref: '#/definitions/Pet/properties/name'}
",
    );
    assert_eq!(
        json(&outcome)["components"]["schemas"],
        json!({
            "Pet": {
                "type": "object",
                "discriminator": {"propertyName": "kind"},
                "required": ["kind"],
                "properties": {
                    "kind": {"type": "string"},
                    "owner": {"nullable": true, "allOf": [{"$ref": "#/components/schemas/Owner"}]},
                    "name": {"type": "string", "nullable": true},
                },
            },
            "Owner": {"type": "object"},
            "Paw": {"type": "string", "nullable": true},
        })
    );
    assert!(codes(&outcome).is_empty(), "{}", outcome.messages);
}

#[test]
fn messages_point_to_the_text() {
    let outcome = read_2(
        r"paths:
  /a:
    post:
      operationId: a
      parameters:
        - {name: a, in: body, schema: {type: object, propertys: {}}}
        - {name: b, in: query, type: string, maxLength: many}
        - {name: c, in: formData, type: string}
      responses:
        '200': {description: Fine., schema: {type: [], x-nullable: 5}}
definitions:
  B: {type: object, properties: {c: {type: 5}, d: {$ref: '#/definitions/Missing'}}}
",
    );
    assert_snapshot!(outcome.messages, @r#"
    note[assumed-media-type]: the document names no media type for its bodies
      --> api.yaml:8:11
       |
     8 |         - {name: a, in: body, schema: {type: object, propertys: {}}}
       |           ^
       = `application/json` is used

    note[unknown-keyword]: `propertys` is not a keyword of the schema
      --> api.yaml:8:54
       |
     8 |         - {name: a, in: body, schema: {type: object, propertys: {}}}
       |                                                      ^^^^^^^^^
       = it has no effect; did you mean `properties`?

    warning[unreadable-schema]: the schema cannot be read: `maxLength` is the text "many"; expected a whole number of at least 0
      --> api.yaml:9:46
       |
     9 |         - {name: b, in: query, type: string, maxLength: many}
       |                                              ^^^^^^^^^
       = any JSON value is accepted in its place

    warning[second-body]: the operation has more than one body
      --> api.yaml:10:11
       |
    10 |         - {name: c, in: formData, type: string}
       |           ^
       = this one was left out

    warning[unreadable-schema]: the schema cannot be read: `type` is 5; expected a string
      --> api.yaml:14:38
       |
    14 |   B: {type: object, properties: {c: {type: 5}, d: {$ref: '#/definitions/Missing'}}}
       |                                      ^^^^
       = any JSON value is accepted in its place
    "#);
}
