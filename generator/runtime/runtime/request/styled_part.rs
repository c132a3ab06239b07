//! Values as parts of a form, in a style of parameters.

use serde_core::ser::Serialize;

use crate::runtime::codec::style::{QueryStyle, query_pairs};
use crate::runtime::codec::tree::Tree;
use crate::runtime::error::request_error::RequestError;
use crate::runtime::request::multipart::Multipart;
use crate::runtime::transport::upload::Upload;

/// Forms that hold values in a style of parameters.
pub trait StyledPart {
    /// Adds a value in a style of parameters: as one part, or as one for each element or member.
    fn styled_part<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, style: QueryStyle);
}

impl StyledPart for Multipart {
    fn styled_part<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, style: QueryStyle) {
        match Tree::of(value) {
            Ok(tree) => {
                for (name, text) in query_pairs(name, &tree, style, str::to_owned) {
                    self.part(&name, None, None, &[], Upload::from(text));
                }
            }
            Err(error) => self.mistake = Some(RequestError::Body(error)),
        }
    }
}
