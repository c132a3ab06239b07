//! Every Rust name of the emitted crate, claimed in one pass, each in its scope.
//!
//! | the document says | kind | Rust |
//! |---|---|---|
//! | schema `Bank`, `bank_dto`, `Bank.Dto` | type | `Bank`, `BankDto`, `BankDto` |
//! | schema `2fa`, `Option`, `名前` | type | `T2fa`, `OptionType`, `名前` |
//! | property `fullName`, `type`, `3d`, `@id` | field | `full_name`, `type_`, `n3d`, `id` |
//! | inline schema of `amount` in `Payment` | type | `PaymentAmount` |
//! | inline items of `banks` in `Registry` | type | `RegistryBank` |
//! | inline body, answer of `addBank` | type | `AddBankRequest`, `AddBankAnswer` |
//! | value `PENDING_CONFIRMATION`, `+1`, `` | variant | `PendingConfirmation`, `Plus1`, `Empty` |
//! | tag `Bank-auth` | group | `BankAuth`, reached by `bank_auth()` |
//! | operation `addBank` in group `Banks` | method | `add` (the group's own noun goes when one word is left) |
//! | operation `listMyBanks` in group `Banks` | method | `list_my_banks` |
//! | operation `addBank` | marker, errors | `AddBank`, `AddBankError` |
//!
//! Where two want one name the first in document order has it and the next gets `2`, `3`, …: names never depend on what comes later.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};
use unicode_normalization::UnicodeNormalization;

use super::imports::is_imported;
use crate::api::{Api, EnumValue, Operation, Origin, Role, SchemaId, Shape, StatusPattern};

/// The names of one emitted crate.
#[derive(Debug)]
pub(super) struct Names {
    types: Vec<Option<TypeName>>,
    fields: BTreeMap<SchemaId, Vec<Ident>>,
    variants: BTreeMap<SchemaId, Vec<Ident>>,
    groups: Vec<GroupNames>,
    operations: Vec<OperationNames>,
}

/// The name of a type and of the file that declares it.
#[derive(Debug, Clone)]
pub(super) struct TypeName {
    /// The type.
    pub(super) ident: Ident,
    /// The module, and the file's name without its ending: ASCII, and not too long for a file system.
    pub(super) module: Ident,
}

/// The names of a group.
#[derive(Debug, Clone)]
pub(super) struct GroupNames {
    /// Its type and file.
    pub(super) name: TypeName,
    /// The method of the client that gives it.
    pub(super) method: Ident,
}

/// The names of an operation.
#[derive(Debug, Clone)]
pub(super) struct OperationNames {
    /// The type that stands for it.
    pub(super) marker: Ident,
    /// The method of its group.
    pub(super) method: Ident,
    /// The type of its errors.
    pub(super) error: Ident,
    /// The arguments, by parameter: a positional argument's name or an optional one's method.
    pub(super) parameters: Vec<Ident>,
    /// The errors' variants, by response; successes have none.
    pub(super) errors: Vec<Option<Ident>>,
    /// The methods that give an answer's headers, by lower-cased name.
    pub(super) headers: BTreeMap<String, Ident>,
}

impl Names {
    /// The type's name; `None` for a schema that is written in place.
    pub(super) fn type_name(&self, id: SchemaId) -> Option<&TypeName> {
        self.types[id.0].as_ref()
    }

