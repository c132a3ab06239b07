//! The words of a document: what it says of a part, and facts that a type does not show.

use openapiv3::{ExternalDocumentation, SchemaData};
use serde_json::Value;

use crate::api::Docs;

/// What a schema says of itself.
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

/// A page that tells more.
pub(super) fn external(docs: Option<&ExternalDocumentation>) -> Option<(String, Option<String>)> {
    docs.map(|docs| (docs.url.clone(), docs.description.clone()))
}

/// A value as a reader of the documentation should see it: one line, not too long.
pub(super) fn shown(value: &Value) -> String {
    shown_text(&value.to_string())
}

/// A text of the document as one short line inside a code span.
pub(super) fn shown_text(text: &str) -> String {
    const MOST: usize = 80;
    let text = text.replace('`', "'");
    if text.chars().count() > MOST { text.chars().take(MOST).chain("…".chars()).collect() } else { text }
}
