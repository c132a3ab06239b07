//! A server on loopback that plays scripted responses and records the requests.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// What the server does with one request.
pub(crate) enum Play {
    /// Writes this and closes the connection.
    RawResponse(&'static str),
    /// As [`Play::RawResponse`], with owned bytes.
    Bytes(Vec<u8>),
    /// Closes the connection without a response.
    Close,
    /// Writes this and leaves the connection open.
    Hang(&'static str),
    /// Counts the bytes of the body, records the number as the request, and writes this.
    Count(&'static str),
    /// Writes the first, and the second after [`Server::go_on`].
    Slow(&'static str, &'static str),
}

pub(crate) struct Server {
    pub(crate) url: String,
    requests: Receiver<String>,
    go_on: Sender<()>,
}

impl Server {
    /// A server that accepts one connection for each play.
    pub(crate) fn start(plays: Vec<Play>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/v1", listener.local_addr().unwrap());
        let (sender, requests) = channel();
        let (go_on, told) = channel();
        thread::spawn(move || {
            let mut open = Vec::new();
            for play in plays {
                let (mut stream, _) = listener.accept().unwrap();
                if let Play::Count(response) = play {
                    sender.send(count_body(&mut stream).to_string()).unwrap();
                    stream.write_all(response.as_bytes()).unwrap();
                    continue;
                }
                sender.send(read_request(&mut stream)).unwrap();
                match play {
                    Play::RawResponse(text) => stream.write_all(text.as_bytes()).unwrap(),
                    // The client may close the connection early.
                    Play::Bytes(bytes) => drop(stream.write_all(&bytes)),
                    Play::Close | Play::Count(_) => {}
                    Play::Hang(text) => {
                        stream.write_all(text.as_bytes()).unwrap();
                        open.push(stream);
                    }
                    Play::Slow(first, second) => {
                        stream.write_all(first.as_bytes()).unwrap();
                        if told.recv().is_ok() {
                            stream.write_all(second.as_bytes()).unwrap();
                        }
                    }
                }
            }
            // They stay open until the tests end.
            std::mem::forget(open);
        });
        Self { url, requests, go_on }
    }

    /// Lets [`Play::Slow`] continue.
    pub(crate) fn go_on(&self) {
        self.go_on.send(()).unwrap();
    }

    /// The next request: its head with the host replaced and the headers in alphabetical order, and
    /// its body.
    pub(crate) fn request(&self) -> String {
        let request = self.requests.recv().unwrap();
        let Some((head, body)) = request.split_once("\r\n\r\n") else { return request };
        let mut lines: Vec<String> = head.lines().map(ToOwned::to_owned).collect();
        let first = lines.remove(0);
        let mut headers: Vec<String> = lines
            .into_iter()
            .map(|line| {
                let (name, value) = line.split_once(": ").unwrap();
                let name = name.to_ascii_lowercase();
                if name == "host" { "host: HOST".to_owned() } else { format!("{name}: {value}") }
            })
            .collect();
        headers.sort();
        format!("{first}\n{}\n\n{body}", headers.join("\n"))
    }
}

/// An address without a listener.
pub(crate) fn nowhere() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

/// An `https` URL whose server does not speak TLS, and the first bytes that it receives.
pub(crate) fn plain_server() -> (String, Receiver<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}/v1", listener.local_addr().unwrap());
    let (sender, heard) = channel();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut buffer = vec![0; 4096];
        let length = stream.read(&mut buffer).unwrap();
        buffer.truncate(length);
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").unwrap();
        sender.send(buffer).unwrap();
    });
    (url, heard)
}

fn count_body(stream: &mut TcpStream) -> usize {
    let mut head = Vec::new();
    let mut octet = [0];
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut octet).unwrap();
        head.push(octet[0]);
    }
    let head = String::from_utf8(head).unwrap().to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok()).unwrap();
    let (mut counted, mut buffer) = (0, vec![0; 64 * 1024]);
    while counted < length {
        match stream.read(&mut buffer).unwrap() {
            0 => break,
            read => counted += read,
        }
    }
    counted
}

fn read_request(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut buffer = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some(end) = text.find("\r\n\r\n") {
            let length = text.to_ascii_lowercase();
            let length =
                length.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
            let chunked = text.to_ascii_lowercase().contains("\r\ntransfer-encoding: chunked\r\n");
            if if chunked { text.ends_with("0\r\n\r\n") } else { bytes.len() >= end + 4 + length } {
                return text;
            }
        }
        match stream.read(&mut buffer).unwrap() {
            0 => return text,
            length => bytes.extend_from_slice(&buffer[..length]),
        }
    }
}
