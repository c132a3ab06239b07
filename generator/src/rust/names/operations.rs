//! Groups and operations: their types, methods, arguments, errors and headers.

use std::collections::BTreeMap;

use heck::ToSnakeCase;

use super::scope::{Scope, Wish};
use super::spelling::{camel, snake};
use super::{GroupNames, Imported, Name, OperationNames, TAKEN_MODULES, TAKEN_TYPES, TypeName};
use crate::api::{Api, MediaType, Operation, StatusPattern};
use crate::rust::plan::{Alternative, Body, OperationPlan, Plan, Reading, ResponseBody, ResponsePlan};

pub(super) fn assign_operations(
    api: &Api,
    plan: &Plan<'_>,
    is_imported: Imported,
) -> (Vec<GroupNames>, Vec<OperationNames>) {
    // Groups and operations share the module `operation`. Groups come first.
    let mut types = Scope::new(TAKEN_TYPES).with_suffix("Operation").beside_imports(is_imported);
    let mut modules = Scope::new(TAKEN_MODULES);
    let mut accessors =
        Scope::new(&["builder", "new", "clone", "fmt", "run", "transport", "send", "browser_url", "access_token"])
            .with_suffix("_group");
    let texts = || api.groups.iter().map(|group| group.name.as_str());
    let idents = types.claim_all(texts().map(|text| Wish::new(text, camel(text, "Group", "T"))));
    let accessors = accessors.claim_all(texts().map(|text| Wish::new(text, snake(text, "group"))));
    let groups: Vec<_> = idents
        .into_iter()
        .zip(accessors)
        .map(|(ident, method)| GroupNames { name: TypeName::of(ident, &mut modules, "group"), method })
        .collect();

    let marker = |operation: &Operation| camel(operation.id.as_str(), "Operation", "Op");
    let markers = types.claim_all(api.operations.iter().map(|operation| {
        let name = marker(operation);
        let (exact, long) = (is_exact(operation, &name), format!("{name}Operation"));
        Wish::made(name).exact(exact).or_long(long)
    }));
    // Names derived from an operation follow the spelling of its marker.
    let beside = |ending: &str| {
        let mut scope = Scope::new(TAKEN_TYPES).beside_imports(is_imported);
        scope.claim_all(api.operations.iter().map(|operation| {
            let name = marker(operation);
            let exact = is_exact(operation, &name);
            Wish::made(format!("{name}{ending}")).exact(exact)
        }))
    };
    let mut errors = beside("Error").into_iter();
    let mut successes = beside("Success").into_iter();
    let mut bodies = beside("Body").into_iter();
    let mut methods = methods(api).into_iter();
    let operations = plan
        .operations
        .iter()
        .zip(markers)
        .map(|(plan, marker)| {
            let next = |names: &mut std::vec::IntoIter<Name>| names.next().unwrap_or_else(|| marker.clone());
            OperationNames {
                error: next(&mut errors),
                success: next(&mut successes),
                successes: success_variants(&plan.success.reading),
                method: next(&mut methods),
                body: next(&mut bodies),
                bodies: body_variants(plan.body.as_ref()),
                parameters: parameter_names(plan),
                errors: error_variants(&plan.errors.responses),
                headers: header_names(plan),
                error_headers: error_header_names(plan),
                marker,
            }
        })
        .collect();
    (groups, operations)
}

/// Claims the methods of all operations, each in the scope of its group.
fn methods(api: &Api) -> Vec<Name> {
    let mut names: BTreeMap<usize, Name> = BTreeMap::new();
    for (index, group) in api.groups.iter().enumerate() {
        let own = || api.operations.iter().enumerate().filter(|(_, operation)| operation.group.0 == index);
        let wishes = own().map(|(_, operation)| {
            let ending = |name: String| match operation.browser && !name.ends_with("_url") {
                true => format!("{name}_url"),
                false => name,
            };
            let whole = snake(operation.id.as_str(), "call");
            let short = short_method(&whole, group.name.as_str());
            let wish = Wish::made(ending(whole)).exact(false);
            match short {
                Some(short) => wish.or_short(ending(short)),
                None => wish.exact(is_exact(operation, &camel(operation.id.as_str(), "Operation", "Op"))),
            }
        });
        let claimed = Scope::new(&[]).claim_all(wishes);
        names.extend(own().map(|(index, _)| index).zip(claimed));
    }
    names.into_values().collect()
}

/// Whether an operation is spelled like its type, except for the case of the first letter.
fn is_exact(operation: &Operation, marker: &str) -> bool {
    let id = operation.id.as_str();
    let mut characters = id.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).eq(marker.chars())
}

/// Returns the name of a method without the noun of its group, if only a verb is left.
fn short_method(whole: &str, group: &str) -> Option<String> {
    let words: Vec<&str> = whole.split('_').filter(|word| !word.is_empty()).collect();
    let noun = group.to_snake_case();
    let noun: Vec<&str> = noun.split('_').filter(|word| !word.is_empty()).collect();
    let same = |words: &[&str]| {
        words.len() == noun.len()
            && words
                .iter()
                .zip(&noun)
                .all(|(one, other)| crate::inflect::singular(one) == crate::inflect::singular(other))
    };
    match words.as_slice() {
        // Covers `add_bank` and `banks_add`.
        [verb, rest @ ..] if !rest.is_empty() && same(rest) => Some((*verb).to_owned()),
        [rest @ .., verb] if !rest.is_empty() && same(rest) => Some((*verb).to_owned()),
        _ => None,
    }
}

