//! The URLs of servers, with variables (OpenAPI 3.0, "Server Object").

/// The URL that a template gives with those values for its variables.
///
/// Nothing in a value may lead to another host than the template's: before the first slash of the path a value has no `/`, `\\`, `?`, `#` or
/// `@`, and nowhere a `?` or `#`.
pub fn fill(template: &str, values: &[(&str, &str)]) -> Result<String, &'static str> {
    let start = template.find("://").map(|at| at + 3);
    let path = start.and_then(|start| template.get(start..)?.find('/').map(|at| start + at));
    let mut url = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        url.push_str(before);
        let place = template.len() - after.len();
        let Some((name, after)) = after.split_once('}') else { return Err("a variable in it has no end") };
        let Some((_, value)) = values.iter().find(|(known, _)| *known == name) else {
            return Err("a variable in it has no value");
        };
        let in_host = start.is_some_and(|start| place > start) && path.is_none_or(|path| place < path);
        let refused: &[char] = if in_host { &['/', '\\', '?', '#', '@'] } else { &['?', '#'] };
        if value.contains(refused) || value.chars().any(|character| character.is_whitespace() || character.is_control())
        {
            return Err("a variable has a value that cannot stand there");
        }
        url.push_str(value);
        rest = after;
    }
    url.push_str(rest);
    Ok(url)
}

/// The URL of a server that the API's description names by its path alone, behind an origin such as `https://example.com`.
pub fn behind(origin: &str, path: Result<String, &'static str>) -> Result<String, &'static str> {
    path.map(|path| format!("{}{path}", origin.trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_filled() {
        let template = "https://{region}.example.com:{port}/{base}/v1";
        let fill = |region, port, base| fill(template, &[("region", region), ("port", port), ("base", base)]);
        assert_eq!(fill("eu", "8443", "a/b").unwrap(), "https://eu.example.com:8443/a/b/v1");
        for (region, port, base) in
            [("evil.com/", "1", "b"), ("a", "1@evil.com", "b"), ("a", "1", "b?c"), ("a b", "1", "c")]
        {
            assert!(fill(region, port, base).is_err(), "{region} {port} {base}");
        }
        assert!(super::fill("https://{a}", &[]).is_err());
        assert_eq!(super::fill("{url}/v1", &[("url", "https://example.com/x")]).unwrap(), "https://example.com/x/v1");
        assert_eq!(super::fill("{scheme}://example.com", &[("scheme", "https")]).unwrap(), "https://example.com");
        assert_eq!(behind("https://example.com/", Ok("/v1".to_owned())).unwrap(), "https://example.com/v1");
    }
}
