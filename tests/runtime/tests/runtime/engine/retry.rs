//! Waits, apart from the engine's rules.

use openapi_crate_runtime::runtime::engine::retry::{backoff, random};

#[test]
fn backoff_is_bounded() {
    assert_eq!(backoff(1, 0).as_millis(), 125);
    assert_eq!(backoff(5, 1000).as_millis(), 4_000);
    assert_eq!(backoff(6, 1000).as_millis(), 8_000);
    assert_eq!(backoff(u32::MAX, 1000).as_millis(), 8_000);
    for retry in 1..40 {
        for random in [0, 1, 500, 1000, 1001, u64::MAX] {
            let half = backoff(retry, 0);
            let wait = backoff(retry, random);
            assert!(half <= wait && wait <= half * 2);
        }
    }
}

#[test]
fn random_numbers_differ() {
    let numbers: std::collections::BTreeSet<u64> = (0..100).map(|_| random() % 1001).collect();
    assert!(numbers.len() > 50, "{numbers:?}");
}
