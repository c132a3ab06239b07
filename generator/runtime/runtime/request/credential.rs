//! The credentials of a client, and how they are attached to a request.

use std::cmp::Reverse;
use std::fmt::Write;
use std::time::SystemTime;

use http::header::{AUTHORIZATION, HeaderMap, HeaderName};

use crate::runtime::codec::percent;
use crate::runtime::error::mistake::RequestError;
use crate::runtime::request::draft::header_value;
use crate::runtime::request::operation::{ApiInfo, KeyLocation, OperationInfo, Scheme, SchemeKind};
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
    #[cfg(feature = "oauth2")]
    Session(crate::runtime::oauth2::session::Session),
}

impl Credential {
    /// Whether there is anything to send.
    fn is_there(&self) -> bool {
        match self {
            Self::Token(_) | Self::Key(_) | Self::Basic { .. } => true,
            #[cfg(feature = "oauth2")]
            Self::Session(session) => session.has_tokens(),
        }
    }

    /// Every text in it that nobody may read.
    fn secrets(&self) -> Vec<Secret> {
        match self {
            Self::Token(secret) | Self::Key(secret) => vec![secret.clone()],
            Self::Basic { password, .. } => vec![password.clone()],
            #[cfg(feature = "oauth2")]
            Self::Session(session) => session.secrets(),
        }
    }
}

/// What the credentials add to a request.
#[derive(Default)]
pub struct Attachments {
    /// Further headers, marked as sensitive.
    pub headers: HeaderMap,
    /// Further pairs of the query, escaped.
    pub query: String,
    /// Further cookies, escaped.
    pub cookies: String,
    /// The sessions' tokens that are part of it.
    #[cfg(feature = "oauth2")]
    pub used: Vec<crate::runtime::oauth2::renewal::Renewal>,
}

/// The credentials of a client, by the name of their scheme.
#[derive(Debug, Clone, Default)]
pub struct Credentials {
    entries: Vec<(&'static str, Credential)>,
    /// Whether a request that lacks its credentials is sent all the same.
    pub allow_missing: bool,
}

impl Credentials {
    /// Sets the credential of a scheme, instead of an earlier one.
    pub fn set(&mut self, scheme: &'static str, credential: Credential) {
        self.entries.retain(|(name, _)| *name != scheme);
        self.entries.push((scheme, credential));
    }

