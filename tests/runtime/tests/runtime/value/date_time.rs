//! Dates and times that keep their text.

use openapi_crate_runtime::runtime::value::argument::Argument;
use openapi_crate_runtime::runtime::value::date_time::{Date, DateTime};
use serde_json::json;

#[test]
fn the_text_comes_back_as_it_came() {
    for text in ["2018-10-05T12:30:00Z", "2018-10-05t12:30:00.120+02:00", "2018-10-05 12:30", "yesterday", ""] {
        let value: DateTime = serde_json::from_value(json!(text)).unwrap();
        assert_eq!((value.as_str(), value.to_string().as_str()), (text, text));
        assert_eq!(serde_json::to_value(&value).unwrap(), json!(text));
        let value: Date = serde_json::from_value(json!(text)).unwrap();
        assert_eq!(serde_json::to_value(&value).unwrap(), json!(text));
        assert_eq!(value.encode().unwrap(), text);
    }
    assert!(serde_json::from_value::<DateTime>(json!(5)).is_err());
    assert!(serde_json::from_value::<DateTime>(json!(null)).is_err());
}

#[test]
fn offsets_are_taken_into_account() {
    for (text, second) in [
        ("1970-01-01T00:00:10Z", 10),
        ("1970-01-01t00:00:10z", 10),
        ("1970-01-01T02:00:10+02:00", 10),
        ("1969-12-31T22:30:10.000-01:30", 10),
        ("2016-12-31T23:59:60Z", 1_483_228_799),
    ] {
        let value = DateTime::parse(text).unwrap();
        assert_eq!(value.timestamp().unwrap().as_second(), second, "{text}");
    }
    let value = DateTime::parse("2018-10-05T12:30:00.123456789+02:00").unwrap();
    assert_eq!(value.timestamp().unwrap().subsec_nanosecond(), 123_456_789);
    assert_eq!(value.civil().unwrap().to_string(), "2018-10-05T12:30:00.123456789");
}

#[test]
fn parse_is_strict() {
    for text in [
        "",
        "2018-10-05",
        "2018-10-05T12:30:00",
        "2018-10-05 12:30:00Z",
        "2018-10-05T12:30Z",
        "2018-10-05T12:30:00+02",
        "2018-10-05T12:30:00+0200",
        "2018-10-05T12:30:00.Z",
        "2018-10-05T12:30:00,5Z",
        "2018-10-05T12:30:00Z[UTC]",
        "2018-13-05T12:30:00Z",
        "2018-02-29T12:30:00Z",
        "2018-10-05T25:30:00Z",
        "2018-10-05T12:61:00Z",
        "20181005T123000Z",
        " 2018-10-05T12:30:00Z",
        "٢018-10-05T12:30:00Z",
    ] {
        assert!(DateTime::parse(text).is_err(), "{text}");
        assert!(text.parse::<DateTime>().is_err());
    }
    for text in ["", "2018-10-5", "2018-02-29", "20181005", "2018-10-05Z", "2018-10-05T00:00:00Z", "+2018-10-05"] {
        assert!(Date::parse(text).is_err(), "{text}");
    }
    assert_eq!("2020-02-29".parse::<Date>().unwrap().date().unwrap(), jiff::civil::date(2020, 2, 29));
}

#[test]
fn what_means_nothing_says_so() {
    let value: DateTime = serde_json::from_value(json!("secret")).unwrap();
    let error = value.timestamp().unwrap_err();
    assert_eq!(error.to_string(), "expected a date and time as in 2018-10-05T12:30:00Z");
    assert!(value.civil().is_err());
    let value: DateTime = serde_json::from_value(json!("2018-10-05T12:30:00")).unwrap();
    assert!(value.timestamp().is_err(), "without an offset it is no moment");
    assert_eq!(value.civil().unwrap(), jiff::civil::datetime(2018, 10, 5, 12, 30, 0, 0));
    assert!(serde_json::from_value::<Date>(json!("x")).unwrap().date().is_err());
}

#[test]
fn values_become_texts() {
    let timestamp = jiff::Timestamp::from_second(10).unwrap();
    assert_eq!(DateTime::from(timestamp).as_str(), "1970-01-01T00:00:10Z");
    assert_eq!(DateTime::parse("1970-01-01T00:00:10Z").unwrap(), DateTime::from(timestamp));
    assert_eq!(Date::from(jiff::civil::date(2020, 2, 29)).as_str(), "2020-02-29");
    assert_eq!(format!("{:?}", Date::from(jiff::civil::date(2020, 2, 29))), "Date(\"2020-02-29\")");
}
