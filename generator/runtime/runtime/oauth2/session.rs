//! Tokens in use: stored, and renewed when it is time.
#![cfg(feature = "oauth2")]

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use crate::runtime::credential::token_source::{Current, TokenSource};
use crate::runtime::error::request_error::RequestError;
use crate::runtime::error::token_error::{Cause, TokenError};
use crate::runtime::oauth2::endpoint::Endpoint;
use crate::runtime::oauth2::flight::Flight;
#[cfg(any(feature = "async", feature = "blocking"))]
use crate::runtime::oauth2::renewal;
use crate::runtime::oauth2::token_request::TokenGrant;
use crate::runtime::oauth2::token_store::TokenStore;
use crate::runtime::oauth2::tokens::Tokens;
#[cfg(feature = "async")]
use crate::runtime::transport::asynchronous::BoxFuture;
use crate::runtime::value::secret::Secret;

/// Tokens in use: a client's calls take the access token from here. It is renewed when it is about
/// to expire, or after the server rejects it; concurrent calls share one renewal.
///
/// A session is cheap to clone, its clones share the tokens, and it serves any number of clients,
/// asynchronous and blocking.
#[derive(Clone)]
pub struct Session {
    shared: Arc<Shared>,
}

struct Shared {
    endpoint: Endpoint,
    /// Whether the client gets tokens in its own name, without a user.
    own: bool,
    store: Box<dyn TokenStore>,
    state: Mutex<State>,
    /// Held while the store is written, so that it ends up with the session's tokens.
    saving: Mutex<()>,
}

struct State {
    tokens: Option<Tokens>,
    /// Counts the tokens: a 401 to earlier ones is no reason to renew these.
    generation: u64,
    saved: bool,
    flight: Option<Arc<Flight>>,
    /// The final refusal of the server to renew these tokens.
    refused: Option<TokenError>,
    /// No renewal ahead of time before this moment, because the last one failed.
    not_before: Option<SystemTime>,
}

/// What to do for a renewal.
pub(crate) enum Plan {
    /// Nothing: the tokens are newer than those to be renewed.
    Nothing,
    /// The tokens are new, and only need to be stored.
    Save,
    /// Ask the server.
    Ask(TokenGrant),
}

/// How long no renewal ahead of time is tried after one has failed.
const PAUSE: Duration = Duration::from_secs(5);

impl Session {
    pub(crate) fn new(endpoint: Endpoint, own: bool, store: impl TokenStore + 'static) -> Result<Self, TokenError> {
        endpoint.check()?;
        let tokens = store.load()?;
        let state = State { tokens, generation: 0, saved: true, flight: None, refused: None, not_before: None };
        let (store, state, saving) = (Box::new(store), Mutex::new(state), Mutex::new(()));
        Ok(Self { shared: Arc::new(Shared { endpoint, own, store, state, saving }) })
    }

    /// The tokens, if there are any. They may have expired.
    #[must_use]
    pub fn tokens(&self) -> Option<Tokens> {
        self.lock().tokens.clone()
    }

    /// Whether calls need no new authorization by the user: there is a token that is valid, or the
    /// session can get one by itself, as far as it knows.
    #[must_use]
    pub fn is_authorized(&self) -> bool {
        let state = self.lock();
        let valid = state.tokens.as_ref().is_some_and(|tokens| !tokens.is_expired(SystemTime::now()));
        valid || (state.refused.is_none() && self.grant(&state).is_some())
    }

    /// Replaces the tokens, here and in the store.
    ///
    /// # Errors
    ///
    /// If the store fails. The session uses the tokens nevertheless, and the next call tries to
    /// store them again before anything is sent.
    pub fn set_tokens(&self, tokens: Tokens) -> Result<(), TokenError> {
        self.take(tokens);
        self.save()
    }

