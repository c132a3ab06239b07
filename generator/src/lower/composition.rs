//! Schemas composed of schemas that all hold: `allOf`, and keywords beside it.

use std::collections::BTreeSet;

use openapiv3::{ReferenceOr, Schema as SchemaObject};

use super::Reader;
use super::docs::schema_docs;
use super::keywords::Keywords;
use super::record::Properties;
use super::reference::component;
use super::scalar::facts;
use super::schema::{Draft, Node, node_of};
use super::union::{Alternatives, says_only_required};
use crate::api::{Docs, Origin, SchemaId, Shape, UnionKind};
use crate::diagnostic::{Problem, Untyped};
use crate::place::At;

/// More combinations of alternatives than this are not emitted as types.
const MOST_COMBINATIONS: usize = 64;

/// The keywords of several schemas that all hold, sorted by kind.
#[derive(Debug, Default, Clone)]
pub(super) struct Gathered<'d> {
    /// The properties of objects.
    pub(super) properties: Properties<'d>,
    /// Parts that do not describe objects.
    pub(super) others: Vec<Other<'d>>,
    /// Parts with `oneOf` or `anyOf`.
    pub(super) unions: Vec<Alternatives<'d>>,
    /// Parts that only restrict values.
    restrictions: Keywords<'d>,
    pub(super) nullable: bool,
    visited: BTreeSet<At>,
}

/// A part that does not describe objects.
#[derive(Debug, Clone)]
pub(super) struct Other<'d> {
    at: At,
    node: Node<'d>,
    keywords: Keywords<'d>,
}

/// The reason why several schemas cannot all hold, or have no common type.
pub(super) struct Clash {
    pub(super) at: At,
    pub(super) because: Untyped,
}

impl Clash {
    pub(super) fn problem(&self) -> Problem {
        Problem::UnsupportedSchema { keyword: "allOf".to_owned(), because: self.because.clone() }
    }
}

impl Gathered<'_> {
    /// Whether the type of an alternative would be the same without what was gathered.
    pub(super) fn is_empty(&self) -> bool {
        self.properties.is_empty() && self.others.is_empty() && self.unions.is_empty()
    }

    /// Whether a schema with these keywords has the same type without what was gathered.
    pub(super) fn adds_nothing_to(&self, keywords: &Keywords<'_>) -> bool {
        let others = self.others.iter().all(|other| other.keywords.adds_nothing_to(keywords));
        self.properties.is_empty() && self.unions.is_empty() && others
    }
}

