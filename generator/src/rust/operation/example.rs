//! The example in an operation's documentation, which compiles.

use crate::api::{Number, Operation, Record, SchemaId, Shape, Text};
use crate::rust::plan::Argument;
use crate::rust::plan::OperationPlan;
use crate::rust::plan::Reading;
use crate::rust::plan::{BodyForm, Way};
use crate::rust::text::emission::Emission;
use crate::rust::text::type_ref::Presence;

/// Returns a code block that calls the operation.
pub(crate) fn call(emission: &Emission<'_>, plan: &OperationPlan<'_>) -> String {
    let library = emission.package.library();
    let line = expression(emission, plan);
    // If an argument is parsed, the example has a further type of error.
    let error = |usual: &str| {
        if line.contains("::parse(") { "Box<dyn std::error::Error>".to_owned() } else { format!("{library}::{usual}") }
    };
    let mut lines = vec!["```no_run".to_owned()];
    if plan.is_browser() {
        lines.push("# #[cfg(feature = \"async\")]".to_owned());
        lines.push(format!("# fn example(client: &{library}::Client) -> Result<(), {}> {{", error("RequestError")));
        lines.push(format!("let url = {line}?;"));
        lines.push("println!(\"open {} in a browser\", url.expose());".to_owned());
        lines.push("# Ok(())".to_owned());
        lines.push("# }".to_owned());
    } else {
        lines.push("# #[cfg(feature = \"async\")]".to_owned());
        lines.push(format!("# async fn example(client: &{library}::Client) -> Result<(), {}> {{", error("Error")));
        if plan.success.is_response() {
            lines.push(format!("let response = {line}.await?;"));
            lines.push("println!(\"{}\", response.status());".to_owned());
        } else if matches!(plan.success.reading, Reading::Nothing) {
            lines.push(format!("{line}.await?;"));
        } else {
            lines.push(format!("let response = {line}.await?;"));
            lines.push("println!(\"{response:?}\");".to_owned());
        }
        lines.push("# Ok(())".to_owned());
        lines.push("# }".to_owned());
    }
    lines.push("```".to_owned());
    if plan.operation.docs.deprecated {
        lines.insert(1, "# #![allow(deprecated)]".to_owned());
    }
    lines.join("\n")
}

/// Returns a code block with these lines, which make `call`.
pub(crate) fn block(library: &str, operation: &Operation, call: &str, lines: &[String]) -> String {
    let deprecated = if operation.docs.deprecated { "# #![allow(deprecated)]\n" } else { "" };
    // If an argument is parsed or a file is opened, the example has a further type of error.
    let error = if call.contains("::parse(") || lines.iter().any(|line| line.contains("::file(")) {
        "Box<dyn std::error::Error>"
    } else {
        &format!("{library}::Error")
    };
    format!(
        "```no_run\n{deprecated}# #[cfg(feature = \"async\")]\n\
         # async fn example(client: &{library}::Client) -> Result<(), {error}> {{\n{}\n# Ok(())\n# }}\n```",
        lines.join("\n")
    )
}

/// Returns the expression that makes the call, such as `client.banks().get("bic")`.
pub(crate) fn expression(emission: &Emission<'_>, plan: &OperationPlan<'_>) -> String {
    let names = emission.names.operation(plan.index);
    let group = emission.names.group(plan.operation.group.0);
    let mut arguments = Vec::new();
    for ((parameter, argument), name) in plan.operation.parameters.iter().zip(&plan.arguments).zip(&names.parameters) {
        if !parameter.required {
            continue;
        }
        match argument {
            Argument::Credential => {}
            Argument::Encoded => arguments.push(format!("\"{name}\"")),
            Argument::Plain(schema)
            | Argument::List(schema)
            | Argument::Structured(schema)
            | Argument::Json(schema) => arguments.push(by_reference(emission, *schema, &name.to_string())),
        }
    }
    if let Some(body) = plan.body.as_ref().filter(|body| body.required) {
        let library = emission.package.library();
        let value = |way: &Way| match way.form {
            BodyForm::Json(schema) | BodyForm::Form(schema) | BodyForm::Multipart(schema) => {
                by_reference(emission, schema, "text")
            }
            BodyForm::AnyJson => format!("&{library}::Value::Null"),
            BodyForm::Text => "\"text\"".to_owned(),
            BodyForm::Bytes => "\"octets\"".to_owned(),
            BodyForm::Open => "\"application/octet-stream\", \"octets\"".to_owned(),
        };
        match (body.only(), body.ways.first(), names.bodies.first()) {
            (Some(way), ..) => arguments.push(value(way)),
            (None, Some(way), Some(variant)) => {
                let path = format!("{library}::body::{}::{variant}", names.body);
                let octets = if way.form == BodyForm::Bytes { ".into()" } else { "" };
                arguments.push(match way.form {
                    BodyForm::Open => format!(
                        "{path} {{ content_type: \"{}\", content: \"octets\".into() }}",
                        way.media.replace('*', "x-any")
                    ),
                    _ => format!("{path}({}{octets})", value(way)),
                });
            }
            (None, ..) => {}
        }
    }
    format!("client.{}().{}({})", group.method, names.method, arguments.join(", "))
}

