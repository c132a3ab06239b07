//! Stores that keep tokens between runs of a program.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, UNIX_EPOCH};

use openapi_crate_runtime::runtime::error::store_error::StoreError;
use openapi_crate_runtime::runtime::oauth2::file_store::FileStore;
use openapi_crate_runtime::runtime::oauth2::token_store::TokenStore;
use openapi_crate_runtime::runtime::oauth2::tokens::Tokens;

use crate::oauth2::fixture::*;

/// A folder of its own, removed after the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("oauth-store-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn store(&self) -> FileStore {
        FileStore::new(self.0.join("tokens.json"))
    }

    fn names(&self) -> Vec<String> {
        let names = fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn whole() -> Tokens {
    let end = UNIX_EPOCH + Duration::from_secs(1_900_000_000);
    Tokens::new(OLD_TOKEN).with_refresh_token("refresh-s3cret-0").with_expires_at(end).with_scopes(["read", "a:b"])
}

#[test]
fn tokens_survive_in_a_file() {
    let folder = Folder::new("survive");
    let store = folder.store();
    assert!(store.load().unwrap().is_none());
    for tokens in [whole(), Tokens::new("x"), Tokens::new("y").with_scopes([] as [&str; 0])] {
        store.save(&tokens).unwrap();
        assert_eq!(folder.store().load().unwrap(), Some(tokens));
        assert_eq!(folder.names(), ["tokens.json"], "nothing is left beside it");
    }
    store.clear().unwrap();
    store.clear().unwrap();
    assert!(store.load().unwrap().is_none());
}

#[test]
fn the_file_is_json_that_can_be_read() {
    let text = whole().to_json();
    let value: serde_json::Value = serde_json::from_str(text.expose()).unwrap();
    let expected = serde_json::json!({
        "version": 1, "token_type": "bearer", "access_token": OLD_TOKEN, "refresh_token": "refresh-s3cret-0",
        "expires_at": 1_900_000_000_u64, "scopes": ["read", "a:b"],
    });
    assert_eq!(value, expected);
}

#[cfg(unix)]
#[test]
fn the_file_is_its_owners_alone() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = Folder::new("mode");
    let store = folder.store();
    let mode = || fs::metadata(store.path()).unwrap().permissions().mode() & 0o777;
    store.save(&whole()).unwrap();
    assert_eq!(mode(), 0o600);
    fs::set_permissions(store.path(), fs::Permissions::from_mode(0o644)).unwrap();
    store.save(&whole()).unwrap();
    assert_eq!(mode(), 0o600);

    let link = FileStore::new(folder.0.join("link"));
    symlink(store.path(), link.path()).unwrap();
    link.save(&Tokens::new("z")).unwrap();
    assert!(fs::symlink_metadata(link.path()).unwrap().is_symlink(), "a link stays one");
    assert_eq!(store.load().unwrap(), Some(Tokens::new("z")));
}

#[cfg(unix)]
#[test]
fn a_file_is_replaced_whole() {
    use std::os::unix::fs::MetadataExt;

    let folder = Folder::new("whole");
    let store = folder.store();
    store.save(&whole()).unwrap();
    let before = fs::metadata(store.path()).unwrap().ino();
    // A process that has the old file open can still read it.
    let open = fs::File::open(store.path()).unwrap();
    store.save(&Tokens::new("z")).unwrap();
    assert_ne!(fs::metadata(store.path()).unwrap().ino(), before);
    assert_eq!(std::io::read_to_string(open).unwrap(), whole().to_json().expose());
}

#[test]
fn a_damaged_file_is_an_error_and_stays() {
    let folder = Folder::new("damaged");
    let store = folder.store();
    let table: [(&[u8], &str); 9] = [
        (b"", "it is not JSON"),
        (b"{\"version\":1,\"access_token\":\"access-s3cret-0\"", "it is not JSON"),
        (b"\xff", "it is not UTF-8"),
        (b"[]", "it is not of version 1"),
        (b"{\"version\":2,\"access_token\":\"x\"}", "it is not of version 1"),
        (b"{\"version\":1}", "it has no `access_token`"),
        (b"{\"version\":1,\"access_token\":5}", "a token in it is not a text"),
        (b"{\"version\":1,\"access_token\":\"x\",\"expires_at\":\"soon\"}", "a time in it is not a number of seconds"),
        (b"{\"version\":1,\"access_token\":\"x\",\"scopes\":[5]}", "one of its `scopes` is not a text"),
    ];
    for (bytes, reason) in table {
        fs::write(store.path(), bytes).unwrap();
        for error in [store.load().unwrap_err(), store.save(&whole()).unwrap_err()] {
            assert!(matches!(error, StoreError::Damaged { .. }));
            assert_eq!(error.to_string(), format!("the token store is damaged: {reason}"));
        }
        let session = authorization().session(folder.store());
        assert_eq!(session.unwrap_err().to_string(), format!("the token store is damaged: {reason}"));
        assert_eq!(fs::read(store.path()).unwrap(), bytes);
    }
    store.clear().unwrap();
    store.save(&whole()).unwrap();
}

