//! The marker types of operations, and how their responses are read.

use proc_macro2::TokenStream;
use quote::quote;

use super::header::typed_headers;
use super::stream;
use crate::api::Method;
use crate::rust::names::Name;
use crate::rust::plan::OperationPlan;
use crate::rust::text::docs::code;
use crate::rust::text::emission::Emission;

/// Returns the marker type of the operation, and how its responses are read.
pub(super) fn marker(emission: &Emission<'_>, plan: &OperationPlan<'_>, group: &Name) -> Option<TokenStream> {
    if plan.is_browser() {
        return None;
    }
    let names = emission.names.operation(plan.index);
    let marker = &names.marker;
    let doc = format!(
        " `{} {}`, called by [`{group}::{}`].",
        plan.operation.method.key().to_ascii_uppercase(),
        code(&plan.operation.template),
        names.method
    );
    let info = info(emission, plan);
    let success = &names.success;
    let own = quote!(success::#success);
    let body = plan.success.of(emission, &own);
    let decode = plan.success.decode(emission, &own);
    let (output_type, output) = if plan.success.is_response() {
        (quote!(Response<Self>), quote!(response))
    } else {
        (quote!(Self::Body), quote!(response.into_body()))
    };
    let error = &names.error;
    let streams = stream::traits(emission, plan, marker);
    let headers = typed_headers(emission, plan);
    Some(quote! {
        #[doc = #doc]
        #[derive(Debug, Clone, Copy)]
        pub enum #marker {}

        impl Operation for #marker {
            const INFO: &'static OperationInfo = &#info;
            type Body = #body;
            type Output = #output_type;
            type Error = error::#error;

            fn decode(response: &RawResponse) -> Result<Self::Body, DecodeError> {
                #decode
            }

            fn output(response: Response<Self>) -> Self::Output {
                #output
            }

            fn error(response: &RawResponse) -> Self::Error {
                error::#error::read(response)
            }
        }

        #streams
        #headers
    })
}

/// Returns the constants of the operation.
pub(super) fn info(emission: &Emission<'_>, plan: &OperationPlan<'_>) -> TokenStream {
    let operation = plan.operation;
    let (id, path) = (operation.id.as_str(), operation.template.as_str());
    let method = match operation.method {
        Method::Get => quote!(Get),
        Method::Put => quote!(Put),
        Method::Post => quote!(Post),
        Method::Delete => quote!(Delete),
        Method::Options => quote!(Options),
        Method::Head => quote!(Head),
        Method::Patch => quote!(Patch),
        Method::Trace => quote!(Trace),
    };
    let replay = if operation.method.is_safe() { quote!(Safe) } else { quote!(Never) };
    let security = operation.security.iter().map(|needs| {
        let schemes = needs.iter().map(|need| emission.api.schemes[need.scheme.0].name.as_str());
        quote!(&[#(#schemes),*])
    });
    let accept = match &plan.success.accept {
        Some(accept) => quote!(Some(#accept)),
        None => quote!(None),
    };
    let server = match &operation.server {
        Some(url) => quote!(Some(#url)),
        None => quote!(None),
    };
    quote! {
        OperationInfo {
            id: #id,
            method: Method::#method,
            path: #path,
            security: &[#(#security),*],
            server: #server,
            accept: #accept,
            replay: Replay::#replay,
        }
    }
}
