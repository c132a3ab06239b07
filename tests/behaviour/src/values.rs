//! Values: what is read is written back unchanged.

use serde_json::Value;

/// Reads `text` as that type and writes it back.
macro_rules! round_trip {
    ($type:ty, $text:expr) => {{
        let value: $type = serde_json::from_str($text).unwrap();
        assert_eq!(serde_json::to_string(&value).unwrap(), $text);
        value
    }};
}

#[test]
fn absent_and_null_are_told_apart_where_both_can_be() {
    use records::model::Pet;
    let least = round_trip!(Pet, r#"{"name":"n","mother":null,"collar":{"wide":1.5}}"#);
    assert_eq!((least.mother, least.nick, least.chip, least.maybe), (None, None, None, None));
    let full = round_trip!(
        Pet,
        r#"{"name":"n","mother":"m","nick":"k","chip":null,"collar":{"wide":1.5},"maybe":null,"anything":null,"whatever":[1]}"#
    );
    assert_eq!((full.chip, full.maybe, full.anything), (Some(None), Some(None), Some(Value::Null)));
    for text in [r#"{"name":null,"mother":null,"collar":{"wide":1.5}}"#, r#"{"name":"n","collar":{"wide":1.5}}"#] {
        assert!(serde_json::from_str::<Pet>(text).is_err(), "{text}");
    }
}

#[test]
fn a_duplicate_or_unknown_property_does_no_harm() {
    use records::model::Collar;
    let collar: Collar = serde_json::from_str(r#"{"x":{"y":[1]},"wide":1.0,"wide":2.0}"#).unwrap();
    assert_eq!(collar.wide, 2.0);
}

#[test]
fn enumerations_are_open() {
    use enumerations::model::{Kind, Level, Thing};
    let all = [
        "PENDING_CONFIRMATION",
        "pending-confirmation",
        "pendingConfirmation",
        "",
        " ",
        "+1",
        "-1",
        "1",
        "*",
        "Unlisted",
        "Self",
        "type",
        "名前",
        "a\"b\\c",
        "2fa",
        "é`",
        "a\nb",
        "unknown",
    ];
    for text in all {
        let kind = Kind::from(text);
        assert_eq!(kind.as_str(), text);
        assert_eq!(matches!(kind, Kind::Unlisted(_)), text == "unknown");
    }
    round_trip!(Level, "9007199254740993");
    assert_eq!(round_trip!(Level, "-7"), Level::Unlisted(-7));
    round_trip!(
        Thing,
        r#"{"kind":"x","level":5,"perhaps":null,"maybe":null,"mixed":true,"switch":false,"half":0.5,"colour":"blue"}"#
    );
}

#[test]
fn other_properties_are_kept() {
    use maps::model::{Open, OpenMoney, OpenNumbers};
    let open = round_trip!(Open, r#"{"id":"i","rest":"r","a":null,"b":{"c":[1.0]}}"#);
    assert_eq!(open.rest_.as_deref(), Some("r"));
    assert_eq!(open.rest.len(), 2);
    round_trip!(OpenNumbers, r#"{"":2,"a":1,"b":null}"#);
    round_trip!(OpenMoney, r#"{"id":"i","a":"0.10","b":"79228162514264337593543950335"}"#);
}

#[test]
fn numbers_are_exact() {
    use formats::model::All;
    let text = r#"{"date":"2018-10-05","date_time":"2018-10-05T12:30:00Z","decimal":0.10,"decimal_text":"-12.50","decimal_or_null":null,"integer":-9223372036854775808,"uint64":18446744073709551615}"#;
    let all = round_trip!(All, text);
    assert_eq!(all.uint64, u64::MAX);
    assert_eq!(all.decimal.to_string(), "0.10");
    // `format: float` keeps all digits of the JSON number.
    round_trip!(All, text.replace("615}", r#"615,"float":37.7524152343544}"#).as_str());
    for odd in [r#""uint64":-1"#, r#""uint64":18446744073709551616"#, r#""uint64":1.5"#] {
        assert!(serde_json::from_str::<All>(&text.replace(r#""uint64":18446744073709551615"#, odd)).is_err(), "{odd}");
    }
}

#[test]
fn a_body_that_is_a_decimal_is_exact() {
    let (client, sent) = client!(formats, 200; "\"12.50\"");
    assert_eq!(client.formats().set_price("0.10".parse().unwrap()).send().unwrap().to_string(), "12.50");
    assert!(sent().ends_with("\n0.10"));
}

#[test]
fn fields_may_be_called_as_anything() {
    use names::model::{Fields, FieldsAndRest, Lower};
    round_trip!(
        Fields,
        r#"{"map":"1","key":"2","keys":"3","rest":"4","value":"5","serializer":"6","deserializer":"7","self":"8","Self":"9","":"10"," ":"11","+1":1,"-1":2,"名前":"12"}"#
    );
    round_trip!(FieldsAndRest, r#"{"map":"1","rest":"2","keys":"3","key":"4","other":"5"}"#);
    round_trip!(Lower, r#"{"error":"1","model":"2","required":"3","tag":"4"}"#);
}
