//! Groups and operations: their types, methods, arguments, errors and headers.

use std::collections::BTreeMap;

use heck::ToSnakeCase;
use proc_macro2::Ident;

use super::scope::{Scope, camel, snake};
use super::{GroupNames, OperationNames, TAKEN_MODULES, TAKEN_TYPES, type_name};
use crate::api::{Api, Operation, StatusPattern};
use crate::rust::answer::{self, AnswerBody};
use crate::rust::body::{self, Body};
use crate::rust::header;
use crate::rust::response::{self, Alternative, Reading};

pub(super) fn assign_operations(api: &Api) -> (Vec<GroupNames>, Vec<OperationNames>) {
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
    let mut bodies = Scope::new(TAKEN_TYPES).beside_imports();
    let mut successes = Scope::new(TAKEN_TYPES).beside_imports();
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
            let ways = body::plan(api, operation);
            OperationNames {
                error: errors.claim(&format!("{}Error", text_of(&marker))),
                success: successes.claim(&format!("{}Success", text_of(&marker))),
                successes: success_variants(api, operation),
                method: methods[operation.group.0].claim(&method),
                body: bodies.claim(&format!("{}Body", text_of(&marker))),
                bodies: body_variants(ways.as_ref()),
                parameters: parameter_names(api, operation, ways.as_ref().is_some_and(Body::is_open)),
                errors: error_variants(api, operation),
                headers: header_names(operation),
                error_headers: error_header_names(operation),
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

fn parameter_names(api: &Api, operation: &Operation, is_open: bool) -> Vec<Ident> {
    let mut scope = Scope::new(TAKEN_ARGUMENTS).with_suffix("_parameter");
    if is_open {
        // The argument that names the body's media type.
        scope.claim("content_type");
    }
    let streams = crate::rust::stream::streams(api, operation);
    for (is_method, name) in
        [(streams.octets, "stream"), (streams.events.is_some(), "events"), (streams.values.is_some(), "values")]
    {
        if is_method {
            scope.reserve(name);
        }
    }
    operation.parameters.iter().map(|parameter| scope.claim(&snake(parameter.name.as_str(), "parameter"))).collect()
}

fn header_names(operation: &Operation) -> BTreeMap<String, Ident> {
    let mut scope = Scope::new(&[
        "status",
        "headers",
        "body",
        "body_mut",
        "into_body",
        "url",
        "new",
        "bytes",
        "answer",
        "text_header",
        "location_header",
    ])
    .with_suffix("_header");
    let mut names = BTreeMap::new();
    for response in crate::rust::response::successes(operation) {
        for header in &response.headers {
            names
                .entry(header.name.as_str().to_ascii_lowercase())
                .or_insert_with(|| scope.claim(&snake(header.name.as_str(), "header")));
        }
    }
    names
}

fn error_header_names(operation: &Operation) -> BTreeMap<String, Ident> {
    let mut scope = Scope::new(&[
        "api",
        "into_api",
        "kind",
        "operation",
        "status",
        "headers",
        "body",
        "message",
        "answer",
        "is_timeout",
        "is_connect",
        "failure",
    ])
    .with_suffix("_header");
    let headers = header::error_headers(operation).into_iter();
    headers
        .map(|header| {
            let name = header.name.as_str();
            (name.to_ascii_lowercase(), scope.claim(&snake(name, "header")))
        })
        .collect()
}

fn error_variants(api: &Api, operation: &Operation) -> Vec<Vec<Ident>> {
    let mut scope = Scope::new(&["Unlisted", "Self"]);
    operation
        .responses
        .iter()
        .map(|response| {
            let status = match response.status {
                status if status.is_success() => return Vec::new(),
                StatusPattern::Code(code) => status_name(code),
                StatusPattern::Class(4) => "ClientError".to_owned(),
                StatusPattern::Class(5) => "ServerError".to_owned(),
                StatusPattern::Class(class) => format!("Status{class}xx"),
                StatusPattern::Default => "Default".to_owned(),
            };
            match answer::error_contents(api, operation, response).as_slice() {
                [] | [_] => vec![scope.claim(&status)],
                several => {
                    let media = several.iter().map(|content| content.media.first().copied().unwrap_or_default());
                    media.map(|media| scope.claim(&format!("{status}{}", media_name(media)))).collect()
                }
            }
        })
        .collect()
}

/// One name for each way to send the body, by its media type.
fn body_variants(body: Option<&Body>) -> Vec<Ident> {
    let mut scope = Scope::new(&["Self"]);
    body.into_iter().flat_map(|body| &body.ways).map(|way| scope.claim(&media_name(&way.media))).collect()
}

/// One name for each success where they differ: the status's, the content type's, or both where neither alone tells.
fn success_variants(api: &Api, operation: &Operation) -> Vec<Ident> {
    let Reading::Several(alternatives) = response::reading(api, operation) else { return Vec::new() };
    let has_body = |found: &&Alternative<'_>| found.body != AnswerBody::Nothing;
    let mut statuses: Vec<_> = alternatives.iter().filter(has_body).map(|found| found.response.status).collect();
    statuses.dedup();
    let mut scope = Scope::new(&["Unlisted", "Self"]);
    let claimed = alternatives.iter().map(|found| {
        let status = match found.response.status {
            StatusPattern::Code(code) => status_name(code),
            StatusPattern::Class(2) => "Success".to_owned(),
            StatusPattern::Class(class) => format!("Status{class}xx"),
            StatusPattern::Default => "Default".to_owned(),
        };
        match found.media.first() {
            None => scope.claim(&status),
            Some(media) if statuses.len() == 1 => scope.claim(&media_name(media)),
            Some(media) => scope.claim(&format!("{status}{}", media_name(media))),
        }
    });
    claimed.collect()
}

/// A media type as a name: what it is called after its slash, without the marks of who registered it (RFC 6838, section 3).
pub(super) fn media_name(media: &str) -> String {
    let essence = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "*/*" | "application/*" => return "Any".to_owned(),
        "text/plain" => return "Text".to_owned(),
        "application/octet-stream" => return "Bytes".to_owned(),
        "application/x-www-form-urlencoded" => return "Form".to_owned(),
        "multipart/form-data" => return "Multipart".to_owned(),
        _ => {}
    }
    let (kind, own) = essence.split_once('/').unwrap_or(("", &essence));
    let own = if own == "*" { kind } else { own };
    let own = own.trim_start_matches("vnd.").trim_start_matches("x-").trim_start_matches("prs.");
    camel(own, "Body", "Media")
}

/// A status's registered reason phrase (RFC 9110, section 15) as a name.
fn status_name(code: u16) -> String {
    let phrase = http::StatusCode::from_u16(code).ok().and_then(|status| status.canonical_reason());
    phrase.map_or_else(|| format!("Status{code}"), |phrase| camel(&phrase.replace('\'', ""), "Status", "Status"))
}

fn text_of(ident: &Ident) -> String {
    ident.to_string()
}

/// The builder's method for each scheme: the plain name of its kind where it is the only one, else the scheme's own name with it.
pub(in crate::rust) fn credential_methods<'s>(
    schemes: impl Iterator<Item = (bool, &'static str, &'s str)>,
) -> Vec<Ident> {
    let mut scope = Scope::new(&[
        "new",
        "base_url",
        "server",
        "location",
        "credential",
        "timeout",
        "deadline",
        "idle_timeout",
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
