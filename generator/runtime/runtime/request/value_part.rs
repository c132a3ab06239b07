//! Values as parts of a form.

use serde_core::ser::Serialize;

use crate::runtime::codec::media_type::{essence, is_json};
use crate::runtime::codec::tree::Tree;
use crate::runtime::error::request_error::RequestError;
use crate::runtime::request::multipart::Multipart;
use crate::runtime::transport::upload::Upload;

/// Forms that hold values.
pub trait ValuePart {
    /// Adds a value: a text or a number as it is, a list as one part for each element, an object as
    /// JSON; and all as JSON where `content_type` is that.
    fn value_part<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, content_type: Option<&str>);
}

impl ValuePart for Multipart {
    fn value_part<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, content_type: Option<&str>) {
        match Tree::of(value) {
            // In JSON even a text is in quotes.
            Ok(tree) if tree != Tree::Null && content_type.is_some_and(|text| is_json(essence(text))) => {
                match serde_json::to_vec(value) {
                    Ok(json) => self.part(name, None, content_type, &[], Upload::from(json)),
                    Err(error) => self.mistake = Some(RequestError::Body(error)),
                }
            }
            Ok(Tree::List(items, _)) => items.iter().for_each(|item| tree_part(self, name, item, content_type)),
            Ok(tree) => tree_part(self, name, &tree, content_type),
            Err(error) => self.mistake = Some(RequestError::Body(error)),
        }
    }
}

fn tree_part(form: &mut Multipart, name: &str, tree: &Tree, content_type: Option<&str>) {
    let media_type = match tree {
        Tree::Null => return,
        Tree::Scalar(_) => content_type,
        Tree::List(..) | Tree::Object(..) => content_type.or(Some("application/json")),
    };
    form.part(name, None, media_type, &[], Upload::from(tree.text().unwrap_or_default()));
}
