//! Reading objects and open enumerations.

use openapi_crate_runtime::runtime::codec::keys::Keys;
use openapi_crate_runtime::runtime::codec::object::{Record, read_record, write_record};
use openapi_crate_runtime::runtime::codec::required::required;
use openapi_crate_runtime::runtime::codec::tagged::write_tagged;
use openapi_crate_runtime::runtime::codec::text::read_text;
use serde_core::de::{IgnoredAny, MapAccess};
use serde_core::ser::SerializeMap;

#[derive(Debug, PartialEq)]
struct Bank {
    bic: String,
}

impl Record for Bank {
    const NAME: &'static str = "Bank";

    fn read<'de, A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        let mut bic = None;
        let mut keys = Keys::new(&["bic"]);
        while let Some(key) = map.next_key_seed(&mut keys)? {
            match key {
                Some(0) => bic = Some(map.next_value()?),
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(Self { bic: required(bic, "bic")? })
    }

    fn write<M: SerializeMap>(&self, map: &mut M, tag: Option<&str>) -> Result<(), M::Error> {
        if tag != Some("bic") {
            map.serialize_entry("bic", &self.bic)?;
        }
        Ok(())
    }
}

#[test]
fn objects_are_written_with_their_tag_first() {
    let bank = Bank { bic: "A".to_owned() };
    let text = |write: &dyn Fn(&mut serde_json::Serializer<&mut Vec<u8>>) -> serde_json::Result<()>| {
        let mut bytes = Vec::new();
        write(&mut serde_json::Serializer::new(&mut bytes)).unwrap();
        String::from_utf8(bytes).unwrap()
    };
    assert_eq!(text(&|to| write_record(&bank, to)), r#"{"bic":"A"}"#);
    assert_eq!(text(&|to| write_tagged(&bank, "kind", "bank", to)), r#"{"kind":"bank","bic":"A"}"#);
    assert_eq!(text(&|to| write_tagged(&bank, "bic", "B", to)), r#"{"bic":"B"}"#, "never twice");
    assert_eq!(text(&|to| write_tagged(&bank, "version", &2, to)), r#"{"version":2,"bic":"A"}"#);
}

fn bank(text: &str) -> Result<Bank, String> {
    read_record(&mut serde_json::Deserializer::from_str(text)).map_err(|error: serde_json::Error| error.to_string())
}

#[test]
fn objects_are_read_by_their_members() {
    assert_eq!(bank(r#"{"x": [{}], "b\u0069c": "A", "bic": "B"}"#).unwrap().bic, "B", "the last one wins");
    assert!(bank("{}").unwrap_err().starts_with("missing field `bic`"));
    assert!(bank("[1]").unwrap_err().starts_with("invalid type: sequence, expected an object (Bank)"));
    assert!(bank("null").is_err());
}

#[test]
fn texts_are_read_whether_escaped_or_not() {
    #[derive(Debug, PartialEq)]
    struct Status(String);
    impl From<&str> for Status {
        fn from(text: &str) -> Self {
            Self(text.to_owned())
        }
    }
    let read = |text| read_text::<Status, _>(&mut serde_json::Deserializer::from_str(text));
    assert_eq!(read(r#""PA\u0049D""#).unwrap(), Status("PAID".into()));
    assert_eq!(read(r#""PAID""#).unwrap(), Status("PAID".into()));
    assert!(read("5").unwrap_err().to_string().contains("expected a string"));
}
