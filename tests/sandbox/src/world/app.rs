//! What every handler is given.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::options::Options;
use crate::random::Random;
use crate::world::World;

/// What every handler is given: the world, and how the sandbox was set up.
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

    /// The world. No handler may hold it while it waits for something.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.0.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets everything but what was there at the start.
    pub(crate) fn reset(&self) -> Result<(), getrandom::Error> {
        let world = World::new(&self.0.options, Random::new()?, &self.0.token);
        *self.world() = world;
        Ok(())
    }

    pub(crate) fn options(&self) -> &Options {
        &self.0.options
    }

    /// Scheme, host and port: where the sandbox is reached.
    pub(crate) fn origin(&self) -> &str {
        &self.0.origin
    }

    /// The access token that is printed at the start.
    pub(crate) fn token(&self) -> &str {
        &self.0.token
    }

    /// What the tokens of forms are made with.
    pub(crate) fn form_key(&self) -> &str {
        &self.0.form_key
    }
}
