//! References to something that is not a component, within the document and in other files.

use std::path::Path;

use crate::diagnostic::Diagnostics;
use crate::document;
use crate::report::render;
use crate::source::Sources;
use insta::assert_snapshot;
use serde_json::json;

use super::{Outcome, codes, json, read_rest};

/// Reads `api.yaml`, with these files beside it on disk. The folder's name is removed from the
/// messages.
fn read_files(files: &[(&str, &str)]) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    read_folder(&folder.path().join("docs"))
}

fn read_folder(folder: &Path) -> Outcome {
    let mut sources = Sources::new();
    let mut diagnostics = Diagnostics::new();
    let id = sources.open(&folder.join("api.yaml"), &mut diagnostics).unwrap();
    let documents = document::read(&mut sources, &[id], &[], &[], &mut diagnostics);
    let messages = render(&diagnostics, &sources, false).replace(&format!("{}/", folder.display()), "");
    Outcome { documents, diagnostics, messages }
}

const HEAD: &str = "openapi: 3.0.3\ninfo: {title: Pets, version: 1.0.0}\n";

#[test]
fn places_in_the_document_become_components() {
    let outcome = read_rest(
        r"paths:
  /pets/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: a
      responses:
        '200':
          description: A pet.
          content: {application/json: {schema: {type: object, properties: {paw: {enum: [1]}}}}}
        '404': {description: None.}
    put:
      operationId: b
      parameters: [{$ref: '#/paths/~1pets~1%7Bid%7D/parameters/0'}]
      responses: {'404': {$ref: '#/paths/~1pets~1%7Bid%7D/get/responses/404'}}
  /cats/{id}: {$ref: '#/paths/~1pets~1{id}'}
components:
  schemas:
    Pet: {$ref: '#/paths/~1pets~1%7Bid%7D/get/responses/200/content/application~1json/schema'}
    Paw: {$ref: '#/components/schemas/Pet/properties/paw'}
    Name: {type: object, properties: {short: {type: string, maxLength: 3}}}
    Short: {$ref: '#/components/schemas/Name/properties/short'}
    Loop: {$ref: '#/components/schemas/Name/properties/missing'}
",
    );
    let found = json(&outcome);
    assert_eq!(
        found["components"],
        json!({
            "schemas": {
                "Pet": {"$ref": "#/components/schemas/get_pets_id_200"},
                "Paw": {"$ref": "#/components/schemas/get_pets_id_200_paw"},
                "Name": {"type": "object", "properties": {"short": {"type": "string", "maxLength": 3}}},
                "Short": {"type": "string", "maxLength": 3},
                "Loop": {"$ref": "#/components/schemas/Name/properties/missing"},
                "get_pets_id_200": {"type": "object", "properties": {"paw": {"enum": [1]}}},
                "get_pets_id_200_paw": {"enum": [1]},
            },
            "parameters": {"pets_id_0": {"name": "id", "in": "path", "required": true, "style": "simple", "schema": {"type": "string"}}},
            "responses": {"get_pets_id_404": {"description": "None."}},
        })
    );
    let get = &found["paths"]["/pets/{id}"]["get"]["responses"];
    assert_eq!(
        get["200"]["content"]["application/json"]["schema"],
        json!({"$ref": "#/components/schemas/get_pets_id_200"})
    );
    assert_eq!(get["404"], json!({"$ref": "#/components/responses/get_pets_id_404"}));
    assert_eq!(found["paths"]["/cats/{id}"], found["paths"]["/pets/{id}"]);
    assert!(codes(&outcome).is_empty(), "{}", outcome.messages);
}

