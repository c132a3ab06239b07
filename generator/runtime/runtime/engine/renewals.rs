//! When a call renews its access tokens.

use std::sync::Arc;
use std::time::SystemTime;

use crate::runtime::credential::token_source::{Renewal, TokenSource};
use crate::runtime::response::raw::RawResponse;

/// What a call knows of renewals.
#[derive(Debug, Default)]
pub(crate) struct Renewals {
    /// The tokens that the last attempt carried.
    used: Vec<Renewal>,
    /// How many of the call's sources have been asked before this attempt.
    looked_at: usize,
    /// The renewal under way.
    pub(crate) current: Option<Renewal>,
    /// The 401 that asked for it.
    pub(crate) refusal: Option<RawResponse>,
    /// Whether a 401 has led to a renewal: it does so once.
    pub(crate) made_up: bool,
}

impl Renewals {
    /// The next of these sources whose tokens are to be renewed before the attempt.
    pub(crate) fn due(&mut self, sources: Vec<Arc<dyn TokenSource>>, now: SystemTime) -> Option<Renewal> {
        let mut sources = sources.into_iter().skip(self.looked_at);
        sources.find_map(|source| {
            self.looked_at += 1;
            source.due(now).map(|generation| Renewal { source, generation })
        })
    }

    /// The tokens to renew after a 401, unless an earlier one has led to a renewal.
    pub(crate) fn refused(&mut self) -> Option<Renewal> {
        if self.made_up {
            return None;
        }
        let renewal = self.used.iter().find(|used| used.source.can_renew(used.generation))?;
        self.made_up = true;
        Some(renewal.clone())
    }

    /// An attempt goes out with these tokens.
    pub(crate) fn attached(&mut self, used: Vec<Renewal>) {
        self.used = used;
        self.looked_at = 0;
    }
}

/// Whether another access token may help. One of the same grant has no further scopes (RFC 6750
/// §3.1).
pub(crate) fn asks_for_another_token(response: &RawResponse) -> bool {
    let challenges = response.headers.get_all(http::header::WWW_AUTHENTICATE);
    let lacks_scope = |value: &http::HeaderValue| value.to_str().is_ok_and(|text| text.contains("insufficient_scope"));
    response.status == http::StatusCode::UNAUTHORIZED && !challenges.iter().any(lacks_scope)
}
