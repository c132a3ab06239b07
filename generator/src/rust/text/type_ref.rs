//! Writes the paths of types. No other module does.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Api, Field, Integer, Number, SchemaId, Shape, Text};
use crate::rust::names::Names;

/// Writes types as a file of the emitted crate names them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TypeRef<'a> {
    api: &'a Api,
    names: &'a Names,
    /// The path to the module `model` from this file.
    model: &'static str,
}

impl<'a> TypeRef<'a> {
    /// For the files of the module `model` itself.
    pub(crate) fn in_model(api: &'a Api, names: &'a Names) -> Self {
        Self { api, names, model: "super" }
    }

    /// For all other files, which have `model` in scope.
    pub(crate) fn elsewhere(api: &'a Api, names: &'a Names) -> Self {
        Self { api, names, model: "model" }
    }

    /// Returns the type of a value; an `Option` if it may be `null`.
    pub(crate) fn value(&self, id: SchemaId) -> TokenStream {
        let (_, nullable) = self.api.resolve(id);
        let base = self.base(id);
        if nullable && !self.is_any(id) { quote!(Option<#base>) } else { base }
    }

    /// Returns the type of a value that is not `null`.
    pub(crate) fn base(&self, id: SchemaId) -> TokenStream {
        let (id, _) = self.api.resolve(id);
        if let Some(name) = self.names.type_name(id) {
            let ident = &name.ident;
            return if self.model == "super" { quote!(super::#ident) } else { quote!(model::#ident) };
        }
        match &self.api.schema(id).shape {
            Shape::Boolean => quote!(bool),
            Shape::Integer(range) => integer(*range),
            Shape::Number(Number::F64) => quote!(f64),
            Shape::Number(Number::Decimal) | Shape::Text(Text::Decimal) => quote!(crate::Decimal),
            Shape::Text(Text::DateTime) => quote!(crate::DateTime),
            Shape::Text(Text::Date) => quote!(crate::Date),
            Shape::Text(Text::Time) => quote!(crate::Time),
            Shape::Text(Text::Duration) => quote!(crate::Duration),
            Shape::Text(Text::Uuid) => quote!(crate::Uuid),
            Shape::Text(Text::Byte) => quote!(crate::Base64),
            Shape::Text(Text::Binary) => quote!(crate::Part),
            Shape::Text(Text::Plain) => quote!(String),
            Shape::List(item) => {
                let item = self.value(*item);
                quote!(Vec<#item>)
            }
            Shape::Map(value) => {
                let value = self.value(*value);
                quote!(BTreeMap<String, #value>)
            }
            // Named types are handled above, and aliases are resolved.
            Shape::Any | Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_) | Shape::Alias(_) => {
                quote!(crate::Value)
            }
        }
    }

    /// Returns the type of a record's field.
    pub(crate) fn field(&self, field: &Field, boxed: bool) -> TokenStream {
        let presence = Presence::of(self.api, field);
        let base = self.base(field.schema);
        let base = if boxed { quote!(Box<#base>) } else { base };
        match presence {
            Presence::Always => base,
            Presence::OptionalOrNull => quote!(Option<Option<#base>>),
            Presence::Nullable | Presence::Optional => quote!(Option<#base>),
        }
    }

    /// Returns the type of an argument; large values are passed by reference.
    pub(crate) fn argument(&self, id: SchemaId) -> TokenStream {
        let (id, _) = self.api.resolve(id);
        match &self.api.schema(id).shape {
            Shape::Text(Text::Plain) => quote!(&str),
            Shape::Boolean | Shape::Integer(_) | Shape::Number(_) | Shape::Text(Text::Decimal) => self.base(id),
            Shape::List(item) => {
                let item = self.value(*item);
                quote!(&[#item])
            }
            Shape::Any
            | Shape::Text(
                Text::Date | Text::DateTime | Text::Time | Text::Duration | Text::Uuid | Text::Byte | Text::Binary,
            )
            | Shape::Map(_)
            | Shape::Record(_)
            | Shape::Enumeration(_)
            | Shape::Union(_)
            | Shape::Alias(_) => {
                let base = self.base(id);
                quote!(&#base)
            }
        }
    }

    /// Whether a schema is untyped, so that its type already includes `null`.
    pub(crate) fn is_any(&self, id: SchemaId) -> bool {
        let (id, _) = self.api.resolve(id);
        matches!(self.api.schema(id).shape, Shape::Any)
    }
}

/// Returns the type of integers with this range.
pub(crate) fn integer(range: Integer) -> TokenStream {
    match range {
        Integer::I8 => quote!(i8),
        Integer::I16 => quote!(i16),
        Integer::I32 => quote!(i32),
        Integer::I64 => quote!(i64),
        Integer::I128 => quote!(i128),
        Integer::U8 => quote!(u8),
        Integer::U16 => quote!(u16),
        Integer::U32 => quote!(u32),
        Integer::U64 => quote!(u64),
    }
}

/// Whether a field can be absent or `null`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// Never absent and never `null`.
    Always,
    /// Never absent, but may be `null`.
    Nullable,
    /// May be absent, but never `null`.
    Optional,
    /// May be absent or `null`, and the two differ.
    OptionalOrNull,
}

impl Presence {
    /// Returns the presence of `field`. An untyped value already includes `null`.
    pub(crate) fn of(api: &Api, field: &Field) -> Self {
        let (id, nullable) = api.resolve(field.schema);
        let nullable = nullable && !matches!(api.schema(id).shape, Shape::Any);
        match (field.required, nullable) {
            (true, false) => Self::Always,
            (true, true) => Self::Nullable,
            (false, false) => Self::Optional,
            (false, true) => Self::OptionalOrNull,
        }
    }
}
