//! Parameters and forms of every style: the examples of OpenAPI's own table ("Style Examples").

use serde_json::json;
use styles::model::Mix;

fn colours() -> [String; 3] {
    ["blue", "black", "brown"].map(str::to_owned)
}

fn mix() -> Mix {
    Mix::new(100, 200).with_b(150)
}

#[test]
fn paths() {
    let (client, sent) = client!(styles, 204; "");
    let paint = client.paint();
    let (list, mix) = (colours(), mix());
    paint.simple("a/b", &list, &mix, &mix).send().unwrap();
    assert_eq!(sent(), "GET /simple/a%2Fb/blue,black,brown/R,100,G,200,B,150/R=100,G=200,B=150");
    paint.label("blue", &list, &list, &mix, &mix).send().unwrap();
    let labels = ".blue/.blue,black,brown/.blue.black.brown/.R,100,G,200,B,150/.R=100.G=200.B=150";
    assert_eq!(sent(), format!("GET /label/{labels}"));
    paint.matrix("blue", &list, &list, &mix, &mix).send().unwrap();
    let pairs = ";text=blue/;list=blue,black,brown/;lists=blue;lists=black;lists=brown/;object=R,100,G,200,B,150/;R=100;G=200;B=150";
    assert_eq!(sent(), format!("GET /matrix/{pairs}"));
    paint.mix("a:b").send().unwrap();
    assert_eq!(sent(), "POST /paints/a%3Ab:mix\ncontent-length: 0");
    paint.compare("v1.0", "ma/in", "json").send().unwrap();
    assert_eq!(sent(), "GET /compare/v1.0...ma%2Fin.json");
}

/// A delimiter inside a value is escaped, so that it does not separate values.
#[test]
fn values_are_told_from_what_separates_them() {
    let (client, sent) = client!(styles, 204; "");
    let list = ["a,b".to_owned(), "c.d;e=f/g".to_owned()];
    client.paint().label("x", &list, &list, &mix(), &mix()).send().unwrap();
    let labels = ".x/.a%2Cb,c.d%3Be%3Df%2Fg/.a%2Cb.c.d%3Be%3Df%2Fg/.R,100,G,200,B,150/.R=100.G=200.B=150";
    assert_eq!(sent(), format!("GET /label/{labels}"));
}

#[test]
fn queries() {
    let (client, sent) = client!(styles, 204; "");
    let query = || client.paint().query();
    let mix = mix();
    query().form(&mix).send().unwrap();
    assert_eq!(sent(), "GET /query?form=R,100,G,200,B,150");
    query().parts(&mix).send().unwrap();
    assert_eq!(sent(), "GET /query?R=100&G=200&B=150");
    query().space(&mix).send().unwrap();
    assert_eq!(sent(), "GET /query?space=R%20100%20G%20200%20B%20150");
    query().pipe(&mix).send().unwrap();
    assert_eq!(sent(), "GET /query?pipe=R%7C100%7CG%7C200%7CB%7C150");
    query().deep(&mix).send().unwrap();
    assert_eq!(sent(), "GET /query?deep%5BR%5D=100&deep%5BG%5D=200&deep%5BB%5D=150");
    query().json(&Mix::new(1, 2)).send().unwrap();
    assert_eq!(sent(), "GET /query?json=%7B%22R%22%3A1%2C%22G%22%3A2%7D");
    query().filter_name("x").send().unwrap();
    assert_eq!(sent(), "GET /query?filter%5Bname%5D=x");
}

/// RFC 6570, section 3.2.7; OpenAPI 3.0, "Style Examples".
#[test]
fn an_empty_text_of_a_matrix_has_no_equals_sign() {
    let (client, sent) = client!(styles, 204; "");
    let (list, lists) = (["x".to_owned()], ["".to_owned(), "y".to_owned()]);
    client.paint().matrix("", &list, &lists, &mix(), &mix()).send().unwrap();
    let pairs = ";text/;list=x/;lists;lists=y/;object=R,100,G,200,B,150/;R=100;G=200;B=150";
    assert_eq!(sent(), format!("GET /matrix/{pairs}"));
}

