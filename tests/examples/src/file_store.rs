//! A program that stays signed in: its tokens are kept in a file and renewed without the user.

use std::io::Write;
use std::path::Path;
use std::time::SystemTime;

use northbricks::oauth2::{Authorization, FileStore, Session};
use northbricks::{Client, scope};

use crate::Result;
use crate::callback::Callback;
use crate::sandbox::Place;
use crate::user::{Page, User};

/// One run: signs in only if the file has no usable tokens, then has them renewed.
pub async fn run(place: &Place, file: &Path, headless: bool, out: &mut impl Write) -> Result<()> {
    // This application also exists after the sandbox is restarted, so the tokens in the file may
    // still be valid.
    let (user, application) = User::persona(place, "connected", headless).await?;
    let callback = Callback::listen()?;
    let authorization = Authorization::new(application.id.as_str(), application.secret)
        .authorize_url(place.authorize_url())
        .token_url(place.token_url())
        .redirect_url(callback.url())
        .scopes([scope::READ]);
    let session = authorization.session(FileStore::new(file))?;
    let client = Client::builder().base_url(place.api()).oauth2(session.clone()).build()?;

    if is_signed_in(&session, &client).await? {
        writeln!(out, "No browser     the tokens are in {}", file.display())?;
    } else {
        let pending = authorization.begin()?;
        user.visit(Page::LogIn, pending.url().expose()).await?;
        session.sign_in(pending.finish(&callback.arrival().await?)?).await?;
        writeln!(out, "Signed in      and kept the tokens in {}", file.display())?;
    }
    for bank in client.banks().list_my_banks().await?.banks {
        writeln!(out, "Bank           {}", bank.bic)?;
    }

    // As if the access token had expired: the next call renews it first, and the new one is in the
    // file.
    let before = session.tokens().ok_or("the session has no tokens")?;
    session.set_tokens(before.clone().with_expires_at(SystemTime::now()))?;
    client.banks().list_my_banks().await?;
    let after = session.tokens().ok_or("the session has no tokens")?;
    if after.access_token() == before.access_token() {
        return Err("the access token was not renewed".into());
    }
    writeln!(out, "Renewed        the access token, without the user")?;
    Ok(())
}

/// Whether the tokens are still valid. The server may have revoked them: only a call can tell.
async fn is_signed_in(session: &Session, client: &Client) -> Result<bool> {
    if !session.is_authorized() {
        return Ok(false);
    }
    match client.users().current().await {
        Ok(_) => Ok(true),
        Err(_) if !session.is_authorized() => Ok(false),
        Err(error) if error.status().is_some_and(|status| status == 401) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
