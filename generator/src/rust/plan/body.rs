//! The request body: its argument, and how it is written.

use super::content::{is_structured, is_xml, same_type};
use crate::api::{Api, Media, MediaKind, MediaType, Operation, RequestBody, SchemaId, Shape, Text};
use crate::diagnostic::{Diagnostics, Instead, Preferred, Problem};
use crate::place::At;
use crate::rust::facts::is_octets;

/// The request body.
#[derive(Debug)]
pub(crate) struct Body<'a> {
    pub(crate) required: bool,
    /// The ways to send it. If there are several, the operation has a type with which the caller
    /// chooses.
    pub(crate) ways: Vec<Way<'a>>,
}

/// The body in one media type.
#[derive(Debug)]
pub(crate) struct Way<'a> {
    /// The media type that is sent.
    pub(crate) media: &'a str,
    pub(crate) form: BodyForm,
    /// The media type as the document describes it.
    pub(crate) described: &'a Media,
}

/// The argument for a body, and how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyForm {
    /// A value of this schema, as JSON.
    Json(SchemaId),
    /// Any value, as JSON.
    AnyJson,
    /// A value of this schema, as a form.
    Form(SchemaId),
    /// A value of this schema, as multipart.
    Multipart(SchemaId),
    /// Text.
    Text,
    /// Bytes that the caller has encoded.
    Bytes,
    /// Bytes of a media type that the caller names, because the document leaves it open.
    Open,
}

/// Decides how the body is sent. The ways are in document order, except that JSON comes first.
pub(super) fn plan<'a>(api: &Api, operation: &'a Operation) -> Option<Body<'a>> {
    let body = operation.body.as_ref()?;
    let ways: Vec<_> = sent(api, body).into_iter().map(|media| Way::of(api, media)).collect();
    (!ways.is_empty()).then_some(Body { required: body.required, ways })
}

/// Reports media types that are not sent, or whose content is not typed as the document describes
/// it.
pub(super) fn report(api: &Api, object: &RequestBody, body: Option<&Body<'_>>, diagnostics: &mut Diagnostics) {
    let at = object.at.child("content");
    let sent = body.map_or(&[][..], |body| &body.ways);
    let is_sent = |media: &Media| sent.iter().any(|known| known.described.name == media.name);
    let others: Vec<_> =
        object.content.iter().filter(|media| !is_sent(media)).map(|media| media.name.clone()).collect();
    if let (Some(preferred), false) = (sent.first(), others.is_empty()) {
        let instead = Preferred::Sent(preferred.described.name.clone());
        diagnostics.push(at.clone(), Problem::OtherMediaType { media: others, instead });
    }
    for Way { described: media, form, .. } in sent {
        if let BodyForm::Multipart(schema) = *form {
            part_headers(api, &at.child(&media.name).child("encoding"), media, schema, diagnostics);
        }
        let instead = match form {
            BodyForm::Bytes if matches!(media.kind, MediaKind::Form | MediaKind::Multipart) => Instead::EncodedForm,
            BodyForm::Bytes if media.kind == MediaKind::Text && MediaType::new(&media.name).has_other_charset() => {
                Instead::EncodedText
            }
            BodyForm::Text | BodyForm::Bytes | BodyForm::Open if is_structured(api, media) => Instead::Encoded,
            _ => continue,
        };
        diagnostics.push(at.child(&media.name), Problem::UnsupportedMediaType { media: media.name.clone(), instead });
    }
}

/// Returns the media types that can be sent: the one with the best type, and all that carry
/// different values.
fn sent<'a>(api: &Api, body: &'a RequestBody) -> Vec<&'a Media> {
    // The order of preference: JSON, forms, text, bytes.
    let rank = |media: &&Media| match form(api, media) {
        BodyForm::Json(_) => 0,
        BodyForm::AnyJson => 1,
        BodyForm::Multipart(_) => 2,
        BodyForm::Form(_) => 3,
        BodyForm::Text => 4,
        BodyForm::Bytes => 5,
        BodyForm::Open => 6,
    };
    let Some(preferred) = body.content.iter().min_by_key(rank) else { return Vec::new() };
    let others = body.content.iter().filter(|media| !std::ptr::eq(*media, preferred));
    std::iter::once(preferred).chain(others.filter(|other| !is_twin(api, preferred, other))).collect()
}

