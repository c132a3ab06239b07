//! Bodies by media type (OpenAPI 3.0, "Media Type Object").

use openapiv3::Content;

use super::Lowering;
use super::schema::node_of;
use crate::api::{Media, MediaKind, Origin};
use crate::diagnostic::At;
use crate::document::Document;

impl<'d> Lowering<'d, '_> {
    /// The media types of one body. `origin` names the schema of the first; a further one of another shape is named after its media type.
    pub(super) fn content(
        &mut self,
        document: &'d Document,
        at: &At,
        content: &'d Content,
        origin: &Origin,
    ) -> Vec<Media> {
        let mut media = Vec::with_capacity(content.len());
        for (name, object) in content {
            let place = at.child(name).child("schema");
            let schema =
                object.schema.as_ref().map(|node| self.schema(document, &place, node_of(node), origin.clone()));
            media.push(Media { name: name.clone(), kind: media_kind(name), schema });
        }
        media
    }
}

/// How a body of this media type is encoded. Parameters as `; charset=utf-8` and case do not matter.
pub(super) fn media_kind(name: &str) -> MediaKind {
    let essence = name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "application/x-www-form-urlencoded" => MediaKind::Form,
        "multipart/form-data" => MediaKind::Multipart,
        "application/json" | "text/json" | "*/*" | "application/*" => MediaKind::Json,
        "application/xml" => MediaKind::Text,
        other if other.ends_with("+json") => MediaKind::Json,
        other if other.starts_with("text/") || other.ends_with("+xml") => MediaKind::Text,
        _ => MediaKind::Binary,
    }
}
