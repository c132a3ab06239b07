//! Base URLs.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::runtime::error::build_error::BuildError;

/// A base URL to which credentials may be sent: `https`; plain `http` is allowed only to loopback.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    /// Without a slash at its end.
    text: String,
    encrypted: bool,
}

impl BaseUrl {
    /// Checks a base URL.
    pub fn parse(text: &str) -> Result<Self, BuildError> {
        let refused = |reason| Err(BuildError::BaseUrl { reason });
        if text.is_empty() {
            return refused("there is none");
        }
        if text.contains(['?', '#']) {
            return refused("it has a query or a fragment");
        }
        let Ok(uri) = text.parse::<http::Uri>() else {
            return refused("it is not a URL");
        };
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return refused("it is not an absolute URL");
        };
        if authority.as_str().contains('@') {
            return refused("it holds user information");
        }
        let host = authority.host();
        if !valid_host(host) {
            return refused("its host is not valid");
        }
        let port = &authority.as_str()[host.len()..];
        if !port.is_empty() && authority.port_u16().is_none_or(|number| number == 0) {
            return refused("its port is not valid");
        }
        let encrypted = match scheme {
            "https" => true,
            "http" if is_loopback(host) => false,
            "http" => return refused("plain http is allowed only to loopback; use https"),
            _ => return refused("its scheme is not https"),
        };
        let path = uri.path();
        if path.split('/').any(is_dots) {
            return refused("its path holds `.` or `..`");
        }
        if path.trim_end_matches('/').contains("//") {
            return refused("its path has an empty segment");
        }
        let text = format!("{scheme}://{authority}{}", path.trim_end_matches('/'));
        Ok(Self { text, encrypted })
    }

    /// The URL, without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether connections are encrypted; if not, they go to loopback.
    pub fn is_encrypted(&self) -> bool {
        self.encrypted
    }
}

/// Whether a path segment is `.` or `..`, written out or percent-encoded.
pub fn is_dots(segment: &str) -> bool {
    if segment.len() > 6 {
        return false;
    }
    let plain = segment.to_ascii_lowercase().replace("%2e", ".");
    plain == "." || plain == ".."
}

/// Letters, digits, `-`, `_` and `.`, or an IPv6 address in brackets: what every URL parser reads
/// alike.
fn valid_host(host: &str) -> bool {
    if let Some(address) = bracketed(host) {
        return address.parse::<Ipv6Addr>().is_ok();
    }
    let valid = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    !host.is_empty() && host.bytes().all(valid)
}

fn is_loopback(host: &str) -> bool {
    if let Some(address) = bracketed(host) {
        return address.parse::<Ipv6Addr>().is_ok_and(|address| address.is_loopback());
    }
    if let Ok(address) = host.parse::<Ipv4Addr>() {
        return address.is_loopback();
    }
    let host = host.to_ascii_lowercase();
    host == "localhost" || host.ends_with(".localhost")
}

fn bracketed(host: &str) -> Option<&str> {
    host.strip_prefix('[')?.strip_suffix(']')
}
