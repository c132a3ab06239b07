//! The documentation of an operation's method.

use super::example;
use super::method::required;
use crate::api::{Docs, Response};
use crate::rust::names::{Name, OperationNames};
use crate::rust::plan::Argument;
use crate::rust::plan::OperationPlan;
use crate::rust::plan::{BodyForm, Reading};
use crate::rust::text::docs::{code, line, markdown, sentence};
use crate::rust::text::emission::Emission;

/// Returns all that a user must know about the operation.
pub(super) fn guide(emission: &Emission<'_>, plan: &OperationPlan<'_>) -> String {
    let operation = plan.operation;
    let names = emission.names.operation(plan.index);
    let mut text = markdown(&operation.docs, &format!("The operation `{}`.", line(operation.id.as_str())));
    text.push_str(&format!("\n\n`{} {}`", operation.method.key().to_ascii_uppercase(), code(&operation.template)));
    let mut arguments = Vec::new();
    for (index, parameter, _) in required(plan) {
        arguments.push(argument_line(&names.parameters[index], "", &parameter.docs));
    }
    if let (Some(object), Some(body)) = (operation.body.as_ref(), plan.body.as_ref()) {
        let words =
            object.docs.description.as_deref().map(sentence).unwrap_or_else(|| "The request's body.".to_owned());
        let octets = if body.has_octets() { " Bytes in memory, or an [`Upload`](crate::Upload)." } else { "" };
        let optional = if body.required { "" } else { OPTIONAL };
        let stop = if octets.is_empty() || words.ends_with('.') { "" } else { "." };
        arguments.push(format!("* `body`{optional}: {words}{stop}{octets}"));
    }
    for (index, (parameter, argument)) in operation.parameters.iter().zip(&plan.arguments).enumerate() {
        if !parameter.required && *argument != Argument::Credential {
            arguments.push(argument_line(&names.parameters[index], OPTIONAL, &parameter.docs));
        }
    }
    section(&mut text, "Arguments", &arguments);
    let mut responses = Vec::new();
    let mut errors = Vec::new();
    for response in &operation.responses {
        let words = response.docs.description.as_deref().map(sentence).unwrap_or_default();
        let (list, links) = if response.status.is_success() || operation.browser {
            (&mut responses, links_to_success(names, plan, response))
        } else {
            (&mut errors, links_to_error(names, plan, response))
        };
        let text = format!("* `{}`{links}: {words}", response.status);
        list.push(text.trim_end_matches([':', ' ']).to_owned());
    }
    section(&mut text, "Responses", &responses);
    if operation.browser {
        errors.push(
            "If an argument cannot be part of a URL, or the client lacks a credential that belongs in it.".to_owned(),
        );
    }
    section(&mut text, "Errors", &errors);
    section(&mut text, "Authorization", &authorization(emission, plan));
    text.push_str("\n\n# Example\n\n");
    text.push_str(&example::call(emission, plan));
    text.push_str(&streaming(emission, plan));
    text
}

/// Returns links to the variants for `response`, if the operation has an enum for its successes.
fn links_to_success(names: &OperationNames, plan: &OperationPlan<'_>, response: &Response) -> String {
    let Reading::Several(alternatives) = &plan.success.reading else { return String::new() };
    let success = &names.success;
    let own = alternatives.iter().zip(&names.successes).filter(|(found, _)| std::ptr::eq(found.response, response));
    own.map(|(_, variant)| format!(", [`{success}::{variant}`](crate::success::{success})")).collect()
}

/// Returns links to the variants for `response` in the operation's enum for its errors.
fn links_to_error(names: &OperationNames, plan: &OperationPlan<'_>, response: &Response) -> String {
    let error = &names.error;
    let own = plan.errors.responses.iter().zip(&names.errors);
    let own = own.filter(|(found, _)| std::ptr::eq(found.response, response)).flat_map(|(_, variants)| variants);
    own.map(|variant| format!(", [`{error}::{variant}`](crate::error::{error})")).collect()
}

/// Follows the name of an argument that is a method on the call.
const OPTIONAL: &str = " (optional, set on the call)";

/// Returns the line about an argument.
fn argument_line(name: &Name, optional: &str, docs: &Docs) -> String {
    let words = docs.description.as_deref().map(line).filter(|text| !text.is_empty());
    let words = words.map(|text| if text.ends_with('.') { text } else { format!("{text}.") });
    let words: Vec<_> = words.into_iter().chain(docs.facts.iter().map(|fact| line(fact))).collect();
    let colon = if words.is_empty() { "" } else { ": " };
    format!("* `{name}`{optional}{colon}{}", words.join(" "))
}

fn section(text: &mut String, title: &str, lines: &[String]) {
    if !lines.is_empty() {
        text.push_str(&format!("\n\n# {title}\n\n{}", lines.join("\n")));
    }
}

fn authorization(emission: &Emission<'_>, plan: &OperationPlan<'_>) -> Vec<String> {
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

/// Returns how to send bodies of any size, and how to read responses as they arrive.
fn streaming(emission: &Emission<'_>, plan: &OperationPlan<'_>) -> String {
    let operation = plan.operation;
    if plan.is_browser() {
        return String::new();
    }
    let call = example::expression(emission, plan);
    let streams = &plan.streams;
    let mut text = String::new();
    let library = emission.package.library();
    let mut add = |words: &str, lines: &[String]| {
        let title = if text.is_empty() { "\n\n# Streaming" } else { "" };
        text.push_str(&format!("{title}\n\n{words}\n\n{}", example::block(&library, operation, &call, lines)));
    };
    if let Some(body) = plan.body.as_ref().filter(|body| body.only().is_some_and(|way| way.form == BodyForm::Bytes)) {
        let sent = match call.strip_suffix("\"octets\")") {
            Some(start) if body.required => format!("{start}file).await?;"),
            _ => format!("{call}.body(file).await?;"),
        };
        let lines = [format!("let file = {library}::Upload::file(\"file.bin\")?;"), sent];
        add("A file of any size is read while it is sent:", &lines);
    }
    // A caller who can read events or values hardly needs the bytes.
    if streams.octets && streams.events.is_none() && streams.values.is_none() {
        let lines = [
            format!("let mut body = {call}.stream().await?.into_body();"),
            "while let Some(chunk) = body.chunk().await? {".to_owned(),
            "    println!(\"{} bytes\", chunk.len());".to_owned(),
            "}".to_owned(),
        ];
        add("`stream()` reads a response body of any size as it arrives:", &lines);
    }
    if streams.events.is_some() {
        let lines = [
            format!("let mut events = {call}.events().await?.into_body();"),
            "while let Some(event) = events.next().await? {".to_owned(),
            "    println!(\"{}: {}\", event.event_type(), event.data());".to_owned(),
            "}".to_owned(),
        ];
        let words = "`events()` requests a stream of events and reads them as they arrive; `event.json()` reads the data of an event. \
                     A stream that has ended is not requested again:";
        add(words, &lines);
    }
    if streams.values.is_some() {
        let lines = [
            format!("let mut values = {call}.values().await?.into_body();"),
            "while let Some(value) = values.next().await? {".to_owned(),
            "    println!(\"{value:?}\");".to_owned(),
            "}".to_owned(),
        ];
        add("`values()` reads the values of the response as they arrive:", &lines);
    }
    text
}
