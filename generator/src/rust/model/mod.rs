//! The module `model`: for each type, one file with its declaration and one with its codec.

mod enumeration;
mod multipart;
pub(crate) mod record;
mod union;

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{SchemaId, Shape};
use crate::rust::names::{Name, TypeName};
use crate::rust::text::emission::Emission;
use crate::rust::text::file::File;
use crate::rust::text::imports::{with_imports, with_imports_of};
use crate::rust::text::module::modules;

/// Returns the module's files.
pub(crate) fn emit<'a>(emission: &'a Emission<'a>) -> Vec<File<'a>> {
    let types = emission.api.schemas.iter().enumerate().filter_map(|(index, schema)| {
        let is_type = matches!(schema.shape, Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_));
        let id = SchemaId(index);
        emission.names.type_name(id).filter(|_| is_type).map(|name| (id, name))
    });
    let types: Vec<(SchemaId, &TypeName)> = types.collect();
    let mut files = Vec::new();
    for (id, TypeName { ident, module }) in types.iter().copied() {
        files.push(File::new(format!("src/model/{module}.rs"), move || declaration(emission, id, ident)));
        files.push(File::new(format!("src/model/codec/{module}.rs"), move || with_imports(codec(emission, id, ident))));
    }
    let names: Vec<&TypeName> = types.into_iter().map(|(_, name)| name).collect();
    let modules_of_codec: Vec<&Name> = names.iter().map(|name| &name.module).collect();
    files.push(File::new("src/model/mod.rs", move || {
        let (declared, idents) = (names.iter().map(|name| &name.module), names.iter().map(|name| &name.ident));
        let modules = modules("model", declared.clone());
        quote! {
            //! The types of arguments, request bodies and responses.
            //!
            //! Every type implements `Serialize` and `Deserialize`. Unknown properties are ignored, so a server may add some. Types can
            //! gain fields: create a value with `new`, and set the fields that are not among its arguments.
            //!
            //! A field without documentation holds the property with the same name, in `snake_case`, `camelCase` or `kebab-case`. If
            //! the names differ otherwise, the documentation of the field names the property.
            #![allow(missing_docs)]

            mod codec;
            #modules
            #(pub use #declared::#idents;)*
        }
    }));
    files.push(File::new("src/model/codec/mod.rs", move || {
        let modules = modules("codec", modules_of_codec.iter().copied());
        quote! {
            //! Implementations of serde's traits for the types, without its derive.
            #modules
        }
    }));
    files
}

/// Returns the file that declares the type.
fn declaration(emission: &Emission<'_>, id: SchemaId, ident: &Name) -> TokenStream {
    let declaration = match &emission.api.schema(id).shape {
        Shape::Record(object) => record::declare(emission, id, ident, object),
        // A variant can have any name, including that of an import.
        Shape::Enumeration(values) => return enumeration::declare(emission, id, ident, values),
        Shape::Union(alternatives) => union::declare(emission, id, ident, alternatives),
        _ => TokenStream::new(),
    };
    with_imports_of(declaration, &["BTreeMap"])
}

/// Returns the file with the type's codec.
fn codec(emission: &Emission<'_>, id: SchemaId, ident: &Name) -> TokenStream {
    match &emission.api.schema(id).shape {
        Shape::Record(object) => record::codec(emission, id, ident, object),
        Shape::Enumeration(values) => enumeration::codec(ident, values),
        Shape::Union(alternatives) => union::codec(emission, id, ident, alternatives),
        _ => TokenStream::new(),
    }
}
