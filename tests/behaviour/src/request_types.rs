//! Request bodies that can be sent in several media types.

use request_types::body::{PatchPetBody, ReplaceBody, SameWithFileBody, UploadBody};
use request_types::model::{Form, Pet, Upload};

#[test]
fn the_value_or_the_variant_says_the_media_type() {
    let (client, sent) = client!(request_types, 204; "");
    let files = client.files();
    let pet = Pet::new("x");
    let post = |media: &str, body: &str| format!("POST /files\ncontent-type: {media}\n{body}");
    files.upload(&pet).send().unwrap();
    assert_eq!(sent(), post("application/json", r#"{"name":"x"}"#));
    files.upload(UploadBody::Json(&pet)).send().unwrap();
    assert_eq!(sent(), post("application/json", r#"{"name":"x"}"#));
    files.upload("a,b").send().unwrap();
    assert_eq!(sent(), post("text/csv", "a,b"));
    files.upload(bytes::Bytes::from_static(b"pdf")).send().unwrap();
    assert_eq!(sent(), post("application/pdf", "pdf"));
    let mut form = Form::new();
    form.a = Some("å b".to_owned());
    form.b = Some(vec!["1".to_owned(), "2".to_owned()]);
    files.upload(&form).send().unwrap();
    assert_eq!(sent(), post("application/x-www-form-urlencoded", "a=%C3%A5+b&b=1&b=2"));
    files.upload(UploadBody::Multipart(&Upload::new(request_types::Part::from("octets")))).send().unwrap();
    let text = sent();
    assert!(text.starts_with("POST /files\ncontent-type: multipart/form-data; boundary="), "{text}");
    assert!(text.contains("name=\"file\"; filename=\"file\"\r\nContent-Type: application/octet-stream\r\n\r\noctets\r\n"), "{text}");
}

#[test]
fn an_optional_body_is_chosen_on_the_call() {
    let (client, sent) = client!(request_types, 204; "");
    client.files().replace().send().unwrap();
    assert_eq!(sent(), "PUT /files\ncontent-length: 0");
    client.files().replace().body("text").send().unwrap();
    assert_eq!(sent(), "PUT /files\ncontent-type: text/plain\ntext");
    client.files().replace().body(bytes::Bytes::from_static(b"png")).send().unwrap();
    assert_eq!(sent(), "PUT /files\ncontent-type: image/png\npng");
    let webp = ReplaceBody::Image { content_type: "image/webp", content: "webp".into() };
    client.files().replace().body(webp).send().unwrap();
    assert_eq!(sent(), "PUT /files\ncontent-type: image/webp\nwebp");
}

#[test]
fn an_open_media_type_is_named_by_the_caller() {
    let (client, sent) = client!(request_types, 204; "");
    client.files().change("video/mp4", "mp4").content_type_2("q").send().unwrap();
    assert_eq!(sent(), "PATCH /files?content_type=q\ncontent-type: video/mp4\nmp4");
    client.files().remove().body("image/gif", vec![b'x']).send().unwrap();
    assert_eq!(sent(), "DELETE /files\ncontent-type: image/gif\nx");
    assert!(client.files().change("a\nb", "").send().unwrap_err().status().is_none());
    assert_eq!(sent(), "");
}

#[test]
fn kinds_of_json_have_a_way_each() {
    let (client, sent) = client!(request_types, 204; "");
    let pets = client.pets();
    pets.patch(&Pet::new("x")).send().unwrap();
    assert_eq!(sent(), "PATCH /kinds-of-json\ncontent-type: application/merge-patch+json\n{\"name\":\"x\"}");
    pets.patch(PatchPetBody::JsonPatchJson(&["a".to_owned()])).send().unwrap();
    assert_eq!(sent(), "PATCH /kinds-of-json\ncontent-type: application/json-patch+json\n[\"a\"]");
    let price: request_types::Decimal = "0.10".parse().unwrap();
    pets.price(price).send().unwrap();
    assert_eq!(sent(), "PUT /kinds-of-json\ncontent-type: application/json\n0.10");
    pets.price(bytes::Bytes::from_static(b"x")).send().unwrap();
    assert_eq!(sent(), "PUT /kinds-of-json\ncontent-type: application/octet-stream\nx");
}

#[test]
fn one_value_in_several_coats_is_sent_as_json_unless_it_holds_a_file() {
    let (client, sent) = client!(request_types, 204; "");
    client.pets().twins(&Default::default()).send().unwrap();
    assert_eq!(sent(), "POST /kinds-of-json\ncontent-type: application/json\n{}");
    let upload = Upload::new(request_types::Part::from("octets"));
    client.pets().same_with_file(SameWithFileBody::Json(&upload)).send().unwrap();
    assert_eq!(sent(), "DELETE /kinds-of-json\ncontent-type: application/json\n{\"file\":\"octets\"}");
    client.pets().same_with_file(SameWithFileBody::Multipart(&upload)).send().unwrap();
    assert!(sent().starts_with("DELETE /kinds-of-json\ncontent-type: multipart/form-data; boundary="));
}
