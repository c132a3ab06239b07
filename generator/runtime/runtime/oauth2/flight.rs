//! A renewal under way, and the calls that wait for it.
#![cfg(feature = "oauth2")]

#[cfg(feature = "async")]
use std::future::poll_fn;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
#[cfg(feature = "async")]
use std::task::{Poll, Waker};
#[cfg(feature = "blocking")]
use std::time::{Duration, Instant};

use crate::runtime::error::token_error::TokenError;

/// A renewal under way: however many calls need one, it is carried out once, and all of them get
/// its result. A call may stop waiting; the renewal goes on, because its response may hold the only
/// refresh token.
#[derive(Debug, Default)]
pub(crate) struct Flight {
    state: Mutex<State>,
    landed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    outcome: Option<Result<(), TokenError>>,
    #[cfg(feature = "async")]
    waiting: Vec<Waker>,
}

impl Flight {
    /// Ends the renewal, and passes its result to all waiting calls.
    pub(crate) fn land(&self, outcome: Result<(), TokenError>) {
        let mut state = self.lock();
        state.outcome.get_or_insert(outcome);
        #[cfg(feature = "async")]
        let waiting = std::mem::take(&mut state.waiting);
        drop(state);
        self.landed.notify_all();
        #[cfg(feature = "async")]
        waiting.into_iter().for_each(Waker::wake);
    }

    /// Waits for the result.
    #[cfg(feature = "async")]
    pub(crate) async fn wait(&self) -> Result<(), TokenError> {
        poll_fn(|context| {
            let mut state = self.lock();
            if let Some(outcome) = &state.outcome {
                return Poll::Ready(outcome.clone());
            }
            if !state.waiting.iter().any(|waker| waker.will_wake(context.waker())) {
                state.waiting.push(context.waker().clone());
            }
            Poll::Pending
        })
        .await
    }

    /// Waits for the result, but no longer than `time`.
    #[cfg(feature = "blocking")]
    pub(crate) fn wait_for(&self, time: Duration) -> Option<Result<(), TokenError>> {
        let begin = Instant::now();
        let mut state = self.lock();
        while state.outcome.is_none() {
            let left = time.checked_sub(begin.elapsed())?;
            state = self.landed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        state.outcome.clone()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
