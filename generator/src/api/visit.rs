//! The only walker of shapes: it finds the children of a shape, what is reachable from it, and what
//! refers to it.
//!
//! No function here is recursive, because schemas nest as deeply as the documents do.

use super::{Api, Field, Operation, Origin, Rest, SchemaId, Shape, Variant};

impl Shape {
    /// Returns the schemas that this shape refers to, in document order.
    pub(crate) fn children(&self) -> impl Iterator<Item = SchemaId> + '_ {
        let (fields, variants, one): (&[Field], &[Variant], _) = match self {
            Self::List(id) | Self::Map(id) | Self::Alias(id) => (&[], &[], Some(*id)),
            Self::Record(record) => match record.rest {
                Rest::Kept(id) => (&record.fields, &[], Some(id)),
                Rest::Ignored => (&record.fields, &[], None),
            },
            Self::Union(union) => (&[], &union.variants, None),
            Self::Any | Self::Boolean | Self::Integer(_) | Self::Number(_) | Self::Text(_) | Self::Enumeration(_) => {
                (&[], &[], None)
            }
        };
        let variants = variants.iter().map(|variant| variant.schema);
        fields.iter().map(|field| field.schema).chain(variants).chain(one)
    }

    /// Like [`Self::children`], but mutable.
    pub(crate) fn children_mut(&mut self) -> impl Iterator<Item = &mut SchemaId> + '_ {
        let (fields, variants, one): (&mut [Field], &mut [Variant], _) = match self {
            Self::List(id) | Self::Map(id) | Self::Alias(id) => (&mut [], &mut [], Some(id)),
            Self::Record(record) => match &mut record.rest {
                Rest::Kept(id) => (&mut record.fields, &mut [], Some(id)),
                Rest::Ignored => (&mut record.fields, &mut [], None),
            },
            Self::Union(union) => (&mut [], &mut union.variants, None),
            Self::Any | Self::Boolean | Self::Integer(_) | Self::Number(_) | Self::Text(_) | Self::Enumeration(_) => {
                (&mut [], &mut [], None)
            }
        };
        let variants = variants.iter_mut().map(|variant| &mut variant.schema);
        fields.iter_mut().map(|field| &mut field.schema).chain(variants).chain(one)
    }

    /// Returns the schema inside a list, a map or an alias: the shapes that have no named Rust
    /// type.
    #[must_use]
    pub(crate) fn nameless(&self) -> Option<SchemaId> {
        match self {
            Self::List(id) | Self::Map(id) | Self::Alias(id) => Some(*id),
            _ => None,
        }
    }

    /// Returns the schema of the field or variant at `index`, which a Rust value holds inline.
    /// Lists, maps and additional properties keep their values on the heap.
    #[must_use]
    pub(crate) fn part(&self, index: usize) -> Option<SchemaId> {
        match self {
            Self::Record(record) => record.fields.get(index).map(|field| field.schema),
            Self::Union(union) => union.variants.get(index).map(|variant| variant.schema),
            _ => None,
        }
    }
}

impl Operation {
    /// Returns the schemas of the parameters and of the request body.
    pub(crate) fn request_schemas(&self) -> impl Iterator<Item = SchemaId> + '_ {
        let content = self.body.iter().flat_map(|body| &body.content);
        let parameters = self.parameters.iter().map(|parameter| parameter.schema);
        parameters.chain(content.filter_map(|media| media.schema))
    }

    /// Like [`Self::request_schemas`], but mutable.
    pub(crate) fn request_schemas_mut(&mut self) -> impl Iterator<Item = &mut SchemaId> + '_ {
        let content = self.body.iter_mut().flat_map(|body| &mut body.content);
        let parameters = self.parameters.iter_mut().map(|parameter| &mut parameter.schema);
        parameters.chain(content.filter_map(|media| media.schema.as_mut()))
    }

    /// Returns the schemas of the responses: of their headers and bodies.
    pub(crate) fn response_schemas(&self) -> impl Iterator<Item = SchemaId> + '_ {
        self.responses.iter().flat_map(|response| {
            let headers = response.headers.iter().map(|header| header.schema);
            headers.chain(response.content.iter().filter_map(|media| media.schema))
        })
    }
}

