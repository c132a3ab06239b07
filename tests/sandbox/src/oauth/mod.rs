//! OAuth 2.0: the authorization-code grant (RFC 6749) with PKCE (RFC 7636) and bearer tokens (RFC
//! 6750).

pub(crate) mod authorize;
pub(crate) mod error;
pub(crate) mod grants;
pub(crate) mod pkce;
pub(crate) mod redirect;
pub(crate) mod scope;
pub(crate) mod token;
