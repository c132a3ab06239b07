//! What the page of an operation tells its reader.

use super::example;
use super::method::required;
use crate::api::Response;
use crate::rust::names::OperationNames;
use crate::rust::plan::Argument;
use crate::rust::plan::OperationPlan;
use crate::rust::plan::{BodyForm, Reading};
use crate::rust::text::docs::{code, line, markdown, sentence};
use crate::rust::text::emission::Emission;

/// All that a reader must know of the operation.
pub(super) fn guide(emission: &Emission<'_>, plan: &OperationPlan<'_>) -> String {
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
            "Where an argument cannot stand in a URL, or the client has no credential to put into it.".to_owned(),
        );
    }
    section(&mut text, "Errors", &errors);
    section(&mut text, "Credentials", &credentials(emission, plan));
    text.push_str("\n\n# Example\n\n");
    text.push_str(&example::call(emission, plan));
    text.push_str(&streaming(emission, plan));
    text
}

/// Links to the variants that stand for `response`, where the operation has a type of its own for its successes.
fn links_to_success(names: &OperationNames, plan: &OperationPlan<'_>, response: &Response) -> String {
    let Reading::Several(alternatives) = &plan.success.reading else { return String::new() };
    let success = &names.success;
    let own = alternatives.iter().zip(&names.successes).filter(|(found, _)| std::ptr::eq(found.response, response));
    own.map(|(_, variant)| format!(", [`{success}::{variant}`](crate::success::{success})")).collect()
}

/// Links to the variants that stand for `response` in the operation's type for its errors.
fn links_to_error(names: &OperationNames, plan: &OperationPlan<'_>, response: &Response) -> String {
    let error = &names.error;
    let own = plan.errors.responses.iter().zip(&names.errors);
    let own = own.filter(|(found, _)| std::ptr::eq(found.response, response)).flat_map(|(_, variants)| variants);
    own.map(|variant| format!(", [`{error}::{variant}`](crate::error::{error})")).collect()
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

fn credentials(emission: &Emission<'_>, plan: &OperationPlan<'_>) -> Vec<String> {
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

/// How the operation's bodies of any size are sent, and how its responses are read as they come.
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
        add("A body of any size is read while it is sent:", &lines);
    }
    // Whoever asks for events or values has little use for the octets.
    if streams.octets && streams.events.is_none() && streams.values.is_none() {
        let lines = [
            format!("let mut body = {call}.stream().await?.into_body();"),
            "while let Some(chunk) = body.chunk().await? {".to_owned(),
            "    println!(\"{} bytes\", chunk.len());".to_owned(),
            "}".to_owned(),
        ];
        add("With `stream()` the response's body is read as it comes, of any size:", &lines);
    }
    if streams.events.is_some() {
        let lines = [
            format!("let mut events = {call}.events().await?.into_body();"),
            "while let Some(event) = events.next().await? {".to_owned(),
            "    println!(\"{}: {}\", event.event_type(), event.data());".to_owned(),
            "}".to_owned(),
        ];
        let words = "With `events()` the response is asked for as a stream of events, read as they come; `event.json()` reads the \
                     data of one. A stream that has ended is not asked for again:";
        add(words, &lines);
    }
    if streams.values.is_some() {
        let lines = [
            format!("let mut values = {call}.values().await?.into_body();"),
            "while let Some(value) = values.next().await? {".to_owned(),
            "    println!(\"{value:?}\");".to_owned(),
            "}".to_owned(),
        ];
        add("With `values()` the response's values are read as they come:", &lines);
    }
    text
}
