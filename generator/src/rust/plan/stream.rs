//! Success responses that can be read as they come: as octets, as events, as values.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::success::successes;
use crate::api::{Api, Media, MediaKind, Method, Operation, Record, SchemaId, Sequential, Shape, Text, sequential};
use crate::rust::Emission;
use crate::rust::facts::decimal_form;

/// How the success responses of one operation can be read as they come.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Streams<'a> {
    /// As octets.
    pub(crate) octets: bool,
    /// As events.
    pub(crate) events: Option<&'a Media>,
    /// As values.
    pub(crate) values: Option<(&'a Media, Sequential)>,
}

/// Finds out by the media types of the success responses.
pub(crate) fn streams<'a>(api: &Api, operation: &'a Operation) -> Streams<'a> {
    let mut streams = Streams::default();
    if operation.browser || operation.method == Method::Head {
        return streams;
    }
    for media in successes(operation).into_iter().flat_map(|response| &response.content) {
        match sequential(&media.name) {
            Some(Sequential::Events) => streams.events = streams.events.or(Some(media)),
            Some(kind) => streams.values = streams.values.or(Some((media, kind))),
            None => {}
        }
    }
    // Octets are what is left where the client does not ask for JSON.
    let responses = successes(operation);
    let is_json = |media: &Media| media.kind == MediaKind::Json && !is_octets(api, media);
    streams.octets =
        responses.iter().any(|response| !response.content.is_empty() && !response.content.iter().any(is_json));
    streams
}

/// Whether a body is octets although its media type alone would not say so.
pub(crate) fn is_octets(api: &Api, media: &Media) -> bool {
    media.schema.is_some_and(|schema| matches!(api.shape(schema), Shape::Text(Text::Binary)))
}

/// What the parts of the runtime that read streams are needed for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Needs {
    pub(crate) any: bool,
    pub(crate) events: bool,
    pub(crate) values: bool,
}

/// What the crate's operations need.
pub(crate) fn needs(api: &Api) -> Needs {
    let mut needs = Needs::default();
    for operation in &api.operations {
        let streams = streams(api, operation);
        needs.any |= streams.octets || streams.events.is_some() || streams.values.is_some();
        needs.events |= streams.events.is_some();
        needs.values |= streams.values.is_some();
    }
    needs
}

/// What makes the operation's methods: the traits that its marker has.
pub(crate) fn traits(emission: &Emission<'_>, operation: &Operation, marker: &Ident) -> TokenStream {
    let streams = streams(emission.api, operation);
    let octets = streams.octets.then(|| quote!(impl crate::runtime::stream::stream_call::Streamed for #marker {}));
    let events = streams.events.map(|media| {
        let data = data(emission.api, media);
        let of = of(emission, data);
        quote! {
            impl crate::runtime::stream::event::SendsEvents for #marker {
                type Data = #of;
            }
        }
    });
    let values = streams.values.map(|(media, kind)| {
        let item = media.schema.map(|schema| item(emission.api, schema));
        let of = of(emission, item);
        let (name, framing) = (
            &media.name,
            match kind {
                Sequential::Sequence => quote!(Sequence),
                Sequential::Lines | Sequential::Events => quote!(Lines),
            },
        );
        quote! {
            impl crate::runtime::stream::json_values::SendsValues for #marker {
                type Value = #of;
                type Framing = crate::runtime::stream::json_values::#framing;
                const ACCEPT: &'static str = #name;
            }
        }
    });
    quote!(#octets #events #values)
}

/// The type of an item.
fn of(emission: &Emission<'_>, schema: Option<SchemaId>) -> TokenStream {
    match schema {
        // Decimals are exact inside types of their own alone.
        Some(schema) if decimal_form(emission.api, schema).is_none() => emission.types().value(schema),
        _ => quote!(crate::Value),
    }
}

/// The schema of one item: some documents describe the list of them all.
fn item(api: &Api, schema: SchemaId) -> SchemaId {
    let (schema, _) = api.resolve(schema);
    match api.schema(schema).shape {
        Shape::List(item) => item,
        _ => schema,
    }
}

/// The schema of the data of an event, where that is JSON. Some documents describe the event with all its fields.
fn data(api: &Api, media: &Media) -> Option<SchemaId> {
    let schema = item(api, media.schema?);
    let (target, _) = api.resolve(schema);
    match &api.schema(target).shape {
        Shape::Record(record) => match envelope(record) {
            Some(data) => structured(api, data),
            None => Some(schema),
        },
        // Of several kinds of event each has data of its own.
        Shape::Union(union) => {
            let is_envelope = |id: SchemaId| match api.shape(id) {
                Shape::Record(record) => envelope(record).is_some(),
                _ => false,
            };
            let events = union.variants.iter().any(|variant| is_envelope(variant.schema));
            (!events).then_some(schema)
        }
        _ => structured(api, schema),
    }
}

fn structured(api: &Api, schema: SchemaId) -> Option<SchemaId> {
    let (target, _) = api.resolve(schema);
    matches!(api.schema(target).shape, Shape::Record(_) | Shape::Map(_) | Shape::List(_) | Shape::Union(_))
        .then_some(schema)
}

/// The `data` of a record that is an event with its fields (OpenAPI 3.2, "Server-Sent Event Streams").
fn envelope(record: &Record) -> Option<SchemaId> {
    let is_field = |name: &str| ["data", "event", "id", "retry", "comment"].contains(&name);
    let data = record.fields.iter().find(|field| field.name.as_str() == "data")?;
    let marks = record.fields.len() > 1 || record.fields.iter().any(|field| field.name.as_str() != "data");
    (marks && record.fields.iter().all(|field| is_field(field.name.as_str()))).then_some(data.schema)
}

/// The module `stream` of the crate's root, where it is needed.
pub(crate) fn module(api: &Api) -> Option<TokenStream> {
    let needs = needs(api);
    let events = needs.events.then(|| {
        quote! {
            pub use crate::runtime::stream::event::{Event, Events, SendsEvents};
            #[cfg(feature = "async")]
            pub use crate::runtime::stream::event::EventStream;
        }
    });
    let values = needs.values.then(|| {
        quote! {
            pub use crate::runtime::stream::json_values::{Framing, Lines, SendsValues, Sequence, Values};
            #[cfg(feature = "async")]
            pub use crate::runtime::stream::json_values::ValueStream;
        }
    });
    let items = (needs.events || needs.values).then(|| {
        quote!(
            pub use crate::runtime::stream::item_stream::{ItemStream, Items};
        )
    });
    needs.any.then(|| {
        quote! {
            pub mod stream {
                //! Responses that are read as they come.
                #[cfg(feature = "async")]
                pub use crate::runtime::stream::byte_stream::ByteStream;
                pub use crate::runtime::stream::stream_call::{Octets, Reading, StreamCall, Streamed};
                #items
                #events
                #values
            }
        }
    })
}

/// What the module `blocking` of the crate's root has for streams.
pub(crate) fn blocking(api: &Api) -> TokenStream {
    let needs = needs(api);
    let octets = needs.any.then(|| {
        quote!(
            pub use crate::runtime::stream::blocking_byte_stream::ByteStream;
        )
    });
    let events = needs.events.then(|| {
        quote!(
            pub use crate::runtime::stream::event::BlockingEventStream as EventStream;
        )
    });
    let values = needs.values.then(|| {
        quote!(
            pub use crate::runtime::stream::json_values::BlockingValueStream as ValueStream;
        )
    });
    quote!(#octets #events #values)
}
