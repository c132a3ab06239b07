//! How a payment ends: a user name or a payment's message chooses it.

use northbricks::model::PaymentStatus;

/// How a payment ends when it does not go the usual way.
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

    /// The user name, or the message, that chooses it.
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
            Self::Approved => "Approves at once, without a page: CONFIRMED, then PAID.",
            Self::Rejected => "The bank refuses once the payment is confirmed: REJECTED.",
            Self::InsufficientFunds => "There is not enough money: INSUFFICIENT_FUNDS.",
            Self::LimitExceeded => "The payment is over the user's limit: LIMIT_EXCEEDED.",
            Self::ApprovalFailed => "PENDING_USER_APPROVAL, then USER_APPROVAL_FAILED.",
            Self::ApprovalTimeout => "PENDING_USER_APPROVAL, then USER_APPROVAL_TIMEOUT.",
            Self::ApprovalCancelled => "PENDING_USER_APPROVAL, then USER_APPROVAL_CANCELLED.",
            Self::OnHold => "CONFIRMED, then ON_HOLD for good.",
            Self::Processing => "CONFIRMED, then PROCESSING for good.",
            Self::NotProvided => "The bank never says: PAYMENT_STATUS_NOT_PROVIDED throughout.",
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

    /// The outcome that a message asks for, else the one that the user's name stands for.
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
