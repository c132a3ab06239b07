//! Operations (OpenAPI 3.0, "Path Item Object" and "Operation Object").

use openapiv3::{Operation as OperationObject, PathItem, ReferenceOr};

use super::Reader;
use super::docs::external;
use super::parameter::EXTENSION;
use crate::api::{
    Docs, Method, Operation, Origin, Parameter, ParameterLocation, PathPart, RequestBody, Server, SpecName,
};
use crate::diagnostic::{Problem, Related};
use crate::document::Document;
use crate::place::At;

impl<'d> Reader<'d, '_> {
    /// Reads every operation of the document, in document order.
    pub(super) fn lower_operations(&mut self) {
        for (template, node) in &self.document.openapi.paths.paths {
            let at = self.place(&["paths", template]);
            match node {
                ReferenceOr::Item(item) => self.path_item(&at, template, item),
                ReferenceOr::Reference { reference } => {
                    self.say(&at, Problem::ExternalReference { reference: reference.clone() });
                }
            }
        }
    }

    fn path_item(&mut self, at: &At, template: &'d str, item: &'d PathItem) {
        let server = self.own_server(at, "path", &item.servers);
        let server = server.or_else(|| self.document_server.clone());
        let sent = without_fragment(template);
        if sent != template && item.iter().next().is_some() {
            self.say(at, Problem::PathWithFragment { path: template.to_owned(), sent: sent.to_owned() });
        }
        for method in Method::ALL {
            let found = match method {
                Method::Get => &item.get,
                Method::Put => &item.put,
                Method::Post => &item.post,
                Method::Delete => &item.delete,
                Method::Options => &item.options,
                Method::Head => &item.head,
                Method::Patch => &item.patch,
                Method::Trace => &item.trace,
            };
            if let Some(operation) = found {
                self.operation(at, template, (item, server.as_deref()), method, operation);
            }
        }
    }

    fn operation(
        &mut self,
        item_at: &At,
        template: &str,
        (item, server): (&'d PathItem, Option<&str>),
        method: Method,
        object: &'d OperationObject,
    ) {
        let at = item_at.child(method.key());
        let place = (method, without_names(template));
        if let Some(known) = self.known.operation_paths.get(&place).and_then(|&index| self.api.operations.get(index)) {
            let related = known.at.clone();
            let method = method.key().to_ascii_uppercase();
            // Within one document, they are two uses of one path; in two documents, they contradict
            // each other.
            let is_duplicate = known.at.source != at.source || known.template == template;
            let problem = if is_duplicate {
                Problem::DuplicateOperation { method, path: template.to_owned() }
            } else {
                Problem::EquivalentPath { method, path: template.to_owned(), other: known.template.clone() }
            };
            self.diagnostics.push_related(at.clone(), problem, related, Related::Described);
            if is_duplicate {
                return;
            }
        }
        self.known.operation_paths.entry(place).or_insert(self.api.operations.len());
        let id = object.operation_id.clone().unwrap_or_else(|| format!("{} {template}", method.key()));
        let id = self.unique_id(&at, id);
        let server = self.own_server(&at, "operation", &object.servers).or_else(|| server.map(str::to_owned));
        let server = server.filter(|url| Server::default_of(&self.api.servers).is_none_or(|usual| usual != *url));
        let group = match object.tags.first() {
            Some(tag) => self.group(tag),
            None => self.group(group_of_path(template)),
        };
        let parameters = self.parameters(
            &id,
            (&item_at.child("parameters"), &item.parameters),
            (&at.child("parameters"), &object.parameters),
        );
        let sent = without_fragment(template);
        let parameters = self.in_template(sent, parameters);
        let path = path_parts(sent, &parameters);
        let body = object.request_body.as_ref().and_then(|node| {
            let found = self.follow(&at.child("requestBody"), node)?;
            let origin = match &found.key {
                Some(key) => Origin::Shared(key.as_str().into()),
                None => Origin::Body(id.clone()),
            };
            let content = self.content(&found.at.child("content"), &found.item.content, &origin);
            Some(RequestBody {
                at: found.at,
                docs: Docs { description: found.item.description.clone(), ..Docs::default() },
                required: found.item.required,
                content,
            })
        });
        let responses = self.responses(&id, &at, object);
        let security = self.security(&at, object.security.as_deref());
        let extension = object.extensions.get(EXTENSION);
        let browser =
            extension.and_then(|found| found.get("browser")).and_then(serde_json::Value::as_bool).unwrap_or_default();
        let docs = Docs {
            summary: object.summary.clone().or_else(|| item.summary.clone()),
            description: object.description.clone().or_else(|| item.description.clone()),
            facts: Vec::new(),
            external: external(object.external_docs.as_ref()),
            deprecated: object.deprecated,
        };
        self.api.operations.push(Operation {
            at,
            id,
            group,
            docs,
            method,
            template: template.to_owned(),
            path,
            parameters,
            body,
            responses,
            server,
            security,
            browser,
        });
    }

    /// Sorts the parameters: those of the path first, in the order of the template. Path parameters
    /// that the template does not have are dropped.
    fn in_template(&mut self, template: &str, parameters: Vec<Parameter>) -> Vec<Parameter> {
        let mut kept = Vec::with_capacity(parameters.len());
        for parameter in parameters {
            let place = format!("{{{}}}", parameter.name);
            if parameter.location == ParameterLocation::Path && !template.contains(&place) {
                self.say(&parameter.at, Problem::UnusedPathParameter { name: parameter.name.0 });
            } else {
                kept.push(parameter);
            }
        }
        kept.sort_by_key(|parameter| match parameter.location {
            ParameterLocation::Path => template.find(&format!("{{{}}}", parameter.name)).unwrap_or(usize::MAX),
            ParameterLocation::Query | ParameterLocation::Header | ParameterLocation::Cookie => usize::MAX,
        });
        kept
    }

    /// Returns the operation's name, with a number if an earlier operation has the same name,
    /// because errors show which operation failed. No operation of any document declares the name
    /// with the number.
    fn unique_id(&mut self, at: &At, id: String) -> SpecName {
        let Some(first) = self.known.operation_ids.get(&id).and_then(|&index| self.api.operations.get(index)) else {
            self.known.operation_ids.insert(id.clone(), self.api.operations.len());
            return SpecName(id);
        };
        let first = first.at.child("operationId");
        let renamed = (2_usize..)
            .map(|count| format!("{id}{count}"))
            .find(|name| !self.known.declared_ids.contains(name) && !self.known.operation_ids.contains_key(name));
        let renamed = renamed.unwrap_or_else(|| id.clone());
        self.diagnostics.push_related(
            at.child("operationId"),
            Problem::DuplicateOperationId { id, renamed: renamed.clone() },
            first,
            Related::Used,
        );
        self.known.operation_ids.insert(renamed.clone(), self.api.operations.len());
        SpecName(renamed)
    }
}

