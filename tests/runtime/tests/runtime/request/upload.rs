//! Request bodies from files and readers with both clients, against a server on loopback.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use openapi_crate_runtime::runtime::api::operation_info::{Method, OperationInfo};
use openapi_crate_runtime::runtime::client::async_client::Client;
use openapi_crate_runtime::runtime::client::blocking;
use openapi_crate_runtime::runtime::client::builder::ClientBuilder;
use openapi_crate_runtime::runtime::client::call::Call;
use openapi_crate_runtime::runtime::error::call_error::{CallError, ErrorKind};
use openapi_crate_runtime::runtime::request::draft::Request;
use openapi_crate_runtime::runtime::request::file_part::FilePart;
use openapi_crate_runtime::runtime::request::multipart::{Multipart, MultipartBody, MultipartRequest};
use openapi_crate_runtime::runtime::request::part::Part;
use openapi_crate_runtime::runtime::request::value_part::ValuePart;
use openapi_crate_runtime::runtime::transport::upload::Upload;

use crate::fixture::*;
use crate::server::{Play, Server};

const DONE: &str = "HTTP/1.1 204 No Content\r\n\r\n";
const BUSY: &str = "HTTP/1.1 429 Slow Down\r\nContent-Length: 0\r\nRetry-After: 0\r\n\r\n";

fn request(upload: Upload) -> Request {
    let mut request = Request::new(&OperationInfo { accept: None, security: &[], ..ADD_THING });
    request.path("/x").upload("application/octet-stream", upload);
    request
}

/// With one client or the other; both return the same error.
async fn send(asynchronous: bool, url: &str, request: Request) -> Result<(), CallError<u16>> {
    let url = url.to_owned();
    if asynchronous {
        let client = ClientBuilder::<Client>::new(&API).base_url(url).multipart_boundary("B").build().unwrap();
        return Call::<_, AddThing>::new(&client, request).await.map(drop);
    }
    let call = move || {
        let client =
            ClientBuilder::<blocking::Client>::new(&API).base_url(url).multipart_boundary("B").build().unwrap();
        Call::<_, AddThing>::new(&client, request).send().map(drop)
    };
    tokio::task::spawn_blocking(call).await.unwrap()
}

/// The framing headers and the body of a request.
fn framed(server: &Server) -> (Vec<String>, String) {
    let request = server.request();
    let (head, body) = request.split_once("\n\n").unwrap();
    let framing = |line: &&str| line.starts_with("content-") || line.starts_with("transfer-");
    (head.lines().filter(framing).map(str::to_owned).collect(), body.to_owned())
}

/// Returns its texts one at a time.
struct Pieces(Vec<&'static str>);

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() {
            return Ok(0);
        }
        let piece = self.0.remove(0);
        buffer[..piece.len()].copy_from_slice(piece.as_bytes());
        Ok(piece.len())
    }
}

fn pieces() -> Pieces {
    Pieces(vec!["abc", "de"])
}

const KNOWN: [&str; 2] = ["content-length: 5", "content-type: application/octet-stream"];
const UNKNOWN: [&str; 2] = ["content-type: application/octet-stream", "transfer-encoding: chunked"];

#[tokio::test]
async fn a_reader_is_sent_in_chunks_or_with_its_length() {
    for asynchronous in [true, false] {
        let server = Server::start(vec![Play::RawResponse(DONE), Play::RawResponse(DONE), Play::RawResponse(DONE)]);
        send(asynchronous, &server.url, request(Upload::reader(pieces()))).await.unwrap();
        let (head, body) = framed(&server);
        assert_eq!(
            (head.as_slice(), body.as_str()),
            (&UNKNOWN.map(str::to_owned)[..], "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
        );
        send(asynchronous, &server.url, request(Upload::reader(pieces()).length(5))).await.unwrap();
        assert_eq!(framed(&server), (KNOWN.map(str::to_owned).to_vec(), "abcde".to_owned()));
        // Bytes beyond the length are not read.
        send(asynchronous, &server.url, request(Upload::reader(pieces().chain(&b"fgh"[..])).length(5))).await.unwrap();
        assert_eq!(framed(&server).1, "abcde");
    }
}

#[tokio::test]
async fn an_asynchronous_reader_is_sent_by_the_asynchronous_client() {
    let server = Server::start(vec![Play::RawResponse(DONE), Play::RawResponse(DONE)]);
    send(true, &server.url, request(Upload::async_reader(&b"abcde"[..]).length(5))).await.unwrap();
    assert_eq!(framed(&server), (KNOWN.map(str::to_owned).to_vec(), "abcde".to_owned()));
    let error = send(false, &server.url, request(Upload::async_reader(&b"abcde"[..]))).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Upload);
}

