//! Methods of a group, and the methods on calls that set optional arguments.

use proc_macro2::TokenStream;
use quote::quote;

use super::guide::guide;
use super::marker::info;
use crate::rust::names::OperationNames;
use crate::rust::plan::Argument;
use crate::rust::plan::OperationPlan;
use crate::rust::text::docs::{doc_lines, line, markdown};
use crate::rust::text::emission::Emission;

pub(super) fn method(emission: &Emission<'_>, plan: &OperationPlan<'_>) -> Option<TokenStream> {
    if plan.is_browser() {
        return None;
    }
    let names = emission.names.operation(plan.index);
    let (name, marker) = (&names.method, &names.marker);
    let docs = doc_lines(&guide(emission, plan));
    let arguments = signature(emission, plan);
    let request = request(emission, plan, &quote!(#marker::INFO));
    let deprecated = plan.operation.docs.deprecated.then(|| quote!(#[deprecated]));
    let lifetime = lifetime(emission, plan);
    let many = (arguments.len() > 6).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    Some(quote! {
        #docs
        #deprecated
        #many
        pub fn #name #lifetime (&self, #(#arguments),*) -> Call<'c, C, #marker> {
            #request
            Call::new(self.client, request)
        }
    })
}

pub(super) fn browser_method(emission: &Emission<'_>, plan: &OperationPlan<'_>) -> TokenStream {
    let name = &emission.names.operation(plan.index).method;
    let docs = doc_lines(&guide(emission, plan));
    let arguments = signature(emission, plan);
    let lifetime = lifetime(emission, plan);
    let info = info(emission, plan);
    let request = request(emission, plan, &quote!(&INFO));
    quote! {
        #docs
        pub fn #name #lifetime (&self, #(#arguments),*) -> Result<BrowserUrl, RequestError> {
            static INFO: OperationInfo = #info;
            #request
            self.client.browser_url(request)
        }
    }
}

/// Returns the methods on the call that set optional arguments.
pub(super) fn optional_arguments(emission: &Emission<'_>, plan: &OperationPlan<'_>) -> Option<TokenStream> {
    let names = emission.names.operation(plan.index);
    let marker = &names.marker;
    let mut methods = Vec::new();
    for (index, (parameter, argument)) in plan.operation.parameters.iter().zip(&plan.arguments).enumerate() {
        if parameter.required || *argument == Argument::Credential {
            continue;
        }
        let name = &names.parameters[index];
        let docs =
            doc_lines(&markdown(&parameter.docs, &format!("Sets the parameter `{}`.", line(parameter.name.as_str()))));
        let of = argument.of(emission);
        let step = argument.encode(emission, parameter, &quote!(#name));
        let deprecated = parameter.docs.deprecated.then(|| quote!(#[deprecated]));
        methods.push(quote! {
            #docs
            #deprecated
            pub fn #name(mut self, #name: #of) -> Self {
                self.request_mut()#step;
                self
            }
        });
    }
    if let (Some(object), Some(body)) = (plan.operation.body.as_ref(), plan.body.as_ref().filter(|body| !body.required))
    {
        let docs = doc_lines(&markdown(&object.docs, "Sets the request's body."));
        let own = own_body(names);
        let arguments = body.arguments(emission, &own);
        let step = body.encode(emission, &own);
        let lifetime = body.lifetime(emission);
        methods.push(quote! {
            #docs
            pub fn body #lifetime (mut self, #(#arguments),*) -> Self {
                self.request_mut()#step;
                self
            }
        });
    }
    (!methods.is_empty()).then(|| quote!(impl<C> Call<'_, C, #marker> { #(#methods)* }))
}

/// Returns the positional arguments, which are those that must be given: in document order, with
/// those of the path first.
pub(super) fn required<'p, 'a>(
    plan: &'p OperationPlan<'a>,
) -> impl Iterator<Item = (usize, &'a crate::api::Parameter, Argument)> + 'p {
    let parameters = &plan.operation.parameters;
    parameters
        .iter()
        .zip(&plan.arguments)
        .enumerate()
        .map(|(index, (parameter, argument))| (index, parameter, *argument))
        .filter(|(_, parameter, argument)| parameter.required && *argument != Argument::Credential)
}

/// Returns the declared arguments of a method.
fn signature(emission: &Emission<'_>, plan: &OperationPlan<'_>) -> Vec<TokenStream> {
    let names = &emission.names.operation(plan.index).parameters;
    let mut arguments: Vec<_> = required(plan)
        .map(|(index, _, argument)| {
            let (name, of) = (&names[index], argument.of(emission));
            quote!(#name: #of)
        })
        .collect();
    if let Some(body) = plan.body.as_ref().filter(|body| body.required) {
        let own = own_body(emission.names.operation(plan.index));
        arguments.extend(body.arguments(emission, &own));
    }
    arguments
}

/// Returns the path of the operation's enum for its body.
fn own_body(names: &OperationNames) -> TokenStream {
    let ident = &names.body;
    quote!(body::#ident)
}

/// Returns the lifetime of a required body's type, if it has one.
fn lifetime(emission: &Emission<'_>, plan: &OperationPlan<'_>) -> Option<TokenStream> {
    plan.body.as_ref().filter(|body| body.required)?.lifetime(emission)
}

/// Returns the statements that make the request.
fn request(emission: &Emission<'_>, plan: &OperationPlan<'_>, marker: &TokenStream) -> TokenStream {
    use crate::api::PathPart;
    let names = emission.names.operation(plan.index);
    let mut steps = Vec::new();
    for part in &plan.operation.path {
        match part {
            PathPart::Literal(text) => steps.push(quote!(.path(#text))),
            PathPart::Argument(index) => {
                let name = &names.parameters[*index];
                steps.push(plan.arguments[*index].encode(emission, &plan.operation.parameters[*index], &quote!(#name)));
            }
        }
    }
    for (index, (parameter, argument)) in plan.operation.parameters.iter().zip(&plan.arguments).enumerate() {
        let in_path = parameter.location == crate::api::ParameterLocation::Path;
        if !in_path && (parameter.required || *argument == Argument::Credential) {
            let name = &names.parameters[index];
            steps.push(argument.encode(emission, parameter, &quote!(#name)));
        }
    }
    if let Some(body) = plan.body.as_ref().filter(|body| body.required) {
        steps.push(body.encode(emission, &own_body(names)));
    }
    quote! {
        let mut request = Request::new(#marker);
        request #(#steps)*;
    }
}
