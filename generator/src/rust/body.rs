//! The request's body: what the argument is, and how it is written.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emission;
use super::parameter;
use super::response;
use super::stream::is_octets;
use crate::api::{Api, Media, MediaKind, MemberEncoding, Operation, SchemaId, Shape, Text};
use crate::diagnostic::{At, Diagnostics, Problem};

/// The request's body, in the one media type that is sent.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) required: bool,
    pub(super) media: String,
    pub(super) form: BodyForm,
    /// How members of a form are written, where the document says.
    pub(super) encoding: Vec<MemberEncoding>,
}

/// What an argument for a body is, and how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BodyForm {
    /// A value of this schema, as JSON.
    Json(SchemaId),
    /// Any value, as JSON.
    AnyJson,
    /// A value of this schema, as a form.
    Form(SchemaId),
    /// A value of this schema, in several parts.
    Multipart(SchemaId),
    /// Text.
    Text,
    /// Octets that the caller has encoded.
    Bytes,
}

/// Decides how the body is sent; what cannot be done as the document wishes is said.
pub(super) fn plan(api: &Api, operation: &Operation, diagnostics: &mut Diagnostics) -> Option<Body> {
    let body = operation.body.as_ref()?;
    let is_record = |media: &Media| {
        media.schema.is_some_and(|schema| matches!(api.schema(api.resolve(schema).0).shape, Shape::Record(_)))
    };
    let is_object = |media: &Media| {
        is_record(media)
            || media.schema.is_some_and(|schema| matches!(api.schema(api.resolve(schema).0).shape, Shape::Map(_)))
    };
    let form = |media: &Media| match (media.kind, media.schema) {
        (MediaKind::Json, _) if is_octets(api, media) => BodyForm::Bytes,
        (MediaKind::Json, Some(schema)) => BodyForm::Json(schema),
        (MediaKind::Json, None) => BodyForm::AnyJson,
        (MediaKind::Form, Some(schema)) if is_object(media) => BodyForm::Form(schema),
        (MediaKind::Multipart, Some(schema)) if is_record(media) => BodyForm::Multipart(schema),
        (MediaKind::Text, _) => BodyForm::Text,
        (MediaKind::Form | MediaKind::Multipart | MediaKind::Binary, _) => BodyForm::Bytes,
    };
    // What is typed best is sent: JSON, else a form, else text, else octets.
    let rank = |media: &&Media| match form(media) {
        BodyForm::Json(_) | BodyForm::AnyJson => 0,
        BodyForm::Multipart(_) => 1,
        BodyForm::Form(_) => 2,
        BodyForm::Text => 3,
        BodyForm::Bytes => 4,
    };
    let media = body.content.iter().min_by_key(rank)?;
    for other in body.content.iter().filter(|other| other.name != media.name && other.schema != media.schema) {
        diagnostics.push(
            body.at.child("content").child(&other.name),
            Problem::UnsupportedMediaType {
                media: other.name.clone(),
                instead: format!("the body is sent as `{}`", media.name),
            },
        );
    }
    if matches!(media.kind, MediaKind::Form | MediaKind::Multipart) && form(media) == BodyForm::Bytes {
        diagnostics.push(
            body.at.child("content").child(&media.name),
            Problem::UnsupportedMediaType {
                media: media.name.clone(),
                instead: "its schema is no object with named properties: the argument is the encoded body".to_owned(),
            },
        );
    }
    if matches!(media.kind, MediaKind::Text | MediaKind::Binary) && response::is_structured(api, media) {
        diagnostics.push(
            body.at.child("content").child(&media.name),
            Problem::UnsupportedMediaType {
                media: media.name.clone(),
                instead: "the argument is the encoded body".to_owned(),
            },
        );
    }
    if let BodyForm::Multipart(schema) = form(media) {
        part_headers(api, &body.at.child("content").child(&media.name).child("encoding"), media, schema, diagnostics);
    }
    let name = if media.name.contains('*') {
        let plain = if media.kind == MediaKind::Json && form(media) != BodyForm::Bytes {
            "application/json"
        } else {
            "application/octet-stream"
        };
        plain.to_owned()
    } else {
        media.name.clone()
    };
    Some(Body { required: body.required, media: name, form: form(media), encoding: media.encoding.clone() })
}

/// Says which headers of parts cannot be given: only a file has some of its own.
fn part_headers(api: &Api, at: &At, media: &Media, schema: SchemaId, diagnostics: &mut Diagnostics) {
    let Shape::Record(record) = &api.schema(api.resolve(schema).0).shape else { return };
    let is_file = |id: SchemaId| matches!(api.schema(api.resolve(id).0).shape, Shape::Text(Text::Binary));
    for member in &media.encoding {
        let field = record.fields.iter().find(|field| field.name == member.name);
        let takes_headers = field.is_some_and(|field| match api.schema(api.resolve(field.schema).0).shape {
            Shape::List(item) => is_file(item),
            _ => is_file(field.schema),
        });
        for header in member.headers.iter().filter(|_| !takes_headers) {
            diagnostics.push(
                at.child(member.name.as_str()).child("headers").child(header.as_str()),
                Problem::PartHeader { header: header.to_string(), part: member.name.to_string() },
            );
        }
    }
}

impl Body {
    /// The argument's type.
    pub(super) fn argument(&self, emission: &Emission<'_>) -> TokenStream {
        match self.form {
            BodyForm::Json(schema) | BodyForm::Form(schema) | BodyForm::Multipart(schema) => {
                emission.types().argument(schema)
            }
            BodyForm::AnyJson => quote!(&crate::Value),
            BodyForm::Text => quote!(&str),
            BodyForm::Bytes => quote!(impl Into<crate::Upload>),
        }
    }

    /// The expression that puts the argument `body` into `request`.
    pub(super) fn encode(&self, emission: &Emission<'_>) -> TokenStream {
        let media = &self.media;
        match self.form {
            BodyForm::Json(schema) => {
                let value = parameter::exact(emission, schema, &quote!(body));
                if media == "application/json" { quote!(.json(#value)) } else { quote!(.json_as(#media, #value)) }
            }
            BodyForm::AnyJson if media == "application/json" => quote!(.json(&body)),
            BodyForm::AnyJson => quote!(.json_as(#media, &body)),
            BodyForm::Form(schema) => {
                let rules = self.encoding.iter().filter_map(|member| {
                    let (style, explode) = member.style?;
                    let (name, style) = (member.name.as_str(), parameter::query_style(style));
                    Some(quote!((#name, QueryStyle::#style, #explode)))
                });
                let value = parameter::exact(emission, schema, &quote!(body));
                quote!(.form(#value, &[#(#rules),*]))
            }
            BodyForm::Multipart(_) => quote!(.multipart(body)),
            BodyForm::Text => quote!(.body(#media, crate::Bytes::copy_from_slice(body.as_bytes()))),
            BodyForm::Bytes => quote!(.upload(#media, body.into())),
        }
    }
}
