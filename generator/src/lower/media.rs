//! Bodies by media type (OpenAPI 3.0, "Media Type Object").

use openapiv3::Content;

use super::Reader;
use super::example::Beside;
use super::parameter::query_style;
use super::schema::node_of;
use crate::api::{Media, MediaKind, MediaType, Origin, PropertyEncoding, Style};
use crate::diagnostic::{Instead, Problem};
use crate::place::At;

impl<'d> Reader<'d, '_> {
    /// Reads the media types of one body. `origin` names the schema of the first one; if a further
    /// media type has another schema, its name includes the media type.
    pub(super) fn content(&mut self, at: &At, content: &'d Content, origin: &Origin) -> Vec<Media> {
        let mut media: Vec<Media> = Vec::with_capacity(content.len());
        for (index, (name, object)) in content.iter().enumerate() {
            let place = at.child(name).child("schema");
            // A schema that the document repeats for the next media type is the same type.
            let known = content.values().take(index).position(|known| known.schema == object.schema);
            let schema = match (&object.schema, known.and_then(|index| media.get(index))) {
                (Some(_), Some(known)) => known.schema,
                (Some(node), None) => Some(self.schema(&place, node_of(node), origin.clone())),
                (None, _) => None,
            };
            let kind = MediaType::new(name).kind();
            // Examples of a form are given as objects.
            if let (MediaKind::Json | MediaKind::Form, Some(schema)) = (kind, schema) {
                let beside = Beside { example: object.example.as_ref(), examples: &object.examples };
                self.examples_beside(schema, &at.child(name), &beside);
            }
            let encoding = object.encoding.iter().map(|(name, encoding)| PropertyEncoding {
                name: name.as_str().into(),
                content_type: encoding.content_type.clone(),
                // OpenAPI 3.0, "Encoding Object": Content-Type is described separately and ignored
                // here.
                headers: encoding
                    .headers
                    .keys()
                    .filter(|name| !name.eq_ignore_ascii_case("content-type"))
                    .map(|name| name.as_str().into())
                    .collect(),
                style: encoding.style.as_ref().map(|style| {
                    let style = query_style(style);
                    (style, encoding.explode || style == Style::DeepObject)
                }),
            });
            let encoding = encoding.collect();
            media.push(Media { name: self.sendable(&at.child(name), name), kind, schema, encoding });
        }
        media
    }

    /// Returns the name of a media type that a header can carry: visible ASCII (RFC 9110, section
    /// 5.5).
    fn sendable(&mut self, at: &At, name: &str) -> String {
        let can_stand = |text: &str| text.chars().all(|character| character == ' ' || character.is_ascii_graphic());
        if can_stand(name) {
            return name.to_owned();
        }
        let essence = MediaType::without_parameters(name);
        let instead = if can_stand(essence) { essence } else { "application/octet-stream" };
        let problem =
            Problem::UnsupportedMediaType { media: name.to_owned(), instead: Instead::Written(instead.to_owned()) };
        self.say(at, problem);
        instead.to_owned()
    }
}
