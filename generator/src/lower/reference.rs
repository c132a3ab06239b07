//! The only follower of `$ref`.

use openapiv3::{Components, Example, Parameter, ReferenceOr, RequestBody, Response, Schema, SecurityScheme};

use super::Lowering;
use crate::diagnostic::Problem;
use crate::document::Document;
use crate::place::At;

/// A kind of component that can be referred to (OpenAPI 3.0, "Components Object").
pub(super) trait Component: Sized {
    /// Its key among the components.
    const KEY: &'static str;
    /// What one is called in a message.
    const WORD: &'static str;
    /// The component of this name.
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

/// An object that a reference led to: where it stands and, where it is a component, its key.
pub(super) struct Found<'d, T> {
    pub(super) at: At,
    pub(super) key: Option<String>,
    pub(super) item: &'d T,
}

impl<'d> Lowering<'d, '_> {
    /// The object that stands at `at`, or the one that its chain of references leads to. What leads nowhere is said.
    pub(super) fn follow<T: Component>(
        &mut self,
        document: &'d Document,
        at: &At,
        node: &'d ReferenceOr<T>,
    ) -> Option<Found<'d, T>> {
        let mut place = at.clone();
        let mut key = None;
        let mut node = node;
        let mut chain = Vec::new();
        loop {
            match node {
                ReferenceOr::Item(item) => return Some(Found { at: place, key, item }),
                ReferenceOr::Reference { reference } => {
                    let (name, target) = self.target::<T>(document, &place, reference)?;
                    if chain.contains(&name) {
                        self.say(at, Problem::ReferenceCycle { names: chain });
                        return None;
                    }
                    place = super::place(document, &["components", T::KEY, &name]);
                    chain.push(name.clone());
                    key = Some(name);
                    node = target;
                }
            }
        }
    }

    /// As [`Self::follow`], for what does not matter to the emitted crate: that it leads nowhere is not said.
    pub(super) fn follow_quietly<T: Component>(
        &self,
        document: &'d Document,
        at: &At,
        mut node: &'d ReferenceOr<T>,
    ) -> Option<(At, &'d T)> {
        let mut place = at.clone();
        // A chain that is longer than this is a cycle.
        for _ in 0..32 {
            match node {
                ReferenceOr::Item(item) => return Some((place, item)),
                ReferenceOr::Reference { reference } => {
                    let (name, target) = named::<T>(document, reference.strip_prefix('#')?)?;
                    place = super::place(document, &["components", T::KEY, &name]);
                    node = target;
                }
            }
        }
        None
    }

    /// The key and the node that one reference names.
    pub(super) fn target<T: Component>(
        &mut self,
        document: &'d Document,
        at: &At,
        reference: &str,
    ) -> Option<(String, &'d ReferenceOr<T>)> {
        let place = at.child("$ref");
        let Some(local) = reference.strip_prefix('#') else {
            self.say(&place, Problem::ExternalReference { reference: reference.to_owned() });
            return None;
        };
        let found = named::<T>(document, local);
        if found.is_none() {
            let reference = reference.to_owned();
            self.say(
                &place,
                match T::KEY {
                    "schemas" => Problem::UnresolvedReference { reference },
                    _ => Problem::UnresolvedComponent { reference, what: T::WORD },
                },
            );
        }
        found
    }
}

/// The component schema that a reference names, and its key.
pub(super) fn component<'d>(document: &'d Document, reference: &str) -> Option<(String, &'d ReferenceOr<Schema>)> {
    named::<Schema>(document, reference.strip_prefix('#')?)
}

fn named<'d, T: Component>(document: &'d Document, local: &str) -> Option<(String, &'d ReferenceOr<T>)> {
    let name = unescape(local.strip_prefix("/components/")?.strip_prefix(T::KEY)?.strip_prefix('/')?);
    let found = T::find(document.openapi.components.as_ref()?, &name)?;
    Some((name, found))
}

/// A key as it stands in a reference: a JSON Pointer token inside a URI fragment (RFC 6901, section 6).
fn unescape(token: &str) -> String {
    percent_encoding::percent_decode_str(token).decode_utf8_lossy().replace("~1", "/").replace("~0", "~")
}
