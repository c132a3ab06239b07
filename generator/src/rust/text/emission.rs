//! What every emitter looks at.

use super::type_ref::TypeRef;
use crate::api::{Api, SchemeKind, SecurityScheme};
use crate::package::Package;
use crate::rust::facts::Facts;
use crate::rust::names::Names;
use crate::rust::plan::Plan;

/// What every emitter looks at. All of it can be shared between threads.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Emission<'a> {
    pub(crate) api: &'a Api,
    pub(crate) facts: &'a Facts,
    pub(crate) plan: &'a Plan<'a>,
    pub(crate) names: &'a Names,
    pub(crate) package: &'a Package,
}

impl<'a> Emission<'a> {
    /// Types as the files of `model` see them.
    pub(crate) fn types_in_model(&self) -> TypeRef<'a> {
        TypeRef::in_model(self.api, self.names)
    }

    /// Types as all other files see them.
    pub(crate) fn types(&self) -> TypeRef<'a> {
        TypeRef::elsewhere(self.api, self.names)
    }

    /// Whether no name of the crate goes beyond ASCII.
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
