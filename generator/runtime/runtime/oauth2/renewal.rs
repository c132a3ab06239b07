//! How a session gets its tokens, for the asynchronous and the blocking client alike.
#![cfg(feature = "oauth2")]

#[cfg(any(feature = "async", feature = "blocking"))]
use std::any::Any;
use std::sync::Arc;
use std::time::SystemTime;

use crate::runtime::client::builder::ClientBuilder;
use crate::runtime::credential::credentials::Credential;
#[cfg(any(feature = "async", feature = "blocking"))]
use crate::runtime::credential::credentials::Credentials;
#[cfg(any(feature = "async", feature = "blocking"))]
use crate::runtime::credential::token_source::TokenSource as _;
use crate::runtime::error::token_error::{Cause, TokenError};
use crate::runtime::oauth2::session::Session;
#[cfg(any(feature = "async", feature = "blocking"))]
use crate::runtime::value::secret::Secret;

/// Carries a renewal out. Those who wait learn how it ended, even if it is dropped.
struct Pilot {
    session: Session,
    generation: u64,
    landed: bool,
}

impl Pilot {
    fn new(session: Session, generation: u64) -> Self {
        Self { session, generation, landed: false }
    }

    fn land(mut self, outcome: Result<(), TokenError>) {
        self.landed = true;
        self.session.land(self.generation, outcome, SystemTime::now());
    }
}

impl Drop for Pilot {
    fn drop(&mut self) {
        if !self.landed {
            let outcome = Err(Cause::Interrupted.into());
            self.session.land(self.generation, outcome, SystemTime::now());
        }
    }
}

#[cfg(feature = "async")]
pub(crate) mod asynchronous {
    use super::*;
    use crate::runtime::client::async_client::drive;
    use crate::runtime::oauth2::endpoint::Endpoint;
    use crate::runtime::oauth2::grant::Grant;
    use crate::runtime::oauth2::session::Plan;
    use crate::runtime::oauth2::token_request::{TokenGrant, TokenRequest};
    use crate::runtime::oauth2::tokens::Tokens;

    /// Asks for tokens.
    async fn ask(endpoint: &Endpoint, grant: TokenGrant) -> Result<Tokens, TokenError> {
        let request = TokenRequest::new(endpoint, grant, SystemTime::now())?;
        let transport = endpoint.transport.get(request.is_encrypted())?;
        let response = drive(transport, request.engine()).await;
        request.read(&response.map_err(Cause::Failed)?)
    }

    async fn carry_out(Pilot { session, generation, .. }: &mut Pilot) -> Result<(), TokenError> {
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

    /// Renews the tokens unless that is done or under way, and waits for it. The renewal goes on
    /// even if its future is dropped.
    pub(crate) async fn renew(session: Session, generation: u64) -> Result<(), TokenError> {
        let Some((flight, first)) = session.board(generation) else { return Ok(()) };
        if first {
            let mut pilot = Pilot::new(session, generation);
            let Ok(runtime) = tokio::runtime::Handle::try_current() else {
                return Err(Cause::Interrupted.into());
            };
            runtime.spawn(async move {
                let outcome = carry_out(&mut pilot).await;
                pilot.land(outcome);
            });
        }
        flight.wait().await
    }

    impl Session {
        /// Exchanges what the user has granted for tokens, which the session keeps from then on.
        ///
        /// # Errors
        ///
        /// If the server refuses or cannot be reached, its response is not valid, or the store
        /// fails.
        pub async fn sign_in(&self, grant: Grant) -> Result<(), TokenError> {
            let tokens = ask(self.endpoint(), grant.into()).await?;
            self.take(tokens);
            save(self).await
        }

        /// The access token, renewed if it is time.
        ///
        /// # Errors
        ///
        /// If there is none, and only the user can grant one.
        pub async fn access_token(&self) -> Result<Secret, TokenError> {
            let now = SystemTime::now();
            if let Some(generation) = self.due(now) {
                self.tolerate_failure(renew(self.clone(), generation).await, now)?;
            }
            self.current_token(SystemTime::now()).map(|current| current.token)
        }
    }
}

#[cfg(feature = "blocking")]
pub(crate) mod blocking {
    use std::time::Duration;

    use super::*;
    use crate::runtime::client::blocking::drive;
    use crate::runtime::engine::config::DEADLINE;
    use crate::runtime::oauth2::endpoint::Endpoint;
    use crate::runtime::oauth2::grant::Grant;
    use crate::runtime::oauth2::session::Plan;
    use crate::runtime::oauth2::token_request::{TokenGrant, TokenRequest};
    use crate::runtime::oauth2::tokens::Tokens;

