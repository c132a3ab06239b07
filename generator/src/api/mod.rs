//! The API in one page of types: no `$ref`, no YAML and no Rust.
//!
//! All schemas are in one list and refer to each other by [`SchemaId`]. Every node knows its place
//! in the documents.

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
    Encoding, Group, Header, Media, Method, Operation, Parameter, ParameterLocation, PathPart, PropertyEncoding,
    RequestBody, Response, StatusPattern, Style,
};
pub(crate) use schema::{
    Discriminator, EnumValue, Enumeration, Field, Integer, Number, Origin, Record, Rest, Role, Schema, Shape, Text,
    Union, UnionKind, Usage, Variant,
};
pub(crate) use security::{Flow, FlowKind, KeyLocation, Need, SchemeKind, Scope, SecurityScheme};
pub(crate) use server::{Server, Variable};

/// One API, described by one or several documents.
#[derive(Debug, Clone, Default)]
pub(crate) struct Api {
    /// Number of documents.
    pub documents: usize,
    /// Titles of the documents, in their order, without repetitions.
    pub titles: Vec<String>,
    /// Documentation of the API as a whole.
    pub docs: Docs,
    /// Base URLs without repetitions; the first one that needs no further input is the default.
    pub servers: Vec<Server>,
    /// Groups of operations (OpenAPI tags), in order of first use.
    pub groups: Vec<Group>,
    /// Operations in document order.
    pub operations: Vec<Operation>,
    /// Every schema; a [`SchemaId`] is an index into this list.
    pub schemas: Vec<Schema>,
    /// Every security scheme; a [`SchemeId`] is an index into this list.
    pub schemes: Vec<SecurityScheme>,
    /// Values that the documents show, in roughly their order.
    pub examples: Vec<Example>,
}

impl Api {
    /// Returns the schema with this id.
    #[must_use]
    pub(crate) fn schema(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.0]
    }

    /// Follows aliases from `id` to the schema behind them, and tells whether any schema on the way
    /// allows `null`.
    #[must_use]
    pub(crate) fn resolve(&self, id: SchemaId) -> (SchemaId, bool) {
        let mut at = id;
        let mut nullable = false;
        // Aliases never form a cycle: settling broke those.
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

    /// Returns the shape of the schema behind all aliases of `id`.
    #[must_use]
    pub(crate) fn shape(&self, id: SchemaId) -> &Shape {
        &self.schema(self.resolve(id).0).shape
    }
}
