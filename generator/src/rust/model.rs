//! The module `model`: one file for each type's declaration, one for how it is read and written.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::{with_imports, with_imports_of};
use super::{Emission, enumeration, record, union};
use crate::api::{SchemaId, Shape};

/// The module's files.
pub(super) fn emit(emission: &Emission<'_>) -> Vec<(String, TokenStream)> {
    let mut files = Vec::new();
    let mut modules = Vec::new();
    for index in 0..emission.api.schemas.len() {
        let id = SchemaId(index);
        let Some(name) = emission.names.type_name(id) else { continue };
        let (ident, module) = (&name.ident, &name.module);
        let (declaration, codec) = match &emission.api.schema(id).shape {
            Shape::Record(object) => {
                (record::declare(emission, id, ident, object), record::codec(emission, id, ident, object))
            }
            Shape::Enumeration(values) => {
                (enumeration::declare(emission, id, ident, values), enumeration::codec(ident, values))
            }
            Shape::Union(alternatives) => {
                (union::declare(emission, id, ident, alternatives), union::codec(emission, id, ident, alternatives))
            }
            _ => continue,
        };
        modules.push((module.clone(), ident.clone()));
        let codec = with_imports(codec);
        let declaration = match &emission.api.schema(id).shape {
            // A variant may be called as anything is.
            Shape::Enumeration(_) => declaration,
            _ => with_imports_of(declaration, &["BTreeMap"]),
        };
        files.push((format!("src/model/{module}.rs"), declaration));
        files.push((format!("src/model/codec/{module}.rs"), codec));
    }
    let declared: Vec<_> = modules.iter().map(|(module, _)| module).collect();
    let idents: Vec<_> = modules.iter().map(|(_, ident)| ident).collect();
    files.push((
        "src/model/mod.rs".to_owned(),
        quote! {
            //! The values that go over the wire: request bodies, answers, and what they are made of.
            //!
            //! Every type is `Serialize` and `Deserialize`. Properties that a document does not name are passed over, so that a server may
            //! add some. Types can gain fields: make one with its `new`, and set the fields that are not in its arguments.
            mod codec;
            #(mod #declared;)*
            #(pub use #declared::#idents;)*
        },
    ));
    files.push((
        "src/model/codec/mod.rs".to_owned(),
        quote! {
            //! How the types are read and written: serde's traits, without its derive.
            #(mod #declared;)*
        },
    ));
    files
}
