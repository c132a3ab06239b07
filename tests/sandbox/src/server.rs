//! Starting and stopping a sandbox.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::post;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::oauth::scope::Scopes;
use crate::options::Options;
use crate::page::form::is_own_origin;
use crate::page::index;
use crate::world::App;
use crate::{api, guard, oauth, page, persona, reply};

/// A running sandbox. It stops when it is dropped.
#[derive(Debug)]
pub struct Sandbox {
    app: App,
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<io::Result<()>>,
}

/// Why a sandbox did not start.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// The address is not loopback, and [`Options::public`] is not set.
    NotPublic(IpAddr),
    /// Listening on the address failed.
    Listen(SocketAddr, io::Error),
    /// The operating system provided no random numbers.
    Random,
}

/// Starts a sandbox. It accepts requests as soon as this returns.
pub async fn serve(options: Options) -> Result<Sandbox, StartError> {
    if !options.public && !options.host.is_loopback() {
        return Err(StartError::NotPublic(options.host));
    }
    let wanted = SocketAddr::new(options.host, options.port);
    let failed = |error| StartError::Listen(wanted, error);
    let listener = TcpListener::bind(wanted).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let app = App::new(options, origin(address)).map_err(|_| StartError::Random)?;
    let (stop, stopped) = oneshot::channel::<()>();
    let service = router(app.clone());
    let task = tokio::spawn(async move {
        let stopped = async move {
            // Either a message or a dropped sender: both mean to stop.
            let _ = stopped.await;
        };
        axum::serve(listener, service).with_graceful_shutdown(stopped).await
    });
    Ok(Sandbox { app, address, stop: Some(stop), task })
}

impl Sandbox {
    /// The API's base URL, for a client.
    pub fn base_url(&self) -> String {
        format!("{}{}", self.app.origin(), api::BASE)
    }

    /// The sandbox's scheme, host and port.
    pub fn origin(&self) -> &str {
        self.app.origin()
    }

    /// The address that the sandbox listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// ID and secret of the application that exists from the start; `None` in an empty sandbox.
    pub fn application(&self) -> Option<(String, String)> {
        let options = self.app.options();
        (!options.empty).then(|| persona::application(options.seed))
    }

    /// An authorization URL to click; `None` in an empty sandbox.
    pub fn authorize_url(&self) -> Option<String> {
        let (id, _) = self.application()?;
        Some(index::authorize_url(&self.app, &id, None))
    }

    /// The access token of the persona `connected`, with every scope. It does not expire. `None` in
    /// an empty sandbox.
    pub fn access_token(&self) -> Option<&str> {
        (!self.app.options().empty).then(|| self.app.token())
    }

    /// Issues an access token for a user. The scopes are separated by spaces; `None` if there is no
    /// such user or scope.
    pub fn issue_token(&self, username: &str, scopes: &str) -> Option<String> {
        let scopes = Scopes::parse(Some(scopes)).ok()?;
        let mut world = self.app.world();
        world.user(username)?;
        let token = world.random.uuid();
        world.put_token(token.clone(), username, scopes);
        Some(token)
    }

    /// The personas: each user name with its description. Their password is
    /// [`PASSWORD`](Self::PASSWORD).
    pub fn personas(&self) -> Vec<(&'static str, &'static str)> {
        if self.app.options().empty {
            return Vec::new();
        }
        persona::all().map(|persona| (persona.username, persona.about)).collect()
    }

    /// The password of every persona.
    pub const PASSWORD: &'static str = persona::PASSWORD;

    /// Stops accepting requests, and waits for those in progress.
    pub async fn shutdown(mut self) {
        self.stop = None;
        let patience = std::time::Duration::from_secs(1);
        // Idle connections need not be waited for.
        if tokio::time::timeout(patience, &mut self.task).await.is_err() {
            self.task.abort();
        }
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotPublic(host) => write!(f, "{host} is reachable from other machines: to allow that, add --public"),
            Self::Listen(address, error) if error.kind() == io::ErrorKind::AddrInUse => {
                write!(f, "{address} is in use: is a sandbox already running? Choose another port with --port")
            }
            Self::Listen(address, error) => write!(f, "cannot listen on {address}: {error}"),
            Self::Random => write!(f, "the operating system provides no random numbers"),
        }
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Listen(_, error) => Some(error),
            Self::NotPublic(_) | Self::Random => None,
        }
    }
}

fn router(app: App) -> Router {
    Router::new()
        .merge(api::routes())
        .merge(page::routes())
        .merge(oauth::authorize::routes())
        .merge(oauth::token::routes())
        .route("/sandbox/reset", post(reset))
        .method_not_allowed_fallback(guard::no_method)
        .fallback(guard::no_path)
        .layer(from_fn(guard::fault))
        .layer(from_fn(guard::cross_origin))
        .layer(from_fn_with_state(app.clone(), guard::host))
        .with_state(app)
}

/// `POST /sandbox/reset`. Rejected from pages of other sites, which could send it without the
/// user's knowledge.
async fn reset(State(app): State<App>, headers: HeaderMap) -> Response {
    if !is_own_origin(&headers) {
        return reply::error(StatusCode::FORBIDDEN, "forbidden", "Pages of other sites cannot reset the sandbox.");
    }
    match app.reset() {
        Ok(()) => reply::empty(StatusCode::NO_CONTENT),
        Err(_) => {
            reply::error(StatusCode::INTERNAL_SERVER_ERROR, "server_error", "The system provides no random numbers.")
        }
    }
}

/// The address for a browser on this machine: an unspecified address (0.0.0.0 or ::) becomes
/// loopback.
fn origin(address: SocketAddr) -> String {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    format!("http://{}", SocketAddr::new(ip, address.port()))
}
