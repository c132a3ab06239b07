//! What was done instead, or how to mend it, for each kind of problem.

use crate::diagnostic::Problem;

impl Problem {
    /// What was done instead, or how to mend it; `None` where the message says all.
    #[must_use]
    pub(crate) fn action(&self) -> Option<String> {
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

            Self::UnsupportedVersion { .. } => "OpenAPI 3.0, 3.1 and 3.2 and Swagger 2.0 are supported".to_owned(),
            Self::NewerVersion { .. } => {
                "it was read as OpenAPI 3.1; additions of 3.2 that have no effect are reported where they occur"
                    .to_owned()
            }

            Self::WebhooksLeftOut { .. } | Self::CallbacksLeftOut { .. } => {
                "left out: a client only sends requests".to_owned()
            }
            Self::OperationsLeftOut { .. } => "left out of the client".to_owned(),
            Self::LinksLeftOut { .. } => "left out; the client can call the operations themselves".to_owned(),
            Self::UnknownSchemaDialect { .. } => "the schemas were read as OpenAPI 3.1 schemas".to_owned(),
            Self::MutualTls { .. } => "a request cannot carry it; configure it on the transport".to_owned(),
            Self::Unchecked { .. } => "the client does not check it".to_owned(),
            Self::UntypedMembers { .. } => "such members have no type of their own".to_owned(),
            Self::Tuple { typed: true, .. } => "each item can match any of these schemas, at any position".to_owned(),
            Self::Tuple { typed: false, .. } => "any JSON value is accepted as an item".to_owned(),
            Self::DynamicReference { .. } => "it was read as `$ref`".to_owned(),
            Self::AssumedMediaType { media } => format!("`{media}` is used"),
            Self::FileAsJson { media } => format!("the response was read as `{media}`"),
            Self::SecondBody => "this one was left out".to_owned(),

            Self::ComponentNameTaken { renamed, .. } => format!("this one was named `{renamed}`"),

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
            Self::OptionalPathParameter { .. } => "it was read as required, like every path parameter".to_owned(),
            Self::WithoutSchema { .. } => "it was read as a string".to_owned(),
            Self::UnsuitableStyle { .. } => "the default style is used".to_owned(),
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
            Self::ReferenceSiblings { .. } => "move them to the target of the reference".to_owned(),
            Self::InvalidResponseKey { .. } => "the response was left out".to_owned(),

            Self::NotAnOverlay { .. } => "an overlay begins with the line `overlay: 1.0.0`".to_owned(),
            Self::OverlayMatchesNothing { .. } => "the action changed nothing".to_owned(),

            Self::UnfollowedReference { .. }
            | Self::UnreadableSchema { .. }
            | Self::UnresolvedReference { .. }
            | Self::ExternalReference { .. }
            | Self::UnsupportedSchema { .. } => "any JSON value is accepted in its place".to_owned(),
            Self::UnresolvedComponent { what, .. } => format!("the {what} was left out"),
            Self::BareDiscriminator { .. } => "properties that the schema does not name are kept in `rest`".to_owned(),
            Self::UnknownMapping { .. } => "a value with this tag is matched by its shape, or kept as it is".to_owned(),
            Self::UnlistedMapping { .. } => "it was added to the alternatives, and the tag selects it".to_owned(),
            Self::OverlappingAlternatives { one, .. } => format!("a value that matches both is read as `{one}`"),
            Self::SeveralAlternatives { .. } => {
                "it is read as the one that recognizes most of its properties; properties of the others are ignored"
                    .to_owned()
            }
            Self::ConflictingProperty { .. } => "the property has the type that is described here".to_owned(),
            Self::ConflictingFormats { .. } => "it is typed as if it had no format".to_owned(),
            Self::ReferenceCycle { .. } => "any JSON value is accepted in their place".to_owned(),
            Self::AssumedType { .. } => {
                "only objects and lists are accepted; a value of another kind is an error".to_owned()
            }
            Self::SchemaConflict { renamed, .. } => {
                format!("they became two types; this one is named after `{renamed}`")
            }
            Self::SchemeConflict { renamed, .. } => format!("they became two schemes; this one is named `{renamed}`"),
            Self::EquivalentPath { .. } => {
                "both operations were emitted; the server cannot tell them apart by the path".to_owned()
            }
            Self::PathWithFragment { sent, .. } => format!("requests go to `{sent}`"),
            Self::DuplicateOperationId { renamed, .. } => format!("this operation was named `{renamed}`"),
            Self::RequiredWithoutProperty { .. } => "the name was ignored".to_owned(),
            Self::UnsupportedMediaType { instead, .. } => instead.to_string(),
            Self::PartHeader { .. } => "the part is sent without it".to_owned(),
            Self::OtherMediaType { instead, .. } => instead.to_string(),
            Self::BodyOfNoContent { .. } => "the described body has no effect".to_owned(),
            Self::UnsupportedParameter { .. } => "its argument is a string, sent as a single value".to_owned(),
            Self::NestedParameter { style: "deepObject", .. } => {
                "nested objects are written as `name[key][key]=value`, and a list repeats its name".to_owned()
            }
            Self::NestedParameter { .. } => "inner lists and objects are written as JSON".to_owned(),
            Self::UntypedHeader { .. } => "its method returns the text".to_owned(),
            Self::DuplicateParameter { .. } => "the later declaration was used".to_owned(),
            Self::UndeclaredSecurityScheme { .. } => {
                "the requirement was left out; to send its header, use `default_header`".to_owned()
            }
            Self::UnsupportedSecurityScheme { .. } => {
                "operations that require it are sent without it; to send its header, use `default_header`".to_owned()
            }
            Self::CredentialsInOneHeader { .. } => {
                "a call that would need two values for this header is refused before it is sent".to_owned()
            }
            Self::OwnServers { url, .. } => {
                format!("requests go to `{url}`, unless the client is given a base URL")
            }
            Self::DifferentServers { url } => {
                format!("operations of this document use `{url}`, unless the client is given a base URL")
            }
            Self::RelativeServer => "give the client a base URL, or a `Server` with an origin".to_owned(),
            Self::UnencryptedServer => {
                "a client accepts plain `http` only to the local machine; give it another base URL".to_owned()
            }
            Self::Defect { .. } => {
                "this is a bug in the generator, not in the document; please report it, with the document".to_owned()
            }
        })
    }
}
