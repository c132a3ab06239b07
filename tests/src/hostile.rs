//! A document with code, markup or odd characters in every place that takes text.

use serde_json::{Map, Value, json};

/// An identifier that no name turns into: in an emitted crate it may only occur inside text.
pub const MARKER: &str = "eVIL";

/// The texts. Each contains [`MARKER`].
#[must_use]
pub fn texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "\"; eVIL!(); //",
        "*/ fn eVIL() {} /*",
        "#![feature(eVIL)]",
        "{{eVIL}} {eVIL} {} {0}",
        "\"# eVIL \"## r#\"",
        "eVIL \\ \\\" \\n \\u{22} \\",
        "eVIL\r\r mod eVIL;",
        "eVIL\n\n    eVIL!();\n\n\teVIL!();",
        "eVIL\r\n```rust\r\neVIL!()\r\n```\r\n",
        "eVIL\0\u{7}\u{1b}[31m\u{7f}\u{85}",
        "eVIL\u{2028}fn eVIL(){}\u{2029}",
        "eVIL\u{202e}\u{2066}\u{2069}\u{200f}\u{61c} gnp",
        "eVIL\u{feff}\u{200b}\u{ad}\u{e0001}",
        "eVIL 👩‍👩‍👧 🦀 ﬁ İ ß é e\u{301}",
        "eVIL ``` ~~~ ` `` ```",
        "```\neVIL!()",
        "~~~rust,should_panic\neVIL!()",
        "../../etc/eVIL",
        "C:\\eVIL\\..\\nul",
        "/eVIL//./..",
        "[eVIL] [`eVIL`] [a](eVIL) [b][eVIL] [eVIL]: crate::eVIL",
        "<eVIL> <script>eVIL()</script> <!-- eVIL",
        "#[doc = \"eVIL\"] #[cfg(eVIL)] //! /// // /* eVIL",
        "'eVIL' ' \\' b'",
        "$(eVIL) `eVIL` %s %n ; rm",
        "eVIL = 1\n[package]\nname = \"eVIL\"\n[dependencies]",
        "| eVIL | \\| |",
        "---\n# eVIL\n***",
        "https://evil.example/eVIL?a=[b]&c=<d>",
    ]
    .map(str::to_owned)
    .into();
    texts.push("eVIL ".repeat(2_000));
    texts
}

/// The document.
#[must_use]
pub fn document() -> Value {
    let texts = texts();
    let all: Value = texts.iter().cloned().collect();
    let first = texts.first().cloned().unwrap_or_default();
    let every = texts.join("\n");
    let (mut paths, mut schemas, mut schemes, mut tags, mut scopes) =
        (Map::new(), Map::new(), Map::new(), Vec::new(), Map::new());
    for (index, text) in texts.iter().enumerate() {
        let schema = json!({ "$ref": format!("#/components/schemas/{}", token(text)) });
        schemas.insert(text.clone(), record(text, &all));
        schemas.insert(
            format!("Of {text}"),
            json!({ "oneOf": [schema.clone()], "discriminator": { "propertyName": "kind", "mapping": { text: token(text) } } }),
        );
        tags.push(json!({ "name": text, "description": text, "externalDocs": { "url": text, "description": text } }));
        scopes.insert(text.clone(), json!(text));
        let scheme = match index % 3 {
            0 => json!({ "type": "apiKey", "in": "query", "name": text, "description": text }),
            1 => json!({ "type": "http", "scheme": "bearer", "bearerFormat": text, "description": text }),
            _ => json!({ "type": "openIdConnect", "openIdConnectUrl": text, "description": text }),
        };
        schemes.insert(text.clone(), scheme);
        // A path ends at its `?` or `#`, and braces are parameters.
        let path = format!("/{index}/{}", text.replace(['{', '}', '?', '#'], "-"));
        let one = json!({ text: { "value": text, "summary": text, "description": text } });
        let body = json!({ "schema": schema, "example": { text: text }, "examples": one });
        let header = json!({ "description": text, "schema": { "type": "string", "default": text } });
        let operation = json!({
            "operationId": text, "summary": text, "description": text, "tags": [text], "deprecated": index % 5 == 0,
            "externalDocs": { "url": text, "description": text }, "x-evil": text,
            "parameters": [{
                "name": text, "in": "query", "description": text, "example": text, "required": index % 2 == 0,
                "schema": { "type": "string", "enum": all, "default": text, "pattern": text, "title": text, "format": text },
            }, {
                "name": format!("{text}[]"), "in": "query", "schema": { "type": "array", "items": { "type": "string", "pattern": text } },
            }, {
                "name": text, "in": "cookie", "schema": { "type": "integer", "description": text },
            }],
            "requestBody": { "description": text, "content": { "application/json": body } },
            "security": [{ text: [] }],
            "responses": {
                "200": { "description": text, "headers": { "X-Evil": header }, "content": { "application/json": body } },
                "404": { "description": text, "content": { "application/json": { "schema": record(text, &all) } } },
                "default": { "description": text, "links": { text: { "operationId": text, "description": text } } },
            },
        });
        paths.insert(path, json!({ "summary": text, "description": text, "post": operation }));
    }
    let flow =
        json!({ "authorizationUrl": "https://evil.example/a", "tokenUrl": "https://evil.example/t", "scopes": scopes });
    schemes.insert(
        "flows".to_owned(),
        json!({ "type": "oauth2", "description": every, "flows": { "authorizationCode": flow } }),
    );
    json!({
        "openapi": "3.0.3",
        "info": {
            "title": every, "version": every, "description": every, "termsOfService": every, "x-evil": every,
            "contact": { "name": every, "url": every, "email": every }, "license": { "name": every, "url": every },
        },
        "servers": [{
            "url": "https://evil.example/{v}", "description": every,
            "variables": { "v": { "default": "1", "enum": ["1", first], "description": every } },
        }, { "url": every, "description": every }],
        "tags": tags,
        "externalDocs": { "url": every, "description": every },
        "paths": paths,
        "components": { "schemas": schemas, "securitySchemes": schemes },
    })
}

/// An object with a text under every keyword.
fn record(text: &str, all: &Value) -> Value {
    json!({
        "type": "object", "title": text, "description": text, "example": { text: text }, "x-evil": text,
        "externalDocs": { "url": text, "description": text }, "xml": { "name": text, "namespace": text, "prefix": text },
        "required": [text],
        "properties": {
            text: { "type": "string", "title": text, "description": text, "default": text, "pattern": text, "example": text },
            format!("{text}!"): { "type": "string", "enum": all, "x-enum-descriptions": all, "default": text },
            "kind": { "type": "string", "format": text },
        },
        "additionalProperties": { "type": "string", "description": text },
    })
}

/// A key, escaped for a reference.
fn token(key: &str) -> String {
    let mut token = String::new();
    for byte in key.replace('~', "~0").replace('/', "~1").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'~' | b'-' | b'.' => token.push(char::from(byte)),
            _ => token.push_str(&format!("%{byte:02X}")),
        }
    }
    token
}
