//! Success responses that can be read as they arrive: as bytes, events or values.

use super::OperationPlan;
use super::success::successes;
use crate::api::{Api, Media, MediaKind, MediaType, Method, Operation, Record, SchemaId, Sequential, Shape};
use crate::rust::facts::{decimal_form, is_octets};

/// How the success responses of one operation can be read as they arrive.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Streams<'a> {
    /// As bytes.
    pub(crate) octets: bool,
    /// As events.
    pub(crate) events: Option<Events>,
    /// As values.
    pub(crate) values: Option<Values<'a>>,
}

/// A stream of events.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Events {
    /// The schema of an event's data; `None` for any JSON.
    pub(crate) data: Option<SchemaId>,
}

/// A stream of values.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Values<'a> {
    /// The media type that the client asks for.
    pub(crate) media: &'a str,
    /// The schema of a value; `None` for any JSON.
    pub(crate) item: Option<SchemaId>,
    pub(crate) framing: Sequential,
}

/// Which kinds of streams the operations have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct StreamKinds {
    pub(crate) any: bool,
    pub(crate) events: bool,
    pub(crate) values: bool,
}

impl StreamKinds {
    pub(super) fn of(operations: &[OperationPlan<'_>]) -> Self {
        let mut kinds = Self::default();
        for Streams { octets, events, values } in operations.iter().map(|plan| plan.streams) {
            kinds.any |= octets || events.is_some() || values.is_some();
            kinds.events |= events.is_some();
            kinds.values |= values.is_some();
        }
        kinds
    }
}

/// Decides by the media types of the success responses.
pub(super) fn plan<'a>(api: &Api, operation: &'a Operation) -> Streams<'a> {
    let mut streams = Streams::default();
    if operation.browser || operation.method == Method::Head {
        return streams;
    }
    let responses = successes(operation);
    for media in responses.iter().flat_map(|response| &response.content) {
        match MediaType::new(&media.name).sequential() {
            Some(Sequential::Events) => {
                streams.events.get_or_insert_with(|| Events { data: exact(api, data(api, media)) });
            }
            Some(framing) => {
                let item = || exact(api, media.schema.map(|schema| item(api, schema)));
                streams.values.get_or_insert_with(|| Values { media: &media.name, item: item(), framing });
            }
            None => {}
        }
    }
    // Unless the client requests JSON, it can read the response as bytes.
    let is_json = |media: &Media| media.kind == MediaKind::Json && !is_octets(api, media);
    streams.octets =
        responses.iter().any(|response| !response.content.is_empty() && !response.content.iter().any(is_json));
    streams
}

/// Returns the schema unless it is a decimal: decimals are exact only inside named types.
fn exact(api: &Api, schema: Option<SchemaId>) -> Option<SchemaId> {
    schema.filter(|schema| decimal_form(api, *schema).is_none())
}

/// Returns the schema of one item: some documents describe the list of all items instead.
fn item(api: &Api, schema: SchemaId) -> SchemaId {
    let (schema, _) = api.resolve(schema);
    match api.schema(schema).shape {
        Shape::List(item) => item,
        _ => schema,
    }
}

/// Returns the schema of the data of an event, if it is JSON. Some documents describe the event
/// with all its fields instead.
fn data(api: &Api, media: &Media) -> Option<SchemaId> {
    let schema = item(api, media.schema?);
    let (target, _) = api.resolve(schema);
    match &api.schema(target).shape {
        Shape::Record(record) => match envelope(record) {
            Some(data) => structured(api, data),
            None => Some(schema),
        },
        // Each kind of event has its own data.
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

/// Returns the schema of `data` if a record is an event with its fields (OpenAPI 3.2, "Server-Sent
/// Event Streams").
fn envelope(record: &Record) -> Option<SchemaId> {
    let is_field = |name: &str| ["data", "event", "id", "retry", "comment"].contains(&name);
    let data = record.fields.iter().find(|field| field.name.as_str() == "data")?;
    let marks = record.fields.len() > 1 || record.fields.iter().any(|field| field.name.as_str() != "data");
    (marks && record.fields.iter().all(|field| is_field(field.name.as_str()))).then_some(data.schema)
}
