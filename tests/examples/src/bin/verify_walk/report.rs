//! The calls and their results, one line each.

use std::collections::BTreeMap;

use northbricks::Operation;
use northbricks_examples::Result;

/// The calls and their results.
#[derive(Default)]
pub(crate) struct Report {
    /// The number of calls of each operation.
    calls: BTreeMap<&'static str, u32>,
    failures: u32,
}

impl Report {
    /// Records a call that ended as expected, or describes how it did not.
    pub(crate) fn note<O: Operation>(&mut self, outcome: std::result::Result<String, String>) {
        self.note_as(O::INFO.id, outcome);
    }

    /// The same for a request that the client itself does not make.
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

    /// Prints the totals; fails if a call failed, or if one of the sixteen operations was not
    /// called.
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
