//! What each reading program does: values in, by the emitted types, and out again.
//!
//! A program reads a file with one value a line, `TYPE JSON`, and prints one line for each: `=JSON`, what was written back, or `!WHY`, why it
//! was not read or not written. Whether that is well is judged elsewhere.

use std::fs;
use std::io::{self, BufWriter, Write as _};
use std::process::ExitCode;

use serde_core::Serialize;
use serde_core::de::DeserializeOwned;

/// What became of one value: its JSON, or why there is none.
pub type Answer = Result<Vec<u8>, String>;

/// Runs a program: `read` reads by the type of that number, and writes.
pub fn run(read: fn(usize, &str) -> Answer) -> ExitCode {
    let Some(path) = std::env::args_os().nth(1) else {
        eprintln!("the file of the values is not named");
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

fn all(text: &str, read: fn(usize, &str) -> Answer) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for line in text.lines() {
        let answer = match line.split_once(' ').map(|(typ, json)| (typ.parse(), json)) {
            Some((Ok(typ), json)) => read(typ, json),
            _ => Err("the line has no type".to_owned()),
        };
        match answer {
            Ok(json) => {
                out.write_all(b"=")?;
                out.write_all(&json)?;
            }
            Err(why) => write!(out, "!{}", why.replace('\n', " "))?,
        }
        // What is on its way when a value overflows the stack would be lost with it.
        out.write_all(b"\n")?;
        out.flush()?;
    }
    Ok(())
}

/// Reads a value and writes it back.
///
/// # Errors
///
/// Why the value is not read, or not written.
pub fn through<T: DeserializeOwned + Serialize>(json: &str) -> Answer {
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
