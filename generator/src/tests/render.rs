use crate::diagnostic::{Diagnostics, Problem, ReadAs, Related, Severity};
use crate::place::{At, SourceId};
use crate::report::{located, render};
use crate::source::{Source, Sources};
use insta::assert_snapshot;

fn sources(texts: &[(&str, &str)]) -> Sources {
    let mut sources = Sources::new();
    for (name, text) in texts {
        sources.add(Source::new(*name, *text));
    }
    sources
}

fn root(index: usize) -> At {
    At::root(SourceId(index))
}

fn unused(name: &str) -> Problem {
    Problem::UnusedPathParameter { name: name.to_owned() }
}

#[test]
fn messages_are_in_the_order_of_their_places() {
    let sources = sources(&[("a.yaml", "one: 1\ntwo: 2\n"), ("b.yaml", "three: 3\n")]);
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(root(1).child("three"), unused("c"));
    diagnostics.push(root(0).child("two"), unused("b"));
    diagnostics.push_related(
        root(0).child("one"),
        Problem::DuplicateOperation { method: "get".to_owned(), path: "/a".to_owned() },
        root(1).child("three"),
        Related::Defined,
    );
    assert_snapshot!(render(&diagnostics, &sources, false), @"
    error[duplicate-operation]: the operation `GET /a` already exists
      --> a.yaml:1:1
       |
     1 | one: 1
       | ^^^
       first defined here
      --> b.yaml:1:1
       |
     1 | three: 3
       | ^^^^^
       = remove one of the two

    warning[unused-path-parameter]: the path parameter `b` does not occur in the path
      --> a.yaml:2:1
       |
     2 | two: 2
       | ^^^
       = it was left out

    warning[unused-path-parameter]: the path parameter `c` does not occur in the path
      --> b.yaml:1:1
       |
     1 | three: 3
       | ^^^^^
       = it was left out
    ");
    assert_snapshot!(serde_json::to_string_pretty(&located(&diagnostics, &sources)[0]).unwrap(), @r#"
    {
      "severity": "error",
      "code": "duplicate-operation",
      "message": "the operation `GET /a` already exists",
      "action": "remove one of the two",
      "file": "a.yaml",
      "line": 1,
      "column": 1,
      "pointer": "/one"
    }
    "#);
    assert_eq!((diagnostics.count(Severity::Error), diagnostics.count(Severity::Warning)), (1, 2));
}

#[test]
fn further_messages_of_a_kind_list_only_lines() {
    let text: String = (1..=40).map(|number| format!("k{number}: 0\n")).collect();
    let sources = sources(&[("a.yaml", &text)]);
    let mut diagnostics = Diagnostics::new();
    for number in 1..=40 {
        diagnostics.push(
            root(0).child(&format!("k{number}")),
            Problem::NullKeyword { keyword: format!("k{number}"), read_as: ReadAs::EmptyText },
        );
    }
    assert_snapshot!(render(&diagnostics, &sources, false), @"
    repair[null-keyword]: `k1` has no value
      --> a.yaml:1:1
       |
     1 | k1: 0
       | ^^
       = it was read as an empty text

    repair[null-keyword]: `k2` has no value
      --> a.yaml:2:1
       |
     2 | k2: 0
       | ^^
       = it was read as an empty text

    repair[null-keyword]: and 38 more of these in a.yaml, at lines 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, …
    ");
}

#[test]
fn long_lines_are_cut_around_the_place() {
    let text = format!("{{\"{}\": 1, \"here\": 2, \"{}\": 3}}", "a".repeat(300), "b".repeat(300));
    let sources = sources(&[("a.json", &text)]);
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(root(0).child("here"), unused("here"));
    assert_snapshot!(render(&diagnostics, &sources, false), @r#"
    warning[unused-path-parameter]: the path parameter `here` does not occur in the path
      --> a.json:1:309
       |
     1 | …aaaaaaaaaaaaaaaaaaaaaaaaaaa": 1, "here": 2, "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb…
       |                                   ^^^^^^
       = it was left out
    "#);
}

#[test]
fn no_control_character_reaches_the_terminal() {
    let sources = sources(&[("a\u{1b}[2J.yaml", "a:\t\"\u{85}\u{202e}\u{7f}\" \r\n")]);
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(root(0).child("a"), unused("\u{1b}[31m\u{7}\n"));
    let text = render(&diagnostics, &sources, false);
    assert!(text.chars().all(|character| character == '\n' || !character.is_control()), "{text:?}");
    assert_snapshot!(text, @r#"
    warning[unused-path-parameter]: the path parameter `\u{1b}[31m\u{7}\u{a}` does not occur in the path
      --> a\u{1b}[2J.yaml:1:1
       |
     1 | a:    "\u{85}\u{202e}\u{7f}"
       | ^
       = it was left out
    "#);
}

#[test]
fn colour_on_request() {
    let sources = sources(&[("a.yaml", "a: 1\n")]);
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(root(0).child("a"), unused("a"));
    assert_snapshot!(render(&diagnostics, &sources, true).replace('\u{1b}', "ESC"), @"
    ESC[1;33mwarning[unused-path-parameter]ESC[0m: the path parameter `a` does not occur in the path
      --> a.yaml:1:1
       |
     1 | a: 1
       | ESC[1;34m^ESC[0m
       = it was left out
    ");
}
