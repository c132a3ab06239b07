//! Swagger 2.0: each rule that converts it to OpenAPI 3.0, seen on the wire.

use serde_json::json;
use swagger_2::model::{Cat, Dog, FormRequest, ListsPipe, Pet, UploadRequest};

/// The header that all operations of the group `wire` share.
const KEY: &str = "x-api-key: k";

/// A client with a credential of each kind.
macro_rules! swagger {
    ($status:literal $(, $header:literal: $value:literal)* ; $body:expr) => {
        client!(swagger_2, $status $(, $header: $value)* ; $body;
            .header_key("k").query_key("q&").basic_auth("u", "p").access_token("t").multipart_boundary("B"))
    };
}

fn words() -> Vec<String> {
    vec!["a".to_owned(), "b,c|d e".to_owned()]
}

#[test]
fn lists_are_separated_as_their_collection_format_says() {
    let (client, sent) = swagger!(204; "");
    let lists = || client.wire().lists(&[1, 2]);
    let words = words();
    lists().usual(&words).csv(&words).ssv(&words).send().unwrap();
    let coded = "b%2Cc%7Cd%20e";
    assert_eq!(sent(), format!("GET /lists/1,2?usual=a,{coded}&csv=a,{coded}&ssv=a%20{coded}\n{KEY}"));
    lists().pipes(&[ListsPipe::A, ListsPipe::B]).multi(&[0.5, 2.0]).limit(3).send().unwrap();
    assert_eq!(sent(), format!("GET /lists/1,2?pipes=a%7Cb&multi=0.5&multi=2.0&limit=3\n{KEY}"));
    // OpenAPI 3.0 has no such style. The generator reports it, and the caller writes the text.
    lists().tsv("a\tb").x_bars("1|2").x_ids(&[7, 8]).send().unwrap();
    assert_eq!(sent(), format!("GET /lists/1,2?tsv=a%09b\n{KEY}\nx-bars: 1|2\nx-ids: 7,8"));
    client.wire().nested().rows("a,b|c").send().unwrap();
    assert_eq!(sent(), format!("GET /nested?rows=a%2Cb%7Cc\n{KEY}"));
}

/// The operation's own field `kind` replaces the path's.
#[test]
fn fields_become_a_form() {
    let (client, sent) = swagger!(204; "");
    let form = FormRequest::new("Å b").with_note("n").with_kind(3).with_csv(words());
    client.wire().form(&form.with_pipes(words()).with_multi(words())).send().unwrap();
    let coded = "b%2Cc%7Cd+e";
    let text = format!("note=n&name=%C3%85+b&kind=3&csv=a,{coded}&pipes=a%7C{coded}&multi=a&multi={coded}");
    assert_eq!(sent(), format!("POST /form\ncontent-type: application/x-www-form-urlencoded\n{KEY}\n{text}"));
}

#[test]
fn a_file_needs_parts() {
    let (client, sent) = swagger!(204; "");
    let file = swagger_2::Part::from("octets").file_name("a.bin");
    let form = UploadRequest::new(file).with_note("n").with_count(3);
    client.wire().upload(&form.with_csv(words()).with_pipes(words()).with_multi(words())).send().unwrap();
    let part = |name: &str, value: &str| format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
    let file = "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.bin\"\r\nContent-Type: application/octet-stream\r\n\r\noctets\r\n";
    let plain = [part("note", "n"), part("count", "3")].concat();
    let lists = [part("csv", "a,b,c|d e"), part("pipes", "a|b,c|d e"), part("multi", "a"), part("multi", "b,c|d e")].concat();
    let head = format!("POST /upload\ncontent-type: multipart/form-data; boundary=B\n{KEY}");
    assert_eq!(sent(), format!("{head}\n{file}{plain}{lists}--B--\r\n"));
}

