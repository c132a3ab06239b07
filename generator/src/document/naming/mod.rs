//! Names for operations that have none. A name depends only on method and path if no other
//! operation wants it, so it stays when other operations come and go.
//!
//! `GET /banks` is `listBanks`, `GET /banks/{bic}` is `getBank`, `POST /me/banks` is
//! `createMyBank`, and `GET /banks/{bic}/accounts/{accountId}/transactions` is
//! `listBankAccountTransactions`. A verb at the end of a path is the verb of the name:
//! `POST /vms/{id}/start` is `startVm`.

mod path;
mod verb;

use std::collections::BTreeSet;

use self::path::{Piece, is_version, pieces, words_of};
use self::verb::{is_reading, trailing_verb};
use crate::inflect::{is_plural, singular};

/// An operation that needs a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Route {
    /// Index of the document.
    pub(super) document: usize,
    /// The method, in lower case.
    pub(super) method: &'static str,
    pub(super) path: String,
}

/// Names each route. The names differ from each other and from those in `taken`.
pub(super) fn names(routes: &[Route], taken: &BTreeSet<String>) -> Vec<(Route, String)> {
    let mut taken: BTreeSet<String> = taken.iter().map(|name| folded(name)).collect();
    let mut names = Vec::new();
    for route in routes {
        let candidates = [Detail::Plain, Detail::Variables, Detail::Path, Detail::Method];
        let candidates = candidates.map(|detail| name(route, detail));
        let last = candidates[3].clone();
        let numbered = (2..).map(|number| format!("{last}{number}"));
        let free = candidates.into_iter().chain(numbered).find(|name| taken.insert(folded(name)));
        names.extend(free.map(|name| (route.clone(), name)));
    }
    names
}

/// Folds case and separators, because names that differ only in these would be one name in Rust.
fn folded(name: &str) -> String {
    name.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How much of a path goes into a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// Enough to distinguish the paths of a well-made API.
    Plain,
    /// Also the path's variables: `getFileByName`.
    Variables,
    /// Also the version of the API.
    Path,
    /// Also the method, if the path has its own verb.
    Method,
}

fn name(route: &Route, detail: Detail) -> String {
    let mut pieces = pieces(&route.path);
    if matches!(detail, Detail::Plain | Detail::Variables) {
        let version = |piece: &Piece| piece.variables.is_empty() && is_version(&piece.words);
        let prefix = pieces.iter().take_while(|piece| version(piece)).count();
        if prefix < pieces.len() {
            pieces.drain(..prefix);
        }
    }
    let item = pieces.last().is_some_and(|piece| !piece.variables.is_empty());
    let variables: Vec<String> = pieces.iter().flat_map(|piece| piece.variables.clone()).collect();
    let mut verb = if item { None } else { trailing_verb(&mut pieces, route.method) };
    let ends_in_item = pieces.last().is_some_and(|piece| !piece.variables.is_empty());
    // A verb acts on one thing, unless it searches among many.
    let one = ends_in_item
        || match &verb {
            Some(verb) => !is_reading(&verb[0]) && verb[0] != "import",
            None => route.method == "post",
        };
    let own_verb = verb.is_some();
    let rest = verb.as_mut().map(|verb| verb.split_off(1)).unwrap_or_default();
    let mut nouns = nouns(&pieces, one);
    let many = nouns.last().is_some_and(|noun| is_plural(noun));
    let verb = match verb {
        Some(verb) => verb.concat(),
        None => plain_verb(route.method, ends_in_item, many).to_owned(),
    };
    if nouns.is_empty() && rest.is_empty() {
        // The path is the root, or has only variables.
        nouns.extend(variables.iter().flat_map(|name| words_of(name)));
        if nouns.is_empty() {
            nouns.push("root".to_owned());
        }
    }
    let mut all = vec![verb];
    all.extend(nouns);
    all.extend(rest);
    if detail != Detail::Plain && !variables.is_empty() {
        all.push("by".to_owned());
        all.extend(variables.iter().flat_map(|name| words_of(name)));
    }
    if detail == Detail::Method && own_verb {
        all.insert(0, route.method.to_owned());
    }
    camel(&all)
}

/// Returns the nouns in a path.
fn nouns(pieces: &[Piece], one: bool) -> Vec<String> {
    let mut nouns = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let last = index + 1 == pieces.len();
        if index == 0 && !last && piece.words == ["me"] && piece.variables.is_empty() {
            nouns.push("my".to_owned());
            continue;
        }
        let mut words = piece.words.clone();
        if (!piece.variables.is_empty() || (last && one))
            && let Some(word) = words.last_mut()
        {
            *word = singular(word);
        }
        nouns.extend(words);
    }
    nouns
}

fn plain_verb(method: &str, item: bool, many: bool) -> &'static str {
    match method {
        "get" if !item && many => "list",
        "get" => "get",
        "post" if item => "post",
        "post" => "create",
        "put" => "replace",
        "patch" => "update",
        "delete" => "delete",
        "head" => "head",
        "options" => "options",
        _ => "trace",
    }
}

