//! The body of a request, read while it is sent.

use std::collections::VecDeque;
use std::io;

use bytes::Bytes;

#[cfg(any(feature = "async", feature = "blocking"))]
use crate::runtime::error::transport_error::TransportError;
use crate::runtime::transport::upload::{BoxRead, Opened, Source, Upload};

/// How much is read at once.
const CHUNK: usize = 64 * 1024;

/// Uploads, one after another.
pub(crate) struct Outgoing {
    waiting: VecDeque<Upload>,
    open: Option<Open>,
}

struct Open {
    state: State,
    /// How many bytes are still to come, if that is known.
    left: Option<u64>,
}

enum State {
    Unopened(Source),
    Opened(Opened),
}

impl Outgoing {
    pub(crate) fn new(uploads: Vec<Upload>) -> Self {
        Self { waiting: uploads.into(), open: None }
    }

    /// How many bytes there are before anything is read, if that is known.
    pub(crate) fn length(&self) -> Option<u64> {
        let mut sum = 0_u64;
        for upload in &self.waiting {
            sum = sum.checked_add(upload.length?)?;
        }
        self.open.is_none().then_some(sum)
    }

    /// The next upload, or its bytes if they are in memory.
    fn turn(&mut self) -> Result<Open, Option<Bytes>> {
        if let Some(open) = self.open.take() {
            return Ok(open);
        }
        loop {
            match self.waiting.pop_front() {
                None => return Err(None),
                Some(Upload { source: Source::Bytes(bytes), .. }) if bytes.is_empty() => {}
                Some(Upload { source: Source::Bytes(bytes), .. }) => return Err(Some(bytes)),
                Some(Upload { source, length }) => return Ok(Open { state: State::Unopened(source), left: length }),
            }
        }
    }

    /// What has been read; `None` when the upload has ended.
    fn took(&mut self, opened: Opened, left: Option<u64>, chunk: Vec<u8>) -> io::Result<Option<Bytes>> {
        let read = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        match left {
            Some(0) => return Ok(None),
            Some(left) if chunk.is_empty() => {
                let message = format!("the upload ended {left} bytes before its length");
                return Err(io::Error::new(io::ErrorKind::UnexpectedEof, message));
            }
            None if chunk.is_empty() => return Ok(None),
            _ => {}
        }
        let left = left.map(|left| left.saturating_sub(read));
        if left != Some(0) {
            self.open = Some(Open { state: State::Opened(opened), left });
        }
        Ok(Some(chunk.into()))
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn blocking_chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        loop {
            let Open { state, left } = match self.turn() {
                Ok(open) => open,
                Err(chunk) => return Ok(chunk),
            };
            let (opened, chunk) = read(state, left).map_err(TransportError::upload)?;
            match opened {
                Opened::Reader(_) => {}
                #[cfg(feature = "async")]
                Opened::AsyncReader(_) => {
                    return Err(TransportError::upload("the blocking client cannot read an asynchronous reader"));
                }
            }
            if let Some(chunk) = self.took(opened, left, chunk).map_err(TransportError::upload)? {
                return Ok(Some(chunk));
            }
        }
    }

    #[cfg(feature = "async")]
    pub(crate) async fn chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        loop {
            let Open { state, left } = match self.turn() {
                Ok(open) => open,
                Err(chunk) => return Ok(chunk),
            };
            let (opened, chunk) = read_anywhere(state, left).await.map_err(TransportError::upload)?;
            if let Some(chunk) = self.took(opened, left, chunk).map_err(TransportError::upload)? {
                return Ok(Some(chunk));
            }
        }
    }
}

fn room(left: Option<u64>) -> usize {
    left.and_then(|left| usize::try_from(left).ok()).map_or(CHUNK, |left| left.min(CHUNK))
}

/// Opens it if need be, and reads. Of an asynchronous reader nothing is read.
fn read(state: State, left: Option<u64>) -> io::Result<(Opened, Vec<u8>)> {
    let mut opened = match state {
        State::Unopened(source) => source.open()?,
        State::Opened(opened) => opened,
    };
    let chunk = match &mut opened {
        Opened::Reader(reader) => read_some(reader, room(left))?,
        #[cfg(feature = "async")]
        Opened::AsyncReader(_) => Vec::new(),
    };
    Ok((opened, chunk))
}

fn read_some(reader: &mut BoxRead, room: usize) -> io::Result<Vec<u8>> {
    let mut chunk = vec![0; room];
    if room == 0 {
        return Ok(chunk);
    }
    loop {
        match reader.read(&mut chunk) {
            Ok(length) => {
                chunk.truncate(length);
                return Ok(chunk);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Opens and reads on a thread that may block, unless the reader is asynchronous.
#[cfg(feature = "async")]
async fn read_anywhere(state: State, left: Option<u64>) -> io::Result<(Opened, Vec<u8>)> {
    let asynchronous = match state {
        State::Opened(Opened::AsyncReader(reader)) => reader,
        state @ (State::Unopened(_) | State::Opened(Opened::Reader(_))) => {
            let task = tokio::task::spawn_blocking(move || read(state, left));
            match task.await.map_err(io::Error::other)?? {
                (Opened::AsyncReader(reader), _) => reader,
                read @ (Opened::Reader(_), _) => return Ok(read),
            }
        }
    };
    let mut reader = asynchronous;
    let mut chunk = vec![0; room(left)];
    let mut buffer = tokio::io::ReadBuf::new(&mut chunk);
    if buffer.capacity() > 0 {
        std::future::poll_fn(|context| reader.as_mut().poll_read(context, &mut buffer)).await?;
    }
    let length = buffer.filled().len();
    chunk.truncate(length);
    Ok((Opened::AsyncReader(reader), chunk))
}