#[test]
fn a_body_has_the_media_types_of_the_document_or_the_operation() {
    let cat = r#"{"kind":"Cat","name":"Tom","owner":null,"lives":9}"#;
    let (client, sent) = swagger!(201, "x-rate": "7", "x-tags": "a,b", "x-until": "2020-01-31T12:00:00Z"; cat);
    let pet = Pet::from(Cat::new("Cat", "Tom", 9));
    let response = client.wire().add_pet(&pet).with_response().send().unwrap();
    let body = r#"{"kind":"Cat","name":"Tom","lives":9}"#;
    assert_eq!(sent(), format!("POST /pets\naccept: application/json\ncontent-type: application/json\n{KEY}\n{body}"));
    assert_eq!(response.x_rate().unwrap().unwrap(), 7);
    assert_eq!(response.x_tags().unwrap().unwrap(), ["a", "b"]);
    assert_eq!(response.x_until().unwrap().unwrap().as_str(), "2020-01-31T12:00:00Z");
    let Pet::Cat(cat) = response.into_body() else { panic!() };
    assert_eq!((cat.name.as_str(), cat.lives, cat.owner), ("Tom", 9, Some(None)));
    let (client, sent) = swagger!(200; "å");
    assert_eq!(client.wire().replace_text().body("t").send().unwrap(), "å");
    assert_eq!(sent(), format!("PUT /pets\naccept: text/plain\ncontent-type: text/plain\n{KEY}\nt"));
    let (client, sent) = swagger!(200; vec![0xff, 0]);
    assert_eq!(&client.wire().photo().send().unwrap()[..], [0xff, 0]);
    assert_eq!(sent(), format!("GET /photo\naccept: image/png\n{KEY}"));
}

/// The discriminator only names a property; the tags are the names of the definitions.
#[test]
fn the_discriminator_is_a_text() {
    let response = json!([{"kind": "Dog", "name": "Rex", "size": 0.5}, {"kind": "Pet", "name": "x"}, {"kind": "Emu", "name": "y"}]);
    let (client, sent) = swagger!(200; response.to_string());
    let pets = client.wire().list_pets().send().unwrap();
    assert_eq!(sent(), format!("GET /pets\naccept: application/vnd.pets+json\n{KEY}"));
    assert_eq!(pets[0], Pet::from(Dog::new("Dog", "Rex").with_size(0.5)));
    assert!(matches!(&pets[1], Pet::PetOther(pet) if pet.name == "x"));
    assert!(matches!(&pets[2], Pet::PetOther(pet) if pet.kind == "Emu"));
    assert_eq!(serde_json::to_value(&pets).unwrap(), response);
}

#[test]
fn shared_responses_are_errors_with_headers() {
    use swagger_2::error::{AddPetError, ListPetsError};
    let (client, _) = swagger!(400, "x-code": "12"; r#"{"reason":"r"}"#);
    let error = client.wire().add_pet(&Dog::new("Dog", "Rex").into()).send().unwrap_err();
    assert_eq!(error.x_code().unwrap().unwrap(), 12);
    let Ok(AddPetError::Default(body)) = error.into_api() else { panic!() };
    assert_eq!(body.parsed().unwrap().reason, "r");
    let Ok(ListPetsError::BadRequest(body)) = client.wire().list_pets().send().unwrap_err().into_api() else { panic!() };
    assert_eq!(body.parsed().unwrap().reason, "r");
}

#[test]
fn credentials_of_each_definition() {
    let (client, sent) = swagger!(204; "");
    let safe = client.safe();
    safe.query_key().send().unwrap();
    safe.basic().send().unwrap();
    safe.oauth().send().unwrap();
    safe.both().send().unwrap();
    safe.public().send().unwrap();
    let all = [
        "GET /query-key?api_key=q%26",
        "GET /basic\nauthorization: Basic dTpw",
        "GET /oauth\nauthorization: Bearer t",
        "GET /both?api_key=q%26\nx-api-key: k",
        "GET /public",
    ];
    assert_eq!(sent(), all.join("\n---\n"));
}

/// From host, base path and schemes: the encrypted scheme comes first, and no call is sent in plain
/// text.
#[test]
fn the_server_is_the_host() {
    use std::sync::{Arc, Mutex};

    #[derive(Clone, Default)]
    struct Recorder(Arc<Mutex<Vec<String>>>);

    impl swagger_2::blocking::Transport for Recorder {
        fn send(
            &self,
            request: http::Request<swagger_2::transport::Body>,
            _: std::time::Duration,
        ) -> Result<http::Response<swagger_2::transport::Body>, swagger_2::transport::TransportError> {
            self.0.lock().unwrap().push(request.uri().to_string());
            let body = swagger_2::transport::Body::from(bytes::Bytes::new());
            Ok(http::Response::builder().status(204).body(body).unwrap())
        }
    }

    let recorder = Recorder::default();
    let builder = || swagger_2::blocking::Client::builder().transport(recorder.clone());
    builder().build().unwrap().safe().public().send().unwrap();
    let plain = swagger_2::server::Server::swagger_2();
    assert!(builder().server(plain).build().is_err());
    assert_eq!(*recorder.0.lock().unwrap(), ["https://swagger.example.com:8443/v2/public"]);
}