impl Api {
    /// Returns every id of a schema in the API, to change it.
    pub(crate) fn mentions_mut(&mut self) -> impl Iterator<Item = &mut SchemaId> + '_ {
        let schemas = self.schemas.iter_mut().flat_map(|schema| {
            let origin = match &mut schema.origin {
                Origin::Part(of, _) | Origin::Input(of) => Some(of),
                _ => None,
            };
            origin.into_iter().chain(schema.shape.children_mut())
        });
        let operations = self.operations.iter_mut().flat_map(|operation| {
            let body = operation.body.iter_mut().flat_map(|body| &mut body.content);
            let parameters = operation.parameters.iter_mut().map(|parameter| &mut parameter.schema);
            let responses = operation.responses.iter_mut().flat_map(|response| {
                let headers = response.headers.iter_mut().map(|header| &mut header.schema);
                headers.chain(response.content.iter_mut().filter_map(|media| media.schema.as_mut()))
            });
            parameters.chain(body.filter_map(|media| media.schema.as_mut())).chain(responses)
        });
        schemas.chain(operations).chain(self.examples.iter_mut().map(|example| &mut example.schema))
    }

    /// For each schema, tells whether it is one of `from` or reachable from one.
    #[must_use]
    pub(crate) fn reachable(&self, from: impl IntoIterator<Item = SchemaId>) -> Vec<bool> {
        let mut found = vec![false; self.schemas.len()];
        let mut waiting: Vec<SchemaId> = from.into_iter().collect();
        while let Some(id) = waiting.pop() {
            if !std::mem::replace(&mut found[id.0], true) {
                waiting.extend(self.schema(id).shape.children());
            }
        }
        found
    }

    /// For each schema, returns the schemas that refer to it.
    #[must_use]
    pub(crate) fn holders(&self) -> Vec<Vec<SchemaId>> {
        let mut holders = vec![Vec::new(); self.schemas.len()];
        for (index, schema) in self.schemas.iter().enumerate() {
            for child in schema.shape.children() {
                holders[child.0].push(SchemaId(index));
            }
        }
        holders
    }

    /// For each schema, tells whether `is_meant` holds for its shape or a shape reachable from it.
    #[must_use]
    pub(crate) fn holding(&self, is_meant: impl Fn(&Shape) -> bool) -> Vec<bool> {
        let holders = self.holders();
        let mut found = vec![false; self.schemas.len()];
        let meant = self.schemas.iter().enumerate().filter(|(_, schema)| is_meant(&schema.shape));
        let mut waiting: Vec<SchemaId> = meant.map(|(index, _)| SchemaId(index)).collect();
        while let Some(id) = waiting.pop() {
            if !std::mem::replace(&mut found[id.0], true) {
                waiting.extend(&holders[id.0]);
            }
        }
        found
    }

    /// Returns the back edges of a depth-first walk along the parts that `part` returns, in the
    /// order of the walk. Each is a schema and the index of the part that closes a cycle. The walk
    /// follows aliases.
    #[must_use]
    pub(crate) fn closing_parts(&self, part: impl Fn(&Shape, usize) -> Option<SchemaId>) -> Vec<(SchemaId, usize)> {
        #[derive(Clone, Copy, PartialEq)]
        enum Mark {
            New,
            Open,
            Done,
        }
        let mut marks = vec![Mark::New; self.schemas.len()];
        let mut closing = Vec::new();
        for start in 0..self.schemas.len() {
            // Each entry is a schema and the index of the part to visit next.
            let mut path = vec![(SchemaId(start), 0)];
            while let Some((id, next)) = path.pop() {
                if next == 0 {
                    if marks[id.0] != Mark::New {
                        continue;
                    }
                    marks[id.0] = Mark::Open;
                }
                let Some(child) = part(&self.schema(id).shape, next) else {
                    marks[id.0] = Mark::Done;
                    continue;
                };
                path.push((id, next + 1));
                let (child, _) = self.resolve(child);
                match marks[child.0] {
                    Mark::New => path.push((child, 0)),
                    Mark::Open => closing.push((id, next)),
                    Mark::Done => {}
                }
            }
        }
        closing
    }

    /// Returns the length of the longest chain of schemas that refer to each other. A chain that
    /// returns to one of its schemas ends there and counts it twice.
    #[must_use]
    pub(crate) fn depth(&self) -> usize {
        let mut depths: Vec<Option<usize>> = vec![None; self.schemas.len()];
        for start in 0..self.schemas.len() {
            // Each entry is a schema, and whether its children have been visited.
            let mut path = vec![(SchemaId(start), false)];
            while let Some((id, is_done)) = path.pop() {
                let children = self.schema(id).shape.children();
                if is_done {
                    let below = children.filter_map(|child| depths[child.0]).max();
                    depths[id.0] = Some(below.unwrap_or_default() + 1);
                } else if depths[id.0].is_none() {
                    depths[id.0] = Some(1);
                    path.push((id, true));
                    path.extend(children.map(|child| (child, false)));
                }
            }
        }
        depths.into_iter().flatten().max().unwrap_or_default()
    }

    /// Returns the schema behind all aliases, lists and maps.
    #[must_use]
    pub(crate) fn innermost(&self, id: SchemaId) -> SchemaId {
        let mut at = id;
        // Nameless shapes never form a cycle: settling broke those.
        for _ in 0..=self.schemas.len() {
            match self.schema(at).shape.nameless() {
                Some(inner) => at = inner,
                None => break,
            }
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use crate::api::{Api, Docs, Origin, Schema, SchemaId, Shape, Union, UnionKind, Variant};
    use crate::place::{At, SourceId};

    fn api(shapes: Vec<Shape>) -> Api {
        let schema = |shape| Schema {
            at: At::root(SourceId(0)),
            origin: Origin::Component("a".into()),
            docs: Docs::default(),
            nullable: false,
            shape,
        };
        Api { schemas: shapes.into_iter().map(schema).collect(), ..Api::default() }
    }

    fn union(parts: &[usize]) -> Shape {
        let variants = parts.iter().map(|&part| Variant { schema: SchemaId(part), tags: Vec::new() }).collect();
        Shape::Union(Union { kind: UnionKind::OneOf, variants, discriminator: None })
    }

    fn ids(flags: &[bool]) -> Vec<usize> {
        flags.iter().enumerate().filter(|(_, is_set)| **is_set).map(|(index, _)| index).collect()
    }

    #[test]
    fn what_leads_where() {
        let list = |id| Shape::List(SchemaId(id));
        let api = api(vec![union(&[1, 3]), list(2), Shape::Boolean, Shape::Alias(SchemaId(0)), list(4)]);
        assert_eq!(ids(&api.reachable([SchemaId(1)])), [1, 2]);
        assert_eq!(ids(&api.reachable([SchemaId(3)])), [0, 1, 2, 3]);
        assert_eq!(
            api.holders(),
            [vec![3], vec![0], vec![1], vec![0], vec![4]]
                .map(|ids| { ids.into_iter().map(SchemaId).collect::<Vec<_>>() })
        );
        assert_eq!(ids(&api.holding(|shape| *shape == Shape::Boolean)), [0, 1, 2, 3]);
        // The alternative that is an alias of the union itself.
        assert_eq!(api.closing_parts(Shape::part), [(SchemaId(0), 1)]);
        assert_eq!(api.depth(), 3);
    }

    #[test]
    fn depth_needs_no_stack() {
        const DEEP: usize = 200_000;
        let mut shapes: Vec<Shape> = (1..DEEP).map(|next| union(&[next])).collect();
        shapes.push(union(&[0]));
        let mut api = api(shapes);
        assert_eq!(ids(&api.reachable([SchemaId(7)])).len(), DEEP);
        assert_eq!(ids(&api.holding(|shape| shape.part(0) == Some(SchemaId(0)))).len(), DEEP);
        assert_eq!(api.closing_parts(Shape::part), [(SchemaId(DEEP - 1), 0)]);
        assert_eq!(api.depth(), DEEP + 1);
        for (index, schema) in api.schemas.iter_mut().enumerate() {
            schema.shape = if index + 1 < DEEP { Shape::List(SchemaId(index + 1)) } else { Shape::Boolean };
        }
        assert_eq!(api.innermost(SchemaId(0)), SchemaId(DEEP - 1));
    }

    #[test]
    fn every_mention_is_found() {
        let mut api = api(vec![union(&[0, 0]), Shape::Map(SchemaId(0))]);
        api.schemas[1].origin = Origin::Input(SchemaId(0));
        api.mentions_mut().for_each(|id| *id = SchemaId(1));
        assert_eq!(api.schemas[0].shape, union(&[1, 1]));
        assert_eq!(api.schemas[1].shape, Shape::Map(SchemaId(1)));
        assert_eq!(api.schemas[1].origin, Origin::Input(SchemaId(1)));
    }
}
