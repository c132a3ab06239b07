//! Modules in the crate's root for responses that are read as they arrive.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::plan::StreamKinds;

/// Returns the module `stream`, if it is needed.
pub(super) fn module(streams: StreamKinds) -> Option<TokenStream> {
    let events = streams.events.then(|| {
        quote! {
            pub use crate::runtime::stream::event::{Event, Events, SendsEvents};
            #[cfg(feature = "async")]
            pub use crate::runtime::stream::event::EventStream;
        }
    });
    let values = streams.values.then(|| {
        quote! {
            pub use crate::runtime::stream::json_values::{Framing, Lines, SendsValues, Sequence, Values};
            #[cfg(feature = "async")]
            pub use crate::runtime::stream::json_values::ValueStream;
        }
    });
    let items = (streams.events || streams.values).then(|| {
        quote!(
            pub use crate::runtime::stream::item_stream::{ItemStream, Items};
        )
    });
    streams.any.then(|| {
        quote! {
            pub mod stream {
                //! Responses that are read as they arrive.
                #[cfg(feature = "async")]
                pub use crate::runtime::stream::byte_stream::ByteStream;
                pub use crate::runtime::stream::stream_call::{Octets, Reading, StreamCall, Streamed};
                #items
                #events
                #values
            }
        }
    })
}

/// Returns what the module `blocking` has for streams.
pub(super) fn blocking(streams: StreamKinds) -> TokenStream {
    let octets = streams.any.then(|| {
        quote!(
            pub use crate::runtime::stream::blocking_byte_stream::ByteStream;
        )
    });
    let events = streams.events.then(|| {
        quote!(
            pub use crate::runtime::stream::event::BlockingEventStream as EventStream;
        )
    });
    let values = streams.values.then(|| {
        quote!(
            pub use crate::runtime::stream::json_values::BlockingValueStream as ValueStream;
        )
    });
    quote!(#octets #events #values)
}
