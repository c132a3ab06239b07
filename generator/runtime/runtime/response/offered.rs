//! Which of several media types a response has.

use http::header::CONTENT_TYPE;

use crate::runtime::codec::media_type::{essence, is_json};
use crate::runtime::response::raw::RawResponse;

/// Responses whose body has one of several media types.
pub trait Offered {
    /// The index in `media` of the media type that the response declares; 0 if it declares none.
    fn offered(&self, media: &[&str]) -> Option<usize>;
}

impl Offered for RawResponse {
    fn offered(&self, media: &[&str]) -> Option<usize> {
        match self.headers.get(CONTENT_TYPE) {
            None => Some(0),
            Some(declared) => find(declared.to_str().ok()?, media),
        }
    }
}

/// The index of the content type `declared` in `offered`. In this order: the same with parameters,
/// the same without, a range that includes it (`image/*`), another JSON if it is JSON, `*/*`.
fn find(declared: &str, offered: &[&str]) -> Option<usize> {
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