#[test]
fn what_a_path_has_beside_segments() {
    let (client, sent) = client!(styles, 204; "");
    client.paint().list("a&b").send().unwrap();
    assert_eq!(sent(), "GET /list?kind=a%20b&of=a%26b");
    client.paint().percent().send().unwrap();
    assert_eq!(sent(), "GET /50%25/100%25");
}

#[test]
fn headers_are_one_whatever_their_case() {
    let (client, sent) = client!(styles, 204; "");
    client.paint().heads().x_trace(7).twice("a").cookie("given=1").own("b").send().unwrap();
    assert_eq!(sent(), "GET /heads?twice=a\ncookie: given=1; own=b\nx-trace: 7");
}

/// Reserved characters are kept unless they would end the value (OpenAPI 3.0.4, "Parameter
/// Object").
#[test]
fn reserved_characters() {
    let (client, sent) = client!(styles, 204; "");
    let query = || client.paint().query();
    query().plain("a/b?c:d").send().unwrap();
    assert_eq!(sent(), "GET /query?plain=a%2Fb%3Fc%3Ad");
    query().reserved("a/b?c:d@e!$'()*,;").send().unwrap();
    assert_eq!(sent(), "GET /query?reserved=a/b?c:d@e!$'()*,;");
    query().reserved("a&b#c d+e").send().unwrap();
    assert_eq!(sent(), "GET /query?reserved=a%26b%23c%20d%2Be");
    query().reserved_list(&["a/b".to_owned(), "c".to_owned()]).send().unwrap();
    assert_eq!(sent(), "GET /query?reservedList=a/b,c");
}

#[test]
fn headers_and_cookies() {
    let (client, sent) = client!(styles, 204; "");
    let mix = mix();
    client.paint().head().x_object(&mix).x_parts(&mix).x_json(&Mix::new(1, 2)).send().unwrap();
    let headers = "x-json: {\"R\":1,\"G\":2}\nx-object: R,100,G,200,B,150\nx-parts: R=100,G=200,B=150";
    assert_eq!(sent(), format!("GET /head\n{headers}"));
    client.paint().head().mix(&mix).list(&colours()).send().unwrap();
    assert_eq!(sent(), "GET /head\ncookie: mix=R,100,G,200,B,150; list=blue,black,brown");
}

#[test]
fn forms() {
    use forms::model::{Order, Size};
    let (client, sent) = client!(forms, 204; "");
    let form = |text: &str| format!("POST /form\ncontent-type: application/x-www-form-urlencoded\n{text}");
    client.forms().send(&Order::new("Å & b=c")).send().unwrap();
    assert_eq!(sent(), form("name=%C3%85+%26+b%3Dc"));
    let words = || vec!["a".to_owned(), "b,c".to_owned()];
    let order = Order::new("n").with_count(2).with_urgent(true).with_tags(words()).with_codes(vec![1, 2]);
    let order = order.with_plain(words()).with_size(Size::new().with_width(3)).with_price("1.50".parse().unwrap());
    client.forms().send(&order).send().unwrap();
    let all = "name=n&count=2&urgent=true&tags=a,b%2Cc&codes=1%7C2&plain=a&plain=b%2Cc&size%5Bwidth%5D=3&price=1.50";
    assert_eq!(sent(), form(all));
    client.forms().free(&[("a b".to_owned(), "1+1".to_owned())].into()).send().unwrap();
    assert_eq!(sent(), "POST /free\ncontent-type: application/x-www-form-urlencoded\na+b=1%2B1");
    assert_eq!(serde_json::to_value(&order).unwrap()["price"], json!("1.50"));
}

