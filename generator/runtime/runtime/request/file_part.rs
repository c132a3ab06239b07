//! Files as parts of a form.

use crate::runtime::request::multipart::Multipart;
use crate::runtime::request::part::Part;

/// Forms that hold files.
pub trait FilePart {
    /// Adds a file. `content_type` is what the API's description asks for; the part's own comes
    /// first.
    fn file_part(&mut self, name: &str, part: &Part, content_type: Option<&str>);
}

impl FilePart for Multipart {
    fn file_part(&mut self, name: &str, part: &Part, content_type: Option<&str>) {
        let media_type = part.content_type.as_deref().or(content_type).unwrap_or("application/octet-stream");
        // A part without a file name is taken for plain text by many servers.
        let file_name = part.file_name.as_deref().unwrap_or("file");
        self.part(name, Some(file_name), Some(media_type), &part.headers, part.content.clone());
    }
}