#[tokio::test]
async fn a_file_is_sent_and_sent_again() {
    let folder = std::env::temp_dir().join(format!("upload-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("ä \"1\".txt");
    std::fs::write(&path, "abcde").unwrap();
    for asynchronous in [true, false] {
        let server = Server::start(vec![Play::RawResponse(BUSY), Play::RawResponse(DONE)]);
        send(asynchronous, &server.url, request(Upload::file(&path).unwrap())).await.unwrap();
        for _ in 0..2 {
            assert_eq!(framed(&server), (KNOWN.map(str::to_owned).to_vec(), "abcde".to_owned()));
        }
    }
    let part = Part::file(&path).unwrap();
    assert_eq!(
        format!("{part:?}"),
        "Part { content: Upload(file, 5 bytes), file_name: Some(\"ä \\\"1\\\".txt\"), content_type: None, .. }"
    );
    assert!(Upload::file(&folder).is_err() && Upload::file(folder.join("none")).is_err());
    // The file was truncated.
    let upload = Upload::file(&path).unwrap();
    std::fs::write(&path, "abc").unwrap();
    for asynchronous in [true, false] {
        let server = Server::start(vec![Play::RawResponse(DONE)]);
        let error = send(asynchronous, &server.url, request(upload.clone())).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Upload, "{error:?}");
        assert_eq!(error.to_string(), "addThing: the body of the request could not be read");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test]
async fn what_can_be_made_anew_is_sent_again() {
    for asynchronous in [true, false] {
        let server = Server::start(vec![Play::RawResponse(BUSY), Play::RawResponse(DONE)]);
        let made = Arc::new(AtomicUsize::new(0));
        let count = made.clone();
        let upload = Upload::repeatable(move || {
            count.fetch_add(1, Ordering::Relaxed);
            Ok(pieces())
        });
        send(asynchronous, &server.url, request(upload)).await.unwrap();
        assert_eq!(framed(&server), framed(&server));
        assert_eq!(made.load(Ordering::Relaxed), 2);
    }
}

#[tokio::test]
async fn a_reader_is_sent_once() {
    for asynchronous in [true, false] {
        let server = Server::start(vec![Play::RawResponse(BUSY), Play::RawResponse(DONE)]);
        let upload = Upload::reader(pieces());
        let error = send(asynchronous, &server.url, request(upload.clone())).await.unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), 429);
        let words =
            "addThing: 429 Too Many Requests; it was not sent again, as its body is a reader that can be read once";
        assert_eq!(error.to_string(), words);
        let error = send(asynchronous, &server.url, request(upload)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request);
        let source = std::error::Error::source(&error).unwrap().to_string();
        assert_eq!(source, "the body is a reader, and another call has read it");
    }
}

#[test]
fn a_reader_that_nobody_has_begun_is_sent_again() {
    let mut machine = Machine::after(config(), request(Upload::reader(pieces())));
    machine.waits(connect_failed());
    let (mut outgoing, _) = machine.sends(openapi_crate_runtime::runtime::engine::machine::Event::Waited);
    assert_eq!(outgoing.body_mut().blocking_bytes().unwrap(), "abcde");
    let failure = machine.finishes(connect_failed()).unwrap_err();
    assert!(failure.to_string().ends_with("; it was not sent again, as its body is a reader that can be read once"));
}

#[tokio::test]
async fn a_reader_that_fails_is_told_and_not_tried_again() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    for asynchronous in [true, false] {
        for upload in [
            Upload::reader(pieces().chain(Failing)),
            Upload::repeatable(|| Ok(Failing)),
            Upload::reader(pieces()).length(6),
        ] {
            let server = Server::start(vec![Play::RawResponse(DONE)]);
            let mut request = Request::new(&OperationInfo { method: Method::Put, security: &[], ..GET_THING });
            request.path("/x").upload("a/b", upload);
            let error = send(asynchronous, &server.url, request).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Upload, "{error:?}");
        }
    }
}

#[tokio::test]
async fn a_large_upload_is_never_held_whole() {
    const LENGTH: u64 = 40 * 1024 * 1024;
    for asynchronous in [true, false] {
        let server = Server::start(vec![Play::Count(DONE)]);
        let upload = Upload::reader(io::repeat(b'x')).length(LENGTH);
        send(asynchronous, &server.url, request(upload)).await.unwrap();
        assert_eq!(server.request(), LENGTH.to_string());
    }
}

