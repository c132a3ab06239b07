//! Schemas: which values they read from the wire and which they write.

use serde_json::{Value, json};

/// Reads `text` as that type and writes it back.
macro_rules! round_trip {
    ($type:ty, $text:expr) => {{
        let value: $type = serde_json::from_str($text).unwrap();
        assert_eq!(serde_json::to_string(&value).unwrap(), $text);
        value
    }};
}

fn read<T: serde_core::de::DeserializeOwned>(value: Value) -> Result<T, serde_json::Error> {
    serde_json::from_str(&value.to_string())
}

#[test]
fn a_whole_number_may_be_written_in_any_way() {
    use integers::model::{Counts, CountsLevel, Either};
    let text = r#"{"plain":1.0,"i8":-128.0,"u64":1e3,"nullable":2.0,"list":[1.0,2],"map":{"a":[3e0,null]},"level":2.0,"more":5.0}"#;
    let counts: Counts = serde_json::from_str(text).unwrap();
    assert_eq!((counts.plain, counts.i8, counts.u64, counts.nullable), (1, Some(-128), Some(1000), Some(Some(2))));
    assert_eq!(counts.list, Some(vec![1, 2]));
    assert_eq!(counts.map.unwrap()["a"], [Some(3), None]);
    assert_eq!((counts.level, counts.rest["more"]), (Some(CountsLevel::N2), 5));
    for odd in ["1.5", "1e400", "9007199254740993.0", "\"1\"", "9223372036854775808"] {
        assert!(serde_json::from_str::<Counts>(&format!(r#"{{"plain":{odd}}}"#)).is_err(), "{odd}");
    }
    assert!(serde_json::from_str::<Counts>(r#"{"plain":1,"i8":128}"#).is_err());
    round_trip!(Counts, r#"{"plain":1,"wide":18446744073709551615,"wider":-18446744073709551616,"beyond":4294967295,"signed":-1}"#);
    assert_eq!(serde_json::from_str::<Either>("3.0").unwrap(), Either::Integer(3));
}

#[test]
fn integers_of_every_range_are_sent_and_read() {
    use integers::model::Counts;
    let (client, sent) = client!(integers, 200; r#"{"plain":7.0}"#);
    let response = client.counts().set(-32768, 1_i128 << 90, &Counts::new(1)).send().unwrap();
    assert_eq!(response.plain, 7);
    assert!(sent().starts_with("PUT /counts/-32768?huge=1237940039285380274899124224\n"));
    let (client, _) = client!(integers, 200; "12.0");
    assert_eq!(client.counts().one(1).send().unwrap(), 12);
}

#[test]
fn octets_are_base64_both_ways() {
    use texts::{Base64, Uuid, model::Texts};
    for (octets, text) in
        [(&b""[..], ""), (b"f", "Zg=="), (b"fo", "Zm8="), (b"foo", "Zm9v"), (b"\xfb\xff\xbe", "+/++"), (b"foob", "Zm9vYg==")]
    {
        let value = Base64::from(octets);
        assert_eq!((value.as_str(), &value.decode().unwrap()[..]), (text, octets));
        assert_eq!(&Base64::from_text(text.replace('=', "")).decode().unwrap()[..], octets);
    }
    assert_eq!(&Base64::from_text("-_--\r\n").decode().unwrap()[..], b"\xfb\xff\xbe");
    for odd in ["Z", "Zg=", "Zg===", "Z===", "Zm9v=", "Z!==", "é"] {
        assert!(Base64::from_text(odd).decode().is_err(), "{odd}");
    }
    let (client, sent) = client!(texts, 200; r#"{"byte":"no base64!","id":"x"}"#);
    let id = Uuid::parse("2F1AC0DE-7b1e-4c5a-9b3d-0123456789ab").unwrap();
    let texts = Texts::new(b"\xfb\xff", id.clone()).with_bytes(vec![b"f".into()]);
    let response = client.texts().set(&id, &b"\xfb".into(), &texts).send().unwrap();
    assert_eq!(
        sent(),
        "PUT /texts/2F1AC0DE-7b1e-4c5a-9b3d-0123456789ab?key=%2Bw%3D%3D\naccept: application/json\ncontent-type: application/json\n\
         {\"byte\":\"+/8=\",\"bytes\":[\"Zg==\"],\"id\":\"2F1AC0DE-7b1e-4c5a-9b3d-0123456789ab\"}"
    );
    assert_eq!((response.byte.as_str(), response.byte.decode().is_err()), ("no base64!", true));
    assert_eq!(format!("{:?}", response.byte), "Base64(10 characters)");
}

#[test]
fn texts_with_a_format_keep_what_came() {
    use texts::model::Texts;
    use texts::{Duration, Time, Uuid};
    let odd = round_trip!(Texts, r#"{"byte":"","id":"no uuid","time":"noon","duration":"an hour","uri":"x"}"#);
    assert!(odd.id.octets().is_err() && odd.time.unwrap().time().is_err() && odd.duration.unwrap().unwrap().span().is_err());
    assert_eq!(Time::parse("12:30:00.5+02:00").unwrap().time().unwrap(), jiff::civil::time(12, 30, 0, 500_000_000));
    for odd in ["12:30:00 noon", "25:00:00", "12:30:00+2"] {
        assert!(Time::parse(odd).is_err(), "{odd}");
    }
    assert_eq!(Duration::parse("P1DT12H").unwrap().span().unwrap().get_hours(), 12);
    assert!(Duration::parse("1 hour").is_err());
    let octets = *b"\x2f\x1a\xc0\xde\x7b\x1e\x4c\x5a\x9b\x3d\x01\x23\x45\x67\x89\xab";
    assert_eq!(Uuid::from(octets).as_str(), "2f1ac0de-7b1e-4c5a-9b3d-0123456789ab");
    assert_eq!(Uuid::from(octets).octets(), Ok(octets));
    for (text, of) in [("\"2018-10-05\"", "Date"), ("\"2f1ac0de-7b1e-4c5a-9b3d-0123456789ab\"", "Uuid"), ("\"Zg==\"", "Base64")] {
        assert!(format!("{:?}", round_trip!(texts::model::Stamp, text)).starts_with(of), "{text}");
    }
    for odd in ["2f1ac0de7b1e4c5a9b3d0123456789ab", "2f1ac0de-7b1e-4c5a-9b3d-0123456789a", "2f1ac0de-7b1e-4c5a-9b3d-0123456789abc"] {
        assert!(Uuid::parse(odd).is_err(), "{odd}");
    }
}

#[test]
fn enumerations_of_several_kinds_are_open() {
    use enumerations::model::{Half, Limit, Mixed, OnlyOne, Quoted, Unquoted};
    for (text, mixed) in [
        ("\"a\"", Mixed::A),
        ("1", Mixed::N1),
        ("true", Mixed::True),
        ("1.5", Mixed::N1Point5),
        ("9007199254740993", Mixed::N9007199254740993),
        ("18446744073709551615", Mixed::N18446744073709551615),
        ("18446744073709551614", Mixed::Unlisted(18_446_744_073_709_551_614_u64.into())),
        ("9007199254740992", Mixed::Unlisted(9_007_199_254_740_992_i64.into())),
        ("false", Mixed::Unlisted(false.into())),
        ("\"b\"", Mixed::from("b")),
        ("{\"c\":[1]}", Mixed::Unlisted(json!({ "c": [1] }))),
    ] {
        assert_eq!(round_trip!(Mixed, text), mixed);
    }
    assert_eq!(serde_json::from_str::<Mixed>("1.0").unwrap(), Mixed::N1);
    assert_eq!(round_trip!(Half, "0.5"), Half::N0Point5);
    assert_eq!(round_trip!(Limit, "18446744073709551615"), Limit::N18446744073709551615);
    assert_eq!(serde_json::from_str::<Mixed>("18446744073709551615.0").unwrap(), Mixed::Unlisted(18_446_744_073_709_551_615.0.into()));
    assert_eq!(round_trip!(Half, "2"), Half::Unlisted(2.into()));
    assert_eq!(round_trip!(Unquoted, "\"1\""), Unquoted::N1);
    assert_eq!(round_trip!(Quoted, "2"), Quoted::N2);
    assert_eq!(serde_json::to_string(&OnlyOne::new("n")).unwrap(), r#"{"kind":"only","on":true,"name":"n"}"#);
}

#[test]
fn a_property_is_what_all_parts_say() {
    use composed::model::{Again, Few, Holder, Order, OrderKind, OrderPlace, OrderState, State};
    let order = Order::new(3).with_state("open").with_place(OrderPlace::new("Bern"));
    assert_eq!(
        serde_json::to_string(&order).unwrap(),
        r#"{"kind":"order","state":"open","size":3,"place":{"city":"Bern"}}"#
    );
    let order: Order = read(json!({ "kind": "order", "size": 2, "state": "paid", "place": { "street": "s", "city": "c" } })).unwrap();
    assert_eq!((order.kind, order.state, order.place.unwrap().street.as_deref()), (OrderKind::Order, Some(OrderState::Paid), Some("s")));
    let again: Again = read(json!({ "state": "sent", "size": 1 })).unwrap();
    assert_eq!((again.state, again.size), (Some(State::Sent), Some(1_i32)));
    assert_eq!(Few::from("open"), Few::Open);
    let holder = round_trip!(Holder, r#"{"held":"open","known":"new","names":["n"]}"#);
    assert_eq!((holder.held, holder.known), (Some(State::Open), Some(State::from("new"))));
}

#[test]
fn keywords_that_several_parts_have_hold_together() {
    use composed::Date;
    use composed::model::{Kept, Nulls, Parts};
    let text = r#"{"places":[{"street":"s","city":"c"}],"days":["2020-01-31"],"nothing":[1,"a"],"either":"no date","small":6,"spelled":"a-b","dates":{"d":"2020-01-31"}}"#;
    let parts = round_trip!(Parts, text);
    let day = Date::parse("2020-01-31").unwrap();
    assert_eq!((parts.places.unwrap()[0].city.as_str(), &parts.days.unwrap()[0]), ("c", &day));
    assert_eq!((parts.either.as_deref(), parts.small, &parts.dates.unwrap()["d"]), (Some("no date"), Some(6_i32), &day));
    assert!(read::<Parts>(json!({ "places": [{ "street": "s" }] })).is_err());
    assert_eq!(round_trip!(Kept, r#"{"a":"1","b":"2","c":3}"#).rest["c"], 3);
    round_trip!(Nulls, r#"{"a":null,"b":null}"#);
}

#[test]
fn a_tag_is_written_as_the_alternative_has_it() {
    use unions::model::{One, Switched, SwitchedOff, SwitchedOn, Three, Two, Versions};
    assert!(matches!(round_trip!(Versions, r#"{"version":1,"a":"x"}"#), Versions::One(_)));
    assert!(matches!(round_trip!(Versions, r#"{"version":2}"#), Versions::Two(_)));
    assert!(matches!(round_trip!(Versions, r#"{"version":3,"c":"x"}"#), Versions::Three(_)));
    for (value, text) in [
        (Versions::from(One::new()), r#"{"version":1}"#),
        (Versions::from(Two::new(7)), r#"{"version":2}"#),
        (Versions::from(Three::new()), r#"{"version":3}"#),
    ] {
        assert_eq!(serde_json::to_string(&value).unwrap(), text);
    }
    assert_eq!(round_trip!(Switched, r#"{"on":true}"#), SwitchedOn::new(true).into());
    assert_eq!(round_trip!(Switched, r#"{"on":false}"#), SwitchedOff::new(false).into());
}

#[test]
fn a_tag_is_what_the_alternative_lists_for_it() {
    use unions::model::{Boat, Tram, Vehicle};
    assert!(matches!(round_trip!(Vehicle, r#"{"kind":"coach","seats":50}"#), Vehicle::Bus(_)));
    assert_eq!(serde_json::to_string(&Vehicle::from(Tram::new())).unwrap(), r#"{"kind":"tram"}"#);
    assert_eq!(serde_json::to_string(&Vehicle::from(Boat::new("?"))).unwrap(), r#"{"kind":"Boat"}"#);
    assert!(matches!(round_trip!(Vehicle, r#"{"kind":"Tram"}"#), Vehicle::Tram(_)));
}

#[test]
fn what_a_list_or_map_holds_tells_it_from_others() {
    use unions::model::{Amounts, Batch, Deep, Loose};
    assert!(matches!(round_trip!(Batch, r#"[{"note":"n","size":2}]"#), Batch::LargeList(_)));
    assert!(matches!(round_trip!(Batch, r#"[{"note":"n"}]"#), Batch::SmallList(_)));
    assert!(matches!(round_trip!(Amounts, r#"{"a":"1"}"#), Amounts::Map2(_)));
    // A value that one alternative reads as unlisted may be a listed value of another.
    assert!(matches!(round_trip!(Deep, r#"{"id":"text"}"#), Deep::Named(_)));
    assert!(matches!(round_trip!(Deep, r#"{"id":1}"#), Deep::Numbered(_)));
    assert!(matches!(round_trip!(Deep, r#"{"id":true}"#), Deep::Unlisted(_)));
    // An alternative that knows none of the members would lose them all.
    assert!(matches!(round_trip!(Loose, r#"{"x":1}"#), Loose::Map(_)));
    assert!(matches!(round_trip!(Loose, r#"{"note":"n"}"#), Loose::Small(_)));
}

#[test]
fn a_choice_that_may_be_null_is_told_from_none() {
    use unions::model::NullHolder;
    let holder = round_trip!(NullHolder, r#"{"inside":null,"only":null}"#);
    assert_eq!((holder.inside, holder.only), (Some(None), Some(Value::Null)));
    assert_eq!(round_trip!(NullHolder, "{}").inside, None);
}

#[test]
fn a_choice_among_choices_is_told_apart() {
    use composed::model::{Colour, Delivery, DeliveryCash, DeliveryCashShop, Model};
    let delivery = round_trip!(Delivery, r#"{"tip":1,"coins":5,"shop":"s"}"#);
    let mut shop = DeliveryCashShop::new(5, "s");
    shop.tip = Some(1);
    assert_eq!(delivery, Delivery::from(DeliveryCash::from(shop)));
    assert_eq!((round_trip!(Colour, "\"blue\""), round_trip!(Model, "\"small\"")), (Colour::Blue, Model::Small));
    assert_eq!(round_trip!(Model, "\"other\""), Model::from("other"));
}

#[test]
fn the_schemas_that_build_on_one_are_its_alternatives() {
    use hierarchies::model::{Cat, Dog, Pet, Puppy};
    let (client, sent) = client!(
        hierarchies, 200;
        r#"[{"kind":"tom","name":"t","lives":9},{"kind":"Puppy","name":"p","bark":"b","weeks":3},{"kind":"Eel","name":"e","volts":600}]"#
    );
    let pets = client.pets().add(&Dog::new("?", "rex", "wuff").with_friend(Cat::new("cat", "c").into()).into()).send().unwrap();
    assert!(sent().ends_with(r#"{"kind":"Dog","name":"rex","bark":"wuff","friend":{"kind":"cat","name":"c"}}"#));
    let [Pet::Cat(cat), Pet::Puppy(puppy), Pet::PetOther(other)] = pets.as_slice() else { panic!("{pets:?}") };
    assert_eq!((cat.lives, cat.kind.as_str()), (Some(9), "tom"));
    let Puppy { weeks, .. } = puppy.clone();
    assert_eq!(weeks, Some(3));
    assert_eq!((other.name.as_str(), &other.rest["volts"]), ("e", &json!(600)));
    assert_eq!(
        serde_json::to_value(&pets).unwrap()[2],
        json!({ "kind": "Eel", "name": "e", "volts": 600 })
    );
}

#[test]
fn a_property_of_one_direction_is_in_no_type_of_the_other() {
    use directions::model::{Colour, EmptyInput, Kin, NewKey, TeamInput, ThingInput, User, UserInput2};
    let (client, sent) = client!(directions, 200; r#"{"id":"1","name":"n","kin":{"k":{"user":{"id":"2","name":"m"}}},"password":"?"}"#);
    let friend = UserInput2::new("f", "p2");
    let response: User = client.users().add(&UserInput2::new("n", "p").with_friends(vec![friend])).send().unwrap();
    assert!(sent().ends_with("\n{\"name\":\"n\",\"password\":\"p\",\"friends\":[{\"name\":\"f\",\"password\":\"p2\"}]}"));
    let Kin { user, .. } = response.kin.unwrap()["k"].clone();
    assert_eq!((response.id.as_str(), user.unwrap().id.as_str()), ("1", "2"));
    // A schema that is the same in both directions is one type.
    assert_eq!(serde_json::to_string(&TeamInput::new().with_colour(Colour::new())).unwrap(), r#"{"colour":{}}"#);
    assert_eq!(serde_json::to_string(&NewKey::new("l")).unwrap(), r#"{"label":"l"}"#);
    // Only the union writes the tag.
    let (client, sent) = client!(directions, 200; r#"{"kind":"empty","id":"e"}"#);
    let thing = client.things().set(&ThingInput::Empty(EmptyInput::new())).send().unwrap();
    assert!(sent().ends_with("\n{\"kind\":\"empty\"}") && matches!(thing, directions::model::Thing::Empty(_)));
}

#[test]
fn lists_by_place_have_items_of_the_places_types() {
    use tuples::model::{Point, PointEither, PointLevel, PointNamedItem};
    let point = Point::new().with_named(vec![PointNamedItem::Text("a".into()), PointNamedItem::Integer(1)]);
    assert_eq!(serde_json::to_string(&point).unwrap(), r#"{"kind":"point","version":2,"named":["a",1]}"#);
    let text = r#"{"kind":"point","version":2,"named":["a",1,"b"],"open":["a",{"b":null}],"pair":[1.5,2.0],"labels":{"x-a":1},"level":"high","either":1,"icon":"Zg==","colour":"red","inner":{"deep":"d"},"maybe":null}"#;
    let point = round_trip!(Point, text);
    assert_eq!((point.level, point.either, point.maybe), (Some(PointLevel::High), Some(PointEither::N1), Some(None)));
}
