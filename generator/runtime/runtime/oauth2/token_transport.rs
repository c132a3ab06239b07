//! How token requests get to the authorization server.
#![cfg(feature = "oauth2")]

#[cfg(any(feature = "async", feature = "blocking"))]
use std::sync::{Arc, OnceLock};

#[cfg(feature = "async")]
use crate::runtime::transport::asynchronous::Transport;

/// How token requests get to the authorization server: by transports that are made when they are
/// first needed, unless they are set. They are apart from those of any client, as a session
/// outlives clients and its server is another.
#[derive(Clone, Default)]
pub struct TokenTransport {
    #[cfg(feature = "async")]
    asynchronous: Option<Arc<dyn Transport>>,
    #[cfg(feature = "async")]
    made: Arc<Made<dyn Transport>>,
    #[cfg(feature = "blocking")]
    blocking: Option<Arc<dyn crate::runtime::transport::blocking::Transport>>,
    #[cfg(feature = "blocking")]
    blocking_made: Arc<Made<dyn crate::runtime::transport::blocking::Transport>>,
}

/// The transport to loopback without encryption, and the encrypted one.
#[cfg(any(feature = "async", feature = "blocking"))]
struct Made<T: ?Sized>([OnceLock<Arc<T>>; 2]);

#[cfg(any(feature = "async", feature = "blocking"))]
impl<T: ?Sized> Default for Made<T> {
    fn default() -> Self {
        Self([OnceLock::new(), OnceLock::new()])
    }
}

#[cfg(any(feature = "async", feature = "blocking"))]
impl<T: ?Sized> Made<T> {
    fn get<E>(&self, encrypted: bool, make: impl FnOnce() -> Result<Arc<T>, E>) -> Result<Arc<T>, E> {
        let cell = &self.0[usize::from(encrypted)];
        match cell.get() {
            Some(transport) => Ok(transport.clone()),
            // Of two that are made at the same time, one is dropped.
            None => make().map(|transport| cell.get_or_init(|| transport).clone()),
        }
    }
}

#[cfg(feature = "async")]
impl TokenTransport {
    pub(crate) fn set(&mut self, transport: Arc<dyn Transport>) {
        self.asynchronous = Some(transport);
    }

    pub(crate) fn get(
        &self,
        encrypted: bool,
    ) -> Result<Arc<dyn Transport>, crate::runtime::error::token_error::TokenError> {
        use crate::runtime::transport::reqwest_transport::ReqwestTransport;

        if let Some(transport) = &self.asynchronous {
            return Ok(transport.clone());
        }
        self.made.get(encrypted, || match ReqwestTransport::new(encrypted) {
            Ok(transport) => Ok(Arc::new(transport) as Arc<dyn Transport>),
            Err(error) => Err(crate::runtime::error::token_error::Cause::Build(error).into()),
        })
    }
}

#[cfg(feature = "blocking")]
impl TokenTransport {
    pub(crate) fn set_blocking(&mut self, transport: Arc<dyn crate::runtime::transport::blocking::Transport>) {
        self.blocking = Some(transport);
    }

    pub(crate) fn get_blocking(&self, encrypted: bool) -> Arc<dyn crate::runtime::transport::blocking::Transport> {
        use crate::runtime::transport::ureq_transport::UreqTransport;

        if let Some(transport) = &self.blocking {
            return transport.clone();
        }
        let made = self.blocking_made.get(encrypted, || -> Result<_, std::convert::Infallible> {
            Ok(Arc::new(UreqTransport::new(encrypted)) as Arc<dyn crate::runtime::transport::blocking::Transport>)
        });
        match made {
            Ok(transport) => transport,
        }
    }
}
