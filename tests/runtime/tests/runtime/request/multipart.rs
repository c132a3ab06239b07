//! Multipart bodies.

use bytes::Bytes;
use openapi_crate_runtime::runtime::request::file_part::FilePart;
use openapi_crate_runtime::runtime::request::multipart::{Multipart, MultipartBody, MultipartRequest};
use openapi_crate_runtime::runtime::request::part::Part;
use openapi_crate_runtime::runtime::request::value_part::ValuePart;

use crate::request::draft::{body, header, refusal};

struct Upload {
    file: Part,
    type_of_file: Option<&'static str>,
}

impl MultipartBody for Upload {
    fn parts(&self, form: &mut Multipart) {
        form.value_part("title", "a \"b\"\r\n", None);
        form.value_part("n\"m", &[1, 2], None);
        form.value_part("meta", &serde_json::json!({"a": 1}), None);
        form.value_part("nothing", &None::<i64>, None);
        form.file_part("file", &self.file, self.type_of_file);
    }
}

fn sent(upload: &Upload) -> String {
    let text = body(|request| request.path("/x").multipart_body(upload));
    let boundary = text.split("\r\n").next().unwrap().to_owned();
    text.replace(&boundary, "--B")
}

#[test]
fn parts_in_order() {
    let file = Part::from("octets").file_name("a \"b\".png").content_type("image/png");
    let expected = "--B\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\na \"b\"\r\n\r\n\
                    --B\r\nContent-Disposition: form-data; name=\"n%22m\"\r\n\r\n1\r\n\
                    --B\r\nContent-Disposition: form-data; name=\"n%22m\"\r\n\r\n2\r\n\
                    --B\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n{\"a\":1}\r\n\
                    --B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a %22b%22.png\"\r\n\
                    Content-Type: image/png\r\n\r\noctets\r\n--B--\r\n";
    assert_eq!(sent(&Upload { file, type_of_file: None }), expected);
}

#[test]
fn the_type_of_a_file() {
    let upload = |type_of_file| Upload { file: Part::from("x"), type_of_file };
    assert!(sent(&upload(None)).contains("filename=\"file\"\r\nContent-Type: application/octet-stream\r\n"));
    assert!(sent(&upload(Some("text/csv"))).contains("Content-Type: text/csv\r\n"));
}

#[test]
fn the_boundary_is_told_and_new_each_time() {
    let boundary = || {
        let upload = Upload { file: Part::default(), type_of_file: None };
        header("content-type", |request| request.path("/x").multipart_body(&upload)).unwrap()
    };
    assert!(boundary().starts_with("multipart/form-data; boundary=part-"));
    assert_ne!(boundary(), boundary());
}

#[test]
fn a_part_cannot_add_headers() {
    let file = Part::from("x").content_type("a/b\r\nX-Evil: 1");
    refusal(|request| request.path("/x").multipart_body(&Upload { file, type_of_file: None }));
    let file = Part::from("x").file_name("a\r\nX-Evil: 1");
    assert!(sent(&Upload { file, type_of_file: None }).contains("filename=\"a%0D%0AX-Evil: 1\""));
}

#[test]
fn octets_in_json() {
    assert_eq!(serde_json::to_string(&Part::from("a")).unwrap(), "\"a\"");
    assert!(serde_json::to_string(&Part::from(Bytes::from_static(&[255]))).is_err());
    assert_eq!(serde_json::from_str::<Part>("\"a\"").unwrap(), Part::from("a"));
    assert_eq!(
        format!("{:?}", Part::from("secret")),
        "Part { content: Upload(in memory, 6 bytes), file_name: None, content_type: None, .. }"
    );
}

#[test]
fn values_are_json_if_their_media_type_is() {
    struct Value(&'static str);
    impl MultipartBody for Value {
        fn parts(&self, form: &mut Multipart) {
            form.value_part("a", "b", Some(self.0));
        }
    }
    let sent = |media_type| body(|request| request.path("/x").multipart_body(&Value(media_type)));
    for media_type in ["application/json", "text/json; charset=utf-8", "application/problem+json"] {
        assert!(sent(media_type).contains("\r\n\r\n\"b\"\r\n"), "{media_type}");
    }
    assert!(sent("text/plain").contains("\r\n\r\nb\r\n"));
}