/// Returns an argument of the type that
/// [`TypeRef::argument`](crate::rust::text::type_ref::TypeRef::argument) returns.
fn by_reference(emission: &Emission<'_>, id: SchemaId, text: &str) -> String {
    let (id, _) = emission.api.resolve(id);
    match &emission.api.schema(id).shape {
        Shape::Text(Text::Plain) => format!("\"{text}\""),
        Shape::List(_) => "&[]".to_owned(),
        Shape::Boolean | Shape::Integer(_) | Shape::Number(_) | Shape::Text(Text::Decimal) => {
            value(emission, id, text, 0)
        }
        _ => format!("&{}", value(emission, id, text, 0)),
    }
}

/// Returns a value of a schema as a caller outside the crate writes it.
fn value(emission: &Emission<'_>, id: SchemaId, text: &str, depth: usize) -> String {
    let library = emission.package.library();
    let (id, _) = emission.api.resolve(id);
    let own = emission.names.type_name(id).map(|name| format!("{library}::model::{}", name.ident));
    match &emission.api.schema(id).shape {
        Shape::Any => format!("{library}::Value::Null"),
        Shape::Boolean => "true".to_owned(),
        Shape::Integer(_) => "1".to_owned(),
        Shape::Number(Number::F64) => "1.0".to_owned(),
        Shape::Number(Number::Decimal) | Shape::Text(Text::Decimal) => format!("{library}::Decimal::ONE"),
        Shape::Text(Text::DateTime) => format!("{library}::DateTime::parse(\"2020-01-31T12:00:00Z\")?"),
        Shape::Text(Text::Date) => format!("{library}::Date::parse(\"2020-01-31\")?"),
        Shape::Text(Text::Time) => format!("{library}::Time::parse(\"12:00:00Z\")?"),
        Shape::Text(Text::Duration) => format!("{library}::Duration::parse(\"PT1H\")?"),
        Shape::Text(Text::Uuid) => format!("{library}::Uuid::parse(\"2f1ac0de-7b1e-4c5a-9b3d-0123456789ab\")?"),
        Shape::Text(Text::Byte) => format!("{library}::Base64::from(b\"octets\")"),
        Shape::Text(Text::Plain) => format!("\"{text}\""),
        Shape::Text(Text::Binary) => format!("{library}::Part::from(\"octets\")"),
        Shape::List(_) => "Vec::new()".to_owned(),
        Shape::Map(_) => "Default::default()".to_owned(),
        Shape::Enumeration(_) => {
            let variant = emission.names.variants(id).first().map(ToString::to_string).unwrap_or_default();
            format!("{}::{variant}", own.unwrap_or_default())
        }
        Shape::Record(record) => record_value(emission, id, record, &own.unwrap_or_default(), depth),
        Shape::Union(_) => format!("{}::Unlisted({library}::Value::Null)", own.unwrap_or_default()),
        Shape::Alias(_) => "Default::default()".to_owned(),
    }
}

fn record_value(emission: &Emission<'_>, id: SchemaId, record: &Record, own: &str, depth: usize) -> String {
    // If required fields nest without end, the schema has no values, so no example can show one.
    if depth > 16 {
        return "unreachable!()".to_owned();
    }
    let names = emission.names.fields(id);
    let arguments: Vec<_> = record
        .fields
        .iter()
        .zip(names)
        .filter(|(field, _)| crate::rust::model::record::filled(emission, field).is_none())
        .filter_map(|(field, name)| match Presence::of(emission.api, field) {
            Presence::Always => Some(value(emission, field.schema, &name.to_string(), depth + 1)),
            Presence::Nullable => Some("None".to_owned()),
            Presence::Optional | Presence::OptionalOrNull => None,
        })
        .collect();
    format!("{own}::new({})", arguments.join(", "))
}
