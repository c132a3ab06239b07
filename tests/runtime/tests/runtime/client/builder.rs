//! The settings of a builder, seen by a transport.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use http::{Request, Response};
use openapi_crate_runtime::runtime::client::blocking::Client;
use openapi_crate_runtime::runtime::client::builder::ClientBuilder;
use openapi_crate_runtime::runtime::client::call::Call;
use openapi_crate_runtime::runtime::error::call_error::ErrorKind;
use openapi_crate_runtime::runtime::error::transport_error::TransportError;
use openapi_crate_runtime::runtime::transport::blocking::Transport;
use openapi_crate_runtime::runtime::transport::body::Body;

use crate::fixture::*;

const SECOND: Duration = Duration::from_secs(1);

/// Always asks the client to wait, and records the requests.
struct Busy(Sender<(Request<Body>, Duration)>);

impl Transport for Busy {
    fn send(&self, request: Request<Body>, timeout: Duration) -> Result<Response<Body>, TransportError> {
        self.0.send((request, timeout)).unwrap();
        let mut response = Response::new(Body::from("[12345]"));
        *response.status_mut() = 429.try_into().unwrap();
        response.headers_mut().insert("retry-after", "2".parse().unwrap());
        Ok(response)
    }
}

/// The requests that the transport received.
fn asked(set: impl FnOnce(ClientBuilder<Client>) -> ClientBuilder<Client>) -> Receiver<(Request<Body>, Duration)> {
    let (sender, asked) = channel();
    let builder = ClientBuilder::<Client>::new(&API).allow_missing_credentials().max_retry_after(SECOND);
    let client = set(builder).transport(Busy(sender)).build().unwrap();
    let error = Call::<_, GetThing>::new(&client, get_thing()).send().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Api);
    asked
}

#[test]
fn times() {
    assert_eq!(asked(|builder| builder).recv().unwrap().1, SECOND * 30);
    assert_eq!(asked(|builder| builder.timeout(SECOND * 7)).recv().unwrap().1, SECOND * 7);
    let (_, timeout) = asked(|builder| builder.deadline(SECOND * 9)).recv().unwrap();
    assert!(timeout > SECOND * 8 && timeout <= SECOND * 9, "{timeout:?}");
}

#[test]
fn a_server_that_asks_for_too_much_is_asked_once() {
    assert_eq!(asked(|builder| builder).iter().count(), 1);
}

#[test]
fn headers() {
    let (request, _) = asked(|builder| builder).recv().unwrap();
    assert_eq!(request.headers()["user-agent"], "test/1.0");
    let set = |builder: ClientBuilder<Client>| builder.user_agent("mine/2").default_header("Accept", "x/y");
    let (request, _) =
        asked(|builder| set(builder).default_header("X-A", "1").default_header("x-a", "2")).recv().unwrap();
    assert_eq!(request.headers()["user-agent"], "mine/2");
    assert_eq!(request.headers()["accept"], "application/json", "the operation's own comes first");
    assert_eq!(request.headers().get_all("x-a").iter().collect::<Vec<_>>(), ["2"]);
}

#[test]
fn the_api_may_name_no_server() {
    use openapi_crate_runtime::runtime::api::api_info::ApiInfo;
    static NOWHERE: ApiInfo = ApiInfo { user_agent: "test/1.0", base_url: "", schemes: &[] };
    let error = ClientBuilder::<Client>::new(&NOWHERE).build().unwrap_err();
    assert_eq!(error.to_string(), "the base URL is refused: there is none");
    ClientBuilder::<Client>::new(&NOWHERE).base_url("https://api.example.com").build().unwrap();
}
