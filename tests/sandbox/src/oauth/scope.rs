//! What an access token allows.

use std::collections::BTreeSet;
use std::fmt;

/// One scope of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scope {
    Read,
    AccountRead,
    TransactionRead,
    PaymentRead,
    PaymentWrite,
}

/// A set of scopes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scopes(BTreeSet<Scope>);

impl Scope {
    pub(crate) const ALL: [Self; 5] =
        [Self::Read, Self::AccountRead, Self::TransactionRead, Self::PaymentRead, Self::PaymentWrite];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::AccountRead => "account:read",
            Self::TransactionRead => "transaction:read",
            Self::PaymentRead => "payment:read",
            Self::PaymentWrite => "payment:write",
        }
    }

    /// The description on the log-in page.
    pub(crate) fn meaning(self) -> &'static str {
        match self {
            Self::Read => "Read your profile, and see and change which banks you have",
            Self::AccountRead => "Read your accounts",
            Self::TransactionRead => "Read the transactions of your accounts",
            Self::PaymentRead => "See your payments",
            Self::PaymentWrite => "Initiate and confirm payments",
        }
    }
}

impl Scopes {
    pub(crate) fn all() -> Self {
        Self(Scope::ALL.into())
    }

    /// Parses scopes that are separated by spaces; the error is the unknown word. No scope at all
    /// means `read`.
    pub(crate) fn parse(text: Option<&str>) -> Result<Self, String> {
        let mut scopes = BTreeSet::new();
        for word in text.unwrap_or_default().split(' ').filter(|word| !word.is_empty()) {
            let scope = Scope::ALL.into_iter().find(|scope| scope.as_str() == word);
            scopes.insert(scope.ok_or_else(|| word.to_owned())?);
        }
        if scopes.is_empty() {
            scopes.insert(Scope::Read);
        }
        Ok(Self(scopes))
    }

    pub(crate) fn contains(&self, scope: Scope) -> bool {
        self.0.contains(&scope)
    }

    pub(crate) fn is_subset(&self, other: &Self) -> bool {
        self.0.is_subset(&other.0)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Scope> {
        self.0.iter().copied()
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, scope) in self.iter().enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            f.write_str(scope.as_str())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Scopes;

    #[test]
    fn scopes_are_read_and_written() {
        assert_eq!(Scopes::parse(None).unwrap().to_string(), "read");
        assert_eq!(Scopes::parse(Some("payment:read  read payment:read")).unwrap().to_string(), "read payment:read");
        assert_eq!(Scopes::parse(Some("read write")), Err("write".to_owned()));
    }
}