/// Whether `other` is just another encoding of what the preferred media type carries.
fn is_twin(api: &Api, preferred: &Media, other: &Media) -> bool {
    if !matches!(
        form(api, preferred),
        BodyForm::Json(_) | BodyForm::AnyJson | BodyForm::Form(_) | BodyForm::Multipart(_)
    ) {
        return false;
    }
    let same_schema = preferred.schema.zip(other.schema).is_some_and(|(one, other)| same_type(api, one, other));
    // JSON cannot carry files, so a media type with files is not just another encoding of it.
    let carries_more =
        other.kind == MediaKind::Multipart && preferred.kind != MediaKind::Multipart && has_file(api, other);
    let says_nothing = other.kind == MediaKind::Json && preferred.kind == MediaKind::Json && other.schema.is_none();
    (same_schema && !carries_more) || says_nothing || (preferred.kind == MediaKind::Json && is_xml(&other.name))
}

/// Whether a property is a file, or a list of files.
fn has_file(api: &Api, media: &Media) -> bool {
    match media.schema.map(|schema| api.shape(schema)) {
        Some(Shape::Record(record)) => record.fields.iter().any(|field| is_file(api, field.schema)),
        _ => false,
    }
}

/// Whether a schema is that of a file, or of a list of files.
fn is_file(api: &Api, schema: SchemaId) -> bool {
    let one = match api.shape(schema) {
        Shape::List(item) => api.shape(*item),
        one => one,
    };
    matches!(one, Shape::Text(Text::Binary))
}

fn form(api: &Api, media: &Media) -> BodyForm {
    let shape = media.schema.map(|schema| api.shape(schema));
    let is_record = matches!(shape, Some(Shape::Record(_)));
    let is_object = is_record || matches!(shape, Some(Shape::Map(_)));
    let is_open = media.name.contains('*');
    match (media.kind, media.schema) {
        (MediaKind::Json, _) if is_open && !is_structured(api, media) => BodyForm::Open,
        // `format: binary` means bytes, whatever the media type.
        (MediaKind::Json, _) if is_octets(api, media) => BodyForm::Bytes,
        (MediaKind::Json, Some(schema)) => BodyForm::Json(schema),
        (MediaKind::Json, None) => BodyForm::AnyJson,
        (MediaKind::Form, Some(schema)) if is_object => BodyForm::Form(schema),
        (MediaKind::Multipart, Some(schema)) if is_record => BodyForm::Multipart(schema),
        (MediaKind::Text | MediaKind::Binary, _) if is_open => BodyForm::Open,
        // A `str` is UTF-8, and the runtime does not write other charsets.
        (MediaKind::Text, _) if MediaType::new(&media.name).has_other_charset() => BodyForm::Bytes,
        (MediaKind::Text, _) => BodyForm::Text,
        (MediaKind::Form | MediaKind::Multipart | MediaKind::Binary, _) => BodyForm::Bytes,
    }
}

/// Reports header fields of parts that the caller cannot set: only a file has its own.
fn part_headers(api: &Api, at: &At, media: &Media, schema: SchemaId, diagnostics: &mut Diagnostics) {
    let Shape::Record(record) = api.shape(schema) else { return };
    for encoding in &media.encoding {
        let field = record.fields.iter().find(|field| field.name == encoding.name);
        let takes_headers = field.is_some_and(|field| is_file(api, field.schema));
        for header in encoding.headers.iter().filter(|_| !takes_headers) {
            diagnostics.push(
                at.child(encoding.name.as_str()).child("headers").child(header.as_str()),
                Problem::PartHeader { header: header.to_string(), part: encoding.name.to_string() },
            );
        }
    }
}

impl<'a> Body<'a> {
    /// Returns the way to send the body, if there is only one.
    pub(crate) fn only(&self) -> Option<&Way<'a>> {
        if let [only] = self.ways.as_slice() { Some(only) } else { None }
    }

    /// Whether its only way takes bytes.
    pub(crate) fn has_octets(&self) -> bool {
        self.only().is_some_and(|way| matches!(way.form, BodyForm::Bytes | BodyForm::Open))
    }

    /// Whether the caller names the media type in a separate argument.
    pub(crate) fn is_open(&self) -> bool {
        self.only().is_some_and(|way| way.form == BodyForm::Open)
    }
}

impl<'a> Way<'a> {
    fn of(api: &Api, described: &'a Media) -> Self {
        // A range of JSON types is sent as plain JSON.
        let is_range = described.kind == MediaKind::Json && described.name.contains('*');
        let media = if is_range { "application/json" } else { &described.name };
        Self { media, form: form(api, described), described }
    }
}