    /// Asks for tokens.
    fn ask(endpoint: &Endpoint, grant: TokenGrant) -> Result<Tokens, TokenError> {
        let request = TokenRequest::new(endpoint, grant, SystemTime::now())?;
        let transport = endpoint.transport.get_blocking(request.is_encrypted());
        let response = drive(&*transport, request.engine());
        request.read(&response.map_err(Cause::Failed)?)
    }

    fn carry_out(Pilot { session, generation, .. }: &mut Pilot) -> Result<(), TokenError> {
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

    /// Renews the tokens unless that is done or under way, and waits for it, but no longer than
    /// `time`. The renewal has a thread of its own, and goes on when nothing waits for it.
    pub(crate) fn renew(session: Session, generation: u64, time: Duration) -> Result<(), TokenError> {
        let Some((flight, first)) = session.board(generation) else { return Ok(()) };
        if first {
            let mut pilot = Pilot::new(session, generation);
            let thread = std::thread::Builder::new().name("token renewal".to_owned());
            let started = thread.spawn(move || {
                let outcome = carry_out(&mut pilot);
                pilot.land(outcome);
            });
            // If no thread could be started, the pilot has been dropped, and has reported that.
            drop(started);
        }
        flight.wait_for(time).unwrap_or_else(|| Err(Cause::Slow.into()))
    }

    impl Session {
        /// Exchanges what the user has granted for tokens, which the session keeps from then on;
        /// blocks the thread.
        ///
        /// # Errors
        ///
        /// If the server refuses or cannot be reached, its response is not valid, or the store
        /// fails.
        pub fn sign_in_blocking(&self, grant: Grant) -> Result<(), TokenError> {
            let tokens = ask(self.endpoint(), grant.into())?;
            self.take(tokens);
            self.save()
        }

        /// The access token, renewed if it is time; blocks the thread.
        ///
        /// # Errors
        ///
        /// If there is none, and only the user can grant one.
        pub fn access_token_blocking(&self) -> Result<Secret, TokenError> {
            let now = SystemTime::now();
            if let Some(generation) = self.due(now) {
                self.tolerate_failure(renew(self.clone(), generation, DEADLINE), now)?;
            }
            self.current_token(SystemTime::now()).map(|current| current.token)
        }
    }
}

impl Session {
    /// A renewal ahead of time may fail: the current token is still good. Tokens that could not be
    /// stored are an error.
    pub(crate) fn tolerate_failure(&self, outcome: Result<(), TokenError>, now: SystemTime) -> Result<(), TokenError> {
        match outcome {
            Err(error) if error.is_store() || self.current_token(now).is_err() => Err(error),
            _ => Ok(()),
        }
    }
}

/// The session of a client, if it has one.
#[cfg(any(feature = "async", feature = "blocking"))]
fn session(credentials: &Credentials) -> Result<&Session, TokenError> {
    let mut sessions = credentials.entries.iter().filter_map(|(_, credential)| match credential {
        Credential::Source(source) => (&**source as &dyn Any).downcast_ref(),
        _ => None,
    });
    sessions.next().ok_or_else(|| Cause::NoSession.into())
}

impl<C> ClientBuilder<C> {
    /// Sets the OAuth 2 session whose access token the calls carry. The session renews it in time.
    pub fn oauth2(self, session: Session) -> Self {
        let scheme = session.scheme();
        self.credential(scheme, Credential::Source(Arc::new(session)))
    }
}

#[cfg(feature = "async")]
impl crate::runtime::client::async_client::Client {
    /// The access token of the client's OAuth 2 session, renewed if it is time: for a URL that
    /// carries it.
    ///
    /// # Errors
    ///
    /// If the client has no session, or there is no token and only the user can grant one.
    pub async fn access_token(&self) -> Result<Secret, TokenError> {
        session(&self.config.credentials)?.access_token().await
    }
}

#[cfg(feature = "blocking")]
impl crate::runtime::client::blocking::Client {
    /// The access token of the client's OAuth 2 session, renewed if it is time: for a URL that
    /// carries it.
    ///
    /// # Errors
    ///
    /// If the client has no session, or there is no token and only the user can grant one.
    pub fn access_token(&self) -> Result<Secret, TokenError> {
        session(&self.config.credentials)?.access_token_blocking()
    }
}
