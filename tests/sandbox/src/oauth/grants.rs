//! What users have granted to applications, with the codes and tokens for it.

use std::time::{Duration, Instant};

use crate::bounded::Bounded;
use crate::oauth::error::TokenError;
use crate::oauth::pkce;
use crate::oauth::scope::Scopes;
use crate::random::Random;

/// A user's grant to an application. Without it, its tokens are invalid.
#[derive(Debug, Clone)]
pub(crate) struct Grant {
    pub(crate) application: String,
    pub(crate) username: String,
    pub(crate) scopes: Scopes,
}

/// The parts of the authorization request that the token request must repeat or prove.
#[derive(Debug, Clone, Default)]
pub(crate) struct Binding {
    pub(crate) redirect_uri: Option<String>,
    pub(crate) challenge: Option<String>,
}

/// The user and scopes of an access token.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub(crate) username: String,
    pub(crate) scopes: Scopes,
}

/// A pair of tokens, just issued.
#[derive(Debug)]
pub(crate) struct Tokens {
    pub(crate) access: String,
    pub(crate) refresh: String,
    pub(crate) scopes: Scopes,
}

#[derive(Debug)]
struct Code {
    grant: Grant,
    binding: Binding,
    expires: Instant,
    /// The grant that the code was exchanged for.
    used: Option<u64>,
}

#[derive(Debug)]
struct AccessToken {
    grant: u64,
    scopes: Scopes,
    /// `None` for the token that is printed at the start.
    expires: Option<Instant>,
}

#[derive(Debug)]
struct RefreshToken {
    grant: u64,
    used: bool,
}

/// All grants, codes and tokens.
#[derive(Debug)]
pub(crate) struct Grants {
    next: u64,
    grants: Bounded<u64, Grant>,
    codes: Bounded<String, Code>,
    access: Bounded<String, AccessToken>,
    refresh: Bounded<String, RefreshToken>,
    token_lifetime: Duration,
}

impl Grants {
    pub(crate) fn new(limit: usize, token_lifetime: Duration) -> Self {
        Self {
            next: 0,
            grants: Bounded::new(limit),
            codes: Bounded::new(limit),
            access: Bounded::new(limit),
            refresh: Bounded::new(limit),
            token_lifetime,
        }
    }

    /// The session of an access token; `None` if it is unknown, expired or revoked.
    pub(crate) fn session(&self, token: &str, now: Instant) -> Option<Session> {
        let token = self.access.get(&token.to_owned())?;
        if token.expires.is_some_and(|expires| expires <= now) {
            return None;
        }
        let grant = self.grants.get(&token.grant)?;
        Some(Session { username: grant.username.clone(), scopes: token.scopes.clone() })
    }

    pub(crate) fn issue_code(
        &mut self,
        grant: Grant,
        binding: Binding,
        expires: Instant,
        random: &mut Random,
    ) -> String {
        let code = random.uuid();
        self.codes.insert(code.clone(), Code { grant, binding, expires, used: None });
        code
    }

    /// Adds an access token that does not expire.
    pub(crate) fn put_token(&mut self, token: String, grant: Grant) {
        let scopes = grant.scopes.clone();
        let grant = self.put_grant(grant);
        self.access.insert(token, AccessToken { grant, scopes, expires: None });
    }

    /// Exchanges a code for tokens. A code works once.
    pub(crate) fn redeem(
        &mut self,
        code: &str,
        application: &str,
        redirect_uri: Option<&str>,
        verifier: Option<&str>,
        now: Instant,
        random: &mut Random,
    ) -> Result<Tokens, TokenError> {
        let key = code.to_owned();
        let Some(known) = self.codes.get(&key).filter(|code| code.grant.application == application) else {
            return Err(TokenError::invalid_grant("The code is unknown."));
        };
        if let Some(grant) = known.used {
            // It may have been stolen: RFC 6749 §4.1.2 says to revoke the tokens that it gave.
            self.grants.remove(&grant);
            return Err(TokenError::invalid_grant("The code has been used before, so its tokens are revoked."));
        }
        if known.expires <= now {
            return Err(TokenError::invalid_grant("The code has expired."));
        }
        check_redirect(known.binding.redirect_uri.as_deref(), redirect_uri)?;
        check_verifier(known.binding.challenge.as_deref(), verifier)?;
        let grant = known.grant.clone();
        let scopes = grant.scopes.clone();
        let grant = self.put_grant(grant);
        if let Some(known) = self.codes.get_mut(&key) {
            known.used = Some(grant);
        }
        Ok(self.issue(grant, scopes, now, random))
    }

    /// Exchanges a refresh token for new tokens. A refresh token works once.
    pub(crate) fn refresh(
        &mut self,
        token: &str,
        application: &str,
        narrowed: Option<Scopes>,
        now: Instant,
        random: &mut Random,
    ) -> Result<Tokens, TokenError> {
        let unknown = || TokenError::invalid_grant("The refresh token is unknown or revoked.");
        let known = self.refresh.get_mut(&token.to_owned()).ok_or_else(unknown)?;
        let id = known.grant;
        let grant = self.grants.get(&id).filter(|grant| grant.application == application).ok_or_else(unknown)?;
        if known.used {
            // Two parties hold the token, and the server cannot tell which of them stole it (RFC
            // 9700 §4.14.2).
            self.grants.remove(&id);
            return Err(TokenError::invalid_grant("The refresh token has been used before, so its grant is revoked."));
        }
        let scopes = narrowed.unwrap_or_else(|| grant.scopes.clone());
        if !scopes.is_subset(&grant.scopes) {
            return Err(TokenError::invalid_scope("The user did not grant all of these scopes."));
        }
        known.used = true;
        Ok(self.issue(id, scopes, now, random))
    }

