//! Operations, their responses and their security.

use insta::assert_snapshot;

use crate::tests::read_rest;

#[test]
fn parts_of_operations_are_errors() {
    let outcome = read_rest(
        r"security: [Key]
servers: [{}]
paths:
  x-a: 1
  /a:
    get: []
    post:
      tags: a
      operationId: [a]
      parameters:
        - {name: a, in: body}
        - {in: query}
        - 5
        - {name: b, in: query, schema: {}, required: sometimes}
      requestBody: {content: []}
      responses:
        '200': text
        '201': {description: [], content: {application/json: []}}
      deprecated: soon
  /b: 5
  /c:
    $ref: '#/paths/~1a'
    get: {responses: {}}
",
    );
    assert_snapshot!(outcome.messages, @r#"
    error[unreadable]: the document cannot be read: `security[0]` is the text "Key"; expected an object
      --> api.yaml:3:12
       |
     3 | security: [Key]
       |            ^^^

    error[unreadable]: the server cannot be read: `url` is missing
      --> api.yaml:4:11
       |
     4 | servers: [{}]
       |           ^

    error[unreadable]: the operation cannot be read: `get` is a list; expected an object
      --> api.yaml:8:5
       |
     8 |     get: []
       |     ^^^

    error[unreadable]: the operation cannot be read: `tags` is the text "a"; expected a list
      --> api.yaml:10:7
       |
    10 |       tags: a
       |       ^^^^

    error[unreadable]: the operation cannot be read: `operationId` is a list; expected a string
      --> api.yaml:11:7
       |
    11 |       operationId: [a]
       |       ^^^^^^^^^^^

    error[unreadable]: the parameter cannot be read: `in` is the text "body"; expected one of `query`, `header`, `path` or `cookie`
      --> api.yaml:13:21
       |
    13 |         - {name: a, in: body}
       |                     ^^

    error[unreadable]: the parameter cannot be read: `name` is missing
      --> api.yaml:14:11
       |
    14 |         - {in: query}
       |           ^

    error[unreadable]: the parameter cannot be read: `parameters[2]` is 5; expected an object
      --> api.yaml:15:11
       |
    15 |         - 5
       |           ^

    error[unreadable]: the parameter cannot be read: `required` is the text "sometimes"; expected a boolean
      --> api.yaml:16:44
       |
    16 |         - {name: b, in: query, schema: {}, required: sometimes}
       |                                            ^^^^^^^^

    error[unreadable]: the request body cannot be read: `content` is a list; expected an object
      --> api.yaml:17:21
       |
    17 |       requestBody: {content: []}
       |                     ^^^^^^^

    error[unreadable]: the response cannot be read: `200` is the text "text"; expected an object
      --> api.yaml:19:9
       |
    19 |         '200': text
       |         ^^^^^

    error[unreadable]: the response cannot be read: `description` is a list; expected a string
      --> api.yaml:20:17
       |
    20 |         '201': {description: [], content: {application/json: []}}
       |                 ^^^^^^^^^^^

    error[unreadable]: the media type cannot be read: `application/json` is a list; expected an object
      --> api.yaml:20:44
       |
    20 |         '201': {description: [], content: {application/json: []}}
       |                                            ^^^^^^^^^^^^^^^^

    error[unreadable]: the operation cannot be read: `deprecated` is the text "soon"; expected a boolean
      --> api.yaml:21:7
       |
    21 |       deprecated: soon
       |       ^^^^^^^^^^

    error[unreadable]: the path item cannot be read: `/b` is 5; expected an object
      --> api.yaml:22:3
       |
    22 |   /b: 5
       |   ^^

    error[unreadable]: the path item cannot be read: `get` is beside a `$ref`; expected either a `$ref` or operations
      --> api.yaml:25:5
       |
    25 |     get: {responses: {}}
       |     ^^^
    "#);
    assert!(outcome.documents.is_empty());
}

#[test]
fn keys_of_responses_that_are_not_statuses() {
    let outcome = read_rest(
        r"paths:
  /a:
    get:
      operationId: a
      responses:
        '6666': {description: a}
        abc: {description: a}
        2XX: {description: a}
        4xx: {description: a}
        default: {description: a}
        x-a: 1
        '099': {description: a}
",
    );
    assert_snapshot!(outcome.messages, @"
    warning[invalid-response-key]: `6666` is not a status; expected a code such as `404`, a range such as `4XX`, or `default`
      --> api.yaml:8:9
       |
     8 |         '6666': {description: a}
       |         ^^^^^^
       = the response was left out

    warning[invalid-response-key]: `abc` is not a status; expected a code such as `404`, a range such as `4XX`, or `default`
      --> api.yaml:9:9
       |
     9 |         abc: {description: a}
       |         ^^^
       = the response was left out

    warning[invalid-response-key]: `099` is not a status; expected a code such as `404`, a range such as `4XX`, or `default`
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
        r"paths: {}
components:
  securitySchemes:
    A: {type: basic}
    B: {type: apiKey, in: body, name: k}
    C: {type: oauth2}
    D: {type: oauth2, flows: {implicit: {tokenUrl: a}, authorizationcode: {}}}
    E: {type: http}
",
    );
    assert_snapshot!(outcome.messages, @r#"
    error[unreadable]: the security scheme cannot be read: `type` is the text "basic"; expected one of `apiKey`, `http`, `oauth2` or `openIdConnect`
      --> api.yaml:6:9
       |
     6 |     A: {type: basic}
       |         ^^^^

    error[unreadable]: the security scheme cannot be read: `in` is the text "body"; expected one of `query`, `header` or `cookie`
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
