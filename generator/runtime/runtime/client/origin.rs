//! The URLs of servers that the API's description names by their path alone.

/// The URL of a server that the API's description names by its path alone, behind an origin such as
/// `https://example.com`.
pub fn behind(origin: &str, path: Result<String, &'static str>) -> Result<String, &'static str> {
    path.map(|path| format!("{}{path}", origin.trim_end_matches('/')))
}
