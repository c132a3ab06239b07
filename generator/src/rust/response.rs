//! What an operation's success is read as.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emission;
use super::derives::read_form;
use super::stream::is_octets;
use crate::api::{
    Api, Header, Media, MediaKind, Method, Operation, Response, SchemaId, Shape, StatusPattern, sequential,
};
use crate::diagnostic::{Diagnostics, Problem};

/// The success answers of one operation as one Rust type.
#[derive(Debug)]
pub(super) struct Success {
    /// How the body is read.
    pub(super) body: SuccessBody,
    /// Statuses of success answers that have no body although others have one.
    pub(super) empty: Vec<StatusPattern>,
    /// The header fields that the document names, each once.
    pub(super) headers: Vec<Header>,
    /// The media types that the client asks for.
    pub(super) accept: Option<String>,
}

/// How the body of a success is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SuccessBody {
    /// There is none.
    Nothing,
    /// JSON of this schema.
    Json(SchemaId),
    /// Any JSON.
    AnyJson,
    /// Text.
    Text,
    /// Octets.
    Bytes,
}

/// The answers that are successes. Where the document names none, `default` stands for them.
pub(super) fn successes(operation: &Operation) -> Vec<&Response> {
    let named: Vec<_> = operation.responses.iter().filter(|response| response.status.is_success()).collect();
    if named.is_empty() {
        operation.responses.iter().filter(|response| response.status == StatusPattern::Default).collect()
    } else {
        named
    }
}

/// Decides what a success is read as; where several differ, that is said.
pub(super) fn plan(api: &Api, operation: &Operation, diagnostics: &mut Diagnostics) -> Success {
    let mut headers: Vec<Header> = Vec::new();
    let mut accept: Vec<&str> = Vec::new();
    let mut bodies: Vec<SuccessBody> = Vec::new();
    let mut empty = Vec::new();
    let answers = successes(operation);
    for answer in &answers {
        for header in &answer.headers {
            if !headers.iter().any(|known| known.name.as_str().eq_ignore_ascii_case(header.name.as_str())) {
                headers.push(header.clone());
            }
        }
        let none = answer.content.is_empty() || operation.method == Method::Head;
        match preferred(&answer.content).filter(|_| !none) {
            None => empty.push(answer.status),
            Some(media) => {
                if !accept.contains(&media.name.as_str()) {
                    accept.push(&media.name);
                }
                let body = body_of(api, media);
                let as_bytes = matches!(body, SuccessBody::Text | SuccessBody::Bytes);
                if is_structured(api, media) && as_bytes && sequential(&media.name).is_none() {
                    let instead =
                        if body == SuccessBody::Text { "a call gives its text" } else { "a call gives its octets" };
                    diagnostics.push(
                        answer.at.child("content").child(&media.name),
                        Problem::UnsupportedMediaType { media: media.name.clone(), instead: instead.to_owned() },
                    );
                }
                if !bodies.iter().any(|known| same(api, *known, body)) {
                    bodies.push(body);
                }
                for other in answer.content.iter().filter(|other| other.name != media.name) {
                    if !same(api, body_of(api, other), body) && sequential(&other.name).is_none() {
                        diagnostics.push(
                            answer.at.child("content").child(&other.name),
                            Problem::UnsupportedMediaType {
                                media: other.name.clone(),
                                instead: format!("the client asks for `{}` alone", media.name),
                            },
                        );
                    }
                }
            }
        }
    }
    let body = match bodies.as_slice() {
        [] => SuccessBody::Nothing,
        [one] => *one,
        several => {
            let json = several.iter().all(|body| matches!(body, SuccessBody::Json(_) | SuccessBody::AnyJson));
            let instead = if json { "any JSON value" } else { "the octets of the body" };
            diagnostics
                .push(operation.at.child("responses"), Problem::SeveralSuccessTypes { instead: instead.to_owned() });
            if json { SuccessBody::AnyJson } else { SuccessBody::Bytes }
        }
    };
    if body == SuccessBody::Nothing {
        empty.clear();
    }
    let accept = (!accept.is_empty()).then(|| accept.join(", "));
    Success { body, empty, headers, accept }
}

