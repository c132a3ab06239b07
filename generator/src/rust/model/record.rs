//! Objects: structs, their constructors and their codec.

use heck::{ToKebabCase, ToLowerCamelCase};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use crate::api::{EnumValue, Field, Record, Rest, SchemaId, Shape, Text};
use crate::rust::facts::{Wrapper, decimal_form, read_form};
use crate::rust::names::Name;
use crate::rust::text::docs::{code, doc_lines, markdown};
use crate::rust::text::emission::Emission;
use crate::rust::text::type_ref::Presence;
use crate::rust::text::wire::written;

/// Declares the struct and its constructors.
pub(crate) fn declare(emission: &Emission<'_>, id: SchemaId, ident: &Name, record: &Record) -> TokenStream {
    let schema = emission.api.schema(id);
    let types = emission.types_in_model();
    let names = emission.names.fields(id);
    let docs = doc_lines(&markdown(&schema.docs, ""));
    let has_default = record.fields.iter().all(|field| Presence::of(emission.api, field) != Presence::Always);
    let mut derives = vec![quote!(Debug), quote!(Clone), quote!(PartialEq)];
    if emission.facts.is_eq(id) {
        derives.extend([quote!(Eq), quote!(Hash)]);
    }
    if has_default {
        derives.push(quote!(Default));
    }
    let fields = record.fields.iter().zip(names).enumerate().map(|(part, (field, name))| {
        let docs = doc_lines(&field_docs(field, name));
        let deprecated = field.docs.deprecated.then(|| quote!(#[deprecated]));
        let of = types.field(field, emission.facts.is_boxed(id, part));
        quote!(#docs #deprecated pub #name: #of)
    });
    let rest = match record.rest {
        Rest::Ignored => None,
        Rest::Kept(value) => {
            let value = types.value(value);
            Some(quote!(
                /// Additional properties, by name.
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

/// Returns the documentation of a field. It includes the name of the property only if that does not
/// follow from the field's.
fn field_docs(field: &Field, name: &Name) -> String {
    let mut text = markdown(&field.docs, "");
    let (wire, own) = (field.name.as_str(), name.as_str().trim_end_matches('_'));
    let spellings = [own.to_owned(), own.to_lower_camel_case(), own.to_kebab_case()];
    if !spellings.iter().any(|spelling| spelling == wire) {
        let gap = if text.is_empty() { "" } else { "\n\n" };
        text.push_str(&format!("{gap}Wire name: `{}`.", code(wire)));
    }
    text
}

fn constructors(emission: &Emission<'_>, id: SchemaId, ident: &Name, record: &Record) -> TokenStream {
    let names = emission.names.fields(id);
    let types = emission.types_in_model();
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    let mut setters = Vec::new();
    for (part, (field, name)) in record.fields.iter().zip(names).enumerate() {
        let boxed = emission.facts.is_boxed(id, part);
        let (of, value) = taken(emission, field, name, boxed);
        if let Some(only) = filled(emission, field) {
            values.push(if boxed { quote!(#name: Box::new(#only)) } else { quote!(#name: #only) });
            continue;
        }
        match Presence::of(emission.api, field) {
            Presence::Always => {
                arguments.push(quote!(#name: #of));
                let plain = name.as_str() == value.to_string();
                values.push(if plain { quote!(#name) } else { quote!(#name: #value) });
            }
            Presence::Nullable => {
                let whole = types.field(field, boxed);
                arguments.push(quote!(#name: #whole));
                values.push(quote!(#name));
            }
            presence @ (Presence::Optional | Presence::OptionalOrNull) => {
                values.push(quote!(#name: None));
                if emission.facts.is_sent(id) {
                    let value =
                        if presence == Presence::Optional { quote!(Some(#value)) } else { quote!(Some(Some(#value))) };
                    let setter = format_ident!("with_{}", name.as_str());
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
    let namesake = (ident.as_str() == "New").then(|| quote!(#[allow(clippy::self_named_constructors)]));
    // A property with a given value has no other default, so `Default` is not derived.
    let all_given = arguments.is_empty() && record.fields.iter().any(|field| filled(emission, field).is_some());
    let doc = if arguments.is_empty() && !all_given {
        format!(" Creates an empty `{ident}`.")
    } else {
        format!(" Creates {} `{ident}` with its required fields.", article(ident))
    };
    let default = all_given.then(|| {
        quote! {
            impl Default for #ident {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    quote! {
        #default

        impl #ident {
            #[doc = #doc]
            #many
            #namesake
            #[must_use]
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }

            #(#setters)*
        }
    }
}

/// Returns the article for the name: a user, but an item.
fn article(name: &Name) -> &'static str {
    let name = name.as_str();
    let has_vowel = name.starts_with(['A', 'E', 'I', 'O', 'U']);
    let is_spoken = !["Eu", "One", "Uni", "Us", "Uti", "Uu"].iter().any(|start| name.starts_with(start));
    if has_vowel && is_spoken { "an" } else { "a" }
}

/// Returns the value of a required field if the document allows only one. The constructor sets it.
pub(crate) fn filled(emission: &Emission<'_>, field: &Field) -> Option<TokenStream> {
    if Presence::of(emission.api, field) != Presence::Always {
        return None;
    }
    let (target, _) = emission.api.resolve(field.schema);
    match (&emission.api.schema(target).shape, &field.constant) {
        (Shape::Enumeration(list), _) if list.values.len() == 1 => {
            let variant = emission.names.variants(target).first()?;
            let base = emission.types_in_model().base(field.schema);
            Some(quote!(#base::#variant))
        }
        (Shape::Boolean, Some(EnumValue::Boolean(value))) => Some(quote!(#value)),
        _ => None,
    }
}

/// Returns the type of a constructor's argument for a field that is present and not `null`, and the
/// expression that makes the field's value from it.
fn taken(emission: &Emission<'_>, field: &Field, name: &Name, boxed: bool) -> (TokenStream, TokenStream) {
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

/// Implements `Deserialize` and `Serialize` for the struct, without serde's derive.
pub(crate) fn codec(emission: &Emission<'_>, id: SchemaId, ident: &Name, record: &Record) -> TokenStream {
    let types = emission.types_in_model();
    let names = emission.names.fields(id);
    let locals: Vec<Ident> = names.iter().map(local).collect();
    let keys = record.fields.iter().map(|field| field.name.as_str());
    let record_name = ident.to_string();
    let mut arms = Vec::new();
    let mut fields = Vec::new();
    let mut entries = Vec::new();
    let mut uses_tag = matches!(record.rest, Rest::Kept(_));
    for (index, ((field, name), local)) in record.fields.iter().zip(names).zip(&locals).enumerate() {
        let key = field.name.as_str();
        let index = Literal::usize_unsuffixed(index);
        let form = decimal_form(emission.api, field.schema);
        let next = next_value(read_form(emission.api, field.schema));
        let presence = Presence::of(emission.api, field);
        let is_tag = emission.facts.is_tag(id, key);
        uses_tag |= is_tag;
        let found = match record.rest {
            Rest::Ignored => quote!(Some(#index)),
            Rest::Kept(_) => quote!(Key::Known(#index)),
        };
        // An untyped value is present even if it is `null`.
        let untyped = types.is_any(field.schema);
        arms.push(match presence {
            Presence::Optional if !untyped => quote!(#found => #local = #next),
            _ => quote!(#found => #local = Some(#next)),
        });
        match presence {
            Presence::Always | Presence::Nullable => {
                fields.push(quote!(#name: required(#local, #key)?));
                let value = written(form, &quote!(&self.#name));
                entries.push(if is_tag {
                    quote!(if tag != Some(#key) { map.serialize_entry(#key, #value)?; })
                } else {
                    quote!(map.serialize_entry(#key, #value)?;)
                });
            }
            Presence::Optional | Presence::OptionalOrNull => {
                fields.push(if *local == name.as_str() { quote!(#name) } else { quote!(#name: #local) });
                let value = written(form, &quote!(value));
                let other = is_tag.then(|| quote!(&& tag != Some(#key)));
                entries.push(quote!(if let Some(value) = &self.#name #other { map.serialize_entry(#key, #value)?; }));
            }
        }
    }
    let (finder, others, rest) = match record.rest {
        Rest::Ignored => (quote!(Keys), quote!(_ => { map.next_value::<IgnoredAny>()?; }), None),
        Rest::Kept(value) => {
            let form = decimal_form(emission.api, value);
            let next = next_value(read_form(emission.api, value));
            let value = written(form, &quote!(value));
            entries.push(quote! {
                for (key, value) in &self.rest {
                    if tag != Some(key) {
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
    let multipart = super::multipart::multipart(emission, id, ident, record);
    let tag = if uses_tag { quote!(tag) } else { quote!(_tag) };
    let map = if entries.is_empty() { quote!(_map) } else { quote!(map) };
    let members = if arms.is_empty() && record.rest == Rest::Ignored {
        quote!(while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {})
    } else {
        quote! {
            let mut keys = #finder::new(&[#(#keys),*]);
            while let Some(key) = map.next_key_seed(&mut keys)? {
                match key {
                    #(#arms,)*
                    #others
                }
            }
        }
    };
    quote! {
        impl Record for model::#ident {
            const NAME: &'static str = #record_name;

            fn read<'de, A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
                #(let mut #locals = None;)*
                #rest
                #members
                Ok(Self { #(#fields),* })
            }

            fn write<M: SerializeMap>(&self, #map: &mut M, #tag: Option<&str>) -> Result<(), M::Error> {
                #(#entries)*
                Ok(())
            }
        }

        impl<'de> Deserialize<'de> for model::#ident {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                read_record(deserializer)
            }
        }

        impl Serialize for model::#ident {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                write_record(self, serializer)
            }
        }

        #multipart
    }
}

/// Returns the variable that holds a field's value during reading. The names of fields end in an
/// underscore only if they would be keywords otherwise, so it cannot clash.
fn local(field: &Name) -> Ident {
    let field = field.as_str();
    let is_taken = ["key", "keys", "map", "required"].contains(&field);
    if is_taken { format_ident!("{field}_") } else { format_ident!("{field}") }
}

/// Returns the expression that reads a property's value.
fn next_value(form: Option<Wrapper>) -> TokenStream {
    match form {
        Some(form) => quote!(map.next_value::<#form<_>>()?.0),
        None => quote!(map.next_value()?),
    }
}