    /// The names of a record's fields, in order.
    pub(super) fn fields(&self, id: SchemaId) -> &[Ident] {
        self.fields.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The names of an enumeration's or a union's variants, in order.
    pub(super) fn variants(&self, id: SchemaId) -> &[Ident] {
        self.variants.get(&id).map_or(&[], Vec::as_slice)
    }

    /// The names of the group with this index.
    pub(super) fn group(&self, index: usize) -> &GroupNames {
        &self.groups[index]
    }

    /// The names of the operation with this index.
    pub(super) fn operation(&self, index: usize) -> &OperationNames {
        &self.operations[index]
    }
}

/// Claims every name that the emitted crate has.
pub(super) fn assign(api: &Api) -> Names {
    let (groups, operations) = assign_operations(api);
    let types = assign_types(api);
    let mut fields = BTreeMap::new();
    let mut variants = BTreeMap::new();
    for (index, schema) in api.schemas.iter().enumerate() {
        let id = SchemaId(index);
        match &schema.shape {
            Shape::Record(record) => {
                let mut scope = Scope::new(&["rest"]);
                fields.insert(
                    id,
                    record.fields.iter().map(|field| scope.claim(&snake(field.name.as_str(), "field"))).collect(),
                );
            }
            Shape::Enumeration(enumeration) => {
                let mut scope = Scope::new(&["Unlisted", "Self"]);
                let claimed = enumeration.values.iter().map(|value| {
                    scope.claim(&match value {
                        EnumValue::Text(text) => camel(text, "Empty", "N"),
                        EnumValue::Integer(number) => camel(&number.to_string(), "Empty", "N"),
                    })
                });
                variants.insert(id, claimed.collect());
            }
            Shape::Union(union) => {
                let mut scope = Scope::new(&["Unlisted", "Self"]);
                let claimed = union
                    .variants
                    .iter()
                    .enumerate()
                    .map(|(index, variant)| scope.claim(&variant_name(api, &types, variant.schema, index)));
                variants.insert(id, claimed.collect());
            }
            Shape::Any
            | Shape::Boolean
            | Shape::Integer(_)
            | Shape::Number(_)
            | Shape::Text(_)
            | Shape::List(_)
            | Shape::Map(_)
            | Shape::Alias(_) => {}
        }
    }
    Names { types, fields, variants, groups, operations }
}

/// Modules that are there anyway, and names that Windows lets no file have.
const TAKEN_MODULES: &[&str] = &[
    "mod", "codec", "serde", "aux", "con", "nul", "prn", "com1", "com2", "com3", "com4", "com5", "com6", "com7",
    "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Names of Rust's prelude and of what emitted files use without a path.
const TAKEN_TYPES: &[&str] = &[
    "Option",
    "Some",
    "None",
    "String",
    "Vec",
    "Box",
    "Result",
    "Ok",
    "Err",
    "Self",
    "Default",
    "Clone",
    "Copy",
    "Debug",
    "PartialEq",
    "Eq",
    "Hash",
    "From",
    "Into",
    "Drop",
    "Fn",
    "FnMut",
    "FnOnce",
    "Iterator",
    "IntoIterator",
    "ToString",
    "ToOwned",
    "AsRef",
    "AsMut",
    "Send",
    "Sync",
    "Sized",
    "Display",
    "Visitor",
    "Serialize",
    "Deserialize",
    "Serializer",
    "Deserializer",
    "BTreeMap",
];

fn assign_types(api: &Api) -> Vec<Option<TypeName>> {
    let mut scope = Scope::new(TAKEN_TYPES).with_suffix("Type");
    let mut modules = Scope::new(TAKEN_MODULES);
    let mut names: Vec<Option<TypeName>> = vec![None; api.schemas.len()];
    let is_type =
        |id: SchemaId| matches!(api.schema(id).shape, Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_));
    // The document's own names first, so that an inline schema never takes one of them away.
    let rank = |origin: &Origin| match origin {
        Origin::Component(_) => 0,
        Origin::Title(_) => 1,
        Origin::Body(_) | Origin::Answer(..) | Origin::Parameter(..) | Origin::Header(..) | Origin::Shared(_) => 2,
        Origin::Part(..) => 3,
    };
    let mut order: Vec<SchemaId> = (0..api.schemas.len()).map(SchemaId).filter(|&id| is_type(id)).collect();
    order.sort_by_key(|&id| rank(&api.schema(id).origin));
    for id in order {
        let wanted = type_candidate(api, &names, id, 0);
        names[id.0] = Some(type_name(&mut scope, &mut modules, &wanted, "Schema"));
    }
    names
}

fn type_name(scope: &mut Scope, modules: &mut Scope, wanted: &str, fallback: &str) -> TypeName {
    let ident = scope.claim(&camel(wanted, fallback, "T"));
    let text = ident.to_string().to_snake_case();
    let module: String = if text.is_ascii() { text.chars().take(80).collect() } else { fallback.to_snake_case() };
    TypeName { module: modules.claim(&snake(&module, "schema")), ident }
}

/// What a schema wants to be called, from its name or the place it stands in.
fn type_candidate(api: &Api, names: &[Option<TypeName>], id: SchemaId, depth: usize) -> String {
    match &api.schema(id).origin {
        Origin::Component(name) | Origin::Title(name) | Origin::Shared(name) => name.0.clone(),
        Origin::Body(operation) => format!("{operation} request"),
        Origin::Answer(operation, status) if status.starts_with('2') => format!("{operation} answer"),
        Origin::Answer(operation, status) => format!("{operation} {status} answer"),
        Origin::Parameter(operation, name) | Origin::Header(operation, name) => format!("{operation} {name}"),
        Origin::Part(of, role) => {
            let parent = match &names[of.0] {
                Some(name) => name.ident.to_string(),
                // A chain of parts is as long as the document is deep.
                None if depth < 128 => type_candidate(api, names, *of, depth + 1),
                None => String::new(),
            };
            match role {
                Role::Property(name) => format!("{parent} {name}"),
                Role::Item => singular(&parent),
                Role::Value => format!("{parent} value"),
                Role::Variant(index) => format!("{parent} variant {}", index + 1),
            }
        }
    }
}

/// The name of one element of a list of this name.
fn singular(list: &str) -> String {
    let one = crate::document::singular(list.rsplit(' ').next().unwrap_or(list));
    let head = &list[..list.rfind(' ').map_or(0, |at| at + 1)];
    if list.ends_with(one.as_str()) && head.len() + one.len() == list.len() {
        format!("{list} item")
    } else {
        format!("{head}{one}")
    }
}

fn variant_name(api: &Api, types: &[Option<TypeName>], id: SchemaId, index: usize) -> String {
    let (id, _) = api.resolve(id);
    if let Some(name) = &types[id.0] {
        return name.ident.to_string();
    }
    match &api.schema(id).shape {
        Shape::Any => "Any".to_owned(),
        Shape::Boolean => "Boolean".to_owned(),
        Shape::Integer(_) => "Integer".to_owned(),
        Shape::Number(_) => "Number".to_owned(),
        Shape::Text(_) => "Text".to_owned(),
        Shape::List(item) => format!("{}List", variant_name(api, types, *item, index)),
        Shape::Map(_) => "Map".to_owned(),
        Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_) | Shape::Alias(_) => format!("Variant{}", index + 1),
    }
}

