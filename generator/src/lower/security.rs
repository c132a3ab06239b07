//! Security (OpenAPI 3.0, "Security Scheme Object" and "Security Requirement Object").

use openapiv3::{APIKeyLocation, OAuth2Flows, SecurityRequirement, SecurityScheme as SchemeObject};

use super::Reader;
use crate::api::{Docs, Flow, FlowKind, KeyLocation, Need, SchemeId, SchemeKind, Scope, SecurityScheme};
use crate::diagnostic::{Problem, Related};
use crate::place::At;

impl<'d> Reader<'d, '_> {
    /// Reads the document's schemes. If an earlier document declares a scheme with the same name
    /// and kind, both are the same scheme, with the scopes of both.
    pub(super) fn lower_schemes(&mut self) {
        let Some(components) = &self.document.openapi.components else { return };
        for (name, node) in &components.security_schemes {
            let at = self.place(&["components", "securitySchemes", name]);
            let found = self.follow(&at, node);
            let kind = found.and_then(|found| self.scheme_kind(&found.at, found.item));
            let id = kind.map(|(kind, description)| {
                let docs = Docs { description, ..Docs::default() };
                self.claim_scheme(at, name, docs, kind)
            });
            self.scheme_names.insert(name.clone(), id);
        }
    }

    /// Reads the security requirements of operations that declare none themselves.
    pub(super) fn lower_security(&mut self) {
        let requirements = self.document.openapi.security.as_deref().unwrap_or_default();
        self.document_security = self.alternatives(&self.place(&["security"]), requirements);
    }

    fn claim_scheme(&mut self, at: At, name: &str, docs: Docs, kind: SchemeKind) -> SchemeId {
        let Some(index) = self.api.schemes.iter().position(|known| known.name.as_str() == name) else {
            self.api.schemes.push(SecurityScheme { at, name: name.into(), docs, kind });
            return SchemeId(self.api.schemes.len() - 1);
        };
        let known = &mut self.api.schemes[index];
        match (&mut known.kind, kind) {
            (SchemeKind::OAuth2(flows), SchemeKind::OAuth2(further)) => {
                union_flows(flows, further);
                SchemeId(index)
            }
            (same, kind) if *same == kind => SchemeId(index),
            (_, kind) => {
                let related = known.at.clone();
                let stem = self.sources.stem(self.document.source);
                let told_apart = format!("{stem}{name}");
                self.diagnostics.push_related(
                    at.clone(),
                    Problem::SchemeConflict { name: name.to_owned(), renamed: told_apart.clone() },
                    related,
                    Related::Declared,
                );
                self.api.schemes.push(SecurityScheme { at, name: told_apart.as_str().into(), docs, kind });
                SchemeId(self.api.schemes.len() - 1)
            }
        }
    }

    fn scheme_kind(&mut self, at: &At, scheme: &'d SchemeObject) -> Option<(SchemeKind, Option<String>)> {
        Some(match scheme {
            SchemeObject::APIKey { location, name, description, .. } => {
                let location = match location {
                    APIKeyLocation::Query => KeyLocation::Query,
                    APIKeyLocation::Header => KeyLocation::Header,
                    APIKeyLocation::Cookie => KeyLocation::Cookie,
                };
                (SchemeKind::ApiKey(location, name.as_str().into()), description.clone())
            }
            SchemeObject::HTTP { scheme, description, .. } => match scheme.to_ascii_lowercase().as_str() {
                "bearer" => (SchemeKind::Bearer, description.clone()),
                "basic" => (SchemeKind::Basic, description.clone()),
                other => {
                    self.say(&at.child("scheme"), Problem::UnsupportedSecurityScheme { scheme: other.to_owned() });
                    return None;
                }
            },
            SchemeObject::OAuth2 { flows, description, .. } => {
                (SchemeKind::OAuth2(lower_flows(flows)), description.clone())
            }
            SchemeObject::OpenIDConnect { open_id_connect_url, description, .. } => {
                (SchemeKind::OpenIdConnect(open_id_connect_url.clone()), description.clone())
            }
        })
    }

    /// Returns the alternative sets of credentials that an operation needs: its own, or else the
    /// document's.
    pub(super) fn security(&mut self, at: &At, own: Option<&'d [SecurityRequirement]>) -> Vec<Vec<Need>> {
        match own {
            Some(own) => self.alternatives(&at.child("security"), own),
            None => self.document_security.clone(),
        }
    }

    fn alternatives(&mut self, at: &At, requirements: &'d [SecurityRequirement]) -> Vec<Vec<Need>> {
        let mut alternatives = Vec::with_capacity(requirements.len());
        for (index, requirement) in requirements.iter().enumerate() {
            let mut needs = Vec::with_capacity(requirement.len());
            for (name, scopes) in requirement {
                match self.scheme_names.get(name) {
                    Some(&Some(scheme)) => {
                        needs.push(Need { scheme, scopes: scopes.iter().map(|scope| scope.as_str().into()).collect() });
                    }
                    // Already reported at the declaration of the scheme.
                    Some(None) => {}
                    None => {
                        let problem = Problem::UndeclaredSecurityScheme { name: name.clone() };
                        self.say(&at.index(index).child(name), problem);
                    }
                }
            }
            self.check_headers(&at.index(index), &needs);
            // An alternative without any supported scheme must not turn into "no credentials".
            if !needs.is_empty() || requirement.is_empty() {
                alternatives.push(needs);
            }
        }
        alternatives
    }
}

