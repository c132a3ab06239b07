//! What an authorization server grants: an access token, and perhaps a refresh token.
#![cfg(feature = "oauth2")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::Value;

use crate::runtime::oauth2::scope::Scope;
use crate::runtime::value::secret::Secret;

/// What an authorization server grants: an access token, its expiry and scopes, and perhaps a
/// refresh token.
///
/// `Debug` shows neither token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tokens {
    pub(crate) access_token: Secret,
    pub(crate) refresh_token: Option<Secret>,
    pub(crate) expires_at: Option<SystemTime>,
    pub(crate) obtained_at: Option<SystemTime>,
    pub(crate) scopes: Option<Vec<Scope>>,
}

impl Tokens {
    /// Creates tokens from an access token without a known expiry.
    #[must_use]
    pub fn new(access_token: impl Into<Secret>) -> Self {
        Self {
            access_token: access_token.into(),
            refresh_token: None,
            expires_at: None,
            obtained_at: None,
            scopes: None,
        }
    }

    /// Sets the token that renews the access token.
    #[must_use]
    pub fn with_refresh_token(mut self, token: impl Into<Secret>) -> Self {
        self.refresh_token = Some(token.into());
        self
    }

    /// Sets the time at which the access token expires.
    #[must_use]
    pub fn with_expires_at(mut self, time: SystemTime) -> Self {
        self.expires_at = Some(time);
        self
    }

    /// Sets the scopes that were granted.
    #[must_use]
    pub fn with_scopes<S: Into<Scope>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// The token that calls carry.
    #[must_use]
    pub fn access_token(&self) -> &Secret {
        &self.access_token
    }

    /// The token that renews the access token, if there is one.
    #[must_use]
    pub fn refresh_token(&self) -> Option<&Secret> {
        self.refresh_token.as_ref()
    }

    /// How the access token is used: always `bearer` (RFC 6750). Tokens of another type are refused
    /// when the server issues them.
    #[must_use]
    pub fn token_type(&self) -> &'static str {
        "bearer"
    }

    /// When the access token expires; `None` if the server did not say.
    #[must_use]
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.expires_at
    }

    /// When the access token was requested, if that is known.
    #[must_use]
    pub fn obtained_at(&self) -> Option<SystemTime> {
        self.obtained_at
    }

    /// The scopes that were granted, which may be fewer than were requested; `None` if they are not
    /// known.
    #[must_use]
    pub fn scopes(&self) -> Option<&[Scope]> {
        self.scopes.as_deref()
    }

    /// Whether the access token has expired at `now`.
    #[must_use]
    pub fn is_expired(&self, now: SystemTime) -> bool {
        self.expires_at.is_some_and(|end| end <= now)
    }

    /// Whether it is time to renew the access token: `leeway` before it expires, but never in the
    /// first half of its lifetime, or it would be renewed again and again.
    pub(crate) fn is_due(&self, leeway: Duration, now: SystemTime) -> bool {
        let Some(end) = self.expires_at else { return false };
        let life = self.obtained_at.and_then(|begin| end.duration_since(begin).ok());
        let leeway = life.map_or(leeway, |life| leeway.min(life / 2));
        now.checked_add(leeway).is_none_or(|then| end <= then)
    }

    /// Whether these are other tokens, requested later. Stores keep whole seconds only, so seconds
    /// are compared.
    pub(crate) fn is_newer_than(&self, other: &Self) -> bool {
        let second = |tokens: &Self| tokens.obtained_at.map(|time| seconds(time).as_u64());
        self.access_token != other.access_token
            && second(self).zip(second(other)).is_some_and(|(ours, theirs)| ours > theirs)
    }

    /// Adds what a server leaves out if it has not changed (RFC 6749 §6).
    pub(crate) fn or_as_in(mut self, earlier: &Self) -> Self {
        self.refresh_token = self.refresh_token.or_else(|| earlier.refresh_token.clone());
        self.scopes = self.scopes.or_else(|| earlier.scopes.clone());
        self
    }

    /// The tokens as JSON, which [`FileStore`](crate::runtime::oauth2::file_store::FileStore)
    /// writes too: for stores of your own.
    #[must_use]
    pub fn to_json(&self) -> Secret {
        let text = |secret: &Secret| Value::from(secret.expose());
        let names = |scopes: &Vec<Scope>| scopes.iter().map(Scope::as_str).collect::<Value>();
        let members = [
            (VERSION_KEY, Some(VERSION.into())),
            ("token_type", Some(self.token_type().into())),
            ("access_token", Some(text(&self.access_token))),
            ("refresh_token", self.refresh_token.as_ref().map(text)),
            ("expires_at", self.expires_at.map(seconds)),
            ("obtained_at", self.obtained_at.map(seconds)),
            ("scopes", self.scopes.as_ref().map(names)),
        ];
        let object: Value = members.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        Secret::new(format!("{object:#}\n"))
    }

    /// Reads tokens from the JSON of [`Tokens::to_json`].
    ///
    /// # Errors
    ///
    /// If the text is not such JSON; the error says what is wrong with it.
    pub fn from_json(text: &str) -> Result<Self, &'static str> {
        let value: Value = serde_json::from_str(text).map_err(|_| "it is not JSON")?;
        if value.get(VERSION_KEY).and_then(Value::as_u64) != Some(VERSION) {
            return Err("it is not of version 1");
        }
        let access_token = text_member(&value, "access_token")?.ok_or("it has no `access_token`")?;
        if access_token.expose().is_empty() {
            return Err("its `access_token` is empty");
        }
        Ok(Self {
            access_token,
            refresh_token: text_member(&value, "refresh_token")?,
            expires_at: time_member(&value, "expires_at")?,
            obtained_at: time_member(&value, "obtained_at")?,
            scopes: scopes_member(&value)?,
        })
    }
}

const VERSION_KEY: &str = "version";
const VERSION: u64 = 1;

fn seconds(time: SystemTime) -> Value {
    time.duration_since(UNIX_EPOCH).map_or(0, |since_then| since_then.as_secs()).into()
}

fn text_member(value: &Value, name: &str) -> Result<Option<Secret>, &'static str> {
    match value.get(name) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(Secret::from(text.as_str()))),
        Some(_) => Err("a token in it is not a text"),
    }
}

fn time_member(value: &Value, name: &str) -> Result<Option<SystemTime>, &'static str> {
    let Some(time) = value.get(name) else { return Ok(None) };
    let time = time.as_u64().and_then(|seconds| UNIX_EPOCH.checked_add(Duration::from_secs(seconds)));
    time.map(Some).ok_or("a time in it is not a number of seconds")
}

fn scopes_member(value: &Value) -> Result<Option<Vec<Scope>>, &'static str> {
    let Some(scopes) = value.get("scopes") else { return Ok(None) };
    let names = scopes.as_array().ok_or("its `scopes` are not a list")?;
    let scope = |name: &Value| name.as_str().map(|name| Scope::from(name.to_owned()));
    names.iter().map(scope).collect::<Option<_>>().map(Some).ok_or("one of its `scopes` is not a text")
}
