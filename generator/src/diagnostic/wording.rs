//! The table of wordings: what each problem is called, how much it weighs, and its words. One row per problem.

use super::Severity::{self, Error, Note, Repair, Warning};
use super::problem::{Mismatch, Problem, Wording};

impl Problem {
    /// The row of this problem.
    pub(super) fn wording(&self) -> Wording {
        match self {
            Self::UnreadableFile { because } => {
                row("unreadable-file", Error, format!("the file cannot be read: {because}"))
            }
            Self::NotUtf8 { offset } => row(
                "not-utf-8",
                Error,
                format!("the file is not UTF-8 text: the byte at offset {offset} is not part of a character"),
            )
            .then("save the file as UTF-8"),
            Self::EmptyFile => row("empty-file", Error, "the file is empty".to_owned())
                .then("an OpenAPI document begins with a line such as `openapi: 3.0.3`"),
            Self::Syntax { language, because } => {
                row("syntax", Error, format!("the file is not valid {language}: {because}"))
            }
            Self::SeveralDocuments => {
                row("several-documents", Error, "the file holds more than one YAML document".to_owned())
                    .then("give each document a file of its own")
            }
            Self::TooDeep { language } => row(
                "too-deep",
                Error,
                format!("the {language} nests more than 128 levels deep, as no OpenAPI document does"),
            ),
            Self::AliasBomb => row(
                "alias-bomb",
                Error,
                "the YAML aliases of this file expand to far more than the file holds".to_owned(),
            )
            .then("use `$ref` where the document repeats itself"),
            Self::DuplicateKey { key } => {
                row("duplicate-key", Error, format!("the key {} is already in this object", quoted(key)))
                    .then("remove one of the two")
            }
            Self::InvalidMerge => row(
                "invalid-merge",
                Error,
                "the merge key `<<` holds neither an object nor a list of objects".to_owned(),
            ),
            Self::YamlTag { tag } => {
                row("yaml-tag", Warning, format!("the YAML tag {} has no meaning in OpenAPI", quoted(tag)))
                    .then("the value was read as if it had no tag")
            }
            Self::NotFinite { number } => {
                row("not-finite", Warning, format!("the number {number} cannot be expressed in JSON"))
                    .then("`null` was read in its place")
            }
            Self::HugeNumber { number } => {
                row("huge-number", Note, "the number is too large to be kept exactly".to_owned())
                    .then(format!("it was read as {number}"))
            }
            Self::IntegerResponseKey { key } => {
                row("integer-response-key", Repair, format!("the status {key} is an integer, not a string"))
                    .then(format!("it was read as \"{key}\""))
            }
            Self::NonStringKey { key, kind } => {
                row("non-string-key", Repair, format!("the key {key} is {kind}, not a string"))
                    .then(format!("it was read as \"{key}\""))
            }

            Self::NotOpenapi { found } => {
                row("not-openapi", Error, format!("this is not an OpenAPI document: {found}"))
                    .then("an OpenAPI document begins with a line such as `openapi: 3.0.3`")
            }
            Self::UnsupportedVersion { version } => {
                row("unsupported-version", Error, format!("the document is {version}, which is not read"))
                    .then("OpenAPI 3.0, 3.1 and 3.2 and Swagger 2.0 are read")
            }
            Self::NewerVersion { version } => {
                row("newer-version", Warning, format!("the document is {version}, which adds to what is known")).then(
                    "it was read as OpenAPI 3.1; what that does not know has no effect, and is said where it stands",
                )
            }

            Self::WebhooksLeftOut { count } => {
                let what = counted(*count, "webhook");
                row("webhooks-left-out", Note, format!("the document describes {what}, which the server calls"))
                    .then("a client calls none of them; they were left out")
            }
            Self::OperationsLeftOut { keyword, count } => {
                let what = counted(*count, "operation");
                row(
                    "operations-left-out",
                    Warning,
                    format!("{} holds {what} of a method that is not known", quoted(keyword)),
                )
                .then("the client has no call for it")
            }
            Self::CallbacksLeftOut { count } => {
                let what = counted(*count, "callback");
                row("callbacks-left-out", Note, format!("the document describes {what}, which the server calls"))
                    .then("a client calls none of them; they were left out")
            }
            Self::LinksLeftOut { count } => {
                let what = counted(*count, "link");
                row("links-left-out", Note, format!("the document describes {what} from responses to operations"))
                    .then("the client follows none of them; the operations themselves can be called")
            }
            Self::UnknownSchemaDialect { dialect } => {
                row("unknown-schema-dialect", Warning, format!("the schema dialect {} is not known", quoted(dialect)))
                    .then("it was read as the dialect of OpenAPI 3.1")
            }
            Self::MutualTls { scheme } => row(
                "mutual-tls",
                Warning,
                format!("the scheme {} asks for a certificate of the client", quoted(scheme)),
            )
            .then("a client cannot attach one to a request; give it to the transport"),
            Self::Unchecked { keyword } => {
                row("unchecked-keyword", Note, format!("{} restricts values as no type can", quoted(keyword)))
                    .then("values are not held to it")
            }
            Self::UntypedMembers { keyword } => row(
                "untyped-members",
                Warning,
                format!("{} gives types to members that no type can tell from others", quoted(keyword)),
            )
            .then("such members have no type of their own"),
            Self::Tuple { length, typed } => row(
                "tuple",
                Warning,
                format!("a list whose first {length} places have schemas of their own cannot be typed place by place"),
            )
            .then(if *typed {
                "each item is one of these schemas, in whichever place it stands"
            } else {
                "any JSON value is accepted as its item"
            }),
            Self::DynamicReference { keyword } => {
                row("dynamic-reference", Warning, format!("what {} leads to depends on who asks", quoted(keyword)))
                    .then("it was read as `$ref`")
            }
            Self::AssumedMediaType { media } => {
                row("assumed-media-type", Note, "the document names no media type for its bodies".to_owned())
                    .then(format!("{} is used", quoted(media)))
            }
            Self::FileAsJson { media } => {
                row("file-as-json", Note, "a file is answered, and the media type is one of JSON".to_owned())
                    .then(format!("the response was read as {}", quoted(media)))
            }
            Self::SecondBody => row("second-body", Warning, "the operation has more than one body".to_owned())
                .then("this one was left out"),

            Self::ComponentNameTaken { what, name, renamed } => row(
                "component-name-taken",
                Note,
                format!("the document has another {what} with the name {}", quoted(name)),
            )
            .then(format!("this one is named {}", quoted(renamed))),
            Self::UnfollowedReference { reference, because } => row(
                "unfollowed-reference",
                Warning,
                format!("the reference {} was not followed: {because}", quoted(reference)),
            )
            .then("any JSON value is accepted in its place"),
            Self::UnfollowedPart { what, reference, because } => row(
                "unfollowed-part",
                Error,
                format!("the reference {} to a {what} was not followed: {because}", quoted(reference)),
            ),

            Self::FlowForFlows { scheme } => {
                row("flow-for-flows", Repair, format!("the scheme {} has `flow` in place of `flows`", quoted(scheme)))
                    .then("it was read as `flows`")
            }
            Self::StraySecurityScheme { name } => row(
                "stray-security-scheme",
                Repair,
                format!("{} stands among the security schemes and is not one", quoted(name)),
            )
            .then("it was left out"),
            Self::StraySecurityRequirement { scheme } => row(
                "stray-security-requirement",
                Repair,
                format!("a security requirement stands inside the scheme {}", quoted(scheme)),
            )
            .then("it was left out"),
            Self::UndeclaredScope { scope, scheme } => row(
                "undeclared-scope",
                Repair,
                format!("the scope {} is not declared by the scheme {}", quoted(scope), quoted(scheme)),
            )
            .then("it was added to the scheme"),
            Self::UndeclaredPathParameter { name } => row(
                "undeclared-path-parameter",
                Repair,
                format!("the path has `{{{name}}}`, and no parameter of that name is declared"),
            )
            .then("a required string parameter was added"),
            Self::MissingOperationId { name } => {
                row("missing-operation-id", Repair, "the operation has no `operationId`".to_owned())
                    .then(format!("it was named {}", quoted(name)))
            }
            Self::PathWithoutSlash { path } => {
                row("path-without-slash", Repair, format!("the path {} does not begin with a slash", quoted(path)))
                    .then(format!("it was read as {}", quoted(&format!("/{path}"))))
            }
            Self::OptionalPathParameter { name } => row(
                "optional-path-parameter",
                Repair,
                format!("the path parameter {} is not marked as required", quoted(name)),
            )
            .then("it was read as required, as every path parameter is"),
            Self::WithoutSchema { what, name } => {
                row("without-schema", Repair, format!("the {what} {} has neither `schema` nor `content`", quoted(name)))
                    .then("it was read as a string")
            }
            Self::UnsuitableStyle { style, location } => row(
                "unsuitable-style",
                Warning,
                format!("there is no style {} for a parameter in `{location}`", quoted(style)),
            )
            .then("the usual style is used"),
            Self::DiscriminatorText { property } => row(
                "discriminator-text",
                Repair,
                format!("`discriminator` is the text {}, an object is expected", quoted(property)),
            )
            .then("it was read as the object's `propertyName`"),
            Self::NumberForText { keyword, found } => {
                row("number-for-text", Repair, format!("`{keyword}` is {found}, a string is expected"))
                    .then(format!("it was read as {}", quoted(found)))
            }
            Self::TextForScalar { keyword, found, expected } => {
                row("text-for-scalar", Repair, format!("`{keyword}` is the text \"{found}\", {expected} is expected"))
                    .then(format!("it was read as {found}"))
            }
            Self::NullKeyword { keyword, read_as } => {
                row("null-keyword", Repair, format!("{} has no value", quoted(keyword)))
                    .then(format!("it was read as {read_as}"))
            }
            Self::MissingKeyword { keyword, what, filled } => {
                row("missing-keyword", Repair, format!("the {what} has no `{keyword}`")).then(*filled)
            }

            Self::UnreadableSchema { mismatch } => {
                row("unreadable-schema", Warning, format!("the schema cannot be read: {}", words(mismatch)))
                    .then("any JSON value is accepted in its place")
            }
            Self::Unreadable { what, mismatch } => {
                row("unreadable", Error, format!("the {what} cannot be read: {}", words(mismatch)))
            }
            Self::Ignored { what, mismatch } => {
                row("ignored", Warning, format!("the {what} cannot be read: {}", words(mismatch)))
                    .then("it was left out")
            }
            Self::UnreadableDocument { because } => {
                row("unreadable-document", Error, format!("the document cannot be read: {because}"))
            }
            Self::UnknownKeyword { keyword, what, suggestion } => {
                let row = row("unknown-keyword", Note, format!("{} is not a keyword of the {what}", quoted(keyword)));
                match suggestion {
                    Some(known) => row.then(format!("it has no effect; did you mean `{known}`?")),
                    None => row.then("it has no effect"),
                }
            }
            Self::ReferenceSiblings { keywords } => row(
                "reference-siblings",
                Note,
                format!("nothing beside `$ref` has an effect, and there is {}", listed(keywords)),
            )
            .then("what is said here belongs into what the reference names"),
            Self::MisplacedReference { what, reference } => row(
                "misplaced-reference",
                Warning,
                format!("OpenAPI 3.0 has no reference to a {what}, and there is {}", quoted(reference)),
            )
            .then("it has no effect"),
            Self::InvalidResponseKey { key } => row(
                "invalid-response-key",
                Warning,
                format!("{} is not a status: a code as `404`, a range as `4XX` or `default` is expected", quoted(key)),
            )
            .then("the response was left out"),

            Self::NotAnOverlay { because } => {
                row("not-an-overlay", Error, format!("this is not an overlay: {because}"))
                    .then("an overlay begins with the line `overlay: 1.0.0`")
            }
            Self::InvalidOverlayAction { because } => {
                row("invalid-overlay-action", Error, format!("the action cannot be carried out: {because}"))
            }
            Self::InvalidOverlayTarget { target, because } => row(
                "invalid-overlay-target",
                Error,
                format!("the target {} is not a JSONPath (RFC 9535): {because}", quoted(target)),
            ),
            Self::OverlayMatchesNothing { target } => row(
                "overlay-matches-nothing",
                Warning,
                format!("the target {} matches nothing in any document", quoted(target)),
            )
            .then("the action changed nothing"),

            Self::UnresolvedReference { reference } => {
                row("unresolved-reference", Warning, format!("the reference {} leads to nothing", quoted(reference)))
                    .then("any JSON value is accepted in its place")
            }
            Self::UnresolvedComponent { reference, what } => {
                row("unresolved-component", Warning, format!("the reference {} leads to nothing", quoted(reference)))
                    .then(format!("the {what} was left out"))
            }
            Self::BareDiscriminator { property } => row(
                "bare-discriminator",
                Note,
                format!("the schema is told apart by {}, but lists no alternatives", quoted(property)),
            )
            .then("properties that it does not name are kept in `rest`"),
            Self::UnknownMapping { tag, target } => row(
                "unknown-mapping",
                Warning,
                format!("the tag {} leads to {}, and there is no such schema", quoted(tag), quoted(target)),
            )
            .then("a value with this tag is read by its shape, or kept as it came"),
            Self::UnlistedMapping { tag, target } => row(
                "unlisted-mapping",
                Note,
                format!("the tag {} leads to {}, which is not among the alternatives", quoted(tag), quoted(target)),
            )
            .then("it became an alternative, which this tag chooses"),
            Self::OverlappingAlternatives { one, other } => row(
                "overlapping-alternatives",
                Note,
                format!("nothing tells the alternatives {} and {} apart in every value", quoted(one), quoted(other)),
            )
            .then(format!("a value that is both is read as {}", quoted(one))),
            Self::SeveralAlternatives { one, other } => row(
                "several-alternatives",
                Note,
                format!("a value may be {} and {} at once", quoted(one), quoted(other)),
            )
            .then("it is read as the one that knows most of its properties, and the others are passed over"),
            Self::ConflictingProperty { name } => row(
                "conflicting-property",
                Warning,
                format!("the parts of this schema differ on {}, and no value is what all of them say", quoted(name)),
            )
            .then("the property is typed as it is described here"),
            Self::ConflictingFormats { one, other } => row(
                "conflicting-formats",
                Warning,
                format!("the parts of this schema have the formats {} and {}", quoted(one), quoted(other)),
            )
            .then("it is typed as if it had none"),
            Self::ReferenceCycle { names } => row(
                "reference-cycle",
                Warning,
                format!("the references only lead to each other: {}", names.join(" → ")),
            )
            .then("any JSON value is accepted in their place"),
            Self::AssumedType { count } => {
                let schemas = if *count == 1 { "1 schema has".to_owned() } else { format!("{count} schemas have") };
                row("assumed-type", Note, format!("{schemas} `properties` or `items`, and no `type`"))
                    .then("objects and lists are read; a value of another kind is an error")
            }
            Self::ExternalReference { reference } => row(
                "external-reference",
                Warning,
                format!("the reference {} leads out of the document", quoted(reference)),
            )
            .then("any JSON value is accepted in its place"),
            Self::UnsupportedSchema { keyword, because } => {
                row("unsupported-schema", Warning, format!("`{keyword}` cannot be typed: {because}"))
                    .then("any JSON value is accepted in its place")
            }
            Self::SchemaConflict { name, renamed } => row(
                "schema-conflict",
                Note,
                format!("the schema {} differs from another document's of that name", quoted(name)),
            )
            .then(format!("they became two types; this one is named after {}", quoted(renamed))),
            Self::SchemeConflict { name, renamed } => row(
                "security-scheme-conflict",
                Note,
                format!("the security scheme {} differs from another document's of that name", quoted(name)),
            )
            .then(format!("they became two schemes; this one is named {}", quoted(renamed))),
            Self::DuplicateOperation { method, path } => row(
                "duplicate-operation",
                Error,
                format!("the operation `{} {path}` exists already", method.to_ascii_uppercase()),
            )
            .then("remove one of the two"),
            Self::EquivalentPath { method, path, other } => row(
                "equivalent-path",
                Note,
                format!("`{} {path}` is the same path as {}", method.to_ascii_uppercase(), quoted(other)),
            )
            .then("both operations were emitted, and they send the same request"),
            Self::PathWithFragment { path, sent } => row(
                "path-with-fragment",
                Warning,
                format!("the path {} has a fragment, which no request carries", quoted(path)),
            )
            .then(format!("its calls go to {}", quoted(sent))),
            Self::DuplicateOperationId { id, renamed } => {
                row("duplicate-operation-id", Repair, format!("the `operationId` {} exists already", quoted(id)))
                    .then(format!("this operation was named {}", quoted(renamed)))
            }
            Self::UnusedPathParameter { name } => row(
                "unused-path-parameter",
                Warning,
                format!("the path parameter {} does not occur in the path", quoted(name)),
            )
            .then("it was left out"),
            Self::RequiredWithoutProperty { name } => row(
                "required-without-property",
                Note,
                format!("`required` names {}, and there is no such property", quoted(name)),
            )
            .then("the name was left out"),
            Self::UnsupportedMediaType { media, instead } => row(
                "unsupported-media-type",
                Warning,
                format!("the media type {} is not supported here", quoted(media)),
            )
            .then(instead.clone()),
            Self::PartHeader { header, part } => row(
                "part-header",
                Warning,
                format!("the header {} of the part {} has no argument", quoted(header), quoted(part)),
            )
            .then("the part is sent without it"),
            Self::OtherMediaType { media, instead } => {
                row("other-media-type", Note, format!("the body can also travel as {}", listed(media)))
                    .then(instead.clone())
            }
            Self::BodyOfNoContent { status } => {
                row("body-of-no-content", Note, format!("a response with the status {} has no body", quoted(status)))
                    .then("what is said of one has no effect")
            }
            Self::UnsupportedParameter { name, because } => row(
                "unsupported-parameter",
                Warning,
                format!("the parameter {} cannot be typed: {because}", quoted(name)),
            )
            .then("its argument is text that stands in the request as one plain value"),
            Self::NestedParameter { name, style } => {
                // For `deepObject` there is a custom that most servers share.
                let (severity, done) = match *style {
                    "deepObject" => (Note, "they are written as `name[key][key]=value`, and a list repeats its name"),
                    _ => (Warning, "the inner ones are written as JSON"),
                };
                let name = quoted(name);
                let text =
                    format!("the parameter {name} has lists or objects in each other, of which `{style}` says nothing");
                row("nested-parameter", severity, text).then(done)
            }
            Self::UntypedHeader { name } => {
                row("untyped-header", Warning, format!("the header {} cannot be typed", quoted(name)))
                    .then("its text is given as it came")
            }
            Self::DuplicateParameter { name } => {
                row("duplicate-parameter", Warning, format!("the parameter {} is declared twice", quoted(name)))
                    .then("the later one was taken")
            }
            Self::IgnoredParameter { name, because } => {
                row("ignored-parameter", Warning, format!("the parameter {} has no effect: {because}", quoted(name)))
                    .then("it was left out")
            }
            Self::UndeclaredSecurityScheme { name } => row(
                "undeclared-security-scheme",
                Warning,
                format!("the security scheme {} is not declared", quoted(name)),
            )
            .then("the requirement was left out; a header that it stands for can be set with `default_header`"),
            Self::UnsupportedSecurityScheme { scheme } => row(
                "unsupported-security-scheme",
                Warning,
                format!("the HTTP authentication scheme {} is not supported", quoted(scheme)),
            )
            .then("operations that ask for it are sent without; set the header with `default_header`"),
            Self::CredentialsInOneHeader { schemes: [one, other], header } => row(
                "credentials-in-one-header",
                Warning,
                format!(
                    "{} and {} are needed together, and both set the header {}",
                    quoted(one),
                    quoted(other),
                    quoted(header)
                ),
            )
            .then("a call whose credentials give this header two values is refused before it is sent"),
            Self::Defect { because } => row("defect", Error, format!("the emitted code is not right: {because}"))
                .then("this is a mistake of the generator, not of the document; please report it with the document"),
            Self::ServerUnusable { url, because } => {
                row("server-unusable", Warning, format!("the server {} cannot be used: {because}", quoted(url)))
                    .then("it was left out")
            }
            Self::OwnServers { what, url } => row("own-servers", Note, format!("the {what} has servers of its own"))
                .then(format!("its calls go to {} unless the client is given a base URL", quoted(url))),
            Self::DifferentServers { url } => {
                row("different-servers", Note, "the documents name different servers".to_owned())
                    .then(format!("calls of this document go to {} unless the client is given a base URL", quoted(url)))
            }
            Self::RelativeServer => row(
                "relative-server",
                Warning,
                "the servers are relative to where the document was found, which it does not say".to_owned(),
            )
            .then("a client needs a base URL, or a `Server` with its origin"),
            Self::UnencryptedServer => row("unencrypted-server", Warning, "no server is encrypted".to_owned())
                .then("a client carries no credentials over `http` but to its own machine; it needs a base URL"),
        }
    }
}

/// A row without an action.
fn row(code: &'static str, severity: Severity, message: String) -> Wording {
    Wording { code, severity, message, action: None }
}

impl Wording {
    /// The row with its action.
    fn then(mut self, action: impl Into<String>) -> Self {
        self.action = Some(action.into());
        self
    }
}

/// So many of a thing.
fn counted(count: usize, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

/// A name from a document, in the quotes of the messages.
fn quoted(name: &str) -> String {
    format!("`{name}`")
}

/// Names as a list in a sentence.
fn listed(names: &[String]) -> String {
    names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
}

/// A mismatch as a clause.
fn words(mismatch: &Mismatch) -> String {
    match mismatch {
        Mismatch::Kind { keyword, found, expected } => {
            format!("{} is {found}, {expected} is expected", quoted(keyword))
        }
        Mismatch::Missing { keyword } => format!("{} is missing", quoted(keyword)),
    }
}
