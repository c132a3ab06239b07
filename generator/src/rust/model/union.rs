//! Unions: an enum with a variant for each alternative, selected by a tag or by shape.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::api::{EnumValue, Rest, SchemaId, Shape, Text, Union, Variant};
use crate::rust::facts::{decimal_form, read_form};
use crate::rust::names::Name;
use crate::rust::plan::is_plain;
use crate::rust::text::docs::{code, doc_lines, line, markdown, sentence};
use crate::rust::text::emission::Emission;
use crate::rust::text::imports::forms_in;

/// Declares the enum and its conversions.
pub(crate) fn declare(emission: &Emission<'_>, id: SchemaId, ident: &Name, union: &Union) -> TokenStream {
    let schema = emission.api.schema(id);
    let types = emission.types_in_model();
    let names = emission.names.variants(id);
    let docs = doc_lines(&markdown(&schema.docs, ""));
    let deprecated = schema.docs.deprecated.then(|| quote!(#[deprecated]));
    let variants = union.variants.iter().zip(names).enumerate().map(|(part, (variant, name))| {
        let base = types.base(variant.schema);
        let of = if emission.facts.is_boxed(id, part) { quote!(Box<#base>) } else { base };
        let doc = match (&union.discriminator, variant.tags.as_slice()) {
            (Some(discriminator), [_, ..]) => {
                let tags: Vec<_> = variant.tags.iter().map(|tag| format!("`{}`", code(tag))).collect();
                format!("If `{}` is {}.", line(discriminator.property.as_str()), line(&tags.join(" or ")))
            }
            _ => {
                let words = emission.api.schema(variant.schema).docs.description.as_deref().map(sentence);
                words.unwrap_or_default()
            }
        };
        let doc = doc_lines(&doc);
        quote!(#doc #name(#of))
    });
    let conversions = union.variants.iter().zip(names).enumerate().filter_map(|(part, (variant, name))| {
        let (target, _) = emission.api.resolve(variant.schema);
        emission.names.type_name(target)?;
        // If two alternatives have the same type, the conversion makes the first.
        let same = |earlier: &Variant| emission.api.resolve(earlier.schema).0 == target;
        if union.variants[..part].iter().any(same) {
            return None;
        }
        let base = types.base(variant.schema);
        let value = if emission.facts.is_boxed(id, part) { quote!(Box::new(value)) } else { quote!(value) };
        Some(quote! {
            impl From<#base> for #ident {
                fn from(value: #base) -> Self {
                    Self::#name(#value)
                }
            }
        })
    });
    let mut derives = vec![quote!(Debug), quote!(Clone), quote!(PartialEq)];
    if emission.facts.is_eq(id) {
        derives.extend([quote!(Eq), quote!(Hash)]);
    }
    quote! {
        #docs
        #deprecated
        #[derive(#(#derives),*)]
        #[allow(clippy::large_enum_variant)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variants,)*
            /// A value that matches no other variant; it is kept and written back unchanged.
            Unlisted(crate::Value),
        }

        #(#conversions)*
    }
}

/// Implements how the enum is read and written.
pub(crate) fn codec(emission: &Emission<'_>, id: SchemaId, ident: &Name, union: &Union) -> TokenStream {
    let names = emission.names.variants(id);
    let read = read(emission, id, union, names);
    let arms = union.variants.iter().zip(names).enumerate().map(|(part, (variant, name))| {
        let value = write(emission, union, variant, emission.facts.is_boxed(id, part));
        quote!(Self::#name(value) => #value)
    });
    let argument = argument(emission, ident, union, names);
    quote! {
        impl<'de> Deserialize<'de> for model::#ident {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = Undecided::read(deserializer)?;
                #read
                value.decide().map(Self::Unlisted)
            }
        }

        impl Serialize for model::#ident {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    #(#arms,)*
                    Self::Unlisted(value) => value.serialize(serializer),
                }
            }
        }

        #argument
    }
}

