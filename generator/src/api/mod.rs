//! What the API says, in one page of types: no `$ref`, no YAML, and nothing of Rust.
//!
//! Schemas live in one list and name each other by [`SchemaId`]; every node knows the place it came
//! from.

mod docs;
mod example;
mod id;
mod operation;
mod schema;
mod security;
mod server;
mod visit;

pub(crate) use crate::media_type::{MediaKind, MediaType, Sequential};
pub(crate) use docs::Docs;
pub(crate) use example::Example;
pub(crate) use id::{GroupId, SchemaId, SchemeId, SpecName};
pub(crate) use operation::{
    Encoding, Group, Header, Media, MemberEncoding, Method, Operation, Parameter, ParameterLocation, PathPart,
    RequestBody, Response, StatusPattern, Style,
};
pub(crate) use schema::{
    Discriminator, EnumValue, Enumeration, Field, Integer, Number, Origin, Record, Rest, Role, Schema, Shape, Text,
    Union, UnionKind, Usage, Variant,
};
pub(crate) use security::{Flow, FlowKind, KeyLocation, Need, SchemeKind, Scope, SecurityScheme};
pub(crate) use server::{Server, Variable};

/// One API, as one or several documents describe it together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Api {
    /// How many documents describe it.
    pub documents: usize,
    /// The titles of the documents, in their order, each once.
    pub titles: Vec<String>,
    /// What the documents say about the API as a whole.
    pub docs: Docs,
    /// Where the API lives, each place once; the first that needs nothing more is the default.
    pub servers: Vec<Server>,
    /// The operations' groups (OpenAPI tags), in order of first use.
    pub groups: Vec<Group>,
    /// The operations, in document order.
    pub operations: Vec<Operation>,
    /// Every schema; a [`SchemaId`] is an index into this list.
    pub schemas: Vec<Schema>,
    /// Every security scheme; a [`SchemeId`] is an index into this list.
    pub schemes: Vec<SecurityScheme>,
    /// The values that the documents show, in about their order.
    pub examples: Vec<Example>,
}

impl Api {
    /// The schema that `id` names.
    #[must_use]
    pub(crate) fn schema(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.0]
    }

    /// The schema that `id` names, behind all aliases, and whether any step on the way allows
    /// `null`.
    #[must_use]
    pub(crate) fn resolve(&self, id: SchemaId) -> (SchemaId, bool) {
        let mut at = id;
        let mut nullable = false;
        // An alias never closes a cycle: settling has broken those.
        for _ in 0..=self.schemas.len() {
            let schema = self.schema(at);
            nullable |= schema.nullable;
            match schema.shape {
                Shape::Alias(target) => at = target,
                _ => break,
            }
        }
        (at, nullable)
    }

    /// The shape of the schema that `id` names, behind all aliases.
    #[must_use]
    pub(crate) fn shape(&self, id: SchemaId) -> &Shape {
        &self.schema(self.resolve(id).0).shape
    }
}
