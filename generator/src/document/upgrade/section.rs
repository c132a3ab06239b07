//! The sections of `components`, and the kind of their members.

use super::super::grammar::{self, Kind, Object};

/// A section of `components`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    Schemas,
    Parameters,
    Responses,
    RequestBodies,
    Headers,
    Examples,
    Links,
    Callbacks,
    SecuritySchemes,
    /// Only in OpenAPI 3.1: a reference to one becomes a copy.
    PathItems,
}

impl Section {
    /// Returns the section's keyword.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Schemas => "schemas",
            Self::Parameters => "parameters",
            Self::Responses => "responses",
            Self::RequestBodies => "requestBodies",
            Self::Headers => "headers",
            Self::Examples => "examples",
            Self::Links => "links",
            Self::Callbacks => "callbacks",
            Self::SecuritySchemes => "securitySchemes",
            Self::PathItems => "pathItems",
        }
    }

    /// Returns the section's keyword in Swagger 2.0, at the top of the document.
    pub(super) fn swagger_key(self) -> Option<&'static str> {
        match self {
            Self::Schemas => Some("definitions"),
            Self::Parameters => Some("parameters"),
            Self::Responses => Some("responses"),
            Self::SecuritySchemes => Some("securityDefinitions"),
            _ => None,
        }
    }

    /// Returns the kind of the section's members.
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Schemas => Kind::Schema,
            Self::Parameters => Kind::OrReference(&grammar::PARAMETER),
            Self::Responses => Kind::OrReference(&grammar::RESPONSE),
            Self::RequestBodies => Kind::OrReference(&grammar::REQUEST_BODY),
            Self::Headers => Kind::OrReference(&grammar::HEADER),
            Self::Examples => Kind::OrReference(&grammar::EXAMPLE),
            Self::Links => Kind::OrReference(&grammar::LINK),
            Self::Callbacks => Kind::Callback,
            Self::SecuritySchemes => Kind::SecurityScheme,
            Self::PathItems => Kind::Object(&grammar::PATH_ITEM),
        }
    }

    /// Returns the name of a member in messages.
    pub(super) fn what(self) -> &'static str {
        match self {
            Self::Schemas => "schema",
            Self::Parameters => "parameter",
            Self::Responses => "response",
            Self::RequestBodies => "request body",
            Self::Headers => "header",
            Self::Examples => "example",
            Self::Links => "link",
            Self::Callbacks => "callback",
            Self::SecuritySchemes => "security scheme",
            Self::PathItems => "path item",
        }
    }

    /// Returns the section that holds objects of this kind.
    pub(super) fn of(object: &Object) -> Option<Self> {
        const ALL: [Section; 8] = [
            Section::Parameters,
            Section::Responses,
            Section::RequestBodies,
            Section::Headers,
            Section::Examples,
            Section::Links,
            Section::SecuritySchemes,
            Section::PathItems,
        ];
        ALL.into_iter().find(|section| section.what() == object.what)
    }
}
