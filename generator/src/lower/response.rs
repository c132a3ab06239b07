//! Responses (OpenAPI 3.0, "Responses Object" and "Response Object").

use openapiv3::{
    Operation as OperationObject, ParameterSchemaOrContent, ReferenceOr, Response as ResponseObject, StatusCode,
};

use super::Reader;
use super::example::Beside;
use super::schema::node_of;
use crate::api::{Docs, Header, Origin, Response, SpecName, StatusPattern};
use crate::place::At;

impl<'d> Reader<'d, '_> {
    /// Reads the responses of an operation, by status; `default` is the last.
    pub(super) fn responses(&mut self, id: &SpecName, at: &At, operation: &'d OperationObject) -> Vec<Response> {
        let at = at.child("responses");
        let mut responses = Vec::new();
        for (status, node) in &operation.responses.responses {
            let pattern = match status {
                StatusCode::Code(code) => StatusPattern::Code(*code),
                StatusCode::Range(class) => StatusPattern::Class(u8::try_from(*class).unwrap_or_default()),
            };
            responses.extend(self.response(id, &at.child(&status.to_string()), pattern, node));
        }
        if let Some(node) = &operation.responses.default {
            responses.extend(self.response(id, &at.child("default"), StatusPattern::Default, node));
        }
        responses
    }

    fn response(
        &mut self,
        id: &SpecName,
        at: &At,
        status: StatusPattern,
        node: &'d ReferenceOr<ResponseObject>,
    ) -> Option<Response> {
        let found = self.follow(at, node)?;
        let origin = match &found.key {
            Some(key) => Origin::Shared(key.as_str().into()),
            None => Origin::Response(id.clone(), status.to_string()),
        };
        let headers = found.item.headers.iter().filter_map(|(name, header)| {
            // OpenAPI 3.0, "Response Object": a header named Content-Type is ignored.
            if name.eq_ignore_ascii_case("content-type") {
                return None;
            }
            let header = self.follow(&found.at.child("headers").child(name), header)?;
            let origin = Origin::Header(id.clone(), name.as_str().into());
            let place = header.at.child("schema");
            let (schema, content) = match &header.item.format {
                ParameterSchemaOrContent::Schema(node) => {
                    let schema = self.schema(&place, node_of(node), origin);
                    let beside = Beside { example: header.item.example.as_ref(), examples: &header.item.examples };
                    self.examples_beside(schema, &header.at, &beside);
                    (schema, None)
                }
                ParameterSchemaOrContent::Content(content) => {
                    let first = content.first();
                    let schema = first.and_then(|(media, object)| {
                        let place = header.at.child("content").child(media).child("schema");
                        object.schema.as_ref().map(|node| self.schema(&place, node_of(node), origin.clone()))
                    });
                    let schema = schema.unwrap_or_else(|| self.reserve(&place, origin));
                    (schema, first.map(|(media, _)| media.clone()))
                }
            };
            Some(Header {
                at: header.at,
                name: name.as_str().into(),
                docs: Docs {
                    description: header.item.description.clone(),
                    deprecated: header.item.deprecated.unwrap_or_default(),
                    ..Docs::default()
                },
                schema,
                content,
            })
        });
        let headers = headers.collect();
        let content = self.content(&found.at.child("content"), &found.item.content, &origin);
        Some(Response {
            at: found.at,
            status,
            docs: Docs { description: Some(found.item.description.clone()), ..Docs::default() },
            headers,
            content,
        })
    }
}
