//! Pseudo-random numbers that are the same on every machine and in every run.

use crate::random::{digest, uuid};

/// A stream of numbers derived from words: the same words give the same numbers (SplitMix64).
#[derive(Debug, Clone)]
pub(crate) struct Stream(u64);

impl Stream {
    pub(crate) fn of(seed: u64, words: &[&str]) -> Self {
        let [a, b, c, d, e, f, g, h, ..] = keyed(seed, words);
        Self(u64::from_be_bytes([a, b, c, d, e, f, g, h]))
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = high.abs_diff(low).saturating_add(1);
        let offset = i64::try_from(self.next() % width).unwrap_or(0);
        low.saturating_add(offset)
    }

    pub(crate) fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + (self.next() % 10) as u8)).collect()
    }

    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let index = self.next() % (items.len().max(1) as u64);
        items.get(usize::try_from(index).unwrap_or(0))
    }
}

/// A UUID derived from words.
pub(crate) fn seeded_uuid(seed: u64, words: &[&str]) -> String {
    uuid(&keyed(seed, words))
}

fn keyed(seed: u64, words: &[&str]) -> [u8; 32] {
    let seed = seed.to_string();
    let mut texts = vec![seed.as_str()];
    texts.extend(words);
    digest(&texts)
}

#[cfg(test)]
mod tests {
    use super::Stream;

    #[test]
    fn same_words_same_numbers() {
        let numbers = |seed, word| {
            let mut stream = Stream::of(seed, &[word]);
            [stream.next(), stream.next()]
        };
        assert_eq!(numbers(1, "a"), numbers(1, "a"));
        assert_ne!(numbers(1, "a"), numbers(2, "a"));
        assert_ne!(numbers(1, "a"), numbers(1, "b"));
    }

    #[test]
    fn numbers_stay_in_their_range() {
        let mut stream = Stream::of(1, &[]);
        assert!((0..1000).all(|_| (-3..=4).contains(&stream.between(-3, 4))));
        assert_eq!(stream.digits(12).len(), 12);
        assert_eq!(stream.pick::<u8>(&[]), None);
    }
}
