//! The service that the examples talk to: a sandbox that is already running, or their own.

use northbricks_sandbox::{Options, Sandbox};
use url::Url;

use crate::Result;
use crate::headless::Headless;

/// The default address of `cargo xtask sandbox`.
const DEFAULT: &str = "http://127.0.0.1:8089";

/// A sandbox to talk to.
pub struct Place {
    origin: String,
    own: Option<Sandbox>,
}

impl Place {
    /// The sandbox at a URL. Without a URL: the one on the default port, or a new one.
    pub async fn find_or_start(url: Option<&str>) -> Result<Self> {
        match url {
            Some(url) => Self::find(url).await,
            None => match Self::find(DEFAULT).await {
                Ok(place) => Ok(place),
                Err(_) => Self::start(Options::default()).await,
            },
        }
    }

    /// Starts a sandbox that stops when this value is dropped.
    pub async fn start(options: Options) -> Result<Self> {
        let sandbox = northbricks_sandbox::serve(options).await?;
        Ok(Self { origin: sandbox.origin().to_owned(), own: Some(sandbox) })
    }

    /// The sandbox that is running at a URL; its path is ignored.
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

    /// The authorization endpoint.
    pub fn authorize_url(&self) -> String {
        format!("{}/oauth/authorize", self.origin)
    }

    /// The token endpoint.
    pub fn token_url(&self) -> String {
        format!("{}/oauth/token", self.origin)
    }

    /// Whether this program started it, and so stops it.
    pub fn is_own(&self) -> bool {
        self.own.is_some()
    }
}
