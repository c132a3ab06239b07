//! The outcome of a payment, chosen by a user name or the payment's message.

use northbricks::model::PaymentStatus;

/// The outcome of a payment that does not take the usual course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Approved,
    Rejected,
    InsufficientFunds,
    LimitExceeded,
    ApprovalFailed,
    ApprovalTimeout,
    ApprovalCancelled,
    OnHold,
    Processing,
    NotProvided,
}

impl Outcome {
    pub(crate) const ALL: [Self; 10] = [
        Self::Approved,
        Self::Rejected,
        Self::InsufficientFunds,
        Self::LimitExceeded,
        Self::ApprovalFailed,
        Self::ApprovalTimeout,
        Self::ApprovalCancelled,
        Self::OnHold,
        Self::Processing,
        Self::NotProvided,
    ];

    /// The user name or message that chooses it.
    pub(crate) fn keyword(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::InsufficientFunds => "insufficient-funds",
            Self::LimitExceeded => "limit-exceeded",
            Self::ApprovalFailed => "approval-failed",
            Self::ApprovalTimeout => "approval-timeout",
            Self::ApprovalCancelled => "approval-cancelled",
            Self::OnHold => "on-hold",
            Self::Processing => "processing",
            Self::NotProvided => "not-provided",
        }
    }

    /// The status that the payment stays in.
    pub(crate) fn status(self) -> PaymentStatus {
        match self {
            Self::Approved => PaymentStatus::Paid,
            Self::Rejected => PaymentStatus::Rejected,
            Self::InsufficientFunds => PaymentStatus::InsufficientFunds,
            Self::LimitExceeded => PaymentStatus::LimitExceeded,
            Self::ApprovalFailed => PaymentStatus::UserApprovalFailed,
            Self::ApprovalTimeout => PaymentStatus::UserApprovalTimeout,
            Self::ApprovalCancelled => PaymentStatus::UserApprovalCancelled,
            Self::OnHold => PaymentStatus::OnHold,
            Self::Processing => PaymentStatus::Processing,
            Self::NotProvided => PaymentStatus::PaymentStatusNotProvided,
        }
    }

    pub(crate) fn about(self) -> &'static str {
        match self {
            Self::Approved => "Approved at once, without a page: CONFIRMED, then PAID.",
            Self::Rejected => "The bank rejects the payment once it is confirmed: REJECTED.",
            Self::InsufficientFunds => "The account has not enough money: INSUFFICIENT_FUNDS.",
            Self::LimitExceeded => "The payment is over the user's limit: LIMIT_EXCEEDED.",
            Self::ApprovalFailed => "PENDING_USER_APPROVAL, then USER_APPROVAL_FAILED.",
            Self::ApprovalTimeout => "PENDING_USER_APPROVAL, then USER_APPROVAL_TIMEOUT.",
            Self::ApprovalCancelled => "PENDING_USER_APPROVAL, then USER_APPROVAL_CANCELLED.",
            Self::OnHold => "CONFIRMED, then ON_HOLD forever.",
            Self::Processing => "CONFIRMED, then PROCESSING forever.",
            Self::NotProvided => "The bank never reports a status: always PAYMENT_STATUS_NOT_PROVIDED.",
        }
    }

    pub(crate) fn first_name(self) -> &'static str {
        match self {
            Self::Approved => "Anna",
            Self::Rejected => "Rolf",
            Self::InsufficientFunds => "Inge",
            Self::LimitExceeded => "Liv",
            Self::ApprovalFailed => "Felix",
            Self::ApprovalTimeout => "Tove",
            Self::ApprovalCancelled => "Kai",
            Self::OnHold => "Hedda",
            Self::Processing => "Per",
            Self::NotProvided => "Nils",
        }
    }

    /// The outcome that a message chooses, or else the user's name.
    pub(crate) fn choose<'a>(username: &str, messages: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        messages.into_iter().find_map(Self::named).or_else(|| Self::named(username))
    }

    fn named(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| text.trim().eq_ignore_ascii_case(outcome.keyword()))
    }
}

#[cfg(test)]
mod tests {
    use super::Outcome;

    #[test]
    fn a_message_comes_before_the_user_name() {
        assert_eq!(Outcome::choose("doris", ["Rent"]), None);
        assert_eq!(Outcome::choose("rejected", ["Rent"]), Some(Outcome::Rejected));
        assert_eq!(Outcome::choose("rejected", ["Rent", " On-Hold "]), Some(Outcome::OnHold));
    }
}
