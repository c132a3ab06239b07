use insta::assert_snapshot;
use serde_json::json;

use super::{Outcome, codes, json, read};

const DOCUMENT: &str = r"openapi: 3.0.3
info: {title: Pets, version: 1.0.0}
tags: [{name: a}, {name: b}, {name: c}]
paths: {}
components:
  schemas:
    Pet:
      type: object
      required: [id]
      properties:
        id: {type: string}
        kind: {type: string}
";

fn with(actions: &str) -> Outcome {
    let overlay = format!("overlay: 1.0.0\ninfo: {{title: Names, version: 1.0.0}}\nactions:\n{actions}");
    read(&[("api.yaml", DOCUMENT), ("overlay.yaml", &overlay)])
}

#[test]
fn objects_are_merged_and_lists_joined() {
    let outcome = with(
        r"  - target: $.components.schemas.Pet
    description: More of it.
    update:
      required: [kind]
      description: A pet.
      properties:
        kind: {enum: [CAT, DOG]}
        age: {type: integer}
",
    );
    assert_eq!(outcome.messages, "");
    assert_eq!(
        json(&outcome)["components"]["schemas"]["Pet"],
        json!({
            "type": "object",
            "description": "A pet.",
            "required": ["id", "kind"],
            "properties": {
                "id": {"type": "string"},
                "kind": {"type": "string", "enum": ["CAT", "DOG"]},
                "age": {"type": "integer"},
            },
        })
    );
}

#[test]
fn a_list_gets_one_entry() {
    let outcome = with("  - target: $.tags\n    update: {name: d}\n");
    assert_eq!(json(&outcome)["tags"], json!([{"name": "a"}, {"name": "b"}, {"name": "c"}, {"name": "d"}]));
}

#[test]
fn nodes_are_removed_from_objects_and_lists() {
    let outcome = with(
        r"  - target: $.tags[?@.name != 'b']
    remove: true
  - target: $.components.schemas.Pet.properties.kind
    remove: true
    update: {has: no effect}
",
    );
    assert_eq!(outcome.messages, "");
    assert_eq!(json(&outcome)["tags"], json!([{"name": "b"}]));
    assert_eq!(json(&outcome)["components"]["schemas"]["Pet"]["properties"], json!({"id": {"type": "string"}}));
}

#[test]
fn actions_see_what_earlier_actions_did() {
    let outcome = with(
        r"  - target: $.components.schemas
    update: {New: {type: object}}
  - target: $.components.schemas.New
    update: {description: New.}
",
    );
    assert_eq!(outcome.messages, "");
    assert_eq!(json(&outcome)["components"]["schemas"]["New"]["description"], "New.");
}

#[test]
fn an_action_is_for_all_documents() {
    let other = DOCUMENT.replace("Pet:", "Cat:");
    let overlay = r"overlay: 1.0.0
actions:
  - target: $.components.schemas.Cat
    update: {description: A cat.}
  - target: $.components.schemas.*
    update: {title: T}
";
    let outcome = read(&[("one.yaml", DOCUMENT), ("two.yaml", &other), ("overlay.yaml", overlay)]);
    assert_eq!(outcome.messages, "");
    let title = |index: usize, name: &str| {
        let value = serde_json::to_value(&outcome.documents[index].openapi).unwrap();
        value["components"]["schemas"][name]["title"].clone()
    };
    assert_eq!((title(0, "Pet"), title(1, "Cat")), (json!("T"), json!("T")));
}

