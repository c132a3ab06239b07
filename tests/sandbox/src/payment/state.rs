//! The course of a payment: initiated, confirmed, approved, paid, or one of the failures.
//!
//! There is no timer: the status is computed from the time whenever it is read.

use std::time::{Duration, Instant};

use northbricks::model::PaymentStatus;

use crate::payment::outcome::Outcome;

/// The last step that someone took.
#[derive(Debug, Clone)]
pub(crate) enum Stage {
    /// Initiated, but not confirmed.
    Initiated,
    /// Confirmed, but not approved by the user.
    Confirmed(Instant),
    /// Approved by the user.
    Approved(Instant),
    /// In its final status.
    Ended(PaymentStatus),
}

/// The state of a payment.
#[derive(Debug, Clone)]
pub(crate) struct State {
    stage: Stage,
    outcome: Option<Outcome>,
}

/// The durations.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Timing {
    pub(crate) approval_lifetime: Duration,
    pub(crate) settlement: Duration,
}

/// The user's decision on the approval page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decision {
    Approve,
    Cancel,
    /// The approval code was wrong.
    Fail,
}

impl State {
    pub(crate) fn new(outcome: Option<Outcome>) -> Self {
        Self { stage: Stage::Initiated, outcome }
    }

    pub(crate) fn status(&self, timing: Timing, now: Instant) -> PaymentStatus {
        use Outcome::{ApprovalCancelled, ApprovalFailed, ApprovalTimeout, NotProvided};

        let passed = |since: Instant, time: Duration| now.saturating_duration_since(since) >= time;
        match (&self.stage, self.outcome) {
            (_, Some(NotProvided)) => PaymentStatus::PaymentStatusNotProvided,
            (Stage::Initiated, _) => PaymentStatus::PendingConfirmation,
            (Stage::Confirmed(since), Some(exit @ (ApprovalFailed | ApprovalTimeout | ApprovalCancelled)))
                if passed(*since, timing.settlement) =>
            {
                exit.status()
            }
            (Stage::Confirmed(since), _) if passed(*since, timing.approval_lifetime) => {
                PaymentStatus::UserApprovalTimeout
            }
            (Stage::Confirmed(_), _) => PaymentStatus::PendingUserApproval,
            (Stage::Approved(since), _) if !passed(*since, timing.settlement) => PaymentStatus::Confirmed,
            (Stage::Approved(_), Some(exit)) => exit.status(),
            (Stage::Approved(_), None) => PaymentStatus::Paid,
            (Stage::Ended(status), _) => status.clone(),
        }
    }

    /// Confirms the payment, if it is pending. `refusal` is the bank's reason to reject it.
    pub(crate) fn confirm(&mut self, refusal: Option<PaymentStatus>, now: Instant) -> bool {
        use Outcome::{Approved, InsufficientFunds, LimitExceeded, OnHold, Processing, Rejected};

        if !matches!(self.stage, Stage::Initiated) {
            return false;
        }
        self.stage = match (self.outcome, refusal) {
            (Some(exit @ (Rejected | InsufficientFunds | LimitExceeded)), _) => Stage::Ended(exit.status()),
            (_, Some(refusal)) => Stage::Ended(refusal),
            (Some(Approved | OnHold | Processing), None) => Stage::Approved(now),
            (_, None) => Stage::Confirmed(now),
        };
        true
    }

    /// Records the user's decision on the approval page, if the payment is waiting for it.
    pub(crate) fn decide(&mut self, decision: Decision, timing: Timing, now: Instant) -> bool {
        if self.status(timing, now) != PaymentStatus::PendingUserApproval {
            return false;
        }
        self.stage = match decision {
            Decision::Approve => Stage::Approved(now),
            Decision::Cancel => Stage::Ended(PaymentStatus::UserApprovalCancelled),
            Decision::Fail => Stage::Ended(PaymentStatus::UserApprovalFailed),
        };
        true
    }

    /// When the money left the account or was reserved: it is not available to another payment.
    pub(crate) fn reserved(&self, timing: Timing, now: Instant) -> bool {
        matches!(self.status(timing, now), PaymentStatus::Confirmed | PaymentStatus::Paid | PaymentStatus::Processing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIMING: Timing = Timing { approval_lifetime: Duration::from_secs(300), settlement: Duration::from_secs(1) };

    fn statuses(outcome: Option<Outcome>, decision: Option<Decision>) -> Vec<String> {
        let start = Instant::now();
        let mut state = State::new(outcome);
        let mut seen = vec![state.status(TIMING, start)];
        assert!(!state.decide(Decision::Approve, TIMING, start), "not before it is confirmed");
        assert!(state.confirm(None, start));
        assert!(!state.confirm(None, start), "not twice");
        seen.push(state.status(TIMING, start));
        if let Some(decision) = decision {
            assert!(state.decide(decision, TIMING, start));
            assert!(!state.decide(decision, TIMING, start), "not twice");
            seen.push(state.status(TIMING, start));
        }
        seen.push(state.status(TIMING, start + TIMING.settlement));
        seen.push(state.status(TIMING, start + TIMING.approval_lifetime));
        seen.dedup();
        seen.iter().map(|status| status.as_str().to_owned()).collect()
    }

    #[test]
    fn the_usual_way_and_the_user_s_own_exits() {
        let pending = ["PENDING_CONFIRMATION", "PENDING_USER_APPROVAL"];
        for (decision, rest) in [
            (Some(Decision::Approve), &["CONFIRMED", "PAID"][..]),
            (Some(Decision::Cancel), &["USER_APPROVAL_CANCELLED"]),
            (Some(Decision::Fail), &["USER_APPROVAL_FAILED"]),
            (None, &["USER_APPROVAL_TIMEOUT"]),
        ] {
            assert_eq!(statuses(None, decision), [&pending, rest].concat());
        }
    }

    #[test]
    fn every_outcome_ends_as_it_says() {
        for outcome in Outcome::ALL {
            let seen = statuses(Some(outcome), None);
            assert_eq!(seen.last().map(String::as_str), Some(outcome.status().as_str()), "{outcome:?}");
        }
        assert_eq!(statuses(Some(Outcome::Approved), None), ["PENDING_CONFIRMATION", "CONFIRMED", "PAID"]);
        assert_eq!(statuses(Some(Outcome::NotProvided), None), ["PAYMENT_STATUS_NOT_PROVIDED"]);
    }

    #[test]
    fn the_bank_s_own_refusal_counts() {
        let now = Instant::now();
        let mut state = State::new(None);
        assert!(state.confirm(Some(PaymentStatus::LimitExceeded), now));
        assert_eq!(state.status(TIMING, now), PaymentStatus::LimitExceeded);
    }
}
