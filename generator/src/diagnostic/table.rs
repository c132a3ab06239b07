//! The table of codes: one static row for each kind of problem. Counting and filtering read only
//! the row; no sentence is built for them.

use super::{Page, Problem, Severity};

/// The facts that all problems of one kind share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    /// The stable name of the kind.
    pub(super) code: &'static str,
    /// How serious it is.
    pub(super) severity: Severity,
}

/// `Variant: Severity "code"` makes the row of a variant, and includes the page of its code. A row
/// without a page does not compile, and neither does a variant without a row.
macro_rules! table {
    ($($variant:ident: $severity:ident $code:literal,)*) => {
        /// One page for each code, in the order of the variants of [`Problem`].
        pub(crate) static PAGES: &[Page] =
            &[$(Page { code: $code, text: include_str!(concat!("pages/", $code, ".md")) },)*];

        impl Problem {
            /// The row of this kind of problem.
            pub(super) const fn row(&self) -> &'static Row {
                match self {
                    $(Self::$variant { .. } => &Row { code: $code, severity: Severity::$severity },)*
                }
            }
        }

        #[cfg(test)]
        pub(super) const ROWS: &[Row] = &[$(Row { code: $code, severity: Severity::$severity },)*];
    };
}

table! {
    UnreadableFile: Error "unreadable-file",
    NotUtf8: Error "not-utf-8",
    EmptyFile: Error "empty-file",
    Syntax: Error "syntax",
    SeveralDocuments: Error "several-documents",
    TooDeep: Error "too-deep",
    AliasBomb: Error "alias-bomb",
    DuplicateKey: Error "duplicate-key",
    InvalidMerge: Error "invalid-merge",
    YamlTag: Warning "yaml-tag",
    NotFinite: Warning "not-finite",
    HugeNumber: Note "huge-number",
    IntegerResponseKey: Repair "integer-response-key",
    NonStringKey: Repair "non-string-key",
    NotOpenapi: Error "not-openapi",
    UnsupportedVersion: Error "unsupported-version",
    NewerVersion: Warning "newer-version",
    WebhooksLeftOut: Note "webhooks-left-out",
    OperationsLeftOut: Warning "operations-left-out",
    CallbacksLeftOut: Note "callbacks-left-out",
    LinksLeftOut: Note "links-left-out",
    UnknownSchemaDialect: Warning "unknown-schema-dialect",
    MutualTls: Warning "mutual-tls",
    Unchecked: Note "unchecked-keyword",
    UntypedMembers: Warning "untyped-members",
    Tuple: Warning "tuple",
    DynamicReference: Warning "dynamic-reference",
    AssumedMediaType: Note "assumed-media-type",
    FileAsJson: Note "file-as-json",
    SecondBody: Warning "second-body",
    ComponentNameTaken: Note "component-name-taken",
    UnfollowedReference: Warning "unfollowed-reference",
    UnfollowedPart: Error "unfollowed-part",
    FlowForFlows: Repair "flow-for-flows",
    StraySecurityScheme: Repair "stray-security-scheme",
    StraySecurityRequirement: Repair "stray-security-requirement",
    UndeclaredScope: Repair "undeclared-scope",
    UndeclaredPathParameter: Repair "undeclared-path-parameter",
    MissingOperationId: Repair "missing-operation-id",
    PathWithoutSlash: Repair "path-without-slash",
    OptionalPathParameter: Repair "optional-path-parameter",
    WithoutSchema: Repair "without-schema",
    UnsuitableStyle: Warning "unsuitable-style",
    DiscriminatorText: Repair "discriminator-text",
    NumberForText: Repair "number-for-text",
    TextForScalar: Repair "text-for-scalar",
    NullKeyword: Repair "null-keyword",
    MissingKeyword: Repair "missing-keyword",
    UnreadableSchema: Warning "unreadable-schema",
    Unreadable: Error "unreadable",
    Ignored: Warning "ignored",
    UnreadableDocument: Error "unreadable-document",
    UnknownKeyword: Note "unknown-keyword",
    ReferenceSiblings: Note "reference-siblings",
    MisplacedReference: Warning "misplaced-reference",
    InvalidResponseKey: Warning "invalid-response-key",
    NotAnOverlay: Error "not-an-overlay",
    InvalidOverlayAction: Error "invalid-overlay-action",
    InvalidOverlayTarget: Error "invalid-overlay-target",
    OverlayMatchesNothing: Warning "overlay-matches-nothing",
    UnresolvedReference: Warning "unresolved-reference",
    UnresolvedComponent: Warning "unresolved-component",
    BareDiscriminator: Note "bare-discriminator",
    UnknownMapping: Warning "unknown-mapping",
    UnlistedMapping: Note "unlisted-mapping",
    OverlappingAlternatives: Note "overlapping-alternatives",
    SeveralAlternatives: Note "several-alternatives",
    ConflictingProperty: Warning "conflicting-property",
    ConflictingFormats: Warning "conflicting-formats",
    ReferenceCycle: Warning "reference-cycle",
    AssumedType: Note "assumed-type",
    ExternalReference: Warning "external-reference",
    UnsupportedSchema: Warning "unsupported-schema",
    SchemaConflict: Note "schema-conflict",
    SchemeConflict: Note "security-scheme-conflict",
    DuplicateOperation: Error "duplicate-operation",
    EquivalentPath: Note "equivalent-path",
    PathWithFragment: Warning "path-with-fragment",
    DuplicateOperationId: Repair "duplicate-operation-id",
    UnusedPathParameter: Warning "unused-path-parameter",
    RequiredWithoutProperty: Note "required-without-property",
    UnsupportedMediaType: Warning "unsupported-media-type",
    PartHeader: Warning "part-header",
    OtherMediaType: Note "other-media-type",
    BodyOfNoContent: Note "body-of-no-content",
    UnsupportedParameter: Warning "unsupported-parameter",
    NestedParameter: Warning "nested-parameter",
    UntypedHeader: Warning "untyped-header",
    DuplicateParameter: Warning "duplicate-parameter",
    IgnoredParameter: Warning "ignored-parameter",
    UndeclaredSecurityScheme: Warning "undeclared-security-scheme",
    UnsupportedSecurityScheme: Warning "unsupported-security-scheme",
    CredentialsInOneHeader: Warning "credentials-in-one-header",
    ServerUnusable: Warning "server-unusable",
    OwnServers: Note "own-servers",
    DifferentServers: Note "different-servers",
    RelativeServer: Warning "relative-server",
    UnencryptedServer: Warning "unencrypted-server",
    Defect: Error "defect",
}
