//! Structured values, taken apart.

use serde_core::ser::Serialize;

use crate::runtime::codec::tree::Tree;
use crate::runtime::request::draft::Request;
use crate::runtime::value::argument::Refusal;

/// The value taken apart, or `None` if it is refused.
pub(crate) fn tree<T: Serialize + ?Sized>(request: &mut Request, name: &str, value: &T) -> Option<Tree> {
    let tree = Tree::of(value).map_err(|_| Refusal("the value has no JSON form"));
    request.accept(name, tree)
}
