//! What an operation's success is read as.

use proc_macro2::TokenStream;
use quote::quote;

use super::content::{self, ResponseBody, status_pattern};
use crate::api::{Api, Header, Operation, Response, StatusPattern};
use crate::rust::Emission;

/// The success responses of one operation as one Rust type.
#[derive(Debug)]
pub(crate) struct Success<'a> {
    pub(crate) reading: Reading<'a>,
    /// The header fields that the document names, each once.
    pub(crate) headers: Vec<Header>,
    /// The media types that the client asks for.
    pub(crate) accept: Option<String>,
}

/// What a call gives.
#[derive(Debug)]
pub(crate) enum Reading<'a> {
    /// Nothing: no success has a body.
    Nothing,
    /// A body, always of this type.
    One(ResponseBody),
    /// A body of this type, but none with these statuses.
    Optional(ResponseBody, Vec<StatusPattern>),
    /// One of several, told apart by status and content type: a type of the operation's own.
    Several(Vec<Alternative<'a>>),
}

/// One of several successes.
#[derive(Debug)]
pub(crate) struct Alternative<'a> {
    pub(crate) response: &'a Response,
    /// The media types that tell it from others of this response; empty: whatever comes is read so.
    pub(crate) media: Vec<&'a str>,
    pub(crate) body: ResponseBody,
}

/// The responses that are successes. Where the document names none, `default` stands for them.
pub(crate) fn successes(operation: &Operation) -> Vec<&Response> {
    let named: Vec<_> = operation.responses.iter().filter(|response| response.status.is_success()).collect();
    if named.is_empty() {
        operation.responses.iter().filter(|response| response.status == StatusPattern::Default).collect()
    } else {
        named
    }
}

/// Decides what a success is read as.
pub(crate) fn reading<'a>(api: &Api, operation: &'a Operation) -> Reading<'a> {
    let mut alternatives: Vec<Alternative<'a>> = Vec::new();
    for response in successes(operation) {
        let mut contents = content::contents(api, operation, response);
        if let [only] = contents.as_mut_slice() {
            // Nothing to be told from: a server that names another content type means this one all the same.
            only.media.clear();
        }
        if contents.is_empty() {
            contents.push(content::Content { media: Vec::new(), body: ResponseBody::Nothing });
        }
        alternatives.extend(contents.into_iter().map(|content| Alternative {
            response,
            media: content.media,
            body: content.body,
        }));
    }
    let mut bodies = alternatives.iter().map(|found| found.body).filter(|body| *body != ResponseBody::Nothing);
    let Some(first) = bodies.next() else { return Reading::Nothing };
    if bodies.any(|body| !content::same(api, body, first)) {
        return Reading::Several(alternatives);
    }
    let empty: Vec<_> = alternatives
        .iter()
        .filter(|found| found.body == ResponseBody::Nothing)
        .map(|found| found.response.status)
        .collect();
    if empty.is_empty() { Reading::One(first) } else { Reading::Optional(first, empty) }
}

/// Decides what a success is read as, and what is asked for.
pub(crate) fn plan<'a>(api: &Api, operation: &'a Operation) -> Success<'a> {
    let mut headers: Vec<Header> = Vec::new();
    let mut accept: Vec<&str> = Vec::new();
    for response in successes(operation) {
        for header in &response.headers {
            if !headers.iter().any(|known| known.name.as_str().eq_ignore_ascii_case(header.name.as_str())) {
                headers.push(header.clone());
            }
        }
        for content in content::contents(api, operation, response) {
            // Of several kinds of JSON that say the same, one is asked for.
            let json = matches!(content.body, ResponseBody::Json(_) | ResponseBody::AnyJson);
            let asked = if json { content.media.get(..1).unwrap_or_default() } else { content.media.as_slice() };
            for media in asked {
                if !accept.contains(media) {
                    accept.push(media);
                }
            }
        }
    }
    let accept = (!accept.is_empty()).then(|| accept.join(", "));
    Success { reading: reading(api, operation), headers, accept }
}

impl Success<'_> {
    /// The type of the body; `own` is the path of the operation's own type, where it has one.
    pub(crate) fn of(&self, emission: &Emission<'_>, own: &TokenStream) -> TokenStream {
        match &self.reading {
            Reading::Nothing => quote!(()),
            Reading::One(body) => body.of(emission),
            Reading::Optional(body, _) => {
                let of = body.of(emission);
                quote!(Option<#of>)
            }
            Reading::Several(_) => own.clone(),
        }
    }

    /// The expression that reads the body of `response`.
    pub(crate) fn decode(&self, emission: &Emission<'_>, own: &TokenStream) -> TokenStream {
        match &self.reading {
            Reading::Nothing => ResponseBody::Nothing.decode(emission),
            Reading::One(body) => body.decode(emission),
            Reading::Optional(body, empty) => {
                let read = body.decode(emission);
                let statuses = empty.iter().map(|status| status_pattern(*status));
                quote! {
                    match response.status().as_u16() {
                        #(#statuses)|* => Ok(None),
                        _ => #read.map(Some),
                    }
                }
            }
            Reading::Several(_) => quote!(#own::read(response)),
        }
    }

    /// Whether a call gives the whole response, since its headers are all there is.
    pub(crate) fn is_response(&self) -> bool {
        matches!(self.reading, Reading::Nothing) && !self.headers.is_empty()
    }
}
