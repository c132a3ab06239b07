//! The crate's `README.md`, which is also the front page of its documentation.

use super::oauth2 as oauth;
use super::server;
use crate::api::{Method, SchemeKind};
use crate::rust::operation::example;
use crate::rust::plan::Reading;
use crate::rust::text::docs::{code, line, paragraphs};
use crate::rust::text::emission::Emission;

/// Returns the file's text. Its code blocks compile, because the crate's root includes them.
pub(crate) fn emit(emission: &Emission<'_>) -> String {
    let package = emission.package;
    let library = package.library();
    let titles = emission.api.titles.iter().map(|title| line(title)).collect::<Vec<_>>().join(", ");
    let mut text = format!("# {}\n\n", package.name());
    text.push_str(&package.description.as_deref().map_or_else(|| format!("A client for {titles}."), line));
    text.push('\n');
    if let Some(description) = emission.api.docs.description.as_ref().filter(|_| emission.api.documents == 1) {
        text.push_str(&format!("\n{}\n", demoted(&paragraphs(description))));
    }
    text.push_str("\n## A first call\n\n");
    text.push_str(&first_call(emission, &library));
    text.push_str(&format!(
        "\n\nEach operation is a method of its group, and [`Client`] has a method for each group. The documentation of an operation lists its\n\
         arguments, its responses, its errors, and the authorization that it requires. Required arguments are positional; optional ones\n\
         are methods on the call, as are `timeout`, `deadline`, `retries` and `header`.\n\n\
         ## Responses and errors\n\n\
         A call returns the body of the response, or the whole response after `.with_response()`. A failed call returns a [`CallError`].\n\
         If the server sent an error response, `api()` returns the operation's own error type, with one variant for each status in the\n\
         API's description; other methods return status, headers and body. `?` turns the error into an [`Error`].\n\n\
         Enumerations are open: an unknown value is kept. Types may gain fields: create them with `new`.\n\n\
         ## Guarantees\n\n\
         * Connections use `https`; plain `http` is allowed only to loopback. No redirect is followed.\n\
         * Tokens never appear in `Debug`, in errors or in traces.\n\
         * A call has a deadline over all its attempts; bodies are read up to a limit.\n\
         * A request is retried only if it changes nothing or was certainly not processed; `Retry-After` is honoured.\n\n\
         ## Features\n\n\
         * `async` (default): [`Client`], on tokio.\n\
         * `blocking`: `{library}::blocking::Client`, the same without an async runtime.\n\
         * `tracing`: one span for each call, one event for each attempt.\n"
    ));
    text.push_str(&oauth(emission, &library));
    text.push_str(&streaming(emission));
    text.push_str(&operations(emission));
    // GitHub and crates.io show the page without rustdoc, so the links need URLs.
    text.push_str(&format!(
        "\n[`Client`]: https://docs.rs/{0}/latest/{library}/struct.Client.html\n\
         [`CallError`]: https://docs.rs/{0}/latest/{library}/struct.CallError.html\n\
         [`Error`]: https://docs.rs/{0}/latest/{library}/struct.Error.html\n",
        package.name()
    ));
    text
}

/// Returns the end of the list of features and, if the crate has the feature `oauth2`, an example
/// of it. The example is the same as in the module's documentation; it compiles only with the
/// feature.
fn oauth(emission: &Emission<'_>, library: &str) -> String {
    if !emission.plan.flows.any() {
        return "\n".to_owned();
    }
    let how = if !emission.plan.flows.authorization_code.is_empty() {
        "A user grants access in a browser. The session keeps the tokens in a file that only its owner can read, and renews them in time:"
    } else {
        "The program gets tokens in its own name. The session renews them in time:"
    };
    format!(
        "* `oauth2`: the OAuth 2 flows that the API's description declares, asynchronous and blocking.\n\n\
         ## Access tokens\n\n{how}\n\n```rust,no_run\n{}```\n\n\
         The endpoints are those in the API's description; the module `{library}::oauth2` explains how to set others.\n\n",
        oauth::example(emission)
    )
}

