//! Traits that add the methods for reading responses as they arrive.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{SchemaId, Sequential};
use crate::rust::names::Name;
use crate::rust::plan::OperationPlan;
use crate::rust::text::emission::Emission;

/// Implements the traits for the operation's marker.
pub(super) fn traits(emission: &Emission<'_>, plan: &OperationPlan<'_>, marker: &Name) -> TokenStream {
    let streams = plan.streams;
    let octets = streams.octets.then(|| quote!(impl crate::runtime::stream::stream_call::Streamed for #marker {}));
    let events = streams.events.map(|events| {
        let of = of(emission, events.data);
        quote! {
            impl crate::runtime::stream::event::SendsEvents for #marker {
                type Data = #of;
            }
        }
    });
    let values = streams.values.map(|values| {
        let of = of(emission, values.item);
        let media = values.media;
        let framing = match values.framing {
            Sequential::Sequence => quote!(Sequence),
            Sequential::Lines | Sequential::Events => quote!(Lines),
        };
        quote! {
            impl crate::runtime::stream::json_values::SendsValues for #marker {
                type Value = #of;
                type Framing = crate::runtime::stream::json_values::#framing;
                const ACCEPT: &'static str = #media;
            }
        }
    });
    quote!(#octets #events #values)
}

/// Returns the type of an item.
fn of(emission: &Emission<'_>, schema: Option<SchemaId>) -> TokenStream {
    schema.map_or_else(|| quote!(crate::Value), |schema| emission.types().value(schema))
}
