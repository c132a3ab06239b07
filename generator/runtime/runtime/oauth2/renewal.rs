//! How a session gets its tokens: asynchronously or blocking, the same.
#![cfg(feature = "oauth2")]

#[cfg(feature = "blocking")]
use std::time::Duration;
use std::time::SystemTime;

use crate::runtime::oauth2::session::Session;
use crate::runtime::oauth2::token_error::{Cause, TokenError};
use crate::runtime::response::raw::RawResponse;

/// The renewal of a session's tokens of one generation.
#[derive(Debug, Clone)]
pub struct Renewal {
    pub(crate) session: Session,
    pub(crate) generation: u64,
}

/// What a call knows of renewals.
#[derive(Debug, Default)]
pub(crate) struct Renewals {
    /// The tokens that the last attempt carried.
    used: Vec<Renewal>,
    /// How many of the call's sessions have been looked at before this attempt.
    looked_at: usize,
    /// The renewal under way.
    pub(crate) current: Option<Renewal>,
    /// The 401 that asked for it.
    pub(crate) refusal: Option<RawResponse>,
    /// Whether a 401 has had tokens renewed: it does once.
    pub(crate) made_up: bool,
}

impl Renewals {
    /// The next of these sessions whose tokens are to be renewed before the attempt.
    pub(crate) fn due(&mut self, sessions: Vec<Session>, now: SystemTime) -> Option<Renewal> {
        let mut sessions = sessions.into_iter().skip(self.looked_at);
        sessions.find_map(|session| {
            self.looked_at += 1;
            session.due(now).map(|generation| Renewal { session, generation })
        })
    }

    /// The tokens to renew after a 401, if one has not had that done before.
    pub(crate) fn refused(&mut self) -> Option<Renewal> {
        if self.made_up {
            return None;
        }
        let renewal = self.used.iter().find(|used| used.session.can_renew(used.generation))?;
        self.made_up = true;
        Some(renewal.clone())
    }

    /// An attempt goes out with these tokens.
    pub(crate) fn attached(&mut self, used: Vec<Renewal>) {
        self.used = used;
        self.looked_at = 0;
    }
}

/// Whether another access token may help. One of the same grant has no further scopes (RFC 6750 §3.1).
pub(crate) fn asks_for_another_token(response: &RawResponse) -> bool {
    let challenges = response.headers.get_all(http::header::WWW_AUTHENTICATE);
    let lacks_scope = |value: &http::HeaderValue| value.to_str().is_ok_and(|text| text.contains("insufficient_scope"));
    response.status == http::StatusCode::UNAUTHORIZED && !challenges.iter().any(lacks_scope)
}

/// Carries a renewal out: whatever happens to it, those who wait are told.
struct Pilot {
    renewal: Renewal,
    landed: bool,
}

impl Pilot {
    fn new(renewal: Renewal) -> Self {
        Self { renewal, landed: false }
    }

    fn land(mut self, outcome: Result<(), TokenError>) {
        self.landed = true;
        self.renewal.session.land(self.renewal.generation, outcome, SystemTime::now());
    }
}

impl Drop for Pilot {
    fn drop(&mut self) {
        if !self.landed {
            let outcome = Err(Cause::Interrupted.into());
            self.renewal.session.land(self.renewal.generation, outcome, SystemTime::now());
        }
    }
}

#[cfg(feature = "async")]
mod asynchronous {
    use super::*;
    use crate::runtime::client::async_client::drive;
    use crate::runtime::oauth2::callback::Grant;
    use crate::runtime::oauth2::endpoint::Endpoint;
    use crate::runtime::oauth2::session::Plan;
    use crate::runtime::oauth2::token_request::{TokenGrant, TokenRequest};
    use crate::runtime::oauth2::tokens::Tokens;
    use crate::runtime::value::secret::Secret;

    /// Asks for tokens.
    async fn ask(endpoint: &Endpoint, grant: TokenGrant) -> Result<Tokens, TokenError> {
        let request = TokenRequest::new(endpoint, grant, SystemTime::now())?;
        let transport = endpoint.transport.get(request.is_encrypted())?;
        let response = drive(transport, request.engine()).await;
        request.read(&response.map_err(Cause::Failed)?)
    }

    async fn carry_out(Renewal { session, generation }: &mut Renewal) -> Result<(), TokenError> {
        let (theirs, before) = (session.clone(), *generation);
        let newer = tokio::task::spawn_blocking(move || theirs.catch_up(before)).await;
        if let Some(newer) = newer.unwrap_or_else(|_| Err(Cause::Interrupted.into()))? {
            *generation = newer;
            if session.due(SystemTime::now()).is_none() {
                return Ok(());
            }
        }
        match session.plan(*generation)? {
            Plan::Nothing => return Ok(()),
            Plan::Save => {}
            Plan::Ask(grant) => session.renewed(*generation, ask(session.endpoint(), grant).await?),
        }
        save(session).await
    }

    async fn save(session: &Session) -> Result<(), TokenError> {
        let session = session.clone();
        let saved = tokio::task::spawn_blocking(move || session.save()).await;
        saved.unwrap_or_else(|_| Err(Cause::Interrupted.into()))
    }

