//! The URLs of servers, with variables (OpenAPI 3.0, "Server Object").

/// The URL of a template, with these values for its variables.
///
/// Nothing in a value may lead to another host than the template's: before the first slash of the
/// path a value has no `/`, `\\`, `?`, `#` or `@`, and nowhere a `?` or `#`.
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
