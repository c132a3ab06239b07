//! What all types have in common that keep the text of a date or a time.

/// Implements reading, writing and showing for types that wrap a text and have a `parse`.
macro_rules! texts {
    ($($name:ident)*) => {$(
        impl $name {
            /// The text as it came.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// Takes what [`parse`](Self::parse) takes.
        impl std::str::FromStr for $name {
            type Err = crate::runtime::value::date_time::InvalidDateTime;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.0).finish()
            }
        }

        /// Takes any text.
        impl<'de> serde_core::de::Deserialize<'de> for $name {
            fn deserialize<D: serde_core::de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <String as serde_core::de::Deserialize>::deserialize(deserializer).map(Self)
            }
        }

        impl serde_core::ser::Serialize for $name {
            fn serialize<S: serde_core::ser::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl crate::runtime::value::argument::Argument for $name {
            fn encode(&self) -> Result<std::borrow::Cow<'_, str>, crate::runtime::value::argument::Refusal> {
                Ok(std::borrow::Cow::Borrowed(&self.0))
            }
        }
    )*};
}

pub(crate) use texts;
