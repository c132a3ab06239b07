//! What credentials add to a request.

use std::fmt::Write;
use std::time::SystemTime;

use http::header::{AUTHORIZATION, HeaderMap, HeaderName};

use crate::runtime::api::api_info::{KeyLocation, Scheme, SchemeKind};
use crate::runtime::codec::percent;
use crate::runtime::credential::credentials::Credential;
use crate::runtime::credential::token_source::Renewal;
use crate::runtime::error::request_error::RequestError;
use crate::runtime::request::draft::header_value;
use crate::runtime::value::secret::Secret;

/// What the credentials add to a request.
#[derive(Default)]
pub struct Attachments {
    /// Further headers, marked as sensitive.
    pub headers: HeaderMap,
    /// Further pairs of the query, escaped.
    pub query: String,
    /// Further cookies, escaped.
    pub cookies: String,
    /// The tokens among them that can be renewed.
    pub used: Vec<Renewal>,
}

impl Attachments {
    /// The credential as one text.
    pub(crate) fn secret(&mut self, credential: &Credential, now: SystemTime) -> Result<Secret, RequestError> {
        match credential {
            Credential::Token(secret) | Credential::Key(secret) => Ok(secret.clone()),
            Credential::Basic { password, .. } => Ok(password.clone()),
            Credential::Source(source) => {
                let current = source.current(now)?;
                self.used.push(Renewal { source: source.clone(), generation: current.generation });
                Ok(current.token)
            }
        }
    }

    /// Adds the credential as its scheme says.
    pub(crate) fn add(
        &mut self,
        scheme: &Scheme,
        credential: &Credential,
        now: SystemTime,
    ) -> Result<(), RequestError> {
        let secret = self.secret(credential, now)?;
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
        // A request has one `Authorization`. Without either credential the operation would not
        // accept it.
        if self.headers.get(&name).is_some_and(|other| *other != value) {
            return Err(RequestError::credential(scheme.name, "another credential of the operation has its header"));
        }
        self.headers.insert(name, value);
        Ok(())
    }

    /// A cookie whose value is sent as the server issued it, because the server may have escaped it
    /// in a way of its own.
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

/// Adds a pair to a query, escaped.
pub(crate) fn push_pair(pairs: &mut String, name: &str, secret: &Secret) {
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
