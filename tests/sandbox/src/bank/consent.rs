//! Open consent pages.

use std::time::{Duration, Instant};

use crate::bank::catalogue::Bank;
use crate::bounded::Bounded;
use crate::random::Random;

/// How long a consent page stays open.
const LIFETIME: Duration = Duration::from_secs(900);

/// An open consent page: which bank asks which user, and how far they have come.
#[derive(Debug, Clone)]
pub(crate) struct Consent {
    pub(crate) username: String,
    pub(crate) bank: &'static Bank,
    pub(crate) step: usize,
    opened: Instant,
}

impl Consent {
    /// The same, at the next page of questions.
    pub(crate) fn next_step(self) -> Self {
        Self { step: self.step + 1, ..self }
    }
}

/// All open consent pages, by unguessable keys.
#[derive(Debug)]
pub(crate) struct Consents(Bounded<String, Consent>);

impl Consents {
    pub(crate) fn new(limit: usize) -> Self {
        Self(Bounded::new(limit))
    }

    pub(crate) fn open(&mut self, username: String, bank: &'static Bank, random: &mut Random) -> String {
        let key = random.uuid();
        self.0.insert(key.clone(), Consent { username, bank, step: 0, opened: Instant::now() });
        key
    }

    pub(crate) fn get(&self, key: &str) -> Option<Consent> {
        self.0.get(&key.to_owned()).filter(|consent| consent.opened.elapsed() < LIFETIME).cloned()
    }

    /// Advances to the next page of questions.
    pub(crate) fn advance(&mut self, key: &str) {
        if let Some(consent) = self.0.get_mut(&key.to_owned()) {
            consent.step += 1;
        }
    }

    pub(crate) fn close(&mut self, key: &str) {
        self.0.remove(&key.to_owned());
    }
}
