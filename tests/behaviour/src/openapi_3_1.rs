//! OpenAPI 3.1: each rule that converts it to 3.0, seen on the wire.

use openapi_3_1::model::{Closed, Inner, Item, ItemEither, ItemKind, ItemVersion, Level, PairItem, Part, PartsRequest};
use serde_json::{Value, json};

/// The value is sent as the caller gives it, and returned as the response has it.
fn exchange(item: &Item, response: &Value) -> (String, Result<Item, String>) {
    let (client, sent) = client!(openapi_3_1, 200; response.to_string());
    let got = client.news().replace(item).send().map_err(|error| error.to_string());
    let head = "PUT /item\naccept: application/json\ncontent-type: application/json\n";
    (sent().strip_prefix(head).unwrap().to_owned(), got)
}

#[test]
#[allow(deprecated)]
fn every_keyword_of_a_schema() {
    let item = Item::new("n", Some("t".to_owned()))
        .with_perhaps(5)
        .with_either(ItemEither::Boolean(true))
        .with_level(9)
        .with_data(b"\xff\x00".to_vec())
        .with_part(Part::new(0.5))
        .with_inner(Inner::new(true))
        .with_nothing(Value::Null)
        .with_variant(Level::Low)
        .with_version(ItemVersion::N2)
        .with_closed(Closed::new().with_a("x"))
        .with_free(json!([1]));
    let text = concat!(
        r#"{"kind":"item","name":"n","note":"t","perhaps":5,"either":true,"level":9,"data":"/wA=","part":{"size":0.5},"#,
        r#""inner":{"deep":true},"nothing":null,"variant":"low","version":2,"closed":{"a":"x"},"free":[1]}"#
    );
    let (sent, got) = exchange(&item, &serde_json::from_str(text).unwrap());
    assert_eq!(sent, text);
    let got = got.unwrap();
    assert_eq!(got.kind, ItemKind::Item);
    assert_eq!(&got.data.as_ref().unwrap().decode().unwrap()[..], b"\xff\x00");
    assert_eq!(got.part, Some(Part::new(0.5)));
    assert_eq!(got.inner, Some(Inner::new(true)));
    assert_eq!(got.variant, Some(Some(Level::Low)));
    assert_eq!(got.version, Some(ItemVersion::N2));
    assert_eq!(serde_json::to_value(&got).unwrap(), serde_json::from_str::<Value>(text).unwrap());
}

/// `null` in a list of types: a required property is written as `null`, and an optional one can be
/// `null` or absent.
#[test]
fn a_type_may_be_null() {
    let (sent, got) = exchange(&Item::new("n", None), &json!({"kind": "item", "name": "n", "note": null}));
    assert_eq!(sent, r#"{"kind":"item","name":"n","note":null}"#);
    assert_eq!((got.as_ref().unwrap().perhaps, got.unwrap().variant), (None, None));
    let mut item = Item::new("n", None);
    item.perhaps = Some(None);
    item.variant = Some(None);
    let response = json!({"kind": "item", "name": "n", "note": null, "perhaps": null, "variant": null});
    let (sent, got) = exchange(&item, &response);
    assert_eq!(sent, response.to_string().replace(' ', ""));
    assert_eq!((got.as_ref().unwrap().perhaps, &got.as_ref().unwrap().variant), (Some(None), &Some(None)));
    let (_, got) = exchange(&item, &json!({"kind": "item", "name": null, "note": null}));
    assert!(got.is_err());
}

/// A server may send another constant one day, so the value is kept.
#[test]
fn constants_and_several_types() {
    let response = json!({"kind": "news", "name": "n", "note": null, "either": 7, "version": 3});
    let got = exchange(&Item::new("n", None), &response).1.unwrap();
    assert_eq!(got.kind, ItemKind::Unlisted("news".into()));
    assert_eq!(got.version, Some(ItemVersion::Unlisted(3)));
    assert_eq!(got.either, Some(ItemEither::Integer(7)));
    let got = exchange(&Item::new("n", None), &json!({"kind": "item", "name": "n", "note": null, "either": "x"})).1;
    assert_eq!(got.unwrap().either, Some(ItemEither::Text("x".to_owned())));
}

/// The path item is a component, which only OpenAPI 3.1 has.
#[test]
fn places_of_a_list() {
    let (client, sent) = client!(openapi_3_1, 200; r#"["a",null]"#);
    let pair = [Some(PairItem::Text("a".to_owned())), Some(PairItem::Integer(1))];
    let got = client.news().pair(&pair).page(2).send();
    assert_eq!(sent(), "POST /pair?page=2\naccept: application/json\ncontent-type: application/json\n[\"a\",1]");
    assert_eq!(serde_json::to_value(got.unwrap()).unwrap(), json!(["a", null]));
}

/// Octets need no schema, and a part that has only a media type is a file.
#[test]
fn octets() {
    let (client, sent) = client!(openapi_3_1, 200; vec![0xff, 0]);
    assert_eq!(&client.news().upload("octets").send().unwrap()[..], [0xff, 0]);
    assert_eq!(sent(), "POST /upload\naccept: image/png\ncontent-type: application/octet-stream\noctets");
    let (client, sent) = client!(openapi_3_1, 204; ""; .multipart_boundary("B"));
    let file = openapi_3_1::Part::from("raw").file_name("r.bin");
    client.news().parts(&PartsRequest::new(file, "t").with_code(b"\xff".to_vec()).with_tags(vec![1, 2])).send().unwrap();
    let text = sent();
    for part in [
        "name=\"raw\"; filename=\"r.bin\"\r\nContent-Type: application/octet-stream\r\n\r\nraw\r\n",
        "name=\"text\"\r\nContent-Type: text/plain\r\n\r\nt\r\n",
        "name=\"code\"\r\nContent-Type: image/png\r\n\r\n/w==\r\n",
        "name=\"tags\"\r\n\r\n1|2\r\n",
    ] {
        assert!(text.contains(part), "{text}");
    }
}

#[test]
fn an_operation_without_responses() {
    let (client, sent) = client!(openapi_3_1, 200; "");
    client.news().silent().send().unwrap();
    assert_eq!(sent(), "DELETE /silent");
}
