//! The OAuth 2 flows that the crate supports, and their scopes.

use crate::api::{Api, Flow, FlowKind, SchemeKind, Scope};

/// The OAuth 2 flows that the documents declare.
#[derive(Debug, Default)]
pub(crate) struct Flows<'a> {
    /// Flows in which a user grants access.
    pub(crate) authorization_code: Vec<FlowPlan<'a>>,
    /// Flows in which a program obtains tokens for itself.
    pub(crate) client_credentials: Vec<FlowPlan<'a>>,
    /// The scopes of the supported flows, without repetitions.
    pub(crate) scopes: Vec<&'a Scope>,
    /// Whether a document declares the implicit flow, which is not supported.
    pub(crate) implicit: bool,
    /// Whether a document declares the password flow, which is not supported.
    pub(crate) password: bool,
}

/// A flow, and the scheme that declares it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FlowPlan<'a> {
    pub(crate) scheme: &'a str,
    pub(crate) flow: &'a Flow,
}

impl Flows<'_> {
    /// Whether the documents declare a flow that the crate supports.
    pub(crate) fn any(&self) -> bool {
        !self.authorization_code.is_empty() || !self.client_credentials.is_empty()
    }
}

/// Sorts the flows by their kind.
pub(super) fn plan(api: &Api) -> Flows<'_> {
    let mut flows = Flows::default();
    for scheme in &api.schemes {
        let SchemeKind::OAuth2(declared) = &scheme.kind else { continue };
        for flow in declared {
            let plan = FlowPlan { scheme: scheme.name.as_str(), flow };
            match flow.kind {
                FlowKind::AuthorizationCode => flows.authorization_code.push(plan),
                FlowKind::ClientCredentials => flows.client_credentials.push(plan),
                FlowKind::Implicit => flows.implicit = true,
                FlowKind::Password => flows.password = true,
            }
            if matches!(flow.kind, FlowKind::AuthorizationCode | FlowKind::ClientCredentials) {
                for scope in &flow.scopes {
                    if !flows.scopes.iter().any(|known| known.name == scope.name) {
                        flows.scopes.push(scope);
                    }
                }
            }
        }
    }
    flows
}
