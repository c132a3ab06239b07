//! Enumerations: open enums that keep unknown values.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::api::{EnumValue, Enumeration, SchemaId};
use crate::rust::names::Name;
use crate::rust::text::docs::{doc_lines, is_unseen, markdown};
use crate::rust::text::emission::Emission;

/// The values of an enumeration: all strings, all integers, or of several kinds.
enum Values<'a> {
    Texts(Vec<&'a str>),
    Numbers(Vec<i64>),
    Mixed(&'a [EnumValue]),
}

impl<'a> Values<'a> {
    fn of(enumeration: &'a Enumeration) -> Self {
        let values = &enumeration.values;
        let number = |value: &EnumValue| match value {
            EnumValue::Integer(number) => Some(*number),
            EnumValue::Text(_) | EnumValue::Number(_) | EnumValue::Boolean(_) => None,
        };
        if let Some(numbers) = values.iter().map(number).collect() {
            return Self::Numbers(numbers);
        }
        let text = |value: &'a EnumValue| match value {
            EnumValue::Text(text) => Some(text.as_str()),
            EnumValue::Integer(_) | EnumValue::Number(_) | EnumValue::Boolean(_) => None,
        };
        values.iter().map(text).collect::<Option<_>>().map_or(Self::Mixed(values), Self::Texts)
    }
}

