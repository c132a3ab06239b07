//! The `use` lines of an emitted file: only those that its tokens need.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};

/// Everything that an emitted file may name without a path: the module, and its items.
const ITEMS: &[(&str, &[&str])] = &[
    ("std::borrow", &["Cow"]),
    ("std::collections", &["BTreeMap"]),
    ("serde_core::de", &["Deserialize", "Deserializer", "IgnoredAny", "MapAccess"]),
    ("serde_core::ser", &["Serialize", "SerializeMap", "Serializer"]),
    ("crate", &["error", "model", "operation"]),
    ("crate::runtime::answer", &["Answer", "DecodeError"]),
    ("crate::runtime::argument", &["Argument", "Refusal"]),
    ("crate::runtime::browser_url", &["BrowserUrl"]),
    ("crate::runtime::builder", &["ClientBuilder"]),
    ("crate::runtime::call", &["Call"]),
    ("crate::runtime::connection", &["Connection"]),
    ("crate::runtime::credential", &["Credential"]),
    ("crate::runtime::decimal", &["DecimalNumber", "DecimalText"]),
    ("crate::runtime::error_body", &["ErrorBody"]),
    ("crate::runtime::location", &["Location"]),
    ("crate::runtime::mistake", &["RequestError"]),
    ("crate::runtime::object", &["Record", "read_record", "read_text", "write_record", "write_tagged"]),
    (
        "crate::runtime::operation",
        &["ApiInfo", "KeyLocation", "Method", "Operation", "OperationInfo", "Replay", "Scheme", "SchemeKind"],
    ),
    ("crate::runtime::record", &["Key", "Keys", "KeysWithRest", "required"]),
    ("crate::runtime::request", &["Request"]),
    ("crate::runtime::response", &["Response"]),
    ("crate::runtime::secret", &["Secret"]),
    ("crate::runtime::style", &["ListStyle"]),
    ("crate::runtime::union", &["Form", "Undecided"]),
];

/// `body` with the `use` lines that it needs before it. A name that `own` has is the file's own.
pub(super) fn with_imports(body: TokenStream, own: &[&str]) -> TokenStream {
    let mut names = BTreeSet::new();
    collect(body.clone(), &mut names);
    let lines = ITEMS.iter().filter_map(|(path, items)| {
        let needed: Vec<_> = items
            .iter()
            .filter(|item| needs(&names, item) && !own.contains(item))
            .map(|item| format_ident!("{item}"))
            .collect();
        let path: TokenStream = path.parse().ok()?;
        match needed.as_slice() {
            [] => None,
            [one] => Some(quote!(use #path::#one;)),
            several => Some(quote!(use #path::{#(#several),*};)),
        }
    });
    quote!(#(#lines)* #body)
}

/// Whether the tokens name `item`, or call a method that is in scope with it alone.
fn needs(names: &BTreeSet<String>, item: &str) -> bool {
    names.contains(item) || (item == "SerializeMap" && names.contains(".serialize_map"))
}

/// The identifiers that stand without a path before them, and the methods that are called, each with its dot.
fn collect(tokens: TokenStream, names: &mut BTreeSet<String>) {
    let mut before = [' ', ' '];
    for token in tokens {
        let mark = match &token {
            TokenTree::Punct(mark) => mark.as_char(),
            TokenTree::Ident(_) | TokenTree::Group(_) | TokenTree::Literal(_) => ' ',
        };
        match token {
            TokenTree::Ident(ident) if before[1] == '.' => {
                names.insert(format!(".{ident}"));
            }
            TokenTree::Ident(ident) if before != [':', ':'] => {
                names.insert(ident.to_string());
            }
            TokenTree::Group(group) => collect(group.stream().into_token_stream(), names),
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
        before = [before[1], mark];
    }
}
