//! Credentials, flows and scopes: the methods and constants for them.

use super::Name;
use super::scope::{Scope, Wish};
use super::spelling::{shouty, snake};

/// The builder's method for each scheme: the plain name of its kind where it is the only one, else the scheme's own name with it.
pub(crate) fn credential_methods<'s>(schemes: impl Iterator<Item = (bool, &'static str, &'s str)>) -> Vec<Name> {
    let mut scope = Scope::new(&[
        "new",
        "base_url",
        "server",
        "location",
        "credential",
        "timeout",
        "deadline",
        "idle_timeout",
        "retries",
        "max_body",
        "max_retry_after",
        "user_agent",
        "default_header",
        "transport",
        "build",
        "allow_missing_credentials",
        "clone",
    ])
    .with_suffix("_credential");
    scope.claim_all(schemes.map(|(only, kind, name)| {
        if only {
            return Wish::made(kind.to_owned());
        }
        let own = snake(name, kind);
        let short = kind.rsplit('_').next().unwrap_or(kind);
        Wish::new(name, if own.ends_with(short) { own } else { format!("{own}_{short}") })
    }))
}

/// The word for each of several flows of one kind: its scheme's name.
pub(crate) fn flow_words<'s>(schemes: impl Iterator<Item = &'s str>) -> Vec<Name> {
    // What it is put behind keeps it from being a keyword.
    Scope::new(&[]).claim_all(schemes.map(|name| Wish::new(name, snake(name, "scheme"))))
}

/// The constant for each scope.
pub(crate) fn scope_constants<'s>(scopes: impl Iterator<Item = &'s str>) -> Vec<Name> {
    Scope::new(&[]).of_constants().claim_all(scopes.map(|name| Wish::new(name, shouty(name, "SCOPE"))))
}
