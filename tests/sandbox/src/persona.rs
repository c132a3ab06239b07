//! The users who exist from the start, and how their payments end.

use crate::bank::catalogue::BANKS;
use crate::oauth::scope::Scopes;
use crate::payment::outcome::Outcome;
use crate::seed::seeded_uuid;
use crate::world::{Application, Membership, Profile, World};

/// The password of every persona.
pub(crate) const PASSWORD: &str = "sandbox";
/// The persona with all banks and every consent; the printed access token is theirs.
pub(crate) const CONNECTED: &str = "connected";

/// A user who exists from the start.
#[derive(Debug)]
pub(crate) struct Persona {
    pub(crate) username: &'static str,
    pub(crate) first_name: &'static str,
    pub(crate) last_name: &'static str,
    pub(crate) about: &'static str,
}

/// The personas who are not named after an outcome.
const PLAIN: [Persona; 2] = [
    Persona {
        username: "doris",
        first_name: "Doris",
        last_name: "Dahl",
        about: "Has not added a bank; approves payments by hand.",
    },
    Persona {
        username: CONNECTED,
        first_name: "Conny",
        last_name: "Nord",
        about: "Has added all four banks and given consent to each; approves payments by hand.",
    },
];

/// All personas: two plain ones, and one for each outcome of a payment.
pub(crate) fn all() -> impl Iterator<Item = Persona> {
    let by_outcome = Outcome::ALL.into_iter().map(|outcome| Persona {
        username: outcome.keyword(),
        first_name: outcome.first_name(),
        last_name: "Berg",
        about: outcome.about(),
    });
    PLAIN.into_iter().chain(by_outcome)
}

/// ID and secret of the application that exists from the start.
pub(crate) fn application(seed: u64) -> (String, String) {
    (seeded_uuid(seed, &["application"]), seeded_uuid(seed, &["application", "secret"]))
}

/// Adds the personas and their application to the world.
pub(crate) fn populate(world: &mut World, token: &str) {
    let (id, secret) = application(world.seed);
    world.add_application(id, &secret, Application::new("Sandbox Application", None));
    for persona in all() {
        let profile = Profile {
            username: persona.username.to_owned(),
            first_name: persona.first_name.to_owned(),
            last_name: persona.last_name.to_owned(),
            email: format!("{}@example.com", persona.username),
            phone: "+46700000000".to_owned(),
        };
        world.add_user(profile, PASSWORD);
    }
    if let Some(user) = world.user_mut(CONNECTED) {
        user.banks = BANKS.iter().map(|bank| Membership { bic: bank.bic.to_owned(), consent: true }).collect();
    }
    world.put_token(token.to_owned(), CONNECTED, Scopes::all());
}
