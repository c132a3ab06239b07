//! Unguessable values: tokens, codes and secrets.

use sha2::{Digest, Sha256};

/// A source of secrets. It reads the operating system's random numbers once, so that it cannot fail
/// later.
#[derive(Debug)]
pub(crate) struct Random {
    key: [u8; 32],
    counter: u64,
}

impl Random {
    pub(crate) fn new() -> Result<Self, getrandom::Error> {
        let mut key = [0; 32];
        getrandom::fill(&mut key)?;
        Ok(Self { key, counter: 0 })
    }

    /// A random UUID (version 4).
    pub(crate) fn uuid(&mut self) -> String {
        self.counter += 1;
        let mut hash = Sha256::new();
        hash.update(self.key);
        hash.update(self.counter.to_be_bytes());
        let digest: [u8; 32] = hash.finalize().into();
        uuid(&digest)
    }
}

/// The first 16 bytes as a UUID of version 4.
pub(crate) fn uuid(bytes: &[u8; 32]) -> String {
    let mut text = String::with_capacity(36);
    for (index, byte) in bytes.iter().take(16).enumerate() {
        let byte = match index {
            6 => (byte & 0x0f) | 0x40,
            8 => (byte & 0x3f) | 0x80,
            _ => *byte,
        };
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push_str(&format!("{byte:02x}"));
    }
    text
}

/// The digest of several texts, each delimited by its length.
///
/// Secrets are stored and compared as digests, so that the time of a comparison reveals nothing.
pub(crate) fn digest(texts: &[&str]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::{Random, digest};

    #[test]
    fn uuids_are_well_formed_and_differ() {
        let mut random = Random::new().unwrap();
        let (one, other) = (random.uuid(), random.uuid());
        assert_ne!(one, other);
        for text in [one, other] {
            assert_eq!(text.len(), 36);
            assert_eq!(text.as_bytes()[14], b'4');
            assert!(matches!(text.as_bytes()[19], b'8' | b'9' | b'a' | b'b'), "{text}");
        }
    }

    #[test]
    fn texts_do_not_run_into_each_other() {
        assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
    }
}
