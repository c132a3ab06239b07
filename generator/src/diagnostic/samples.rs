//! A problem of every kind, with every reason, for the tests.

use super::{
    ActionFault, DocumentFault, Expected, FileFault, Filled, Found, Ineffective, Instead, KeyKind, Mismatch,
    OverlayFault, Preferred, Problem, ReadAs, ServerFault, Unfollowed, Unsupported, Untyped,
};

fn text(text: &str) -> String {
    text.to_owned()
}

/// One problem for each pair of a kind and a reason, in the order of the table.
#[allow(clippy::too_many_lines, reason = "it is a list")]
pub(super) fn samples() -> Vec<Problem> {
    let mut all = Vec::new();
    for because in [FileFault::Missing, FileFault::NotPermitted, FileFault::Folder, FileFault::Other(text("disk full"))]
    {
        all.push(Problem::UnreadableFile { because });
    }
    all.extend([
        Problem::NotUtf8 { offset: 3 },
        Problem::EmptyFile,
        Problem::Syntax { language: "YAML", error: text("did not find expected key") },
        Problem::SeveralDocuments,
        Problem::TooDeep { language: "JSON" },
        Problem::AliasBomb,
        Problem::DuplicateKey { key: text("get") },
        Problem::InvalidMerge,
        Problem::YamlTag { tag: text("!set") },
        Problem::NotFinite { number: text(".inf") },
        Problem::HugeNumber { number: text("1e30") },
        Problem::IntegerResponseKey { key: text("200") },
    ]);
    for kind in [KeyKind::Integer, KeyKind::Number, KeyKind::Boolean, KeyKind::Null] {
        all.push(Problem::NonStringKey { key: text("1"), kind });
    }
    for because in [
        DocumentFault::List,
        DocumentFault::Scalar,
        DocumentFault::Overlay,
        DocumentFault::NoVersion,
        DocumentFault::NotAVersion("openapi"),
    ] {
        all.push(Problem::NotOpenapi { because });
    }
    all.extend([
        Problem::UnsupportedVersion { version: text("Swagger 1.2") },
        Problem::NewerVersion { version: text("OpenAPI 3.2.0") },
        Problem::WebhooksLeftOut { count: 1 },
        Problem::OperationsLeftOut { keyword: "query", count: 2 },
        Problem::CallbacksLeftOut { count: 2 },
        Problem::LinksLeftOut { count: 1 },
        Problem::UnknownSchemaDialect { dialect: text("https://example.com/dialect") },
        Problem::MutualTls { scheme: text("tls") },
        Problem::Unchecked { keyword: text("not") },
        Problem::UntypedMembers { keyword: "patternProperties" },
        Problem::Tuple { length: 2, typed: true },
        Problem::Tuple { length: 2, typed: false },
        Problem::DynamicReference { keyword: "$dynamicRef" },
        Problem::AssumedMediaType { media: "application/json" },
        Problem::FileAsJson { media: "application/octet-stream" },
        Problem::SecondBody,
        Problem::ComponentNameTaken { what: "schema", name: text("Pet"), renamed: text("Pet2") },
    ]);
    let unfollowed = [
        Unfollowed::NoSuchNode,
        Unfollowed::BackToItself,
        Unfollowed::Network,
        Unfollowed::Scheme(text("urn")),
        Unfollowed::NoPath,
        Unfollowed::OutOfFolder,
        Unfollowed::NotAFile,
        Unfollowed::Unopened(FileFault::Missing),
        Unfollowed::UnreadableFile,
    ];
    let reference = || text("other.yaml#/Pet");
    for because in unfollowed.clone() {
        all.push(Problem::UnfollowedReference { reference: reference(), because });
    }
    for because in unfollowed {
        all.push(Problem::UnfollowedPart { what: "response", reference: reference(), because });
    }
    all.extend([
        Problem::FlowForFlows { scheme: text("auth") },
        Problem::StraySecurityScheme { name: text("type") },
        Problem::StraySecurityRequirement { scheme: text("auth") },
        Problem::UndeclaredScope { scope: text("read"), scheme: text("auth") },
        Problem::UndeclaredPathParameter { name: text("id") },
        Problem::MissingOperationId { name: text("getPets") },
        Problem::PathWithoutSlash { path: text("pets") },
        Problem::OptionalPathParameter { name: text("id") },
        Problem::WithoutSchema { what: "parameter", name: text("id") },
        Problem::UnsuitableStyle { style: text("matrix"), location: text("query") },
        Problem::DiscriminatorText { property: text("kind") },
        Problem::NumberForText { keyword: text("version"), found: text("1.0") },
        Problem::TextForScalar { keyword: text("required"), found: text("true"), expected: Expected::Boolean },
    ]);
    for read_as in [ReadAs::Missing, ReadAs::EmptyText, ReadAs::EmptyList, ReadAs::EmptyObject, ReadAs::EmptyPath] {
        all.push(Problem::NullKeyword { keyword: text("tags"), read_as });
    }
    for filled in [
        Filled::Info,
        Filled::Paths,
        Filled::Title,
        Filled::Version,
        Filled::LicenseName,
        Filled::Responses,
        Filled::Content,
        Filled::Description,
        Filled::Scopes,
    ] {
        all.push(Problem::MissingKeyword { keyword: "title", what: "info", filled });
    }
    for found in [
        Found::Plain(text("null")),
        Found::Text(text("yes")),
        Found::LongText,
        Found::List,
        Found::Object,
        Found::PathKey,
        Found::BesideReference,
    ] {
        let mismatch = Mismatch::Kind { keyword: text("type"), found, expected: Expected::Object };
        all.push(Problem::UnreadableSchema { mismatch });
    }
    for expected in [
        Expected::Text,
        Expected::Boolean,
        Expected::Integer,
        Expected::Number,
        Expected::Count,
        Expected::List,
        Expected::OneOf(&["query"]),
        Expected::OneOf(&["query", "path", "header"]),
        Expected::Path,
        Expected::ReferenceOrOperations,
    ] {
        let mismatch = Mismatch::Kind { keyword: text("in"), found: Found::List, expected };
        all.push(Problem::Unreadable { what: "parameter", mismatch });
    }
    all.extend([
        Problem::Ignored { what: "example", mismatch: Mismatch::Missing { keyword: text("value") } },
        Problem::UnreadableDocument { error: text("missing field `info`") },
        Problem::UnknownKeyword { keyword: text("requried"), what: "schema", suggestion: Some("required") },
        Problem::UnknownKeyword { keyword: text("colour"), what: "schema", suggestion: None },
        Problem::ReferenceSiblings { keywords: vec![text("nullable"), text("example")] },
        Problem::MisplacedReference { what: "media type", reference: text("#/components/x") },
        Problem::InvalidResponseKey { key: text("ok") },
    ]);
    for because in [
        OverlayFault::NotAnObject,
        OverlayFault::NoVersion,
        OverlayFault::OtherVersion(text("2.0.0")),
        OverlayFault::NotAVersion,
        OverlayFault::NoActions,
        OverlayFault::ActionsNotAList,
    ] {
        all.push(Problem::NotAnOverlay { because });
    }
    for because in [
        ActionFault::NotAnObject,
        ActionFault::NoTarget,
        ActionFault::TargetNotAString,
        ActionFault::RemoveNotABoolean,
        ActionFault::NoChange,
        ActionFault::TooDeep { levels: 128 },
        ActionFault::RemovesDocument,
        ActionFault::UpdateNotAnObject(text("/info")),
        ActionFault::TargetIsScalar(text("/info/title")),
    ] {
        all.push(Problem::InvalidOverlayAction { because });
    }
    all.extend([
        Problem::InvalidOverlayTarget { target: text("$.["), character: 3 },
        Problem::OverlayMatchesNothing { target: text("$.paths.x") },
        Problem::UnresolvedReference { reference: text("#/components/schemas/Pet") },
        Problem::UnresolvedComponent { reference: text("#/components/headers/X"), what: "header" },
        Problem::BareDiscriminator { property: text("kind") },
        Problem::UnknownMapping { tag: text("cat"), target: text("Cat") },
        Problem::UnlistedMapping { tag: text("cat"), target: text("Cat") },
        Problem::OverlappingAlternatives { one: text("Cat"), other: text("Dog") },
        Problem::SeveralAlternatives { one: text("Cat"), other: text("Dog") },
        Problem::ConflictingProperty { name: text("id") },
        Problem::ConflictingFormats { one: text("date"), other: text("uuid") },
        Problem::ReferenceCycle { names: vec![text("A"), text("B"), text("A")] },
        Problem::AssumedType { count: 1 },
        Problem::AssumedType { count: 2 },
        Problem::ExternalReference { reference: text("other.yaml") },
    ]);
    for because in [
        Untyped::UnknownType(text("file")),
        Untyped::HugeIntegers,
        Untyped::OnlyNot,
        Untyped::NoValue,
        Untyped::NoItem,
        Untyped::OwnAlternative,
        Untyped::OnlyItself,
        Untyped::TooDeep,
        Untyped::ValueOfOtherType,
        Untyped::StructuredValue,
        Untyped::RoundedValue,
        Untyped::PartsNotObjects,
        Untyped::NoValueOfAllParts,
        Untyped::TooManyChoices,
    ] {
        all.push(Problem::UnsupportedSchema { keyword: text("enum"), because });
    }
    let (method, path) = (|| text("get"), || text("/pets/{id}"));
    all.extend([
        Problem::SchemaConflict { name: text("Pet"), renamed: text("Pet2") },
        Problem::SchemeConflict { name: text("auth"), renamed: text("auth2") },
        Problem::DuplicateOperation { method: method(), path: path() },
        Problem::EquivalentPath { method: method(), path: path(), other: text("/pets/{name}") },
        Problem::PathWithFragment { path: text("/pets#all"), sent: text("/pets") },
        Problem::DuplicateOperationId { id: text("getPet"), renamed: text("getPet2") },
        Problem::UnusedPathParameter { name: text("id") },
        Problem::RequiredWithoutProperty { name: text("id") },
    ]);
    for instead in [
        Instead::ReadText,
        Instead::ReadBytes,
        Instead::Encoded,
        Instead::EncodedForm,
        Instead::EncodedText,
        Instead::Written(text("text/plain")),
    ] {
        all.push(Problem::UnsupportedMediaType { media: text("text/plain"), instead });
    }
    all.push(Problem::PartHeader { header: text("X-Id"), part: text("file") });
    for instead in [
        Preferred::Sent(text("application/json")),
        Preferred::Accepted(text("application/json")),
        Preferred::ReadInError(text("application/json")),
    ] {
        all.push(Problem::OtherMediaType { media: vec![text("application/xml"), text("text/csv")], instead });
    }
    all.push(Problem::BodyOfNoContent { status: text("204") });
    for because in [
        Unsupported::Separator { location: text("path"), format: text("tsv") },
        Unsupported::FormSeparator { format: text("tsv") },
        Unsupported::ListsInList,
        Unsupported::MediaType(text("application/xml")),
    ] {
        all.push(Problem::UnsupportedParameter { name: text("filter"), because });
    }
    all.extend([
        Problem::NestedParameter { name: text("filter"), style: "form" },
        Problem::NestedParameter { name: text("filter"), style: "deepObject" },
        Problem::UntypedHeader { name: text("Link") },
        Problem::DuplicateParameter { name: text("id") },
    ]);
    for because in [
        Ineffective::OwnHeader,
        Ineffective::Framing,
        Ineffective::NotAHeader,
        Ineffective::NoMediaType,
        Ineffective::FieldTaken,
    ] {
        all.push(Problem::IgnoredParameter { name: text("Accept"), because });
    }
    all.extend([
        Problem::UndeclaredSecurityScheme { name: text("auth") },
        Problem::UnsupportedSecurityScheme { scheme: text("digest") },
        Problem::CredentialsInOneHeader { schemes: [text("basic"), text("bearer")], header: text("Authorization") },
    ]);
    let url = || text("https://example.com/v1");
    for because in [
        ServerFault::Unencrypted,
        ServerFault::Relative,
        ServerFault::UndeclaredVariable,
        ServerFault::QueryOrFragment,
        ServerFault::NotHttp,
        ServerFault::UserInformation,
        ServerFault::NoHost,
        ServerFault::DotSegment,
        ServerFault::EmptySegment,
        ServerFault::Character,
    ] {
        all.push(Problem::ServerUnusable { url: url(), because });
    }
    all.extend([
        Problem::OwnServers { what: "operation", url: url() },
        Problem::DifferentServers { url: url() },
        Problem::RelativeServer,
        Problem::UnencryptedServer,
        Problem::Defect { error: text("expected `;`") },
    ]);
    all
}
