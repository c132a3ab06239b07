//! Events that a server sends (WHATWG HTML, section 9.2, "Server-sent events").

use std::collections::VecDeque;
use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use http::header::CONTENT_TYPE;
use serde_core::de::DeserializeOwned;

use crate::runtime::api::operation_info::OperationInfo;
use crate::runtime::client::call::Call;
use crate::runtime::codec::decode_error::DecodeError;
use crate::runtime::response::operation::Operation;
use crate::runtime::response::raw::RawResponse;
use crate::runtime::stream::item_stream::{Defect, ItemStream, Items};
use crate::runtime::stream::stream_call::{Reading, StreamCall};

/// An operation whose success response can be a stream of events.
pub trait SendsEvents: Operation {
    /// The type of an event's data, as JSON.
    type Data;
}

impl<'c, C, O: SendsEvents> Call<'c, C, O> {
    /// The same call, asking for an event stream and returning its events as they come.
    ///
    /// [`timeout`](Self::timeout) and [`deadline`](Self::deadline) end when the head of the
    /// response has arrived; then no pause may be longer than
    /// [`idle_timeout`](StreamCall::idle_timeout): raise it for a server that is silent while there
    /// are no events. [`max_body`](Self::max_body) limits the bytes of one event. If the stream
    /// ends or breaks off, it is not resumed: call again with the header `Last-Event-ID`.
    pub fn events(self) -> StreamCall<'c, C, O, Events<O::Data>> {
        StreamCall::new(self, Some("text/event-stream"))
    }
}

/// An event; `T` is the type of its data, if that is JSON.
pub struct Event<T> {
    event_type: String,
    data: String,
    id: String,
    retry: Option<Duration>,
    of: PhantomData<fn() -> T>,
}

impl<T> Event<T> {
    /// Its type; `message` unless the server sets one.
    pub fn event_type(&self) -> &str {
        &self.event_type
    }

    /// Its data: the `data` lines, joined by line feeds.
    pub fn data(&self) -> &str {
        &self.data
    }

    /// The id of this event, or of the last event before it that had one; empty if none had one.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// How long the server asks to wait before the next connection, if it says so with this event.
    pub fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Reads the data as the JSON that the API's description promises.
    ///
    /// # Errors
    ///
    /// If it is not JSON, or not of that type.
    pub fn json(&self) -> Result<T, DecodeError>
    where
        T: DeserializeOwned,
    {
        self.json_as()
    }

    /// Reads the data as JSON of another type, such as one for this type of event.
    ///
    /// # Errors
    ///
    /// If it is not JSON, or not of that type.
    pub fn json_as<U: DeserializeOwned>(&self) -> Result<U, DecodeError> {
        serde_json::from_str(&self.data).map_err(|error| DecodeError::json(&error, self.data.as_bytes()))
    }
}

impl<T> Clone for Event<T> {
    fn clone(&self) -> Self {
        Self {
            event_type: self.event_type.clone(),
            data: self.data.clone(),
            id: self.id.clone(),
            retry: self.retry,
            of: PhantomData,
        }
    }
}

/// The data may be personal: only its length is shown.
impl<T> fmt::Debug for Event<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("event_type", &self.event_type)
            .field("data", &format_args!("{} bytes", self.data.len()))
            .field("id", &self.id)
            .field("retry", &self.retry)
            .finish()
    }
}

/// The events of a response of the asynchronous client.
#[cfg(feature = "async")]
pub type EventStream<T> = ItemStream<crate::runtime::stream::byte_stream::ByteStream, Events<T>>;

/// The events of a response of the blocking client.
#[cfg(feature = "blocking")]
pub type BlockingEventStream<T> = ItemStream<crate::runtime::stream::blocking_byte_stream::ByteStream, Events<T>>;

/// Makes events of bytes that arrive in pieces of any size (WHATWG HTML, sections 9.2.5 and 9.2.6).
pub struct Events<T> {
    /// How many bytes of one event are kept.
    limit: usize,
    is_first_line: bool,
    /// The line before ended in a carriage return, so that a line feed belongs to it.
    after_return: bool,
    line: Vec<u8>,
    event_type: String,
    data: String,
    id: String,
    event_retry: Option<Duration>,
    last_id: String,
    /// The id of the last event that was taken.
    taken_id: String,
    /// The last wait that the server asked for.
    retry: Option<Duration>,
    ready: VecDeque<Event<T>>,
    is_too_large: bool,
}

