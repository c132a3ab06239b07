//! Documentation from the document: its texts, and facts that a type does not show.

use openapiv3::{ExternalDocumentation, SchemaData};
use serde_json::Value;

use crate::api::Docs;

/// Returns the documentation of a schema.
pub(super) fn schema_docs(data: &SchemaData) -> Docs {
    let mut facts = Vec::new();
    if let Some(default) = &data.default {
        facts.push(format!("Default: `{}`.", shown(default)));
    }
    Docs {
        summary: None,
        description: data.description.clone(),
        facts,
        external: external(data.external_docs.as_ref()),
        deprecated: data.deprecated,
    }
}

/// Returns the URL and the description of external documentation.
pub(super) fn external(docs: Option<&ExternalDocumentation>) -> Option<(String, Option<String>)> {
    docs.map(|docs| (docs.url.clone(), docs.description.clone()))
}

/// Returns a value in a form for documentation: one short line.
pub(super) fn shown(value: &Value) -> String {
    shown_text(&value.to_string())
}

/// Returns a text of the document as one short line for a code span.
pub(super) fn shown_text(text: &str) -> String {
    const MOST: usize = 80;
    let text = text.replace('`', "'");
    if text.chars().count() > MOST { text.chars().take(MOST).chain("…".chars()).collect() } else { text }
}
