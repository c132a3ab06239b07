//! The values in a document's examples, read with the types that are emitted for them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use openapi_crate::{Options, generate};

const DOCUMENT: &str = r##"openapi: 3.0.3
info: { title: Shelf, version: 1.0.0 }
servers: [{ url: "https://shelf.example" }]
paths:
  /books:
    post:
      operationId: addBook
      tags: [books]
      parameters:
        - { name: limit, in: query, schema: { type: integer, default: 3 }, example: 5 }
        - name: filter
          in: query
          content: { application/json: { schema: { $ref: "#/components/schemas/Book" }, example: { title: A } } }
        - { name: raw, in: query, content: { text/csv: { schema: { type: string }, example: "a,b" } } }
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema: { $ref: "#/components/schemas/Book" }
            examples: { one: { value: { title: B } } }
      responses:
        "200":
          description: Fine.
          headers: { Total: { schema: { type: integer }, example: 7 } }
          content: { application/json: { schema: { $ref: "#/components/schemas/Book" }, example: { title: C } } }
components:
  schemas:
    Book: { type: object, properties: { title: { type: string, example: D } }, example: { title: E } }
"##;

#[test]
fn values_and_their_types() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("api.yaml");
    std::fs::write(&path, DOCUMENT).unwrap();
    let outcome = generate(&Options { documents: vec![path], ..Options::default() }, &mut |_| {});
    let mut shown: Vec<String> = outcome
        .examples
        .iter()
        .map(|one| format!("{} {} {}", one.at.pointer, one.value, one.typ.as_deref().unwrap_or("-")))
        .collect();
    shown.sort();
    insta::assert_snapshot!(shown.join("\n"), @r#"
    /components/schemas/Book/example {"title":"E"} model::Book
    /components/schemas/Book/properties/title/example "D" String
    /paths/~1books/post/parameters/0/example 5 i64
    /paths/~1books/post/parameters/0/schema/default 3 i64
    /paths/~1books/post/parameters/1/content/application~1json/example {"title":"A"} model::Book
    /paths/~1books/post/requestBody/content/application~1x-www-form-urlencoded/examples/one/value {"title":"B"} model::Book
    /paths/~1books/post/responses/200/content/application~1json/example {"title":"C"} model::Book
    /paths/~1books/post/responses/200/headers/Total/example 7 i64
    "#);
}
