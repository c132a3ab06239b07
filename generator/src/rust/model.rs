//! The module `model`: one file for each type's declaration, one for how it is read and written.

use proc_macro2::TokenStream;
use quote::quote;

use super::imports::with_imports;
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
                (enumeration::declare(emission, id, ident, values), enumeration::codec(emission, id, ident, values))
            }
            Shape::Union(alternatives) => {
                (union::declare(emission, id, ident, alternatives), union::codec(emission, id, ident, alternatives))
            }
            _ => continue,
        };
        modules.push((module.clone(), ident.clone()));
        let own = ident.to_string();
        let codec = with_imports(codec, &[&own]);
        let allow = emission.api.schema(id).docs.deprecated.then(|| quote!(#[allow(deprecated)]));
        files.push((format!("src/model/{module}.rs"), with_imports(declaration, &[&own])));
        files.push((format!("src/model/codec/{module}.rs"), quote!(#allow use crate::model::#ident; #codec)));
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
