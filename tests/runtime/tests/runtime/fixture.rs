//! A small API, and an engine that tests advance by hand.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use openapi_crate_runtime::runtime::api::api_info::{ApiInfo, KeyLocation, Scheme, SchemeKind};
use openapi_crate_runtime::runtime::api::operation_info::{Method, OperationInfo, Replay};
use openapi_crate_runtime::runtime::codec::decode_error::DecodeError;
use openapi_crate_runtime::runtime::credential::credentials::{Credential, Credentials};
use openapi_crate_runtime::runtime::engine::collect::{Extent, Received};
use openapi_crate_runtime::runtime::engine::config::Bounds;
pub(crate) use openapi_crate_runtime::runtime::engine::config::Config;
use openapi_crate_runtime::runtime::engine::machine::{Action, Engine, Event, Now};
use openapi_crate_runtime::runtime::error::failure::Failure;
use openapi_crate_runtime::runtime::error::transport_error::TransportError;
use openapi_crate_runtime::runtime::request::base_url::BaseUrl;
use openapi_crate_runtime::runtime::request::draft::Request;
use openapi_crate_runtime::runtime::response::error_body::ErrorBody;
use openapi_crate_runtime::runtime::response::operation::Operation;
use openapi_crate_runtime::runtime::response::raw::RawResponse;
use openapi_crate_runtime::runtime::response::typed::Response;
use openapi_crate_runtime::runtime::transport::body::Body;
use serde_json::Value;

/// The credential that no output may ever contain.
pub(crate) const TOKEN: &str = "0a1b2c3d-very-secret-token";

pub(crate) static API: ApiInfo = ApiInfo {
    user_agent: "test/1.0",
    base_url: "https://api.example.com/v1",
    schemes: &[
        Scheme { name: "OAuth2", kind: SchemeKind::Bearer },
        Scheme { name: "Login", kind: SchemeKind::Basic },
        Scheme { name: "Key", kind: key(KeyLocation::Header, "X-Key") },
        Scheme { name: "QueryKey", kind: key(KeyLocation::Query, "api key") },
        Scheme { name: "CookieKey", kind: key(KeyLocation::Cookie, "sid") },
    ],
};

const fn key(location: KeyLocation, name: &'static str) -> SchemeKind {
    SchemeKind::ApiKey { location, name }
}

pub(crate) const GET_THING: OperationInfo = OperationInfo {
    server: None,
    id: "getThing",
    method: Method::Get,
    path: "/things/{id}",
    security: &[&["OAuth2"]],
    accept: Some("application/json"),
    replay: Replay::Safe,
};

pub(crate) const ADD_THING: OperationInfo =
    OperationInfo { id: "addThing", method: Method::Post, path: "/things", replay: Replay::Never, ..GET_THING };

pub(crate) const PUBLIC: OperationInfo = OperationInfo { id: "ping", security: &[], path: "/ping", ..GET_THING };

/// Reads JSON, and the body of any error status as [`ErrorBody`].
#[derive(Debug)]
pub(crate) struct GetThing;

impl Operation for GetThing {
    const INFO: &'static OperationInfo = &GET_THING;
    type Body = Value;
    type Output = Value;
    type Error = ErrorBody<Value>;

    fn decode(response: &RawResponse) -> Result<Value, DecodeError> {
        response.json()
    }

    fn output(response: Response<Self>) -> Value {
        response.into_body()
    }

    fn error(response: &RawResponse) -> Self::Error {
        response.error_body()
    }
}

/// Has no body, so it returns the response for its headers.
#[derive(Debug)]
pub(crate) struct AddThing;

impl Operation for AddThing {
    const INFO: &'static OperationInfo = &ADD_THING;
    type Body = ();
    type Output = Response<Self>;
    type Error = u16;

    fn decode(response: &RawResponse) -> Result<(), DecodeError> {
        response.nothing()
    }

    fn output(response: Response<Self>) -> Response<Self> {
        response
    }

