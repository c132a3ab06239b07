//! The input of every emitter.

use super::type_ref::TypeRef;
use crate::api::{Api, SchemeKind, SecurityScheme};
use crate::package::Package;
use crate::rust::facts::Facts;
use crate::rust::names::Names;
use crate::rust::plan::Plan;

/// The input of every emitter. Threads can share it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Emission<'a> {
    pub(crate) api: &'a Api,
    pub(crate) facts: &'a Facts,
    pub(crate) plan: &'a Plan<'a>,
    pub(crate) names: &'a Names,
    pub(crate) package: &'a Package,
}

impl<'a> Emission<'a> {
    /// Returns the writer of types for files of `model`.
    pub(crate) fn types_in_model(&self) -> TypeRef<'a> {
        TypeRef::in_model(self.api, self.names)
    }

    /// Returns the writer of types for all other files.
    pub(crate) fn types(&self) -> TypeRef<'a> {
        TypeRef::elsewhere(self.api, self.names)
    }

    /// Whether all names of the crate are ASCII.
    pub(crate) fn has_ascii_names(&self) -> bool {
        let of_scheme = |scheme: &SecurityScheme| {
            let flows = match &scheme.kind {
                SchemeKind::OAuth2(flows) => flows.as_slice(),
                SchemeKind::Bearer | SchemeKind::Basic | SchemeKind::ApiKey(..) | SchemeKind::OpenIdConnect(_) => &[],
            };
            let mut scopes = flows.iter().flat_map(|flow| &flow.scopes);
            scheme.name.as_str().is_ascii() && scopes.all(|scope| scope.name.as_str().is_ascii())
        };
        !self.names.are_foreign() && self.api.schemes.iter().all(of_scheme)
    }
}