    /// What the operation's credentials add: those of its first alternative that is complete. The one without any credential is the last,
    /// wherever it stands: that an operation can be called without does not mean that who has credentials calls without.
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
            let secret = attachments.secret(scheme, credential, now)?;
            push_pair(&mut attachments.query, name, &secret);
        }
        Ok(())
    }

    /// The sessions whose tokens a request carries.
    #[cfg(feature = "oauth2")]
    pub fn sessions(
        &self,
        api: &ApiInfo,
        operation: &OperationInfo,
        wanted: &[(&'static str, &'static str)],
    ) -> Vec<crate::runtime::oauth2::session::Session> {
        let chosen = self.chosen(api, operation).unwrap_or_default().into_iter().map(|(_, credential)| credential);
        let in_query = wanted.iter().filter_map(|(_, scheme)| self.get(scheme));
        let session = |credential: &Credential| match credential {
            Credential::Session(session) => Some(session.clone()),
            _ => None,
        };
        chosen.chain(in_query).filter_map(session).collect()
    }

    /// The first session, if there is any.
    #[cfg(feature = "oauth2")]
    pub fn session(&self) -> Option<&crate::runtime::oauth2::session::Session> {
        self.entries.iter().find_map(|(_, credential)| match credential {
            Credential::Session(session) => Some(session),
            _ => None,
        })
    }

    /// The text with every credential in it masked: for what a server says, which may quote what it was sent.
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

    /// What is missing: a session's tokens, or credentials that were never given.
    fn missing(&self, alternatives: &[&[&'static str]]) -> RequestError {
        #[cfg(feature = "oauth2")]
        for scheme in alternatives.iter().copied().flatten() {
            if let Some(Credential::Session(_)) = self.get(scheme) {
                return RequestError::Token {
                    scheme,
                    source: crate::runtime::oauth2::token_error::Cause::NoTokens.into(),
                };
            }
        }
        RequestError::missing_credentials(alternatives)
    }
}

impl Attachments {
    /// What this credential is when it is one text.
    fn secret(
        &mut self,
        scheme: &'static str,
        credential: &Credential,
        now: SystemTime,
    ) -> Result<Secret, RequestError> {
        // Only a session's token has a time.
        let _ = (scheme, now);
        match credential {
            Credential::Token(secret) | Credential::Key(secret) => Ok(secret.clone()),
            Credential::Basic { password, .. } => Ok(password.clone()),
            #[cfg(feature = "oauth2")]
            Credential::Session(session) => {
                let current = session.current(now).map_err(|source| RequestError::Token { scheme, source })?;
                let (session, generation) = (session.clone(), current.generation);
                self.used.push(crate::runtime::oauth2::renewal::Renewal { session, generation });
                Ok(current.token)
            }
        }
    }

    fn add(&mut self, scheme: &Scheme, credential: &Credential, now: SystemTime) -> Result<(), RequestError> {
        let secret = self.secret(scheme.name, credential, now)?;
        match scheme.kind {
            SchemeKind::Bearer => self.header(scheme, AUTHORIZATION, "Bearer ", secret.expose()),
            SchemeKind::Basic => {
                let Credential::Basic { username, password } = credential else {
                    return Err(RequestError::MissingCredentials { schemes: vec![vec![scheme.name]] });
                };
                if username.contains(':') {
                    return Err(RequestError::credential(scheme.name, "a user name cannot hold a colon"));
                }
                let pair = Secret::new(format!("{username}:{}", password.expose()));
                let encoded = Secret::new(base64(pair.expose().as_bytes()));
                self.header(scheme, AUTHORIZATION, "Basic ", encoded.expose())
            }
            SchemeKind::ApiKey { location: KeyLocation::Header, name } => {
                let header = HeaderName::from_bytes(name.as_bytes())
                    .map_err(|_| RequestError::credential(scheme.name, "its header has no valid name"))?;
                self.header(scheme, header, "", secret.expose())
            }
            SchemeKind::ApiKey { location: KeyLocation::Query, name } => {
                push_pair(&mut self.query, name, &secret);
                Ok(())
            }
            SchemeKind::ApiKey { location: KeyLocation::Cookie, name } => self.cookie(scheme, name, &secret),
        }
    }

    fn header(&mut self, scheme: &Scheme, name: HeaderName, prefix: &str, secret: &str) -> Result<(), RequestError> {
        if secret.is_empty() {
            return Err(RequestError::credential(scheme.name, "it is empty"));
        }
        let text = Secret::new(format!("{prefix}{secret}"));
        let mut value = header_value(text.expose())
            .ok_or_else(|| RequestError::credential(scheme.name, "a header can carry visible ASCII characters only"))?;
        value.set_sensitive(true);
        // One request has one `Authorization`; to drop either credential is to send what the operation does not accept.
        if self.headers.get(&name).is_some_and(|other| *other != value) {
            return Err(RequestError::credential(scheme.name, "another credential of the operation has its header"));
        }
        self.headers.insert(name, value);
        Ok(())
    }

    /// A cookie whose value goes out as the server gave it out, which may have escaped it in a way of its own.
    fn cookie(&mut self, scheme: &Scheme, name: &str, secret: &Secret) -> Result<(), RequestError> {
        if !secret.expose().bytes().all(is_cookie_octet) {
            let because =
                "a cookie cannot carry spaces, quotes, commas, semicolons, backslashes or characters beyond ASCII";
            return Err(RequestError::credential(scheme.name, because));
        }
        let separator = if self.cookies.is_empty() { "" } else { "; " };
        // Writing to a `String` cannot fail.
        let _ = write!(self.cookies, "{separator}{}={}", percent::value(name), secret.expose());
        Ok(())
    }
}

fn push_pair(pairs: &mut String, name: &str, secret: &Secret) {
    if !pairs.is_empty() {
        pairs.push('&');
    }
    // Writing to a `String` cannot fail.
    let _ = write!(pairs, "{}={}", percent::value(name), percent::value(secret.expose()));
}

/// `cookie-octet` of RFC 6265 §4.1.1.
fn is_cookie_octet(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\')
}

/// Base64 with padding (RFC 4648 §4), for Basic authentication alone.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |index: usize| u32::from(group.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for index in 0..4 {
            let digit = (bits >> (18 - 6 * index)) & 0x3f;
            let padding = index > group.len();
            text.push(if padding { '=' } else { char::from(ALPHABET[digit as usize]) });
        }
    }
    text
}
