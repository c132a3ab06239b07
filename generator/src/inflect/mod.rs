//! English singulars and plurals, as far as the paths of web APIs need them.

mod words;

use self::words::{IRREGULAR, PLURAL_AS_IT_STANDS, SAME};

/// Returns the singular of a word in lower case; a word that is not a plural stays the same.
pub(crate) fn singular(word: &str) -> String {
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == word) {
        return (*one).to_owned();
    }
    if SAME.contains(&word) || word.chars().count() < 3 {
        return word.to_owned();
    }
    for (many, one) in [
        ("ies", "y"),
        ("sses", "ss"),
        ("shes", "sh"),
        ("tches", "tch"),
        ("aches", "ach"),
        ("nches", "nch"),
        ("rches", "rch"),
        ("xes", "x"),
        ("zzes", "zz"),
        ("uses", "use"),
        ("oes", "o"),
        ("ss", "ss"),
        ("us", "us"),
        ("is", "is"),
        ("s", ""),
    ] {
        if let Some(stem) = word.strip_suffix(many)
            && !stem.is_empty()
        {
            // Short stems keep their e: `shoes` and `toes`, `pies` and `ties`.
            return match many {
                "oes" if stem.len() < 3 => format!("{stem}oe"),
                "ies" if stem.len() < 2 => format!("{stem}ie"),
                _ => format!("{stem}{one}"),
            };
        }
    }
    word.to_owned()
}

/// Whether a word in lower case is a plural.
pub(crate) fn is_plural(word: &str) -> bool {
    PLURAL_AS_IT_STANDS.contains(&word) || singular(word) != word
}

#[cfg(test)]
mod tests {
    use super::{is_plural, singular};

    /// Plurals and singulars of words that occur in paths.
    const PAIRS: &[(&str, &str)] = &[
        ("accounts", "account"),
        ("addresses", "address"),
        ("aliases", "alias"),
        ("analyses", "analysis"),
        ("apes", "ape"),
        ("apis", "api"),
        ("approaches", "approach"),
        ("archives", "archive"),
        ("attributes", "attribute"),
        ("axes", "axis"),
        ("balances", "balance"),
        ("banks", "bank"),
        ("batches", "batch"),
        ("beneficiaries", "beneficiary"),
        ("boxes", "box"),
        ("branches", "branch"),
        ("buses", "bus"),
        ("businesses", "business"),
        ("caches", "cache"),
        ("categories", "category"),
        ("causes", "cause"),
        ("children", "child"),
        ("churches", "church"),
        ("cities", "city"),
        ("classes", "class"),
        ("clients", "client"),
        ("clauses", "clause"),
        ("companies", "company"),
        ("cookies", "cookie"),
        ("countries", "country"),
        ("courses", "course"),
        ("criteria", "criterion"),
        ("currencies", "currency"),
        ("customers", "customer"),
        ("databases", "database"),
        ("days", "day"),
        ("deliveries", "delivery"),
        ("devices", "device"),
        ("dishes", "dish"),
        ("echoes", "echo"),
        ("entries", "entry"),
        ("events", "event"),
        ("expenses", "expense"),
        ("families", "family"),
        ("faxes", "fax"),
        ("files", "file"),
        ("franchises", "franchise"),
        ("gateways", "gateway"),
        ("groups", "group"),
        ("halves", "half"),
        ("heroes", "hero"),
        ("houses", "house"),
        ("images", "image"),
        ("indexes", "index"),
        ("indices", "index"),
        ("invoices", "invoice"),
        ("items", "item"),
        ("keys", "key"),
        ("leases", "lease"),
        ("leaves", "leaf"),
        ("licenses", "license"),
        ("links", "link"),
        ("lives", "life"),
        ("matches", "match"),
        ("matrices", "matrix"),
        ("men", "man"),
        ("messages", "message"),
        ("mice", "mouse"),
        ("movies", "movie"),
        ("nodes", "node"),
        ("notes", "note"),
        ("orders", "order"),
        ("pages", "page"),
        ("parties", "party"),
        ("passes", "pass"),
        ("payments", "payment"),
        ("people", "person"),
        ("phases", "phase"),
        ("photos", "photo"),
        ("policies", "policy"),
        ("potatoes", "potato"),
        ("prices", "price"),
        ("processes", "process"),
        ("purchases", "purchase"),
        ("queries", "query"),
        ("queues", "queue"),
        ("quizzes", "quiz"),
        ("releases", "release"),
        ("replies", "reply"),
        ("repositories", "repository"),
        ("responses", "response"),
        ("routes", "route"),
        ("searches", "search"),
        ("services", "service"),
        ("shelves", "shelf"),
        ("shoes", "shoe"),
        ("sizes", "size"),
        ("statuses", "status"),
        ("stories", "story"),
        ("switches", "switch"),
        ("taxes", "tax"),
        ("ties", "tie"),
        ("transactions", "transaction"),
        ("types", "type"),
        ("users", "user"),
        ("values", "value"),
        ("vertices", "vertex"),
        ("viruses", "virus"),
        ("vms", "vm"),
        ("votes", "vote"),
        ("warehouses", "warehouse"),
        ("watches", "watch"),
        ("webhooks", "webhook"),
        ("women", "woman"),
        ("zones", "zone"),
    ];

    /// Words that do not change.
    const STILL: &[&str] = &[
        "access", "address", "alias", "analysis", "axis", "basis", "bonus", "bus", "business", "campus", "canvas",
        "class", "data", "dns", "focus", "gas", "health", "info", "lens", "login", "loss", "media", "metadata", "pass",
        "person", "process", "progress", "status", "user", "virus", "weather", "wireless",
    ];

    #[test]
    fn singulars() {
        for (many, one) in PAIRS {
            assert_eq!(singular(many), *one, "{many}");
            assert!(is_plural(many), "{many}");
        }
    }

    #[test]
    fn no_plurals() {
        for word in STILL {
            assert_eq!(singular(word), *word);
            assert!(!is_plural(word), "{word}");
        }
        for (_, one) in PAIRS {
            assert_eq!(singular(one), *one);
        }
    }

    #[test]
    fn plurals_without_singular() {
        assert!(is_plural("news"));
        assert_eq!(singular("news"), "news");
        assert_eq!(singular("series"), "series");
    }
}
