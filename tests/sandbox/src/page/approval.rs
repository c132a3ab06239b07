//! The page where the user approves a payment. In reality this happens in the bank's app.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use northbricks::model::PaymentStatus;

use crate::api::Arguments;
use crate::bank::catalogue;
use crate::body::Body;
use crate::page::form::{Input, Kind, Visitor, alert, input};
use crate::page::html::Text;
use crate::page::{Page, problem};
use crate::parameters::Parameters;
use crate::payment::Payment;
use crate::payment::state::Decision;
use crate::world::App;

/// The code that approves a payment.
const CODE: &str = "111111";

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/approve/{payment_id}", get(ask).post(decide))
}

async fn ask(State(app): State<App>, headers: HeaderMap, Arguments(id): Arguments<String>) -> Response {
    page(&app, &Visitor::of(&app, &headers), &id, None)
}

async fn decide(
    State(app): State<App>,
    headers: HeaderMap,
    Arguments(id): Arguments<String>,
    Body(body): Body,
) -> Response {
    let form = Parameters::parse(&body);
    let visitor = Visitor::of(&app, &headers);
    if !visitor.sent(&app, &headers, &form) {
        return page(&app, &visitor, &id, Some("The form could not be verified. Allow cookies and try again."));
    }
    let decision = match (form.text("decision"), form.text("code").trim()) {
        ("cancel", _) => Decision::Cancel,
        (_, CODE) => Decision::Approve,
        _ => Decision::Fail,
    };
    let decided = app.world().payments.decide(&id, decision);
    if decided {
        page(&app, &visitor, &id, None)
    } else {
        page(&app, &visitor, &id, Some("This payment is not waiting for approval."))
    }
}

fn page(app: &App, visitor: &Visitor, id: &str, trouble: Option<&str>) -> Response {
    let known = {
        let world = app.world();
        world.payments.get(id).map(|payment| (payment.clone(), world.payments.status(payment)))
    };
    let Some((payment, status)) = known else {
        return problem(StatusCode::NOT_FOUND, "This payment does not exist.");
    };
    let details = details(&payment, &status);
    let form = if status == PaymentStatus::PendingUserApproval { form(app, visitor, id) } else { String::new() };
    let body = format!("{}{details}{form}", alert(trouble));
    let code = if trouble.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    visitor.remember(Page::new("Approve a payment", &body).status(code).response())
}

fn details(payment: &Payment, status: &PaymentStatus) -> String {
    let order = &payment.order;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let bank = catalogue::find(payment.bic).map_or("", |bank| bank.full_name);
    let rows = [
        ("Bank", bank.to_owned()),
        ("From", text(&order.debtor.account)),
        ("To", text(&order.creditor.account)),
        ("Amount", format!("{} {}", order.value, order.currency)),
        ("Message", text(&order.creditor.message)),
        ("Status", status.to_string()),
    ];
    let rows: String =
        rows.iter().map(|(name, value)| format!("<dt>{}</dt><dd>{}</dd>\n", Text(name), Text(value))).collect();
    format!("<dl>\n{rows}</dl>\n")
}

fn form(app: &App, visitor: &Visitor, id: &str) -> String {
    let field = input(&Input {
        name: "code",
        label: "Approval code",
        hint: "111111 approves the payment; any other code makes it fail.",
        kind: Kind::Password,
        required: true,
        ..Input::default()
    });
    format!(
        "<form method=\"post\" action=\"/approve/{id}\">\n{csrf}\n{field}\
         <button type=\"submit\" name=\"decision\" value=\"approve\">Approve</button>\n\
         <button type=\"submit\" name=\"decision\" value=\"cancel\" class=\"second\" formnovalidate>Cancel</button>\n</form>",
        id = Text(id),
        csrf = visitor.field(app),
    )
}
