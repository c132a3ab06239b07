//! Known failures. Each has a reason, and each must still occur.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::report::{Failure, Step};

/// The list, as it is committed.
const LIST: &str = include_str!("../skips.toml");

/// The failures that do not fail a run.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Skips {
    #[serde(default)]
    skip: Vec<Skip>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Skip {
    document: String,
    step: Step,
    reason: String,
}

impl Skips {
    /// Reads the committed list.
    pub(crate) fn read() -> Result<Self, String> {
        Self::parse(LIST)
    }

    fn parse(text: &str) -> Result<Self, String> {
        let skips: Self = toml::from_str(text).map_err(|error| format!("skips.toml: {error}"))?;
        let mut seen = BTreeMap::new();
        for skip in &skips.skip {
            if skip.reason.trim().is_empty() {
                return Err(format!("skips.toml: {}: a skip needs a reason", skip.document));
            }
            if seen.insert((&skip.document, skip.step), ()).is_some() {
                return Err(format!("skips.toml: {}: {} is listed twice", skip.document, skip.step));
            }
        }
        Ok(skips)
    }

    /// Marks the known failures, and returns the entries that are no longer needed. `done` tells
    /// whether a step was run for a document.
    pub(crate) fn apply(&self, failures: &mut [Failure], done: impl Fn(&str, Step) -> bool) -> Vec<String> {
        let mut unneeded = Vec::new();
        for skip in &self.skip {
            let mut needed = false;
            for failure in failures.iter_mut() {
                if failure.document == skip.document && failure.step == skip.step {
                    failure.skipped = Some(skip.reason.clone());
                    needed = true;
                }
            }
            if !needed && done(&skip.document, skip.step) {
                unneeded
                    .push(format!("skips.toml: {}: {} no longer fails: remove the entry", skip.document, skip.step));
            }
        }
        unneeded
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    const ONE: &str = "
[[skip]]
document = 'a.json'
step = 'compile'
reason = 'because'
";

    fn failure(step: Step) -> Failure {
        Failure { document: "a.json".to_owned(), step, message: String::new(), skipped: None }
    }

    #[test]
    fn the_committed_list_can_be_read() {
        Skips::read().unwrap();
    }

    #[test]
    fn a_listed_failure_is_marked() {
        let mut failures = [failure(Step::Compile), failure(Step::Generate)];
        assert!(Skips::parse(ONE).unwrap().apply(&mut failures, |_, _| true).is_empty());
        assert_eq!(failures[0].skipped.as_deref(), Some("because"));
        assert_eq!(failures[1].skipped, None);
    }

    #[test]
    fn an_entry_that_is_not_needed_is_said_where_the_step_was_done() {
        let skips = Skips::parse(ONE).unwrap();
        assert_eq!(skips.apply(&mut [], |_, step| step == Step::Compile).len(), 1);
        assert!(skips.apply(&mut [], |_, _| false).is_empty());
    }

    #[test]
    fn a_reason_is_needed() {
        assert!(Skips::parse(&ONE.replace("because", " ")).is_err());
        assert!(Skips::parse(&format!("{ONE}{ONE}")).is_err());
    }
}
