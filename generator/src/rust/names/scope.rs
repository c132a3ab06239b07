//! A scope of names, which claims many names at once.

use std::collections::BTreeSet;

use proc_macro2::Ident;

use super::{Imported, Name};

/// A scope of names.
#[derive(Debug)]
pub(super) struct Scope {
    taken: BTreeSet<String>,
    reserved: Vec<&'static str>,
    suffix: &'static str,
    is_imported: Option<Imported>,
    constants: bool,
}

/// The name that an item would have if it were alone.
#[derive(Debug)]
pub(super) struct Wish {
    name: String,
    /// A shorter name, if no other item wants that one.
    short: Option<String>,
    /// A longer name, if another item has the name.
    long: Option<String>,
    /// Whether the document spells the name in the same way.
    exact: bool,
}

impl Wish {
    /// Wishes for `name`, which the document spells `text`.
    pub(super) fn new(text: &str, name: String) -> Self {
        Self { exact: name == text, ..Self::made(name) }
    }

    /// Wishes for a name that the document does not have.
    pub(super) fn made(name: String) -> Self {
        Self { name, short: None, long: None, exact: false }
    }

    /// Sets whether the document spells the name as Rust does.
    pub(super) fn exact(mut self, exact: bool) -> Self {
        self.exact = exact;
        self
    }

    /// Prefers a shorter name.
    pub(super) fn or_short(mut self, short: String) -> Self {
        self.short = Some(short).filter(|short| *short != self.name);
        self
    }

    /// Falls back to a longer name.
    pub(super) fn or_long(mut self, long: String) -> Self {
        self.long = Some(long);
        self
    }
}

