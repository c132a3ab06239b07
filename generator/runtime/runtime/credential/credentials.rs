//! The credentials of a client, and which of them an operation takes.

use std::cmp::Reverse;
use std::sync::Arc;
use std::time::SystemTime;

use crate::runtime::api::api_info::{ApiInfo, Scheme};
use crate::runtime::api::operation_info::OperationInfo;
use crate::runtime::credential::attachments::{Attachments, push_pair};
use crate::runtime::credential::token_source::TokenSource;
use crate::runtime::error::request_error::RequestError;
use crate::runtime::value::secret::Secret;

/// What proves who is calling.
#[derive(Debug, Clone)]
pub enum Credential {
    /// An access token.
    Token(Secret),
    /// An API key.
    Key(Secret),
    /// A user name and a password.
    Basic {
        /// The user name.
        username: String,
        /// The password.
        password: Secret,
    },
    /// An access token that is renewed.
    Source(Arc<dyn TokenSource>),
}

impl Credential {
    /// Whether there is anything to send.
    fn is_there(&self) -> bool {
        match self {
            Self::Token(_) | Self::Key(_) | Self::Basic { .. } => true,
            Self::Source(source) => source.has_tokens(),
        }
    }

    /// Everything in it that a shown text must not contain.
    fn secrets(&self) -> Vec<Secret> {
        match self {
            Self::Token(secret) | Self::Key(secret) => vec![secret.clone()],
            Self::Basic { password, .. } => vec![password.clone()],
            Self::Source(source) => source.secrets(),
        }
    }
}

/// The credentials of a client, by the name of their scheme.
#[derive(Debug, Clone, Default)]
pub struct Credentials {
    pub(crate) entries: Vec<(&'static str, Credential)>,
    /// Whether a request that lacks its credentials is sent without them.
    pub allow_missing: bool,
}

impl Credentials {
    /// Sets the credential of a scheme, instead of an earlier one.
    pub fn set(&mut self, scheme: &'static str, credential: Credential) {
        self.entries.retain(|(name, _)| *name != scheme);
        self.entries.push((scheme, credential));
    }

    /// What the operation's credentials add: those of its first alternative that is complete. An
    /// alternative without credentials comes last, wherever it stands: an operation that can be
    /// called anonymously still gets the credentials that the client has.
    pub fn attach(
        &self,
        api: &ApiInfo,
        operation: &OperationInfo,
        now: SystemTime,
    ) -> Result<Attachments, RequestError> {
        let mut attachments = Attachments::default();
        let Some(chosen) = self.chosen(api, operation) else {
            if operation.security.is_empty() || self.allow_missing {
                return Ok(attachments);
            }
            return Err(self.missing(operation.security));
        };
        for (scheme, credential) in chosen {
            attachments.add(scheme, credential, now)?;
        }
        Ok(attachments)
    }

    /// Adds query parameters that carry the credential of a scheme.
    pub fn attach_to_query(
        &self,
        attachments: &mut Attachments,
        wanted: &[(&'static str, &'static str)],
        now: SystemTime,
    ) -> Result<(), RequestError> {
        for (name, scheme) in wanted {
            let Some(credential) = self.get(scheme) else {
                return Err(self.missing(&[&[scheme]]));
            };
            let secret = attachments.secret(credential, now)?;
            push_pair(&mut attachments.query, name, &secret);
        }
        Ok(())
    }

    /// The sources of the tokens that a request carries.
    pub fn sources(
        &self,
        api: &ApiInfo,
        operation: &OperationInfo,
        wanted: &[(&'static str, &'static str)],
    ) -> Vec<Arc<dyn TokenSource>> {
        let chosen = self.chosen(api, operation).unwrap_or_default().into_iter().map(|(_, credential)| credential);
        let in_query = wanted.iter().filter_map(|(_, scheme)| self.get(scheme));
        let source = |credential: &Credential| match credential {
            Credential::Source(source) => Some(source.clone()),
            _ => None,
        };
        chosen.chain(in_query).filter_map(source).collect()
    }

    /// The text with every credential in it masked, because a server's message may quote the
    /// request.
    pub fn mask(&self, text: &str) -> String {
        let secrets: Vec<Secret> = self.entries.iter().flat_map(|(_, credential)| credential.secrets()).collect();
        let mut secrets: Vec<&str> = secrets.iter().map(Secret::expose).filter(|secret| !secret.is_empty()).collect();
        // The longest first: one may be the beginning of another.
        secrets.sort_by_key(|secret| Reverse(secret.len()));
        secrets.into_iter().fold(text.to_owned(), |masked, secret| masked.replace(secret, "…"))
    }

    fn get(&self, scheme: &str) -> Option<&Credential> {
        self.entries.iter().find(|(name, _)| *name == scheme).map(|(_, credential)| credential)
    }

    fn chosen(&self, api: &ApiInfo, operation: &OperationInfo) -> Option<Vec<(&'static Scheme, &Credential)>> {
        let mut complete = operation.security.iter().filter_map(|names| self.complete(api, names));
        let first = complete.next()?;
        if first.is_empty() { complete.find(|further| !further.is_empty()).or(Some(first)) } else { Some(first) }
    }

    fn complete(&self, api: &ApiInfo, names: &[&str]) -> Option<Vec<(&'static Scheme, &Credential)>> {
        let there = |name: &str| self.get(name).filter(|credential| credential.is_there());
        names.iter().map(|name| Some((api.scheme(name)?, there(name)?))).collect()
    }

    /// What is missing: the tokens of a source, or credentials that were never given.
    fn missing(&self, alternatives: &[&[&'static str]]) -> RequestError {
        let sources = alternatives.iter().copied().flatten().filter_map(|scheme| match self.get(scheme)? {
            Credential::Source(source) => Some(source.missing()),
            _ => None,
        });
        sources.into_iter().next().unwrap_or_else(|| RequestError::missing_credentials(alternatives))
    }
}
