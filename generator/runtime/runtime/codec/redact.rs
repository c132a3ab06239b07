//! Texts that may be shown, made from texts that may hold credentials.

/// Parts of parameter names whose values are never shown.
const TELLTALE: [&str; 12] =
    ["auth", "code", "cred", "key", "otp", "pass", "pin", "secret", "session", "sig", "ticket", "token"];

/// A URL or reference whose credentials are masked: user information, and the values of query and
/// fragment parameters that are named like credentials.
pub fn url(text: &str) -> String {
    let (before, parameters) = match text.find(['?', '#']) {
        Some(start) => text.split_at(start),
        None => (text, ""),
    };
    let mut shown = without_user(before);
    let mut rest = parameters;
    while let Some(separator) = rest.chars().next() {
        shown.push(separator);
        rest = &rest[separator.len_utf8()..];
        let end = rest.find(['?', '#', '&', ';']).unwrap_or(rest.len());
        let (pair, after) = rest.split_at(end);
        shown.push_str(&masked_pair(pair));
        rest = after;
    }
    shown
}

fn masked_pair(pair: &str) -> String {
    let Some((name, value)) = pair.split_once('=') else {
        return pair.to_owned();
    };
    let plain = crate::runtime::codec::percent::decode(name).unwrap_or_default().to_ascii_lowercase();
    let secret = TELLTALE.iter().any(|part| plain.contains(part)) || plain == "state" || plain.is_empty();
    if secret && !value.is_empty() { format!("{name}=…") } else { pair.to_owned() }
}

fn without_user(text: &str) -> String {
    let Some((scheme, rest)) = text.split_once("//") else {
        return text.to_owned();
    };
    let end = rest.find('/').unwrap_or(rest.len());
    match rest[..end].rfind('@') {
        Some(at) => format!("{scheme}//…{}", &rest[at..]),
        None => text.to_owned(),
    }
}