struct Form {
    file: Part,
}

impl MultipartBody for Form {
    fn parts(&self, form: &mut Multipart) {
        form.value_part("title", "ä", None);
        form.value_part("meta", "a\"b", Some("application/json"));
        form.value_part("tags", &["a", "b"], Some("application/vnd.x+json; v=1"));
        form.file_part("file", &self.file, Some("text/plain"));
        form.value_part("n", &1, None);
    }
}

#[tokio::test]
async fn a_form_reads_its_files_while_it_is_sent() {
    let parts = |file: &str| {
        format!(
            "--B\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nä\r\n\
             --B\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n\"a\\\"b\"\r\n\
             --B\r\nContent-Disposition: form-data; name=\"tags\"\r\nContent-Type: application/vnd.x+json; v=1\r\n\r\n[\"a\",\"b\"]\r\n\
             --B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"ö%22.txt\"\r\nContent-Type: text/plain\r\nX-A: b\r\n\r\n{file}\r\n\
             --B\r\nContent-Disposition: form-data; name=\"n\"\r\n\r\n1\r\n--B--\r\n"
        )
    };
    let form = |content: Upload| {
        let mut request = Request::new(&OperationInfo { accept: None, security: &[], ..ADD_THING });
        request.path("/x").multipart_body(&Form { file: Part::from(content).file_name("ö\".txt").header("X-A", "b") });
        request
    };
    let whole = parts("abcde");
    let known =
        vec![format!("content-length: {}", whole.len()), "content-type: multipart/form-data; boundary=B".to_owned()];
    for asynchronous in [true, false] {
        let server = Server::start(vec![Play::RawResponse(DONE), Play::RawResponse(DONE), Play::RawResponse(DONE)]);
        send(asynchronous, &server.url, form("abcde".into())).await.unwrap();
        assert_eq!(framed(&server), (known.clone(), whole.clone()));
        send(asynchronous, &server.url, form(Upload::reader(pieces()).length(5))).await.unwrap();
        assert_eq!(framed(&server), (known.clone(), whole.clone()));
        send(asynchronous, &server.url, form(Upload::reader(pieces()))).await.unwrap();
        let (head, body) = framed(&server);
        assert_eq!(head[1], "transfer-encoding: chunked");
        assert_eq!(unchunked(&body), whole);
    }
}

fn unchunked(mut body: &str) -> String {
    let mut text = String::new();
    loop {
        let (length, rest) = body.split_once("\r\n").unwrap();
        let length = usize::from_str_radix(length, 16).unwrap();
        if length == 0 {
            return text;
        }
        text += &rest[..length];
        body = &rest[length + 2..];
    }
}

#[test]
fn a_part_cannot_bring_headers_of_the_form() {
    use crate::request::draft::refusal;
    for (name, value) in [("X-A", "a\r\nX-B: c"), ("X\r\n", "a"), ("Content-Type", "a/b"), ("content-disposition", "x")]
    {
        let file = Part::from("x").header(name, value);
        refusal(|request| request.path("/x").multipart_body(&Form { file }));
    }
}

#[test]
fn a_boundary_is_checked() {
    for boundary in ["", "a b", "ä", "a\r\n", &"a".repeat(71)] {
        assert!(ClientBuilder::<Client>::new(&API).multipart_boundary(boundary).build().is_err());
    }
}

#[tokio::test]
async fn a_body_that_is_not_read_in_time_is_a_timeout() {
    struct Never;
    impl tokio::io::AsyncRead for Never {
        fn poll_read(
            self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
            _: &mut tokio::io::ReadBuf<'_>,
        ) -> std::task::Poll<io::Result<()>> {
            std::task::Poll::Pending
        }
    }
    let server = Server::start(vec![Play::Hang("")]);
    let mut request = request(Upload::async_reader(Never));
    request.options.timeout = Some(Duration::from_millis(50));
    let error = send(true, &server.url, request).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

#[test]
fn uploads_are_compared_and_shown() {
    let reader = Upload::reader(pieces());
    assert_eq!(reader, reader.clone());
    assert_ne!(reader, Upload::reader(pieces()));
    assert_eq!(Upload::from("a"), Upload::from(vec![b'a']));
    assert_eq!(format!("{:?} {:?}", Upload::from("secret"), reader), "Upload(in memory, 6 bytes) Upload(reader)");
    assert!(serde_json::to_string(&Part::from(reader)).is_err());
}
