//! Percent-encoding, stricter than any URL parser asks for.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};

/// All but the unreserved characters of RFC 3986 §2.3.
const VALUE: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What a path template may hold as it is: `/`, the characters of a path segment, what is already
/// encoded, and the `?` before a query that the API's description has fixed in the path.
const TEMPLATE: AsciiSet = VALUE
    .remove(b'/')
    .remove(b'?')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// Encodes a value: what is not unreserved is escaped.
pub fn value(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, &VALUE)
}

/// Encodes the fixed part of a path template.
pub fn template(text: &str) -> String {
    let is_escape =
        |rest: &str| rest.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
    let mut parts = text.split('%');
    let mut escaped = utf8_percent_encode(parts.next().unwrap_or_default(), &TEMPLATE).to_string();
    for rest in parts {
        escaped.push_str(if is_escape(rest) { "%" } else { "%25" });
        escaped.extend(utf8_percent_encode(rest, &TEMPLATE));
    }
    escaped
}

/// Decodes a text; `None` when it is not UTF-8.
pub fn decode(text: &str) -> Option<String> {
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8();
    decoded.ok().map(|text| text.into_owned())
}
