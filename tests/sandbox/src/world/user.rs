//! Users.

use northbricks::model;

use crate::oauth::scope::Scopes;

/// A user.
#[derive(Debug)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) profile: Profile,
    pub(super) password: [u8; 32],
    pub(crate) banks: Vec<Membership>,
}

/// The details from the sign-up form.
#[derive(Debug, Clone, Default)]
pub(crate) struct Profile {
    pub(crate) username: String,
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    pub(crate) email: String,
    pub(crate) phone: String,
}

/// A bank that a user has added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Membership {
    pub(crate) bic: String,
    /// Whether the user has given consent.
    pub(crate) consent: bool,
}

impl User {
    /// The user's profile in the API.
    pub(crate) fn model(&self, scopes: &Scopes) -> model::User {
        let mut user = model::User::new(self.id.as_str());
        user.username = Some(self.profile.username.clone());
        user.oauth2_scope = Some(scopes.to_string());
        user.first_name = given(&self.profile.first_name);
        user.last_name = given(&self.profile.last_name);
        user.email = given(&self.profile.email);
        user.phone = given(&self.profile.phone);
        user
    }

    /// First and last name, or the user name if there is neither.
    pub(crate) fn name(&self) -> String {
        let name = format!("{} {}", self.profile.first_name, self.profile.last_name);
        let name = name.trim();
        if name.is_empty() { self.profile.username.clone() } else { name.to_owned() }
    }

    pub(crate) fn membership(&self, bic: &str) -> Option<&Membership> {
        self.banks.iter().find(|membership| membership.bic == bic)
    }

    /// Whether the user has added the bank and given consent.
    pub(crate) fn has_consent(&self, bic: &str) -> bool {
        self.membership(bic).is_some_and(|membership| membership.consent)
    }

    /// Records that the user has given consent.
    pub(crate) fn give_consent(&mut self, bic: &str) -> bool {
        let membership = self.banks.iter_mut().find(|membership| membership.bic == bic);
        membership.map(|membership| membership.consent = true).is_some()
    }
}

fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