/// Returns the statements that return the alternative that `value` is.
fn read(emission: &Emission<'_>, id: SchemaId, union: &Union, names: &[Name]) -> TokenStream {
    let tagged = |variant: &Variant| union.discriminator.is_some() && !variant.tags.is_empty();
    let by_tag = union.discriminator.as_ref().map(|discriminator| {
        let property = discriminator.property.as_str();
        let mut seen: Vec<&String> = Vec::new();
        let arms: Vec<_> = union
            .variants
            .iter()
            .zip(names)
            .filter(|(variant, _)| tagged(variant))
            .filter_map(|(variant, name)| {
                let tags: Vec<_> = variant.tags.iter().filter(|tag| !seen.contains(tag)).collect();
                seen.extend(&variant.tags);
                let decide = match read_form(emission.api, variant.schema) {
                    Some(form) => quote!(value.decide::<#form<_>, _>().map(|value| Self::#name(value.0))),
                    None => quote!(value.decide().map(Self::#name)),
                };
                (!tags.is_empty()).then(|| (quote!(Some(#(#tags)|*)), quote!(return #decide)))
            })
            .collect();
        // For a single arm, clippy prefers `if let`.
        match arms.as_slice() {
            [] => TokenStream::new(),
            [(tag, decide)] => quote! {
                if let #tag = value.tag(#property).as_deref() {
                    #decide;
                }
            },
            _ => {
                let arms = arms.iter().map(|(tag, decide)| quote!(#tag => #decide,));
                quote! {
                    match value.tag(#property).as_deref() {
                        #(#arms)*
                        _ => {}
                    }
                }
            }
        }
    });
    let shaped: Vec<_> = union.variants.iter().zip(names).filter(|(variant, _)| !tagged(variant)).collect();
    if shaped.is_empty() {
        return quote!(#by_tag);
    }
    let resolved = |variant: &Variant| emission.api.shape(variant.schema);
    let count = |is: fn(&Shape) -> bool| shaped.iter().filter(|(variant, _)| is(resolved(variant))).count();
    // If there is only one list or only one map, its content distinguishes it from nothing.
    let looks = Looks {
        lists: count(|shape| matches!(shape, Shape::List(_) | Shape::Union(_))) > 1,
        maps: count(|shape| matches!(shape, Shape::Map(_) | Shape::Union(_))) > 1,
    };
    let forms: Vec<_> = shaped.iter().map(|(variant, _)| form(emission, variant.schema, looks, 0)).collect();
    let imports = forms_in(quote!(#(#forms),*));
    let arms = shaped.iter().enumerate().map(|(index, (variant, name))| {
        let attempt = match (resolved(variant), read_form(emission.api, variant.schema)) {
            // An inner union accepts any value, but another alternative may know it.
            (Shape::Union(_), _) if shaped.len() > 1 => {
                let base = emission.types().base(variant.schema);
                let part = union.variants.iter().position(|one| std::ptr::eq(one, *variant)).unwrap_or_default();
                let boxed = emission.facts.is_boxed(id, part).then(|| quote!(.map(Box::new)));
                quote!(value.attempt::<#base>().filter(|found| !matches!(found, #base::Unlisted(_))) #boxed)
            }
            (_, Some(form)) => quote!(value.attempt::<#form<_>>().map(|found| found.0)),
            (_, None) => quote!(value.attempt()),
        };
        let last = index + 1 == shaped.len();
        let index = Literal::usize_unsuffixed(index);
        let pattern = if last { quote!(_) } else { quote!(#index) };
        (quote!(#attempt.map(Self::#name)), pattern)
    });
    let arms: Vec<_> = arms.collect();
    let (candidate, found) = match arms.as_slice() {
        [(only, _)] => (quote!(_), quote!(#only)),
        several => {
            let arms = several.iter().map(|(attempt, pattern)| quote!(#pattern => #attempt));
            (quote!(candidate), quote!(match candidate { #(#arms,)* }))
        }
    };
    quote! {
        #imports
        #by_tag
        for #candidate in value.candidates(&[#(&#forms),*]) {
            let found = #found;
            if let Some(found) = found {
                return Ok(found);
            }
        }
    }
}

/// Nested lists are compared down to this depth.
const DEEPEST: usize = 3;

/// What distinguishes alternatives besides the kind of value and its properties.
#[derive(Clone, Copy)]
struct Looks {
    /// The content of lists.
    lists: bool,
    /// The content of maps.
    maps: bool,
}

impl Looks {
    const ALL: Self = Self { lists: true, maps: true };
}

/// Returns the form by which the runtime tells the alternative from others.
fn form(emission: &Emission<'_>, id: SchemaId, looks: Looks, depth: usize) -> TokenStream {
    let (id, _) = emission.api.resolve(id);
    // The form of what a list or map holds, unless it holds any value or does not matter.
    let part = |id: SchemaId, wanted: bool| {
        let is_known = !matches!(emission.api.shape(id), Shape::Any | Shape::Alias(_));
        // The limit is needed because a list can contain itself.
        (is_known && wanted && depth < DEEPEST).then(|| form(emission, id, Looks::ALL, depth + 1))
    };
    match &emission.api.schema(id).shape {
        Shape::Record(record) => {
            let required = record.fields.iter().filter(|field| field.required).map(|field| field.name.as_str());
            let known = record.fields.iter().map(|field| field.name.as_str());
            let constants = record.fields.iter().filter_map(|field| {
                let (target, _) = emission.api.resolve(field.schema);
                let values: Vec<String> = match (&emission.api.schema(target).shape, &field.constant) {
                    (Shape::Enumeration(list), _) => list.values.iter().map(ToString::to_string).collect(),
                    (_, Some(only)) => vec![only.to_string()],
                    (_, None) => return None,
                };
                let name = field.name.as_str();
                Some(quote!((#name, &[#(#values),*])))
            });
            let open = record.rest != Rest::Ignored;
            quote!(ObjectForm {
                required: &[#(#required),*],
                known: &[#(#known),*],
                constants: &[#(#constants),*],
                open: #open,
            })
        }
        Shape::Enumeration(values) => super::enumeration::form(values),
        Shape::Text(Text::Plain | Text::Byte | Text::Binary) => quote!(TextForm),
        Shape::Text(Text::Date) => quote!(FormatForm(|text| crate::Date::parse(text).is_ok())),
        Shape::Text(Text::DateTime) => quote!(FormatForm(|text| crate::DateTime::parse(text).is_ok())),
        Shape::Text(Text::Time) => quote!(FormatForm(|text| crate::Time::parse(text).is_ok())),
        Shape::Text(Text::Duration) => quote!(FormatForm(|text| crate::Duration::parse(text).is_ok())),
        Shape::Text(Text::Uuid) => quote!(FormatForm(|text| crate::Uuid::parse(text).is_ok())),
        Shape::Text(Text::Decimal) => quote!(FormatForm(|text| text.parse::<crate::Decimal>().is_ok())),
        Shape::Integer(_) => quote!(IntegerForm),
        Shape::Number(_) => quote!(NumberForm),
        Shape::Boolean => quote!(BooleanForm),
        Shape::List(item) => match part(*item, looks.lists) {
            Some(item) => quote!(ListForm(&#item)),
            None => quote!(AnyListForm),
        },
        Shape::Map(value) => match part(*value, looks.maps) {
            Some(value) => quote!(MapForm(&#value)),
            None => quote!(AnyMapForm),
        },
        Shape::Union(union) => {
            // Terminates because no union is an alternative of itself: settling removed such
            // alternatives.
            let forms = union.variants.iter().map(|variant| form(emission, variant.schema, looks, depth));
            quote!(UnionForm(&[#(&#forms),*]))
        }
        Shape::Any | Shape::Alias(_) => quote!(AnyForm),
    }
}

/// Returns the expression that writes the alternative `value`.
fn write(emission: &Emission<'_>, union: &Union, variant: &Variant, boxed: bool) -> TokenStream {
    let (target, _) = emission.api.resolve(variant.schema);
    if let (Some(discriminator), Shape::Record(record)) = (&union.discriminator, &emission.api.schema(target).shape) {
        let property = discriminator.property.as_str();
        let has_field = record.fields.iter().any(|field| field.name.as_str() == property);
        // If there are several tags, the value itself holds its own, provided that it has a field
        // for it.
        if let (Some(tag), true) = (variant.tags.first(), variant.tags.len() == 1 || !has_field) {
            let record = if boxed { quote!(&**value) } else { quote!(value) };
            let tag = tag_value(emission, union, variant, property, tag);
            return quote!(write_tagged(#record, #property, #tag, serializer));
        }
    }
    match decimal_form(emission.api, variant.schema) {
        Some(form) => quote!(#form(value).serialize(serializer)),
        None => quote!(value.serialize(serializer)),
    }
}

/// Returns a tag in the type that the alternative declares for it, or else another alternative. A
/// mapping cannot express this type, because its keys are strings.
fn tag_value(emission: &Emission<'_>, union: &Union, variant: &Variant, property: &str, tag: &str) -> TokenStream {
    let as_text = quote!(#tag);
    let fields = std::iter::once(variant).chain(&union.variants).filter_map(|variant| {
        let (target, _) = emission.api.resolve(variant.schema);
        match &emission.api.schema(target).shape {
            Shape::Record(record) => record.fields.iter().find(|field| field.name.as_str() == property),
            _ => None,
        }
    });
    for field in fields {
        let (target, _) = emission.api.resolve(field.schema);
        let shape = &emission.api.schema(target).shape;
        let of = |is: fn(&EnumValue) -> bool| match shape {
            Shape::Enumeration(list) => list.values.iter().any(|value| is(value) && value.to_string() == tag),
            _ => false,
        };
        if matches!(shape, Shape::Text(_)) || of(|value| matches!(value, EnumValue::Text(_))) {
            return as_text;
        }
        if (*shape == Shape::Boolean || of(|value| matches!(value, EnumValue::Boolean(_))))
            && let Ok(value) = tag.parse::<bool>()
        {
            return quote!(&#value);
        }
        let number = matches!(shape, Shape::Integer(_) | Shape::Number(_));
        if number || of(|value| matches!(value, EnumValue::Integer(_) | EnumValue::Number(_))) {
            if let Ok(whole) = tag.parse::<i64>() {
                let whole = Literal::i64_suffixed(whole);
                return quote!(&#whole);
            }
            if let Some(number) = tag.parse::<f64>().ok().filter(|number| number.is_finite()) {
                let number = Literal::f64_suffixed(number);
                return quote!(&#number);
            }
        }
    }
    as_text
}

/// Implements how a union of plain values is written in a path, a query or a header.
fn argument(emission: &Emission<'_>, ident: &Name, union: &Union, names: &[Name]) -> Option<TokenStream> {
    let plain = union.variants.iter().all(|variant| is_plain(emission.api, variant.schema));
    plain.then(|| {
        quote! {
            impl Argument for model::#ident {
                fn encode(&self) -> Result<Cow<'_, str>, Refusal> {
                    match self {
                        #(Self::#names(value) => value.encode(),)*
                        Self::Unlisted(value) => value.encode(),
                    }
                }
            }
        }
    })
}
