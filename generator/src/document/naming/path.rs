//! A path, split into words and variables.

/// A piece of a path.
pub(super) struct Piece {
    /// The words between the slashes, in lower case.
    pub(super) words: Vec<String>,
    /// The names of the variables that follow the words.
    pub(super) variables: Vec<String>,
}

/// Splits a path into words and the variables that follow them.
pub(super) fn pieces(path: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        let (mut text, mut variables) = (String::new(), Vec::new());
        let mut rest = segment;
        let mut custom = None;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((variable, after)) = after.split_once('}') else { break };
            text.push_str(before);
            text.push(' ');
            variables.push(variable.to_owned());
            rest = after;
        }
        // In `{id}:cancel` and `users:search`, the verb after the colon acts on what is before it.
        if let Some((before, verb)) = rest.split_once(':') {
            text.push_str(before);
            custom = Some(verb);
        } else {
            text.push_str(rest);
        }
        let text = [".json", ".xml", ".csv"].iter().fold(text.as_str(), |text, ending| text.trim_end_matches(ending));
        let words = words_of(text);
        match pieces.last_mut() {
            Some(piece) if words.is_empty() => piece.variables.extend(variables),
            _ if words.is_empty() && variables.is_empty() => {}
            _ => pieces.push(Piece { words, variables }),
        }
        if let Some(verb) = custom {
            pieces.push(Piece { words: words_of(verb), variables: Vec::new() });
        }
    }
    pieces
}

/// Whether the words are like `v1`, `v2.0` or `api`, which do not describe an operation.
pub(super) fn is_version(words: &[String]) -> bool {
    let number = |text: &str| text.starts_with(|character: char| character.is_ascii_digit());
    match words {
        [first, rest @ ..] => {
            (first == "api" || first.strip_prefix('v').is_some_and(number)) && rest.iter().all(|word| number(word))
        }
        [] => false,
    }
}

/// Splits a text into words in lower case: `bankAccount`, `bank-account` and `Bank account` have
/// the same two words.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    let mut before = None;
    for character in text.chars() {
        if !character.is_alphanumeric() {
            open = false;
            before = None;
            continue;
        }
        let turn = character.is_uppercase() && before.is_some_and(char::is_lowercase);
        if !open || turn {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(character.to_lowercase());
        }
        open = true;
        before = Some(character);
    }
    words
}
