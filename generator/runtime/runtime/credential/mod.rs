//! Who calls: what credentials add to a request, and the seam for tokens that are renewed.

pub mod attachments;
pub mod credentials;
pub mod token_source;
