//! What is wrong, for each kind of problem.

use crate::diagnostic::Problem;

impl Problem {
    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::UnreadableFile { because } => format!("the file cannot be read: {because}"),
            Self::NotUtf8 { offset } => {
                format!("the file is not UTF-8 text: the byte at offset {offset} is not part of a character")
            }
            Self::EmptyFile => "the file is empty".to_owned(),
            Self::Syntax { language, error } => format!("the file is not valid {language}: {error}"),
            Self::SeveralDocuments => "the file holds more than one YAML document".to_owned(),
            Self::TooDeep { language } => {
                format!("the {language} nests more than 128 levels deep, as no OpenAPI document does")
            }
            Self::AliasBomb => "the YAML aliases of this file expand to far more than the file holds".to_owned(),
            Self::DuplicateKey { key } => format!("the key `{key}` is already in this object"),
            Self::InvalidMerge => "the merge key `<<` holds neither an object nor a list of objects".to_owned(),
            Self::YamlTag { tag } => format!("the YAML tag `{tag}` has no meaning in OpenAPI"),
            Self::NotFinite { number } => format!("the number {number} cannot be expressed in JSON"),
            Self::HugeNumber { .. } => "the number is too large to be kept exactly".to_owned(),
            Self::IntegerResponseKey { key } => format!("the status {key} is an integer, not a string"),
            Self::NonStringKey { key, kind } => format!("the key {key} is {kind}, not a string"),

            Self::NotOpenapi { because } => format!("this is not an OpenAPI document: {because}"),
            Self::UnsupportedVersion { version } => format!("the document is {version}, which is not read"),
            Self::NewerVersion { version } => format!("the document is {version}, which adds to what is known"),

            Self::WebhooksLeftOut { count } => {
                format!("the document describes {}, which the server calls", counted(*count, "webhook"))
            }
            Self::OperationsLeftOut { keyword, count } => {
                format!("`{keyword}` holds {} of a method that is not known", counted(*count, "operation"))
            }
            Self::CallbacksLeftOut { count } => {
                format!("the document describes {}, which the server calls", counted(*count, "callback"))
            }
            Self::LinksLeftOut { count } => {
                format!("the document describes {} from responses to operations", counted(*count, "link"))
            }
            Self::UnknownSchemaDialect { dialect } => format!("the schema dialect `{dialect}` is not known"),
            Self::MutualTls { scheme } => format!("the scheme `{scheme}` asks for a certificate of the client"),
            Self::Unchecked { keyword } => format!("`{keyword}` restricts values as no type can"),
            Self::UntypedMembers { keyword } => {
                format!("`{keyword}` gives types to members that no type can tell from others")
            }
            Self::Tuple { length, .. } => {
                format!("a list whose first {length} places have schemas of their own cannot be typed place by place")
            }
            Self::DynamicReference { keyword } => format!("what `{keyword}` leads to depends on who asks"),
            Self::AssumedMediaType { .. } => "the document names no media type for its bodies".to_owned(),
            Self::FileAsJson { .. } => "a file is answered, and the media type is one of JSON".to_owned(),
            Self::SecondBody => "the operation has more than one body".to_owned(),

            Self::ComponentNameTaken { what, name, .. } => {
                format!("the document has another {what} with the name `{name}`")
            }
            Self::UnfollowedReference { reference, because } => {
                format!("the reference `{reference}` was not followed: {because}")
            }
            Self::UnfollowedPart { what, reference, because } => {
                format!("the reference `{reference}` to a {what} was not followed: {because}")
            }

            Self::FlowForFlows { scheme } => format!("the scheme `{scheme}` has `flow` in place of `flows`"),
            Self::StraySecurityScheme { name } => {
                format!("`{name}` stands among the security schemes and is not one")
            }
            Self::StraySecurityRequirement { scheme } => {
                format!("a security requirement stands inside the scheme `{scheme}`")
            }
            Self::UndeclaredScope { scope, scheme } => {
                format!("the scope `{scope}` is not declared by the scheme `{scheme}`")
            }
            Self::UndeclaredPathParameter { name } => {
                format!("the path has `{{{name}}}`, and no parameter of that name is declared")
            }
            Self::MissingOperationId { .. } => "the operation has no `operationId`".to_owned(),
            Self::PathWithoutSlash { path } => format!("the path `{path}` does not begin with a slash"),
            Self::OptionalPathParameter { name } => format!("the path parameter `{name}` is not marked as required"),
            Self::WithoutSchema { what, name } => format!("the {what} `{name}` has neither `schema` nor `content`"),
            Self::UnsuitableStyle { style, location } => {
                format!("there is no style `{style}` for a parameter in `{location}`")
            }
            Self::DiscriminatorText { property } => {
                format!("`discriminator` is the text `{property}`, an object is expected")
            }
            Self::NumberForText { keyword, found } => format!("`{keyword}` is {found}, a string is expected"),
            Self::TextForScalar { keyword, found, expected } => {
                format!("`{keyword}` is the text \"{found}\", {expected} is expected")
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
                format!("nothing beside `$ref` has an effect, and there is {}", listed(keywords))
            }
            Self::MisplacedReference { what, reference } => {
                format!("OpenAPI 3.0 has no reference to a {what}, and there is `{reference}`")
            }
            Self::InvalidResponseKey { key } => {
                format!("`{key}` is not a status: a code as `404`, a range as `4XX` or `default` is expected")
            }