impl Reader<'_, '_> {
    /// Reports credentials of one alternative that cannot be sent together.
    fn check_headers(&mut self, at: &At, needs: &[Need]) {
        let kinds = needs.iter().map(|need| header(&self.api.schemes[need.scheme.0].kind));
        let kinds: Vec<_> = kinds.collect();
        for (index, kind) in kinds.iter().enumerate() {
            let Some((name, what)) = kind else { continue };
            let clashes = |other: &Option<(String, &str)>| {
                // Two bearer tokens may be the same token.
                other.as_ref().is_some_and(|(other, kind)| {
                    other.eq_ignore_ascii_case(name) && (kind != what || *kind == "apiKey")
                })
            };
            if let Some(other) = kinds[..index].iter().position(clashes) {
                let scheme = |index: usize| self.api.schemes[needs[index].scheme.0].name.0.clone();
                let schemes = [scheme(other), scheme(index)];
                self.say(at, Problem::CredentialsInOneHeader { schemes, header: name.clone() });
            }
        }
    }
}

/// Returns the header field that holds a credential, and the kind of its value.
fn header(kind: &SchemeKind) -> Option<(String, &'static str)> {
    match kind {
        SchemeKind::Bearer | SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect(_) => {
            Some(("Authorization".to_owned(), "bearer"))
        }
        SchemeKind::Basic => Some(("Authorization".to_owned(), "basic")),
        SchemeKind::ApiKey(KeyLocation::Header, name) => Some((name.0.clone(), "apiKey")),
        SchemeKind::ApiKey(KeyLocation::Query | KeyLocation::Cookie, _) => None,
    }
}

fn union_flows(flows: &mut Vec<Flow>, further: Vec<Flow>) {
    for flow in further {
        let same = flows.iter_mut().find(|known| {
            known.kind == flow.kind
                && known.authorization_url == flow.authorization_url
                && known.token_url == flow.token_url
        });
        match same {
            Some(known) => {
                for scope in flow.scopes {
                    if !known.scopes.iter().any(|found| found.name == scope.name) {
                        known.scopes.push(scope);
                    }
                }
            }
            None => flows.push(flow),
        }
    }
}

fn lower_flows(flows: &OAuth2Flows) -> Vec<Flow> {
    let scopes = |scopes: &indexmap::IndexMap<String, String>| {
        scopes
            .iter()
            .map(|(name, description)| Scope { name: name.as_str().into(), description: description.clone() })
            .collect()
    };
    let mut lowered = Vec::new();
    if let Some(flow) = &flows.authorization_code {
        lowered.push(Flow {
            kind: FlowKind::AuthorizationCode,
            authorization_url: Some(flow.authorization_url.clone()),
            token_url: Some(flow.token_url.clone()),
            refresh_url: flow.refresh_url.clone(),
            scopes: scopes(&flow.scopes),
        });
    }
    if let Some(flow) = &flows.client_credentials {
        lowered.push(Flow {
            kind: FlowKind::ClientCredentials,
            authorization_url: None,
            token_url: Some(flow.token_url.clone()),
            refresh_url: flow.refresh_url.clone(),
            scopes: scopes(&flow.scopes),
        });
    }
    if let Some(flow) = &flows.password {
        lowered.push(Flow {
            kind: FlowKind::Password,
            authorization_url: None,
            token_url: Some(flow.token_url.clone()),
            refresh_url: flow.refresh_url.clone(),
            scopes: scopes(&flow.scopes),
        });
    }
    if let Some(flow) = &flows.implicit {
        lowered.push(Flow {
            kind: FlowKind::Implicit,
            authorization_url: Some(flow.authorization_url.clone()),
            token_url: None,
            refresh_url: flow.refresh_url.clone(),
            scopes: scopes(&flow.scopes),
        });
    }
    lowered
}
