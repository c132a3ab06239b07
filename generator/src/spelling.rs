//! Suggestions for misspelt words.

/// Returns the known keyword nearest to `word`, if one is near enough.
pub(crate) fn nearest(word: &str, known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let allowed = if word.chars().count() < 5 { 1 } else { 2 };
    known
        .map(|keyword| (distance(&word.to_lowercase(), &keyword.to_lowercase()), keyword))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, keyword)| keyword)
}

/// Counts the characters to insert, delete, replace or swap with their neighbour.
fn distance(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=to.len()).collect();
    for (row, one) in from.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, other) in to.iter().enumerate() {
            let replaced = above[column] + usize::from(one != other);
            let mut least = replaced.min(above[column + 1] + 1).min(current[column] + 1);
            if row > 0 && column > 0 && from[row - 1] == *other && *one == to[column - 1] {
                least = least.min(before[column - 1] + 1);
            }
            current.push(least);
        }
        before = std::mem::replace(&mut above, current);
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn distances() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("require", "required"), 1);
        assert_eq!(distance("reqiured", "required"), 1);
        assert_eq!(distance("example", "examples"), 1);
    }

    #[test]
    fn suggestions() {
        let known = ["required", "properties", "type", "items"];
        assert_eq!(nearest("reqiured", known.into_iter()), Some("required"));
        assert_eq!(nearest("propertys", known.into_iter()), Some("properties"));
        assert_eq!(nearest("Type", known.into_iter()), Some("type"));
        assert_eq!(nearest("const", known.into_iter()), None);
    }
}