            Self::NotAnOverlay { because } => format!("this is not an overlay: {because}"),
            Self::InvalidOverlayAction { because } => format!("the action cannot be carried out: {because}"),
            Self::InvalidOverlayTarget { target, character } => format!(
                "the target `{target}` is not a JSONPath (RFC 9535): the mistake is at its character {character}"
            ),
            Self::OverlayMatchesNothing { target } => {
                format!("the target `{target}` matches nothing in any document")
            }

            Self::UnresolvedReference { reference } | Self::UnresolvedComponent { reference, .. } => {
                format!("the reference `{reference}` leads to nothing")
            }
            Self::BareDiscriminator { property } => {
                format!("the schema is told apart by `{property}`, but lists no alternatives")
            }
            Self::UnknownMapping { tag, target } => {
                format!("the tag `{tag}` leads to `{target}`, and there is no such schema")
            }
            Self::UnlistedMapping { tag, target } => {
                format!("the tag `{tag}` leads to `{target}`, which is not among the alternatives")
            }
            Self::OverlappingAlternatives { one, other } => {
                format!("nothing tells the alternatives `{one}` and `{other}` apart in every value")
            }
            Self::SeveralAlternatives { one, other } => format!("a value may be `{one}` and `{other}` at once"),
            Self::ConflictingProperty { name } => {
                format!("the parts of this schema differ on `{name}`, and no value is what all of them say")
            }
            Self::ConflictingFormats { one, other } => {
                format!("the parts of this schema have the formats `{one}` and `{other}`")
            }
            Self::ReferenceCycle { names } => {
                format!("the references only lead to each other: {}", names.join(" → "))
            }
            Self::AssumedType { count } => {
                let schemas = if *count == 1 { "1 schema has".to_owned() } else { format!("{count} schemas have") };
                format!("{schemas} `properties` or `items`, and no `type`")
            }
            Self::ExternalReference { reference } => format!("the reference `{reference}` leads out of the document"),
            Self::UnsupportedSchema { keyword, because } => format!("`{keyword}` cannot be typed: {because}"),
            Self::SchemaConflict { name, .. } => {
                format!("the schema `{name}` differs from another document's of that name")
            }
            Self::SchemeConflict { name, .. } => {
                format!("the security scheme `{name}` differs from another document's of that name")
            }
            Self::DuplicateOperation { method, path } => {
                format!("the operation `{} {path}` exists already", method.to_ascii_uppercase())
            }
            Self::EquivalentPath { method, path, other } => {
                format!("`{} {path}` is the same path as `{other}`", method.to_ascii_uppercase())
            }
            Self::PathWithFragment { path, .. } => {
                format!("the path `{path}` has a fragment, which no request carries")
            }
            Self::DuplicateOperationId { id, .. } => format!("the `operationId` `{id}` exists already"),
            Self::UnusedPathParameter { name } => {
                format!("the path parameter `{name}` does not occur in the path")
            }
            Self::RequiredWithoutProperty { name } => {
                format!("`required` names `{name}`, and there is no such property")
            }
            Self::UnsupportedMediaType { media, .. } => format!("the media type `{media}` is not supported here"),
            Self::PartHeader { header, part } => format!("the header `{header}` of the part `{part}` has no argument"),
            Self::OtherMediaType { media, .. } => format!("the body can also travel as {}", listed(media)),
            Self::BodyOfNoContent { status } => format!("a response with the status `{status}` has no body"),
            Self::UnsupportedParameter { name, because } => {
                format!("the parameter `{name}` cannot be typed: {because}")
            }
            Self::NestedParameter { name, style } => {
                format!("the parameter `{name}` has lists or objects in each other, of which `{style}` says nothing")
            }
            Self::UntypedHeader { name } => format!("the header `{name}` cannot be typed"),
            Self::DuplicateParameter { name } => format!("the parameter `{name}` is declared twice"),
            Self::IgnoredParameter { name, because } => format!("the parameter `{name}` has no effect: {because}"),
            Self::UndeclaredSecurityScheme { name } => format!("the security scheme `{name}` is not declared"),
            Self::UnsupportedSecurityScheme { scheme } => {
                format!("the HTTP authentication scheme `{scheme}` is not supported")
            }
            Self::CredentialsInOneHeader { schemes: [one, other], header } => {
                format!("`{one}` and `{other}` are needed together, and both set the header `{header}`")
            }
            Self::ServerUnusable { url, because } => format!("the server `{url}` cannot be used: {because}"),
            Self::OwnServers { what, .. } => format!("the {what} has servers of its own"),
            Self::DifferentServers { .. } => "the documents name different servers".to_owned(),
            Self::RelativeServer => {
                "the servers are relative to where the document was found, which it does not say".to_owned()
            }
            Self::UnencryptedServer => "no server is encrypted".to_owned(),
            Self::Defect { error } => format!("the emitted code is not right: {error}"),
        }
    }
}

/// So many of a thing.
fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// Names as a list in a sentence.
fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