/// Returns the section about bodies of any size, if the crate has any.
fn streaming(emission: &Emission<'_>) -> String {
    let needs = emission.plan.streams;
    let mut lines = Vec::new();
    if needs.any {
        lines.push("* `.stream()` reads the body of a response as it arrives, if it is binary or text.");
    }
    if needs.events {
        lines
            .push("* `.events()` reads the events of an event stream. A stream that has ended is not requested again.");
    }
    if needs.values {
        lines.push("* `.values()` reads a sequence of JSON values.");
    }
    if emission.facts.needs.upload {
        lines.push(if emission.facts.needs.part {
            "* `Upload` and `Part` send bytes in memory, a file, or the output of a reader. A reader can be sent only once."
        } else {
            "* `Upload` sends bytes in memory, a file, or the output of a reader. A reader can be sent only once."
        });
    }
    if lines.is_empty() {
        return String::new();
    }
    let time = if needs.any {
        "`timeout` and `deadline` limit the time until the status and headers of the response have arrived, which includes sending the\n\
         body. After that, `idle_timeout` limits each pause of the stream."
    } else {
        "`timeout` and `deadline` include the time that sending takes."
    };
    format!("## Bodies of any size\n\n{}\n\n{time}\n\n", lines.join("\n"))
}

/// Moves the headings of foreign text below ours.
fn demoted(text: &str) -> String {
    text.lines()
        .map(|line| if line.starts_with('#') { format!("##{line}") } else { line.to_owned() })
        .collect::<Vec<_>>()
        .join("\n")
}

fn first_call(emission: &Emission<'_>, library: &str) -> String {
    let simple = emission
        .plan
        .operations
        .iter()
        .filter(|plan| !plan.is_browser() && !plan.operation.docs.deprecated)
        .min_by_key(|plan| {
            let arguments = plan.operation.parameters.iter().filter(|parameter| parameter.required).count();
            (plan.operation.method != Method::Get, arguments, plan.body.is_some(), plan.index)
        });
    let token = emission.api.schemes.iter().find(|scheme| {
        matches!(scheme.kind, SchemeKind::Bearer | SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect(_))
    });
    let only_token = emission
        .api
        .schemes
        .iter()
        .filter(|scheme| {
            matches!(scheme.kind, SchemeKind::Bearer | SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect(_))
        })
        .count()
        == 1;
    let credential = if token.is_some() && only_token { ".access_token(token)" } else { "" };
    let token_line = if credential.is_empty() { "" } else { "    let token = std::env::var(\"ACCESS_TOKEN\")?;\n" };
    let base_url = server::example(emission);
    let call = simple.map_or_else(String::new, |plan| {
        let result = if matches!(plan.success.reading, Reading::Nothing) && !plan.success.is_response() {
            ""
        } else {
            "let response = "
        };
        let print = if result.is_empty() { "" } else { "\n    println!(\"{response:?}\");" };
        format!("    {result}{}.await?;{print}\n", example::expression(emission, plan))
    });
    let client = format!("    let client = Client::builder(){credential}{base_url}.build()?;");
    format!(
        "```rust,no_run\nuse {library}::Client;\n\n#[tokio::main(flavor = \"current_thread\")]\n\
         async fn main() -> Result<(), Box<dyn std::error::Error>> {{\n{token_line}{client}\n{call}    Ok(())\n}}\n```"
    )
}

fn operations(emission: &Emission<'_>) -> String {
    let mut text = String::from("## Operations\n\n| call | request | |\n|---|---|---|\n");
    for plan in &emission.plan.operations {
        let group = emission.names.group(plan.operation.group.0);
        let names = emission.names.operation(plan.index);
        let summary = plan.operation.docs.summary.as_deref().map(line).unwrap_or_default().replace('|', "\\|");
        text.push_str(&format!(
            "| `{}().{}` | `{} {}` | {summary} |\n",
            group.method,
            names.method,
            plan.operation.method.key().to_ascii_uppercase(),
            code(&plan.operation.template).replace('|', "\\|"),
        ));
    }
    text
}
