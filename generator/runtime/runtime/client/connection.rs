//! What the clients have in common.

use std::time::SystemTime;

use crate::runtime::client::browser_url::BrowserUrl;
use crate::runtime::credential::attachments::Attachments;
use crate::runtime::engine::config::Config;
use crate::runtime::error::request_error::RequestError;
use crate::runtime::request::draft::{Request, join_query};

/// A client of the API, asynchronous or blocking.
///
/// Only the clients of this crate implement it.
pub trait Connection: sealed::Sealed {
    /// What the client is set up with.
    #[doc(hidden)]
    fn config(&self) -> &Config;

    /// The URL of a request that a browser makes.
    #[doc(hidden)]
    fn browser_url(&self, mut request: Request) -> Result<BrowserUrl, RequestError> {
        if let Some(mistake) = request.take_mistake() {
            return Err(mistake);
        }
        let config = self.config();
        let mut attached = Attachments::default();
        config.credentials.attach_to_query(&mut attached, &request.query_credentials, SystemTime::now())?;
        let plain = request.url(config.base_url_of(request.info)?.as_str());
        let url = join_query(plain.clone(), &attached.query);
        if url.parse::<http::Uri>().is_err() {
            return Err(RequestError::Url);
        }
        Ok(BrowserUrl::new(url, &plain))
    }
}

/// Prevents other crates from implementing [`Connection`].
pub(crate) mod sealed {
    /// Implemented only by the clients.
    pub trait Sealed {}
}
