//! What happens between a call and its result: a machine without I/O, which both clients drive.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use http::header::{CONTENT_LENGTH, COOKIE, HeaderValue};

use crate::runtime::api::operation_info::Method;
use crate::runtime::credential::token_source::Renewal;
use crate::runtime::engine::collect::{Extent, Limits, Received};
use crate::runtime::engine::config::{Config, DEADLINE};
use crate::runtime::engine::renewals::{Renewals, asks_for_another_token};
use crate::runtime::engine::retry;
use crate::runtime::engine::trace::Trace;
use crate::runtime::error::failure::Failure;
use crate::runtime::error::request_error::RequestError;
use crate::runtime::error::transport_error::TransportError;
use crate::runtime::request::draft::{Request, join_query};
use crate::runtime::request::payload::Payload;
use crate::runtime::response::error_body;
use crate::runtime::response::raw::RawResponse;
use crate::runtime::transport::body::{Body, StreamedResponse};

/// The state of one call.
///
/// ```text
///           Start              Answered, Failed
///  (ready) ───────▶ (sending) ─────────────────▶ (finished)
///                     ▲  │ Answered, Failed,
///              Waited │  │ and worth another attempt
///                     │  ▼
///                   (waiting)
/// ```
///
/// [`Engine::step`] takes what happened and says what to do: send and report `Answered` or
/// `Failed`, wait and report `Waited`, or finish. It reads no clock and does no I/O, so every rule
/// can be tested without either.
///
/// Credentials are attached by `send`, anew for each attempt. With an OAuth 2 session there is a
/// further state between the others: before an attempt whose access token is about to end, and once
/// after a 401, the engine says `Renew` and sends after `Renewed`. A call that was refused for its
/// credentials was not carried out, so any call may be sent again.
#[derive(Debug)]
pub struct Engine {
    config: Arc<Config>,
    request: Request,
    url: String,
    timeout: Duration,
    deadline: Duration,
    retries: u32,
    started: Option<Instant>,
    attempts: u32,
    renewals: Renewals,
    /// The result of the call if there turns out to be no time for another attempt.
    held: Option<Result<RawResponse, Box<Failure>>>,
    trace: Trace,
}

/// What happened.
#[derive(Debug)]
pub enum Event {
    /// The call began.
    Start,
    /// An attempt brought a response.
    Answered(Received),
    /// An attempt brought none.
    Failed(TransportError),
    /// The wait is over.
    Waited,
    /// The tokens have been renewed, or not.
    Renewed(Result<(), RequestError>),
}

/// When it happened.
#[derive(Debug, Clone, Copy)]
pub struct Now {
    /// By the monotonic clock.
    pub instant: Instant,
    /// By the system clock.
    pub wall: SystemTime,
}

impl Now {
    /// Reads both clocks.
    pub fn read() -> Self {
        Self { instant: Instant::now(), wall: SystemTime::now() }
    }
}

/// What to do next.
#[derive(Debug)]
pub enum Action {
    /// Send the request and read the response, within that time.
    Send(http::Request<Body>, Duration),
    /// Wait that long.
    Wait(Duration),
    /// Renew access tokens, within that time.
    Renew(Renewal, Duration),
    /// The call is over.
    Finish(Result<RawResponse, Box<Failure>>),
}

impl Engine {
    /// A call that has not begun.
    pub fn new(config: Arc<Config>, mut request: Request) -> Self {
        let url = match config.base_url_of(request.info) {
            Ok(base) => request.url(base.as_str()),
            Err(mistake) => {
                request.refuse(mistake);
                String::new()
            }
        };
        let (bounds, options) = (&config.bounds, &request.options);
        let timeout = options.timeout.unwrap_or(bounds.timeout).min(LONGEST_ATTEMPT);
        // A longer attempt was asked for on purpose: only an explicit deadline cuts it short.
        let deadline = options.deadline.or(bounds.deadline).unwrap_or(DEADLINE.max(timeout));
        let retries = options.retries.unwrap_or(bounds.retries);
        request.frame(config.boundary.as_deref());
        Self {
            url,
            timeout,
            deadline,
            retries,
            started: None,
            attempts: 0,
            renewals: Renewals::default(),
            held: None,
            trace: Trace::new(request.info),
            config,
            request,
        }
    }

