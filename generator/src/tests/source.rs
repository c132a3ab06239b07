use crate::diagnostic::Diagnostics;
use crate::place::{At, Pointer};
use crate::report::render;
use crate::source::{Source, Sources, parse};
use insta::assert_snapshot;

/// Returns the value of a text as JSON, followed by the messages.
fn parsed(name: &str, text: &str) -> String {
    let mut sources = Sources::new();
    let id = sources.add(Source::new(name, text));
    let mut diagnostics = Diagnostics::new();
    let value = parse(sources.get(id).unwrap(), id, &mut diagnostics);
    let value = value.map_or("nothing".to_owned(), |value| value.to_string());
    format!("{value}\n\n{}", render(&diagnostics, &sources, false))
}

/// Returns the positions of nodes as `line:column+length`.
fn places(name: &str, text: &str, pointers: &[&str]) -> String {
    let mut sources = Sources::new();
    let source = sources.add(Source::new(name, text));
    let asked: Vec<At> = pointers.iter().map(|pointer| At { source, pointer: Pointer::from_text(*pointer) }).collect();
    let found = sources.positions(&asked);
    pointers
        .iter()
        .zip(found)
        .map(|(pointer, place)| match place {
            Some(place) => format!("{pointer} {}:{}+{}\n", place.line, place.column, place.length),
            None => format!("{pointer} nowhere\n"),
        })
        .collect()
}