/// The media type that is asked for: JSON where there is any, else the first.
fn preferred(content: &[Media]) -> Option<&Media> {
    content.iter().find(|media| media.kind == MediaKind::Json).or_else(|| content.first())
}

/// Whether the document describes the inside of a body.
pub(super) fn is_structured(api: &Api, media: &Media) -> bool {
    media.schema.is_some_and(|schema| {
        let (schema, _) = api.resolve(schema);
        matches!(api.schema(schema).shape, Shape::Record(_) | Shape::Map(_) | Shape::List(_) | Shape::Union(_))
    })
}

fn body_of(api: &Api, media: &Media) -> SuccessBody {
    match (media.kind, media.schema) {
        (MediaKind::Json, _) if is_octets(api, media) => SuccessBody::Bytes,
        (MediaKind::Json, Some(schema)) => SuccessBody::Json(schema),
        (MediaKind::Json, None) => SuccessBody::AnyJson,
        (MediaKind::Text, _) => SuccessBody::Text,
        (MediaKind::Form | MediaKind::Multipart | MediaKind::Binary, _) => SuccessBody::Bytes,
    }
}

fn same(api: &Api, one: SuccessBody, other: SuccessBody) -> bool {
    match (one, other) {
        (SuccessBody::Json(one), SuccessBody::Json(other)) => api.resolve(one) == api.resolve(other),
        (one, other) => one == other,
    }
}

impl Success {
    /// The type of the body.
    pub(super) fn of(&self, emission: &Emission<'_>) -> TokenStream {
        let of = self.body.of(emission);
        if self.empty.is_empty() { of } else { quote!(Option<#of>) }
    }

    /// The expression that reads the body of `answer`.
    pub(super) fn decode(&self, emission: &Emission<'_>) -> TokenStream {
        let read = self.body.decode(emission);
        if self.empty.is_empty() {
            return read;
        }
        let statuses = self.empty.iter().map(|status| status_pattern(*status));
        quote! {
            match answer.status().as_u16() {
                #(#statuses)|* => Ok(None),
                _ => #read.map(Some),
            }
        }
    }

    /// Whether a call gives the whole response, since its headers are all there is.
    pub(super) fn is_response(&self) -> bool {
        self.body == SuccessBody::Nothing && !self.headers.is_empty()
    }
}

impl SuccessBody {
    fn of(self, emission: &Emission<'_>) -> TokenStream {
        match self {
            Self::Nothing => quote!(()),
            Self::Json(schema) => emission.types().value(schema),
            Self::AnyJson => quote!(crate::Value),
            Self::Text => quote!(String),
            Self::Bytes => quote!(crate::Bytes),
        }
    }

    fn decode(self, emission: &Emission<'_>) -> TokenStream {
        match self {
            Self::Nothing => quote!(answer.nothing()),
            Self::Json(schema) => match read_form(emission.api, schema) {
                Some(form) => quote!(answer.json::<#form<_>>().map(|value| value.0)),
                None => quote!(answer.json()),
            },
            Self::AnyJson => quote!(answer.json()),
            Self::Text => quote!(answer.text()),
            Self::Bytes => quote!(answer.bytes()),
        }
    }
}

/// The pattern of a `match` on the status that fits `status`.
pub(super) fn status_pattern(status: StatusPattern) -> TokenStream {
    match status {
        StatusPattern::Code(code) => {
            let code = proc_macro2::Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        StatusPattern::Class(class) => {
            let first = proc_macro2::Literal::u16_unsuffixed(u16::from(class) * 100);
            let last = proc_macro2::Literal::u16_unsuffixed(u16::from(class) * 100 + 99);
            quote!(#first..=#last)
        }
        StatusPattern::Default => quote!(_),
    }
}