/// Methods that every call has, and names that the body of an emitted method uses.
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

fn parameter_names(plan: &OperationPlan<'_>) -> Vec<Name> {
    let mut scope = Scope::new(TAKEN_ARGUMENTS).with_suffix("_parameter");
    if plan.body.as_ref().is_some_and(Body::is_open) {
        // The argument for the media type of the body.
        scope.claim("content_type");
    }
    let streams = &plan.streams;
    for (is_method, name) in
        [(streams.octets, "stream"), (streams.events.is_some(), "events"), (streams.values.is_some(), "values")]
    {
        if is_method {
            scope.reserve(name);
        }
    }
    let texts = plan.operation.parameters.iter().map(|parameter| parameter.name.as_str());
    scope.claim_all(texts.map(|text| Wish::new(text, snake(text, "parameter"))))
}

fn header_names(plan: &OperationPlan<'_>) -> Vec<Name> {
    let mut scope = Scope::new(&[
        "status",
        "headers",
        "body",
        "body_mut",
        "into_body",
        "url",
        "new",
        "bytes",
        "raw",
        "text_header",
        "location_header",
    ])
    .with_suffix("_header");
    let texts = plan.success.headers.iter().map(|plan| plan.header.name.as_str());
    scope.claim_all(texts.map(|text| Wish::new(text, snake(text, "header"))))
}

fn error_header_names(plan: &OperationPlan<'_>) -> Vec<Name> {
    let mut scope = Scope::new(&[
        "api",
        "into_api",
        "kind",
        "operation",
        "status",
        "headers",
        "body",
        "message",
        "response",
        "is_timeout",
        "is_connect",
        "failure",
    ])
    .with_suffix("_header");
    let texts = plan.errors.headers.iter().map(|plan| plan.header.name.as_str());
    texts.map(|text| scope.claim(&snake(text, "header"))).collect()
}

fn error_variants(responses: &[ResponsePlan<'_>]) -> Vec<Vec<Name>> {
    let mut scope = Scope::new(&["Unlisted", "Self"]);
    responses
        .iter()
        .map(|ResponsePlan { response, contents }| {
            let status = match response.status {
                StatusPattern::Code(code) => status_name(code),
                StatusPattern::Class(4) => "ClientError".to_owned(),
                StatusPattern::Class(5) => "ServerError".to_owned(),
                StatusPattern::Class(class) => format!("Status{class}xx"),
                StatusPattern::Default => "Default".to_owned(),
            };
            match contents.as_slice() {
                [] | [_] => vec![scope.claim(&status)],
                several => {
                    let media = several.iter().map(|content| content.media.first().copied().unwrap_or_default());
                    media.map(|media| scope.claim(&format!("{status}{}", media_name(media)))).collect()
                }
            }
        })
        .collect()
}

/// Claims a name for each way to send the body, after its media type.
fn body_variants(body: Option<&Body<'_>>) -> Vec<Name> {
    let mut scope = Scope::new(&["Self"]);
    body.into_iter().flat_map(|body| &body.ways).map(|way| scope.claim(&media_name(way.media))).collect()
}

/// Claims a name for each success, if they have several types: after the status, the content type,
/// or both if neither is unique.
fn success_variants(reading: &Reading<'_>) -> Vec<Name> {
    let Reading::Several(alternatives) = reading else { return Vec::new() };
    let has_body = |found: &&Alternative<'_>| found.body != ResponseBody::Nothing;
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

/// Returns a media type as a name: its subtype without the registration tree (RFC 6838, section 3).
pub(super) fn media_name(media: &str) -> String {
    let media = MediaType::new(media);
    let essence = media.essence();
    match essence {
        "*/*" | "application/*" => return "Any".to_owned(),
        "text/plain" => return "Text".to_owned(),
        "application/octet-stream" => return "Bytes".to_owned(),
        "application/x-www-form-urlencoded" => return "Form".to_owned(),
        "multipart/form-data" => return "Multipart".to_owned(),
        _ => {}
    }
    let (kind, own) = essence.split_once('/').unwrap_or(("", essence));
    let own = if own == "*" { kind } else { own };
    let own = own.trim_start_matches("vnd.").trim_start_matches("x-").trim_start_matches("prs.");
    camel(own, "Body", "Media")
}

/// Returns the registered reason phrase of a status (RFC 9110, section 15) as a name.
fn status_name(code: u16) -> String {
    let phrase = http::StatusCode::from_u16(code).ok().and_then(|status| status.canonical_reason());
    phrase.map_or_else(|| format!("Status{code}"), |phrase| camel(&phrase.replace('\'', ""), "Status", "Status"))
}