#[test]
fn keys_become_strings() {
    let text = r"paths:
  /a:
    get:
      responses:
        200: x
        '404': y
map:
  1: a
  true: b
  1.0: f
  1.5: c
  null: d
  on: e
  responses:
    7: f
";
    assert_snapshot!(parsed("a.yaml", text), @r#"
    {"paths":{"/a":{"get":{"responses":{"200":"x","404":"y"}}}},"map":{"1":"a","true":"b","1.0":"f","1.5":"c","null":"d","on":"e","responses":{"7":"f"}}}

    repair[integer-response-key]: the status 200 is an integer, not a string
      --> a.yaml:5:9
       |
     5 |         200: x
       |         ^^^
       = it was read as "200"

    repair[non-string-key]: the key 1 is an integer, not a string
      --> a.yaml:8:3
       |
     8 |   1: a
       |   ^
       = it was read as "1"

    repair[non-string-key]: the key true is a boolean, not a string
      --> a.yaml:9:3
       |
     9 |   true: b
       |   ^^^^
       = it was read as "true"

    repair[non-string-key]: and 4 more of these in a.yaml, at lines 10, 11, 12, 15
    "#);
}

#[test]
fn yaml_keeps_what_looks_like_something_else() {
    assert_snapshot!(parsed("a.yaml", r"a: no
b: 2019-01-01
c: '1'
d: 0o14
e: ~
f: 1e3
g: 'null'
"), @r#"{"a":"no","b":"2019-01-01","c":"1","d":12,"e":null,"f":1000.0,"g":"null"}"#);
}

#[test]
fn a_key_twice_is_an_error_in_both_languages() {
    assert_snapshot!(parsed("a.yaml", r"a:
  b: 1
  c: 2
  b: 3
"), @r#"
    {"a":{"b":3,"c":2}}

    error[duplicate-key]: the key `b` is already in this object
      --> a.yaml:4:3
       |
     4 |   b: 3
       |   ^
       first defined here
      --> a.yaml:2:3
       |
     2 |   b: 1
       |   ^
       = remove one of the two
    "#);
    assert_snapshot!(parsed("a.json", "{\"a\": {\"b\": 1,\n \"c\": 2,\n \"b\": 3}}"), @r#"
    {"a":{"b":3,"c":2}}

    error[duplicate-key]: the key `b` is already in this object
      --> a.json:3:2
       |
     3 |  "b": 3}}
       |  ^^^
       first defined here
      --> a.json:1:8
       |
     1 | {"a": {"b": 1,
       |        ^^^
       = remove one of the two
    "#);
}

#[test]
fn merge_keys_are_applied_and_explicit_keys_win() {
    let text = r"base: &base {a: 1, b: 1}
more: &more {b: 2, c: 2}
one:
  <<: *base
  a: 0
both:
  <<: [*more, *base]
";
    assert_snapshot!(parsed("a.yaml", text), @r#"{"base":{"a":1,"b":1},"more":{"b":2,"c":2},"one":{"a":0,"b":1},"both":{"b":2,"c":2,"a":1}}"#);
    assert_snapshot!(parsed("a.yaml", "a:\n  <<: 5\n"), @r#"
    {"a":{}}

    error[invalid-merge]: the value of the merge key `<<` is neither an object nor a list of objects
      --> a.yaml:2:3
       |
     2 |   <<: 5
       |   ^^
    "#);
}

#[test]
fn what_json_cannot_express_is_reported() {
    let text = r"a: !colour red
b: .nan
c: -.inf
d: 123456789012345678901234567890
";
    assert_snapshot!(parsed("a.yaml", text), @r#"
    {"a":"red","b":null,"c":null,"d":1.2345678901234568e+29}

    warning[yaml-tag]: the YAML tag `!colour` has no meaning in OpenAPI
      --> a.yaml:1:1
       |
     1 | a: !colour red
       | ^
       = the value was read as if it had no tag

    warning[not-finite]: the number NaN cannot be expressed in JSON
      --> a.yaml:2:1
       |
     2 | b: .nan
       | ^
       = `null` was read in its place

    warning[not-finite]: the number -inf cannot be expressed in JSON
      --> a.yaml:3:1
       |
     3 | c: -.inf
       | ^
       = `null` was read in its place

    note[huge-number]: the number is too large to keep exactly
      --> a.yaml:4:1
       |
     4 | d: 123456789012345678901234567890
       | ^
       = it was read as 1.2345678901234568e+29
    "#);
    assert_snapshot!(parsed("a.json", "{\"a\": 123456789012345678901234567890, \"b\": 1e300, \"c\": 18446744073709551615}"), @r#"
    {"a":1.2345678901234568e+29,"b":1e+300,"c":18446744073709551615}

    note[huge-number]: the number is too large to keep exactly
      --> a.json:1:2
       |
     1 | {"a": 123456789012345678901234567890, "b": 1e300, "c": 18446744073709551615}
       |  ^^^
       = it was read as 1.2345678901234568e+29
    "#);
}

#[test]
fn a_byte_order_mark_is_not_part_of_the_text() {
    assert_snapshot!(parsed("a.yaml", "\u{feff}a: 1\na: 2\n"), @r#"
    {"a":2}

    error[duplicate-key]: the key `a` is already in this object
      --> a.yaml:2:1
       |
     2 | a: 2
       | ^
       first defined here
      --> a.yaml:1:1
       |
     1 | a: 1
       | ^
       = remove one of the two
    "#);
    assert_snapshot!(parsed("a.json", "\u{feff}{\"a\": 1}"), @r#"{"a":1}"#);
}

#[test]
fn json_is_known_by_its_first_character() {
    assert_snapshot!(parsed("api", "\n {\"a\": \"\\ud83d\\ude00\",}"), @r#"
    nothing

    error[syntax]: the file is not valid JSON: trailing comma
      --> api:2:23
       |
     2 |  {"a": "\ud83d\ude00",}
       |                       ^
    "#);
}

#[test]
fn yaml_in_braces_stays_yaml() {
    assert_snapshot!(parsed("a.yaml", "{a: 1, b: [c]} # YAML\n"), @r#"{"a":1,"b":["c"]}"#);
    assert_snapshot!(parsed("a.yaml", "{\"a\": \"\\ud83d\\ude00\"}"), @r#"{"a":"😀"}"#);
}

#[test]
fn errors_have_positions() {
    assert_snapshot!(parsed("a.yaml", "a: [1, 2\nb: 3\n"), @"
    nothing

    error[syntax]: the file is not valid YAML: did not find expected ',' or ']', while parsing a flow sequence at line 1 column 4
      --> a.yaml:2:2
       |
     2 | b: 3
       |  ^
    ");
    assert_snapshot!(parsed("a.yaml", "a: *nobody\n"), @"
    nothing

    error[syntax]: the file is not valid YAML: unknown anchor
      --> a.yaml:1:4
       |
     1 | a: *nobody
       |    ^
    ");
    assert_snapshot!(parsed("a.yaml", "? [a, b]\n: 1\n"), @"
    nothing

    error[syntax]: the file is not valid YAML: invalid type: sequence, expected a string as key
      --> a.yaml:1:3
       |
     1 | ? [a, b]
       |   ^
    ");
    assert_snapshot!(parsed("a.json", "{\"ä\": nul}"), @r#"
    nothing

    error[syntax]: the file is not valid JSON: expected ident
      --> a.json:1:10
       |
     1 | {"ä": nul}
       |          ^
    "#);
    assert_snapshot!(parsed("a.json", "{} {}"), @"
    nothing

    error[syntax]: the file is not valid JSON: trailing characters
      --> a.json:1:4
       |
     1 | {} {}
       |    ^
    ");
    assert_snapshot!(parsed("a.json", "{\"a\": [1, 2"), @r#"
    nothing

    error[syntax]: the file is not valid JSON: EOF while parsing a list
      --> a.json:1:11
       |
     1 | {"a": [1, 2
       |           ^
    "#);
}

#[test]
fn places_in_yaml() {
    let text = r#"# first
a:
  b c:
    - one
    - d: &x {e: 1, "f": 2}
  /g~h: *x
m:
  <<: *x
ä: 1
"#;
    let asked = [
        "",
        "/a",
        "/a/b c",
        "/a/b c/0",
        "/a/b c/1",
        "/a/b c/1/d/f",
        "/a/~1g~0h",
        "/a/~1g~0h/e",
        "/m/e",
        "/ä",
        "/nobody",
    ];
    assert_snapshot!(places("a.yaml", text, &asked), @"
     1:1+1
    /a 2:1+1
    /a/b c 3:3+3
    /a/b c/0 4:7+3
    /a/b c/1 5:7+1
    /a/b c/1/d/f 5:20+3
    /a/~1g~0h 6:3+4
    /a/~1g~0h/e 6:3+4
    /m/e 7:1+1
    /ä 9:1+1
    /nobody 1:1+1
    ");
}

#[test]
fn places_in_json() {
    let text = "{\n  \"ä\\n\\ud83d\\ude00\": [1, \"two\", {\"x/y\": null}],\r\n\t\"b\" : {} , \"c\":[[],[ ] ] }\n";
    let asked = ["", "/ä\n😀", "/ä\n😀/0", "/ä\n😀/1", "/ä\n😀/2", "/ä\n😀/2/x~1y", "/b", "/b/none", "/c", "/c/1"];
    assert_snapshot!(places("a.json", text, &asked), @"
     1:1+1
    /ä
    😀 2:3+17
    /ä
    😀/0 2:23+1
    /ä
    😀/1 2:26+5
    /ä
    😀/2 2:33+1
    /ä
    😀/2/x~1y 2:34+5
    /b 3:2+3
    /b/none 3:2+3
    /c 3:13+3
    /c/1 3:21+1
    ");
}

#[test]
fn every_node_of_a_document_has_its_place() {
    fn walk(value: &serde_json::Value, at: &At, all: &mut Vec<At>) {
        all.push(at.clone());
        match value {
            serde_json::Value::Object(members) => {
                members.iter().for_each(|(key, value)| walk(value, &at.child(key), all))
            }
            serde_json::Value::Array(list) => {
                list.iter().enumerate().for_each(|(index, value)| walk(value, &at.index(index), all));
            }
            _ => {}
        }
    }
    let value = serde_json::json!({"a": [1, [2, {"b\"c": "d,]}"}], {}], "e/f": {"g": "\\", "": true}, "h": []});
    for (name, text) in [
        ("a.json", value.to_string()),
        ("b.json", serde_json::to_string_pretty(&value).unwrap()),
        ("c.yaml", serde_yaml::to_string(&value).unwrap()),
    ] {
        let mut sources = Sources::new();
        let id = sources.add(Source::new(name, text));
        let mut all = Vec::new();
        walk(&value, &At::root(id), &mut all);
        let places = sources.positions(&all);
        assert!(places.iter().all(Option::is_some));
        // In some texts, a list and its first element begin at the same place; members never do.
        let members: Vec<_> = all
            .iter()
            .zip(&places)
            .filter(|(at, _)| at.pointer.keys().last().is_none_or(|key| key.parse::<usize>().is_err()))
            .collect();
        for (index, (at, place)) in members.iter().enumerate().skip(1) {
            assert!(members[1..index].iter().all(|(_, other)| other != place), "{name} {}", at.pointer);
        }
    }
}

#[test]
fn a_missing_file_is_reported() {
    let mut sources = Sources::new();
    let mut diagnostics = Diagnostics::new();
    assert!(sources.open(std::path::Path::new("no/such/file.yaml"), &mut diagnostics).is_none());
    assert_snapshot!(render(&diagnostics, &sources, false), @"
    error[unreadable-file]: the file cannot be read: there is no such file
      --> no/such/file.yaml
    ");
}
