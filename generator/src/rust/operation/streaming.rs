//! What the documentation says of responses that are read as they come, and of bodies of any size.

use super::example;
use crate::api::Api;
use crate::rust::Emission;
use crate::rust::package::runtime;
use crate::rust::plan::body::BodyForm;
use crate::rust::plan::operation::Plan;
use crate::rust::plan::stream::{needs, streams};

/// The part of an operation's page on it.
pub(crate) fn guide(emission: &Emission<'_>, plan: &Plan<'_>) -> String {
    let operation = plan.operation;
    if plan.is_browser() {
        return String::new();
    }
    let call = example::expression(emission, plan);
    let streams = streams(emission.api, operation);
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

/// What the crate's README says of bodies of any size, where there are some.
pub(crate) fn readme(api: &Api) -> String {
    let needs = needs(api);
    let mut lines = Vec::new();
    if needs.any {
        lines.push("* `.stream()` gives the body of a response as it comes, where that is octets or text.");
    }
    if needs.events {
        lines
            .push("* `.events()` gives the events of an event stream. A stream that has ended is not asked for again.");
    }
    if needs.values {
        lines.push("* `.values()` gives JSON values that come one after another.");
    }
    if runtime::needs_upload(api) {
        lines.push(if runtime::needs_part(api) {
            "* `Upload` and `Part` send octets in memory, a file, or what a reader gives. A reader is sent once."
        } else {
            "* `Upload` sends octets in memory, a file, or what a reader gives. A reader is sent once."
        });
    }
    if lines.is_empty() {
        return String::new();
    }
    let time = if needs.any {
        "`timeout` and `deadline` hold until the head of the response has come, sending the body included; then `idle_timeout` bounds the\n\
         pauses of a stream."
    } else {
        "`timeout` and `deadline` hold for the time that sending takes, too."
    };
    format!("## Bodies of any size\n\n{}\n\n{time}\n\n", lines.join("\n"))
}