/// Returns the form by which the runtime tells the enumeration from other alternatives of a union.
pub(crate) fn form(enumeration: &Enumeration) -> TokenStream {
    match Values::of(enumeration) {
        Values::Texts(texts) => quote!(TextsForm(&[#(#texts),*])),
        Values::Numbers(numbers) => {
            let numbers = numbers.into_iter().map(Literal::i64_suffixed);
            quote!(ListedForm(&[#(&#numbers),*]))
        }
        Values::Mixed(values) => {
            let values = values.iter().map(listed);
            quote!(ListedForm(&[#(&#values),*]))
        }
    }
}

/// Returns a value as a literal that the runtime can compare with JSON.
fn listed(value: &EnumValue) -> TokenStream {
    match value {
        EnumValue::Text(text) => quote!(#text),
        EnumValue::Integer(number) => {
            let number = Literal::i64_suffixed(*number);
            quote!(#number)
        }
        EnumValue::Number(number) if number.is_u64() && !number.is_i64() => {
            let number = Literal::u64_suffixed(number.as_u64().unwrap_or_default());
            quote!(#number)
        }
        EnumValue::Number(number) => {
            let number = number.as_f64().filter(|number| number.is_finite()).unwrap_or_default();
            let number = Literal::f64_suffixed(number);
            quote!(#number)
        }
        EnumValue::Boolean(value) => quote!(#value),
    }
}

/// Declares the enum, and its conversions from and to plain values.
pub(crate) fn declare(emission: &Emission<'_>, id: SchemaId, ident: &Name, enumeration: &Enumeration) -> TokenStream {
    let schema = emission.api.schema(id);
    let own = markdown(&schema.docs, "");
    let gap = if own.is_empty() { "" } else { "\n\n" };
    let docs =
        doc_lines(&format!("{own}{gap}The enumeration is open: an unknown value is kept and written back unchanged."));
    let variants = emission.names.variants(id);
    let deprecated = schema.docs.deprecated.then(|| quote!(#[deprecated]));
    let values = Values::of(enumeration);
    let (shown, kept): (Vec<String>, _) = match &values {
        Values::Texts(texts) => (texts.iter().map(|text| shown(text)).collect(), quote!(Box<str>)),
        Values::Numbers(numbers) => (numbers.iter().map(|number| format!(" `{number}`.")).collect(), quote!(i64)),
        Values::Mixed(values) => {
            let shown = values.iter().map(|value| match value {
                EnumValue::Text(text) => shown(text),
                EnumValue::Integer(_) | EnumValue::Number(_) | EnumValue::Boolean(_) => format!(" `{value}`."),
            });
            (shown.collect(), quote!(crate::Value))
        }
    };
    let conversions = match &values {
        Values::Texts(texts) => text_conversions(ident, variants, texts),
        Values::Numbers(numbers) => number_conversions(ident, variants, numbers),
        Values::Mixed(values) => mixed_conversions(ident, variants, values),
    };
    let total = (!matches!(values, Values::Mixed(_))).then(|| quote!(, Eq, Hash));
    quote! {
        #docs
        #deprecated
        #[derive(Debug, Clone, PartialEq #total)]
        #[non_exhaustive]
        pub enum #ident {
            #(#[doc = #shown] #variants,)*
            /// A value that the document does not list.
            Unlisted(#kept),
        }

        #conversions
    }
}

/// Returns a value as a line of documentation: a code span whose fence is longer than any run of
/// backticks in it.
fn shown(text: &str) -> String {
    if text.is_empty() {
        return " The empty string.".to_owned();
    }
    let mut shown = String::new();
    for character in text.chars() {
        if is_unseen(character) { shown.extend(character.escape_default()) } else { shown.push(character) }
    }
    let longest = shown.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let gap = if longest > 0 { " " } else { "" };
    format!(" {fence}{gap}{shown}{gap}{fence}.")
}

fn text_conversions(ident: &Name, variants: &[Name], texts: &[&str]) -> TokenStream {
    quote! {
        impl #ident {
            /// Returns the value as it is sent and received.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #texts,)*
                    Self::Unlisted(text) => text,
                }
            }
        }

        impl From<&str> for #ident {
            fn from(text: &str) -> Self {
                match text {
                    #(#texts => Self::#variants,)*
                    other => Self::Unlisted(other.into()),
                }
            }
        }

        impl From<String> for #ident {
            fn from(text: String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl std::fmt::Display for #ident {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.as_str())
            }
        }
    }
}

fn number_conversions(ident: &Name, variants: &[Name], numbers: &[i64]) -> TokenStream {
    let numbers: Vec<_> = numbers.iter().map(|number| Literal::i64_unsuffixed(*number)).collect();
    quote! {
        impl #ident {
            /// Returns the value as it is sent and received.
            #[must_use]
            pub fn as_i64(&self) -> i64 {
                match self {
                    #(Self::#variants => #numbers,)*
                    Self::Unlisted(number) => *number,
                }
            }
        }

        impl From<i64> for #ident {
            fn from(number: i64) -> Self {
                match number {
                    #(#numbers => Self::#variants,)*
                    other => Self::Unlisted(other),
                }
            }
        }

        impl std::fmt::Display for #ident {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.as_i64().fmt(out)
            }
        }
    }
}

fn mixed_conversions(ident: &Name, variants: &[Name], values: &[EnumValue]) -> TokenStream {
    let listed: Vec<_> = values.iter().map(listed).collect();
    let places = (0..values.len()).map(Literal::usize_unsuffixed);
    let has_text = values.iter().any(|value| matches!(value, EnumValue::Text(_)));
    let from_text = has_text.then(|| {
        quote! {
            impl From<&str> for #ident {
                fn from(text: &str) -> Self {
                    Self::from(crate::Value::from(text))
                }
            }
        }
    });
    quote! {
        impl #ident {
            /// Returns the value as it is sent and received.
            #[must_use]
            pub fn to_value(&self) -> crate::Value {
                use crate::runtime::codec::listed::Listed as Value;
                match self {
                    #(Self::#variants => Value::to_value(&#listed),)*
                    Self::Unlisted(value) => value.clone(),
                }
            }
        }

        impl From<crate::Value> for #ident {
            fn from(value: crate::Value) -> Self {
                match crate::runtime::codec::listed::position(&[#(&#listed),*], &value) {
                    #(Some(#places) => Self::#variants,)*
                    _ => Self::Unlisted(value),
                }
            }
        }

        #from_text
    }
}

/// Implements how the enum is read and written, also in paths, queries and headers.
pub(crate) fn codec(ident: &Name, enumeration: &Enumeration) -> TokenStream {
    let (read, write, encode) = match Values::of(enumeration) {
        Values::Texts(_) => (
            quote!(read_text(deserializer)),
            quote!(serializer.serialize_str(self.as_str())),
            quote!(Ok(Cow::Borrowed(self.as_str()))),
        ),
        Values::Numbers(_) => (
            quote!(Whole::<i64>::deserialize(deserializer).map(|number| Self::from(number.0))),
            quote!(serializer.serialize_i64(self.as_i64())),
            quote!(Ok(Cow::Owned(self.as_i64().to_string()))),
        ),
        Values::Mixed(_) => (
            quote!(crate::Value::deserialize(deserializer).map(Self::from)),
            quote!(self.to_value().serialize(serializer)),
            quote!(self.to_value().encode().map(|text| Cow::Owned(text.into_owned()))),
        ),
    };
    quote! {
        impl<'de> Deserialize<'de> for model::#ident {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                #read
            }
        }

        impl Serialize for model::#ident {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #write
            }
        }

        impl Argument for model::#ident {
            fn encode(&self) -> Result<Cow<'_, str>, Refusal> {
                #encode
            }
        }
    }
}