impl<T> Events<T> {
    /// Nothing has come yet. `limit` is the largest event, in bytes.
    pub fn new(limit: usize) -> Self {
        Self {
            limit,
            is_first_line: true,
            after_return: false,
            line: Vec::new(),
            event_type: String::new(),
            data: String::new(),
            id: String::new(),
            retry: None,
            last_id: String::new(),
            taken_id: String::new(),
            event_retry: None,
            ready: VecDeque::new(),
            is_too_large: false,
        }
    }

    /// Adds to the line that is coming, if there is room for it.
    fn extend(&mut self, octets: &[u8]) {
        let kept = self.data.len() + self.event_type.len() + self.id.len() + self.line.len();
        if octets.len() > self.limit.saturating_sub(kept) {
            self.is_too_large = true;
        } else {
            self.line.extend_from_slice(octets);
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let mut text = line.as_slice();
        if std::mem::take(&mut self.is_first_line) {
            text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        }
        if text.is_empty() {
            return self.end_event();
        }
        // What is not UTF-8 is replaced: no line end can be part of what is cut here.
        let text = String::from_utf8_lossy(text);
        let (field, value) = text.split_once(':').unwrap_or((&text, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            "event" => value.clone_into(&mut self.event_type),
            "id" if !value.contains('\0') => value.clone_into(&mut self.id),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.event_retry = Some(Duration::from_millis(value.parse().unwrap_or(u64::MAX)));
                self.retry = self.event_retry;
            }
            // A comment, or a field that the standard does not know.
            _ => {}
        }
    }

    fn end_event(&mut self) {
        self.id.clone_into(&mut self.last_id);
        let event_type = std::mem::take(&mut self.event_type);
        let mut data = std::mem::take(&mut self.data);
        let retry = self.event_retry.take();
        // Without data it is not an event; the last line feed is not part of the data.
        if data.pop().is_some() {
            let event_type = if event_type.is_empty() { "message".to_owned() } else { event_type };
            let id = self.last_id.clone();
            self.ready.push_back(Event { event_type, data, id, retry, of: PhantomData });
        }
    }
}

impl<T> Items for Events<T> {
    type Item = Event<T>;

    fn push(&mut self, octets: &[u8]) {
        let mut rest = octets;
        while !self.is_too_large && !rest.is_empty() {
            if std::mem::take(&mut self.after_return)
                && let Some(after) = rest.strip_prefix(b"\n")
            {
                rest = after;
                continue;
            }
            let end = rest.iter().position(|octet| matches!(octet, b'\r' | b'\n'));
            let (line, after) = rest.split_at(end.unwrap_or(rest.len()));
            self.extend(line);
            match after.split_first() {
                Some((mark, after)) if !self.is_too_large => {
                    self.after_return = *mark == b'\r';
                    self.end_line();
                    rest = after;
                }
                _ => return,
            }
        }
    }

    /// An event without the empty line that ends it is dropped.
    fn finish(&mut self) {
        self.line.clear();
        self.data.clear();
    }

    fn next(&mut self) -> Option<Result<Self::Item, Defect>> {
        match self.ready.pop_front() {
            Some(event) => {
                event.id.clone_into(&mut self.taken_id);
                Some(Ok(event))
            }
            None => self.is_too_large.then_some(Err(Defect::TooLarge)),
        }
    }
}

impl<S, T> ItemStream<S, Events<T>> {
    /// The id that a new call may go on from, in the header `Last-Event-ID`; empty when no event
    /// had one.
    pub fn last_event_id(&self) -> &str {
        if self.items.ready.is_empty() { &self.items.last_id } else { &self.items.taken_id }
    }

    /// How long the server asks to wait before the next call, if it has asked.
    pub fn retry(&self) -> Option<Duration> {
        self.items.retry
    }
}

impl<S, T: 'static> Reading<S> for Events<T> {
    type Stream = ItemStream<S, Self>;

    fn open(
        response: &RawResponse,
        octets: S,
        info: &'static OperationInfo,
        limit: usize,
    ) -> Result<Self::Stream, DecodeError> {
        // Anything else would pass for a stream without events.
        let essence = |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match response.header(CONTENT_TYPE.as_str()).map(essence) {
            Some(essence) if essence != "text/event-stream" => {
                let error = DecodeError::new("expected an event stream");
                Err(error.with_content_type(response.header(CONTENT_TYPE.as_str())))
            }
            _ => Ok(ItemStream::new(octets, Self::new(limit), info)),
        }
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events")
            .field("last_id", &self.last_id)
            .field("ready", &self.ready.len())
            .finish_non_exhaustive()
    }
}
