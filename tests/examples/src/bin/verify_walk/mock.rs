//! Every operation against Prism's mock server, which returns extremes, random values and unknown
//! properties: each call ends within its deadline, with exactly the value that was sent, or with a
//! typed error.

use std::error::Error as _;
use std::time::Instant;

use northbricks::model::{AccountReference, AddBank, Amount, InitiatePayment};
use northbricks::{Call, CallError, Client, Decimal, DecodeError, ErrorKind, Location, Operation, Response, operation};
use northbricks_examples::Result;
use serde::Serialize;
use serde_json::Value;
use ureq::Agent;

use crate::clients::{DEADLINE, Groups};
use crate::operations::{self, Keys, Visit};
use crate::report::Report;

/// Calls every operation for its first response, for random ones, and for each of its documented
/// errors.
pub(crate) async fn run(rounds: u32, groups: &Groups) -> Result<()> {
    let clients = groups.clients(|builder| builder.access_token("any"))?;
    let account = AccountReference::new().with_type_("IBAN").with_account("FI6593857450293470");
    let amount = Amount::new().with_value(Decimal::new(1_234, 2)).with_currency("EUR");
    let order = InitiatePayment::new().with_creditor_account(account).with_amount(amount);
    let keys = Keys { bic: "NDEAFIHH", account: "a", transaction: "t", payment: "p", order: &order };
    let mut mock = Mock { rounds, report: Report::default() };
    operations::all(&clients, &keys, &mut mock).await;
    let added = clients.banks.banks().add(&AddBank::new(keys.bic)).await?;
    mock.report.note::<operation::AddBank>(relative(added.location()));
    let initiated = clients.payments.payments().initiate(keys.bic, &order).await?;
    mock.report.note::<operation::InitiatePayment>(relative(initiated.location()));

    let url = clients.bank_auth.bank_auth().consent_url(keys.bic)?.expose().to_owned();
    let agent: Agent =
        Agent::config_builder().http_status_as_error(false).timeout_global(Some(DEADLINE)).proxy(None).build().into();
    let status = tokio::task::spawn_blocking(move || agent.get(&url).call()).await??.status();
    let outcome = if status == 200 { Ok("200".to_owned()) } else { Err(format!("wanted 200: {status}")) };
    mock.report.note_as("consent", outcome);
    mock.report.end()
}

/// Whether a `Location`, a random word here, is resolved against the server that sent it.
fn relative(location: Option<Location>) -> std::result::Result<String, String> {
    let location = location.ok_or("no Location")?;
    let (text, resolved) = (location.as_str(), location.resolve());
    let right = !text.contains('/') && resolved.starts_with("http://127.0.0.1:") && resolved.ends_with(text);
    if right { Ok(format!("Location {text}")) } else { Err(format!("Location {text}: {resolved}")) }
}

/// Which response the mock server is asked for.
#[derive(Clone, Copy)]
enum Asked {
    /// Its default: every property of the document and no other, with extreme numbers.
    First,
    /// Random values, with unknown properties among them.
    Random,
    /// The response of this status.
    Error(u16),
}

struct Mock {
    rounds: u32,
    report: Report,
}

impl Visit for Mock {
    async fn visit<'c, O>(&mut self, errors: &[u16], call: impl Fn() -> Call<'c, Client, O>)
    where
        O: Operation,
        O::Body: Serialize,
    {
        self.send(Asked::First, call()).await;
        for _ in 0..self.rounds {
            self.send(Asked::Random, call().header("Prefer", "dynamic=true")).await;
        }
        for status in errors {
            self.send(Asked::Error(*status), call().header("Prefer", &format!("code={status}"))).await;
        }
    }
}

impl Mock {
    async fn send<O>(&mut self, asked: Asked, call: Call<'_, Client, O>)
    where
        O: Operation,
        O::Body: Serialize,
    {
        let began = Instant::now();
        let result = call.with_response().await;
        let outcome = if began.elapsed() > DEADLINE {
            Err(format!("ended after {:?}", began.elapsed()))
        } else {
            match (asked, result) {
                (Asked::Error(status), Ok(_)) => Err(format!("wanted {status}: a success")),
                (asked, Ok(response)) => value(&response, asked),
                (Asked::First | Asked::Random, Err(error)) => unreadable(&error),
                (Asked::Error(status), Err(error)) => match error.status() {
                    Some(came) if came == status && error.api().is_some() => Ok(status.to_string()),
                    _ => Err(format!("wanted {status}: {error}")),
                },
            }
        };
        self.report.note::<O>(outcome);
    }
}

/// Whether the decoded value is the one that was sent: written again, it equals it, or a part of
/// it.
fn value<O>(response: &Response<O>, asked: Asked) -> std::result::Result<String, String>
where
    O: Operation,
    O::Body: Serialize,
{
    let written = serde_json::to_string(response.body()).and_then(|text| serde_json::from_str(&text));
    let written: Value = written.map_err(|error| error.to_string())?;
    let sent = if response.bytes().is_empty() { Value::Null } else { read(response.bytes())? };
    let lost = || match asked {
        Asked::First => difference(&sent, &written, String::new()),
        Asked::Random | Asked::Error(_) => None,
    };
    match difference(&written, &sent, String::new()).or_else(lost) {
        Some(path) => Err(format!("not what was sent: {path}")),
        None => Ok(format!("{} value", response.status().as_u16())),
    }
}

/// Whether a success could not be decoded for the one accepted reason: a number that does not fit
/// into `Decimal`.
fn unreadable<E>(error: &CallError<E>) -> std::result::Result<String, String> {
    let decode = error.source().and_then(|source| source.downcast_ref::<DecodeError>());
    let (Some(decode), Some(body), ErrorKind::Decode) = (decode, error.body(), error.kind()) else {
        return Err(error.to_string());
    };
    let path = decode.path().unwrap_or_default();
    let pointer = format!("/{}", path.replace('[', ".").replace(']', "").replace('.', "/"));
    let number = read(body)?.pointer(&pointer).and_then(Value::as_f64);
    match number.filter(|number| number.abs() > 7.9e28) {
        Some(number) => Ok(format!("typed error: {decode}: {number:e} is beyond a Decimal")),
        None => Err(format!("not decoded: {decode}: {number:?}")),
    }
}

fn read(body: &[u8]) -> std::result::Result<Value, String> {
    serde_json::from_slice(body).map_err(|error| error.to_string())
}

/// The first place where the value that was written differs from the one that was sent. Unknown
/// properties do not count, since they are not written.
fn difference(written: &Value, sent: &Value, path: String) -> Option<String> {
    match (written, sent) {
        (Value::Object(written), Value::Object(sent)) => written.iter().find_map(|(name, value)| {
            let path = format!("{path}/{name}");
            match sent.get(name) {
                Some(sent) => difference(value, sent, path),
                None => Some(path),
            }
        }),
        (Value::Array(written), Value::Array(sent)) if written.len() == sent.len() => written
            .iter()
            .zip(sent)
            .enumerate()
            .find_map(|(at, (one, other))| difference(one, other, format!("{path}/{at}"))),
        (Value::Number(one), Value::Number(other)) if one.as_f64() == other.as_f64() => None,
        (one, other) if one == other => None,
        _ => Some(format!("{path}: {written} and {sent}")),
    }
}