#[test]
fn a_place_that_cannot_be_written_is_an_error() {
    let folder = Folder::new("place");
    let store = FileStore::new(folder.0.join("missing").join("tokens.json"));
    assert!(store.load().unwrap().is_none());
    let error = store.save(&whole()).unwrap_err();
    assert!(error.to_string().starts_with("the token store cannot be written: "), "{error}");
    let store = FileStore::new(&folder.0);
    assert!(matches!(store.load().unwrap_err(), StoreError::Io { action: "read", .. }));
    assert!(matches!(store.clear().unwrap_err(), StoreError::Io { action: "cleared", .. }));
}

#[test]
fn a_session_goes_on_where_it_was() {
    let folder = Folder::new("session");
    let fake = Fake::granting(NEW_TOKEN, NEXT);
    folder.store().save(&tokens(-1)).unwrap();
    let session = fake.authorization().session(folder.store()).unwrap();
    assert_eq!(session.access_token_blocking().unwrap().expose(), NEW_TOKEN);
    let again = fake.authorization().session(folder.store()).unwrap();
    assert_eq!(again.access_token_blocking().unwrap().expose(), NEW_TOKEN);
    assert_eq!(fake.asked().len(), 1);
    assert_eq!(again.tokens().unwrap().refresh_token().unwrap().expose(), "refresh-s3cret-1");
}

#[tokio::test]
async fn what_another_program_has_renewed_is_taken() {
    let folder = Folder::new("another");
    let fake = Fake::granting(NEW_TOKEN, NEXT);
    let kept = |token: &str, obtained: u64, seconds: i64| {
        let text = tokens(seconds).to_json().expose().replace(OLD_TOKEN, token);
        let text = text.replace("\"version\"", &format!("\"obtained_at\": {obtained}, \"version\""));
        folder.store().save(&Tokens::from_json(&text).unwrap()).unwrap();
    };
    kept(OLD_TOKEN, 5, -1);
    let session = fake.authorization().session(folder.store()).unwrap();
    let blocking = fake.authorization().session(folder.store()).unwrap();
    kept("theirs", 6, 3600);
    assert_eq!(session.access_token().await.unwrap().expose(), "theirs");
    assert_eq!(blocking.access_token_blocking().unwrap().expose(), "theirs");
    assert!(fake.asked().is_empty());
}

#[tokio::test]
async fn the_newer_refresh_token_is_asked_with() {
    for (obtained, refresh) in [(6, "refresh-theirs"), (5, "refresh-ours"), (4, "refresh-ours")] {
        let folder = Folder::new("ended");
        let fake = Fake::granting(NEW_TOKEN, NEXT);
        let kept = |suffix: &str, obtained: u64| {
            let text = tokens(-1).to_json().expose().replace("-s3cret-0", suffix);
            let text = text.replace("\"version\"", &format!("\"obtained_at\": {obtained}, \"version\""));
            folder.store().save(&Tokens::from_json(&text).unwrap()).unwrap();
        };
        kept("-ours", 5);
        let session = fake.authorization().session(folder.store()).unwrap();
        kept("-theirs", obtained);
        assert_eq!(session.access_token().await.unwrap().expose(), NEW_TOKEN);
        assert_eq!(fake.asked(), [format!("grant_type=refresh_token&refresh_token={refresh}")]);
        assert_eq!(folder.store().load().unwrap().unwrap().access_token().expose(), NEW_TOKEN);
    }
}

#[test]
fn a_damaged_store_is_noticed_before_the_refresh_token_is_spent() {
    let folder = Folder::new("spent");
    let fake = Fake::granting(NEW_TOKEN, NEXT);
    folder.store().save(&tokens(-1)).unwrap();
    let session = fake.authorization().session(folder.store()).unwrap();
    fs::write(folder.store().path(), "damaged").unwrap();
    let error = session.access_token_blocking().unwrap_err();
    assert_eq!(error.to_string(), "the token store is damaged: it is not JSON");
    assert!(fake.asked().is_empty());
    folder.store().clear().unwrap();
    assert_eq!(session.access_token_blocking().unwrap().expose(), NEW_TOKEN);
}
