//! The kinds of problems, each with the facts that its words need; the words themselves are in [`super::wording`].

use super::Severity;

/// Something that a run has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "a field is named as its wording uses it")]
pub(crate) enum Problem {
    // Files and their text.
    /// The file cannot be opened or read.
    UnreadableFile { because: String },
    /// The file is not UTF-8 text.
    NotUtf8 { offset: usize },
    /// There is nothing in the file.
    EmptyFile,
    /// The text is not YAML, or not JSON.
    Syntax { language: &'static str, because: String },
    /// One file holds several YAML documents.
    SeveralDocuments,
    /// The text nests deeper than any real document does.
    TooDeep { language: &'static str },
    /// YAML aliases expand to far more than the file holds.
    AliasBomb,
    /// One object says a key twice.
    DuplicateKey { key: String },
    /// A YAML merge key holds something that cannot be merged.
    InvalidMerge,
    /// A YAML tag that JSON cannot express.
    YamlTag { tag: String },
    /// A number that JSON cannot express.
    NotFinite { number: String },
    /// A whole number that is too large to be kept exactly.
    HugeNumber { number: String },
    /// A status code is written as a YAML integer.
    IntegerResponseKey { key: String },
    /// Another key is not a string.
    NonStringKey { key: String, kind: &'static str },

    // Is it an OpenAPI document?
    /// The file is something else.
    NotOpenapi { found: String },
    /// It is OpenAPI, of a version that is not read.
    UnsupportedVersion { version: String },
    /// It is of a version that is read by the rules of the one before.
    NewerVersion { version: String },

    // What other versions of OpenAPI say and 3.0 cannot.
    /// A server's own calls are no part of a client.
    WebhooksLeftOut { count: usize },
    /// Operations of methods that OpenAPI 3.2 adds.
    OperationsLeftOut { keyword: &'static str, count: usize },
    /// What a server calls in response to a call is no part of a client.
    CallbacksLeftOut { count: usize },
    /// How one call follows from the response to another is not carried over.
    LinksLeftOut { count: usize },
    /// The schemas are written in an unknown dialect.
    UnknownSchemaDialect { dialect: String },
    /// A scheme asks for a certificate.
    MutualTls { scheme: String },
    /// A keyword restricts values as no type can.
    Unchecked { keyword: String },
    /// A keyword gives types to members that cannot be told from others.
    UntypedMembers { keyword: &'static str },
    /// A list whose places have types of their own.
    Tuple { length: usize, typed: bool },
    /// A reference whose target depends on who asks.
    DynamicReference { keyword: &'static str },
    /// Bodies have no media type.
    AssumedMediaType { media: &'static str },
    /// A file has the media type of JSON.
    FileAsJson { media: &'static str },
    /// An operation has more than one body.
    SecondBody,

    // References that lead out of a document.
    /// A component of this name is there already.
    ComponentNameTaken { what: &'static str, name: String, renamed: String },
    /// A reference to a schema or header is not followed.
    UnfollowedReference { reference: String, because: String },
    /// A reference to a part that cannot be done without is not followed.
    UnfollowedPart { what: &'static str, reference: String, because: String },

    // Faults that are mended.
    /// `flow` is written for `flows`.
    FlowForFlows { scheme: String },
    /// An entry of `securitySchemes` is no security scheme.
    StraySecurityScheme { name: String },
    /// A security requirement stands inside a security scheme.
    StraySecurityRequirement { scheme: String },
    /// A requirement asks for a scope that its scheme does not declare.
    UndeclaredScope { scope: String, scheme: String },
    /// A path has a variable for which there is no parameter.
    UndeclaredPathParameter { name: String },
    /// An operation has no name.
    MissingOperationId { name: String },
    /// A path does not begin with a slash.
    PathWithoutSlash { path: String },
    /// A path parameter is not marked as required.
    OptionalPathParameter { name: String },
    /// A parameter or header has neither `schema` nor `content`.
    WithoutSchema { what: &'static str, name: String },
    /// A parameter's `style` does not exist where the parameter stands.
    UnsuitableStyle { style: String, location: String },
    /// `discriminator` is a text, as in OpenAPI 2.0.
    DiscriminatorText { property: String },
    /// A number or boolean stands where a text is expected.
    NumberForText { keyword: String, found: String },
    /// A text such as "true" stands where a boolean or number is expected.
    TextForScalar { keyword: String, found: String, expected: &'static str },
    /// A keyword has no value.
    NullKeyword { keyword: String, read_as: &'static str },
    /// A required keyword is missing, and its value is clear or does not matter.
    MissingKeyword { keyword: &'static str, what: &'static str, filled: &'static str },

    // Parts that cannot be read.
    /// A schema cannot be read.
    UnreadableSchema { mismatch: Mismatch },
    /// A part that matters cannot be read.
    Unreadable { what: &'static str, mismatch: Mismatch },
    /// A part that does not matter to a client cannot be read.
    Ignored { what: &'static str, mismatch: Mismatch },
    /// The document passed every check, and yet openapiv3 refused it.
    UnreadableDocument { because: String },
    /// OpenAPI knows no such keyword.
    UnknownKeyword { keyword: String, what: &'static str, suggestion: Option<&'static str> },
    /// Keywords beside `$ref` have no effect.
    ReferenceSiblings { keywords: Vec<String> },
    /// A `$ref` stands where OpenAPI knows none.
    MisplacedReference { what: &'static str, reference: String },
    /// A key of `responses` is no status.
    InvalidResponseKey { key: String },

    // Overlays.
    /// The file is not an overlay.
    NotAnOverlay { because: String },
    /// An action of an overlay is malformed.
    InvalidOverlayAction { because: String },
    /// An action's target is not a JSONPath.
    InvalidOverlayTarget { target: String, because: String },
    /// An action changed nothing.
    OverlayMatchesNothing { target: String },

    // The meaning of the documents.
    /// A `$ref` leads nowhere.
    UnresolvedReference { reference: String },
    /// A `$ref` to something other than a schema leads nowhere.
    UnresolvedComponent { reference: String, what: &'static str },
    /// A schema has a discriminator, and no alternatives.
    BareDiscriminator { property: String },
    /// A discriminator's mapping leads to no schema.
    UnknownMapping { tag: String, target: String },
    /// A discriminator's mapping leads to a schema that is not among the alternatives.
    UnlistedMapping { tag: String, target: String },
    /// A value may be of two alternatives, and nothing in it tells which.
    OverlappingAlternatives { one: String, other: String },
    /// A value may be of two alternatives at once, and each has members that the other does not name.
    SeveralAlternatives { one: String, other: String },
    /// The parts of an `allOf` say of one property what cannot both hold.
    ConflictingProperty { name: String },
    /// The parts of an `allOf` have formats that no value has both.
    ConflictingFormats { one: String, other: String },
    /// `$ref`s that only lead to each other.
    ReferenceCycle { names: Vec<String> },
    /// So many schemas have `properties` or `items`, and no `type`.
    AssumedType { count: usize },
    /// A `$ref` leads out of the document.
    ExternalReference { reference: String },
    /// A schema uses something that cannot be typed.
    UnsupportedSchema { keyword: String, because: String },
    /// Two documents have different schemas of one name.
    SchemaConflict { name: String, renamed: String },
    /// Two documents have different security schemes of one name.
    SchemeConflict { name: String, renamed: String },
    /// Two operations have one method and path.
    DuplicateOperation { method: String, path: String },
    /// Two paths of one document are the same but for the names of their parameters.
    EquivalentPath { method: String, path: String, other: String },
    /// A path has a fragment.
    PathWithFragment { path: String, sent: String },
    /// Two operations have one `operationId`.
    DuplicateOperationId { id: String, renamed: String },
    /// A declared path parameter is not in the path.
    UnusedPathParameter { name: String },
    /// `required` names a property that is not there.
    RequiredWithoutProperty { name: String },
    /// A media type that cannot be sent or read.
    UnsupportedMediaType { media: String, instead: String },
    /// A header of a part of a form has no place in the argument.
    PartHeader { header: String, part: String },
    /// Media types that say what another one says, which is used.
    OtherMediaType { media: Vec<String>, instead: String },
    /// A response has a body, and its status allows none.
    BodyOfNoContent { status: String },
    /// A parameter that cannot be sent.
    UnsupportedParameter { name: String, because: String },
    /// A parameter's value holds lists or objects in each other, for which its style has no form.
    NestedParameter { name: String, style: &'static str },
    /// A header of a response that cannot be typed.
    UntypedHeader { name: String },
    /// Two parameters of one list have one name and place.
    DuplicateParameter { name: String },
    /// A parameter without an effect.
    IgnoredParameter { name: String, because: String },
    /// A requirement names a security scheme that is not declared.
    UndeclaredSecurityScheme { name: String },
    /// A security scheme of a kind that the client cannot apply.
    UnsupportedSecurityScheme { scheme: String },
    /// Two credentials that are needed together travel in one header.
    CredentialsInOneHeader { schemes: [String; 2], header: String },
    /// A server's URL cannot be used.
    ServerUnusable { url: String, because: String },
    /// A path or an operation has servers of its own.
    OwnServers { what: &'static str, url: String },
    /// The documents name different servers.
    DifferentServers { url: String },
    /// All servers are relative.
    RelativeServer,
    /// No server is encrypted.
    UnencryptedServer,
    /// The generator itself is at fault.
    Defect { because: String },
}

/// What was found in place of what.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "a field is named as its wording uses it")]
pub(crate) enum Mismatch {
    /// `keyword` is `found`, and `expected` is expected.
    Kind { keyword: String, found: String, expected: String },
    /// `keyword` is missing.
    Missing { keyword: String },
}

/// One row of the table of wordings.
pub(super) struct Wording {
    pub(super) code: &'static str,
    pub(super) severity: Severity,
    pub(super) message: String,
    pub(super) action: Option<String>,
}

impl Problem {
    /// The stable name of the kind of problem, as `flow-for-flows`.
    #[must_use]
    pub(crate) fn code(&self) -> &'static str {
        self.wording().code
    }

    /// How much it weighs.
    #[must_use]
    pub(crate) fn severity(&self) -> Severity {
        self.wording().severity
    }

    /// What is wrong.
    #[must_use]
    pub(crate) fn message(&self) -> String {
        self.wording().message
    }

    /// What was done instead, or how to mend it.
    #[must_use]
    pub(crate) fn action(&self) -> Option<String> {
        self.wording().action
    }
}
