//! Operations, their responses and their security.

use insta::assert_snapshot;

use crate::tests::read_rest;

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
