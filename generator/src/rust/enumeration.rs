//! Enumerations: an open enum that keeps a value it does not know.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Emission;
use super::docs::{doc_lines, is_unseen, markdown};
use crate::api::{EnumValue, Enumeration, SchemaId};

/// The values of one enumeration: all texts, or all whole numbers.
enum Values {
    Texts(Vec<String>),
    Numbers(Vec<i64>),
}

impl Values {
    fn of(enumeration: &Enumeration) -> Self {
        let numbers: Option<Vec<i64>> = enumeration
            .values
            .iter()
            .map(|value| match value {
                EnumValue::Integer(number) => Some(*number),
                EnumValue::Text(_) => None,
            })
            .collect();
        let texts = enumeration.values.iter().map(|value| match value {
            EnumValue::Text(text) => text.clone(),
            EnumValue::Integer(number) => number.to_string(),
        });
        numbers.map_or_else(|| Self::Texts(texts.collect()), Self::Numbers)
    }
}

/// The enum, and how it is made of a plain value and turned back.
pub(super) fn declare(emission: &Emission<'_>, id: SchemaId, ident: &Ident, enumeration: &Enumeration) -> TokenStream {
    let schema = emission.api.schema(id);
    let docs = doc_lines(&markdown(&schema.docs, &format!("The schema `{ident}`.")));
    let variants = emission.names.variants(id);
    let deprecated = schema.docs.deprecated.then(|| quote!(#[deprecated]));
    let values = Values::of(enumeration);
    let (shown, kept): (Vec<String>, _) = match &values {
        Values::Texts(texts) => (texts.iter().map(|text| shown(text)).collect(), quote!(Box<str>)),
        Values::Numbers(numbers) => (numbers.iter().map(|number| format!(" `{number}`.")).collect(), quote!(i64)),
    };
    let conversions = match &values {
        Values::Texts(texts) => text_conversions(ident, variants, texts),
        Values::Numbers(numbers) => number_conversions(ident, variants, numbers),
    };
    quote! {
        #docs
        ///
        /// The list is open: a value that is not on it is kept, and written back as it came.
        #deprecated
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #ident {
            #(#[doc = #shown] #variants,)*
            /// A value that the document does not list.
            Unlisted(#kept),
        }

        #conversions
    }
}

/// A value as a line of documentation: a code span, whose fence is longer than any run of backticks in it.
fn shown(text: &str) -> String {
    if text.is_empty() {
        return " The empty text.".to_owned();
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

fn text_conversions(ident: &Ident, variants: &[Ident], texts: &[String]) -> TokenStream {
    quote! {
        impl #ident {
            /// The value as it stands on the wire.
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

fn number_conversions(ident: &Ident, variants: &[Ident], numbers: &[i64]) -> TokenStream {
    let numbers: Vec<_> = numbers.iter().map(|number| proc_macro2::Literal::i64_unsuffixed(*number)).collect();
    quote! {
        impl #ident {
            /// The value as it stands on the wire.
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

/// How the enum is read and written, and how it stands in a path, a query or a header.
pub(super) fn codec(ident: &Ident, enumeration: &Enumeration) -> TokenStream {
    let (read, write, encode) = match Values::of(enumeration) {
        Values::Texts(_) => (
            quote!(read_text(deserializer)),
            quote!(serializer.serialize_str(self.as_str())),
            quote!(Ok(Cow::Borrowed(self.as_str()))),
        ),
        Values::Numbers(_) => (
            quote!(i64::deserialize(deserializer).map(Self::from)),
            quote!(serializer.serialize_i64(self.as_i64())),
            quote!(Ok(Cow::Owned(self.as_i64().to_string()))),
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
