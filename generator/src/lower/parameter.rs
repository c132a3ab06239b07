//! Parameters (OpenAPI 3.0, "Parameter Object").

use openapiv3::{Parameter as ParameterObject, ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr};
use serde_json::Value;

use super::Reader;
use super::example::Beside;
use super::schema::node_of;
use crate::api::{Docs, Encoding, MediaType, Origin, Parameter, ParameterLocation, SchemeId, SpecName, Style};
use crate::diagnostic::{Ineffective, Problem, Related};
use crate::place::At;

/// The extension with which a document or an overlay states what OpenAPI cannot express.
pub(super) const EXTENSION: &str = "x-openapi-crate";

impl<'d> Reader<'d, '_> {
    /// Reads the parameters of the path and those of the operation. An operation's parameter
    /// replaces that of the path with the same name and location.
    pub(super) fn parameters(
        &mut self,
        operation: &SpecName,
        shared: (&At, &'d [ReferenceOr<ParameterObject>]),
        own: (&At, &'d [ReferenceOr<ParameterObject>]),
    ) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = Vec::new();
        for (at, nodes) in [shared, own] {
            // Indices of the parameters in the current list.
            let mut of_list: Vec<usize> = Vec::new();
            for (index, node) in nodes.iter().enumerate() {
                let at = at.index(index);
                let Some(parameter) = self.parameter(operation, &at, node) else { continue };
                match parameters.iter_mut().enumerate().find(|(_, known)| is_same(known, &parameter)) {
                    Some((place, known)) => {
                        if of_list.contains(&place) {
                            let name = parameter.name.0.clone();
                            let (problem, first) = (Problem::DuplicateParameter { name }, known.at.clone());
                            self.diagnostics.push_related(at, problem, first, Related::Declared);
                        }
                        of_list.push(place);
                        *known = parameter;
                    }
                    None => {
                        of_list.push(parameters.len());
                        parameters.push(parameter);
                    }
                }
            }
        }
        parameters
    }

    fn parameter(
        &mut self,
        operation: &SpecName,
        at: &At,
        node: &'d ReferenceOr<ParameterObject>,
    ) -> Option<Parameter> {
        let found = self.follow(at, node)?;
        let data = found.item.parameter_data_ref();
        let (location, style, allow_reserved) = match found.item {
            ParameterObject::Query { style, allow_reserved, .. } => {
                (ParameterLocation::Query, query_style(style), *allow_reserved)
            }
            ParameterObject::Path { style, .. } => (ParameterLocation::Path, path_style(style), false),
            ParameterObject::Header { .. } => (ParameterLocation::Header, Style::Simple, false),
            ParameterObject::Cookie { .. } => (ParameterLocation::Cookie, Style::Form, false),
        };
        if location == ParameterLocation::Header
            && ["accept", "content-type", "authorization"].contains(&data.name.to_ascii_lowercase().as_str())
        {
            // OpenAPI 3.0, "Parameter Object": these three are ignored; the client sets them
            // itself.
            self.say(&found.at, Problem::IgnoredParameter { name: data.name.clone(), because: Ineffective::OwnHeader });
            return None;
        }
        if location == ParameterLocation::Header
            && let Some(because) = unusable_header(&data.name)
        {
            let problem = Problem::IgnoredParameter { name: data.name.clone(), because };
            self.say(&found.at, problem);
            return None;
        }
        let origin = match &found.key {
            Some(key) => Origin::Shared(key.as_str().into()),
            None => Origin::Parameter(operation.clone(), data.name.as_str().into()),
        };
        let (schema, encoding) = match &data.format {
            ParameterSchemaOrContent::Schema(node) => {
                let schema = self.schema(&found.at.child("schema"), node_of(node), origin);
                let beside = Beside { example: data.example.as_ref(), examples: &data.examples };
                self.examples_beside(schema, &found.at, &beside);
                let explode = data.explode.unwrap_or(style == Style::Form);
                (schema, Encoding::Style { style, explode, allow_reserved })
            }
            ParameterSchemaOrContent::Content(content) => {
                let Some((media, object)) = content.first() else {
                    self.say(
                        &found.at.child("content"),
                        Problem::IgnoredParameter { name: data.name.clone(), because: Ineffective::NoMediaType },
                    );
                    return None;
                };
                let place = found.at.child("content").child(media).child("schema");
                let schema = match &object.schema {
                    Some(node) => self.schema(&place, node_of(node), origin),
                    None => self.reserve(&place, origin),
                };
                if MediaType::new(media).is_json() {
                    let beside = Beside { example: object.example.as_ref(), examples: &object.examples };
                    self.examples_beside(schema, &found.at.child("content").child(media), &beside);
                }
                (schema, Encoding::Content(media.clone()))
            }
        };
        let credential = self.credential(&found.at, data.extensions.get(EXTENSION));
        Some(Parameter {
            at: found.at,
            name: data.name.as_str().into(),
            docs: Docs {
                description: data.description.clone(),
                facts: self.api.schemas[schema.0].docs.facts.clone(),
                deprecated: data.deprecated.unwrap_or_default(),
                ..Docs::default()
            },
            location,
            required: data.required || location == ParameterLocation::Path,
            schema,
            encoding,
            credential,
        })
    }

    /// Returns the scheme that `x-openapi-crate: { credential: NAME }` names.
    fn credential(&mut self, at: &At, extension: Option<&Value>) -> Option<SchemeId> {
        let name = extension?.get("credential")?.as_str()?;
        let known = self.scheme_names.get(name).copied();
        if known.is_none() {
            self.say(
                &at.child(EXTENSION).child("credential"),
                Problem::UndeclaredSecurityScheme { name: name.to_owned() },
            );
        }
        known.flatten()
    }
}

/// Whether two declarations are of the same parameter. Header names are case-insensitive (RFC 9110,
/// section 5.1).
fn is_same(one: &Parameter, other: &Parameter) -> bool {
    one.location == other.location
        && match one.location {
            ParameterLocation::Header => one.name.as_str().eq_ignore_ascii_case(other.name.as_str()),
            ParameterLocation::Path | ParameterLocation::Query | ParameterLocation::Cookie => one.name == other.name,
        }
}

/// Returns the reason why callers cannot set a header with this name.
fn unusable_header(name: &str) -> Option<Ineffective> {
    // The transport decides how a message is framed (RFC 9112, section 6).
    const FRAMING: [&str; 8] =
        ["connection", "content-length", "expect", "host", "te", "trailer", "transfer-encoding", "upgrade"];
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if FRAMING.iter().any(|framing| name.eq_ignore_ascii_case(framing)) {
        Some(Ineffective::Framing)
    } else if name.is_empty() || !name.bytes().all(is_token) {
        Some(Ineffective::NotAHeader)
    } else {
        None
    }
}

/// Returns the style of a query parameter.
pub(super) fn query_style(style: &QueryStyle) -> Style {
    match style {
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        QueryStyle::PipeDelimited => Style::PipeDelimited,
        QueryStyle::DeepObject => Style::DeepObject,
    }
}

fn path_style(style: &PathStyle) -> Style {
    match style {
        PathStyle::Matrix => Style::Matrix,
        PathStyle::Label => Style::Label,
        PathStyle::Simple => Style::Simple,
    }
}
