//! The header fields of responses, and their types.

use super::OperationPlan;
use super::content::same_type;
use crate::api::{Api, EnumValue, Header, MediaType, Number, Response, SchemaId, Shape, StatusPattern, Text};
use crate::diagnostic::{Diagnostics, Problem};
use crate::rust::facts::decimal_form;

/// A header field of some responses.
#[derive(Debug)]
pub(crate) struct HeaderPlan<'a> {
    pub(crate) header: &'a Header,
    pub(crate) form: HeaderForm,
}

/// How a header field is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HeaderForm {
    /// As text.
    Text,
    /// As a URL that may be relative to that of the request.
    Location,
    /// As JSON of this schema.
    Json(SchemaId),
    /// As a list whose items have this schema, which is plain.
    List(SchemaId),
    /// As a plain value of this schema, which is not just text.
    Plain(SchemaId),
}

/// Returns the header fields of all `responses` without repetitions: one method reads a field from
/// any of them.
pub(super) fn plan<'a>(api: &Api, responses: &[&'a Response]) -> Vec<HeaderPlan<'a>> {
    let mut headers: Vec<HeaderPlan<'a>> = Vec::new();
    for header in responses.iter().flat_map(|response| &response.headers) {
        if !headers.iter().any(|known| is_namesake(known.header, header)) {
            let form = if has_several_types(api, responses, header) { HeaderForm::Text } else { form(api, header) };
            headers.push(HeaderPlan { header, form });
        }
    }
    headers
}

/// Reports header fields without a type.
pub(super) fn report(api: &Api, plan: &OperationPlan<'_>, diagnostics: &mut Diagnostics) {
    let operation = plan.operation;
    let successes: Vec<_> = plan.success.responses.iter().map(|found| found.response).collect();
    let errors: Vec<_> = plan.errors.responses.iter().map(|found| found.response).collect();
    // A `default` that covers the successes is in both lists.
    let is_twice = |response: &&&Response| response.status == StatusPattern::Default && operation.responses.len() <= 1;
    let own_errors = errors.iter().filter(|response| !is_twice(response));
    let all = successes.iter().map(|response| (response, &successes));
    for (response, group) in all.chain(own_errors.map(|response| (response, &errors))) {
        for header in &response.headers {
            let (schema, _) = api.resolve(header.schema);
            let is_typed = header.content.is_some()
                || match &api.schema(schema).shape {
                    Shape::List(item) => is_plain(api, *item),
                    Shape::Map(_) | Shape::Record(_) | Shape::Union(_) => false,
                    _ => true,
                };
            if !is_typed || has_several_types(api, group, header) {
                diagnostics.push(header.at.clone(), Problem::UntypedHeader { name: header.name.0.clone() });
            }
        }
    }
}

/// Whether two fields have the same name (RFC 9110, section 5.1).
fn is_namesake(one: &Header, other: &Header) -> bool {
    one.name.as_str().eq_ignore_ascii_case(other.name.as_str())
}

/// Whether another response has a field with the same name and another type.
fn has_several_types(api: &Api, responses: &[&Response], header: &Header) -> bool {
    // If a response declares a name twice in different case, the first declaration counts.
    let mut others =
        responses.iter().filter_map(|response| response.headers.iter().find(|other| is_namesake(other, header)));
    others.any(|other| other.content != header.content || !is_alike(api, other.schema, header.schema))
}

/// Whether texts of two schemas are read as the same type.
fn is_alike(api: &Api, one: SchemaId, other: SchemaId) -> bool {
    match (api.shape(one), api.shape(other)) {
        (Shape::List(one), Shape::List(other)) => is_alike_item(api, *one, *other),
        _ => is_alike_item(api, one, other),
    }
}

fn is_alike_item(api: &Api, one: SchemaId, other: SchemaId) -> bool {
    let (one, other) = (api.resolve(one).0, api.resolve(other).0);
    match (&api.schema(one).shape, &api.schema(other).shape) {
        (Shape::Enumeration(one), Shape::Enumeration(other)) => one.values == other.values,
        _ => same_type(api, one, other),
    }
}

/// Decides how a field is read, if all responses agree.
fn form(api: &Api, header: &Header) -> HeaderForm {
    let (schema, _) = api.resolve(header.schema);
    if let Some(media) = &header.content {
        let is_readable = MediaType::new(media).is_json() && decimal_form(api, schema).is_none();
        return if is_readable { HeaderForm::Json(schema) } else { HeaderForm::Text };
    }
    match &api.schema(schema).shape {
        Shape::Text(Text::Plain) | Shape::Any if header.name.as_str().eq_ignore_ascii_case("location") => {
            HeaderForm::Location
        }
        Shape::Text(Text::Plain | Text::Byte | Text::Binary) | Shape::Any => HeaderForm::Text,
        Shape::List(item) if is_plain(api, *item) => HeaderForm::List(api.resolve(*item).0),
        Shape::List(_) => HeaderForm::Text,
        _ if is_plain(api, schema) => HeaderForm::Plain(schema),
        _ => HeaderForm::Text,
    }
}

fn is_plain(api: &Api, id: SchemaId) -> bool {
    match api.shape(id) {
        Shape::Boolean
        | Shape::Integer(_)
        | Shape::Number(Number::F64 | Number::Decimal)
        | Shape::Text(_)
        | Shape::Any => true,
        Shape::Enumeration(enumeration) => {
            !matches!(enumeration.values.first(), Some(EnumValue::Number(_) | EnumValue::Boolean(_)))
        }
        Shape::List(_) | Shape::Map(_) | Shape::Record(_) | Shape::Union(_) | Shape::Alias(_) => false,
    }
}
