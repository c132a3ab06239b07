//! The keys of objects.

use openapi_crate_runtime::runtime::codec::keys::Keys;
use openapi_crate_runtime::runtime::codec::keys_with_rest::{Key, KeysWithRest};
use serde_core::de::DeserializeSeed;
use serde_core::de::IntoDeserializer;
use serde_core::de::value::{BorrowedStrDeserializer, Error, StrDeserializer, StringDeserializer};

const NAMES: &[&str] = &["a", "b", "c", "type"];

fn find(keys: &mut Keys, key: &str) -> Option<usize> {
    let deserializer: StrDeserializer<'_, Error> = key.into_deserializer();
    keys.deserialize(deserializer).unwrap()
}

#[test]
fn every_order_finds_every_name() {
    let mut keys = Keys::new(NAMES);
    for order in [["a", "b", "c", "type"], ["type", "c", "b", "a"], ["b", "b", "a", "type"]] {
        for key in order {
            assert_eq!(find(&mut keys, key), NAMES.iter().position(|name| *name == key), "{key}");
        }
        assert_eq!(find(&mut keys, "d"), None);
        assert_eq!(find(&mut keys, ""), None);
        assert_eq!(find(&mut keys, "A"), None);
    }
    assert_eq!(find(&mut Keys::new(&[]), "a"), None);
}

#[test]
fn the_rest_keeps_its_names() {
    let mut keys = KeysWithRest::new(NAMES);
    let borrowed: BorrowedStrDeserializer<'_, Error> = BorrowedStrDeserializer::new("b");
    assert_eq!((&mut keys).deserialize(borrowed).unwrap(), Key::Known(1));
    let owned: StringDeserializer<Error> = String::from("x-y").into_deserializer();
    assert_eq!((&mut keys).deserialize(owned).unwrap(), Key::Unknown("x-y".into()));
    let owned: StringDeserializer<Error> = String::from("type").into_deserializer();
    assert_eq!((&mut keys).deserialize(owned).unwrap(), Key::Known(3));
    let passing: StrDeserializer<'_, Error> = "z".into_deserializer();
    assert_eq!((&mut keys).deserialize(passing).unwrap(), Key::Unknown("z".into()));
}
