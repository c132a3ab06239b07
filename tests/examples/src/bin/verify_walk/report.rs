//! What was called and what came of it, a line each.

use std::collections::BTreeMap;

use northbricks::Operation;
use northbricks_examples::Result;

/// What was called and what came of it.
#[derive(Default)]
pub(crate) struct Report {
    /// How many calls there were of each operation.
    calls: BTreeMap<&'static str, u32>,
    failures: u32,
}

impl Report {
    /// A call of an operation that ended as it should, or an account of how it did not.
    pub(crate) fn note<O: Operation>(&mut self, outcome: std::result::Result<String, String>) {
        self.note_as(O::INFO.id, outcome);
    }

    /// The same for what is no call of the client's own.
    pub(crate) fn note_as(&mut self, name: &'static str, outcome: std::result::Result<String, String>) {
        *self.calls.entry(name).or_default() += 1;
        let (word, text) = match outcome {
            Ok(text) => ("ok  ", text),
            Err(text) => {
                self.failures += 1;
                ("FAIL", text)
            }
        };
        println!("{word} {name:<17} {text}");
    }

    /// Says how much was called; fails if a call did, or if not all sixteen operations were.
    pub(crate) fn end(self) -> Result<()> {
        const OPERATIONS: usize = 16;
        let (calls, operations): (u32, usize) = (self.calls.values().sum(), self.calls.len());
        println!("{calls} calls of {operations} operations, {} failures", self.failures);
        match (self.failures, operations) {
            (0, OPERATIONS) => Ok(()),
            (0, _) => Err(format!("there are {OPERATIONS} operations").into()),
            (failures, _) => Err(format!("{failures} calls did not end as they should").into()),
        }
    }
}
