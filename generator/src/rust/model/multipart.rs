//! Objects that are sent as multipart bodies.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Record, Rest, SchemaId, Shape, Text};
use crate::rust::facts::decimal_form;
use crate::rust::names::Name;
use crate::rust::text::emission::Emission;
use crate::rust::text::type_ref::Presence;
use crate::rust::text::wire::{query_style, written};

/// Implements the conversion of the struct into a multipart body.
pub(super) fn multipart(emission: &Emission<'_>, id: SchemaId, ident: &Name, record: &Record) -> Option<TokenStream> {
    let encodings = emission.facts.multipart(id)?;
    let names = emission.names.fields(id);
    let is_file = |id: SchemaId| matches!(emission.api.shape(id), Shape::Text(Text::Binary));
    let parts = record.fields.iter().zip(names).map(|(field, name)| {
        let key = field.name.as_str();
        let encoding = encodings.iter().find(|encoding| encoding.name == field.name);
        let media = match encoding.and_then(|encoding| encoding.content_type.as_deref()) {
            // If there are several media types, the part's own type lets the caller choose.
            Some(media) if !media.contains([',', '*']) => quote!(Some(#media)),
            _ => quote!(None),
        };
        let (target, _) = emission.api.resolve(field.schema);
        let add = match &emission.api.schema(target).shape {
            Shape::Text(Text::Binary) => quote!(form.file_part(#key, value, #media);),
            Shape::List(item) if is_file(*item) => {
                // A `null` in a list is not sent as a part.
                let parts = if emission.api.resolve(*item).1 { quote!(value.iter().flatten()) } else { quote!(value) };
                quote!(for part in #parts { form.file_part(#key, part, #media); })
            }
            _ => {
                let form = decimal_form(emission.api, field.schema);
                let value = written(form, &quote!(value));
                match encoding.and_then(|encoding| encoding.style) {
                    Some((style, explode)) => {
                        let style = query_style(style, explode);
                        quote!(form.styled_part(#key, #value, #style);)
                    }
                    None => quote!(form.value_part(#key, #value, #media);),
                }
            }
        };
        match Presence::of(emission.api, field) {
            Presence::Always => quote!({ let value = &self.#name; #add }),
            Presence::Nullable | Presence::Optional => quote!(if let Some(value) = &self.#name { #add }),
            Presence::OptionalOrNull => quote!(if let Some(Some(value)) = &self.#name { #add }),
        }
    });
    let rest = match record.rest {
        Rest::Ignored => None,
        Rest::Kept(id) if is_file(id) => {
            let files = if emission.api.resolve(id).1 { quote!(if let Some(value) = value) } else { quote!() };
            Some(quote!(for (key, value) in &self.rest {
                #files { form.file_part(key, value, None); }
            }))
        }
        Rest::Kept(_) => Some(quote!(for (key, value) in &self.rest {
            form.value_part(key, value, None);
        })),
    };
    Some(quote! {
        impl MultipartBody for model::#ident {
            fn parts(&self, form: &mut Multipart) {
                #(#parts)*
                #rest
            }
        }
    })
}
