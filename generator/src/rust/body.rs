//! The request's body: what the argument is, and how it is written.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::Emission;
use super::content::{is_structured, is_xml, same_type};
use super::parameter;
use super::stream::is_octets;
use crate::api::{Api, Media, MediaKind, MemberEncoding, Operation, RequestBody, SchemaId, Shape, Text, media_kind};
use crate::diagnostic::{At, Diagnostics, Problem};

/// The request's body.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) required: bool,
    /// The ways in which it can be sent; of several the caller chooses one, by a type of the operation's own.
    pub(super) ways: Vec<Way>,
}

/// The body in one media type.
#[derive(Debug)]
pub(super) struct Way {
    pub(super) media: String,
    pub(super) form: BodyForm,
    /// How members of a form are written, where the document says.
    encoding: Vec<MemberEncoding>,
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
    /// Octets of a media type that the caller names: the document leaves it open.
    Open,
}

/// Decides how the body is sent. The ways stand in document order, but for JSON, which comes first.
pub(super) fn plan(api: &Api, operation: &Operation) -> Option<Body> {
    let body = operation.body.as_ref()?;
    let ways: Vec<_> = sent(api, body).into_iter().map(|media| Way::new(api, media)).collect();
    (!ways.is_empty()).then_some(Body { required: body.required, ways })
}

/// Says which media types are not sent, or not as the document describes their inside.
pub(super) fn say(api: &Api, body: &RequestBody, diagnostics: &mut Diagnostics) {
    let at = body.at.child("content");
    let sent = sent(api, body);
    let is_sent = |media: &Media| sent.iter().any(|known| known.name == media.name);
    let others: Vec<_> = body.content.iter().filter(|media| !is_sent(media)).map(|media| media.name.clone()).collect();
    if let (Some(preferred), false) = (sent.first(), others.is_empty()) {
        let instead = format!("the body is sent as `{}`, which says the same", preferred.name);
        diagnostics.push(at.clone(), Problem::OtherMediaType { media: others, instead });
    }
    for media in sent {
        if let BodyForm::Multipart(schema) = form(api, media) {
            part_headers(api, &at.child(&media.name).child("encoding"), media, schema, diagnostics);
        }
        let instead = match form(api, media) {
            BodyForm::Bytes if matches!(media.kind, MediaKind::Form | MediaKind::Multipart) => {
                "its schema is no object with named properties: the argument is the encoded body"
            }
            BodyForm::Bytes if media.kind == MediaKind::Text && has_other_charset(&media.name) => {
                "the argument is the text's octets, encoded as the media type says"
            }
            BodyForm::Text | BodyForm::Bytes | BodyForm::Open if is_structured(api, media) => {
                "the argument is the encoded body"
            }
            _ => continue,
        };
        diagnostics.push(
            at.child(&media.name),
            Problem::UnsupportedMediaType { media: media.name.clone(), instead: instead.to_owned() },
        );
    }
}

/// The media types that can be sent: the one that is typed best, and all that do not say the same in other letters.
fn sent<'a>(api: &Api, body: &'a RequestBody) -> Vec<&'a Media> {
    // What is typed best is sent: JSON, else a form, else text, else octets.
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

/// Whether `other` says what the preferred media type says, in other letters.
fn is_twin(api: &Api, preferred: &Media, other: &Media) -> bool {
    if !matches!(
        form(api, preferred),
        BodyForm::Json(_) | BodyForm::AnyJson | BodyForm::Form(_) | BodyForm::Multipart(_)
    ) {
        return false;
    }
    let same_schema = preferred.schema.zip(other.schema).is_some_and(|(one, other)| same_type(api, one, other));
    // JSON carries no files, and is then no other spelling of what does.
    let carries_more =
        other.kind == MediaKind::Multipart && preferred.kind != MediaKind::Multipart && has_file(api, other);
    let says_nothing = other.kind == MediaKind::Json && preferred.kind == MediaKind::Json && other.schema.is_none();
    (same_schema && !carries_more) || says_nothing || (preferred.kind == MediaKind::Json && is_xml(&other.name))
}

/// Whether a member is a file, or a list of files.
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
        // Octets are what `format: binary` says, whatever the media type.
        (MediaKind::Json, _) if is_octets(api, media) => BodyForm::Bytes,
        (MediaKind::Json, Some(schema)) => BodyForm::Json(schema),
        (MediaKind::Json, None) => BodyForm::AnyJson,
        (MediaKind::Form, Some(schema)) if is_object => BodyForm::Form(schema),
        (MediaKind::Multipart, Some(schema)) if is_record => BodyForm::Multipart(schema),
        (MediaKind::Text | MediaKind::Binary, _) if is_open => BodyForm::Open,
        // A `str` is UTF-8, and nothing here writes another charset.
        (MediaKind::Text, _) if has_other_charset(&media.name) => BodyForm::Bytes,
        (MediaKind::Text, _) => BodyForm::Text,
        (MediaKind::Form | MediaKind::Multipart | MediaKind::Binary, _) => BodyForm::Bytes,
    }
}

/// Whether a media type says that its text is in another charset than UTF-8.
fn has_other_charset(media: &str) -> bool {
    let mut parameters = media.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let charset = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    charset.is_some_and(|(_, value)| {
        let value = value.trim().trim_matches('"');
        !["utf-8", "utf8"].iter().any(|known| value.eq_ignore_ascii_case(known))
    })
}

