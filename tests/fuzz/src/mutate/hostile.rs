//! Hostile texts and numbers.

use fastrand::Rng;
use serde_json::{Number, Value, json};

/// Texts that are code, paths, markup or nothing.
pub const TEXTS: &[&str] = &[
    "",
    " ",
    "\"; panic!(); //",
    "*/ fn evil() {} /*",
    "#![feature(evil)]",
    "{{}}",
    "{}",
    "{a}{b}",
    "{",
    "}",
    "\"#",
    "\\",
    "\\u{0}",
    "\r",
    "\n",
    "a\r\nb",
    "a\0b",
    "\u{2028}",
    "\u{202e}evil\u{2066}",
    "\u{feff}",
    "👩‍👩‍👧",
    "ﬁ",
    "İ",
    "ß",
    "```",
    "```rust\npanic!()\n```",
    "    indented();\n",
    "../../etc/passwd",
    "/etc/passwd",
    "C:\\windows",
    "con",
    "[links] [`self`](crate::evil) <b>",
    "<script>",
    "self",
    "Self",
    "crate",
    "super",
    "_",
    "r#type",
    "type",
    "async",
    "String",
    "Option",
    "Vec",
    "Box",
    "Result",
    "Ok",
    "None",
    "Default",
    "Client",
    "model",
    "runtime",
    "codec",
    "mod",
    "new",
    "clone",
    "send",
    "Error",
    "0",
    "-1",
    "1e400",
    "null",
    "true",
    "a/b",
    "a~1b",
    "%zz",
    "$ref",
    "x-",
    "A-B",
    "a_b",
    "a.b",
    "aB",
    "A b",
    "date-time",
    "uuid",
    "int64",
    "binary",
    "string",
    "object",
    "array",
    "integer",
    "application/json",
    "multipart/form-data",
    "text/event-stream",
    "*/*",
    "application/x-www-form-urlencoded",
    "application/octet-stream",
    "default",
    "2XX",
    "200",
    "204",
    "999",
    "Content-Type",
    "Authorization",
    "héader",
    "https://{host}:{port}/v{version}",
    "//evil.example",
    "^(a+)+$",
];

/// Returns one of the texts, two of them in one, or a very long one.
pub fn text(rng: &mut Rng) -> String {
    let one = |rng: &mut Rng| TEXTS.get(rng.usize(..TEXTS.len())).copied().unwrap_or_default();
    match rng.u8(..24) {
        0 => one(rng).repeat(rng.usize(..3000)),
        1..4 => format!("{}{}", one(rng), one(rng)),
        4 => (0..rng.usize(..12)).map(|_| rng.char(..)).collect(),
        _ => one(rng).to_owned(),
    }
}

/// Returns a number at the limit of some type.
pub fn number(rng: &mut Rng) -> Value {
    let edges: [Number; 14] = [
        0.into(),
        1.into(),
        (-1).into(),
        i64::MIN.into(),
        i64::MAX.into(),
        u64::MAX.into(),
        i32::MAX.into(),
        i32::MIN.into(),
        128.into(),
        99.into(),
        float(1e308),
        float(-0.0),
        float(5e-324),
        float(0.1),
    ];
    edges.get(rng.usize(..edges.len())).cloned().map_or(Value::Null, Value::Number)
}

fn float(value: f64) -> Number {
    Number::from_f64(value).unwrap_or_else(|| 0.into())
}

/// Returns a value of any type.
pub fn value(rng: &mut Rng) -> Value {
    match rng.u8(..9) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(false),
        3 => number(rng),
        4 => json!([]),
        5 => json!({}),
        6 => json!([text(rng), null, {}]),
        _ => Value::String(text(rng)),
    }
}
