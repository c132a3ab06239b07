//! Event streams, split in every way.

use openapi_crate_runtime::runtime::stream::event::{Event, Events};
use openapi_crate_runtime::runtime::stream::item_stream::{Defect, Items};
use serde_json::{Value, json};

/// The events in these pieces: type, data, id, and the retry time in milliseconds.
fn events(pieces: &[&[u8]]) -> Vec<(String, String, String, Option<u128>)> {
    let mut events = Events::<Value>::new(1000);
    let mut found = Vec::new();
    let mut take = |events: &mut Events<Value>| {
        while let Some(event) = events.next() {
            let event = event.unwrap();
            let wait = event.retry().map(|time| time.as_millis());
            found.push((event.event_type().to_owned(), event.data().to_owned(), event.id().to_owned(), wait));
        }
    };
    for piece in pieces {
        events.push(piece);
        take(&mut events);
    }
    events.finish();
    take(&mut events);
    found
}

fn data(text: &str) -> Vec<String> {
    events(&[text.as_bytes()]).into_iter().map(|(_, data, ..)| data).collect()
}

#[test]
fn fields_are_read_as_the_standard_says() {
    assert_eq!(data("data: a\ndata:b\ndata:  c\n\n"), ["a\nb\n c"]);
    assert_eq!(data("data\n\ndata\ndata\n\ndata:"), ["", "\n"]);
    assert_eq!(data(": comment\n\n:\ndata: x: y\n\n"), ["x: y"]);
    assert_eq!(data("data : a\ndatax: b\n data: c\nDATA: d\n\n"), Vec::<String>::new());
    // An event without an empty line after it is dropped.
    assert_eq!(data("data: a\n\ndata: b\n"), ["a"]);
    assert_eq!(data("\u{feff}data: a\n\n"), ["a"]);
    assert_eq!(data("\u{feff}\u{feff}data: a\n\n"), Vec::<String>::new());
    assert_eq!(data("data: a\n\n\u{feff}data: b\n\n"), ["a"]);
    assert_eq!(data("\u{feff}\ndata: a\n\n"), ["a"]);
    let found = events(&[b"data: \xff\xc3\n\ndata: \xc3\xa5\n\n"]);
    assert_eq!((found[0].1.as_str(), found[1].1.as_str()), ("\u{fffd}\u{fffd}", "å"));
}

#[test]
fn all_line_ends_are_known() {
    for end in ["\n", "\r", "\r\n"] {
        let text = ["data: a", "data: b", "", "data: c", "", ""].join(end);
        assert_eq!(data(&text), ["a\nb", "c"], "{end:?}");
    }
    assert_eq!(data("data: a\r\n\rdata: b\n\r\ndata: c\r\r\n"), ["a", "b", "c"]);
}

#[test]
fn types_ids_and_waits() {
    let text = "event: add\nid: 1\nretry: 1500\ndata: a\n\ndata: b\n\nid\nevent:\ndata: c\n\nid: 2\n\nevent: x\n\n\
                id: 3\0\nretry: 1s\nretry:\ndata: d\n\nretry: 99999999999999999999\ndata: e\n\n";
    let expected = [
        ("add", "a", "1", Some(1500)),
        ("message", "b", "1", None),
        ("message", "c", "", None),
        ("message", "d", "2", None),
        ("message", "e", "2", Some(u128::from(u64::MAX))),
    ];
    let found = events(&[text.as_bytes()]);
    let found: Vec<_> =
        found.iter().map(|(kind, data, id, wait)| (kind.as_str(), data.as_str(), id.as_str(), *wait)).collect();
    assert_eq!(found, expected);
}

#[test]
fn no_cut_changes_the_events() {
    let text = "\u{feff}: hi\r\nevent: ä\rid: 1\ndata: {\"a\":\r\ndata: \"€𝄞\"}\r\n\r\nretry: 7\r\rdata: b\n\n\r\ndata\n\ndata: lost";
    let whole = events(&[text.as_bytes()]);
    assert_eq!(whole.len(), 3);
    let octets = text.as_bytes();
    for first in 0..=octets.len() {
        for second in first..=octets.len() {
            let pieces = [&octets[..first], &octets[first..second], &octets[second..]];
            assert_eq!(events(&pieces), whole, "cut at {first} and {second}");
        }
    }
    let single: Vec<_> = octets.chunks(1).collect();
    assert_eq!(events(&single), whole);
}

#[test]
fn one_event_has_a_limit_and_a_stream_has_none() {
    let mut events = Events::<Value>::new(20);
    for _ in 0..100 {
        events.push(b"data: 0123456789\n\n");
        assert_eq!(events.next().unwrap().unwrap().data(), "0123456789");
    }
    let too_large =
        [&b"data: 01234567890123456789"[..], b"data: 0123456\ndata: 01234567\n", b": 01234567890123456789\n"];
    for text in too_large {
        for size in [1, 7, text.len()] {
            let mut events = Events::<Value>::new(20);
            events.push(b"data: a\n\n");
            text.chunks(size).for_each(|piece| events.push(piece));
            assert_eq!(events.next().unwrap().unwrap().data(), "a");
            assert_eq!(events.next().unwrap().unwrap_err(), Defect::TooLarge);
        }
    }
}

#[test]
fn data_is_read_as_json() {
    let mut events = Events::<Vec<i32>>::new(100);
    events.push(b"data: [1,\ndata: 2]\n\ndata: [DONE]\n\n");
    let mut next = || -> Event<Vec<i32>> { events.next().unwrap().unwrap() };
    let event = next();
    assert_eq!(event.json().unwrap(), [1, 2]);
    assert_eq!(event.json_as::<Value>().unwrap(), json!([1, 2]));
    assert_eq!(format!("{event:?}"), "Event { event_type: \"message\", data: 6 bytes, id: \"\", retry: None }");
    let end = next();
    assert!(end.json().is_err());
    assert_eq!(end.data(), "[DONE]");
}
