//! Responses that are read as they come, and bodies of any size.

use std::io::Read;

use streams::model::Piece;

#[test]
fn octets_and_text_are_read_as_they_come() {
    let (client, sent) = client!(streams, 200, "x-kind": "k", "chunk": "7"; vec![0xff, 0]);
    let files = client.files();
    let response = files.get("a").stream_parameter(true).events(false).stream().send().unwrap();
    assert_eq!((response.status().as_u16(), response.x_kind(), response.chunk().unwrap().unwrap()), (200, Some("k"), 7));
    let mut octets = Vec::new();
    response.into_body().read_to_end(&mut octets).unwrap();
    assert_eq!(octets, [0xff, 0]);
    assert_eq!(sent(), "GET /files/a?stream=true&events=false\naccept: application/pdf, image/png");
    assert_eq!(&files.patch("a").send().unwrap()[..], [0xff, 0]);
    assert_eq!(sent(), "PATCH /files/a\naccept: */*\ncontent-length: 0");
    let mut body = files.patch("a").body("application/octet-stream", "\"x").stream().send().unwrap().into_body();
    assert_eq!(body.chunk().unwrap().unwrap()[..], [0xff, 0]);
    assert!(body.chunk().unwrap().is_none());
    assert_eq!(sent(), "PATCH /files/a\naccept: */*\ncontent-type: application/octet-stream\n\"x");
    let (client, sent) = client!(streams, 200; "a;b");
    let mut text = String::new();
    let since = streams::Date::parse("2020-01-31").unwrap();
    #[allow(deprecated)]
    let call = client.files().get_table(&since);
    call.stream().send().unwrap().into_body().read_to_string(&mut text).unwrap();
    assert_eq!((text.as_str(), sent().as_str()), ("a;b", "GET /table?since=2020-01-31\naccept: text/csv"));
}

