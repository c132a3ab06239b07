//! The supported versions of OpenAPI.

use serde_json::Value;

/// A version of OpenAPI. Versions with the same rules are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Swagger 2.0.
    Swagger2,
    /// OpenAPI 3.0.
    OpenApi30,
    /// OpenAPI 3.1, the plain JSON Schema that its schemas use, and 3.2, which only adds to 3.1.
    OpenApi31,
}

impl Dialect {
    /// Returns the version that a file states; `None` for a file that is only a part of a document.
    pub(super) fn of(file: &Value) -> Option<Self> {
        let text = |key: &str| file.get(key).and_then(Value::as_str);
        if file.get("swagger").is_some() {
            return Some(Self::Swagger2);
        }
        match text("openapi") {
            Some(version) if ["3.1", "3.2"].iter().any(|line| super::super::is_version(version, line)) => {
                return Some(Self::OpenApi31);
            }
            Some(_) => return Some(Self::OpenApi30),
            None => {}
        }
        text("$schema").filter(|schema| schema.contains("json-schema.org/")).map(|_| Self::OpenApi31)
    }
}
