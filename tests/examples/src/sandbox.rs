//! The service that the examples talk to: a sandbox that is running, or one of their own.

use northbricks_sandbox::{Options, Sandbox};
use url::Url;

use crate::Result;
use crate::headless::Headless;

/// Where `cargo xtask sandbox` runs unless told otherwise.
const DEFAULT: &str = "http://127.0.0.1:8089";

/// Where the API is.
pub struct Place {
    origin: String,
    own: Option<Sandbox>,
}

impl Place {
    /// The sandbox at a URL; without one, that on the default port, or a new one.
    pub async fn find_or_start(url: Option<&str>) -> Result<Self> {
        match url {
            Some(url) => Self::find(url).await,
            None => match Self::find(DEFAULT).await {
                Ok(place) => Ok(place),
                Err(_) => Self::start(Options::default()).await,
            },
        }
    }

    /// Starts a sandbox that ends with this.
    pub async fn start(options: Options) -> Result<Self> {
        let sandbox = northbricks_sandbox::serve(options).await?;
        Ok(Self { origin: sandbox.origin().to_owned(), own: Some(sandbox) })
    }

    /// The sandbox that is running at a URL, of whose path nothing is taken.
    pub async fn find(url: &str) -> Result<Self> {
        let url = Url::parse(url)?;
        if url.scheme() != "http" {
            return Err("the URL of a sandbox begins with http://".into());
        }
        let origin = url.origin().ascii_serialization();
        let start = format!("{origin}/");
        let asked = tokio::task::spawn_blocking(move || Headless::new().get(&start)).await?;
        let page = asked.map_err(|error| format!("no sandbox answers at {origin}: {error}"))?;
        if page.status != 200 || !page.html.contains("Northbricks sandbox</title>") {
            return Err(format!("what answers at {origin} is no sandbox").into());
        }
        Ok(Self { origin, own: None })
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The base URL of the API.
    pub fn api(&self) -> String {
        format!("{}/api/v1", self.origin)
    }

    /// Where users are asked.
    pub fn authorize_url(&self) -> String {
        format!("{}/oauth/authorize", self.origin)
    }

    /// Where codes and refresh tokens become access tokens.
    pub fn token_url(&self) -> String {
        format!("{}/oauth/token", self.origin)
    }

    /// Whether it was started here, and ends with this program.
    pub fn is_own(&self) -> bool {
        self.own.is_some()
    }
}
