//! The report as text.

use std::fmt::Write as _;

use crate::report::Report;

/// Returns the table, followed by the failures.
pub(crate) fn of(report: &Report) -> String {
    let totals = &report.totals;
    let mut text = String::new();
    let mut line = |name: &str, value: String| {
        // Writing into a string cannot fail.
        let _ = writeln!(text, "{name:<22} {value}");
    };
    line("documents", totals.documents.to_string());
    line("  generated", share(totals.generated, totals.documents));
    for (name, count) in
        [("  refused", totals.refused), ("  out of time", totals.out_of_time), ("  crashed", totals.crashed)]
    {
        line(name, count.to_string());
    }
    line("  with each operation", share(totals.with_every_operation, totals.documents));
    if totals.given_to_compiler > 0 {
        line("compiled", share(totals.compiled, totals.given_to_compiler));
    }
    line("operations emitted", share(totals.operations_emitted, totals.operations));
    line("schemas", totals.schemas.to_string());
    line("  untyped", share(totals.schemas_untyped, totals.schemas));
    line("examples", totals.examples.to_string());
    if totals.given_to_compiler > 0 {
        let sent = totals.sent.counts;
        let read = sent.found - sent.without_type;
        line("  sent through types", share(read, sent.found));
        line(
            "  equal",
            format!("{}, including {} that do not match their schema", share(sent.equal, read), sent.equal_unfit),
        );
        line(
            "  equal if named",
            format!(
                "{}: equal except for properties that the schema does not name, or of the other direction",
                sent.equal_named
            ),
        );
        line(
            "  do not match",
            format!("{} do not match their schema, and are not read or not written back equal", sent.unfit),
        );
        line("  not judged", format!("{} whose schema the validator cannot use", sent.unjudged));
        line("  wrong", totals.sent.wrong.to_string());
    }
    line("seconds", format!("{:.1}", totals.seconds));
    if let Some((document, seconds)) = &totals.slowest {
        line("  the longest", format!("{seconds:.1} ({document})"));
    }
    if let Some((document, peak)) = &totals.largest {
        line("memory, at most", format!("{} MiB ({document})", peak / 1024));
    }
    text.push_str(&codes(report));
    text.push_str(&failures(report));
    text
}

fn codes(report: &Report) -> String {
    let mut text = String::new();
    let mut rows: Vec<_> = report.codes.iter().collect();
    let weight = |severity: &str| ["error", "warning", "repair", "note"].iter().position(|known| *known == severity);
    rows.sort_by_key(|(name, code)| (weight(&code.severity), std::cmp::Reverse(code.count), *name));
    if !rows.is_empty() {
        let _ = writeln!(text, "\n{:<8} {:<34} {:>9} {:>10}", "", "code", "times", "documents");
    }
    for (name, code) in rows {
        let _ = writeln!(text, "{:<8} {name:<34} {:>9} {:>10}", code.severity, code.count, code.documents);
    }
    text
}

fn failures(report: &Report) -> String {
    let mut text = String::new();
    let (known, new): (Vec<_>, Vec<_>) = report.failures.iter().partition(|failure| failure.skipped.is_some());
    for (title, failures) in [("known failures", known), ("failures", new)] {
        if !failures.is_empty() {
            let _ = writeln!(text, "\n{title}: {}", failures.len());
        }
        for failure in failures {
            let _ = writeln!(text, "  {}: {}: {}", failure.document, failure.step, short(&failure.message));
            if let Some(reason) = &failure.skipped {
                let _ = writeln!(text, "    known: {reason}");
            }
        }
    }
    for line in &report.unneeded {
        let _ = writeln!(text, "{line}");
    }
    text
}

fn share(part: usize, whole: usize) -> String {
    let percent = if whole == 0 { 100.0 } else { part as f64 * 100.0 / whole as f64 };
    format!("{part} of {whole} ({percent:.2} %)")
}

/// Shortens a text to one line.
fn short(text: &str) -> String {
    const MOST: usize = 300;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > MOST { line.chars().take(MOST).chain("…".chars()).collect() } else { line }
}