/// Says which headers of parts cannot be given: only a file has some of its own.
fn part_headers(api: &Api, at: &At, media: &Media, schema: SchemaId, diagnostics: &mut Diagnostics) {
    let Shape::Record(record) = api.shape(schema) else { return };
    for member in &media.encoding {
        let field = record.fields.iter().find(|field| field.name == member.name);
        let takes_headers = field.is_some_and(|field| is_file(api, field.schema));
        for header in member.headers.iter().filter(|_| !takes_headers) {
            diagnostics.push(
                at.child(member.name.as_str()).child("headers").child(header.as_str()),
                Problem::PartHeader { header: header.to_string(), part: member.name.to_string() },
            );
        }
    }
}

impl Body {
    /// The only way, where there is one.
    pub(super) fn only(&self) -> Option<&Way> {
        if let [only] = self.ways.as_slice() { Some(only) } else { None }
    }

    /// Whether its only way takes octets.
    pub(super) fn has_octets(&self) -> bool {
        self.only().is_some_and(|way| matches!(way.form, BodyForm::Bytes | BodyForm::Open))
    }

    /// Whether the caller names the media type in an argument of its own.
    pub(super) fn is_open(&self) -> bool {
        self.only().is_some_and(|way| way.form == BodyForm::Open)
    }

    /// The arguments' declarations; `own` is the operation's own type for its body.
    pub(super) fn arguments(&self, emission: &Emission<'_>, own: &TokenStream) -> Vec<TokenStream> {
        match self.only() {
            Some(way) => {
                let of = way.argument(emission);
                let open = (way.form == BodyForm::Open).then(|| quote!(content_type: &str));
                open.into_iter().chain([quote!(body: #of)]).collect()
            }
            None => {
                let lifetime = self.lifetime(emission);
                vec![quote!(body: impl Into<#own #lifetime>)]
            }
        }
    }

    /// The lifetime that a method with the arguments is generic over, where there is one.
    pub(super) fn lifetime(&self, emission: &Emission<'_>) -> Option<TokenStream> {
        (self.only().is_none() && self.borrows(emission)).then(|| quote!(<'a>))
    }

    /// The expression that puts the argument `body` into a request.
    pub(super) fn encode(&self, emission: &Emission<'_>, own: &TokenStream) -> TokenStream {
        match self.only() {
            Some(way) => way.encode(emission, &quote!(body.into())),
            None => quote!(.with(|request| Into::<#own>::into(body).put(request))),
        }
    }

    /// Whether the operation's own type for its body borrows from its values.
    pub(super) fn borrows(&self, emission: &Emission<'_>) -> bool {
        self.ways.iter().any(|way| {
            way.form == BodyForm::Open || way.argument(emission).into_iter().any(|token| is_reference(&token))
        })
    }
}

impl Way {
    fn new(api: &Api, media: &Media) -> Self {
        // JSON of whatever kind is plain JSON.
        let is_range = media.kind == MediaKind::Json && media.name.contains('*');
        let name = if is_range { "application/json".to_owned() } else { media.name.clone() };
        Self { media: name, form: form(api, media), encoding: media.encoding.clone() }
    }

    /// The argument's type inside the operation's own type for its body.
    pub(super) fn held(&self, emission: &Emission<'_>) -> TokenStream {
        if matches!(self.form, BodyForm::Bytes | BodyForm::Open) {
            return quote!(crate::Upload);
        }
        let tokens = self.argument(emission).into_iter().flat_map(|token| {
            let lifetime = is_reference(&token).then(|| quote!('a));
            std::iter::once(token).chain(lifetime.into_iter().flatten())
        });
        tokens.collect()
    }

    /// The argument's type.
    fn argument(&self, emission: &Emission<'_>) -> TokenStream {
        match self.form {
            BodyForm::Json(schema) | BodyForm::Form(schema) | BodyForm::Multipart(schema) => {
                emission.types().argument(schema)
            }
            BodyForm::AnyJson => quote!(&crate::Value),
            BodyForm::Text => quote!(&str),
            BodyForm::Bytes | BodyForm::Open => quote!(impl Into<crate::Upload>),
        }
    }

    /// The expression that puts the argument `body` into a request; `octets` is how it becomes octets, where it is that.
    pub(super) fn encode(&self, emission: &Emission<'_>, octets: &TokenStream) -> TokenStream {
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
                    let name = member.name.as_str();
                    if let Some((style, explode)) = member.style {
                        let style = parameter::query_style(style, explode);
                        return Some(quote!((#name, Some(#style))));
                    }
                    let media = member.content_type.as_deref()?;
                    let is_json = !media.contains([',', '*']) && media_kind(media) == MediaKind::Json;
                    is_json.then(|| quote!((#name, None)))
                });
                let value = parameter::exact(emission, schema, &quote!(body));
                quote!(.form_body(#value, &[#(#rules),*]))
            }
            BodyForm::Multipart(_) => quote!(.multipart_body(body)),
            BodyForm::Text => quote!(.body(#media, crate::Bytes::copy_from_slice(body.as_bytes()))),
            BodyForm::Bytes => quote!(.upload(#media, #octets)),
            BodyForm::Open => quote!(.upload(content_type, #octets)),
        }
    }
}

fn is_reference(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(mark) if mark.as_char() == '&')
}
