//! Spells any text as a legal identifier, and as a file name.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Spells any text as a Rust name in `UpperCamelCase`, which is legal unless it is a keyword.
pub(super) fn camel(text: &str, fallback: &str, before_digit: &str) -> String {
    legal_start(&legal(&spelled(text).to_upper_camel_case()), fallback, before_digit)
}

/// Spells any text as a Rust name in `snake_case`, which is legal unless it is a keyword.
pub(super) fn snake(text: &str, fallback: &str) -> String {
    legal_start(legal(&spelled(text).to_snake_case()).trim_matches('_'), fallback, "n")
}

/// Spells any text as the Rust name of a constant.
pub(super) fn shouty(text: &str, fallback: &str) -> String {
    legal_start(&legal(&spelled(text).to_shouty_snake_case()), fallback, &format!("{fallback}_"))
}

/// Keeps the characters that a name can have. To rustc, names with the same composition are equal
/// (Unicode, NFC), and it warns of letters that only look different, such as ligatures (NFKC). Long
/// names are cut, because rustdoc makes files of them and file systems allow at most 255 bytes.
fn legal(text: &str) -> String {
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

/// Returns a name that starts with a letter.
pub(super) fn legal_start(name: &str, fallback: &str, before_digit: &str) -> String {
    match name.chars().next() {
        None => fallback.to_owned(),
        Some(first) if unicode_ident::is_xid_start(first) => name.to_owned(),
        Some(_) => format!("{before_digit}{name}"),
    }
}

/// Writes out signs that tell values apart, so that `+1` and `-1` have different names.
fn spelled(text: &str) -> String {
    // To rustc, a separate accent and one in the letter are equal (Unicode, NFC), and it warns of
    // letters that only look different, such as `ﬁ` and `Ａ` (NFKC).
    let text: String = text.nfkc().collect();
    // Two technical terms that are one word each.
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

/// The longest file name without its extension. File systems allow about 255 bytes, and tools add
/// something to the name.
const LONGEST: usize = 80;

/// Returns a file name for `name`: lower-case ASCII letters, digits and underscores, whatever the
/// script of the name. It depends only on the name.
pub(super) fn file(name: &str) -> String {
    let mut text = String::new();
    // NFKD splits `Ä` into `A` and a combining mark.
    for character in name.to_snake_case().nfkd().filter(|&character| !is_combining_mark(character)) {
        if character.is_ascii_alphanumeric() || character == '_' {
            text.push(character.to_ascii_lowercase());
        } else {
            let gap = if text.is_empty() || text.ends_with('_') { "" } else { "_" };
            text.push_str(&format!("{gap}u{:04x}_", u32::from(character)));
        }
    }
    let text = text.trim_matches('_');
    if text.len() <= LONGEST {
        return text.to_owned();
    }
    // Two long names may differ only at their ends.
    let mark: String = Sha256::digest(name).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let start: String = text.chars().take(LONGEST - mark.len() - 1).collect();
    format!("{}_{mark}", start.trim_end_matches('_'))
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, camel, file, snake};

    #[test]
    fn names_of_files() {
        for (name, want) in [
            ("BankDto", "bank_dto"),
            ("Größe", "gro_u00df_e"),
            ("名前", "u540d_u524d"),
            ("ÉcoleA", "ecole_a"),
            ("T2fa", "t2fa"),
        ] {
            assert_eq!(file(name), want, "{name}");
        }
    }

    #[test]
    fn long_names_of_files_are_cut_and_stay_apart() {
        let (one, other) = ("Name".repeat(50), format!("{}s", "Name".repeat(50)));
        assert!(file(&one).len() <= LONGEST && file(&other).len() <= LONGEST);
        assert_ne!(file(&one), file(&other));
        assert_eq!(file(&one), file(&one));
        assert!(file(&"名".repeat(200)).len() <= LONGEST);
    }

    #[test]
    fn letters_that_are_drawn_otherwise_are_the_same() {
        assert_eq!(camel("ﬁnd Ａ", "Empty", "N"), "FindA");
        assert_eq!(snake("②", "field"), "n2");
        assert_eq!(snake("e\u{301}te", "field"), snake("\u{e9}te", "field"));
    }
}
