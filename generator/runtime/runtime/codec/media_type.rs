//! Media types (RFC 9110, section 8.3.1).

/// A media type without its parameters.
pub fn essence(text: &str) -> &str {
    text.split(';').next().unwrap_or_default().trim()
}

/// Whether this is JSON (RFC 8259), or has the suffix of JSON (RFC 6839).
pub fn is_json(essence: &str) -> bool {
    let essence = essence.to_ascii_lowercase();
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

/// Which of `offered` the content type `declared` is: the same with its parameters, the same without, a range that holds it (`image/*`),
/// another JSON where it is JSON, or `*/*`.
pub fn find(declared: &str, offered: &[&str]) -> Option<usize> {
    let place = |fits: &dyn Fn(&str) -> bool| offered.iter().position(|media| fits(media));
    let same = |one: &str, other: &str| one.eq_ignore_ascii_case(other);
    let squeezed = |text: &str| text.replace(' ', "");
    let own = essence(declared);
    let in_range = |media: &str| {
        let (kind, _) = own.split_once('/')?;
        Some(same(essence(media).strip_suffix("/*")?, kind))
    };
    place(&|media| same(&squeezed(media), &squeezed(declared)))
        .or_else(|| place(&|media| same(essence(media), own)))
        .or_else(|| place(&|media| in_range(media).unwrap_or_default()))
        .or_else(|| place(&|media| is_json(own) && is_json(essence(media))))
        .or_else(|| place(&|media| essence(media) == "*/*"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_offer_is_found() {
        let offered = ["application/json", "application/json; version=2", "image/*", "text/csv", "*/*"];
        assert_eq!(find("application/json", &offered), Some(0));
        assert_eq!(find("Application/JSON; charset=utf-8", &offered), Some(0));
        assert_eq!(find("application/json;version=2", &offered), Some(1));
        assert_eq!(find("image/png", &offered), Some(2));
        assert_eq!(find("text/csv; header=present", &offered), Some(3));
        assert_eq!(find("application/problem+json", &offered), Some(0));
        assert_eq!(find("video/mp4", &offered), Some(4));
        assert_eq!(find("video/mp4", &["application/json", "text/plain"]), None);
        assert_eq!(find("nonsense", &["application/json"]), None);
    }
}
