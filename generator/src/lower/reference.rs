//! The only place that follows references in a valid 3.0 document, where they name components.
//!
//! `document/upgrade` has followed every other kind of `$ref`. Both parse its text with
//! [`Reference`].

use openapiv3::{Components, Example, Parameter, ReferenceOr, RequestBody, Response, Schema, SecurityScheme};

use super::Reader;
use super::schema::node_of;
use crate::diagnostic::Problem;
use crate::document::Document;
use crate::place::{At, CHAIN, Lead, Pointer, Policy, Reference, Refusal};

/// A kind of component that can be referred to (OpenAPI 3.0, "Components Object").
pub(super) trait Component: Sized {
    /// The key in the Components Object.
    const KEY: &'static str;
    /// The word for such a component in messages.
    const WORD: &'static str;
    /// Finds the component with this name.
    fn find<'c>(components: &'c Components, name: &str) -> Option<&'c ReferenceOr<Self>>;
}

macro_rules! component {
    ($kind:ty, $key:literal, $field:ident, $word:literal) => {
        impl Component for $kind {
            const KEY: &'static str = $key;
            const WORD: &'static str = $word;
            fn find<'c>(components: &'c Components, name: &str) -> Option<&'c ReferenceOr<Self>> {
                components.$field.get(name)
            }
        }
    };
}

component!(Schema, "schemas", schemas, "schema");
component!(Parameter, "parameters", parameters, "parameter");
component!(RequestBody, "requestBodies", request_bodies, "request body");
component!(Response, "responses", responses, "response");
component!(Example, "examples", examples, "example");
component!(openapiv3::Header, "headers", headers, "header");
component!(SecurityScheme, "securitySchemes", security_schemes, "security scheme");

/// The object behind a reference: its place and, if it is a component, its key.
pub(super) struct Found<'d, T> {
    pub(super) at: At,
    pub(super) key: Option<String>,
    pub(super) item: &'d T,
}

/// The reason why a chain of references does not lead to an object.
enum Broken {
    /// The reference at this place is broken.
    Link(At, String, Refusal),
    /// The chain returns to itself, or is too long.
    Endless(Vec<String>),
}

impl<'d> Reader<'d, '_> {
    /// Returns the object at `at`, behind all references. Reports a broken chain.
    pub(super) fn follow<T: Component>(&mut self, at: &At, node: &'d ReferenceOr<T>) -> Option<Found<'d, T>> {
        match walk(self.document, at, node_of(node), usize::MAX) {
            Ok(found) => Some(found),
            Err(Broken::Link(at, reference, refusal)) => {
                self.say_broken::<T>(&at, reference, refusal);
                None
            }
            Err(Broken::Endless(names)) => {
                self.say(at, Problem::ReferenceCycle { names });
                None
            }
        }
    }

    /// Like [`Self::follow`], but without a message: for parts that the emitted crate does not need
    /// or that are reported elsewhere.
    pub(super) fn follow_quietly<T: Component>(&self, at: &At, node: ReferenceOr<&'d T>) -> Option<Found<'d, T>> {
        walk(self.document, at, node, CHAIN).ok()
    }

    /// Returns the key and the node that one reference leads to.
    pub(super) fn target<T: Component>(&mut self, at: &At, reference: &str) -> Option<(String, &'d ReferenceOr<T>)> {
        match component(self.document, reference) {
            Ok(found) => Some(found),
            Err(refusal) => {
                self.say_broken::<T>(at, reference.to_owned(), refusal);
                None
            }
        }
    }

    /// Returns the name of the component that a reference or a bare name leads to. Follows
    /// components that are only references.
    pub(super) fn named(&self, target: &str) -> Option<String> {
        let root = At::root(self.document.source);
        let of = |reference: String| self.follow_quietly::<Schema>(&root, ReferenceOr::Reference { reference })?.key;
        of(target.to_owned()).or_else(|| of(reference_to(target)))
    }

    fn say_broken<T: Component>(&mut self, at: &At, reference: String, refusal: Refusal) {
        let problem = match (refusal, T::KEY) {
            (Refusal::Outside, _) => Problem::ExternalReference { reference },
            (Refusal::Nowhere, "schemas") => Problem::UnresolvedReference { reference },
            (Refusal::Nowhere, _) => Problem::UnresolvedComponent { reference, what: T::WORD },
        };
        self.say(&at.child("$ref"), problem);
    }
}

/// Returns the object at `at`, behind a chain of at most `most` references.
fn walk<'d, T: Component>(
    document: &'d Document,
    at: &At,
    mut node: ReferenceOr<&'d T>,
    most: usize,
) -> Result<Found<'d, T>, Broken> {
    let mut place = at.clone();
    let mut chain: Vec<String> = Vec::new();
    loop {
        let reference = match node {
            ReferenceOr::Item(item) => return Ok(Found { at: place, key: chain.pop(), item }),
            ReferenceOr::Reference { reference } => reference,
        };
        let (name, target) = match component::<T>(document, &reference) {
            Ok(found) => found,
            Err(refusal) => return Err(Broken::Link(place, reference, refusal)),
        };
        if chain.len() >= most || chain.contains(&name) {
            return Err(Broken::Endless(chain));
        }
        place = super::place(document, &["components", T::KEY, &name]);
        node = node_of(target);
        chain.push(name);
    }
}

/// Returns the key and the node of the component that a reference names.
pub(super) fn component<'d, T: Component>(
    document: &'d Document,
    reference: &str,
) -> Result<(String, &'d ReferenceOr<T>), Refusal> {
    let names = match Reference::new(reference).lead(Policy::Components(T::KEY))? {
        Lead::Component(names) => names,
        Lead::Node(_) | Lead::Anchor(_) => return Err(Refusal::Nowhere),
    };
    let components = document.openapi.components.as_ref().ok_or(Refusal::Nowhere)?;
    let find = |name: String| T::find(components, &name).map(|node| (name, node));
    names.into_iter().find_map(find).ok_or(Refusal::Nowhere)
}

/// Returns the reference to the component schema with this name.
pub(super) fn reference_to(name: &str) -> String {
    Reference::to(&Pointer::root().child("components").child("schemas").child(name))
}