    fn error(response: &RawResponse) -> u16 {
        response.status().as_u16()
    }
}

pub(crate) fn get_thing() -> Request {
    let mut request = Request::new(&GET_THING);
    request.path("/things/").path_argument("id", &"7");
    request
}

pub(crate) fn add_thing() -> Request {
    let mut request = Request::new(&ADD_THING);
    request.path("/things").json(&serde_json::json!({"name": "Ä"}));
    request
}

pub(crate) fn credentials() -> Credentials {
    let mut credentials = Credentials::default();
    credentials.set("OAuth2", Credential::Token(TOKEN.into()));
    credentials
}

pub(crate) fn config() -> Config {
    Config {
        api: &API,
        base_url: BaseUrl::parse(API.base_url).unwrap(),
        is_own_base_url: true,
        credentials: credentials(),
        headers: HeaderMap::new(),
        bounds: Bounds::default(),
        boundary: None,
        random: || 0,
    }
}

/// An engine with its clocks, all advanced by hand.
pub(crate) struct Machine {
    engine: Engine,
    now: Now,
}

impl Machine {
    pub(crate) fn new(config: Config, request: Request) -> Self {
        let wall = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        Self { engine: Engine::new(Arc::new(config), request), now: Now { instant: Instant::now(), wall } }
    }

    pub(crate) fn step(&mut self, event: Event) -> Action {
        self.engine.step(event, self.now)
    }

    pub(crate) fn pass(&mut self, time: Duration) -> &mut Self {
        self.now = Now { instant: self.now.instant + time, wall: self.now.wall + time };
        self
    }

    /// Starts, and returns the request that is sent.
    pub(crate) fn sends(&mut self, event: Event) -> (http::Request<Body>, Duration) {
        match self.step(event) {
            Action::Send(request, timeout) => (request, timeout),
            other => panic!("expected a request to go out, not {other:?}"),
        }
    }

    pub(crate) fn waits(&mut self, event: Event) -> Duration {
        match self.step(event) {
            Action::Wait(time) => time,
            other => panic!("expected a wait, not {other:?}"),
        }
    }

    pub(crate) fn finishes(&mut self, event: Event) -> Result<RawResponse, Box<Failure>> {
        match self.step(event) {
            Action::Finish(result) => result,
            other => panic!("expected the end, not {other:?}"),
        }
    }

    /// The result, unless another attempt follows.
    pub(crate) fn finishes_or_waits(&mut self, event: Event) -> Option<Result<RawResponse, Box<Failure>>> {
        match self.step(event) {
            Action::Finish(result) => Some(result),
            Action::Wait(_) | Action::Renew(..) => None,
            Action::Send(..) => panic!("expected no further request yet"),
        }
    }

    /// Starts, and completes the first attempt with this.
    pub(crate) fn after(config: Config, request: Request) -> Self {
        let mut machine = Self::new(config, request);
        machine.sends(Event::Start);
        machine
    }
}

pub(crate) fn answered(status: u16, headers: &[(&'static str, &str)], body: &'static str) -> Event {
    Event::Answered(Received {
        status: StatusCode::from_u16(status).unwrap(),
        headers: headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_str(value).unwrap()))
            .collect(),
        body: Bytes::from_static(body.as_bytes()),
        extent: Extent::Whole,
    })
}

pub(crate) fn connect_failed() -> Event {
    Event::Failed(TransportError::connect("refused"))
}

pub(crate) fn broke_off() -> Event {
    Event::Failed(TransportError::other("reset"))
}

pub(crate) fn timed_out() -> Event {
    Event::Failed(TransportError::timeout("slow"))
}

/// The response that an engine creates from this.
pub(crate) fn response(status: u16, headers: &[(&'static str, &str)], body: &'static str) -> RawResponse {
    let mut config = config();
    config.bounds.retries = 0;
    Machine::after(config, get_thing()).finishes(answered(status, headers, body)).unwrap()
}
