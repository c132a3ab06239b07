//! What the page of an operation tells its reader.

use super::example;
use super::method::required;
use crate::api::Response;
use crate::rust::Emission;
use crate::rust::names::OperationNames;
use crate::rust::operation::streaming;
use crate::rust::plan::operation::Plan;
use crate::rust::plan::parameter::Argument;
use crate::rust::plan::success::Reading;
use crate::rust::text::docs::{code, line, markdown, sentence};

/// All that a reader must know of the operation.
pub(crate) fn guide(emission: &Emission<'_>, plan: &Plan<'_>) -> String {
    let operation = plan.operation;
    let names = emission.names.operation(plan.index);
    let mut text = markdown(&operation.docs, &format!("The operation `{}`.", line(operation.id.as_str())));
    text.push_str(&format!("\n\n`{} {}`", operation.method.key().to_ascii_uppercase(), code(&operation.template)));
    let mut arguments = Vec::new();
    for (index, parameter, _) in required(plan) {
        arguments.push(format!(
            "* `{}`: {}",
            names.parameters[index],
            item(&parameter.docs, "as the document names it.")
        ));
    }
    if let (Some(object), Some(body)) = (operation.body.as_ref(), plan.body.as_ref()) {
        let words =
            object.docs.description.as_deref().map(sentence).unwrap_or_else(|| "the request's body.".to_owned());
        let octets = if body.has_octets() { " An [`Upload`](crate::Upload), or octets in memory." } else { "" };
        let optional = if body.required { "" } else { " (optional, set on the call)" };
        let stop = if octets.is_empty() || words.ends_with('.') { "" } else { "." };
        arguments.push(format!("* `body`{optional}: {words}{stop}{octets}"));
    }
    for (index, (parameter, argument)) in operation.parameters.iter().zip(&plan.arguments).enumerate() {
        if !parameter.required && *argument != Argument::Credential {
            arguments.push(format!(
                "* `{}` (optional, set on the call): {}",
                names.parameters[index],
                item(&parameter.docs, "as the document names it.")
            ));
        }
    }
    section(&mut text, "Arguments", &arguments);
    let mut responses = Vec::new();
    let mut errors = Vec::new();
    for (response, variants) in operation.responses.iter().zip(&names.errors) {
        let words = response.docs.description.as_deref().map(sentence).unwrap_or_default();
        let (list, links) = if variants.is_empty() || operation.browser {
            (&mut responses, variants_of(names, plan, response))
        } else {
            let error = &names.error;
            (
                &mut errors,
                variants.iter().map(|variant| format!(", [`{error}::{variant}`](crate::error::{error})")).collect(),
            )
        };
        let text = format!("* `{}`{links}: {words}", response.status);
        list.push(text.trim_end_matches([':', ' ']).to_owned());
    }
    section(&mut text, "Responses", &responses);
    if operation.browser {
        errors.push(
            "Where an argument cannot stand in a URL, or the client has no credential to put into it.".to_owned(),
        );
    }
    section(&mut text, "Errors", &errors);
    section(&mut text, "Credentials", &credentials(emission, plan));
    text.push_str("\n\n# Example\n\n");
    text.push_str(&example::call(emission, plan));
    text.push_str(&streaming::guide(emission, plan));
    text
}

/// Links to the variants that stand for `response`, where the operation has a type of its own for its successes.
fn variants_of(names: &OperationNames, plan: &Plan<'_>, response: &Response) -> String {
    let Reading::Several(alternatives) = &plan.success.reading else { return String::new() };
    let success = &names.success;
    let own = alternatives.iter().zip(&names.successes).filter(|(found, _)| std::ptr::eq(found.response, response));
    own.map(|(_, variant)| format!(", [`{success}::{variant}`](crate::success::{success})")).collect()
}

fn item(docs: &crate::api::Docs, fallback: &str) -> String {
    let words = docs.description.as_deref().map(line).filter(|text| !text.is_empty());
    let mut words =
        words.map_or_else(|| fallback.to_owned(), |text| if text.ends_with('.') { text } else { format!("{text}.") });
    for fact in &docs.facts {
        words.push(' ');
        words.push_str(&line(fact));
    }
    words
}

fn section(text: &mut String, title: &str, lines: &[String]) {
    if !lines.is_empty() {
        text.push_str(&format!("\n\n# {title}\n\n{}", lines.join("\n")));
    }
}

fn credentials(emission: &Emission<'_>, plan: &Plan<'_>) -> Vec<String> {
    let alternatives = &plan.operation.security;
    if alternatives.is_empty() {
        return vec!["None: the operation is public.".to_owned()];
    }
    let described = alternatives.iter().map(|needs| {
        let each = needs.iter().map(|need| {
            let scheme = &emission.api.schemes[need.scheme.0];
            let scopes: Vec<_> = need.scopes.iter().map(|scope| format!("`{}`", code(scope.as_str()))).collect();
            let name = format!("`{}`", code(scheme.name.as_str()));
            match scopes.len() {
                0 => name,
                1 => format!("{name} with the scope {}", scopes[0]),
                _ => format!("{name} with the scopes {}", scopes.join(", ")),
            }
        });
        let each: Vec<_> = each.collect();
        if each.is_empty() { "none at all".to_owned() } else { each.join(" and ") }
    });
    vec![format!("{}.", described.collect::<Vec<_>>().join("; or "))]
}