/// An incomplete encoding has its own defaults, which differ from those of a field without an
/// encoding (OpenAPI 3.0.4, "Encoding Object").
#[test]
fn encodings_have_defaults() {
    use forms::model::{DefaultsRequest, Size};
    let (client, sent) = client!(forms, 204; "");
    let words = || vec!["a".to_owned(), "b".to_owned()];
    let size = Size::new().with_width(3).with_height(4);
    let form = DefaultsRequest::new().with_joined(words()).with_single(words()).with_spread(size);
    client.forms().defaults(&form).send().unwrap();
    let text = "joined=a,b&single=a&single=b&width=3&height=4";
    assert_eq!(sent(), format!("POST /defaults\ncontent-type: application/x-www-form-urlencoded\n{text}"));
}

/// In OpenAPI 3.0, `style` has no effect in a multipart body.
#[test]
fn parts_of_a_list_repeat_its_name() {
    use forms::model::UploadRequest;
    let (client, sent) = client!(forms, 204; ""; .multipart_boundary("B"));
    let body = UploadRequest::new("t", "png").with_tags(vec!["a".to_owned(), "b".to_owned()]);
    client.forms().upload(&body).send().unwrap();
    let expected = "POST /parts\ncontent-type: multipart/form-data; boundary=B\n\
        --B\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nt\r\n\
        --B\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"file\"\r\nContent-Type: image/png\r\n\r\npng\r\n\
        --B\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\na\r\n\
        --B\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\nb\r\n--B--\r\n";
    assert_eq!(sent(), expected);
}

/// Two operations that share a schema encode it as each of them describes.
#[test]
fn one_schema_is_encoded_in_two_ways() {
    use forms::model::{Label, LabelSvgRequest};
    let (client, sent) = client!(forms, 204; ""; .multipart_boundary("B"));
    let part = "--B\r\nContent-Disposition: form-data; name=\"text\"\r\n";
    client.forms().label(&Label::new("a")).send().unwrap();
    let head = "content-type: multipart/form-data; boundary=B\n";
    assert_eq!(sent(), format!("POST /labels\n{head}{part}\r\na\r\n--B--\r\n"));
    client.forms().label_svg(&LabelSvgRequest::new("<svg/>")).send().unwrap();
    let typed = "Content-Type: image/svg+xml\r\n\r\n<svg/>\r\n--B--\r\n";
    assert_eq!(sent(), format!("POST /labels/svg\n{head}{part}{typed}"));
}

/// Files in additional properties are sent as files, and absent fields are not sent.
#[test]
fn every_file_is_a_part() {
    let (client, sent) = client!(forms, 204; ""; .multipart_boundary("B"));
    let mut body = forms::model::FilesRequest::new().with_pages(vec![Some("1".into()), None]);
    body.rest.insert("cover".to_owned(), "png".into());
    client.forms().files(&body).send().unwrap();
    let file = |name: &str| {
        format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"file\"\r\nContent-Type: application/octet-stream\r\n\r\n")
    };
    let head = "POST /files\ncontent-type: multipart/form-data; boundary=B\n";
    assert_eq!(sent(), format!("{head}{}1\r\n{}png\r\n--B--\r\n", file("pages"), file("cover")));
}

#[test]
fn members_and_parts_are_what_their_encoding_says() {
    use forms::model::{JsonRequest, TypedRequest};
    let (client, sent) = client!(forms, 204; ""; .multipart_boundary("B"));
    let words = || vec!["a".to_owned(), "b".to_owned()];
    let form = JsonRequest::new().with_words(words()).with_word("1").with_count(2);
    client.forms().json(&form).send().unwrap();
    let text = "words=%5B%22a%22%2C%22b%22%5D&word=%221%22&count=2";
    assert_eq!(sent(), format!("POST /json\ncontent-type: application/x-www-form-urlencoded\n{text}"));
    client.forms().typed(&TypedRequest::new().with_lines(words())).send().unwrap();
    let part = "--B\r\nContent-Disposition: form-data; name=\"lines\"\r\nContent-Type: text/csv\r\n\r\n";
    let parts = format!("{part}a\r\n{part}b\r\n--B--\r\n");
    assert_eq!(sent(), format!("POST /typed\ncontent-type: multipart/form-data; boundary=B\n{parts}"));
}
