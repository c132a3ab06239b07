//! Whether a request is sent again, and after what wait.

use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, SystemTime};

use http::StatusCode;
use http::header::{DATE, HeaderMap, RETRY_AFTER};

use crate::runtime::api::operation_info::Replay;
use crate::runtime::engine::http_date;
use crate::runtime::error::transport_error::TransportError;

/// Whether a request that got that status is sent again.
///
/// 429 says that it was not carried out. The others do not, so only safe operations are repeated.
pub fn is_retried(status: StatusCode, replay: Replay) -> bool {
    match status {
        StatusCode::TOO_MANY_REQUESTS => true,
        StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => {
            replay == Replay::Safe
        }
        _ => false,
    }
}

/// Whether a request whose attempt failed is sent again.
pub fn is_retried_after(error: &TransportError, replay: Replay) -> bool {
    !error.is_upload() && (replay == Replay::Safe || error.is_unsent())
}

/// The wait that the server asks for: in seconds, or until a date by the server's own clock if it
/// tells it.
pub fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let until = http_date::parse(text)?;
    let date = headers.get(DATE).and_then(|value| value.to_str().ok());
    let now = date.and_then(|text| http_date::parse(text.trim())).unwrap_or(now);
    Some(until.duration_since(now).unwrap_or(Duration::ZERO))
}

/// The wait before attempt `retry` + 1: it doubles each time, and half of it is random, so that
/// clients that failed together do not come back together.
pub fn backoff(retry: u32, random: u64) -> Duration {
    const FIRST: Duration = Duration::from_millis(250);
    const LONGEST: Duration = Duration::from_secs(8);
    let doubled = FIRST.saturating_mul(1 << retry.saturating_sub(1).min(10));
    let half = doubled.min(LONGEST) / 2;
    let permille = u32::try_from(random % 1001).unwrap_or(0);
    half + half * permille / 1000
}

/// A random number, from the seed of the standard library's hash maps, which is good enough here.
pub fn random() -> u64 {
    RandomState::new().hash_one(0)
}
