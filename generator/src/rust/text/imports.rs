//! The `use` lines of an emitted file: only those that it needs.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{format_ident, quote};

/// Modules, and the items in them that emitted files may name without a path.
const ITEMS: &[(&str, &[&str])] = &[
    ("std::borrow", &["Cow"]),
    ("std::collections", &["BTreeMap"]),
    ("serde_core::de", &["Deserialize", "Deserializer", "IgnoredAny", "MapAccess"]),
    ("serde_core::ser", &["Serialize", "SerializeMap", "Serializer"]),
    ("crate", &["body", "error", "model", "operation", "success"]),
    ("crate::runtime::api::api_info", &["ApiInfo", "KeyLocation", "Scheme", "SchemeKind"]),
    ("crate::runtime::api::operation_info", &["Method", "OperationInfo", "Replay"]),
    ("crate::runtime::client::browser_url", &["BrowserUrl"]),
    ("crate::runtime::client::call", &["Call"]),
    ("crate::runtime::client::connection", &["Connection"]),
    ("crate::runtime::client::origin", &["behind"]),
    ("crate::runtime::client::server", &["fill"]),
    ("crate::runtime::codec::decode_error", &["DecodeError"]),
    ("crate::runtime::codec::keys", &["Keys"]),
    ("crate::runtime::codec::keys_with_rest", &["Key", "KeysWithRest"]),
    ("crate::runtime::codec::object", &["Record", "read_record", "write_record"]),
    ("crate::runtime::codec::required", &["required"]),
    ("crate::runtime::codec::style", &["QueryStyle"]),
    ("crate::runtime::codec::tagged", &["write_tagged"]),
    ("crate::runtime::codec::text", &["read_text"]),
    ("crate::runtime::credential::credentials", &["Credential"]),
    ("crate::runtime::error::request_error", &["RequestError"]),
    ("crate::runtime::parameter::path_value", &["PathStyle"]),
    ("crate::runtime::request::draft", &["Request"]),
    ("crate::runtime::request::multipart", &["Multipart", "MultipartBody"]),
    ("crate::runtime::response::error_body", &["ErrorBody"]),
    ("crate::runtime::response::location", &["Location"]),
    ("crate::runtime::response::operation", &["Operation"]),
    ("crate::runtime::response::raw", &["RawResponse"]),
    ("crate::runtime::response::typed", &["Response"]),
    ("crate::runtime::union::undecided", &["Undecided"]),
    ("crate::runtime::value::argument", &["Argument", "Refusal"]),
    ("crate::runtime::value::decimal_number", &["DecimalNumber"]),
    ("crate::runtime::value::decimal_text", &["DecimalText"]),
    ("crate::runtime::value::integer", &["Whole"]),
    ("crate::runtime::value::secret", &["Secret"]),
];

/// Methods that a trait of the runtime adds to one of its types. A file that calls one imports the
/// trait.
const METHODS: &[(&str, &str)] = &[
    ("attempt", "crate::runtime::union::attempt::Attempt"),
    ("candidates", "crate::runtime::union::candidates::Candidates"),
    ("cookie_json", "crate::runtime::parameter::cookie_json::CookieJson"),
    ("cookie_value", "crate::runtime::parameter::cookie_value::CookieValue"),
    ("file_part", "crate::runtime::request::file_part::FilePart"),
    ("form_body", "crate::runtime::request::form::FormBody"),
    ("header_json", "crate::runtime::parameter::header_json::HeaderJson"),
    ("header_list", "crate::runtime::parameter::header_list::HeaderList"),
    ("header_value", "crate::runtime::parameter::header_value::HeaderValue"),
    ("json_header", "crate::runtime::response::json_header::JsonHeader"),
    ("list_header", "crate::runtime::response::list_header::ListHeader"),
    ("loose_text", "crate::runtime::response::loose_text::LooseText"),
    ("multipart_body", "crate::runtime::request::multipart::MultipartRequest"),
    ("offered", "crate::runtime::response::offered::Offered"),
    ("path_json", "crate::runtime::parameter::path_json::PathJson"),
    ("path_list", "crate::runtime::parameter::path_list::PathList"),
    ("path_matrix", "crate::runtime::parameter::path_matrix::PathMatrix"),
    ("path_value", "crate::runtime::parameter::path_value::PathValue"),
    ("query_each", "crate::runtime::parameter::query_each::QueryEach"),
    ("query_json", "crate::runtime::parameter::query_json::QueryJson"),
    ("query_list", "crate::runtime::parameter::query_list::QueryList"),
    ("query_value", "crate::runtime::parameter::query_value::QueryValue"),
    ("styled_part", "crate::runtime::request::styled_part::StyledPart"),
    ("tag", "crate::runtime::union::tag::Tag"),
    ("typed_header", "crate::runtime::response::typed_header::TypedHeader"),
    ("value_part", "crate::runtime::request::value_part::ValuePart"),
];

