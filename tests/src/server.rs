//! A scripted HTTP/1.1 server on loopback: it plays responses in order and records the requests.

#![allow(clippy::unwrap_used, reason = "it serves tests, which fail by panicking")]

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// A response of the script.
#[derive(Debug, Clone)]
pub struct Response {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    /// Whether only the body is written.
    raw: bool,
    /// What to write after the body, and how often.
    repeated: Option<(Vec<u8>, u64)>,
    end: End,
}

/// What happens to the connection after a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Close,
    Hang,
    Keep,
}

impl Response {
    /// A response without a body.
    #[must_use]
    pub fn empty(status: u16) -> Self {
        let (headers, body) = (Vec::new(), Vec::new());
        Self { status, headers, body, raw: false, repeated: None, end: End::Close }
    }

    /// A response with a JSON body, valid or not.
    #[must_use]
    pub fn json(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::of(status, "application/json", body)
    }

    /// A response with an HTML body.
    #[must_use]
    pub fn html(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::of(status, "text/html; charset=utf-8", body)
    }

    /// A response with a body of this media type.
    #[must_use]
    pub fn of(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("Content-Type", media_type.to_owned())];
        Self { headers, body: body.into(), ..Self::empty(status) }
    }

    /// Exactly these bytes, valid HTTP or not.
    #[must_use]
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self { body: bytes.into(), raw: true, ..Self::empty(0) }
    }

    /// The same response with one more header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The same response followed by `piece`, this many times: more than a client should hold in
    /// memory.
    #[must_use]
    pub fn repeating(mut self, piece: impl Into<Vec<u8>>, times: u64) -> Self {
        self.repeated = Some((piece.into(), times));
        self
    }

    /// The same response, after which the connection stays open and silent until the server ends.
    #[must_use]
    pub fn hanging(mut self) -> Self {
        self.end = End::Hang;
        self
    }

    /// The same response, after which the connection accepts the next request.
    #[must_use]
    pub fn keeping(mut self) -> Self {
        self.end = End::Keep;
        self
    }

    fn write(&self, stream: &mut TcpStream, written: &AtomicU64) -> io::Result<()> {
        let mut write = |bytes: &[u8]| -> io::Result<()> {
            stream.write_all(bytes)?;
            written.fetch_add(bytes.len() as u64, Ordering::SeqCst);
            Ok(())
        };
        write(&self.bytes())?;
        if let Some((piece, times)) = &self.repeated {
            for _ in 0..*times {
                write(piece)?;
            }
        }
        Ok(())
    }

    /// The response's bytes. Unless the script keeps it open, the connection closes after them, so
    /// that no client can reuse it.
    fn bytes(&self) -> Vec<u8> {
        if self.raw {
            return self.body.clone();
        }
        let mut head = format!("HTTP/1.1 {} Reason\r\n", self.status);
        if self.end != End::Keep {
            head.push_str("Connection: close\r\n");
        }
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        // RFC 9110, section 8.6: a 204 response must not have it.
        if self.status != 204 {
            head.push_str(&format!("Content-Length: {}\r\n", self.body.len()));
        }
        head.push_str("\r\n");
        let mut bytes = head.into_bytes();
        bytes.extend_from_slice(&self.body);
        bytes
    }
}

/// The server. It ends with [`Server::requests`], or when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    stopped: Arc<AtomicBool>,
    written: Arc<AtomicU64>,
    thread: Option<JoinHandle<Vec<String>>>,
}

impl Server {
    /// A server that plays these responses, one per request. Further requests get a 500 and are
    /// recorded too.
    #[must_use]
    pub fn start(responses: impl IntoIterator<Item = Response>) -> Self {
        let mut responses = responses.into_iter().collect::<Vec<_>>().into_iter();
        Self::play(move || responses.next().unwrap_or_else(|| Response::empty(500)))
    }

    /// A server that plays one response repeatedly.
    #[must_use]
    pub fn always(response: Response) -> Self {
        Self::play(move || response.clone())
    }

    fn play(mut next: impl FnMut() -> Response + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (stopped, written) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
        let (stop, count) = (Arc::clone(&stopped), Arc::clone(&written));
        let thread = thread::spawn(move || {
            let mut requests = Vec::new();
            let mut open = Vec::new();
            loop {
                let (mut stream, _) = listener.accept().unwrap();
                if stop.load(Ordering::SeqCst) {
                    return requests;
                }
                // A stalled client must fail the test, not hang it.
                stream.set_read_timeout(Some(PATIENCE)).unwrap();
                stream.set_write_timeout(Some(PATIENCE)).unwrap();
                let end = loop {
                    requests.push(read_request(&mut stream));
                    let response = next();
                    // The client may have closed the connection.
                    let _ = response.write(&mut stream, &count);
                    if response.end != End::Keep {
                        break response.end;
                    }
                };
                if end == End::Hang {
                    open.push(stream);
                }
            }
        });
        Self { address, stopped, written, thread: Some(thread) }
    }

    /// The base URL of the API, on this server.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/api/v1", self.address)
    }

    /// Ends the server and returns all requests as text: the request line, the headers in
    /// alphabetical order with the host replaced, an empty line, and the body.
    #[must_use]
    pub fn requests(mut self) -> Vec<String> {
        self.stop().unwrap()
    }

    /// Ends the server and returns its only request.
    #[must_use]
    pub fn request(self) -> String {
        let mut requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests.remove(0)
    }

    /// Ends the server and returns all requests, and how many bytes of responses the connections
    /// accepted.
    #[must_use]
    pub fn traffic(mut self) -> (Vec<String>, u64) {
        let requests = self.stop().unwrap();
        (requests, self.written.load(Ordering::SeqCst))
    }

    fn stop(&mut self) -> Option<Vec<String>> {
        let thread = self.thread.take()?;
        self.stopped.store(true, Ordering::SeqCst);
        // Wakes the thread, which waits for a connection. Earlier connections are served first.
        let wake = TcpStream::connect(self.address);
        let requests = thread.join();
        drop(wake);
        requests.ok()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

const PATIENCE: Duration = Duration::from_secs(20);

/// Reads one request, in the form of [`Server::requests`].
fn read_request(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
            let (line, headers) = head.split_once("\r\n").unwrap_or((&head, ""));
            let mut headers: Vec<String> = headers.split_terminator("\r\n").map(shown).collect();
            headers.sort();
            let length = headers.iter().find_map(|line| line.strip_prefix("content-length: "));
            let length: usize = length.map_or(0, |length| length.parse().unwrap());
            assert!(!headers.iter().any(|line| line.starts_with("transfer-encoding")), "{head}");
            let body = &bytes[end + 4..];
            if body.len() >= length {
                return format!("{line}\n{}\n\n{}", headers.join("\n"), String::from_utf8(body.to_vec()).unwrap());
            }
        }
        let read = stream.read(&mut buffer).unwrap();
        assert!(read > 0, "the connection ended within {:?}", String::from_utf8_lossy(&bytes));
        bytes.extend_from_slice(&buffer[..read]);
    }
}

fn shown(header: &str) -> String {
    let (name, value) = header.split_once(": ").unwrap();
    let name = name.to_ascii_lowercase();
    // The port differs in each run.
    if name == "host" { "host: HOST".to_owned() } else { format!("{name}: {value}") }
}