    impl Renewal {
        /// Renews the tokens unless that is done or under way, and waits for it. It goes on when nobody waits.
        pub(crate) async fn run(self) -> Result<(), TokenError> {
            let Some((flight, first)) = self.session.board(self.generation) else { return Ok(()) };
            if first {
                let mut pilot = Pilot::new(self);
                let Ok(runtime) = tokio::runtime::Handle::try_current() else {
                    return Err(Cause::Interrupted.into());
                };
                runtime.spawn(async move {
                    let outcome = carry_out(&mut pilot.renewal).await;
                    pilot.land(outcome);
                });
            }
            flight.wait().await
        }
    }

    impl Session {
        /// Exchanges what the user has granted for tokens, which the session keeps from then on.
        ///
        /// # Errors
        ///
        /// When the server refuses, cannot be reached or answers otherwise, or the store cannot keep the tokens.
        pub async fn sign_in(&self, grant: Grant) -> Result<(), TokenError> {
            let tokens = ask(self.endpoint(), grant.into()).await?;
            self.take(tokens);
            save(self).await
        }

        /// The access token, renewed if it is time.
        ///
        /// # Errors
        ///
        /// When there is none, and none can be had without the user.
        pub async fn access_token(&self) -> Result<Secret, TokenError> {
            let now = SystemTime::now();
            if let Some(generation) = self.due(now) {
                let renewal = Renewal { session: self.clone(), generation };
                self.tolerate(renewal.run().await, now)?;
            }
            self.current(SystemTime::now()).map(|current| current.token)
        }
    }
}

#[cfg(feature = "blocking")]
mod blocking {
    use super::*;
    use crate::runtime::client::blocking::drive;
    use crate::runtime::client::config::DEADLINE;
    use crate::runtime::oauth2::callback::Grant;
    use crate::runtime::oauth2::endpoint::Endpoint;
    use crate::runtime::oauth2::session::Plan;
    use crate::runtime::oauth2::token_request::{TokenGrant, TokenRequest};
    use crate::runtime::oauth2::tokens::Tokens;
    use crate::runtime::value::secret::Secret;

    /// Asks for tokens.
    fn ask(endpoint: &Endpoint, grant: TokenGrant) -> Result<Tokens, TokenError> {
        let request = TokenRequest::new(endpoint, grant, SystemTime::now())?;
        let transport = endpoint.transport.get_blocking(request.is_encrypted());
        let response = drive(&*transport, request.engine());
        request.read(&response.map_err(Cause::Failed)?)
    }

    fn carry_out(Renewal { session, generation }: &mut Renewal) -> Result<(), TokenError> {
        if let Some(newer) = session.catch_up(*generation)? {
            *generation = newer;
            if session.due(SystemTime::now()).is_none() {
                return Ok(());
            }
        }
        match session.plan(*generation)? {
            Plan::Nothing => return Ok(()),
            Plan::Save => {}
            Plan::Ask(grant) => session.renewed(*generation, ask(session.endpoint(), grant)?),
        }
        session.save()
    }

    impl Renewal {
        /// Renews the tokens unless that is done or under way, and waits for it, but no longer than that. It has a
        /// thread of its own, and goes on when nobody waits.
        pub(crate) fn run_blocking(self, time: Duration) -> Result<(), TokenError> {
            let Some((flight, first)) = self.session.board(self.generation) else { return Ok(()) };
            if first {
                let mut pilot = Pilot::new(self);
                let thread = std::thread::Builder::new().name("token renewal".to_owned());
                let started = thread.spawn(move || {
                    let outcome = carry_out(&mut pilot.renewal);
                    pilot.land(outcome);
                });
                // Without a thread the pilot is gone, and has told so.
                drop(started);
            }
            flight.wait_for(time).unwrap_or_else(|| Err(Cause::Slow.into()))
        }
    }

    impl Session {
        /// As `sign_in`, blocking the thread.
        ///
        /// # Errors
        ///
        /// When the server refuses, cannot be reached or answers otherwise, or the store cannot keep the tokens.
        pub fn sign_in_blocking(&self, grant: Grant) -> Result<(), TokenError> {
            let tokens = ask(self.endpoint(), grant.into())?;
            self.take(tokens);
            self.save()
        }

        /// The access token, renewed if it is time, blocking the thread.
        ///
        /// # Errors
        ///
        /// When there is none, and none can be had without the user.
        pub fn access_token_blocking(&self) -> Result<Secret, TokenError> {
            let now = SystemTime::now();
            if let Some(generation) = self.due(now) {
                let renewal = Renewal { session: self.clone(), generation };
                self.tolerate(renewal.run_blocking(DEADLINE), now)?;
            }
            self.current(SystemTime::now()).map(|current| current.token)
        }
    }
}

impl Session {
    /// A renewal ahead of time may fail: the token is good for a while yet. One that is not kept is told.
    pub(crate) fn tolerate(&self, outcome: Result<(), TokenError>, now: SystemTime) -> Result<(), TokenError> {
        match outcome {
            Err(error) if error.is_store() || self.current(now).is_err() => Err(error),
            _ => Ok(()),
        }
    }
}
