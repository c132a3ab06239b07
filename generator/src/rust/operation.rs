//! What an operation becomes: its arguments, its answer and its errors, decided once for all emitters.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emission;
use super::parameter::{self, Argument};
use super::response::{self, Success};
use crate::api::{MediaKind, Operation, SchemaId};
use crate::diagnostic::{Diagnostics, Problem};

/// One operation, ready to be written.
#[derive(Debug)]
pub(super) struct Plan<'a> {
    /// Its index in the API.
    pub(super) index: usize,
    pub(super) operation: &'a Operation,
    /// Its parameters in order.
    pub(super) arguments: Vec<Argument>,
    pub(super) body: Option<Body>,
    pub(super) success: Success,
}

/// The request's body, in the one media type that is sent.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) required: bool,
    pub(super) media: String,
    pub(super) form: BodyForm,
}

/// What an argument for a body is, and how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BodyForm {
    /// A value of this schema, as JSON.
    Json(SchemaId),
    /// Any value, as JSON.
    AnyJson,
    /// Text.
    Text,
    /// Octets that the caller has encoded.
    Bytes,
}

impl Plan<'_> {
    /// Whether a browser makes the request, not the client.
    pub(super) fn is_browser(&self) -> bool {
        self.operation.browser
    }
}

/// Decides every operation; what cannot be done as the document wishes is said.
pub(super) fn plan<'a>(emission: &Emission<'a>, diagnostics: &mut Diagnostics) -> Vec<Plan<'a>> {
    let api = emission.api;
    let plans = api.operations.iter().enumerate().map(|(index, operation)| Plan {
        index,
        operation,
        arguments: operation.parameters.iter().map(|parameter| parameter::plan(api, parameter, diagnostics)).collect(),
        body: body(operation, diagnostics),
        success: response::plan(api, operation, diagnostics),
    });
    plans.collect()
}

fn body(operation: &Operation, diagnostics: &mut Diagnostics) -> Option<Body> {
    let body = operation.body.as_ref()?;
    let rank = |kind: MediaKind| match kind {
        MediaKind::Json => 0,
        MediaKind::Text => 1,
        MediaKind::Binary => 2,
        MediaKind::Form | MediaKind::Multipart => 3,
    };
    let media = body.content.iter().min_by_key(|media| rank(media.kind))?;
    for other in &body.content {
        if other.name != media.name {
            diagnostics.push(
                body.at.child("content").child(&other.name),
                Problem::UnsupportedMediaType {
                    media: other.name.clone(),
                    instead: format!("the body is sent as `{}`", media.name),
                },
            );
        }
    }
    let form = match (media.kind, media.schema) {
        (MediaKind::Json, Some(schema)) => BodyForm::Json(schema),
        (MediaKind::Json, None) => BodyForm::AnyJson,
        (MediaKind::Text, _) => BodyForm::Text,
        (MediaKind::Binary, _) => BodyForm::Bytes,
        (MediaKind::Form | MediaKind::Multipart, _) => {
            diagnostics.push(
                body.at.child("content").child(&media.name),
                Problem::UnsupportedMediaType {
                    media: media.name.clone(),
                    instead: "the argument is the encoded body".to_owned(),
                },
            );
            BodyForm::Bytes
        }
    };
    let name = if media.name.contains('*') { "application/json".to_owned() } else { media.name.clone() };
    Some(Body { required: body.required, media: name, form })
}

impl Body {
    /// The argument's type.
    pub(super) fn argument(&self, emission: &Emission<'_>) -> TokenStream {
        match self.form {
            BodyForm::Json(schema) => emission.types().argument(schema),
            BodyForm::AnyJson => quote!(&crate::Value),
            BodyForm::Text => quote!(&str),
            BodyForm::Bytes => quote!(impl Into<crate::Bytes>),
        }
    }

    /// The expression that puts the argument `body` into `request`.
    pub(super) fn encode(&self, emission: &Emission<'_>) -> TokenStream {
        let media = &self.media;
        match self.form {
            BodyForm::Json(schema) => {
                let value = match super::derives::decimal_form(emission.api, schema) {
                    Some(form) => quote!(&crate::runtime::decimal::#form(&body)),
                    None => quote!(&body),
                };
                if media == "application/json" { quote!(.json(#value)) } else { quote!(.json_as(#media, #value)) }
            }
            BodyForm::AnyJson => quote!(.json(&body)),
            BodyForm::Text => quote!(.body(#media, crate::Bytes::copy_from_slice(body.as_bytes()))),
            BodyForm::Bytes => quote!(.body(#media, body.into())),
        }
    }
}
