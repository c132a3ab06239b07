//! Dates in headers.

use std::time::{Duration, SystemTime};

use openapi_crate_runtime::runtime::engine::http_date::parse;

fn seconds(text: &str) -> Option<u64> {
    parse(text).map(|time| time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::MAX).as_secs())
}

#[test]
fn the_three_forms() {
    for text in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
        assert_eq!(seconds(text), Some(784_111_777), "{text}");
    }
}

#[test]
fn leap_years_and_leap_seconds() {
    assert_eq!(seconds("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
    assert_eq!(seconds("Tue, 29 Feb 2000 00:00:00 GMT"), Some(951_782_400));
    assert_eq!(seconds("Fri, 01 Mar 2024 00:00:00 GMT"), Some(1_709_251_200));
    assert_eq!(seconds("Sat, 31 Dec 2016 23:59:60 GMT"), Some(1_483_228_800));
    assert_eq!(seconds("Tue, 19 Jan 2038 03:14:08 GMT"), Some(1 << 31));
    assert_eq!(seconds("Fri, 31 Dec 9999 23:59:59 GMT"), Some(253_402_300_799));
    assert_eq!(seconds("Friday, 01-Jan-69 00:00:00 GMT"), Some(3_124_224_000));
}

#[test]
fn all_else_is_no_date() {
    let texts = [
        "",
        "120",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 31 Nov 1994 08:49:37 GMT",
        "Wed, 29 Feb 2023 00:00:00 GMT",
        "Sun, 00 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:60:00 GMT",
        "Sun, 06 Nov 1994 08:49:61 GMT",
        "Sun, 06 Nov 1994 08:49 GMT",
        "Sun, 06 Nov 1969 08:49:37 GMT",
        "Sun, 06 Nov 0000 08:49:37 GMT",
        "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 006 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94-1 08:49:37 GMT",
        "1994-11-06T08:49:37Z",
    ];
    for text in texts {
        assert_eq!(seconds(text), None, "{text}");
    }
}
