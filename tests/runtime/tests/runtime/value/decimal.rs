//! Exact decimals.

use std::collections::BTreeMap;

use openapi_crate_runtime::runtime::value::argument::Argument;
use openapi_crate_runtime::runtime::value::decimal_number::DecimalNumber;
use openapi_crate_runtime::runtime::value::decimal_text::DecimalText;
use rust_decimal::Decimal;
use serde_json::json;

fn number(text: &str) -> Result<Decimal, String> {
    serde_json::from_str::<DecimalNumber>(text).map(|number| number.0).map_err(|error| error.to_string())
}

#[test]
fn numbers_are_exact_both_ways() {
    for text in [
        "0",
        "0.00",
        "-0",
        "-0.00",
        "0.1",
        "0.10",
        "-12.34",
        "100",
        "1.5000",
        "12345678901234567890.12345678",
        "0.1234567890123456789012345678",
        "0.0000000000000000000000000001",
        "-9999999999999999999999999999",
        "79228162514264337593543950335",
        "7.9228162514264337593543950335",
    ] {
        let value = number(text).unwrap();
        assert_eq!(value.to_string(), text);
        assert_eq!(serde_json::to_string(&DecimalNumber(&value)).unwrap(), text);
    }
}

#[test]
fn exponents_are_worked_out() {
    for (text, expected) in [
        ("1e2", "100"),
        ("1E+2", "100"),
        ("1.50e1", "15.0"),
        ("1.5e-3", "0.0015"),
        ("-1.5e3", "-1500"),
        ("1e28", "10000000000000000000000000000"),
        ("1e-28", "0.0000000000000000000000000001"),
        ("0e99", "0"),
        ("10e-29", "0.0000000000000000000000000001"),
        ("1000000000000000000000000000000e-5", "10000000000000000000000000.00000"),
    ] {
        let value = number(text).unwrap();
        assert_eq!(value, expected.parse().unwrap(), "{text}");
        assert!(!serde_json::to_string(&DecimalNumber(value)).unwrap().contains(['e', 'E']));
    }
}

#[test]
fn zeros_beyond_the_room_are_left_out() {
    let value = number("1.00000000000000000000000000000000000000000").unwrap();
    assert_eq!(value, Decimal::ONE);
    assert_eq!(number("0.000000000000000000000000000000000000000").unwrap(), Decimal::ZERO);
}

#[test]
fn what_does_not_fit_exactly_is_refused() {
    for text in [
        "79228162514264337593543950336",
        "7.92281625142643375935439503361",
        "0.12345678901234567890123456789",
        "0.00000000000000000000000000001",
        "1e29",
        "1e999999999",
        "1e-29",
        "123456789012345678901234567890",
    ] {
        let error = number(text).unwrap_err();
        assert!(error.contains("expected a decimal number of no more than 28 digits"), "{text}: {error}");
        assert!(!error.contains(text));
    }
    assert!(number("1e99999999999999").is_err());
}

#[test]
fn what_is_no_number_is_refused() {
    for text in ["\"1.5\"", "null", "true", "[1]", "{}"] {
        assert!(number(text).unwrap_err().contains("expected a decimal number"), "{text}");
    }
    for text in ["", "-", "+1", ".5", "1.", "1,5", " 1", "1 ", "0x1", "NaN", "1e", "e5", "--1", "1.2.3", "١"] {
        assert!(serde_json::from_value::<DecimalText>(json!(text)).is_err(), "{text}");
    }
}

#[test]
fn texts_are_exact_both_ways() {
    for text in ["0.10", "-12.3400", "007.50"] {
        let value = serde_json::from_value::<DecimalText>(json!(text)).unwrap().0;
        assert_eq!(value, text.parse().unwrap());
    }
    let value: Decimal = "-0.10".parse().unwrap();
    assert_eq!(serde_json::to_string(&DecimalText(&value)).unwrap(), "\"-0.10\"");
    assert_eq!(serde_json::from_str::<DecimalText<Option<Decimal>>>("null").unwrap().0, None);
    assert_eq!(serde_json::from_str::<DecimalText>("\"1\\u002e5\"").unwrap().0, "1.5".parse().unwrap());
    assert!(serde_json::from_str::<DecimalText>("1.5").is_err());
}

#[test]
fn options_lists_and_maps_of_any_depth() {
    type Deep = BTreeMap<String, Vec<Option<Decimal>>>;
    let text = r#"{"a":[1.10,null],"b":[]}"#;
    let value = serde_json::from_str::<DecimalNumber<Deep>>(text).unwrap().0;
    assert_eq!(value["a"], [Some("1.10".parse().unwrap()), None]);
    assert_eq!(serde_json::to_string(&DecimalNumber(&value)).unwrap(), text);
    let none = serde_json::from_str::<DecimalNumber<Option<Decimal>>>("null").unwrap().0;
    assert_eq!(none, None);
    assert_eq!(serde_json::to_string(&DecimalNumber(&none)).unwrap(), "null");
}

#[test]
fn values_can_be_a_source_too() {
    let value = json!({"a": [1.5, -3, 0.1]});
    let read = serde_json::from_value::<DecimalNumber<BTreeMap<String, Vec<Decimal>>>>(value).unwrap().0;
    let texts: Vec<String> = read["a"].iter().map(Decimal::to_string).collect();
    assert_eq!(texts, ["1.5", "-3", "0.1"]);
}

#[test]
fn decimals_are_arguments() {
    assert_eq!("1.50".parse::<Decimal>().unwrap().encode().unwrap(), "1.50");
}