/// The forms of alternatives, which only functions that read unions name.
const FORMS: &[(&str, &str)] = &[
    ("AnyForm", "crate::runtime::union::any_form::AnyForm"),
    ("AnyListForm", "crate::runtime::union::any_list_form::AnyListForm"),
    ("AnyMapForm", "crate::runtime::union::any_map_form::AnyMapForm"),
    ("BooleanForm", "crate::runtime::union::boolean_form::BooleanForm"),
    ("FormatForm", "crate::runtime::union::format_form::FormatForm"),
    ("IntegerForm", "crate::runtime::union::integer_form::IntegerForm"),
    ("ListForm", "crate::runtime::union::list_form::ListForm"),
    ("ListedForm", "crate::runtime::union::listed_form::ListedForm"),
    ("MapForm", "crate::runtime::union::map_form::MapForm"),
    ("NumberForm", "crate::runtime::union::number_form::NumberForm"),
    ("ObjectForm", "crate::runtime::union::object_form::ObjectForm"),
    ("TextForm", "crate::runtime::union::text_form::TextForm"),
    ("TextsForm", "crate::runtime::union::texts_form::TextsForm"),
    ("UnionForm", "crate::runtime::union::union_form::UnionForm"),
];

/// Names that emitted files once imported. Operations got other names because of them, and keep
/// these.
const FORMER: [&str; 3] = ["Form", "ListStyle", "Listed"];

/// Returns `body` after the `use` lines that it needs.
pub(crate) fn with_imports(body: TokenStream) -> TokenStream {
    with_some_imports(body, |_| true)
}

/// Like [`with_imports`], for a file that declares types of the document, which may have the same
/// names: only `items` are imported.
pub(crate) fn with_imports_of(body: TokenStream, items: &[&str]) -> TokenStream {
    with_some_imports(body, |item| items.contains(&item))
}

/// Whether an emitted file may import an item of the runtime with this name.
pub(crate) fn is_imported(name: &str) -> bool {
    ITEMS.iter().any(|(_, items)| items.contains(&name)) || FORMER.contains(&name)
}

/// Returns the `use` lines for the forms in these tokens. They go inside a function, where no name
/// of the document can clash with them.
pub(crate) fn forms_in(tokens: TokenStream) -> TokenStream {
    let mut names = BTreeSet::new();
    collect(tokens, &mut names, &mut BTreeSet::new());
    let named = FORMS.iter().filter(|(name, _)| names.contains(*name));
    let paths = named.filter_map(|(_, path)| path.parse::<TokenStream>().ok());
    quote!(#(use #paths;)*)
}

fn with_some_imports(body: TokenStream, may: impl Fn(&str) -> bool) -> TokenStream {
    let (mut names, mut called) = (BTreeSet::new(), BTreeSet::new());
    collect(body.clone(), &mut names, &mut called);
    let traits = METHODS.iter().filter(|(method, _)| called.contains(*method)).filter_map(|(_, path)| {
        let path: TokenStream = path.parse().ok()?;
        Some(quote!(use #path as _;))
    });
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
    quote!(#(#lines)* #(#traits)* #body)
}

/// Collects identifiers that may mean an import: those that follow neither a path nor a dot. In
/// lower case, only called functions and modules at the start of a path count, because fields and
/// arguments have such names, too. Also collects methods, which follow a dot or `RawResponse::`.
fn collect(tokens: TokenStream, names: &mut BTreeSet<String>, methods: &mut BTreeSet<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mark = |index: Option<usize>| match index.and_then(|index| tokens.get(index)) {
        Some(TokenTree::Punct(mark)) => mark.as_char(),
        _ => ' ',
    };
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => collect(group.stream(), names, methods),
            TokenTree::Ident(ident) => {
                let name = ident.to_string();
                let before = [mark(index.checked_sub(2)), mark(index.checked_sub(1))];
                let declared = index.checked_sub(1).and_then(|before| tokens.get(before));
                let declared = matches!(declared, Some(TokenTree::Ident(word)) if word == "fn");
                let called = matches!(tokens.get(index + 1), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis);
                let path = mark(Some(index + 1)) == ':' && mark(Some(index + 2)) == ':';
                let of = index.checked_sub(3).and_then(|of| tokens.get(of));
                let of_response = matches!(of, Some(TokenTree::Ident(word)) if word == "RawResponse");
                if (before[1] == '.' && (called || path)) || (before == [':', ':'] && of_response) {
                    methods.insert(name.clone());
                }
                if before == [':', ':'] || before[1] == '.' || declared {
                    continue;
                }
                if name.starts_with(char::is_uppercase) || called || path {
                    names.insert(name);
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