fn assign_operations(api: &Api) -> (Vec<GroupNames>, Vec<OperationNames>) {
    // Groups and operations share the module `operation`; the groups come first.
    let mut types = Scope::new(TAKEN_TYPES).with_suffix("Operation").beside_imports();
    let mut modules = Scope::new(TAKEN_MODULES);
    let mut accessors =
        Scope::new(&["builder", "new", "clone", "fmt", "run", "transport", "send", "browser_url", "access_token"])
            .with_suffix("_group");
    let groups: Vec<_> = api
        .groups
        .iter()
        .map(|group| {
            let name = type_name(&mut types, &mut modules, group.name.as_str(), "Group");
            GroupNames { method: accessors.claim(&snake(group.name.as_str(), "group")), name }
        })
        .collect();
    let mut methods: Vec<Scope> = groups.iter().map(|_| Scope::new(&[])).collect();
    let mut errors = Scope::new(TAKEN_TYPES).beside_imports();
    let operations = api
        .operations
        .iter()
        .map(|operation| {
            let marker = types.claim(&camel(operation.id.as_str(), "Operation", "Op"));
            let group = &api.groups[operation.group.0];
            let mut method = method_candidate(operation.id.as_str(), group.name.as_str());
            if operation.browser && !method.ends_with("_url") {
                method.push_str("_url");
            }
            OperationNames {
                error: errors.claim(&format!("{}Error", text_of(&marker))),
                method: methods[operation.group.0].claim(&method),
                parameters: parameter_names(operation),
                errors: error_variants(operation),
                headers: header_names(operation),
                marker,
            }
        })
        .collect();
    (groups, operations)
}

/// The operation's name as a method of its group: the group's own noun goes, when one word (the verb) is left.
fn method_candidate(id: &str, group: &str) -> String {
    let whole = snake(id, "call");
    let words: Vec<&str> = whole.split('_').filter(|word| !word.is_empty()).collect();
    let noun = group.to_snake_case();
    let noun: Vec<&str> = noun.split('_').filter(|word| !word.is_empty()).collect();
    let same = |words: &[&str]| {
        words.len() == noun.len()
            && words
                .iter()
                .zip(&noun)
                .all(|(one, other)| crate::document::singular(one) == crate::document::singular(other))
    };
    if words.len() == noun.len() + 1 && !noun.is_empty() {
        // `add_bank` and `banks_add` alike.
        if same(&words[1..]) {
            return words[0].to_owned();
        }
        if same(&words[..noun.len()]) {
            return words[noun.len()].to_owned();
        }
    }
    whole
}

/// Methods that every call has, and names that the emitted body of a method uses.
const TAKEN_ARGUMENTS: &[&str] = &[
    "new",
    "timeout",
    "deadline",
    "retries",
    "header",
    "max_body",
    "with_response",
    "send",
    "into_future",
    "request_mut",
    "body",
    "request",
];

fn parameter_names(operation: &Operation) -> Vec<Ident> {
    let mut scope = Scope::new(TAKEN_ARGUMENTS).with_suffix("_parameter");
    operation.parameters.iter().map(|parameter| scope.claim(&snake(parameter.name.as_str(), "parameter"))).collect()
}