    /// How much of a response's body is read.
    pub fn limits(&self) -> Limits {
        let bounds = &self.config.bounds;
        Limits {
            success: self.request.options.max_body.unwrap_or(bounds.max_body),
            error: bounds.max_error_body,
            no_body: self.request.info.method == Method::Head,
            streamed: self.request.options.streamed,
        }
    }

    /// The longest pause of a response that is read as a stream.
    pub fn idle(&self) -> Duration {
        self.request.options.idle.unwrap_or(self.config.bounds.idle)
    }

    /// The record of this call.
    #[cfg(feature = "tracing")]
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// Takes what happened, and when, and says what to do next.
    pub fn step(&mut self, event: Event, now: Now) -> Action {
        match event {
            Event::Start => {
                self.started = Some(now.instant);
                match self.request.take_mistake() {
                    Some(mistake) => self.refuse(mistake),
                    None => self.attempt(now),
                }
            }
            Event::Waited => self.attempt(now),
            Event::Renewed(outcome) => self.renewed(outcome, now),
            Event::Answered(received) => self.answered(received, now),
            Event::Failed(error) => self.failed(error, now),
        }
    }

    /// Sends, after the access tokens that are due have been renewed.
    fn attempt(&mut self, now: Now) -> Action {
        let Self { config, request, .. } = &*self;
        let sources = config.credentials.sources(config.api, request.info, &request.query_credentials);
        if let Some(renewal) = self.renewals.due(sources, now.wall) {
            return self.renew(renewal, now);
        }
        self.send(now)
    }

    fn send(&mut self, now: Now) -> Action {
        let left = self.left(now);
        if left.is_zero() {
            let held = self.held.take();
            return self.finish(held.unwrap_or_else(|| Err(Failure::deadline(self.request.info))));
        }
        match self.outgoing(now) {
            Ok(request) => {
                self.attempts += 1;
                Action::Send(request, self.timeout.min(left))
            }
            Err(error) => self.refuse(error),
        }
    }

    fn answered(&mut self, received: Received, now: Now) -> Action {
        let extent = received.extent;
        let response = self.response(received);
        self.trace.answered(self.attempts, response.status);
        if extent == Extent::TooLarge {
            return self.finish(Err(Failure::too_large(self.request.info, response)));
        }
        if asks_for_another_token(&response)
            && let Some(renewal) = self.renewals.refused()
        {
            if !self.is_body_there() {
                return self.finish(Ok(RawResponse { unrepeated: true, ..response }));
            }
            self.renewals.refusal = Some(response);
            return self.renew(renewal, now);
        }
        if !retry::is_retried(response.status, self.request.info.replay) {
            return self.finish(Ok(response));
        }
        let asked = retry::retry_after(&response.headers, now.wall);
        self.wait_or_finish(Ok(response), asked, now)
    }

    fn renew(&mut self, renewal: Renewal, now: Now) -> Action {
        self.trace.renewing();
        self.renewals.current = Some(renewal.clone());
        Action::Renew(renewal, self.left(now))
    }

    fn renewed(&mut self, outcome: Result<(), RequestError>, now: Now) -> Action {
        let refusal = self.renewals.refusal.take();
        let outcome = match (&refusal, self.renewals.current.take()) {
            (None, Some(Renewal { source, .. })) => source.tolerate(outcome, now.wall),
            (Some(_), _) | (_, None) => outcome,
        };
        match (outcome, refusal) {
            (Ok(()), None) => self.attempt(now),
            (Ok(()), Some(response)) => {
                self.held = Some(Ok(response));
                self.send(now)
            }
            (Err(error), refusal) => {
                let failure = Failure::renewal(self.request.info, refusal, error);
                self.finish(Err(failure))
            }
        }
    }

    fn failed(&mut self, error: TransportError, now: Now) -> Action {
        self.trace.failed(self.attempts, &error);
        let again = retry::is_retried_after(&error, self.request.info.replay);
        let failure = Err(Failure::transport(self.request.info, error));
        if again { self.wait_or_finish(failure, None, now) } else { self.finish(failure) }
    }

