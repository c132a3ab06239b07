//! The path to a place in a JSON text.

/// The path to the value at a line and a column (both from 1, as `serde_json` counts them), such as
/// `accounts[2].balance`; `None` at the top, or when the text does not reach there.
pub fn at(text: &[u8], line: usize, column: usize) -> Option<String> {
    let mut walk = Walk::default();
    let (mut at_line, mut at_column) = (1, 0);
    for &byte in text {
        if byte == b'\n' {
            (at_line, at_column) = (at_line + 1, 0);
        } else {
            at_column += 1;
        }
        if (at_line, at_column) > (line, column) {
            break;
        }
        // The byte at the position itself may be the one that ends the value: it must not leave the
        // value.
        let last = (at_line, at_column) == (line, column);
        if last && !walk.in_string && matches!(byte, b',' | b'}' | b']') {
            break;
        }
        walk.step(byte);
    }
    let path = walk.path();
    (!path.is_empty()).then_some(path)
}

/// Where a scanner stands, after each byte.
#[derive(Default)]
struct Walk {
    levels: Vec<Level>,
    in_string: bool,
    escaped: bool,
    text: Vec<u8>,
}

enum Level {
    /// In an object: the key of the member, and whether its value is being read.
    Object { key: Vec<u8>, in_value: bool },
    /// In an array: the index of the item.
    Array { index: usize },
}

impl Walk {
    fn step(&mut self, byte: u8) {
        if self.in_string {
            self.step_in_string(byte);
            return;
        }
        match (byte, self.levels.last_mut()) {
            (b'"', _) => {
                self.in_string = true;
                self.text.clear();
            }
            (b'{', _) => self.levels.push(Level::Object { key: Vec::new(), in_value: false }),
            (b'[', _) => self.levels.push(Level::Array { index: 0 }),
            (b'}' | b']', _) => {
                self.levels.pop();
            }
            (b':', Some(Level::Object { key, in_value })) => {
                *key = std::mem::take(&mut self.text);
                *in_value = true;
            }
            (b',', Some(Level::Object { in_value, .. })) => *in_value = false,
            (b',', Some(Level::Array { index })) => *index += 1,
            _ => {}
        }
    }

    fn step_in_string(&mut self, byte: u8) {
        if self.escaped {
            self.escaped = false;
        } else if byte == b'\\' {
            self.escaped = true;
        } else if byte == b'"' {
            self.in_string = false;
            return;
        }
        self.text.push(byte);
    }

    fn path(&self) -> String {
        let mut path = String::new();
        for level in &self.levels {
            match level {
                Level::Object { key, in_value: true } => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(shown(key));
                }
                Level::Object { .. } => {}
                Level::Array { index } => path.push_str(&format!("[{index}]")),
            }
        }
        path
    }
}

/// The key when it looks like a declared name; a key of a map may be personal data, such as an
/// account's number.
fn shown(key: &[u8]) -> &str {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'$' | b'@');
    let digits = key.iter().filter(|byte| byte.is_ascii_digit()).count();
    match std::str::from_utf8(key) {
        Ok(name) if key.len() <= 60 && digits <= 2 && key.iter().all(plain) => name,
        _ => "*",
    }
}
