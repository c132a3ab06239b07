//! The person who uses the program, and the application that asks them for access.

use std::time::SystemTime;

use northbricks::{HeaderMap, Secret};

use crate::headless::Headless;
use crate::sandbox::Place;
use crate::{Result, browser};

/// A user of the sandbox.
#[derive(Clone)]
pub struct User {
    username: String,
    password: String,
    headless: bool,
}

/// The credentials of an application.
pub struct Application {
    /// The client ID.
    pub id: String,
    /// The client secret.
    pub secret: Secret,
}

/// A page that the program sends its user to.
#[derive(Debug, Clone, Copy)]
pub enum Page {
    /// Log in and allow the application.
    LogIn,
    /// Give consent at the bank with this BIC.
    Consent(&'static str),
    /// Approve a payment; in reality this happens in the bank's app.
    Approval,
}

/// The texts for the fields of a page.
type Answers = &'static [(&'static str, &'static str)];

/// The banks' test users: their answers, page by page.
const ANSWERS: [(&str, &[Answers]); 4] = [
    ("ESSESESS", &[&[("username", "6101122640"), ("password", "Doris")]]),
    ("SWEDSESS", &[&[("ssn", "201212121212")]]),
    ("NDEAFIHH", &[&[("username", "123456")], &[("method", "mobile offline")], &[("code", "111111")]]),
    ("DEUTDEFF", &[&[("branch", "100"), ("account", "1000425"), ("sub-account", "00"), ("pin", "20348")]]),
];

impl User {
    /// Signs up a new user with an application.
    pub async fn sign_up(place: &Place, headless: bool) -> Result<(Self, Application)> {
        let url = format!("{}/signup", place.origin());
        tokio::task::spawn_blocking(move || sign_up(&url, headless)).await?
    }

    /// A persona of the sandbox, with the application that exists from the start.
    pub async fn persona(place: &Place, username: &str, headless: bool) -> Result<(Self, Application)> {
        let url = format!("{}/", place.origin());
        let page = tokio::task::spawn_blocking(move || Headless::new().get(&url)).await??;
        let application = Application::on(&page).ok_or("the sandbox is empty: it has no personas")?;
        let password = northbricks_sandbox::Sandbox::PASSWORD.to_owned();
        Ok((Self { username: username.to_owned(), password, headless }, application))
    }

    /// The user name for logging in.
    pub fn username(&self) -> &str {
        &self.username
    }

    /// Sends the user to a page. Does not wait for a person in a real browser.
    pub async fn visit(&self, page: Page, url: &str) -> Result<()> {
        let (user, url) = (self.clone(), url.to_owned());
        tokio::task::spawn_blocking(move || user.visit_blocking(page, &url)).await?
    }

    /// The same, blocking the thread.
    pub fn visit_blocking(&self, page: Page, url: &str) -> Result<()> {
        if self.headless {
            return self.walk(page, url);
        }
        match page {
            Page::LogIn => {
                println!("In the browser, log in as {} with the password {}.", self.username, self.password);
            }
            Page::Consent(bic) => println!("In the browser, give consent at {bic}: the page says what to type."),
            Page::Approval => println!("In the browser, approve the payment: the page says by which code."),
        }
        browser::open(url);
        Ok(())
    }

    fn walk(&self, page: Page, url: &str) -> Result<()> {
        let mut browser = Headless::new();
        let mut shown = browser.get(url)?;
        match page {
            Page::LogIn => {
                let typed = [("username", &*self.username), ("password", &*self.password), ("decision", "allow")];
                browser.submit(&shown, &typed)?.expect("the log-in", 200)
            }
            Page::Consent(bic) => {
                let known = ANSWERS.iter().find(|(known, _)| *known == bic);
                let (_, pages) = known.ok_or("nobody knows what this bank's page asks")?;
                for answers in *pages {
                    shown.expect("the bank's page", 200)?;
                    shown = browser.submit(&shown, answers)?;
                }
                let granted = shown.url.fragment() == Some("granted");
                if granted { Ok(()) } else { Err("the bank did not take the consent".into()) }
            }
            Page::Approval => {
                browser.submit(&shown, &[("code", "111111"), ("decision", "approve")])?.expect("the approval", 200)
            }
        }
    }
}

impl Application {
    /// The application that a page of the sandbox shows.
    fn on(page: &crate::headless::Page) -> Option<Self> {
        Some(Self { id: page.described("Client ID")?, secret: page.described("Client secret")?.into() })
    }
}

/// Where the user approves a payment: the `Link` of the response to its confirmation.
pub fn approval_page(headers: &HeaderMap) -> Result<String> {
    let link = headers.get("link").and_then(|value| value.to_str().ok());
    let url = link.and_then(|link| link.strip_prefix('<')?.split_once('>'));
    Ok(url.ok_or("the confirmation does not say where the payment is approved")?.0.to_owned())
}

fn sign_up(url: &str, headless: bool) -> Result<(User, Application)> {
    let mut browser = Headless::new();
    let form = browser.get(url)?;
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
    // If the sandbox is kept running, the user of an earlier run exists already.
    for username in ["quickstart".to_owned(), format!("quickstart-{}", now.as_micros())] {
        let password = "quickstart".to_owned();
        let page = browser.submit(&form, &[("username", &username), ("password", &password)])?;
        if page.status == 409 {
            continue;
        }
        page.expect("the sign-up", 201)?;
        let application = Application::on(&page).ok_or("the sign-up gave no client ID")?;
        return Ok((User { username, password, headless }, application));
    }
    Err("the user name is taken".into())
}
