//! The `use` lines of an emitted file: only those that its tokens need.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{format_ident, quote};

/// Everything that an emitted file may name without a path: the module, and its items.
const ITEMS: &[(&str, &[&str])] = &[
    ("std::borrow", &["Cow"]),
    ("std::collections", &["BTreeMap"]),
    ("serde_core::de", &["Deserialize", "Deserializer", "IgnoredAny", "MapAccess"]),
    ("serde_core::ser", &["Serialize", "SerializeMap", "Serializer"]),
    ("crate", &["body", "error", "model", "operation", "success"]),
    ("crate::runtime::response::raw", &["RawResponse", "DecodeError"]),
    ("crate::runtime::value::argument", &["Argument", "Refusal"]),
    ("crate::runtime::client::browser_url", &["BrowserUrl"]),
    ("crate::runtime::client::call", &["Call"]),
    ("crate::runtime::client::connection", &["Connection"]),
    ("crate::runtime::request::credential", &["Credential"]),
    ("crate::runtime::value::decimal", &["DecimalNumber", "DecimalText"]),
    ("crate::runtime::response::error_body", &["ErrorBody"]),
    ("crate::runtime::value::integer", &["Whole"]),
    ("crate::runtime::codec::listed", &["Listed"]),
    ("crate::runtime::response::location", &["Location"]),
    ("crate::runtime::error::mistake", &["RequestError"]),
    ("crate::runtime::request::multipart", &["Multipart", "MultipartBody"]),
    ("crate::runtime::codec::object", &["Record", "read_record", "read_text", "write_record", "write_tagged"]),
    (
        "crate::runtime::request::operation",
        &["ApiInfo", "KeyLocation", "Method", "Operation", "OperationInfo", "Replay", "Scheme", "SchemeKind"],
    ),
    ("crate::runtime::codec::record", &["Key", "Keys", "KeysWithRest", "required"]),
    ("crate::runtime::request::draft", &["Request"]),
    ("crate::runtime::response::typed", &["Response"]),
    ("crate::runtime::value::secret", &["Secret"]),
    ("crate::runtime::client::server", &["behind", "fill"]),
    ("crate::runtime::request::structured", &["PathStyle", "QueryStyle"]),
    ("crate::runtime::request::list", &["ListStyle"]),
    ("crate::runtime::codec::union", &["Form", "Undecided"]),
];

/// `body` with the `use` lines that it needs before it.
pub(crate) fn with_imports(body: TokenStream) -> TokenStream {
    with_some_imports(body, |_| true)
}

/// The same for a file that declares types of the document's, whose names and variants may be namesakes: only `items` are looked for.
pub(crate) fn with_imports_of(body: TokenStream, items: &[&str]) -> TokenStream {
    with_some_imports(body, |item| items.contains(&item))
}

/// Whether an emitted file may name something of its runtime so.
pub(crate) fn is_imported(name: &str) -> bool {
    ITEMS.iter().any(|(_, items)| items.contains(&name))
}

fn with_some_imports(body: TokenStream, may: impl Fn(&str) -> bool) -> TokenStream {
    let mut names = BTreeSet::new();
    collect(body.clone(), &mut names);
    let lines = ITEMS.iter().filter_map(|(path, items)| {
        let needed: Vec<_> = items
            .iter()
            .filter(|item| may(item) && names.contains(**item))
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

/// The identifiers that may mean an import: they stand neither behind a path nor behind a dot. Of those in lower case, which fields and
/// arguments have too, only functions that are called and modules that begin a path.
fn collect(tokens: TokenStream, names: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mark = |index: Option<usize>| match index.and_then(|index| tokens.get(index)) {
        Some(TokenTree::Punct(mark)) => mark.as_char(),
        _ => ' ',
    };
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => collect(group.stream(), names),
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                let before = [mark(index.checked_sub(2)), mark(index.checked_sub(1))];
                let declared = index.checked_sub(1).and_then(|before| tokens.get(before));
                let declared = matches!(declared, Some(TokenTree::Ident(word)) if word == "fn");
                if before == [':', ':'] || before[1] == '.' || declared {
                    continue;
                }
                let called = matches!(tokens.get(index + 1), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis);
                let path = mark(Some(index + 1)) == ':' && mark(Some(index + 2)) == ':';
                if name.starts_with(char::is_uppercase) || called || path {
                    names.insert(name);
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