    /// Waits for another attempt, unless there is none left, or no time for the wait.
    fn wait_or_finish(
        &mut self,
        mut outcome: Result<RawResponse, Box<Failure>>,
        asked: Option<Duration>,
        now: Now,
    ) -> Action {
        let asked = asked.unwrap_or(Duration::ZERO);
        let attempts = self.counted();
        let wait = asked.max(retry::backoff(attempts, (self.config.random)()));
        let patient = asked <= self.config.bounds.max_retry_after && wait < self.left(now);
        if attempts > self.retries || !patient {
            return self.finish(outcome);
        }
        if !self.is_body_there() {
            match &mut outcome {
                Ok(response) => response.unrepeated = true,
                Err(failure) => failure.unrepeated = true,
            }
            return self.finish(outcome);
        }
        self.trace.waiting(wait);
        self.held = Some(outcome);
        Action::Wait(wait)
    }

    /// Whether the body can be sent, or sent again.
    fn is_body_there(&self) -> bool {
        self.request.body.as_ref().is_none_or(Payload::is_there)
    }

    /// The attempts, without the one that a renewal made up for.
    fn counted(&self) -> u32 {
        if self.renewals.made_up {
            return self.attempts.saturating_sub(1);
        }
        self.attempts
    }

    fn refuse(&mut self, error: RequestError) -> Action {
        let failure = Failure::request(self.request.info, error);
        self.finish(Err(failure))
    }

    fn finish(&mut self, outcome: Result<RawResponse, Box<Failure>>) -> Action {
        if let Err(failure) = &outcome {
            self.trace.gave_up(failure);
        }
        Action::Finish(outcome)
    }

    fn left(&self, now: Now) -> Duration {
        let spent = self.started.map_or(Duration::ZERO, |started| now.instant.saturating_duration_since(started));
        self.deadline.saturating_sub(spent)
    }

    /// The request as it goes out, credentials last.
    fn outgoing(&mut self, now: Now) -> Result<http::Request<Body>, RequestError> {
        if !self.is_body_there() {
            return Err(RequestError::Spent);
        }
        let Self { config, request, .. } = &*self;
        let mut attached = config.credentials.attach(config.api, request.info, now.wall)?;
        config.credentials.attach_to_query(&mut attached, &request.query_credentials, now.wall)?;

        let mut headers = config.headers.clone();
        headers.extend(request.headers.clone());
        // The argument of a header parameter `Cookie` comes before the other cookies.
        let given = headers.get(COOKIE).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        let mut cookies: Vec<&str> = vec![&given, &request.cookies, &attached.cookies];
        cookies.retain(|pairs| !pairs.is_empty());
        if !cookies.is_empty() {
            let mut value = HeaderValue::from_str(&cookies.join("; "))
                .map_err(|_| RequestError::header("Cookie", "it is not valid"))?;
            value.set_sensitive(true);
            headers.insert(COOKIE, value);
        }
        headers.extend(attached.headers);

        // RFC 9110 §8.6: a method that is expected to have a body says when it has none.
        if request.body.is_none() && matches!(request.info.method, Method::Post | Method::Put | Method::Patch) {
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }

        let url = join_query(self.url.clone(), &attached.query);
        let body = request.body.as_ref().map(Payload::body).unwrap_or_default();
        let mut outgoing = http::Request::new(body);
        *outgoing.method_mut() = request.info.method.to_http();
        *outgoing.uri_mut() = url.parse().map_err(|_| RequestError::Url)?;
        *outgoing.headers_mut() = headers;
        if request.options.streamed {
            outgoing.extensions_mut().insert(StreamedResponse { idle: self.idle() });
        }
        self.renewals.attached(attached.used);
        Ok(outgoing)
    }

    fn response(&self, received: Received) -> RawResponse {
        let message = match received.status.is_success() {
            true => None,
            false => error_body::message(&received.body).map(|text| self.config.credentials.mask(&text)),
        };
        RawResponse {
            status: received.status,
            headers: received.headers,
            body: received.body,
            truncated: received.extent != Extent::Whole,
            unrepeated: false,
            url: self.url.clone(),
            message,
        }
    }
}

/// Longer than any sensible attempt, and short enough for every clock's arithmetic.
const LONGEST_ATTEMPT: Duration = Duration::from_secs(24 * 60 * 60);
