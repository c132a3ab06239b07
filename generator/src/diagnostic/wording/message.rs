//! What is wrong, for each kind of problem.

use crate::diagnostic::Problem;

impl Problem {
    /// What is wrong.
    #[must_use]
    pub(crate) fn message(&self) -> String {
        match self {
            Self::UnreadableFile { because } => format!("the file cannot be read: {because}"),
            Self::NotUtf8 { offset } => {
                format!("the file is not UTF-8 text: the byte at offset {offset} is invalid")
            }
            Self::EmptyFile => "the file is empty".to_owned(),
            Self::Syntax { language, error } => format!("the file is not valid {language}: {error}"),
            Self::SeveralDocuments => "the file contains more than one YAML document".to_owned(),
            Self::TooDeep { language } => {
                format!("the {language} nests more than 128 levels deep")
            }
            Self::AliasBomb => "the YAML aliases in this file expand to far more data than it contains".to_owned(),
            Self::DuplicateKey { key } => format!("the key `{key}` is already in this object"),
            Self::InvalidMerge => {
                "the value of the merge key `<<` is neither an object nor a list of objects".to_owned()
            }
            Self::YamlTag { tag } => format!("the YAML tag `{tag}` has no meaning in OpenAPI"),
            Self::NotFinite { number } => format!("the number {number} cannot be expressed in JSON"),
            Self::HugeNumber { .. } => "the number is too large to keep exactly".to_owned(),
            Self::IntegerResponseKey { key } => format!("the status {key} is an integer, not a string"),
            Self::NonStringKey { key, kind } => format!("the key {key} is {kind}, not a string"),

            Self::NotOpenapi { because } => format!("this is not an OpenAPI document: {because}"),
            Self::UnsupportedVersion { version } => format!("the document is {version}, which is not supported"),
            Self::NewerVersion { version } => format!("the document is {version}, which is not fully supported"),

            Self::WebhooksLeftOut { count } => {
                format!("the document describes {}, which the server sends", counted(*count, "webhook"))
            }
            Self::OperationsLeftOut { keyword, count } => {
                format!("`{keyword}` contains {} with an unsupported method", counted(*count, "operation"))
            }
            Self::CallbacksLeftOut { count } => {
                format!("the document describes {}, which the server sends", counted(*count, "callback"))
            }
            Self::LinksLeftOut { count } => {
                format!("the document describes {} from responses to operations", counted(*count, "link"))
            }
            Self::UnknownSchemaDialect { dialect } => format!("the schema dialect `{dialect}` is unknown"),
            Self::MutualTls { scheme } => format!("the scheme `{scheme}` asks for a client certificate"),
            Self::Unchecked { keyword } => format!("`{keyword}` restricts values in a way that no type expresses"),
            Self::UntypedMembers { keyword } => {
                format!("`{keyword}` describes members that a type cannot tell from others")
            }
            Self::Tuple { length, .. } => {
                format!("a list whose first {length} items have schemas of their own cannot be typed item by item")
            }
            Self::DynamicReference { keyword } => format!("the target of `{keyword}` depends on the referring schema"),
            Self::AssumedMediaType { .. } => "the document names no media type for its bodies".to_owned(),
            Self::FileAsJson { .. } => "the response is a file, but its media type is JSON".to_owned(),
            Self::SecondBody => "the operation has more than one body".to_owned(),

            Self::ComponentNameTaken { what, name, .. } => {
                format!("the document already has another {what} named `{name}`")
            }
            Self::UnfollowedReference { reference, because } => {
                format!("the reference `{reference}` was not followed: {because}")
            }
            Self::UnfollowedPart { what, reference, because } => {
                format!("the reference `{reference}` to a {what} was not followed: {because}")
            }

            Self::FlowForFlows { scheme } => format!("the scheme `{scheme}` has `flow` instead of `flows`"),
            Self::StraySecurityScheme { name } => {
                format!("`{name}` is listed under `securitySchemes`, but is not a security scheme")
            }
            Self::StraySecurityRequirement { scheme } => {
                format!("the scheme `{scheme}` contains a security requirement")
            }
            Self::UndeclaredScope { scope, scheme } => {
                format!("the scheme `{scheme}` does not declare the scope `{scope}`")
            }
            Self::UndeclaredPathParameter { name } => {
                format!("the path contains `{{{name}}}`, but no parameter of that name is declared")
            }
            Self::MissingOperationId { .. } => "the operation has no `operationId`".to_owned(),
            Self::PathWithoutSlash { path } => format!("the path `{path}` does not begin with a slash"),
            Self::OptionalPathParameter { name } => format!("the path parameter `{name}` is not marked as required"),
            Self::WithoutSchema { what, name } => format!("the {what} `{name}` has neither `schema` nor `content`"),
            Self::UnsuitableStyle { style, location } => {
                format!("a parameter in `{location}` cannot have the style `{style}`")
            }
            Self::DiscriminatorText { property } => {
                format!("`discriminator` is the text \"{property}\"; expected an object")
            }
            Self::NumberForText { keyword, found } => format!("`{keyword}` is {found}; expected a string"),
            Self::TextForScalar { keyword, found, expected } => {
                format!("`{keyword}` is the text \"{found}\"; expected {expected}")
            }
            Self::NullKeyword { keyword, .. } => format!("`{keyword}` has no value"),
            Self::MissingKeyword { keyword, what, .. } => format!("the {what} has no `{keyword}`"),

            Self::UnreadableSchema { mismatch } => format!("the schema cannot be read: {mismatch}"),
            Self::Unreadable { what, mismatch } | Self::Ignored { what, mismatch } => {
                format!("the {what} cannot be read: {mismatch}")
            }
            Self::UnreadableDocument { error } => format!("the document cannot be read: {error}"),
            Self::UnknownKeyword { keyword, what, .. } => format!("`{keyword}` is not a keyword of the {what}"),
            Self::ReferenceSiblings { keywords } => {
                format!("keywords beside `$ref` have no effect: {}", listed(keywords))
            }
            Self::MisplacedReference { what, reference } => {
                format!("OpenAPI 3.0 does not allow the reference `{reference}` in the {what}")
            }
            Self::InvalidResponseKey { key } => {
                format!("`{key}` is not a status; expected a code such as `404`, a range such as `4XX`, or `default`")
            }

            Self::NotAnOverlay { because } => format!("this is not an overlay: {because}"),
            Self::InvalidOverlayAction { because } => format!("the action cannot be carried out: {because}"),
            Self::InvalidOverlayTarget { target, character } => {
                format!("the target `{target}` is not a JSONPath (RFC 9535): error at character {character}")
            }
            Self::OverlayMatchesNothing { target } => {
                format!("the target `{target}` matches nothing in any document")
            }

            Self::UnresolvedReference { reference } | Self::UnresolvedComponent { reference, .. } => {
                format!("the target of the reference `{reference}` does not exist")
            }
            Self::BareDiscriminator { property } => {
                format!("the schema has the discriminator `{property}`, but lists no alternatives")
            }
            Self::UnknownMapping { tag, target } => {
                format!("the tag `{tag}` maps to `{target}`, but there is no such schema")
            }
            Self::UnlistedMapping { tag, target } => {
                format!("the tag `{tag}` maps to `{target}`, which is not among the alternatives")
            }
            Self::OverlappingAlternatives { one, other } => {
                format!("the alternatives `{one}` and `{other}` cannot always be told apart")
            }
            Self::SeveralAlternatives { one, other } => format!("a value can match both `{one}` and `{other}`"),
            Self::ConflictingProperty { name } => {
                format!("the parts of this schema contradict each other on `{name}`: no value satisfies all of them")
            }
            Self::ConflictingFormats { one, other } => {
                format!("the parts of this schema have different formats, `{one}` and `{other}`")
            }
            Self::ReferenceCycle { names } => {
                format!("the references only lead to each other: {}", names.join(" → "))
            }
            Self::AssumedType { count } => {
                let schemas = if *count == 1 { "1 schema has".to_owned() } else { format!("{count} schemas have") };
                format!("{schemas} `properties` or `items`, but no `type`")
            }
            Self::ExternalReference { reference } => format!("the reference `{reference}` leads out of the document"),
            Self::UnsupportedSchema { keyword, because } => format!("`{keyword}` cannot be typed: {because}"),
            Self::SchemaConflict { name, .. } => {
                format!("the schema `{name}` differs from the schema of that name in another document")
            }
            Self::SchemeConflict { name, .. } => {
                format!("the security scheme `{name}` differs from the scheme of that name in another document")
            }
            Self::DuplicateOperation { method, path } => {
                format!("the operation `{} {path}` already exists", method.to_ascii_uppercase())
            }
            Self::EquivalentPath { method, path, other } => {
                format!("`{} {path}` is the same path as `{other}`", method.to_ascii_uppercase())
            }
            Self::PathWithFragment { path, .. } => {
                format!("the path `{path}` has a fragment, which is never sent")
            }
            Self::DuplicateOperationId { id, .. } => format!("the `operationId` `{id}` already exists"),
            Self::UnusedPathParameter { name } => {
                format!("the path parameter `{name}` does not occur in the path")
            }
            Self::RequiredWithoutProperty { name } => {
                format!("`required` names `{name}`, but there is no such property")
            }
            Self::UnsupportedMediaType { media, .. } => format!("the media type `{media}` is not supported here"),
            Self::PartHeader { header, part } => format!("the header `{header}` of the part `{part}` cannot be set"),
            Self::OtherMediaType { media, .. } => {
                format!("the body has further media types: {}", listed(media))
            }
            Self::BodyOfNoContent { status } => format!("a response with the status `{status}` cannot have a body"),
            Self::UnsupportedParameter { name, because } => {
                format!("the parameter `{name}` cannot be typed: {because}")
            }
            Self::NestedParameter { name, style } => {
                format!("the parameter `{name}` nests lists or objects, which the style `{style}` does not define")
            }
            Self::UntypedHeader { name } => format!("the header `{name}` cannot be typed"),
            Self::DuplicateParameter { name } => format!("the parameter `{name}` is declared twice"),
            Self::IgnoredParameter { name, because } => format!("the parameter `{name}` has no effect: {because}"),
            Self::UndeclaredSecurityScheme { name } => format!("the security scheme `{name}` is not declared"),
            Self::UnsupportedSecurityScheme { scheme } => {
                format!("the HTTP authentication scheme `{scheme}` is not supported")
            }
            Self::CredentialsInOneHeader { schemes: [one, other], header } => {
                format!("`{one}` and `{other}` are required together, but both set the header `{header}`")
            }
            Self::ServerUnusable { url, because } => format!("the server `{url}` cannot be used: {because}"),
            Self::OwnServers { what, .. } => format!("the {what} has its own servers"),
            Self::DifferentServers { .. } => "the documents name different servers".to_owned(),
            Self::RelativeServer => "all servers are relative to the URL of the document, which is unknown".to_owned(),
            Self::UnencryptedServer => "no server uses `https`".to_owned(),
            Self::Defect { error } => format!("the emitted code is invalid: {error}"),
        }
    }
}

/// A count with its noun.
fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// Formats names as a list in a sentence.
fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
