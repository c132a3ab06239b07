//! Redirect URIs.

use url::{Host, Url};

/// The callback that Postman uses.
const POSTMAN: &str = "https://www.getpostman.com/oauth2/callback";

/// A redirect URI that this server accepts: registered, on loopback, or Postman's.
pub(crate) fn allowed(given: &str, registered: Option<&str>) -> Option<Url> {
    let url = acceptable(given)?;
    let known = registered == Some(given) || given == POSTMAN || is_loopback(&url);
    known.then_some(url)
}

/// A redirect URI that an application may register: `https`, or `http` to loopback.
pub(crate) fn acceptable(given: &str) -> Option<Url> {
    // Parsers disagree about these.
    if given.contains(|letter: char| letter == '\\' || letter.is_whitespace() || letter.is_control()) {
        return None;
    }
    let url = Url::parse(given).ok()?;
    let sound = url.fragment().is_none() && url.username().is_empty() && url.password().is_none() && url.has_host();
    let scheme = url.scheme() == "https" || is_loopback(&url);
    (sound && scheme && given.len() <= 2_000).then_some(url)
}

fn is_loopback(url: &Url) -> bool {
    let host = match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    host && matches!(url.scheme(), "http" | "https")
}

#[cfg(test)]
mod tests {
    use super::{POSTMAN, allowed};

    #[test]
    fn only_known_places_are_allowed() {
        let registered = Some("https://app.example/cb");
        for good in
            ["http://127.0.0.1:7/cb", "http://localhost", "http://[::1]:9/x?y=z", POSTMAN, "https://app.example/cb"]
        {
            assert!(allowed(good, registered).is_some(), "{good}");
        }
        for bad in [
            "https://app.example/cb/",
            "https://evil.example/cb",
            "http://app.example/cb",
            "http://127.0.0.1:7/cb#part",
            "http://127.0.0.1@evil.example/",
            "http://127.0.0.1\\@evil.example/",
            "http://localhost.evil.example/",
            "javascript:alert(1)//127.0.0.1",
            "data:text/html,x",
            "/cb",
            "",
        ] {
            assert!(allowed(bad, registered).is_none(), "{bad}");
        }
    }
}
