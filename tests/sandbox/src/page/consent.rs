//! The consent page of a bank.

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use crate::api::{ApiError, Arguments, BASE, session_of};
use crate::bank::catalogue::{self, Answer, Question};
use crate::bank::consent::Consent;
use crate::body::Body;
use crate::oauth::scope::Scope;
use crate::page::form::{Input, Kind, alert, input, is_own_origin};
use crate::page::html::Text;
use crate::page::{Page, problem, redirect, wants_html};
use crate::parameters::Parameters;
use crate::world::App;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/api/v1/me/banks/{bic}/auth", get(open))
        .route("/api/v1/consent", get(finished))
        .route("/consent/{key}", post(answer))
}

/// `GET /me/banks/{bic}/auth`: opens the consent page for the holder of the token in the query.
async fn open(
    State(app): State<App>,
    headers: HeaderMap,
    Arguments(bic): Arguments<String>,
    RawQuery(query): RawQuery,
) -> Response {
    match begin(&app, &bic, &Parameters::of_query(query.as_deref())) {
        Ok((key, consent)) => question_page(&key, &consent, None),
        Err(error) if wants_html(&headers) => problem(error.status, &error.description),
        Err(error) => error.into_response(),
    }
}

fn begin(app: &App, bic: &str, query: &Parameters) -> Result<(String, Consent), ApiError> {
    let token = query.one("access_token").map_err(|_| ApiError::no_token())?.ok_or_else(ApiError::no_token)?;
    let mut world = app.world();
    let session = session_of(&world, token, Scope::Read)?;
    let bank = catalogue::find(bic).ok_or_else(|| ApiError::not_found("This bank does not exist."))?;
    if world.user(&session.username).is_none_or(|user| user.membership(bic).is_none()) {
        return Err(ApiError::not_found("The user has not added this bank."));
    }
    let world = &mut *world;
    let key = world.consents.open(session.username, bank, &mut world.random);
    let consent = world.consents.get(&key).ok_or_else(ApiError::invalid_token)?;
    Ok((key, consent))
}

/// Checks the answers. The key in the path is shown on the page only, so no other site can send
/// them.
async fn answer(
    State(app): State<App>,
    headers: HeaderMap,
    Arguments(key): Arguments<String>,
    Body(body): Body,
) -> Response {
    let form = Parameters::parse(&body);
    let mut world = app.world();
    let Some(consent) = world.consents.get(&key).filter(|_| is_own_origin(&headers)) else {
        return problem(StatusCode::NOT_FOUND, "This page has expired. Start again from the application.");
    };
    if form.text("decision") == "cancel" {
        world.consents.close(&key);
        return finish("cancelled");
    }
    let questions = consent.bank.steps.get(consent.step).map_or(&[][..], |step| step.questions);
    if questions.iter().any(|question| !question.answer.accepts(form.text(question.name))) {
        return question_page(&key, &consent, Some("These answers are wrong. Try again."));
    }
    if consent.step + 1 < consent.bank.steps.len() {
        world.consents.advance(&key);
        let next = consent.next_step();
        return question_page(&key, &next, None);
    }
    world.consents.close(&key);
    if world.user_mut(&consent.username).is_some_and(|user| user.give_consent(consent.bank.bic)) {
        finish("granted")
    } else {
        problem(StatusCode::NOT_FOUND, "The user has removed this bank.")
    }
}

fn finish(outcome: &str) -> Response {
    redirect(&format!("{BASE}/consent#{outcome}"))
}

/// The page that the bank redirects to. The outcome is in the fragment, which browsers do not send
/// to servers.
async fn finished() -> Response {
    let body = "<p class=\"outcome\" id=\"granted\">You have given consent: Northbricks can access your accounts.</p>\n\
                <p class=\"outcome\" id=\"cancelled\">You have not given consent: nothing has changed.</p>\n\
                <p>You can close this window and go back to your application.</p>";
    Page::new("Back from the bank", body).response()
}

fn question_page(key: &str, consent: &Consent, problem: Option<&str>) -> Response {
    let bank = consent.bank;
    let questions = bank.steps.get(consent.step).map_or(&[][..], |step| step.questions);
    let fields: String = questions.iter().map(field).collect();
    let body = format!(
        "{alert}<p>{name} asks you to identify yourself, and to let Northbricks access your accounts there.</p>\n\
         <form method=\"post\" action=\"/consent/{key}\">\n{fields}\
         <button type=\"submit\" name=\"decision\" value=\"go\">{go}</button>\n\
         <button type=\"submit\" name=\"decision\" value=\"cancel\" class=\"second\" formnovalidate>Cancel</button>\n</form>",
        alert = alert(problem),
        name = Text(bank.full_name),
        key = Text(key),
        go = if consent.step + 1 < bank.steps.len() { "Continue" } else { "Give consent" },
    );
    let status = if problem.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    Page::new(&format!("Consent at {}", bank.short_name), &body).status(status).response()
}

fn field(question: &Question) -> String {
    let hint = format!("The test user's answer: {}", question.answer.right());
    match &question.answer {
        Answer::Choice(choices, _) => {
            let choices: String = choices
                .iter()
                .map(|choice| {
                    format!(
                        "<label><input type=\"radio\" name=\"{}\" value=\"{}\" required> {}</label>\n",
                        Text(question.name),
                        Text(choice),
                        Text(choice),
                    )
                })
                .collect();
            let (label, hint) = (Text(question.label), Text(&hint));
            format!("<fieldset><legend>{label}</legend>\n<p class=\"hint\">{hint}</p>\n{choices}</fieldset>\n")
        }
        Answer::Password(_) => text_field(question, &hint, Kind::Password),
        Answer::Text(_) | Answer::PersonalNumber(_) => text_field(question, &hint, Kind::Text),
    }
}

fn text_field(question: &Question, hint: &str, kind: Kind) -> String {
    let (name, label) = (question.name, question.label);
    input(&Input { name, label, hint, kind, required: true, ..Input::default() })
}