fn header_names(operation: &Operation) -> BTreeMap<String, Ident> {
    let mut scope = Scope::new(&[
        "status",
        "headers",
        "body",
        "into_body",
        "url",
        "new",
        "bytes",
        "text_header",
        "location_header",
    ])
    .with_suffix("_header");
    let mut names = BTreeMap::new();
    for response in super::response::successes(operation) {
        for header in &response.headers {
            names
                .entry(header.name.as_str().to_ascii_lowercase())
                .or_insert_with(|| scope.claim(&snake(header.name.as_str(), "header")));
        }
    }
    names
}

fn error_variants(operation: &Operation) -> Vec<Option<Ident>> {
    let mut scope = Scope::new(&["Unlisted", "Self"]);
    operation
        .responses
        .iter()
        .map(|response| match response.status {
            status if status.is_success() => None,
            StatusPattern::Code(code) => Some(scope.claim(&status_name(code))),
            StatusPattern::Class(4) => Some(scope.claim("ClientError")),
            StatusPattern::Class(5) => Some(scope.claim("ServerError")),
            StatusPattern::Class(class) => Some(scope.claim(&format!("Status{class}xx"))),
            StatusPattern::Default => Some(scope.claim("Default")),
        })
        .collect()
}

/// A status's registered reason phrase (RFC 9110, section 15) as a name.
fn status_name(code: u16) -> String {
    let phrase = http::StatusCode::from_u16(code).ok().and_then(|status| status.canonical_reason());
    phrase.map_or_else(|| format!("Status{code}"), |phrase| camel(&phrase.replace('\'', ""), "Status", "Status"))
}

/// One scope of names.
#[derive(Debug)]
struct Scope {
    taken: BTreeSet<String>,
    reserved: &'static [&'static str],
    suffix: &'static str,
    beside_imports: bool,
}

impl Scope {
    fn new(reserved: &'static [&'static str]) -> Self {
        Self { taken: BTreeSet::new(), reserved, suffix: "_", beside_imports: false }
    }

    /// What is put behind a name that is reserved.
    fn with_suffix(mut self, suffix: &'static str) -> Self {
        self.suffix = suffix;
        self
    }

    /// Reserves what emitted files import, too: for names that are declared in such a file.
    fn beside_imports(mut self) -> Self {
        self.beside_imports = true;
        self
    }

    /// The name, or the nearest one that is free and legal.
    fn claim(&mut self, wanted: &str) -> Ident {
        let mut name = wanted.to_owned();
        if self.reserved.contains(&wanted) || (self.beside_imports && is_imported(wanted)) {
            // In a type's name an underscore would be against its case.
            let suffix =
                if self.suffix == "_" && wanted.starts_with(char::is_uppercase) { "Value" } else { self.suffix };
            name.push_str(suffix);
        }
        // `syn` takes `gen` for a name: it is a keyword since the edition of 2024 only.
        if syn::parse_str::<Ident>(&name).is_err() || name == "gen" {
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
fn camel(text: &str, fallback: &str, before_digit: &str) -> String {
    let name: String = spelled(text)
        .to_upper_camel_case()
        .chars()
        .filter(|&character| unicode_ident::is_xid_continue(character))
        .collect();
    legal_start(&name, fallback, before_digit)
}

/// Any text as a Rust name in `snake_case`, legal but for keywords.
fn snake(text: &str, fallback: &str) -> String {
    let name: String =
        spelled(text).to_snake_case().chars().filter(|&character| unicode_ident::is_xid_continue(character)).collect();
    legal_start(name.trim_matches('_'), fallback, "n")
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
    // One letter more or less of composition is the same name to rustc, which compares them in this form (Unicode, NFC).
    let text: String = text.nfc().collect();
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

fn text_of(ident: &Ident) -> String {
    ident.to_string()
}

/// The builder's method for each scheme: the plain name of its kind where it is the only one, else the scheme's own name with it.
pub(super) fn credential_methods<'s>(schemes: impl Iterator<Item = (bool, &'static str, &'s str)>) -> Vec<Ident> {
    let mut scope = Scope::new(&[
        "new",
        "base_url",
        "credential",
        "timeout",
        "deadline",
        "retries",
        "max_body",
        "max_retry_after",
        "user_agent",
        "default_header",
        "transport",
        "build",
        "allow_missing_credentials",
        "clone",
    ])
    .with_suffix("_credential");
    schemes
        .map(|(only, kind, name)| {
            if only {
                return scope.claim(kind);
            }
            let own = snake(name, kind);
            let short = kind.rsplit('_').next().unwrap_or(kind);
            scope.claim(&if own.ends_with(short) { own } else { format!("{own}_{short}") })
        })
        .collect()
}
