//! What the emitted crates of the cases send and how they read responses, seen through a recording
//! transport.

#![cfg(test)]

/// A transport of the named crate: it records each request and returns the same response to all. A
/// macro, because each emitted crate has its own types.
macro_rules! client {
    ($api:ident, $status:literal $(, $header:literal: $value:literal)* ; $body:expr $(; $($set:tt)*)?) => {{
        use std::sync::{Arc, Mutex};

        #[derive(Clone)]
        struct Recorder {
            sent: Arc<Mutex<Vec<String>>>,
            body: bytes::Bytes,
        }

        impl $api::blocking::Transport for Recorder {
            fn send(
                &self,
                mut request: http::Request<$api::transport::Body>,
                _: std::time::Duration,
            ) -> Result<http::Response<$api::transport::Body>, $api::transport::TransportError> {
                let body = request.body_mut().blocking_bytes()?;
                self.sent.lock().unwrap().push(crate::shown(&request, &body));
                let response = http::Response::builder().status($status)$(.header($header, $value))*;
                Ok(response.body($api::transport::Body::from(self.body.clone())).unwrap())
            }
        }

        let recorder = Recorder { sent: Arc::default(), body: bytes::Bytes::from($body) };
        let builder = $api::blocking::Client::builder().base_url("http://127.0.0.1/v1").retries(0);
        let client = builder.transport(recorder.clone()) $($($set)*)? .build().unwrap();
        (client, move || std::mem::take(&mut *recorder.sent.lock().unwrap()).join("\n---\n"))
    }};
}

mod answers;
mod openapi_3_1;
mod request_types;
mod requests;
mod schemas;
mod security;
mod streams;
mod servers;
mod successes;
mod styles;
mod swagger_2;
mod values;

/// A request as text: method and URL, the headers in alphabetical order without the user agent, and
/// the body.
fn shown<B>(request: &http::Request<B>, body: &[u8]) -> String {
    let mut lines: Vec<String> = request
        .headers()
        .iter()
        .filter(|(name, _)| *name != http::header::USER_AGENT)
        .map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()))
        .collect();
    lines.sort();
    let url = request.uri().to_string();
    lines.insert(0, format!("{} {}", request.method(), url.strip_prefix("http://127.0.0.1/v1").unwrap()));
    let body = String::from_utf8_lossy(body).into_owned();
    if !body.is_empty() {
        lines.push(body);
    }
    lines.join("\n")
}