/// Returns the names that the operations of a document declare.
pub(super) fn ids(document: &Document) -> Vec<String> {
    let items = document.openapi.paths.paths.values().filter_map(|node| match node {
        ReferenceOr::Item(item) => Some(item),
        ReferenceOr::Reference { .. } => None,
    });
    items.flat_map(PathItem::iter).filter_map(|(_, operation)| operation.operation_id.clone()).collect()
}

/// Splits the template at its `{name}` expressions.
fn path_parts(template: &str, parameters: &[Parameter]) -> Vec<PathPart> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else { break };
        let (before, after) = (&rest[..open], &rest[open + length + 1..]);
        let name = &rest[open + 1..open + length];
        let found = parameters
            .iter()
            .position(|parameter| parameter.location == ParameterLocation::Path && parameter.name.as_str() == name);
        literal.push_str(before);
        match found {
            Some(index) => {
                if !literal.is_empty() {
                    parts.push(PathPart::Literal(std::mem::take(&mut literal)));
                }
                parts.push(PathPart::Argument(index));
            }
            // The stage `document` has reported and mended this. An expression that still has no
            // parameter stays as text.
            None => literal.push_str(&rest[open..=open + length]),
        }
        rest = after;
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        parts.push(PathPart::Literal(literal));
    }
    parts
}

/// Returns a template that a request can carry: without a fragment (RFC 3986, section 3.5).
fn without_fragment(template: &str) -> &str {
    let mut inside = false;
    let mark = template.char_indices().find(|(_, character)| {
        inside = match character {
            '{' => true,
            '}' => false,
            _ => inside,
        };
        *character == '#' && !inside
    });
    mark.and_then(|(at, _)| template.get(..at)).unwrap_or(template)
}

/// Returns a template without the names of its parameters. Templates that differ only in these are
/// the same path (OpenAPI 3.0, "Paths Object": identical and invalid).
fn without_names(template: &str) -> String {
    let mut text = String::with_capacity(template.len());
    let mut inside = false;
    for character in template.chars() {
        match character {
            '{' => {
                inside = true;
                text.push('{');
            }
            '}' => {
                inside = false;
                text.push('}');
            }
            other if !inside => text.push(other),
            _ => {}
        }
    }
    text
}

/// Returns the group of an operation without a tag: the first segment of its path that is neither a
/// version nor a parameter.
fn group_of_path(template: &str) -> &str {
    template
        .split('/')
        .find(|segment| {
            let version = segment
                .strip_prefix('v')
                .is_some_and(|rest| rest.chars().all(|digit| digit.is_ascii_digit() || digit == '.'));
            segment.chars().any(char::is_alphabetic) && !segment.contains('{') && !version && *segment != "api"
        })
        .unwrap_or("api")
}
