//! References: the only module that parses or writes the text of a `$ref`.
//!
//! Two stages follow references. `document/upgrade` works on untyped values: it follows files,
//! anchors and schemas with an `$id`, and makes every target a component. `lower/reference` works
//! on the typed document and follows what is left, names of components. Between the two, a repair
//! follows references within one document. All read a text in the same way; their [`Policy`] tells
//! how far it may lead.

use super::Pointer;

/// Longest chain of references. A follower that does not remember the links takes a longer chain
/// for a cycle.
pub(crate) const CHAIN: usize = 32;

/// How far references may lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Policy {
    /// To any node or anchor of any file.
    Files,
    /// To any node of the document itself.
    Document,
    /// To the document's components, of the kind that has this key.
    Components(&'static str),
}

/// The target of a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lead {
    /// A node, as two pointers: with percent signs decoded, and without. Documents often forget to
    /// escape the percent sign of a key, so the second one can be right.
    Node([Pointer; 2]),
    /// The schema with this anchor.
    Anchor(String),
    /// A component, by its name in the same two spellings.
    Component([String; 2]),
}

/// Why a reference has no target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It leads to another file, which its policy forbids.
    Outside,
    /// It names nothing that its policy allows.
    Nowhere,
}

/// A parsed reference: a URI reference (RFC 3986, section 4.1) whose fragment is a JSON Pointer
/// (RFC 6901, section 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reference<'t> {
    text: &'t str,
    file: &'t str,
    fragment: &'t str,
}

impl<'t> Reference<'t> {
    /// Parses a reference.
    pub(crate) fn new(text: &'t str) -> Self {
        let (file, fragment) = text.split_once('#').unwrap_or((text, ""));
        Self { text, file, fragment }
    }

    /// Writes a reference to a node of the same document. A percent sign is escaped, because in a
    /// fragment it begins an escape.
    pub(crate) fn to(pointer: &Pointer) -> String {
        format!("#{}", pointer.as_str().replace('%', "%25"))
    }

    /// Whether a text that is either a reference or a bare name is a reference.
    pub(crate) fn is_meant(text: &str) -> bool {
        text.contains(['#', '.', '/'])
    }

    /// Whether the reference is only a fragment.
    pub(crate) fn is_local(&self) -> bool {
        self.text.starts_with('#')
    }

    /// Whether the reference is the plain name of a component of OpenAPI 3.0.
    pub(crate) fn is_plain(&self) -> bool {
        let rest = self.fragment.strip_prefix("/components/").filter(|_| self.is_local());
        rest.is_some_and(|rest| rest.split('/').count() == 2 && !rest.starts_with("pathItems/"))
    }

    /// Whether the reference names a file.
    pub(crate) fn has_file(&self) -> bool {
        !self.file.is_empty()
    }

    /// Returns the path of the file.
    pub(crate) fn path(&self) -> String {
        decoded(self.file)
    }

    /// Returns the scheme of an absolute URI. A single letter is not a scheme, but the drive of a
    /// Windows path.
    pub(crate) fn scheme(&self) -> Option<&'t str> {
        if self.file.starts_with("//") {
            return Some("https");
        }
        let (scheme, _) = self.file.split_once(':')?;
        let known = |character: char| character.is_ascii_alphanumeric() || "+-.".contains(character);
        let is_scheme = scheme.len() > 1 && scheme.starts_with(|first: char| first.is_ascii_alphabetic());
        (is_scheme && scheme.chars().all(known)).then_some(scheme)
    }

    /// Returns the text after the last slash, undecoded.
    pub(crate) fn tail(&self) -> &'t str {
        self.text.rsplit('/').next().unwrap_or_default()
    }

    /// Returns the target, if `policy` allows it.
    pub(crate) fn lead(&self, policy: Policy) -> Result<Lead, Refusal> {
        if policy != Policy::Files && !self.is_local() {
            return Err(Refusal::Outside);
        }
        let spelt = decoded(self.fragment);
        if !spelt.is_empty() && !spelt.starts_with('/') {
            return if policy == Policy::Files { Ok(Lead::Anchor(spelt)) } else { Err(Refusal::Nowhere) };
        }
        let spellings = [spelt.as_str(), self.fragment];
        let Policy::Components(section) = policy else { return Ok(Lead::Node(spellings.map(Pointer::from_text))) };
        let name = |spelling: &str| {
            let name = spelling.strip_prefix("/components/")?.strip_prefix(section)?.strip_prefix('/')?;
            Some(Pointer::unescaped(name))
        };
        match spellings.map(name) {
            [Some(spelt), Some(plain)] => Ok(Lead::Component([spelt, plain])),
            [Some(one), None] | [None, Some(one)] => Ok(Lead::Component([one.clone(), one])),
            [None, None] => Err(Refusal::Nowhere),
        }
    }

    /// Returns the node of the same document that the reference names.
    pub(crate) fn node(&self) -> Option<Pointer> {
        match self.lead(Policy::Document) {
            Ok(Lead::Node([spelt, _])) => Some(spelt),
            Ok(Lead::Anchor(_) | Lead::Component(_)) | Err(_) => None,
        }
    }
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Lead, Policy, Reference, Refusal};
    use crate::place::Pointer;

    fn lead(text: &str, policy: Policy) -> Result<Lead, Refusal> {
        Reference::new(text).lead(policy)
    }

    fn node(spelt: &str, plain: &str) -> Result<Lead, Refusal> {
        Ok(Lead::Node([spelt, plain].map(Pointer::from_text)))
    }

    #[test]
    fn one_text_means_one_node_however_far_it_may_lead() {
        for policy in [Policy::Files, Policy::Document] {
            assert_eq!(lead("#/paths/~1a%20b", policy), node("/paths/~1a b", "/paths/~1a%20b"));
            assert_eq!(lead("#", policy), node("", ""));
        }
        let name = |spelt: &str, plain: &str| Ok(Lead::Component([spelt.to_owned(), plain.to_owned()]));
        let schemas = Policy::Components("schemas");
        assert_eq!(lead("#/components/schemas/a~1b%20c", schemas), name("a/b c", "a/b%20c"));
        assert_eq!(lead("#/components/%73chemas/a", schemas), name("a", "a"));
    }

    #[test]
    fn what_differs_is_how_far_it_may_lead() {
        let schemas = Policy::Components("schemas");
        assert_eq!(lead("a.yaml#/b", Policy::Files), node("/b", "/b"));
        assert_eq!(lead("#here", Policy::Files), Ok(Lead::Anchor("here".to_owned())));
        for policy in [Policy::Document, schemas] {
            assert_eq!(lead("a.yaml#/b", policy), Err(Refusal::Outside));
            assert_eq!(lead("", policy), Err(Refusal::Outside));
            assert_eq!(lead("#here", policy), Err(Refusal::Nowhere));
        }
        assert_eq!(lead("#/components/parameters/a", schemas), Err(Refusal::Nowhere));
    }

    #[test]
    fn a_written_reference_leads_back() {
        let pointer = Pointer::root().child("components").child("schemas").child("100%25 ~/a");
        assert_eq!(Reference::new(&Reference::to(&pointer)).node(), Some(pointer));
    }

    #[test]
    fn a_scheme_is_no_drive() {
        assert_eq!(Reference::new("https://a.example/b.yaml#/c").scheme(), Some("https"));
        assert_eq!(Reference::new("//a.example/b.yaml").scheme(), Some("https"));
        assert_eq!(Reference::new("c:/b.yaml").scheme(), None);
    }
}
