//! Mutations of a document's bytes.

use fastrand::Rng;

use super::hostile;

/// Makes a few random changes.
pub fn mutate(bytes: &mut Vec<u8>, rng: &mut Rng) {
    for _ in 0..1 + rng.u8(..3) {
        let at = rng.usize(..=bytes.len());
        let end = (at + rng.usize(..64)).min(bytes.len());
        match rng.u8(..10) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => {
                let again = bytes.get(at..end).unwrap_or_default().to_vec();
                bytes.splice(at..at, again);
            }
            3 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = rng.u8(..);
                }
            }
            4 => {
                let open = if rng.bool() { b'[' } else { b'{' };
                bytes.splice(at..at, vec![open; rng.usize(..4000)]);
            }
            5 => drop(bytes.splice(0..0, [0xef, 0xbb, 0xbf])),
            6 => {
                let text = String::from_utf8_lossy(bytes).replace('\n', "\r\n");
                *bytes = text.into_bytes();
            }
            7 => {
                let tokens =
                    ["&a ", "*a", "<<: *a\n", "---\n", "...\n", "!!str ", "? ", "%YAML 1.1\n", "\t", "\0", "# "];
                let token = tokens.get(rng.usize(..tokens.len())).copied().unwrap_or_default();
                bytes.splice(at..at, token.bytes());
            }
            8 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << rng.u8(..8);
                }
            }
            _ => {
                let text = hostile::text(rng);
                bytes.splice(at..at, text.into_bytes());
            }
        }
    }
}
