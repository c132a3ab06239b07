//! The part that all reading programs share: it reads values with the emitted types, and writes
//! them back.
//!
//! A program reads a file with one value per line, `TYPE JSON`, and prints one line for each:
//! `=JSON` with the value that was written back, or `!WHY` with the reason why it could not be read
//! or written. It does not judge whether the result is right.

use std::fs;
use std::io::{self, BufWriter, Write as _};
use std::process::ExitCode;

use serde_core::Serialize;
use serde_core::de::DeserializeOwned;

/// The result for one value: its JSON, or why reading or writing failed.
pub type Written = Result<Vec<u8>, String>;

/// Runs a program. `read` reads a value as the type with that number, and writes it back.
pub fn run(read: fn(usize, &str) -> Written) -> ExitCode {
    let Some(path) = std::env::args_os().nth(1) else {
        eprintln!("usage: the argument is the file with the values");
        return ExitCode::from(2);
    };
    let done = fs::read_to_string(path).and_then(|text| all(&text, read));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn all(text: &str, read: fn(usize, &str) -> Written) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for line in text.lines() {
        let written = match line.split_once(' ').map(|(typ, json)| (typ.parse(), json)) {
            Some((Ok(typ), json)) => read(typ, json),
            _ => Err("the line has no type".to_owned()),
        };
        match written {
            Ok(json) => {
                out.write_all(b"=")?;
                out.write_all(&json)?;
            }
            Err(why) => write!(out, "!{}", why.replace('\n', " "))?,
        }
        // Flushed line by line: if the next value overflows the stack, buffered output would be
        // lost.
        out.write_all(b"\n")?;
        out.flush()?;
    }
    Ok(())
}

/// Reads a value and writes it back.
///
/// # Errors
///
/// If the value cannot be read or written.
pub fn through<T: DeserializeOwned + Serialize>(json: &str) -> Written {
    let value: T = serde_json::from_slice(json.as_bytes()).map_err(|error| format!("not read: {error}"))?;
    serde_json::to_vec(&value).map_err(|error| format!("not written: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_goes_through() {
        assert_eq!(through::<Vec<u8>>("[ 1, 2 ]"), Ok(b"[1,2]".to_vec()));
        assert!(through::<Vec<u8>>("{}").is_err_and(|why| why.starts_with("not read")));
    }
}