#[test]
fn other_files_become_components() {
    let api = format!(
        r"{HEAD}paths:
  /a: {{$ref: './paths/a.yaml'}}
components:
  schemas:
    Pet: {{type: object, properties: {{owner: {{$ref: 'schemas/owner.json'}}}}}}
    Dog: {{$ref: 'schemas/all.yaml#/components/schemas/Dog'}}
    Kind: {{discriminator: {{propertyName: kind}}, oneOf: [{{$ref: 'schemas/pets/Pet.yaml'}}, {{$ref: 'schemas/all.yaml#/components/schemas/Dog'}}]}}
"
    );
    let outcome = read_files(&[
        ("docs/api.yaml", &api),
        (
            "docs/paths/a.yaml",
            r"get:
  operationId: a
  parameters: [{$ref: '../parts.yaml#/Limit'}]
  responses: {'200': {$ref: '../parts.yaml#/Fine'}}
",
        ),
        (
            "docs/parts.yaml",
            r"Limit: {name: limit, in: query, schema: {type: integer}}
Fine:
  description: Fine.
  content: {application/json: {schema: {$ref: 'schemas/pets/Pet.yaml'}}}
",
        ),
        (
            "docs/schemas/owner.json",
            r##"{"$schema": "http://json-schema.org/draft-07/schema#", "type": ["object", "null"], "properties": {"pets": {"type": "array", "items": {"$ref": "pets/Pet.yaml"}}, "self": {"$ref": "#"}, "home": {"$ref": "#/definitions/home"}}, "definitions": {"home": {"const": "a"}}}"##,
        ),
        (
            "docs/schemas/pets/Pet.yaml",
            r"type: object
properties:
  api: {$ref: '../../api.yaml#/components/schemas/Dog'}
  bad: {type: 5}
",
        ),
        (
            "docs/schemas/all.yaml",
            "swagger: '2.0'\ncomponents: {schemas: {Dog: {type: object, properties: {name: {type: string, x-nullable: true}, dog: {$ref: '#/components/schemas/Dog'}}}}}\n",
        ),
    ]);
    let found = json(&outcome);
    assert_eq!(
        found["components"]["schemas"],
        json!({
            "Pet": {"type": "object", "properties": {"owner": {"$ref": "#/components/schemas/owner"}}},
            "Dog": {"$ref": "#/components/schemas/all_Dog"},
            "Kind": {
                "discriminator": {"propertyName": "kind", "mapping": {
                    "Pet": "#/components/schemas/Pet_Pet", "Dog": "#/components/schemas/all_Dog",
                }},
                "oneOf": [{"$ref": "#/components/schemas/Pet_Pet"}, {"$ref": "#/components/schemas/all_Dog"}],
            },
            "owner": {"type": "object", "nullable": true, "properties": {
                "pets": {"type": "array", "items": {"$ref": "#/components/schemas/Pet_Pet"}},
                "self": {"$ref": "#/components/schemas/owner"},
                "home": {"$ref": "#/components/schemas/home"},
            }},
            "all_Dog": {"type": "object", "properties": {
                "name": {"type": "string", "nullable": true}, "dog": {"$ref": "#/components/schemas/all_Dog"},
            }},
            "Pet_Pet": {"type": "object", "properties": {"api": {"$ref": "#/components/schemas/Dog"}, "bad": {}}},
            "home": {"type": "string", "enum": ["a"]},
        })
    );
    assert_eq!(
        found["paths"]["/a"]["get"],
        json!({
            "operationId": "a",
            "parameters": [{"$ref": "#/components/parameters/Limit"}],
            "responses": {"200": {"$ref": "#/components/responses/Fine"}},
        })
    );
    assert_snapshot!(outcome.messages, @"
    note[component-name-taken]: the document already has another schema named `Dog`
      --> schemas/all.yaml:2:24
       |
     2 | components: {schemas: {Dog: {type: object, properties: {name: {type: string, x-nullable: true}, dog:…
       |                        ^^^
       = this one was named `all_Dog`

    note[component-name-taken]: the document already has another schema named `Pet`
      --> schemas/pets/Pet.yaml:1:1
       |
     1 | type: object
       | ^^^^^
       = this one was named `Pet_Pet`

    warning[unreadable-schema]: the schema cannot be read: `type` is 5; expected a string
      --> schemas/pets/Pet.yaml:4:9
       |
     4 |   bad: {type: 5}
       |         ^^^^
       = any JSON value is accepted in its place
    ");
}

/// In Swagger 2.0, an operation's media types apply to its body and responses, even if these are
/// defined in other files.
#[test]
fn media_types_of_an_operation_hold_for_parts_in_other_files() {
    let api = r"swagger: '2.0'
info: {title: Pets, version: 1.0.0}
host: a.example
consumes: [application/json]
produces: [application/json]
paths:
  /a:
    post:
      operationId: a
      consumes: [application/xml]
      produces: [text/plain]
      parameters: [{$ref: 'parts.yaml#/parameters/Body'}]
      responses: {'200': {$ref: 'parts.yaml#/responses/Ok'}}
    put:
      operationId: b
      parameters: [{$ref: 'parts.yaml#/parameters/Body'}]
      responses: {'200': {$ref: 'parts.yaml#/responses/Ok'}}
";
    let parts = r"parameters:
  Body: {in: body, name: b, schema: {$ref: '#/definitions/Text'}}
responses:
  Ok: {description: Done., schema: {$ref: '#/definitions/Text'}}
definitions: {Text: {type: string}}
";
    let outcome = read_files(&[("docs/api.yaml", api), ("docs/parts.yaml", parts)]);
    assert_eq!(outcome.messages, "");
    let found = json(&outcome);
    let text = json!({"schema": {"type": "string"}});
    let post = &found["paths"]["/a"]["post"];
    assert_eq!(post["requestBody"]["content"], json!({"application/xml": text}));
    assert_eq!(post["responses"]["200"]["content"], json!({"text/plain": text}));
    let put = &found["paths"]["/a"]["put"];
    assert_eq!(put["requestBody"], json!({"$ref": "#/components/requestBodies/Body"}));
    assert_eq!(put["responses"]["200"], json!({"$ref": "#/components/responses/Ok"}));
    for (section, name) in [("requestBodies", "Body"), ("responses", "Ok")] {
        assert_eq!(found["components"][section][name]["content"], json!({"application/json": text}));
    }
}

#[test]
fn unfollowed_references_are_reported() {
    let api = format!(
        r"{HEAD}paths:
  /a:
    get:
      operationId: a
      parameters: [{{$ref: 'missing.yaml'}}]
      responses: {{}}
  /b: {{$ref: '#/paths/~1b'}}
components:
  schemas:
    A: {{$ref: 'https://a.example/a.yaml'}}
    B: {{$ref: '../secret.yaml'}}
    C: {{$ref: '/etc/passwd'}}
    D: {{$ref: 'urn:a:b'}}
    E: {{$ref: 'other.yaml#/E'}}
    F: {{$ref: 'broken.yaml'}}
    G: {{$ref: 'link.yaml'}}
    H: {{$ref: '.'}}
"
    );
    let folder = tempfile::tempdir().unwrap();
    let docs = folder.path().join("docs");
    std::fs::create_dir(&docs).unwrap();
    std::fs::write(folder.path().join("secret.yaml"), "type: string\n").unwrap();
    std::fs::write(docs.join("api.yaml"), api).unwrap();
    std::fs::write(docs.join("other.yaml"), "A: 1\n").unwrap();
    std::fs::write(docs.join("broken.yaml"), "a: [\n").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("../secret.yaml", docs.join("link.yaml")).unwrap();
    let outcome = read_folder(&docs);
    assert!(outcome.documents.is_empty());
    assert_snapshot!(outcome.messages, @"
    error[unfollowed-part]: the reference `missing.yaml` to a parameter was not followed: there is no such file
      --> api.yaml:7:21
       |
     7 |       parameters: [{$ref: 'missing.yaml'}]
       |                     ^^^^

    error[unfollowed-part]: the reference `#/paths/~1b` to a path item was not followed: it leads back to itself
      --> api.yaml:9:8
       |
     9 |   /b: {$ref: '#/paths/~1b'}
       |        ^^^^

    warning[unfollowed-reference]: the reference `https://a.example/a.yaml` was not followed: nothing is fetched from the network
      --> api.yaml:12:9
       |
    12 |     A: {$ref: 'https://a.example/a.yaml'}
       |         ^^^^
       = any JSON value is accepted in its place

    warning[unfollowed-reference]: the reference `../secret.yaml` was not followed: the file is outside the document's folder
      --> api.yaml:13:9
       |
    13 |     B: {$ref: '../secret.yaml'}
       |         ^^^^
       = any JSON value is accepted in its place

    warning[unfollowed-reference]: the reference `/etc/passwd` was not followed: the file is outside the document's folder
      --> api.yaml:14:9
       |
    14 |     C: {$ref: '/etc/passwd'}
       |         ^^^^
       = any JSON value is accepted in its place

    warning[unfollowed-reference]: the reference `urn:a:b` was not followed: `urn:` is not a file path
      --> api.yaml:15:9
       |
    15 |     D: {$ref: 'urn:a:b'}
       |         ^^^^
       = any JSON value is accepted in its place

    warning[unfollowed-reference]: the reference `other.yaml#/E` was not followed: its target does not exist
      --> api.yaml:16:9
       |
    16 |     E: {$ref: 'other.yaml#/E'}
       |         ^^^^
       = any JSON value is accepted in its place

    warning[unfollowed-reference]: and 3 more of these in api.yaml, at lines 17, 18, 19

    error[syntax]: the file is not valid YAML: did not find expected node content, while parsing a flow node
      --> broken.yaml:2:1
    ");
}

#[test]
fn a_component_of_another_kind_is_not_meant() {
    let outcome = read_rest(
        "paths: {/a: {get: {operationId: a, responses: {'200': {$ref: '#/components/schemas/A'}, '400': {$ref: '#/paths/~1a'}}}}}\ncomponents: {schemas: {A: {type: object}}}\n",
    );
    assert_eq!(
        json(&outcome)["paths"]["/a"]["get"]["responses"]["200"],
        json!({"$ref": "#/components/schemas/A"}),
        "{}",
        outcome.messages
    );
}

#[test]
fn a_text_that_is_not_a_file_has_no_folder() {
    let outcome = read_rest("paths: {}\ncomponents: {schemas: {A: {$ref: 'a.yaml'}}}\n");
    assert_eq!(codes(&outcome), ["unfollowed-reference"]);
    assert_eq!(json(&outcome)["components"]["schemas"], json!({ "A": {} }));
}
