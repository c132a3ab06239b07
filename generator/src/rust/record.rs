//! Objects: a struct, its constructors, and how it is read and written.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::Emission;
use super::derives::decimal_form;
use super::docs::{doc_lines, markdown};
use super::type_ref::Presence;
use crate::api::{Field, Record, Rest, SchemaId, Shape, Text};

/// The struct and its constructors.
pub(super) fn declare(emission: &Emission<'_>, id: SchemaId, ident: &Ident, record: &Record) -> TokenStream {
    let schema = emission.api.schema(id);
    let types = emission.types_in_model();
    let names = emission.names.fields(id);
    let docs = doc_lines(&markdown(&schema.docs, &fallback(ident)));
    let has_default = record.fields.iter().all(|field| Presence::of(emission.api, field) != Presence::Always);
    let mut derives = vec![quote!(Debug), quote!(Clone), quote!(PartialEq)];
    if emission.derives.is_eq(id) {
        derives.extend([quote!(Eq), quote!(Hash)]);
    }
    if has_default {
        derives.push(quote!(Default));
    }
    let fields = record.fields.iter().zip(names).enumerate().map(|(part, (field, name))| {
        let fallback = format!("The property `{}`.", super::docs::line(field.name.as_str()));
        let docs = doc_lines(&markdown(&field.docs, &fallback));
        let deprecated = field.docs.deprecated.then(|| quote!(#[deprecated]));
        let of = types.field(field, emission.derives.is_boxed(id, part));
        quote!(#docs #deprecated pub #name: #of)
    });
    let rest = match record.rest {
        Rest::Ignored => None,
        Rest::Kept(value) => {
            let value = types.value(value);
            Some(quote!(
                /// The properties that the document does not name.
                pub rest: BTreeMap<String, #value>
            ))
        }
    };
    let fields = fields.chain(rest);
    let deprecated = schema.docs.deprecated.then(|| quote!(#[deprecated]));
    let constructors = constructors(emission, id, ident, record);
    quote! {
        #docs
        #deprecated
        #[derive(#(#derives),*)]
        #[non_exhaustive]
        pub struct #ident { #(#fields),* }

        #constructors
    }
}

fn fallback(ident: &Ident) -> String {
    format!("The schema `{ident}`.")
}

fn constructors(emission: &Emission<'_>, id: SchemaId, ident: &Ident, record: &Record) -> TokenStream {
    let names = emission.names.fields(id);
    let types = emission.types_in_model();
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    let mut setters = Vec::new();
    for (part, (field, name)) in record.fields.iter().zip(names).enumerate() {
        let boxed = emission.derives.is_boxed(id, part);
        let (of, value) = taken(emission, field, name, boxed);
        match Presence::of(emission.api, field) {
            Presence::Always => {
                arguments.push(quote!(#name: #of));
                let plain = *name == value.to_string();
                values.push(if plain { quote!(#name) } else { quote!(#name: #value) });
            }
            Presence::Nullable => {
                let whole = types.field(field, boxed);
                arguments.push(quote!(#name: #whole));
                values.push(quote!(#name));
            }
            presence @ (Presence::Optional | Presence::OptionalOrNull) => {
                values.push(quote!(#name: None));
                if emission.derives.is_sent(id) {
                    let value =
                        if presence == Presence::Optional { quote!(Some(#value)) } else { quote!(Some(Some(#value))) };
                    let setter = format_ident!("with_{}", name.to_string().trim_start_matches("r#"));
                    let doc = format!(" Sets [`{name}`](Self::{name}).");
                    let deprecated = field.docs.deprecated.then(|| quote!(#[deprecated]));
                    setters.push(quote! {
                        #[doc = #doc]
                        #deprecated
                        #[must_use]
                        pub fn #setter(mut self, #name: #of) -> Self {
                            self.#name = #value;
                            self
                        }
                    });
                }
            }
        }
    }
    if let Rest::Kept(_) = record.rest {
        values.push(quote!(rest: BTreeMap::new()));
    }
    let many = (arguments.len() > 7).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let doc = if arguments.is_empty() {
        format!(" A `{ident}` with nothing set.")
    } else {
        format!(" A `{ident}` with its required fields, and nothing else set.")
    };
    quote! {
        impl #ident {
            #[doc = #doc]
            #many
            #[must_use]
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }

            #(#setters)*
        }
    }
}

/// What a constructor takes for a field that is there and not `null`, and the expression that makes the field's value of it.
fn taken(emission: &Emission<'_>, field: &Field, name: &Ident, boxed: bool) -> (TokenStream, TokenStream) {
    let types = emission.types_in_model();
    let (target, _) = emission.api.resolve(field.schema);
    let base = types.base(field.schema);
    let generous = matches!(
        emission.api.schema(target).shape,
        Shape::Text(Text::Plain | Text::Byte | Text::Binary) | Shape::Enumeration(_) | Shape::Any
    );
    match (generous, boxed) {
        (true, _) => (quote!(impl Into<#base>), quote!(#name.into())),
        (false, true) => (base, quote!(Box::new(#name))),
        (false, false) => (base, quote!(#name)),
    }
}

/// How the struct is read and written: `Deserialize` and `Serialize` without serde's derive.
pub(super) fn codec(emission: &Emission<'_>, id: SchemaId, ident: &Ident, record: &Record) -> TokenStream {
    let locals = emission.names.fields(id);
    let keys = record.fields.iter().map(|field| field.name.as_str());
    let name = ident.to_string();
    let mut arms = Vec::new();
    let mut fields = Vec::new();
    let mut entries = Vec::new();
    let mut uses_tag = matches!(record.rest, Rest::Kept(_));
    for (index, (field, local)) in record.fields.iter().zip(locals).enumerate() {
        let key = field.name.as_str();
        let index = Literal::usize_unsuffixed(index);
        let form = decimal_form(emission.api, field.schema);
        let next = next_value(form.as_ref());
        let presence = Presence::of(emission.api, field);
        let is_tag = emission.derives.is_tag(id, key);
        uses_tag |= is_tag;
        let found = match record.rest {
            Rest::Ignored => quote!(Some(#index)),
            Rest::Kept(_) => quote!(Key::Known(#index)),
        };
        arms.push(match presence {
            Presence::Optional => quote!(#found => #local = #next),
            Presence::Always | Presence::Nullable | Presence::OptionalOrNull => quote!(#found => #local = Some(#next)),
        });
        match presence {
            Presence::Always | Presence::Nullable => {
                fields.push(quote!(#local: required(#local, #key)?));
                let value = written(form.as_ref(), &quote!(&self.#local));
                entries.push(if is_tag {
                    quote!(if tag != #key { map.serialize_entry(#key, #value)?; })
                } else {
                    quote!(map.serialize_entry(#key, #value)?;)
                });
            }
            Presence::Optional | Presence::OptionalOrNull => {
                fields.push(quote!(#local));
                let value = written(form.as_ref(), &quote!(value));
                let other = is_tag.then(|| quote!(&& tag != #key));
                entries.push(quote!(if let Some(value) = &self.#local #other { map.serialize_entry(#key, #value)?; }));
            }
        }
    }
    let (finder, others, rest) = match record.rest {
        Rest::Ignored => (quote!(Keys), quote!(_ => { map.next_value::<IgnoredAny>()?; }), None),
        Rest::Kept(value) => {
            let form = decimal_form(emission.api, value);
            let next = next_value(form.as_ref());
            let value = written(form.as_ref(), &quote!(value));
            entries.push(quote! {
                for (key, value) in &self.rest {
                    if key != tag {
                        map.serialize_entry(key, #value)?;
                    }
                }
            });
            fields.push(quote!(rest));
            (
                quote!(KeysWithRest),
                quote!(Key::Unknown(key) => { rest.insert(key, #next); } Key::Known(_) => { map.next_value::<IgnoredAny>()?; }),
                Some(quote!(let mut rest = BTreeMap::new();)),
            )
        }
    };
    let allow = emission.allow_deprecated(id);
    let tag = if uses_tag { quote!(tag) } else { quote!(_tag) };
    quote! {
        #allow
        impl Record for #ident {
            const NAME: &'static str = #name;

            fn read<'de, A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
                #(let mut #locals = None;)*
                #rest
                let mut keys = #finder::new(&[#(#keys),*]);
                while let Some(key) = map.next_key_seed(&mut keys)? {
                    match key {
                        #(#arms,)*
                        #others
                    }
                }
                Ok(Self { #(#fields),* })
            }

            fn write<M: SerializeMap>(&self, map: &mut M, #tag: &str) -> Result<(), M::Error> {
                #(#entries)*
                Ok(())
            }
        }

        #allow
        impl<'de> Deserialize<'de> for #ident {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                read_record(deserializer)
            }
        }

        #allow
        impl Serialize for #ident {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                write_record(self, serializer)
            }
        }
    }
}

/// The expression that reads a member's value.
fn next_value(form: Option<&TokenStream>) -> TokenStream {
    match form {
        Some(form) => quote!(map.next_value::<#form<_>>()?.0),
        None => quote!(map.next_value()?),
    }
}

/// The expression that a member's value is written by.
fn written(form: Option<&TokenStream>, value: &TokenStream) -> TokenStream {
    match form {
        Some(form) => quote!(&#form(#value)),
        None => value.clone(),
    }
}
