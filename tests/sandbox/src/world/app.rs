//! The state that every handler receives.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::options::Options;
use crate::random::Random;
use crate::world::World;

/// The state that every handler receives: the world, and the options of the sandbox.
#[derive(Debug, Clone)]
pub(crate) struct App(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    options: Options,
    origin: String,
    token: String,
    form_key: String,
    world: Mutex<World>,
}

impl App {
    pub(crate) fn new(options: Options, origin: String) -> Result<Self, getrandom::Error> {
        let mut random = Random::new()?;
        let (token, form_key) = (random.uuid(), random.uuid());
        let world = Mutex::new(World::new(&options, random, &token));
        Ok(Self(Arc::new(Shared { options, origin, token, form_key, world })))
    }

    /// Locks the world. A handler must not hold it across an await.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.0.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Resets everything to the state at the start.
    pub(crate) fn reset(&self) -> Result<(), getrandom::Error> {
        let world = World::new(&self.0.options, Random::new()?, &self.0.token);
        *self.world() = world;
        Ok(())
    }

    pub(crate) fn options(&self) -> &Options {
        &self.0.options
    }

    /// The sandbox's scheme, host and port.
    pub(crate) fn origin(&self) -> &str {
        &self.0.origin
    }

    /// The access token that is printed at the start.
    pub(crate) fn token(&self) -> &str {
        &self.0.token
    }

    /// The key of the form tokens.
    pub(crate) fn form_key(&self) -> &str {
        &self.0.form_key
    }
}