impl<'d> Reader<'d, '_> {
    /// Returns the shape of a schema that has `allOf`, `oneOf` or `anyOf`.
    pub(super) fn composition(
        &mut self,
        id: SchemaId,
        at: &At,
        schema: &'d SchemaObject,
        keywords: &Keywords<'d>,
        draft: &mut Draft,
    ) -> Shape {
        if let Some(target) = self.only_reference(id, keywords, draft) {
            return Shape::Alias(target);
        }
        let mut gathered = Gathered::default();
        self.gather(at, ReferenceOr::Item(schema), &mut gathered, true);
        self.composed(id, gathered, draft).unwrap_or_else(|clash| {
            self.say(&clash.at, clash.problem());
            Shape::Any
        })
    }

    /// Returns a schema that combines all `parts`; `None` if they contradict each other.
    pub(super) fn all_of_these(&mut self, parts: &[(At, Node<'d>)], origin: Origin) -> Option<SchemaId> {
        let places: Vec<At> =
            parts.iter().map(|(at, node)| self.item(at, node).map_or_else(|| at.clone(), |(at, _)| at)).collect();
        if let Some(&known) = self.merged.get(&places) {
            return Some(known);
        }
        let id = self.fresh(&parts.last()?.0, origin);
        // Registered before its parts are read, so that a schema that contains itself terminates.
        self.merged.insert(places.clone(), id);
        let mut gathered = Gathered::default();
        let mut draft = Draft { docs: Docs::default(), nullable: false };
        for (at, node) in parts {
            if let ReferenceOr::Item(schema) = node {
                draft.docs = schema_docs(&schema.schema_data);
            }
            self.gather(at, node.clone(), &mut gathered, false);
        }
        let Ok(shape) = self.composed(id, gathered, &mut draft) else {
            self.merged.remove(&places);
            return None;
        };
        let filled = &mut self.api.schemas[id.0];
        filled.docs = draft.docs;
        filled.nullable = draft.nullable;
        filled.shape = shape;
        Some(id)
    }

    /// Returns the shape of what was gathered.
    pub(super) fn composed(
        &mut self,
        id: SchemaId,
        mut gathered: Gathered<'d>,
        draft: &mut Draft,
    ) -> Result<Shape, Clash> {
        draft.nullable |= gathered.nullable;
        gathered.unions.retain(|union| {
            let condition = union.nodes.iter().all(says_only_required);
            if condition {
                draft.docs.facts.extend(union.required_groups());
            }
            !condition
        });
        if let (Some(other), false) = (gathered.others.first(), gathered.properties.is_empty()) {
            return Err(Clash { at: other.at.clone(), because: Untyped::PartsNotObjects });
        }
        if !gathered.unions.is_empty() {
            let combinations =
                gathered.unions.iter().fold(1_usize, |product, union| product.saturating_mul(union.nodes.len().max(1)));
            let first = gathered.unions.remove(0);
            if !gathered.unions.is_empty() && combinations > MOST_COMBINATIONS {
                return Err(Clash { at: first.at, because: Untyped::TooManyChoices });
            }
            facts(&gathered.restrictions, draft);
            return Ok(self.union(id, &first, &gathered, draft));
        }
        let Some(first) = gathered.others.first() else {
            facts(&gathered.restrictions, draft);
            return Ok(self.record(id, gathered.properties));
        };
        let at = first.at.clone();
        // The part whose type includes all others, if there is one: the others become
        // documentation.
        let says_all = |one: &&Other<'d>| {
            gathered.others.iter().all(|other| other.keywords.adds_nothing_to(&one.keywords))
                && gathered.restrictions.adds_nothing_to(&one.keywords)
        };
        let mut whole = Keywords::default();
        let mut clash = None;
        for other in &gathered.others {
            if whole.narrow(&other.keywords).is_err() {
                clash = Some(Clash { at: other.at.clone(), because: Untyped::NoValueOfAllParts });
            }
        }
        if let Some(clash) = clash {
            return Err(clash);
        }
        // Restrictions have neither a `type` nor listed values, so they cannot clash.
        let _ = whole.narrow(&gathered.restrictions);
        self.check_formats(&gathered, &whole);
        if let Some(Other { at, node: node @ ReferenceOr::Reference { .. }, .. }) =
            gathered.others.iter().find(says_all)
        {
            facts(&whole, draft);
            return Ok(Shape::Alias(self.schema(at, node.clone(), Origin::Part(id, crate::api::Role::Item))));
        }
        Ok(self.plain(id, &at, &whole, draft))
    }

    /// Reports two parts whose formats exclude each other.
    fn check_formats(&mut self, gathered: &Gathered<'d>, whole: &Keywords<'d>) {
        let Some((one, other)) = whole.differing_formats() else { return };
        let said = gathered.others.iter().rfind(|part| part.keywords.format == Some(other));
        let Some(at) = said.or(gathered.others.last()).map(|part| part.at.clone()) else { return };
        if self.conflicts.insert(at.clone()) {
            self.say(&at, Problem::ConflictingFormats { one: one.to_owned(), other: other.to_owned() });
        }
    }

    /// Returns the only schema that an `allOf` refers to, if the rest of the `allOf` adds nothing
    /// that a type would show.
    fn only_reference(&mut self, id: SchemaId, own: &Keywords<'d>, draft: &mut Draft) -> Option<SchemaId> {
        let mut references = own.all_of.iter().filter_map(|part| match part {
            ReferenceOr::Reference { reference } => Some(reference),
            ReferenceOr::Item(_) => None,
        });
        let (reference, None) = (references.next()?, references.next()) else { return None };
        let (name, target) = component::<SchemaObject>(self.document, reference).ok()?;
        let at = self.place(&["components", "schemas", &name]);
        let target = self.item(&at, &node_of(target)).map(|(_, schema)| Keywords::of(schema));
        let target = target.unwrap_or_default();
        if matches!(self.api.schemas[id.0].origin, Origin::Component(_)) && self.is_base(&name, &target) {
            // An alternative of the base that adds no properties: it is not the union itself.
            return None;
        }
        let alone = Keywords { all_of: &[], discriminator: None, ..own.clone() };
        let mut parts = vec![alone];
        parts.extend(own.all_of.iter().filter_map(|part| match part {
            ReferenceOr::Item(part) => Some(Keywords::of(part)),
            ReferenceOr::Reference { .. } => None,
        }));
        if !parts.iter().all(|part| part.adds_nothing_to(&target)) {
            return None;
        }
        for part in &parts {
            facts(part, draft);
        }
        Some(self.component_schema(&name))
    }

    /// Gathers what `node` says about objects, and keeps other parts apart.
    pub(super) fn gather(&mut self, at: &At, node: Node<'d>, into: &mut Gathered<'d>, top: bool) {
        let schema = match &node {
            ReferenceOr::Item(schema) => *schema,
            ReferenceOr::Reference { reference } => {
                let Some((name, target)) = self.target::<SchemaObject>(at, reference) else { return };
                let place = self.place(&["components", "schemas", &name]);
                if !into.visited.insert(place.clone()) {
                    return;
                }
                let before = into.others.len();
                self.gather(&place, node_of(target), into, false);
                let mut keywords = Keywords::default();
                if into.others.len() > before
                    && into.others[before..].iter().all(|one| keywords.narrow(&one.keywords).is_ok())
                {
                    // Keep the reference, so that the field uses the named type.
                    into.others.truncate(before);
                    into.others.push(Other { at: at.clone(), node, keywords });
                }
                return;
            }
        };
        if !top {
            into.nullable |= schema.schema_data.nullable;
        }
        let keywords = Keywords::of(schema);
        for (index, part) in keywords.all_of.iter().enumerate() {
            self.gather(&at.child("allOf").index(index), node_of(part), into, false);
        }
        for (key, nodes, kind) in
            [("oneOf", keywords.one_of, UnionKind::OneOf), ("anyOf", keywords.any_of, UnionKind::AnyOf)]
        {
            if !nodes.is_empty() {
                into.unions.push(Alternatives {
                    at: at.child(key),
                    owner: at.clone(),
                    nodes,
                    kind,
                    discriminator: keywords.discriminator,
                });
            }
        }
        let own = Keywords { all_of: &[], one_of: &[], any_of: &[], ..keywords }.at(at);
        if own.is_scalar() {
            into.others.push(Other { at: at.clone(), node, keywords: own });
            return;
        }
        if own.not {
            self.say(&at.child("not"), Problem::Unchecked { keyword: "not".to_owned() });
        }
        into.properties.add(at, &own);
        let restrictions = Keywords {
            kind: None,
            properties: Vec::new(),
            required: &[],
            additional: None,
            not: false,
            items: Vec::new(),
            ..own
        };
        let _ = into.restrictions.narrow(&restrictions);
    }
}
