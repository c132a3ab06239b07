//! Writes a document as YAML, with features that JSON lacks: anchors, merge keys, tags, block
//! scalars, plain scalars.

use std::fmt::Write as _;

use fastrand::Rng;
use serde_json::Value;

/// Writes the document as YAML.
pub fn text(document: &Value, rng: &mut Rng) -> String {
    let mut writer = Writer { out: String::new(), odd: rng.bool(), anchors: 0, rng };
    if writer.odd && writer.rng.u8(..8) == 0 {
        writer.out.push_str("%YAML 1.2\n---\n");
    }
    writer.block(document, 0);
    writer.out.push('\n');
    writer.out
}

struct Writer<'r> {
    out: String,
    /// Whether any such feature is used.
    odd: bool,
    anchors: usize,
    rng: &'r mut Rng,
}

impl Writer<'_> {
    fn rarely(&mut self) -> bool {
        self.odd && self.rng.u16(..400) == 0
    }

    /// Writes a node, whose first character follows the text so far.
    fn block(&mut self, value: &Value, depth: usize) {
        if self.rarely() {
            self.mark();
        }
        if self.anchors > 0 && self.rarely() {
            let anchor = self.rng.usize(..self.anchors);
            let _ = write!(self.out, "*a{anchor}");
            return;
        }
        match value {
            Value::Object(members) if !members.is_empty() && depth < 60 => {
                for (key, member) in members {
                    self.line(depth);
                    if self.rarely() {
                        let anchor = self.rng.usize(..=self.anchors);
                        let _ = write!(self.out, "<<: *a{anchor}");
                        self.line(depth);
                    }
                    if self.rarely() {
                        self.out.push_str("? ");
                        self.scalar(key);
                        self.line(depth);
                        self.out.push_str(": ");
                    } else {
                        self.scalar(key);
                        self.out.push_str(": ");
                    }
                    self.block(member, depth + 1);
                }
            }
            Value::Array(elements) if !elements.is_empty() && depth < 60 => {
                for element in elements {
                    self.line(depth);
                    self.out.push_str("- ");
                    self.block(element, depth + 1);
                }
            }
            Value::String(text) => {
                let plain =
                    !text.is_empty() && text.lines().all(|line| !line.trim().is_empty()) && !text.starts_with(' ');
                if plain && text.contains('\n') && self.rng.bool() {
                    self.out.push_str(if self.rng.bool() { "|-" } else { ">" });
                    for line in text.lines() {
                        self.line(depth + 1);
                        self.out.push_str(line);
                    }
                } else {
                    self.scalar(text);
                }
            }
            other => {
                let _ = write!(self.out, "{other}");
            }
        }
    }

    fn line(&mut self, depth: usize) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        for _ in 0..depth {
            self.out.push_str("  ");
        }
    }

    fn mark(&mut self) {
        match self.rng.u8(..5) {
            0 => self.out.push_str("!!str "),
            1 => self.out.push_str("!evil "),
            2 => self.out.push_str("!!binary "),
            _ => {
                let _ = write!(self.out, "&a{} ", self.anchors);
                self.anchors += 1;
            }
        }
    }

    fn scalar(&mut self, text: &str) {
        let word = |character: char| character.is_ascii_alphanumeric() || "_/-.{} ".contains(character);
        let bare = text.starts_with(|first: char| first.is_ascii_alphanumeric()) && text.chars().all(word);
        let words =
            ["no", "~", ".inf", ".nan", "0x1F", "0o17", "2020-01-01", "1_000", "1e3", "+1", "Null", "yes", "01"];
        if self.rarely() {
            self.out.push_str(words.get(self.rng.usize(..words.len())).copied().unwrap_or_default());
        } else if bare && self.rng.u8(..8) != 0 {
            self.out.push_str(text);
        } else if self.odd && !text.contains(['\n', '\r']) && self.rng.u8(..8) == 0 {
            let _ = write!(self.out, "'{}'", text.replace('\'', "''"));
        } else {
            let _ = write!(self.out, "{}", Value::from(text));
        }
    }
}