    /// Forgets the tokens, here and in the store. The server does not learn of it.
    ///
    /// # Errors
    ///
    /// If the store cannot be cleared. The session has forgotten the tokens nevertheless.
    pub fn sign_out(&self) -> Result<(), TokenError> {
        let _saving = self.shared.saving.lock().unwrap_or_else(PoisonError::into_inner);
        let mut state = self.lock();
        state.tokens = None;
        state.generation += 1;
        state.saved = true;
        state.refused = None;
        drop(state);
        Ok(self.shared.store.clear()?)
    }

    /// The name of the scheme in the API's description.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        self.shared.endpoint.flow.scheme
    }

    /// The access token, unless there is none or it has expired.
    pub(crate) fn current_token(&self, now: SystemTime) -> Result<Current, TokenError> {
        let state = self.lock();
        let valid = state.tokens.as_ref().filter(|tokens| !tokens.is_expired(now));
        match (valid, &state.refused) {
            (Some(tokens), _) => Ok(Current { token: tokens.access_token.clone(), generation: state.generation }),
            (None, Some(refused)) => Err(refused.clone()),
            (None, None) if self.grant(&state).is_some() => Err(Cause::Due.into()),
            (None, None) if state.tokens.is_some() => Err(Cause::Expired.into()),
            (None, None) => Err(Cause::NoTokens.into()),
        }
    }

    /// The renewal of the tokens of that generation, and whether the caller has to carry it out;
    /// `None` if they have been renewed.
    pub(crate) fn board(&self, generation: u64) -> Option<(Arc<Flight>, bool)> {
        let mut state = self.lock();
        if state.generation != generation && state.saved {
            return None;
        }
        if let Some(flight) = &state.flight {
            return Some((flight.clone(), false));
        }
        let flight = Arc::new(Flight::default());
        state.flight = Some(flight.clone());
        Some((flight, true))
    }

    /// What the one who carries out the renewal has to do.
    pub(crate) fn plan(&self, generation: u64) -> Result<Plan, TokenError> {
        let state = self.lock();
        if !state.saved {
            return Ok(Plan::Save);
        }
        if state.generation != generation {
            return Ok(Plan::Nothing);
        }
        if let Some(refused) = &state.refused {
            return Err(refused.clone());
        }
        let grant = self.grant(&state).ok_or_else(|| match &state.tokens {
            Some(_) => Cause::Expired,
            None => Cause::NoTokens,
        })?;
        Ok(Plan::Ask(grant))
    }

    /// Takes newer tokens that another program has put into the store, and returns their
    /// generation. This comes first, so that a damaged store is noticed before a refresh token is
    /// spent. Called where blocking is allowed.
    pub(crate) fn catch_up(&self, generation: u64) -> Result<Option<u64>, TokenError> {
        let _saving = self.shared.saving.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.lock().saved {
            return Ok(None);
        }
        let kept = self.shared.store.load()?;
        let mut state = self.lock();
        let newer = kept.filter(|kept| state.tokens.as_ref().is_some_and(|tokens| kept.is_newer_than(tokens)));
        let Some(newer) = newer.filter(|_| state.generation == generation) else { return Ok(None) };
        state.replace(newer);
        state.saved = true;
        Ok(Some(state.generation))
    }

    /// Takes the server's response, unless the tokens were replaced by hand in the meantime.
    pub(crate) fn renewed(&self, generation: u64, tokens: Tokens) {
        let mut state = self.lock();
        if state.generation == generation {
            let tokens = match &state.tokens {
                Some(earlier) => tokens.or_as_in(earlier),
                None => tokens,
            };
            state.replace(tokens);
        }
    }

    /// Brings the tokens into the store. Called where blocking is allowed.
    pub(crate) fn save(&self) -> Result<(), TokenError> {
        let _saving = self.shared.saving.lock().unwrap_or_else(PoisonError::into_inner);
        let (tokens, generation) = {
            let state = self.lock();
            (state.tokens.clone(), state.generation)
        };
        if let Some(tokens) = tokens {
            self.shared.store.save(&tokens)?;
        }
        let mut state = self.lock();
        state.saved |= state.generation == generation;
        Ok(())
    }

    /// The renewal is over.
    pub(crate) fn land(&self, generation: u64, outcome: Result<(), TokenError>, now: SystemTime) {
        let mut state = self.lock();
        let flight = state.flight.take();
        if let Err(error) = &outcome
            && state.generation == generation
        {
            state.not_before = now.checked_add(PAUSE);
            // A client may be allowed again at the server; a grant that has ended stays ended.
            if error.needs_authorization() && !self.shared.own {
                state.refused = Some(error.clone());
            }
        }
        drop(state);
        if let Some(flight) = flight {
            flight.land(outcome);
        }
    }

    /// The endpoints.
    pub(crate) fn endpoint(&self) -> &Endpoint {
        &self.shared.endpoint
    }

    fn error(&self, source: TokenError) -> RequestError {
        RequestError::Token { scheme: self.scheme(), source }
    }

    fn grant(&self, state: &State) -> Option<TokenGrant> {
        // RFC 6749 §4.4.3: a client's own tokens are requested anew, not renewed.
        if self.shared.own {
            return Some(TokenGrant::Client);
        }
        state.tokens.as_ref().and_then(|tokens| tokens.refresh_token.clone()).map(TokenGrant::Refresh)
    }

    /// Takes these tokens in place of any others.
    pub(crate) fn take(&self, tokens: Tokens) {
        self.lock().replace(tokens);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TokenSource for Session {
    fn has_tokens(&self) -> bool {
        self.lock().tokens.is_some() || self.shared.own
    }

    fn secrets(&self) -> Vec<Secret> {
        let endpoint = &self.shared.endpoint;
        let state = self.lock();
        let tokens = state.tokens.iter();
        let own = tokens.flat_map(|tokens| [Some(tokens.access_token.clone()), tokens.refresh_token.clone()]);
        own.chain([endpoint.client_secret.clone()]).flatten().collect()
    }

    fn missing(&self) -> RequestError {
        self.error(Cause::NoTokens.into())
    }

    fn current(&self, now: SystemTime) -> Result<Current, RequestError> {
        self.current_token(now).map_err(|source| self.error(source))
    }

    fn due(&self, now: SystemTime) -> Option<u64> {
        let state = self.lock();
        if !state.saved {
            return Some(state.generation);
        }
        let due = match &state.tokens {
            None => true,
            Some(tokens) => {
                let expired = tokens.is_expired(now);
                let paused = state.refused.is_some() || state.not_before.is_some_and(|time| now < time);
                tokens.is_due(self.shared.endpoint.leeway, now) && (expired || !paused)
            }
        };
        (due && self.grant(&state).is_some()).then_some(state.generation)
    }

    fn can_renew(&self, generation: u64) -> bool {
        let state = self.lock();
        state.generation != generation || self.grant(&state).is_some()
    }

    fn tolerate(&self, outcome: Result<(), RequestError>, now: SystemTime) -> Result<(), RequestError> {
        match outcome {
            Err(RequestError::Token { source, .. }) => {
                self.tolerate_failure(Err(source), now).map_err(|source| self.error(source))
            }
            outcome => outcome,
        }
    }

    #[cfg(feature = "async")]
    fn renew(&self, generation: u64, time: Duration) -> BoxFuture<'static, Result<(), RequestError>> {
        let session = self.clone();
        Box::pin(async move {
            let renewed = tokio::time::timeout(time, renewal::asynchronous::renew(session.clone(), generation)).await;
            renewed.unwrap_or_else(|_| Err(Cause::Slow.into())).map_err(|source| session.error(source))
        })
    }

    #[cfg(feature = "blocking")]
    fn renew_blocking(&self, generation: u64, time: Duration) -> Result<(), RequestError> {
        renewal::blocking::renew(self.clone(), generation, time).map_err(|source| self.error(source))
    }
}

impl State {
    fn replace(&mut self, tokens: Tokens) {
        self.tokens = Some(tokens);
        self.generation += 1;
        self.saved = false;
        self.refused = None;
        self.not_before = None;
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("endpoint", &self.shared.endpoint)
            .field("tokens", &self.lock().tokens)
            .finish_non_exhaustive()
    }
}
