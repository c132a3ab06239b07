//! The redirect target: a listener on this machine, for a program without a web server (RFC 8252
//! §7.3).

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::Result;

/// How long to wait for the user.
const PATIENCE: Duration = Duration::from_secs(300);
/// How long a connection may take to send its request.
const TIMEOUT: Duration = Duration::from_secs(10);
/// The longest request that is read, in bytes.
const LONGEST: u64 = 64 * 1024;

const PAGE: &str = "<!DOCTYPE html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Back</title>\n\
                    <p>You are back at the program: go on in its window. You can close this page.</p></html>\n";

/// A listener for one redirect of the browser.
pub struct Callback {
    address: SocketAddr,
    arrivals: Receiver<String>,
    over: Arc<AtomicBool>,
}

impl Callback {
    /// Listens on a free port of the loopback interface.
    pub fn listen() -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let (sender, arrivals) = channel();
        let over = Arc::new(AtomicBool::new(false));
        let ended = over.clone();
        thread::spawn(move || accept(&listener, &sender, &ended));
        Ok(Self { address, arrivals, over })
    }

    /// The redirect URL.
    pub fn url(&self) -> String {
        format!("http://{}/callback", self.address)
    }

    /// Waits for the browser's request; returns the redirect URL, beginning with its path.
    pub fn wait(&self) -> Result<String> {
        Ok(self.arrivals.recv_timeout(PATIENCE).map_err(|_| "the browser did not come back")?)
    }

    /// The same without blocking the thread.
    pub async fn arrival(self) -> Result<String> {
        tokio::task::spawn_blocking(move || self.wait()).await?
    }
}

impl Drop for Callback {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        // The listener notices at its next connection. If none comes, it ends with the program.
        let _ = TcpStream::connect(self.address);
    }
}

/// Browsers open connections that they may never use, so each has a thread of its own.
fn accept(listener: &TcpListener, arrivals: &Sender<String>, over: &AtomicBool) {
    for stream in listener.incoming().map_while(std::result::Result::ok) {
        if over.load(Ordering::Relaxed) {
            return;
        }
        let arrivals = arrivals.clone();
        // If a connection fails, the browser tries again.
        thread::spawn(move || response(stream, &arrivals));
    }
}

fn response(stream: TcpStream, arrivals: &Sender<String>) -> std::io::Result<()> {
    stream.set_read_timeout(Some(TIMEOUT))?;
    stream.set_write_timeout(Some(TIMEOUT))?;
    let mut lines = BufReader::new(stream.try_clone()?.take(LONGEST)).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let target = request.strip_prefix("GET ").and_then(|rest| rest.split(' ').next());
    let target = target.filter(|target| target.starts_with("/callback?"));
    let (status, page) = if target.is_some() { ("200 OK", PAGE) } else { ("404 Not Found", "") };
    let head = "Content-Type: text/html; charset=utf-8\r\nReferrer-Policy: no-referrer\r\nConnection: close";
    write!(&stream, "HTTP/1.1 {status}\r\n{head}\r\nContent-Length: {}\r\n\r\n{page}", page.len())?;
    if let Some(target) = target {
        // The receiver may be gone.
        let _ = arrivals.send(target.to_owned());
    }
    Ok(())
}