impl Scope {
    pub(super) fn new(reserved: &'static [&'static str]) -> Self {
        Self { taken: BTreeSet::new(), reserved: reserved.to_vec(), suffix: "_", is_imported: None, constants: false }
    }

    /// Sets the suffix for reserved names.
    pub(super) fn with_suffix(mut self, suffix: &'static str) -> Self {
        self.suffix = suffix;
        self
    }

    /// Returns whether an item has the name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// Reserves a name.
    pub(super) fn reserve(&mut self, name: &'static str) {
        self.reserved.push(name);
    }

    /// Also reserves the imports of emitted files, for names that are declared in such a file.
    pub(super) fn beside_imports(mut self, is_imported: Imported) -> Self {
        self.is_imported = Some(is_imported);
        self
    }

    /// Makes the scope one of constants, whose words are separated by underscores.
    pub(super) fn of_constants(mut self) -> Self {
        self.constants = true;
        self
    }

    /// Returns the names of all items, in their order. A name goes to the item that the document
    /// spells like it, then to the first that asks for it, then to the first that can be shortened
    /// to it. Every other item gets its longer name or a number. A later item changes none of these
    /// names, unless its name is spelled exactly like one.
    pub(super) fn claim_all(&mut self, wishes: impl IntoIterator<Item = Wish>) -> Vec<Name> {
        let wishes: Vec<Wish> = wishes.into_iter().collect();
        let mut claimed: Vec<Option<String>> = Vec::new();
        for wish in &wishes {
            let name = self.legal(&wish.name);
            claimed.push((wish.exact && name == wish.name && self.taken.insert(name.clone())).then_some(name));
        }
        for shortened in [false, true] {
            for (wish, slot) in wishes.iter().zip(&mut claimed) {
                if slot.is_none() && wish.short.is_some() == shortened {
                    let names = [wish.short.as_ref(), Some(&wish.name), wish.long.as_ref()];
                    let free = names.into_iter().flatten().map(|name| self.legal(name));
                    let free = free.collect::<Vec<_>>().into_iter().find(|name| self.taken.insert(name.clone()));
                    *slot = Some(free.unwrap_or_else(|| self.numbered(&self.legal(&wish.name))));
                }
            }
        }
        claimed.into_iter().zip(wishes).map(|(name, wish)| Name::legal(name.unwrap_or(wish.name))).collect()
    }

    /// Claims a name for a single item.
    pub(super) fn claim(&mut self, wanted: &str) -> Name {
        let legal = self.legal(wanted);
        Name::legal(if self.taken.insert(legal.clone()) { legal } else { self.numbered(&legal) })
    }

    /// Returns the name, or the closest one that Rust and the emitted code do not reserve.
    fn legal(&self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        if self.reserved.contains(&wanted) || self.is_imported.is_some_and(|is_imported| is_imported(wanted)) {
            // An underscore in a type's name would violate its case.
            let suffix =
                if self.suffix == "_" && wanted.starts_with(char::is_uppercase) { "Value" } else { self.suffix };
            name.push_str(suffix);
        }
        // `syn` accepts `gen`, which is a keyword only since the edition of 2024. The longest
        // keywords have eight letters.
        if name == "gen" || (name.len() <= 8 || !name.is_ascii()) && syn::parse_str::<Ident>(&name).is_err() {
            name.push('_');
        }
        name
    }

    /// Returns the name with the first free number.
    fn numbered(&mut self, stem: &str) -> String {
        let camel = stem.starts_with(char::is_uppercase) && !stem.ends_with(char::is_numeric);
        let gap = if camel && !self.constants || stem.ends_with('_') { "" } else { "_" };
        let mut count = 2_u32;
        loop {
            let name = format!("{stem}{gap}{count}");
            if self.taken.insert(name.clone()) {
                return name;
            }
            count += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::spelling::camel;
    use super::{Scope, Wish};

    fn named(texts: &[&str]) -> Vec<String> {
        let wishes = texts.iter().map(|text| Wish::new(text, camel(text, "Empty", "N")));
        Scope::new(&["Self"]).claim_all(wishes).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_spelling_of_the_document_decides() {
        assert_eq!(named(&["bank_dto", "BankDto"]), ["BankDto2", "BankDto"]);
        assert_eq!(named(&["BankDto", "bank_dto"]), ["BankDto", "BankDto2"]);
        assert_eq!(named(&["bank_dto", "bank.dto"]), ["BankDto", "BankDto2"]);
        assert_eq!(named(&["Self", "SelfValue"]), ["SelfValue2", "SelfValue"], "a reserved name is not spelt so");
    }

    #[test]
    fn a_number_makes_no_name_that_another_is_spelt_as() {
        assert_eq!(named(&["bank", "Bank", "Bank2"]), ["Bank3", "Bank", "Bank2"]);
        assert_eq!(named(&["bank", "Bank", "bank_2"]), ["Bank2", "Bank", "Bank2_2"]);
    }

    #[test]
    fn newcomers_take_no_name() {
        let old = ["Bank", "bank", "user_data", "Account2"];
        let before = named(&old);
        for newcomer in ["BANK", "USER_DATA", "account", "account2", "bank_2", "self"] {
            let after = named(&[&old[..], &[newcomer]].concat());
            assert_eq!(after[..old.len()], before, "{newcomer} at the end");
            let after = named(&[&[newcomer], &old[..]].concat());
            let exact = |index: &usize| old[*index] == before[*index];
            for index in (0..old.len()).filter(exact) {
                assert_eq!(after[index + 1], before[index], "{newcomer} at the beginning");
            }
        }
    }

    #[test]
    fn a_shortened_name_gives_way() {
        let add = |shorten: bool| {
            let whole = Wish::made("add_bank".to_owned());
            if shorten { whole.or_short("add".to_owned()) } else { whole }
        };
        let named =
            |wishes: [Wish; 2]| Scope::new(&[]).claim_all(wishes).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(named([add(true), Wish::made("list".to_owned())]), ["add", "list"]);
        assert_eq!(named([add(true), Wish::made("add".to_owned())]), ["add_bank", "add"]);
        assert_eq!(named([add(true), add(false)]), ["add", "add_bank"]);
        assert_eq!(
            named([add(true), Wish::made("banks_add".to_owned()).or_short("add".to_owned())]),
            ["add", "banks_add"]
        );
    }
}
