//! One scope of names, and the spelling of any text as a legal one.

use std::collections::BTreeSet;

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};
use unicode_normalization::UnicodeNormalization;

use crate::rust::imports::is_imported;

/// One scope of names.
#[derive(Debug)]
pub(super) struct Scope {
    taken: BTreeSet<String>,
    reserved: Vec<&'static str>,
    suffix: &'static str,
    beside_imports: bool,
}

impl Scope {
    pub(super) fn new(reserved: &'static [&'static str]) -> Self {
        Self { taken: BTreeSet::new(), reserved: reserved.to_vec(), suffix: "_", beside_imports: false }
    }

    /// What is put behind a name that is reserved.
    pub(super) fn with_suffix(mut self, suffix: &'static str) -> Self {
        self.suffix = suffix;
        self
    }

    /// Reserves one more name.
    pub(super) fn reserve(&mut self, name: &'static str) {
        self.reserved.push(name);
    }

    /// Reserves what emitted files import, too: for names that are declared in such a file.
    pub(super) fn beside_imports(mut self) -> Self {
        self.beside_imports = true;
        self
    }

    /// The name, or the nearest one that is free and legal.
    pub(super) fn claim(&mut self, wanted: &str) -> Ident {
        let mut name = wanted.to_owned();
        if self.reserved.contains(&wanted) || (self.beside_imports && is_imported(wanted)) {
            // In a type's name an underscore would be against its case.
            let suffix =
                if self.suffix == "_" && wanted.starts_with(char::is_uppercase) { "Value" } else { self.suffix };
            name.push_str(suffix);
        }
        // `syn` takes `gen` for a name: it is a keyword since the edition of 2024 only.
        // The longest keywords have eight letters.
        if name == "gen" || (name.len() <= 8 || !name.is_ascii()) && syn::parse_str::<Ident>(&name).is_err() {
            name.push('_');
        }
        let stem = name.clone();
        let mut count = 2;
        while !self.taken.insert(name.clone()) {
            let camel = stem.starts_with(char::is_uppercase) && !stem.ends_with(char::is_numeric);
            let gap = if camel || stem.ends_with('_') { "" } else { "_" };
            name = format!("{stem}{gap}{count}");
            count += 1;
        }
        // Checked above, or made of a checked name and digits.
        Ident::new(&name, Span::call_site())
    }
}

/// Any text as a Rust name in `UpperCamelCase`, legal but for keywords.
pub(super) fn camel(text: &str, fallback: &str, before_digit: &str) -> String {
    legal_start(&legal(&spelled(text).to_upper_camel_case()), fallback, before_digit)
}

/// Any text as a Rust name in `snake_case`, legal but for keywords.
pub(super) fn snake(text: &str, fallback: &str) -> String {
    legal_start(legal(&spelled(text).to_snake_case()).trim_matches('_'), fallback, "n")
}

/// The characters that a name may have. To rustc, letters of one composition are one name (Unicode, NFC), and it warns of those that only
/// look otherwise, such as a ligature (NFKC). A longer name is cut: rustdoc makes files of them, and no file system takes more than 255 bytes.
pub(in crate::rust) fn legal(text: &str) -> String {
    const LONGEST: usize = 200;
    let mut name = String::new();
    for character in text.nfkc().filter(|&character| unicode_ident::is_xid_continue(character)) {
        if name.len() + character.len_utf8() > LONGEST {
            break;
        }
        name.push(character);
    }
    name
}

fn legal_start(name: &str, fallback: &str, before_digit: &str) -> String {
    match name.chars().next() {
        None => fallback.to_owned(),
        Some(first) if unicode_ident::is_xid_start(first) => name.to_owned(),
        Some(_) => format!("{before_digit}{name}"),
    }
}

/// The text with signs that tell values apart written out: `+1` and `-1` are two names.
fn spelled(text: &str) -> String {
    let text: String = text.nfkc().collect();
    // Two words of the trade that are one word each.
    let text = text.replace("OAuth", "Oauth").replace("ETag", "Etag");
    let text = text.as_str();
    let sign_before_digit =
        |sign: char| text.strip_prefix(sign).is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()));
    if sign_before_digit('+') {
        return text.replacen('+', "plus ", 1);
    }
    if sign_before_digit('-') {
        return text.replacen('-', "minus ", 1);
    }
    if text.chars().any(unicode_ident::is_xid_continue) {
        return text.to_owned();
    }
    let words = text.chars().map(|character| match character {
        '*' => "star",
        '+' => "plus",
        '-' => "minus",
        '/' => "slash",
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '!' => "not",
        '.' => "dot",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '~' => "tilde",
        '#' => "hash",
        '$' => "dollar",
        '@' => "at",
        _ => "",
    });
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