fn camel(words: &[String]) -> String {
    let mut name = String::new();
    for word in words {
        let mut characters = word.chars();
        match characters.next() {
            Some(first) if !name.is_empty() => name.extend(first.to_uppercase()),
            Some(first) => name.push(first),
            None => {}
        }
        name.extend(characters);
    }
    name
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Route, names};

    /// Names the routes, each given as `METHOD PATH`.
    fn named(routes: &[&str], taken: &[&str]) -> Vec<String> {
        let routes: Vec<Route> = routes
            .iter()
            .map(|route| {
                let (method, path) = route.split_once(' ').unwrap();
                let method =
                    super::super::METHODS.into_iter().find(|known| known.eq_ignore_ascii_case(method)).unwrap();
                Route { document: 0, method, path: path.to_owned() }
            })
            .collect();
        let taken: BTreeSet<String> = taken.iter().map(|name| (*name).to_owned()).collect();
        names(&routes, &taken).into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn every_route_has_its_name() {
        for (route, name) in [
            ("GET /banks", "listBanks"),
            ("GET /banks/{bic}", "getBank"),
            ("POST /me/banks", "createMyBank"),
            ("GET /me", "getMe"),
            ("GET /me/user", "getMyUser"),
            ("GET /me/banks", "listMyBanks"),
            ("DELETE /me/banks/{bic}", "deleteMyBank"),
            ("GET /me/banks/{bic}/auth", "getMyBankAuth"),
            ("GET /banks/{bic}/accounts/{accountId}/transactions", "listBankAccountTransactions"),
            ("GET /banks/{bic}/accounts/{accountId}/transactions/{transactionId}", "getBankAccountTransaction"),
            ("PUT /banks/{bic}/payments/{paymentId}", "replaceBankPayment"),
            ("PATCH /people/{id}", "updatePerson"),
            ("POST /people/{id}", "postPerson"),
            ("HEAD /files/{name}", "headFile"),
            ("OPTIONS /files", "optionsFiles"),
            ("GET /status", "getStatus"),
            ("GET /news", "listNews"),
            ("GET /countries/{code}/cities", "listCountryCities"),
            ("DELETE /sessions", "deleteSessions"),
            ("GET /api/v1/banks", "listBanks"),
            ("GET /v2.1/addresses/{id}", "getAddress"),
            ("GET /bank-accounts/{id}", "getBankAccount"),
            ("GET /bankAccounts", "listBankAccounts"),
            ("GET /bank_accounts/", "listBankAccounts"),
            ("GET /admin/users", "listAdminUsers"),
            ("POST /vms/{id}/start", "startVm"),
            ("POST /vms/{id}/force-stop", "createVmForceStop"),
            ("POST /vms/{id}/add-disk", "addVmDisk"),
            ("GET /users/search", "searchUsers"),
            ("POST /users/search", "searchUsers"),
            ("POST /users/login", "loginUser"),
            ("GET /orders/{id}/cancel", "getOrderCancel"),
            ("POST /login", "createLogin"),
            ("POST /users/{id}:cancel", "cancelUser"),
            ("GET /users:search", "searchUsers"),
            ("GET /files/{name}.{ext}", "getFile"),
            ("GET /compare/{base}...{head}", "getCompare"),
            ("GET /search.json", "getSearch"),
            ("GET /", "getRoot"),
            ("GET /{bucket}", "getBucket"),
            ("GET /{bucket}/{key}", "getBucketKey"),
            ("GET /straßen/{id}", "getStraßen"),
            ("GET /a//b/", "getAB"),
            ("TRACE /{", "traceRoot"),
        ] {
            assert_eq!(named(&[route], &[]), [name], "{route}");
        }
    }

    #[test]
    fn names_are_apart() {
        assert_eq!(
            named(
                &[
                    "GET /repos/{owner}",
                    "GET /repos/{owner}/{repo}",
                    "GET /v1/pets",
                    "GET /v2/pets",
                    "GET /v2/pets/",
                    "GET /pets"
                ],
                &[]
            ),
            ["getRepo", "getRepoByOwnerRepo", "listPets", "listV2Pets", "listV2Pets2", "listPets2"]
        );
        assert_eq!(named(&["GET /a/search", "POST /a/search"], &[]), ["searchA", "postSearchA"]);
        assert_eq!(named(&["GET /pets"], &["list_pets"]), ["listPets2"]);
    }

    #[test]
    fn a_name_does_not_depend_on_what_comes_after_it() {
        let alone = named(&["GET /a/{id}", "POST /a/{id}/start"], &[]);
        let together = named(&["GET /a/{id}", "POST /a/{id}/start", "GET /b", "DELETE /a/{id}"], &[]);
        assert_eq!(alone, together[..2]);
    }
}
