//! Everything that the sandbox remembers, in memory only.

mod app;
mod application;
mod user;

use std::time::{Duration, Instant};

pub(crate) use app::App;
pub(crate) use application::Application;
pub(crate) use user::{Membership, Profile, User};

use crate::bank::consent::Consents;
use crate::bounded::Bounded;
use crate::oauth::grants::{Binding, Grant, Grants, Session};
use crate::oauth::scope::Scopes;
use crate::options::Options;
use crate::payment::Payments;
use crate::persona;
use crate::random::{Random, digest};
use crate::seed::seeded_uuid;

/// Everything that the sandbox remembers.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) seed: u64,
    pub(crate) random: Random,
    pub(crate) grants: Grants,
    pub(crate) payments: Payments,
    pub(crate) consents: Consents,
    users: Bounded<String, User>,
    applications: Bounded<String, Application>,
}

impl World {
    /// The world at the start and after a reset. `token` is the access token that is printed.
    pub(crate) fn new(options: &Options, random: Random, token: &str) -> Self {
        let mut world = Self {
            seed: options.seed,
            random,
            grants: Grants::new(options.limits.tokens, options.token_lifetime),
            payments: Payments::new(options),
            consents: Consents::new(options.limits.consents),
            users: Bounded::new(options.limits.users),
            applications: Bounded::new(options.limits.users),
        };
        if !options.empty {
            persona::populate(&mut world, token);
        }
        world
    }

    pub(crate) fn user(&self, username: &str) -> Option<&User> {
        self.users.get(&username.to_owned())
    }

    pub(crate) fn user_mut(&mut self, username: &str) -> Option<&mut User> {
        self.users.get_mut(&username.to_owned())
    }

    /// Adds a user; `false` if the name is taken.
    pub(crate) fn add_user(&mut self, profile: Profile, password: &str) -> bool {
        if self.users.contains(&profile.username) {
            return false;
        }
        let username = profile.username.clone();
        let id = seeded_uuid(self.seed, &["user", &username]);
        let password = digest(&[&id, password]);
        self.users.insert(username, User { id, profile, password, banks: Vec::new() });
        true
    }

    /// Whether this is the user's password.
    pub(crate) fn is_password(&self, username: &str, password: &str) -> bool {
        self.user(username).is_some_and(|user| user.password == digest(&[&user.id, password]))
    }

    pub(crate) fn application(&self, id: &str) -> Option<&Application> {
        self.applications.get(&id.to_owned())
    }

    pub(crate) fn add_application(&mut self, id: String, secret: &str, application: Application) {
        let application = Application { secret: digest(&[&id, secret]), ..application };
        self.applications.insert(id, application);
    }

    /// Whether this is the application's secret.
    pub(crate) fn is_application(&self, id: &str, secret: &str) -> bool {
        self.application(id).is_some_and(|application| application.secret == digest(&[id, secret]))
    }

    /// The session of an access token.
    pub(crate) fn session(&self, token: &str) -> Option<Session> {
        let session = self.grants.session(token, Instant::now())?;
        self.users.contains(&session.username).then_some(session)
    }

    /// Adds an access token for a user.
    pub(crate) fn put_token(&mut self, token: String, username: &str, scopes: Scopes) {
        let grant = Grant { application: String::new(), username: username.to_owned(), scopes };
        self.grants.put_token(token, grant);
    }

    /// Records a user's grant to an application; returns the code for it.
    pub(crate) fn issue_code(&mut self, grant: Grant, binding: Binding, lifetime: Duration) -> String {
        let now = Instant::now();
        let expires = now.checked_add(lifetime).unwrap_or(now);
        self.grants.issue_code(grant, binding, expires, &mut self.random)
    }
}
