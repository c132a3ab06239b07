//! What was done instead, or how to mend it, for each kind of problem.

use crate::diagnostic::Problem;

impl Problem {
    /// What was done instead, or how to mend it; `None` where the message says all.
    #[must_use]
    pub fn action(&self) -> Option<String> {
        Some(match self {
            Self::UnreadableFile { .. }
            | Self::Syntax { .. }
            | Self::TooDeep { .. }
            | Self::InvalidMerge
            | Self::UnfollowedPart { .. }
            | Self::Unreadable { .. }
            | Self::UnreadableDocument { .. }
            | Self::InvalidOverlayAction { .. }
            | Self::InvalidOverlayTarget { .. } => return None,

            Self::NotUtf8 { .. } => "save the file as UTF-8".to_owned(),
            Self::EmptyFile | Self::NotOpenapi { .. } => {
                "an OpenAPI document begins with a line such as `openapi: 3.0.3`".to_owned()
            }
            Self::SeveralDocuments => "give each document a file of its own".to_owned(),
            Self::AliasBomb => "use `$ref` where the document repeats itself".to_owned(),
            Self::DuplicateKey { .. } | Self::DuplicateOperation { .. } => "remove one of the two".to_owned(),
            Self::YamlTag { .. } => "the value was read as if it had no tag".to_owned(),
            Self::NotFinite { .. } => "`null` was read in its place".to_owned(),
            Self::HugeNumber { number } => format!("it was read as {number}"),
            Self::IntegerResponseKey { key } | Self::NonStringKey { key, .. } => format!("it was read as \"{key}\""),

            Self::UnsupportedVersion { .. } => "OpenAPI 3.0, 3.1 and 3.2 and Swagger 2.0 are read".to_owned(),
            Self::NewerVersion { .. } => {
                "it was read as OpenAPI 3.1; what that does not know has no effect, and is said where it stands"
                    .to_owned()
            }

            Self::WebhooksLeftOut { .. } | Self::CallbacksLeftOut { .. } => {
                "a client calls none of them; they were left out".to_owned()
            }
            Self::OperationsLeftOut { .. } => "the client has no call for it".to_owned(),
            Self::LinksLeftOut { .. } => {
                "the client follows none of them; the operations themselves can be called".to_owned()
            }
            Self::UnknownSchemaDialect { .. } => "it was read as the dialect of OpenAPI 3.1".to_owned(),
            Self::MutualTls { .. } => "a client cannot attach one to a request; give it to the transport".to_owned(),
            Self::Unchecked { .. } => "values are not held to it".to_owned(),
            Self::UntypedMembers { .. } => "such members have no type of their own".to_owned(),
            Self::Tuple { typed: true, .. } => {
                "each item is one of these schemas, in whichever place it stands".to_owned()
            }
            Self::Tuple { typed: false, .. } => "any JSON value is accepted as its item".to_owned(),
            Self::DynamicReference { .. } => "it was read as `$ref`".to_owned(),
            Self::AssumedMediaType { media } => format!("`{media}` is used"),
            Self::FileAsJson { media } => format!("the response was read as `{media}`"),
            Self::SecondBody => "this one was left out".to_owned(),

            Self::ComponentNameTaken { renamed, .. } => format!("this one is named `{renamed}`"),

            Self::FlowForFlows { .. } => "it was read as `flows`".to_owned(),
            Self::StraySecurityScheme { .. }
            | Self::StraySecurityRequirement { .. }
            | Self::Ignored { .. }
            | Self::UnusedPathParameter { .. }
            | Self::IgnoredParameter { .. }
            | Self::ServerUnusable { .. } => "it was left out".to_owned(),
            Self::UndeclaredScope { .. } => "it was added to the scheme".to_owned(),
            Self::UndeclaredPathParameter { .. } => "a required string parameter was added".to_owned(),
            Self::MissingOperationId { name } => format!("it was named `{name}`"),
            Self::PathWithoutSlash { path } => format!("it was read as `/{path}`"),
            Self::OptionalPathParameter { .. } => "it was read as required, as every path parameter is".to_owned(),
            Self::WithoutSchema { .. } => "it was read as a string".to_owned(),
            Self::UnsuitableStyle { .. } => "the usual style is used".to_owned(),
            Self::DiscriminatorText { .. } => "it was read as the object's `propertyName`".to_owned(),
            Self::NumberForText { found, .. } => format!("it was read as `{found}`"),
            Self::TextForScalar { found, .. } => format!("it was read as {found}"),
            Self::NullKeyword { read_as, .. } => format!("it was read as {read_as}"),
            Self::MissingKeyword { filled, .. } => filled.to_string(),

            Self::UnknownKeyword { suggestion: Some(known), .. } => {
                format!("it has no effect; did you mean `{known}`?")
            }
            Self::UnknownKeyword { suggestion: None, .. } | Self::MisplacedReference { .. } => {
                "it has no effect".to_owned()
            }
            Self::ReferenceSiblings { .. } => "what is said here belongs into what the reference names".to_owned(),
            Self::InvalidResponseKey { .. } => "the response was left out".to_owned(),

            Self::NotAnOverlay { .. } => "an overlay begins with the line `overlay: 1.0.0`".to_owned(),
            Self::OverlayMatchesNothing { .. } => "the action changed nothing".to_owned(),

            Self::UnfollowedReference { .. }
            | Self::UnreadableSchema { .. }
            | Self::UnresolvedReference { .. }
            | Self::ExternalReference { .. }
            | Self::UnsupportedSchema { .. } => "any JSON value is accepted in its place".to_owned(),
            Self::UnresolvedComponent { what, .. } => format!("the {what} was left out"),
            Self::BareDiscriminator { .. } => "properties that it does not name are kept in `rest`".to_owned(),
            Self::UnknownMapping { .. } => "a value with this tag is read by its shape, or kept as it came".to_owned(),
            Self::UnlistedMapping { .. } => "it became an alternative, which this tag chooses".to_owned(),
            Self::OverlappingAlternatives { one, .. } => format!("a value that is both is read as `{one}`"),
            Self::SeveralAlternatives { .. } => {
                "it is read as the one that knows most of its properties, and the others are passed over".to_owned()
            }
            Self::ConflictingProperty { .. } => "the property is typed as it is described here".to_owned(),
            Self::ConflictingFormats { .. } => "it is typed as if it had none".to_owned(),
            Self::ReferenceCycle { .. } => "any JSON value is accepted in their place".to_owned(),
            Self::AssumedType { .. } => "objects and lists are read; a value of another kind is an error".to_owned(),
            Self::SchemaConflict { renamed, .. } => {
                format!("they became two types; this one is named after `{renamed}`")
            }
            Self::SchemeConflict { renamed, .. } => format!("they became two schemes; this one is named `{renamed}`"),
            Self::EquivalentPath { .. } => "both operations were emitted, and they send the same request".to_owned(),
            Self::PathWithFragment { sent, .. } => format!("its calls go to `{sent}`"),
            Self::DuplicateOperationId { renamed, .. } => format!("this operation was named `{renamed}`"),
            Self::RequiredWithoutProperty { .. } => "the name was left out".to_owned(),
            Self::UnsupportedMediaType { instead, .. } => instead.to_string(),
            Self::PartHeader { .. } => "the part is sent without it".to_owned(),
            Self::OtherMediaType { instead, .. } => instead.to_string(),
            Self::BodyOfNoContent { .. } => "what is said of one has no effect".to_owned(),
            Self::UnsupportedParameter { .. } => {
                "its argument is text that stands in the request as one plain value".to_owned()
            }
            Self::NestedParameter { style: "deepObject", .. } => {
                "they are written as `name[key][key]=value`, and a list repeats its name".to_owned()
            }
            Self::NestedParameter { .. } => "the inner ones are written as JSON".to_owned(),
            Self::UntypedHeader { .. } => "its text is given as it came".to_owned(),
            Self::DuplicateParameter { .. } => "the later one was taken".to_owned(),
            Self::UndeclaredSecurityScheme { .. } => {
                "the requirement was left out; a header that it stands for can be set with `default_header`".to_owned()
            }
            Self::UnsupportedSecurityScheme { .. } => {
                "operations that ask for it are sent without; set the header with `default_header`".to_owned()
            }
            Self::CredentialsInOneHeader { .. } => {
                "a call whose credentials give this header two values is refused before it is sent".to_owned()
            }
            Self::OwnServers { url, .. } => {
                format!("its calls go to `{url}` unless the client is given a base URL")
            }
            Self::DifferentServers { url } => {
                format!("calls of this document go to `{url}` unless the client is given a base URL")
            }
            Self::RelativeServer => "a client needs a base URL, or a `Server` with its origin".to_owned(),
            Self::UnencryptedServer => {
                "a client carries no credentials over `http` but to its own machine; it needs a base URL".to_owned()
            }
            Self::Defect { .. } => {
                "this is a mistake of the generator, not of the document; please report it with the document".to_owned()
            }
        })
    }
}
