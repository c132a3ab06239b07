//! The text of a `$ref`: the only place that takes one apart, and that writes one.
//!
//! Two stages follow references. `document/upgrade` works on untyped values: it follows files,
//! anchors and schemas with an `$id`, and makes every target a component. `lower/reference` works
//! on the typed document and follows what is left, names of components. Between the two, a repair
//! follows references within one document. A text means the same to all of them; their [`Policy`]
//! says how far it may lead.

use super::Pointer;

/// A follower that does not remember the links of a chain takes a longer one for a cycle.
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

/// Where a reference leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lead {
    /// To a node: the pointer with its percent signs decoded, and the one without. Documents often
    /// leave the percent sign of a key unescaped, so that the second is the right one.
    Node([Pointer; 2]),
    /// To the schema of this anchor.
    Anchor(String),
    /// To a component: its name, in the same two spellings.
    Component([String; 2]),
}

/// Why a reference leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// Its policy keeps it in the document, and it leads to another file.
    Outside,
    /// It names nothing that its policy lets it lead to.
    Nowhere,
}

/// A reference taken apart: a URI reference (RFC 3986, section 4.1) whose fragment is a JSON
/// Pointer (RFC 6901, section 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reference<'t> {
    text: &'t str,
    file: &'t str,
    fragment: &'t str,
}

impl<'t> Reference<'t> {
    /// The reference that `text` is.
    pub(crate) fn new(text: &'t str) -> Self {
        let (file, fragment) = text.split_once('#').unwrap_or((text, ""));
        Self { text, file, fragment }
    }

    /// The reference to a node of the same document. A percent sign is escaped: in a fragment, it
    /// starts an escape.
    pub(crate) fn to(pointer: &Pointer) -> String {
        format!("#{}", pointer.as_str().replace('%', "%25"))
    }

    /// Whether a text that may be a reference or a mere name is a reference.
    pub(crate) fn is_meant(text: &str) -> bool {
        text.contains(['#', '.', '/'])
    }

    /// Whether it is no more than a fragment.
    pub(crate) fn is_local(&self) -> bool {
        self.text.starts_with('#')
    }

    /// Whether it names a component of OpenAPI 3.0 in the plainest way.
    pub(crate) fn is_plain(&self) -> bool {
        let rest = self.fragment.strip_prefix("/components/").filter(|_| self.is_local());
        rest.is_some_and(|rest| rest.split('/').count() == 2 && !rest.starts_with("pathItems/"))
    }

    /// Whether it names a file, as it stands.
    pub(crate) fn has_file(&self) -> bool {
        !self.file.is_empty()
    }

    /// The path of the file.
    pub(crate) fn path(&self) -> String {
        decoded(self.file)
    }

    /// The scheme of a reference that is a whole URI; one letter is the drive of a Windows path.
    pub(crate) fn scheme(&self) -> Option<&'t str> {
        if self.file.starts_with("//") {
            return Some("https");
        }
        let (scheme, _) = self.file.split_once(':')?;
        let known = |character: char| character.is_ascii_alphanumeric() || "+-.".contains(character);
        let is_scheme = scheme.len() > 1 && scheme.starts_with(|first: char| first.is_ascii_alphabetic());
        (is_scheme && scheme.chars().all(known)).then_some(scheme)
    }

    /// The last step of the way, as it is spelt.
    pub(crate) fn tail(&self) -> &'t str {
        self.text.rsplit('/').next().unwrap_or_default()
    }

    /// Where it leads, in its file.
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

    /// The node of the document itself that it names.
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
