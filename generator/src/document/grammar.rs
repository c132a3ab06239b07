//! The objects of OpenAPI 3.0 as tables: the keywords of each object, and what each keyword holds.

use crate::diagnostic::Filled;

/// The kind of value in a place of a document.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// Any JSON.
    Anything,
    /// A string.
    Text,
    /// A string; a number or boolean is read as one, because its meaning is clear.
    Prose,
    /// `true` or `false`.
    Flag,
    /// A whole number of at least 0.
    Count,
    /// Any number.
    Number,
    /// One of these strings.
    Word(&'static [&'static str]),
    /// A list of values of one kind.
    List(&'static Kind),
    /// An object with free keys.
    Map(&'static Kind),
    /// An object with known keywords.
    Object(&'static Object),
    /// An object, or a `$ref` to one.
    OrReference(&'static Object),
    /// A schema, or a `$ref` to one.
    Schema,
    /// A schema, a `$ref` to one, or a boolean.
    SchemaOrFlag,
    /// The paths of a document.
    Paths,
    /// The responses of an operation.
    Responses,
    /// One of the kinds of security schemes, told apart by `type`.
    SecurityScheme,
    /// A callback: expressions as keys, path items as values.
    Callback,
}

/// An object of OpenAPI.
#[derive(Debug)]
pub(super) struct Object {
    /// The object's name in messages.
    pub(super) what: &'static str,
    pub(super) keywords: &'static [Keyword],
    /// What to do with the object if it cannot be read.
    pub(super) guilt: Guilt,
}

/// What to do with an object that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guilt {
    /// The document has an error.
    Error,
    /// The object becomes `{}`.
    Untyped,
    /// The object is left out: a client does not need it.
    LeftOut,
    /// The object that holds it cannot be read either.
    Holder,
}

/// A keyword of an object.
#[derive(Debug)]
pub(super) struct Keyword {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) need: Need,
}

/// Whether a keyword may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Optional,
    Required,
    /// Required, but a default exists: its JSON, and its wording in a message.
    Filled(&'static str, Filled),
}

const fn may(name: &'static str, kind: Kind) -> Keyword {
    Keyword { name, kind, need: Need::Optional }
}

const fn must(name: &'static str, kind: Kind) -> Keyword {
    Keyword { name, kind, need: Need::Required }
}

const fn filled(name: &'static str, kind: Kind, json: &'static str, filled: Filled) -> Keyword {
    Keyword { name, kind, need: Need::Filled(json, filled) }
}

use Kind::{
    Anything, Callback, Count, Flag, List, Map, Number, OrReference, Paths, Prose, Responses, SchemaOrFlag,
    SecurityScheme, Text, Word,
};

/// The tables refer to each other, so each is a static: only a static has an address.
macro_rules! object {
    ($name:ident, $what:literal, $guilt:ident, [$($keyword:expr),* $(,)?]) => {
        pub(super) static $name: Object =
            Object { what: $what, guilt: Guilt::$guilt, keywords: &[$($keyword),*] };
    };
}

const DOCS: Kind = Kind::Object(&EXTERNAL_DOCS);
const SECURITY: Kind = List(&Map(&List(&Text)));
const EXAMPLES: Kind = Map(&OrReference(&EXAMPLE));
const PARAMETERS: Kind = List(&OrReference(&PARAMETER));
const SERVERS: Kind = List(&Kind::Object(&SERVER));

object!(
    DOCUMENT,
    "document",
    Error,
    [
        must("openapi", Text),
        filled("info", Kind::Object(&INFO), r#"{"title":"API","version":"0.0.0"}"#, Filled::Info),
        may("servers", SERVERS),
        filled("paths", Paths, "{}", Filled::Paths),
        may("components", Kind::Object(&COMPONENTS)),
        may("security", SECURITY),
        may("tags", List(&Kind::Object(&TAG))),
        may("externalDocs", DOCS),
    ]
);

object!(
    INFO,
    "info",
    Error,
    [
        filled("title", Prose, "\"API\"", Filled::Title),
        may("description", Prose),
        may("termsOfService", Prose),
        may("contact", Kind::Object(&CONTACT)),
        may("license", Kind::Object(&LICENSE)),
        filled("version", Prose, "\"0.0.0\"", Filled::Version),
    ]
);

object!(CONTACT, "contact", LeftOut, [may("name", Prose), may("url", Prose), may("email", Prose)]);

object!(LICENSE, "license", LeftOut, [filled("name", Prose, "\"\"", Filled::LicenseName), may("url", Prose)]);

object!(EXTERNAL_DOCS, "external documentation", LeftOut, [may("description", Prose), must("url", Prose)]);

object!(TAG, "tag", LeftOut, [must("name", Prose), may("description", Prose), may("externalDocs", DOCS)]);

object!(
    SERVER,
    "server",
    Error,
    [must("url", Text), may("description", Prose), may("variables", Map(&Kind::Object(&SERVER_VARIABLE))),]
);

object!(
    SERVER_VARIABLE,
    "server variable",
    Error,
    [may("enum", List(&Prose)), must("default", Prose), may("description", Prose),]
);

object!(
    COMPONENTS,
    "components",
    Error,
    [
        may("schemas", Map(&Kind::Schema)),
        may("responses", Map(&OrReference(&RESPONSE))),
        may("parameters", Map(&OrReference(&PARAMETER))),
        may("examples", EXAMPLES),
        may("requestBodies", Map(&OrReference(&REQUEST_BODY))),
        may("headers", Map(&OrReference(&HEADER))),
        may("securitySchemes", Map(&SecurityScheme)),
        may("links", Map(&OrReference(&LINK))),
        may("callbacks", Map(&Callback)),
    ]
);

object!(
    PATH_ITEM,
    "path item",
    Error,
    [
        may("summary", Prose),
        may("description", Prose),
        may("get", Kind::Object(&OPERATION)),
        may("put", Kind::Object(&OPERATION)),
        may("post", Kind::Object(&OPERATION)),
        may("delete", Kind::Object(&OPERATION)),
        may("options", Kind::Object(&OPERATION)),
        may("head", Kind::Object(&OPERATION)),
        may("patch", Kind::Object(&OPERATION)),
        may("trace", Kind::Object(&OPERATION)),
        may("servers", SERVERS),
        may("parameters", PARAMETERS),
    ]
);

object!(
    OPERATION,
    "operation",
    Error,
    [
        may("tags", List(&Prose)),
        may("summary", Prose),
        may("description", Prose),
        may("externalDocs", DOCS),
        may("operationId", Prose),
        may("parameters", PARAMETERS),
        may("requestBody", OrReference(&REQUEST_BODY)),
        filled("responses", Responses, "{}", Filled::Responses),
        may("callbacks", Map(&Callback)),
        may("deprecated", Flag),
        may("security", SECURITY),
        may("servers", SERVERS),
    ]
);

object!(
    PARAMETER,
    "parameter",
    Error,
    [
        must("name", Prose),
        must("in", Word(&["query", "header", "path", "cookie"])),
        may("description", Prose),
        may("required", Flag),
        may("deprecated", Flag),
        may("allowEmptyValue", Flag),
        may("style", Word(&["matrix", "label", "form", "simple", "spaceDelimited", "pipeDelimited", "deepObject"])),
        may("explode", Flag),
        may("allowReserved", Flag),
        may("schema", Kind::Schema),
        may("example", Anything),
        may("examples", EXAMPLES),
        may("content", Map(&Kind::Object(&MEDIA_TYPE))),
    ]
);

object!(
    HEADER,
    "header",
    LeftOut,
    [
        may("description", Prose),
        may("required", Flag),
        may("deprecated", Flag),
        may("allowEmptyValue", Flag),
        may("style", Word(&["simple"])),
        may("explode", Flag),
        may("allowReserved", Flag),
        may("schema", Kind::Schema),
        may("example", Anything),
        may("examples", EXAMPLES),
        may("content", Map(&Kind::Object(&MEDIA_TYPE))),
    ]
);

object!(
    REQUEST_BODY,
    "request body",
    Error,
    [
        may("description", Prose),
        filled("content", Map(&Kind::Object(&MEDIA_TYPE)), "{}", Filled::Content),
        may("required", Flag),
    ]
);

object!(
    MEDIA_TYPE,
    "media type",
    Error,
    [
        may("schema", Kind::Schema),
        may("example", Anything),
        may("examples", EXAMPLES),
        may("encoding", Map(&Kind::Object(&ENCODING))),
    ]
);

object!(
    ENCODING,
    "encoding",
    Error,
    [
        may("contentType", Text),
        may("headers", Map(&OrReference(&HEADER))),
        may("style", Word(&["form", "spaceDelimited", "pipeDelimited", "deepObject"])),
        may("explode", Flag),
        may("allowReserved", Flag),
    ]
);

object!(
    RESPONSE,
    "response",
    Error,
    [
        filled("description", Prose, "\"\"", Filled::Description),
        may("headers", Map(&OrReference(&HEADER))),
        may("content", Map(&Kind::Object(&MEDIA_TYPE))),
        may("links", Map(&OrReference(&LINK))),
    ]
);

object!(
    EXAMPLE,
    "example",
    LeftOut,
    [may("summary", Prose), may("description", Prose), may("value", Anything), may("externalValue", Prose),]
);

object!(
    LINK,
    "link",
    LeftOut,
    [
        may("operationRef", Text),
        may("operationId", Text),
        may("parameters", Map(&Anything)),
        may("requestBody", Anything),
        may("description", Prose),
        may("server", Kind::Object(&SERVER)),
    ]
);

object!(
    SCHEMA,
    "schema",
    Untyped,
    [
        may("title", Prose),
        may("description", Prose),
        may("type", Text),
        may("format", Text),
        may("nullable", Flag),
        may("readOnly", Flag),
        may("writeOnly", Flag),
        may("deprecated", Flag),
        may("externalDocs", DOCS),
        may("xml", Anything),
        may("example", Anything),
        may("default", Anything),
        may("enum", List(&Anything)),
        may("discriminator", Kind::Object(&DISCRIMINATOR)),
        may("pattern", Text),
        may("multipleOf", Number),
        may("minimum", Number),
        may("maximum", Number),
        may("exclusiveMinimum", Flag),
        may("exclusiveMaximum", Flag),
        may("minLength", Count),
        may("maxLength", Count),
        may("minItems", Count),
        may("maxItems", Count),
        may("uniqueItems", Flag),
        may("minProperties", Count),
        may("maxProperties", Count),
        may("required", List(&Text)),
        may("properties", Map(&Kind::Schema)),
        may("additionalProperties", SchemaOrFlag),
        may("items", Kind::Schema),
        may("allOf", List(&Kind::Schema)),
        may("oneOf", List(&Kind::Schema)),
        may("anyOf", List(&Kind::Schema)),
        may("not", Kind::Schema),
    ]
);

object!(DISCRIMINATOR, "discriminator", Holder, [must("propertyName", Text), may("mapping", Map(&Text))]);

object!(
    API_KEY,
    "security scheme",
    Error,
    [
        must("type", Text),
        may("description", Prose),
        must("name", Text),
        must("in", Word(&["query", "header", "cookie"])),
    ]
);

object!(
    HTTP,
    "security scheme",
    Error,
    [must("type", Text), may("description", Prose), must("scheme", Text), may("bearerFormat", Prose),]
);

object!(
    OAUTH2,
    "security scheme",
    Error,
    [must("type", Text), may("description", Prose), must("flows", Kind::Object(&FLOWS)),]
);

object!(
    OPEN_ID,
    "security scheme",
    Error,
    [must("type", Text), may("description", Prose), must("openIdConnectUrl", Text),]
);

// Stands in for a security scheme whose `type` is none of these, so that the mismatch is reported.
object!(ANY_SCHEME, "security scheme", Error, [must("type", Word(&["apiKey", "http", "oauth2", "openIdConnect"])),]);

object!(
    FLOWS,
    "flows",
    Error,
    [
        may("implicit", Kind::Object(&IMPLICIT)),
        may("password", Kind::Object(&TOKEN_FLOW)),
        may("clientCredentials", Kind::Object(&TOKEN_FLOW)),
        may("authorizationCode", Kind::Object(&AUTHORIZATION_CODE)),
    ]
);

const SCOPES: Keyword = filled("scopes", Map(&Prose), "{}", Filled::Scopes);

object!(IMPLICIT, "flow", Error, [must("authorizationUrl", Text), may("refreshUrl", Text), SCOPES]);

object!(TOKEN_FLOW, "flow", Error, [must("tokenUrl", Text), may("refreshUrl", Text), SCOPES]);

object!(
    AUTHORIZATION_CODE,
    "flow",
    Error,
    [must("authorizationUrl", Text), must("tokenUrl", Text), may("refreshUrl", Text), SCOPES,]
);
