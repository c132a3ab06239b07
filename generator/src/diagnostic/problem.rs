//! The kinds of problems, each with the facts that its message needs. Codes and severities are in
//! `table`, words in `wording`.

use super::Severity;
use super::wording::{
    ActionFault, DocumentFault, Expected, FileFault, Filled, Ineffective, Instead, KeyKind, Mismatch, OverlayFault,
    Preferred, ReadAs, ServerFault, Unfollowed, Unsupported, Untyped,
};

/// Something that a run reports.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "a field is named as its message uses it")]
pub(crate) enum Problem {
    // Files and their text.
    /// The file cannot be opened or read.
    UnreadableFile { because: FileFault },
    /// The file is not UTF-8 text.
    NotUtf8 { offset: usize },
    /// The file is empty, or has only comments.
    EmptyFile,
    /// The text is not YAML, or not JSON.
    Syntax { language: &'static str, error: String },
    /// One file holds several YAML documents.
    SeveralDocuments,
    /// The text nests too deeply to be read.
    TooDeep { language: &'static str },
    /// YAML aliases expand to far more data than the file contains.
    AliasBomb,
    /// An object has the same key twice.
    DuplicateKey { key: String },
    /// A YAML merge key has a value that cannot be merged.
    InvalidMerge,
    /// A YAML tag that JSON cannot express.
    YamlTag { tag: String },
    /// A number that JSON cannot express.
    NotFinite { number: String },
    /// An integer that is too large to keep exactly.
    HugeNumber { number: String },
    /// A status code is written as a YAML integer.
    IntegerResponseKey { key: String },
    /// Another key is not a string.
    NonStringKey { key: String, kind: KeyKind },

    // Is it an OpenAPI document?
    /// The file is something else.
    NotOpenapi { because: DocumentFault },
    /// It has a version that is not supported.
    UnsupportedVersion { version: String },
    /// It has a version that is read by the rules of the version before.
    NewerVersion { version: String },

    // What OpenAPI 3.0 cannot express, and other versions can.
    /// Webhooks: requests that the server sends.
    WebhooksLeftOut { count: usize },
    /// Operations of methods that OpenAPI 3.2 adds.
    OperationsLeftOut { keyword: &'static str, count: usize },
    /// Callbacks: requests that the server sends after a request of the client.
    CallbacksLeftOut { count: usize },
    /// Links from responses to operations.
    LinksLeftOut { count: usize },
    /// The schemas are written in an unknown dialect.
    UnknownSchemaDialect { dialect: String },
    /// A scheme asks for a client certificate.
    MutualTls { scheme: String },
    /// A keyword restricts values in a way that no type expresses.
    Unchecked { keyword: String },
    /// A keyword describes members that a type cannot tell from others.
    UntypedMembers { keyword: &'static str },
    /// A list whose items have schemas of their own.
    Tuple { length: usize, typed: bool },
    /// A reference whose target depends on the referring schema.
    DynamicReference { keyword: &'static str },
    /// Bodies have no media type.
    AssumedMediaType { media: &'static str },
    /// The media type of a file is JSON.
    FileAsJson { media: &'static str },
    /// An operation has more than one body.
    SecondBody,

    // References that lead out of a document.
    /// The document already has a component with this name.
    ComponentNameTaken { what: &'static str, name: String, renamed: String },
    /// A reference to a schema or header is not followed.
    UnfollowedReference { reference: String, because: Unfollowed },
    /// A reference to a part that a client needs is not followed.
    UnfollowedPart { what: &'static str, reference: String, because: Unfollowed },

    // Faults that are repaired.
    /// `flow` is written instead of `flows`.
    FlowForFlows { scheme: String },
    /// An entry of `securitySchemes` is not a security scheme.
    StraySecurityScheme { name: String },
    /// A security scheme contains a security requirement.
    StraySecurityRequirement { scheme: String },
    /// A requirement names a scope that its scheme does not declare.
    UndeclaredScope { scope: String, scheme: String },
    /// A path has a variable without a parameter.
    UndeclaredPathParameter { name: String },
    /// An operation has no `operationId`.
    MissingOperationId { name: String },
    /// A path does not begin with a slash.
    PathWithoutSlash { path: String },
    /// A path parameter is not marked as required.
    OptionalPathParameter { name: String },
    /// A parameter or header has neither `schema` nor `content`.
    WithoutSchema { what: &'static str, name: String },
    /// The `style` of a parameter is not allowed for its location.
    UnsuitableStyle { style: String, location: String },
    /// `discriminator` is a text, as in OpenAPI 2.0.
    DiscriminatorText { property: String },
    /// A number or boolean is written where a text is expected.
    NumberForText { keyword: String, found: String },
    /// A boolean or number is quoted.
    TextForScalar { keyword: String, found: String, expected: Expected },
    /// A keyword has no value.
    NullKeyword { keyword: String, read_as: ReadAs },
    /// A required keyword is missing, and a client can do without it.
    MissingKeyword { keyword: &'static str, what: &'static str, filled: Filled },

    // Parts that cannot be read.
    /// A schema cannot be read.
    UnreadableSchema { mismatch: Mismatch },
    /// A part that a client needs cannot be read.
    Unreadable { what: &'static str, mismatch: Mismatch },
    /// A part that a client does not need cannot be read.
    Ignored { what: &'static str, mismatch: Mismatch },
    /// The document passed every check, but openapiv3 refused it.
    UnreadableDocument { error: String },
    /// OpenAPI has no such keyword here.
    UnknownKeyword { keyword: String, what: &'static str, suggestion: Option<&'static str> },
    /// Keywords beside `$ref` have no effect.
    ReferenceSiblings { keywords: Vec<String> },
    /// A `$ref` is in a place where OpenAPI does not allow one.
    MisplacedReference { what: &'static str, reference: String },
    /// A key of `responses` is not a status.
    InvalidResponseKey { key: String },

    // Overlays.
    /// The file is not an overlay.
    NotAnOverlay { because: OverlayFault },
    /// An action of an overlay cannot be carried out.
    InvalidOverlayAction { because: ActionFault },
    /// An action's target is not a JSONPath.
    InvalidOverlayTarget { target: String, character: usize },
    /// An action changed nothing.
    OverlayMatchesNothing { target: String },

    // The meaning of the documents.
    /// The target of a `$ref` to a schema does not exist.
    UnresolvedReference { reference: String },
    /// The target of another `$ref` does not exist.
    UnresolvedComponent { reference: String, what: &'static str },
    /// A schema has a discriminator, but no alternatives.
    BareDiscriminator { property: String },
    /// The mapping of a discriminator names a schema that does not exist.
    UnknownMapping { tag: String, target: String },
    /// The mapping of a discriminator names a schema that is not among the alternatives.
    UnlistedMapping { tag: String, target: String },
    /// Two alternatives of a union cannot always be told apart.
    OverlappingAlternatives { one: String, other: String },
    /// A value can match two alternatives of an `anyOf`, and have members of both.
    SeveralAlternatives { one: String, other: String },
    /// The parts of an `allOf` contradict each other on a property.
    ConflictingProperty { name: String },
    /// The parts of an `allOf` have formats that exclude each other.
    ConflictingFormats { one: String, other: String },
    /// `$ref`s that only lead to each other.
    ReferenceCycle { names: Vec<String> },
    /// Schemas have `properties` or `items`, but no `type`.
    AssumedType { count: usize },
    /// A `$ref` leads out of the document.
    ExternalReference { reference: String },
    /// A schema uses something that cannot be typed.
    UnsupportedSchema { keyword: String, because: Untyped },
    /// Two documents have different schemas with the same name.
    SchemaConflict { name: String, renamed: String },
    /// Two documents have different security schemes with the same name.
    SchemeConflict { name: String, renamed: String },
    /// Two operations have the same method and path.
    DuplicateOperation { method: String, path: String },
    /// Two paths of one document differ only in the names of their parameters.
    EquivalentPath { method: String, path: String, other: String },
    /// A path has a fragment.
    PathWithFragment { path: String, sent: String },
    /// Two operations have the same `operationId`.
    DuplicateOperationId { id: String, renamed: String },
    /// A declared path parameter is not in the path.
    UnusedPathParameter { name: String },
    /// `required` names a property that does not exist.
    RequiredWithoutProperty { name: String },
    /// A media type that cannot be sent or read.
    UnsupportedMediaType { media: String, instead: Instead },
    /// A header of a form's part cannot be set.
    PartHeader { header: String, part: String },
    /// A body has further media types beside the preferred one.
    OtherMediaType { media: Vec<String>, instead: Preferred },
    /// A response is described with a body, but its status allows none.
    BodyOfNoContent { status: String },
    /// A parameter that cannot be sent as described.
    UnsupportedParameter { name: String, because: Unsupported },
    /// A parameter nests lists or objects, which its style does not define.
    NestedParameter { name: String, style: &'static str },
    /// A header of a response that cannot be typed.
    UntypedHeader { name: String },
    /// Two parameters of one list have the same name and location.
    DuplicateParameter { name: String },
    /// A parameter without an effect.
    IgnoredParameter { name: String, because: Ineffective },
    /// A requirement names a security scheme that is not declared.
    UndeclaredSecurityScheme { name: String },
    /// A security scheme that the client cannot apply.
    UnsupportedSecurityScheme { scheme: String },
    /// Two credentials that are required together use the same header.
    CredentialsInOneHeader { schemes: [String; 2], header: String },
    /// A server's URL cannot be used.
    ServerUnusable { url: String, because: ServerFault },
    /// A path or an operation has its own servers.
    OwnServers { what: &'static str, url: String },
    /// The documents name different servers.
    DifferentServers { url: String },
    /// All servers are relative to the URL of the document.
    RelativeServer,
    /// No server uses `https`.
    UnencryptedServer,
    /// The generator emitted invalid code.
    Defect { error: String },
}

impl Problem {
    /// The stable name of the kind of problem, as `flow-for-flows`.
    #[must_use]
    pub(crate) fn code(&self) -> &'static str {
        self.row().code
    }

    /// How serious it is.
    #[must_use]
    pub(crate) fn severity(&self) -> Severity {
        match self {
            // OpenAPI leaves this open, and servers agree on one way: nothing is lost.
            Self::NestedParameter { style: "deepObject", .. } => Severity::Note,
            _ => self.row().severity,
        }
    }
}