#[test]
fn a_target_without_a_match_is_reported() {
    let outcome = with("  - target: $.paths['/cats'].get\n    update: {operationId: cats}\n");
    assert_snapshot!(outcome.messages, @"
    warning[overlay-matches-nothing]: the target `$.paths['/cats'].get` matches nothing in any document
      --> overlay.yaml:4:5
       |
     4 |   - target: $.paths['/cats'].get
       |     ^^^^^^
       = the action changed nothing
    ");
}

#[test]
fn all_faulty_actions_are_reported() {
    let outcome = with(
        r"  - 5
  - target: 7
  - update: {}
  - target: $.info
  - target: $.info
    remove: 1
  - target: $.info[
    update: {}
  - target: $.info
    update: text
  - target: $.info.title
    update: {}
  - target: $
    remove: true
  - target: $.info
    updates: {}
    update: {}
",
    );
    assert_snapshot!(outcome.messages, @"
    error[invalid-overlay-action]: the action cannot be carried out: it is not an object
      --> overlay.yaml:4:5
       |
     4 |   - 5
       |     ^

    error[invalid-overlay-action]: the action cannot be carried out: its `target` is not a string
      --> overlay.yaml:5:5
       |
     5 |   - target: 7
       |     ^^^^^^

    error[invalid-overlay-action]: the action cannot be carried out: it has no `target`
      --> overlay.yaml:6:5
       |
     6 |   - update: {}
       |     ^

    error[invalid-overlay-action]: the action cannot be carried out: it has neither `update` nor `remove: true`
      --> overlay.yaml:7:5
       |
     7 |   - target: $.info
       |     ^

    error[invalid-overlay-action]: the action cannot be carried out: its `remove` is not a boolean
      --> overlay.yaml:9:5
       |
     9 |     remove: 1
       |     ^^^^^^

    error[invalid-overlay-target]: the target `$.info[` is not a JSONPath (RFC 9535): error at character 7
      --> overlay.yaml:10:5
       |
    10 |   - target: $.info[
       |     ^^^^^^

    error[invalid-overlay-action]: the action cannot be carried out: `/info` is an object, but `update` is not
      --> overlay.yaml:13:5
       |
    13 |     update: text
       |     ^^^^^^

    error[invalid-overlay-action]: the action cannot be carried out: `/info/title` is neither an object nor a list, so it cannot be updated
      --> overlay.yaml:15:5
       |
    15 |     update: {}
       |     ^^^^^^

    error[invalid-overlay-action]: the action cannot be carried out: the whole document cannot be removed
      --> overlay.yaml:16:5
       |
    16 |   - target: $
       |     ^

    note[unknown-keyword]: `updates` is not a keyword of the action
      --> overlay.yaml:19:5
       |
    19 |     updates: {}
       |     ^^^^^^^
       = it has no effect; did you mean `update`?
    ");
}

#[test]
fn files_that_are_not_overlays() {
    for (text, because) in [
        ("[]", "not-an-overlay"),
        ("{}", "not-an-overlay"),
        ("overlay: 1.0.0", "not-an-overlay"),
        ("overlay: 1\nactions: []", "not-an-overlay"),
        ("overlay: 1.1.0\nactions: []", "not-an-overlay"),
        ("overlay: 1.0.0\nactions: {}", "not-an-overlay"),
        ("", "empty-file"),
        ("a: [", "syntax"),
    ] {
        let outcome = read(&[("api.yaml", DOCUMENT), ("overlay.yaml", text)]);
        assert_eq!(codes(&outcome), [because], "{text}");
        assert!(outcome.diagnostics.has_errors());
    }
}

#[test]
fn actions_cannot_nest_a_document_too_deeply() {
    let mut schema = json!({"type": "string"});
    for _ in 0..50 {
        schema = json!({"properties": {"a": schema}});
    }
    let mut target = "$.components.schemas.Pet".to_owned();
    let mut actions = Vec::new();
    for _ in 0..3 {
        actions.push(json!({"target": target, "update": {"properties": {"deep": schema}}}));
        target.push_str(".properties.deep");
        target.push_str(&".properties.a".repeat(50));
    }
    let overlay = json!({"overlay": "1.0.0", "actions": actions}).to_string();
    let outcome = read(&[("api.yaml", DOCUMENT), ("overlay.json", &overlay)]);
    assert_eq!(codes(&outcome), ["invalid-overlay-action", "overlay-matches-nothing"]);
}
