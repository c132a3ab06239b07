//! URLs of servers whose path alone is in the API's description.

/// Joins an origin, such as `https://example.com`, and the path of a server in the API's
/// description.
pub fn behind(origin: &str, path: Result<String, &'static str>) -> Result<String, &'static str> {
    path.map(|path| format!("{}{path}", origin.trim_end_matches('/')))
}
