//! Requests: where each argument goes.

#[test]
fn arguments_go_where_the_document_says() {
    use arguments::model::{AddFileEnding, AddFileRequest};
    let (client, sent) = client!(arguments, 204; "");
    let files = client.files();
    let id = arguments::Uuid::parse("7d444840-9dc0-11d1-b245-5ffdce74fad2").unwrap();
    let call = || files.add(7, "a/b.c", &AddFileEnding::Md, "ö&x=1", &id, "s;1");
    call().send().unwrap();
    let least =
        "POST /files/7/a%2Fb.c.md?owner=%C3%B6%26x%3D1\ncontent-length: 0\ncookie: session=s%3B1\nx-request-id: 7d444840-9dc0-11d1-b245-5ffdce74fad2";
    assert_eq!(sent(), least);
    let since = arguments::DateTime::parse("2018-10-05T12:30:00+02:00").unwrap();
    let price = "0.10".parse().unwrap();
    let call = call().dry(true).limit(-3).x_retry(2).theme("dark mode").since(&since).ratio(0.5).price(price);
    call.body(&AddFileRequest::new().with_text("x")).send().unwrap();
    let most = "POST /files/7/a%2Fb.c.md?owner=%C3%B6%26x%3D1&dry=true&limit=-3&since=2018-10-05T12%3A30%3A00%2B02%3A00&ratio=0.5&price=0.10\ncontent-type: application/json\ncookie: session=s%3B1; theme=dark%20mode\nx-request-id: 7d444840-9dc0-11d1-b245-5ffdce74fad2\nx-retry: 2\n{\"text\":\"x\"}";
    assert_eq!(sent(), most);
    assert!(files.add(7, "..", &AddFileEnding::Txt, "o", &id, "s").send().is_err());
    assert_eq!(sent(), "");
}

#[test]
fn lists_are_written_in_their_style() {
    use query_lists::model::SearchKind;
    let (client, sent) = client!(query_lists, 204; "");
    let items = ["a,b".to_owned(), "c d".to_owned()];
    let call = || client.search().search(&[1, 2], &items);
    call().send().unwrap();
    let usual = "GET /search/1,2?usual=a%2Cb&usual=c%20d";
    assert_eq!(sent(), usual);
    call().exploded(&items).comma(&items).space(&items).pipe(&items).space_exploded(&items).send().unwrap();
    let styles = "&exploded%5B%5D=a%2Cb&exploded%5B%5D=c%20d&comma=a%2Cb,c%20d&space=a%2Cb%20c%20d&pipe=a%2Cb%7Cc%20d&space_exploded=a%2Cb&space_exploded=c%20d";
    assert_eq!(sent(), format!("{usual}{styles}"));
    let prices = ["0.10".parse().unwrap(), "7".parse().unwrap()];
    let dates = [query_lists::Date::parse("2018-10-05").unwrap()];
    call().kinds(&[SearchKind::A, "new".into()]).prices(&prices).dates(&dates).send().unwrap();
    assert_eq!(sent(), format!("{usual}&kinds=a&kinds=new&prices=0.10,7&dates=2018-10-05"));
    let plain = ["a".to_owned(), "b".to_owned()];
    call().x_ids(&plain).flavours(&plain).send().unwrap();
    assert_eq!(sent(), format!("{usual}\ncookie: flavours=a,b\nx-ids: a,b"));
    call().exploded(&[]).comma(&[]).flavours(&[]).x_ids(&[]).send().unwrap();
    assert_eq!(sent(), usual);
}

#[test]
fn bodies_say_what_they_are() {
    let (client, sent) = client!(bodies, 204; "");
    let bodies = client.bodies();
    bodies.put_any(&serde_json::json!([1, null])).send().unwrap();
    assert_eq!(sent(), "PUT /json\ncontent-type: application/json\n[1,null]");
    bodies.post_text("a\"b").send().unwrap();
    assert_eq!(sent(), "POST /json\ncontent-type: application/json\n\"a\\\"b\"");
    bodies.put_text("å").send().unwrap();
    assert_eq!(sent(), "PUT /text\ncontent-type: text/plain; charset=utf-8\nå");
    bodies.put_octets("octets").send().unwrap();
    assert_eq!(sent(), "PUT /octets\ncontent-type: application/octet-stream\noctets");
    bodies.post_perhaps().send().unwrap();
    assert_eq!(sent(), "POST /text\ncontent-length: 0");
    bodies.post_perhaps().body("a;b").send().unwrap();
    assert_eq!(sent(), "POST /text\ncontent-type: text/csv\na;b");
    let patch = [("a".to_owned(), serde_json::Value::Null)].into();
    bodies.patch_it().body(&patch).send().unwrap();
    assert_eq!(sent(), "PATCH /json\ncontent-type: application/merge-patch+json\n{\"a\":null}");
    bodies.delete_many().body(&["a".to_owned()]).send().unwrap();
    assert_eq!(sent(), "DELETE /json\ncontent-type: application/json\n[\"a\"]");
}

#[test]
fn odd_names_reach_the_wire_as_they_are() {
    let body = r#"{"map":"m","self":"s","key":"k"}"#;
    let (client, sent) = client!(names, 200, "bytes": "b", "status": "s", "text-header": "7"; body);
    let call = client.request().self_("a", "b", "c", "d", "e", "f");
    let response = call.new_parameter("n").timeout_parameter("t").with_response().send().unwrap();
    let request = "GET /self/a/b/c/d?request=e&client=f&new=n&timeout=t\naccept: application/json";
    assert_eq!(sent(), request);
    assert_eq!((response.bytes_header(), response.status_header()), (Some("b"), Some("s")));
    assert_eq!(response.text_header_header().unwrap().unwrap(), 7);
    assert_eq!(response.body().map, "m");
}
