//! The module `operation`: one file for each group, with its methods and the types that stand for its operations.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs::{doc_lines, line, markdown, sentence};
use super::imports::with_imports;
use super::names::OperationNames;
use super::operation::Plan;
use super::parameter::Argument;
use super::{Emission, example};
use crate::api::{Integer, Method, Number, Shape, Text};

/// The module's files.
pub(super) fn emit(emission: &Emission<'_>, plans: &[Plan<'_>]) -> Vec<(String, TokenStream)> {
    let mut files = Vec::new();
    let mut modules = Vec::new();
    let mut exports = Vec::new();
    for (index, group) in emission.api.groups.iter().enumerate() {
        let own: Vec<&Plan<'_>> = plans.iter().filter(|plan| plan.operation.group.0 == index).collect();
        if own.is_empty() {
            // A tag that no operation has.
            continue;
        }
        let names = emission.names.group(index);
        let (ident, module) = (&names.name.ident, &names.name.module);
        let fallback = format!("The operations of the group `{}`.", line(group.name.as_str()));
        let docs = doc_lines(&markdown(&group.docs, &fallback));
        let methods = own.iter().map(|plan| method(emission, plan));
        let builders: Vec<_> =
            own.iter().filter(|plan| plan.is_browser()).map(|plan| browser_method(emission, plan)).collect();
        let browser = (!builders.is_empty()).then(|| quote!(impl<C: Connection> #ident<'_, C> { #(#builders)* }));
        let sent: Vec<_> = own.iter().filter(|plan| !plan.is_browser()).collect();
        let markers = own.iter().map(|plan| marker(emission, plan, ident));
        let optionals = sent.iter().filter_map(|plan| optional_arguments(emission, plan));
        let methods: Vec<_> = methods.flatten().collect();
        let called = (!methods.is_empty()).then(|| quote!(impl<'c, C> #ident<'c, C> { #(#methods)* }));
        let doc = format!(" The operations of the group `{}`.", line(group.name.as_str()));
        let body = quote! {
            #docs
            #[derive(Debug)]
            pub struct #ident<'c, C> {
                pub(crate) client: &'c C,
            }

            #called
            #browser
            #(#optionals)*
            #(#markers)*
        };
        let body = with_imports(body);
        files.push((
            format!("src/operation/{module}.rs"),
            quote! {
                #![doc = #doc]
                #body
            },
        ));
        let markers = sent.iter().map(|plan| &emission.names.operation(plan.index).marker);
        exports.push(quote!(pub use #module::{#ident, #(#markers),*};));
        modules.push(module);
    }
    files.push((
        "src/operation/mod.rs".to_owned(),
        quote! {
            //! The operations, by group. A group comes from the client; its methods give calls.
            #(mod #modules;)*
            #(#exports)*
        },
    ));
    files
}

/// The arguments that are positional: those that must be given, in the document's order, the path's first.
fn required<'p, 'a>(plan: &'p Plan<'a>) -> impl Iterator<Item = (usize, &'a crate::api::Parameter, Argument)> + 'p {
    let parameters = &plan.operation.parameters;
    parameters
        .iter()
        .zip(&plan.arguments)
        .enumerate()
        .map(|(index, (parameter, argument))| (index, parameter, *argument))
        .filter(|(_, parameter, argument)| parameter.required && *argument != Argument::Credential)
}

/// The declared arguments of a method.
fn signature(emission: &Emission<'_>, plan: &Plan<'_>) -> Vec<TokenStream> {
    let names = &emission.names.operation(plan.index).parameters;
    let mut arguments: Vec<_> = required(plan)
        .map(|(index, _, argument)| {
            let (name, of) = (&names[index], argument.of(emission));
            quote!(#name: #of)
        })
        .collect();
    if let Some(body) = plan.body.as_ref().filter(|body| body.required) {
        let of = body.argument(emission);
        arguments.push(quote!(body: #of));
    }
    arguments
}

/// The expression statements that make the request.
fn request(emission: &Emission<'_>, plan: &Plan<'_>, marker: &TokenStream) -> TokenStream {
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
        steps.push(body.encode(emission));
    }
    quote! {
        let mut request = Request::new(#marker);
        request #(#steps)*;
    }
}

fn method(emission: &Emission<'_>, plan: &Plan<'_>) -> Option<TokenStream> {
    if plan.is_browser() {
        return None;
    }
    let names = emission.names.operation(plan.index);
    let (name, marker) = (&names.method, &names.marker);
    let docs = doc_lines(&documentation(emission, plan));
    let arguments = signature(emission, plan);
    let request = request(emission, plan, &quote!(#marker::INFO));
    let deprecated = plan.operation.docs.deprecated.then(|| quote!(#[deprecated]));
    let many = (arguments.len() > 6).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    Some(quote! {
        #docs
        #deprecated
        #many
        pub fn #name(&self, #(#arguments),*) -> Call<'c, C, #marker> {
            #request
            Call::new(self.client, request)
        }
    })
}

fn browser_method(emission: &Emission<'_>, plan: &Plan<'_>) -> TokenStream {
    let name = &emission.names.operation(plan.index).method;
    let docs = doc_lines(&documentation(emission, plan));
    let arguments = signature(emission, plan);
    let info = info(emission, plan);
    let request = request(emission, plan, &quote!(&INFO));
    quote! {
        #docs
        pub fn #name(&self, #(#arguments),*) -> Result<BrowserUrl, RequestError> {
            static INFO: OperationInfo = #info;
            #request
            self.client.browser_url(request)
        }
    }
}

fn info(emission: &Emission<'_>, plan: &Plan<'_>) -> TokenStream {
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
    quote! {
        OperationInfo {
            id: #id,
            method: Method::#method,
            path: #path,
            security: &[#(#security),*],
            accept: #accept,
            replay: Replay::#replay,
        }
    }
}

/// The type that stands for the operation, and how its answers are read.
fn marker(emission: &Emission<'_>, plan: &Plan<'_>, group: &Ident) -> Option<TokenStream> {
    if plan.is_browser() {
        return None;
    }
    let names = emission.names.operation(plan.index);
    let marker = &names.marker;
    let doc = format!(
        " `{} {}`, called by [`{group}::{}`].",
        plan.operation.method.key().to_ascii_uppercase(),
        plan.operation.template.replace('`', "'"),
        names.method
    );
    let info = info(emission, plan);
    let body = plan.success.of(emission);
    let decode = plan.success.decode(emission);
    let (output_type, output) = if plan.success.is_response() {
        (quote!(Response<Self>), quote!(response))
    } else {
        (quote!(Self::Body), quote!(response.into_body()))
    };
    let error = &names.error;
    let headers = typed_headers(emission, plan, names);
    Some(quote! {
        #[doc = #doc]
        #[derive(Debug, Clone, Copy)]
        pub enum #marker {}

        impl Operation for #marker {
            const INFO: &'static OperationInfo = &#info;
            type Body = #body;
            type Output = #output_type;
            type Error = error::#error;

            fn decode(answer: &Answer) -> Result<Self::Body, DecodeError> {
                #decode
            }

            fn output(response: Response<Self>) -> Self::Output {
                #output
            }

            fn error(answer: &Answer) -> Self::Error {
                error::#error::read(answer)
            }
        }

        #headers
    })
}

fn typed_headers(emission: &Emission<'_>, plan: &Plan<'_>, names: &OperationNames) -> Option<TokenStream> {
    let marker = &names.marker;
    let methods = plan.success.headers.iter().filter_map(|header| {
        let name = header.name.as_str();
        let ident = names.headers.get(&name.to_ascii_lowercase())?;
        let docs = doc_lines(&markdown(&header.docs, &format!("The header `{}`.", line(name))));
        let (schema, _) = emission.api.resolve(header.schema);
        let shape = &emission.api.schema(schema).shape;
        if name.eq_ignore_ascii_case("location") && matches!(shape, Shape::Text(_) | Shape::Any) {
            return Some(quote!(#docs #[must_use] pub fn #ident(&self) -> Option<Location> { self.location_header(#name) }));
        }
        let parsed = match shape {
            Shape::Boolean => Some(quote!(bool)),
            Shape::Integer(Integer::I32) => Some(quote!(i32)),
            Shape::Integer(Integer::I64) => Some(quote!(i64)),
            Shape::Integer(Integer::U32) => Some(quote!(u32)),
            Shape::Integer(Integer::U64) => Some(quote!(u64)),
            Shape::Number(Number::F32) => Some(quote!(f32)),
            Shape::Number(Number::F64) => Some(quote!(f64)),
            Shape::Number(Number::Decimal) | Shape::Text(Text::Decimal) => Some(quote!(crate::Decimal)),
            Shape::Any
            | Shape::Text(_)
            | Shape::Enumeration(_)
            | Shape::List(_)
            | Shape::Map(_)
            | Shape::Record(_)
            | Shape::Union(_)
            | Shape::Alias(_) => None,
        };
        Some(match parsed {
            Some(of) => quote! {
                #docs
                ///
                /// `None` when it is absent, an error when it is not what the document promises.
                #[must_use]
                pub fn #ident(&self) -> Option<Result<#of, <#of as std::str::FromStr>::Err>> { self.text_header(#name).map(str::parse) }
            },
            None => quote!(#docs #[must_use] pub fn #ident(&self) -> Option<&str> { self.text_header(#name) }),
        })
    });
    let methods: Vec<_> = methods.collect();
    (!methods.is_empty()).then(|| quote!(impl Response<#marker> { #(#methods)* }))
}

/// The optional arguments: methods on the call.
fn optional_arguments(emission: &Emission<'_>, plan: &Plan<'_>) -> Option<TokenStream> {
    let names = emission.names.operation(plan.index);
    let marker = &names.marker;
    let mut methods = Vec::new();
    for (index, (parameter, argument)) in plan.operation.parameters.iter().zip(&plan.arguments).enumerate() {
        if parameter.required || *argument == Argument::Credential {
            continue;
        }
        let name = &names.parameters[index];
        let docs =
            doc_lines(&markdown(&parameter.docs, &format!("The parameter `{}`.", line(parameter.name.as_str()))));
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
        let docs = doc_lines(&markdown(&object.docs, "The request's body."));
        let of = body.argument(emission);
        let step = body.encode(emission);
        methods.push(quote! {
            #docs
            pub fn body(mut self, body: #of) -> Self {
                self.request_mut()#step;
                self
            }
        });
    }
    (!methods.is_empty()).then(|| quote!(impl<C> Call<'_, C, #marker> { #(#methods)* }))
}

/// All that a reader must know of the operation.
fn documentation(emission: &Emission<'_>, plan: &Plan<'_>) -> String {
    let operation = plan.operation;
    let names = emission.names.operation(plan.index);
    let mut text = markdown(&operation.docs, &format!("The operation `{}`.", line(operation.id.as_str())));
    text.push_str(&format!(
        "\n\n`{} {}`",
        operation.method.key().to_ascii_uppercase(),
        operation.template.replace('`', "'")
    ));
    let mut arguments = Vec::new();
    for (index, parameter, _) in required(plan) {
        arguments.push(format!(
            "* `{}`: {}",
            names.parameters[index],
            item(&parameter.docs, "as the document names it.")
        ));
    }
    if let (Some(object), Some(body)) = (operation.body.as_ref(), plan.body.as_ref()) {
        let words =
            object.docs.description.as_deref().map(sentence).unwrap_or_else(|| "the request's body.".to_owned());
        arguments.push(format!("* `body`{}: {words}", if body.required { "" } else { " (optional, set on the call)" }));
    }
    for (index, (parameter, argument)) in operation.parameters.iter().zip(&plan.arguments).enumerate() {
        if !parameter.required && *argument != Argument::Credential {
            arguments.push(format!(
                "* `{}` (optional, set on the call): {}",
                names.parameters[index],
                item(&parameter.docs, "as the document names it.")
            ));
        }
    }
    section(&mut text, "Arguments", &arguments);
    let mut answers = Vec::new();
    let mut errors = Vec::new();
    for (response, variant) in operation.responses.iter().zip(&names.errors) {
        let words = response.docs.description.as_deref().map(sentence).unwrap_or_default();
        match variant {
            Some(variant) if !operation.browser => {
                let error = &names.error;
                let text = format!("* `{}`, [`{error}::{variant}`](crate::error::{error}): {words}", response.status);
                errors.push(text.trim_end_matches([':', ' ']).to_owned());
            }
            _ => answers.push(format!("* `{}`: {words}", response.status).trim_end_matches([':', ' ']).to_owned()),
        }
    }
    section(&mut text, "Answers", &answers);
    if operation.browser {
        errors.push(
            "Where an argument cannot stand in a URL, or the client has no credential to put into it.".to_owned(),
        );
    }
    section(&mut text, "Errors", &errors);
    section(&mut text, "Credentials", &credentials(emission, plan));
    text.push_str("\n\n# Example\n\n");
    text.push_str(&example::call(emission, plan));
    text
}

fn item(docs: &crate::api::Docs, fallback: &str) -> String {
    let words = docs.description.as_deref().map(line).filter(|text| !text.is_empty());
    let mut words =
        words.map_or_else(|| fallback.to_owned(), |text| if text.ends_with('.') { text } else { format!("{text}.") });
    for fact in &docs.facts {
        words.push(' ');
        words.push_str(&line(fact));
    }
    words
}

fn section(text: &mut String, title: &str, lines: &[String]) {
    if !lines.is_empty() {
        text.push_str(&format!("\n\n# {title}\n\n{}", lines.join("\n")));
    }
}

fn credentials(emission: &Emission<'_>, plan: &Plan<'_>) -> Vec<String> {
    let alternatives = &plan.operation.security;
    if alternatives.is_empty() {
        return vec!["None: the operation is public.".to_owned()];
    }
    let described = alternatives.iter().map(|needs| {
        let each = needs.iter().map(|need| {
            let scheme = &emission.api.schemes[need.scheme.0];
            let scopes: Vec<_> =
                need.scopes.iter().map(|scope| format!("`{}`", scope.as_str().replace('`', "'"))).collect();
            let name = format!("`{}`", scheme.name.as_str().replace('`', "'"));
            match scopes.len() {
                0 => name,
                1 => format!("{name} with the scope {}", scopes[0]),
                _ => format!("{name} with the scopes {}", scopes.join(", ")),
            }
        });
        let each: Vec<_> = each.collect();
        if each.is_empty() { "none at all".to_owned() } else { each.join(" and ") }
    });
    vec![format!("{}.", described.collect::<Vec<_>>().join("; or "))]
}
