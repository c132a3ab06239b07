//! The module `model`: one file for each type's declaration, one for how it is read and written.

pub(crate) mod enumeration;
mod multipart;
pub(crate) mod record;
mod union;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::api::{SchemaId, Shape};
use crate::rust::Emission;
use crate::rust::text::file::File;
use crate::rust::text::imports::{with_imports, with_imports_of};

/// The module's files.
pub(crate) fn emit<'a>(emission: &'a Emission<'a>) -> Vec<File<'a>> {
    let mut files = Vec::new();
    let mut modules = Vec::new();
    for (index, schema) in emission.api.schemas.iter().enumerate() {
        let id = SchemaId(index);
        let Some(name) = emission.names.type_name(id) else { continue };
        if !matches!(schema.shape, Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_)) {
            continue;
        }
        let (ident, module) = (&name.ident, &name.module);
        modules.push((module, ident));
        files.push(File::new(format!("src/model/{module}.rs"), move || declaration(emission, id, ident)));
        files.push(File::new(format!("src/model/codec/{module}.rs"), move || with_imports(codec(emission, id, ident))));
    }
    let declared: Vec<_> = modules.iter().map(|(module, _)| module).collect();
    let idents: Vec<_> = modules.iter().map(|(_, ident)| ident).collect();
    let in_model = crate::rust::text::module::modules("model", declared.iter().copied());
    let in_codec = crate::rust::text::module::modules("codec", declared.iter().copied());
    files.push(File::of(
        "src/model/mod.rs",
        quote! {
            //! The values that go over the wire: request bodies, responses, and what they are made of.
            //!
            //! Every type is `Serialize` and `Deserialize`. Properties that a document does not name are passed over, so that a server may
            //! add some. Types can gain fields: make one with its `new`, and set the fields that are not in its arguments.
            mod codec;
            #in_model
            #(pub use #declared::#idents;)*
        },
    ));
    files.push(File::of(
        "src/model/codec/mod.rs",
        quote! {
            //! How the types are read and written: serde's traits, without its derive.
            #in_codec
        },
    ));
    files
}

/// The file that declares the type.
fn declaration(emission: &Emission<'_>, id: SchemaId, ident: &Ident) -> TokenStream {
    let declaration = match &emission.api.schema(id).shape {
        Shape::Record(object) => record::declare(emission, id, ident, object),
        // A variant may be called as anything is.
        Shape::Enumeration(values) => return enumeration::declare(emission, id, ident, values),
        Shape::Union(alternatives) => union::declare(emission, id, ident, alternatives),
        _ => TokenStream::new(),
    };
    with_imports_of(declaration, &["BTreeMap"])
}

/// How the type is read and written.
fn codec(emission: &Emission<'_>, id: SchemaId, ident: &Ident) -> TokenStream {
    match &emission.api.schema(id).shape {
        Shape::Record(object) => record::codec(emission, id, ident, object),
        Shape::Enumeration(values) => enumeration::codec(ident, values),
        Shape::Union(alternatives) => union::codec(emission, id, ident, alternatives),
        _ => TokenStream::new(),
    }
}
