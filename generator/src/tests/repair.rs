use insta::assert_snapshot;
use serde_json::json;

use super::{codes, json, read, read_rest};

const OAUTH: &str = r"components:
  securitySchemes:
    OAuth2:
      type: oauth2
      flows:
        authorizationCode:
          authorizationUrl: https://a.example/authorize
          tokenUrl: https://a.example/token
          scopes: {read: Read.}
";

#[test]
fn flow_becomes_flows() {
    let outcome = read_rest(&format!("paths: {{}}\n{}", OAUTH.replace("flows:", "flow:")));
    assert_snapshot!(outcome.messages, @"
    repair[flow-for-flows]: the scheme `OAuth2` has `flow` instead of `flows`
      --> api.yaml:8:7
       |
     8 |       flow:
       |       ^^^^
       = it was read as `flows`
    ");
    let scopes = &json(&outcome)["components"]["securitySchemes"]["OAuth2"]["flows"]["authorizationCode"]["scopes"];
    assert_eq!(*scopes, json!({"read": "Read."}));
}

#[test]
fn strays_among_the_security_schemes_are_left_out() {
    let outcome = read_rest(&format!(
        r"paths: {{}}
{OAUTH}      security:
        - OAuth2: [read]
    security:
      - OAuth2: [read]
"
    ));
    assert_snapshot!(outcome.messages, @"
    repair[stray-security-requirement]: the scheme `OAuth2` contains a security requirement
      --> api.yaml:13:7
       |
    13 |       security:
       |       ^^^^^^^^
       = it was left out

    repair[stray-security-scheme]: `security` is listed under `securitySchemes`, but is not a security scheme
      --> api.yaml:15:5
       |
    15 |     security:
       |     ^^^^^^^^
       = it was left out
    ");
    let names =
        json(&outcome)["components"]["securitySchemes"].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(names, ["OAuth2"]);
}

#[test]
fn a_scheme_without_a_type_is_not_stray() {
    let outcome = read_rest(
        r"paths: {}
components:
  securitySchemes:
    Key: {in: header, name: X-Key}
",
    );
    assert_snapshot!(outcome.messages, @"
    error[unreadable]: the security scheme cannot be read: `type` is missing
      --> api.yaml:6:5
       |
     6 |     Key: {in: header, name: X-Key}
       |     ^^^
    ");
}

#[test]
fn undeclared_scopes_are_added_and_reported_once() {
    let outcome = read_rest(&format!(
        r"security: [OAuth2: [admin]]
paths:
  /a:
    get: {{operationId: a, responses: {{}}, security: [OAuth2: [read, write]]}}
    put: {{operationId: b, responses: {{}}, security: [OAuth2: [write]]}}
{OAUTH}"
    ));
    assert_snapshot!(outcome.messages, @"
    repair[undeclared-scope]: the scheme `OAuth2` does not declare the scope `admin`
      --> api.yaml:3:21
       |
     3 | security: [OAuth2: [admin]]
       |                     ^^^^^
       = it was added to the scheme

    repair[undeclared-scope]: the scheme `OAuth2` does not declare the scope `write`
      --> api.yaml:6:68
       |
     6 |     get: {operationId: a, responses: {}, security: [OAuth2: [read, write]]}
       |                                                                    ^^^^^
       = it was added to the scheme
    ");
    let scopes = &json(&outcome)["components"]["securitySchemes"]["OAuth2"]["flows"]["authorizationCode"]["scopes"];
    assert_eq!(*scopes, json!({"read": "Read.", "admin": "", "write": ""}));
}

#[test]
fn undeclared_path_parameters_are_added() {
    let outcome = read_rest(
        r"paths:
  /a/{b}/{c}.{d}:
    parameters: [$ref: '#/components/parameters/B']
    get: {operationId: a, responses: {}, parameters: [{name: c, in: path, required: true, schema: {type: integer}}]}
    put: {operationId: b, responses: {}}
components:
  parameters:
    B: {name: b, in: path, required: true, schema: {type: string}}
",
    );
    assert_snapshot!(outcome.messages, @"
    repair[undeclared-path-parameter]: the path contains `{d}`, but no parameter of that name is declared
      --> api.yaml:4:3
       |
     4 |   /a/{b}/{c}.{d}:
       |   ^^^^^^^^^^^^^^
       = a required string parameter was added

    repair[undeclared-path-parameter]: the path contains `{c}`, but no parameter of that name is declared
      --> api.yaml:4:3
       |
     4 |   /a/{b}/{c}.{d}:
       |   ^^^^^^^^^^^^^^
       = a required string parameter was added
    ");
    let item = &json(&outcome)["paths"]["/a/{b}/{c}.{d}"];
    let names = |method: &str| -> Vec<String> {
        item[method]["parameters"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["name"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(names("get"), ["c", "d"]);
    assert_eq!(names("put"), ["c", "d"]);
}

#[test]
fn a_dangling_parameter_may_be_the_missing_one() {
    let outcome = read_rest(
        "paths:\n  /a/{b}:\n    get: {operationId: a, responses: {}, parameters: [$ref: '#/components/parameters/B']}\n",
    );
    assert_eq!(codes(&outcome), Vec::<&str>::new());
}

#[test]
fn operations_get_names_that_are_unique_in_all_documents() {
    let one = r"openapi: 3.0.3
info: {title: A, version: '1'}
paths:
  /pets:
    get: {responses: {}}
    post: {operationId: '', responses: {}}
  /pets/{id}:
    get: {responses: {}, parameters: [{name: id, in: path, required: true, schema: {type: string}}]}
";
    let other = r"openapi: 3.0.3
info: {title: A, version: '1'}
paths:
  /all:
    get: {operationId: list_pets, responses: {}}
";
    let outcome = read(&[("one.yaml", one), ("other.yaml", other)]);
    assert_snapshot!(outcome.messages, @"
    repair[missing-operation-id]: the operation has no `operationId`
      --> one.yaml:5:5
       |
     5 |     get: {responses: {}}
       |     ^^^
       = it was named `listPets2`

    repair[missing-operation-id]: the operation has no `operationId`
      --> one.yaml:6:5
       |
     6 |     post: {operationId: '', responses: {}}
       |     ^^^^
       = it was named `createPet`

    repair[missing-operation-id]: and 1 more of these in one.yaml, at line 8
    ");
}

#[test]
fn an_overlay_names_before_the_repair_does() {
    let document = r"openapi: 3.0.3
info: {title: A, version: '1'}
paths:
  /pets:
    get: {responses: {}}
";
    let overlay = r"overlay: 1.0.0
info: {title: A, version: '1'}
actions:
  - target: $.paths['/pets'].get
    update: {operationId: all}
";
    let outcome = read(&[("api.yaml", document), ("overlay.yaml", overlay)]);
    assert_eq!(outcome.messages, "");
    assert_eq!(json(&outcome)["paths"]["/pets"]["get"]["operationId"], "all");
}

#[test]
fn paths_get_their_slash() {
    let outcome = read_rest(
        r"paths:
  pets: {}
  /a: {}
  a: {}
  x-b: {}
",
    );
    assert_snapshot!(outcome.messages, @"
    repair[path-without-slash]: the path `pets` does not begin with a slash
      --> api.yaml:4:3
       |
     4 |   pets: {}
       |   ^^^^
       = it was read as `/pets`

    error[unreadable]: the path cannot be read: `a` is a key of `paths`; expected a path that begins with a slash
      --> api.yaml:6:3
       |
     6 |   a: {}
       |   ^
    ");
}

#[test]
fn keywords_without_a_value() {
    let outcome = read_rest(
        r"tags:
paths:
  /a:
  /b:
    get:
      operationId: b
      parameters:
      responses:
        200:
        '204':
          description:
components:
  schemas:
    A:
    B:
      properties:
        c:
      example:
      default: null
      description:
",
    );
    assert_snapshot!(outcome.messages, @r#"
    repair[null-keyword]: `tags` has no value
      --> api.yaml:3:1
       |
     3 | tags:
       | ^^^^
       = it was read as if it were missing

    repair[null-keyword]: `/a` has no value
      --> api.yaml:5:3
       |
     5 |   /a:
       |   ^^
       = it was read as a path without operations

    repair[null-keyword]: and 6 more of these in api.yaml, at lines 9, 11, 13, 16, 19, 22

    repair[integer-response-key]: the status 200 is an integer, not a string
      --> api.yaml:11:9
       |
    11 |         200:
       |         ^^^
       = it was read as "200"

    repair[missing-keyword]: the response has no `description`
      --> api.yaml:11:9
       |
    11 |         200:
       |         ^^^
       = it was read as an empty text

    repair[missing-keyword]: the response has no `description`
      --> api.yaml:12:9
       |
    12 |         '204':
       |         ^^^^^
       = it was read as an empty text
    "#);
    assert_eq!(json(&outcome)["components"]["schemas"]["B"], json!({"properties": {"c": {}}}));
}

#[test]
fn numbers_for_texts_and_texts_for_numbers() {
    let outcome = read(&[(
        "api.yaml",
        r"openapi: 3.0
info: {title: 5, version: 1.0}
paths: {}
components:
  schemas:
    A: {type: string, nullable: 'true', maxLength: '5', description: true, minLength: 2.0}
    B: {type: number, minimum: '0.5'}
",
    )]);
    assert_snapshot!(outcome.messages, @r#"
    repair[number-for-text]: `openapi` is 3.0; expected a string
      --> api.yaml:1:1
       |
     1 | openapi: 3.0
       | ^^^^^^^
       = it was read as `3.0`

    repair[number-for-text]: `title` is 5; expected a string
      --> api.yaml:2:8
       |
     2 | info: {title: 5, version: 1.0}
       |        ^^^^^
       = it was read as `5`

    repair[number-for-text]: and 2 more of these in api.yaml, at lines 2, 6

    repair[text-for-scalar]: `nullable` is the text "true"; expected a boolean
      --> api.yaml:6:23
       |
     6 |     A: {type: string, nullable: 'true', maxLength: '5', description: true, minLength: 2.0}
       |                       ^^^^^^^^
       = it was read as true

    repair[text-for-scalar]: `maxLength` is the text "5"; expected a whole number of at least 0
      --> api.yaml:6:41
       |
     6 |     A: {type: string, nullable: 'true', maxLength: '5', description: true, minLength: 2.0}
       |                                         ^^^^^^^^^
       = it was read as 5

    repair[text-for-scalar]: and 1 more of these in api.yaml, at line 7
    "#);
    let schemas = &json(&outcome)["components"]["schemas"];
    assert_eq!(
        schemas["A"],
        json!({"type": "string", "nullable": true, "maxLength": 5, "minLength": 2, "description": "true"})
    );
    assert_eq!(schemas["B"]["minimum"], json!(0.5));
}

#[test]
fn parameters_and_headers_without_schema() {
    let outcome = read_rest(
        r"paths:
  /a/{id}:
    get:
      operationId: a
      parameters:
        - {name: id, in: path}
        - {name: q, in: query, style: simple, schema: {type: string}}
        - {name: h, in: header, style: form, schema: {type: string}}
      responses:
        '200':
          description: Fine.
          headers:
            X-Rate: {description: Left.}
",
    );
    assert_snapshot!(outcome.messages, @"
    repair[without-schema]: the parameter `id` has neither `schema` nor `content`
      --> api.yaml:8:11
       |
     8 |         - {name: id, in: path}
       |           ^
       = it was read as a string

    repair[optional-path-parameter]: the path parameter `id` is not marked as required
      --> api.yaml:8:11
       |
     8 |         - {name: id, in: path}
       |           ^
       = it was read as required, like every path parameter

    warning[unsuitable-style]: a parameter in `query` cannot have the style `simple`
      --> api.yaml:9:32
       |
     9 |         - {name: q, in: query, style: simple, schema: {type: string}}
       |                                ^^^^^
       = the default style is used

    warning[unsuitable-style]: a parameter in `header` cannot have the style `form`
      --> api.yaml:10:33
       |
    10 |         - {name: h, in: header, style: form, schema: {type: string}}
       |                                 ^^^^^
       = the default style is used

    repair[without-schema]: the header `X-Rate` has neither `schema` nor `content`
      --> api.yaml:15:13
       |
    15 |             X-Rate: {description: Left.}
       |             ^^^^^^
       = it was read as a string
    ");
}

#[test]
fn a_discriminator_that_is_a_text() {
    let outcome = read_rest(
        r"paths: {}
components:
  schemas:
    A: {type: object, discriminator: kind}
",
    );
    assert_snapshot!(outcome.messages, @r#"
    repair[discriminator-text]: `discriminator` is the text "kind"; expected an object
      --> api.yaml:6:23
       |
     6 |     A: {type: object, discriminator: kind}
       |                       ^^^^^^^^^^^^^
       = it was read as the object's `propertyName`
    "#);
}

#[test]
fn missing_keywords_that_a_client_can_do_without() {
    let outcome = read(&[(
        "api.yaml",
        r"openapi: 3.0.0
paths:
  /a:
    get:
      operationId: a
    put:
      operationId: b
      responses:
        '200': {}
",
    )]);
    assert_snapshot!(outcome.messages, @r#"
    repair[missing-keyword]: the document has no `info`
      --> api.yaml:1:1
       |
     1 | openapi: 3.0.0
       | ^^^^^^^^
       = the title "API" and the version 0.0.0 are used

    repair[missing-keyword]: the operation has no `responses`
      --> api.yaml:4:5
       |
     4 |     get:
       |     ^^^
       = it was read as an operation without responses

    repair[missing-keyword]: and 1 more of these in api.yaml, at line 9
    "#);
    assert_eq!(outcome.documents.len(), 1);
}