#[test]
fn an_error_response_to_a_stream_is_typed() {
    let (client, _) = client!(streams, 404; r#"{"title":"x"}"#);
    let error = client.files().get("a").stream().send().unwrap_err();
    let Some(streams::error::GetFileError::NotFound(body)) = error.api() else { panic!() };
    assert_eq!(body.parsed().unwrap().title.as_deref(), Some("x"));
}

#[test]
fn events_are_typed() {
    let text = "id: 1\nevent: piece\ndata: {\"text\":\ndata: \"a\",\"price\":0.10}\n\ndata: [DONE]\n\ndata: {\"text\":\"lost\"}\n";
    let (client, sent) = client!(streams, 200, "content-type": "text/event-stream"; text);
    let chat = client.chat();
    let body = streams::model::ChatRequest::new().with_stream(true);
    let events: Vec<_> =
        chat.chat(&body).events_parameter(true).values(true).events().send().unwrap().into_body().map(Result::unwrap).collect();
    assert_eq!(sent(), "POST /chat?events=true&values=true\naccept: text/event-stream\ncontent-type: application/json\n{\"stream\":true}");
    let piece: Piece = events[0].json().unwrap();
    assert_eq!((piece.text.as_str(), piece.price.unwrap().to_string().as_str()), ("a", "0.10"));
    assert_eq!((events[0].event_type(), events[0].id()), ("piece", "1"));
    assert_eq!((events.len(), events[1].data(), events[1].event_type()), (2, "[DONE]", "message"));
    assert!(events[1].json().is_err());
    // A document may describe the fields of an event as well; its data is typed then.
    let event = chat.listen().events().send().unwrap().into_body().next().unwrap().unwrap();
    let piece: Piece = event.json().unwrap();
    assert_eq!(piece.text, "a");
    for event in [
        chat.hear().events().send().unwrap().into_body().next().unwrap().unwrap(),
        chat.overhear().events().send().unwrap().into_body().next().unwrap().unwrap(),
    ] {
        let value: serde_json::Value = event.json().unwrap();
        assert_eq!(value["text"], "a");
    }
    // Without `.stream()`, the whole response is text.
    assert_eq!(chat.listen().send().unwrap(), text);
}

#[test]
fn json_for_an_event_stream_is_an_error() {
    let (client, sent) = client!(streams, 200, "content-type": "application/json"; "{\"text\":\"a\"}");
    let body = streams::model::ChatRequest::new();
    let error = client.chat().chat(&body).events().send().unwrap_err();
    assert_eq!(error.kind(), streams::ErrorKind::Decode);
    sent();
    assert_eq!(client.chat().chat(&body).send().unwrap().text.as_deref(), Some("a"));
    assert_eq!(sent(), "POST /chat\naccept: application/json\ncontent-type: application/json\n{}");
}

#[test]
fn values_are_typed() {
    let (client, sent) = client!(streams, 200; "{\"text\":\"a\"}\n\n{\"price\":1}\n{\"text\":\"b\",\"price\":0.10}");
    let mut values = client.logs().get().values().send().unwrap().into_body();
    assert_eq!(values.next().unwrap().unwrap().text, "a");
    assert_eq!(values.next().unwrap().unwrap_err().kind(), streams::ErrorKind::Decode);
    let piece = values.next().unwrap().unwrap();
    assert_eq!((piece.text.as_str(), piece.price.unwrap().to_string().as_str()), ("b", "0.10"));
    assert!(values.next().is_none());
    assert_eq!(sent(), "GET /log\naccept: application/x-ndjson");
    let (client, sent) = client!(streams, 200; "\u{1e}{\"text\":\n\"a\"}\n\u{1e}{\"text\":\"b\"}\n");
    let texts: Vec<_> =
        client.logs().get_sequence().values().send().unwrap().into_body().map(|piece| piece.unwrap().text).collect();
    assert_eq!((texts, sent().as_str()), (vec!["a".to_owned(), "b".to_owned()], "POST /log\naccept: application/json-seq\ncontent-length: 0"));
}

#[test]
fn a_body_is_sent_from_a_reader() {
    let (client, sent) = client!(streams, 204; "");
    let files = client.files();
    files.put("a", streams::Upload::reader(&b"octets"[..])).send().unwrap();
    assert_eq!(sent(), "PUT /files/a\ncontent-type: application/octet-stream\noctets");
}

#[test]
fn the_parts_of_a_form_are_typed() {
    use streams::model::SendFormRequest;
    use streams::{Part, Upload};
    let (client, sent) = client!(streams, 204; ""; .multipart_boundary("B"));
    let piece = |text: &str| Piece::new(text);
    let file = Part::from(Upload::reader(&b"octets"[..])).file_name("å\"b\".bin").header("X-Kind", "k");
    let form = SendFormRequest::new(file)
        .with_label("l\r\n--x")
        .with_quoted("a\"b")
        .with_meta(piece("m"))
        .with_tags(vec!["a".to_owned(), "b".to_owned()])
        .with_pieces(vec![piece("p")])
        .with_price("0.10".parse::<streams::Decimal>().unwrap())
        .with_photos(vec![Part::from("png").content_type("image/png"), Part::from("any")]);
    client.files().send_form(&form).send().unwrap();
    let expected = "POST /forms\ncontent-type: multipart/form-data; boundary=B\n\
        --B\r\nContent-Disposition: form-data; name=\"label\"\r\n\r\nl\r\n--x\r\n\
        --B\r\nContent-Disposition: form-data; name=\"quoted\"\r\nContent-Type: application/json\r\n\r\n\"a\\\"b\"\r\n\
        --B\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n{\"text\":\"m\"}\r\n\
        --B\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\na\r\n\
        --B\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\nb\r\n\
        --B\r\nContent-Disposition: form-data; name=\"pieces\"\r\nContent-Type: application/json\r\n\r\n{\"text\":\"p\"}\r\n\
        --B\r\nContent-Disposition: form-data; name=\"price\"\r\n\r\n0.10\r\n\
        --B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"å%22b%22.bin\"\r\nContent-Type: application/octet-stream\r\nX-Kind: k\r\n\r\noctets\r\n\
        --B\r\nContent-Disposition: form-data; name=\"photos\"; filename=\"file\"\r\nContent-Type: image/png\r\n\r\npng\r\n\
        --B\r\nContent-Disposition: form-data; name=\"photos\"; filename=\"file\"\r\nContent-Type: application/octet-stream\r\n\r\nany\r\n\
        --B--\r\n";
    assert_eq!(sent(), expected);
    // The reader has already been read.
    assert_eq!(client.files().send_form(&form).send().unwrap_err().kind(), streams::ErrorKind::Request);
}