    fn put_grant(&mut self, grant: Grant) -> u64 {
        let id = self.next;
        self.next += 1;
        self.grants.insert(id, grant);
        id
    }

    fn issue(&mut self, grant: u64, scopes: Scopes, now: Instant, random: &mut Random) -> Tokens {
        let tokens = Tokens { access: random.uuid(), refresh: random.uuid(), scopes: scopes.clone() };
        let expires = now.checked_add(self.token_lifetime);
        self.access.insert(tokens.access.clone(), AccessToken { grant, scopes, expires });
        self.refresh.insert(tokens.refresh.clone(), RefreshToken { grant, used: false });
        tokens
    }
}

/// If the authorization request had a redirect URI, the token request must repeat it exactly.
fn check_redirect(requested: Option<&str>, repeated: Option<&str>) -> Result<(), TokenError> {
    match (requested, repeated) {
        (Some(requested), Some(repeated)) if requested == repeated => Ok(()),
        (None, None) => Ok(()),
        _ => Err(TokenError::invalid_grant("`redirect_uri` is not that of the authorization request.")),
    }
}

fn check_verifier(challenge: Option<&str>, verifier: Option<&str>) -> Result<(), TokenError> {
    match (challenge, verifier) {
        (None, None) => Ok(()),
        (Some(challenge), Some(verifier)) if pkce::matches(verifier, challenge) => Ok(()),
        (Some(_), Some(_)) => Err(TokenError::invalid_grant("`code_verifier` does not belong to the code challenge.")),
        (Some(_), None) => Err(TokenError::invalid_grant("`code_verifier` is missing.")),
        // An attacker may have removed the challenge from the authorization request (RFC 9700
        // §4.8.2).
        (None, Some(_)) => Err(TokenError::invalid_grant("The authorization request had no code challenge.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grants() -> (Grants, Random) {
        (Grants::new(100, Duration::from_secs(60)), Random::new().unwrap())
    }

    fn grant() -> Grant {
        Grant { application: "app".to_owned(), username: "doris".to_owned(), scopes: Scopes::all() }
    }

    #[test]
    fn a_code_is_used_once_and_a_second_use_revokes() {
        let (mut grants, mut random) = grants();
        let now = Instant::now();
        let code = grants.issue_code(grant(), Binding::default(), now + Duration::from_secs(1), &mut random);
        let tokens = grants.redeem(&code, "app", None, None, now, &mut random).unwrap();
        assert_eq!(grants.session(&tokens.access, now).unwrap().username, "doris");
        assert_eq!(grants.redeem(&code, "app", None, None, now, &mut random).unwrap_err().code(), "invalid_grant");
        assert!(grants.session(&tokens.access, now).is_none());
        assert!(grants.refresh(&tokens.refresh, "app", None, now, &mut random).is_err());
    }

    #[test]
    fn codes_and_tokens_expire() {
        let (mut grants, mut random) = grants();
        let now = Instant::now();
        let code = grants.issue_code(grant(), Binding::default(), now, &mut random);
        assert!(grants.redeem(&code, "app", None, None, now, &mut random).is_err());
        let code = grants.issue_code(grant(), Binding::default(), now + Duration::from_secs(1), &mut random);
        let tokens = grants.redeem(&code, "app", None, None, now, &mut random).unwrap();
        assert!(grants.session(&tokens.access, now + Duration::from_secs(59)).is_some());
        assert!(grants.session(&tokens.access, now + Duration::from_secs(60)).is_none());
    }

    #[test]
    fn a_refresh_token_is_used_once_and_by_its_application() {
        let (mut grants, mut random) = grants();
        let now = Instant::now();
        let code = grants.issue_code(grant(), Binding::default(), now + Duration::from_secs(1), &mut random);
        let first = grants.redeem(&code, "app", None, None, now, &mut random).unwrap();
        assert!(grants.refresh(&first.refresh, "other", None, now, &mut random).is_err());
        let second = grants.refresh(&first.refresh, "app", None, now, &mut random).unwrap();
        assert!(grants.session(&second.access, now).is_some());
        assert!(grants.refresh(&first.refresh, "app", None, now, &mut random).is_err());
        assert!(grants.session(&second.access, now).is_none(), "the grant is revoked");
    }

    #[test]
    fn what_the_authorization_request_said_must_be_proved() {
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        for (redirect, repeated, challenge, verifier, good) in [
            (Some("a"), Some("a"), Some(challenge), Some(verifier), true),
            (Some("a"), Some("b"), None, None, false),
            (Some("a"), None, None, None, false),
            (None, Some("a"), None, None, false),
            (None, None, Some(challenge), None, false),
            (None, None, Some(challenge), Some("x"), false),
            (None, None, None, Some(verifier), false),
        ] {
            let (mut grants, mut random) = grants();
            let now = Instant::now();
            let binding =
                Binding { redirect_uri: redirect.map(str::to_owned), challenge: challenge.map(str::to_owned) };
            let code = grants.issue_code(grant(), binding, now + Duration::from_secs(1), &mut random);
            let result = grants.redeem(&code, "app", repeated, verifier, now, &mut random);
            assert_eq!(result.is_ok(), good, "{redirect:?} {repeated:?} {challenge:?} {verifier:?}");
        }
    }
}
