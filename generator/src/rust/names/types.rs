//! Types of the schemas: first the document's own names, then names after the place of a schema.

use std::collections::BTreeMap;

use super::scope::{Scope, Wish};
use super::spelling::camel;
use super::{TAKEN_MODULES, TAKEN_TYPES, TypeName};
use crate::api::{Api, Origin, Role, SchemaId, Shape, Text};

pub(super) fn assign_types(api: &Api) -> Vec<Option<TypeName>> {
    let mut scope = Scope::new(TAKEN_TYPES).with_suffix("Type");
    let mut modules = Scope::new(TAKEN_MODULES);
    let mut names: Vec<Option<TypeName>> = vec![None; api.schemas.len()];
    let is_type =
        |id: SchemaId| matches!(api.schema(id).shape, Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_));
    // The document's own names come first, so that an inline schema never takes one of them.
    let rank = |origin: &Origin| match origin {
        Origin::Component(_) => 0,
        Origin::Title(_) => 1,
        Origin::Input(_) => 4,
        Origin::Body(_) | Origin::Response(..) | Origin::Parameter(..) | Origin::Header(..) | Origin::Shared(_) => 2,
        Origin::Part(..) => 5,
    };
    let mut batches: BTreeMap<usize, Vec<SchemaId>> = BTreeMap::new();
    for id in (0..api.schemas.len()).map(SchemaId).filter(|&id| is_type(id)) {
        let origin = &api.schema(id).origin;
        batches.entry(rank(origin) + depth(api, origin)).or_default().push(id);
    }
    for batch in batches.into_values() {
        let wishes = batch.iter().map(|&id| {
            let wanted = type_candidate(api, &names, id, 0);
            let name = camel(&wanted, "Schema", "T");
            match api.schema(id).origin {
                // Documents often call a component `GetPetResponse` themselves.
                Origin::Response(..) if scope.has(&name) => Wish::made(format!("{name}Body")),
                _ => Wish::new(&wanted, name),
            }
        });
        let wishes: Vec<_> = wishes.collect();
        for (id, ident) in batch.into_iter().zip(scope.claim_all(wishes)) {
            names[id.0] = Some(TypeName::of(ident, &mut modules, "schema"));
        }
    }
    names
}

/// Returns how deep a part is below a schema with its own name, because outer names come before
/// those derived from them.
fn depth(api: &Api, origin: &Origin) -> usize {
    let mut origin = origin;
    let mut depth = 0;
    // Each part comes after the schema that it belongs to.
    while let Origin::Part(of, _) = origin
        && depth < api.schemas.len()
    {
        origin = &api.schema(*of).origin;
        depth += 1;
    }
    depth
}

/// Returns the name that a schema asks for: its own, or one after its place.
fn type_candidate(api: &Api, names: &[Option<TypeName>], id: SchemaId, depth: usize) -> String {
    match &api.schema(id).origin {
        Origin::Component(name) | Origin::Title(name) | Origin::Shared(name) => name.0.clone(),
        Origin::Body(operation) => format!("{operation} request"),
        Origin::Response(operation, status) if status.starts_with('2') => format!("{operation} response"),
        Origin::Response(operation, status) => format!("{operation} {status} response"),
        Origin::Parameter(operation, name) | Origin::Header(operation, name) => format!("{operation} {name}"),
        Origin::Input(of) => match &names[of.0] {
            Some(name) => format!("{} input", name.ident),
            None if depth < 128 => format!("{} input", type_candidate(api, names, *of, depth + 1)),
            None => String::new(),
        },
        Origin::Part(of, role) => {
            let parent = match &names[of.0] {
                Some(name) => name.ident.to_string(),
                // A chain of parts is as long as the document is deep, so recursion needs a limit.
                None if depth < 128 => type_candidate(api, names, *of, depth + 1),
                None => String::new(),
            };
            match role {
                Role::Property(name) => format!("{parent} {name}"),
                Role::Item => singular(&parent),
                Role::Value => format!("{parent} value"),
                Role::Variant(index) => format!("{parent} variant {}", index + 1),
            }
        }
    }
}

/// Returns the name for one element of a list with this name.
fn singular(list: &str) -> String {
    let one = crate::inflect::singular(list.rsplit(' ').next().unwrap_or(list));
    let head = &list[..list.rfind(' ').map_or(0, |at| at + 1)];
    if list.ends_with(one.as_str()) && head.len() + one.len() == list.len() {
        format!("{list} item")
    } else {
        format!("{head}{one}")
    }
}

pub(super) fn variant_name(api: &Api, types: &[Option<TypeName>], id: SchemaId, index: usize) -> String {
    let (mut id, _) = api.resolve(id);
    // An alternative of a request's type has the name that it has in the response's type.
    if let Origin::Input(of) = &api.schema(id).origin {
        id = *of;
    }
    if let Some(name) = &types[id.0] {
        return name.ident.to_string();
    }
    match &api.schema(id).shape {
        Shape::Any => "Any".to_owned(),
        Shape::Boolean => "Boolean".to_owned(),
        Shape::Integer(_) => "Integer".to_owned(),
        Shape::Number(_) => "Number".to_owned(),
        Shape::Text(Text::Date) => "Date".to_owned(),
        Shape::Text(Text::DateTime) => "DateTime".to_owned(),
        Shape::Text(Text::Time) => "Time".to_owned(),
        Shape::Text(Text::Duration) => "Duration".to_owned(),
        Shape::Text(Text::Uuid) => "Uuid".to_owned(),
        Shape::Text(Text::Byte) => "Base64".to_owned(),
        Shape::Text(Text::Plain | Text::Decimal | Text::Binary) => "Text".to_owned(),
        Shape::List(item) => format!("{}List", variant_name(api, types, *item, index)),
        Shape::Map(_) => "Map".to_owned(),
        Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_) | Shape::Alias(_) => format!("Variant{}", index + 1),
    }
}
