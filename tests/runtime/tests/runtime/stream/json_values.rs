//! Sequences of JSON values, split in every way.

use openapi_crate_runtime::runtime::stream::item_stream::{Defect, Items};
use openapi_crate_runtime::runtime::stream::json_values::{Framing, Lines, Sequence, Values};
use serde_json::{Value, json};

/// The values in these pieces; `None` for one that cannot be read.
fn values<F: Framing>(pieces: &[&[u8]]) -> Vec<Option<Value>> {
    let mut values = Values::<Value, F>::new(1000);
    let mut found = Vec::new();
    for piece in pieces {
        values.push(piece);
    }
    values.finish();
    while let Some(value) = values.next() {
        found.push(value.ok());
    }
    found
}

#[test]
fn one_value_a_line() {
    let text = "\u{feff}{\"a\":\"å\"}\n\n  \r\n[1, 2]\r\n\"x\\ny\"\nnope\nnull\n7";
    let whole =
        [Some(json!({"a": "å"})), Some(json!([1, 2])), Some(json!("x\ny")), None, Some(Value::Null), Some(json!(7))];
    assert_eq!(values::<Lines>(&[text.as_bytes()]), whole);
    for cut in 0..=text.len() {
        let (one, other) = text.as_bytes().split_at(cut);
        assert_eq!(values::<Lines>(&[one, other]), whole, "cut at {cut}");
    }
}

#[test]
fn a_text_sequence() {
    let text = "\u{1e}{\"a\":\n1}\n\u{1e}\u{1e}\u{1e}tru\u{1e}true\u{1e}12\n\u{1e}{\"cut\u{1e}[]\u{1e}12";
    let whole = [Some(json!({"a": 1})), None, None, Some(json!(12)), None, Some(json!([])), None];
    assert_eq!(values::<Sequence>(&[text.as_bytes()]), whole);
    for cut in 0..=text.len() {
        let (one, other) = text.as_bytes().split_at(cut);
        assert_eq!(values::<Sequence>(&[one, other]), whole, "cut at {cut}");
    }
}

#[test]
fn one_value_has_a_limit() {
    let mut values = Values::<Value, Lines>::new(5);
    values.push(b"12345\n12345\n12");
    values.push(b"3456\n1\n");
    assert_eq!(values.next(), Some(Ok(json!(12345))));
    assert_eq!(values.next(), Some(Ok(json!(12345))));
    assert_eq!(values.next(), Some(Err(Defect::TooLarge)));
}
