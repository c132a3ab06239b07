//! The consent page: a URL that is built but never requested.

use northbricks::blocking;
use northbricks::{Client, RequestError};
use openapi_crate_tests::server::Server;

use crate::fixture::{ODD, ODD_ESCAPED, TOKEN, blocking_client, client};

#[test]
fn the_url_is_built_and_not_sent() {
    let server = Server::start([]);
    let expected = format!("{}/me/banks/{ODD_ESCAPED}/auth?access_token={TOKEN}", server.url());
    let urls = [client(&server).bank_auth().consent_url(ODD), blocking_client(&server).bank_auth().consent_url(ODD)];
    for url in urls {
        let url = url.unwrap();
        assert_eq!(url.expose(), expected);
        let shown = format!("{url:?}");
        assert!(!shown.contains(TOKEN) && shown.contains("/me/banks/"), "{shown}");
    }
    assert_eq!(server.requests(), Vec::<String>::new());
}

#[test]
fn without_a_token_there_is_no_url() {
    let errors = [
        Client::builder().build().unwrap().bank_auth().consent_url("SEB").unwrap_err(),
        blocking::Client::builder().build().unwrap().bank_auth().consent_url("SEB").unwrap_err(),
    ];
    for error in errors {
        assert!(error.is_credentials(), "{error}");
        assert!(matches!(&error, RequestError::MissingCredentials { schemes } if schemes == &[["OAuth2"]]), "{error}");
    }
}

#[test]
fn what_would_change_the_path_is_refused() {
    let server = Server::start([]);
    for bic in ["", ".", ".."] {
        let error = client(&server).bank_auth().consent_url(bic).unwrap_err();
        assert!(matches!(&error, RequestError::Argument { name, .. } if name == "bic"), "{error}");
    }
}
