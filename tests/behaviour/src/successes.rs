//! Successes that differ by status or media type, and error bodies of every kind.

use successes::success::{AddPetSuccess, GetDefaultSuccess, GetReportSuccess, GetVersionsSuccess};

#[test]
fn a_success_is_told_by_status() {
    macro_rules! add {
        ($status:literal, $body:expr) => {{
            let (client, sent) = client!(successes, $status; $body);
            let read = client.pets().add().send();
            assert_eq!(sent(), "POST /by-status\naccept: application/json, text/plain\ncontent-length: 0");
            read
        }};
    }
    assert!(matches!(add!(200, r#"{"name":"x"}"#).unwrap(), AddPetSuccess::Ok(pet) if pet.name == "x"));
    assert!(matches!(add!(202, r#"{"id":7}"#).unwrap(), AddPetSuccess::Accepted(job) if job.id == 7));
    assert!(matches!(add!(203, "0.10").unwrap(), AddPetSuccess::NonAuthoritativeInformation(price) if price.to_string() == "0.10"));
    assert!(matches!(add!(204, "").unwrap(), AddPetSuccess::NoContent));
    assert!(matches!(add!(299, "any").unwrap(), AddPetSuccess::Success(text) if text == "any"));
    assert!(add!(202, r#"{"name":"x"}"#).is_err());
    assert_eq!(add!(500, "{}").unwrap_err().status().unwrap(), 500);
}

#[test]
fn successes_of_one_type_are_no_alternatives() {
    let (client, _) = client!(successes, 201; r#"["a"]"#);
    assert_eq!(client.pets().put().send().unwrap().unwrap(), ["a"]);
    let (client, _) = client!(successes, 204; "");
    assert_eq!(client.pets().put().send().unwrap(), None);
}

#[test]
fn a_success_is_told_by_the_content_type_that_came() {
    macro_rules! report {
        ($status:literal, $media:literal, $body:expr) => {{
            let (client, _) = client!(successes, $status, "content-type": $media; $body);
            client.pets().get_report().send().unwrap()
        }};
    }
    assert!(matches!(report!(200, "application/json; charset=utf-8", r#"{"name":"x"}"#), GetReportSuccess::Json(pet) if pet.name == "x"));
    assert!(matches!(report!(200, "application/pdf", vec![0xff]), GetReportSuccess::Pdf(octets) if octets[..] == [0xff]));
    assert!(matches!(report!(200, "Text/CSV", "a,b"), GetReportSuccess::Csv(text) if text == "a,b"));
    assert!(matches!(report!(200, "image/png", "png"), GetReportSuccess::Image(octets) if octets[..] == *b"png"));
    assert!(matches!(report!(200, "video/mp4", "mp4"), GetReportSuccess::Unlisted(octets) if octets[..] == *b"mp4"));
    assert!(matches!(report!(201, "text/csv", "a,b"), GetReportSuccess::Unlisted(_)));
    assert!(matches!(report!(204, "text/csv", ""), GetReportSuccess::NoContent));
    // Without a `Content-Type`, the body is read as the preferred media type, and as strictly.
    let (client, sent) = client!(successes, 200; r#"{"name":"x"}"#);
    assert!(matches!(client.pets().get_report().send().unwrap(), GetReportSuccess::Json(_)));
    assert_eq!(sent(), "GET /by-media\naccept: application/json, application/pdf, text/csv, image/*");
    client.pets().get_report().header("Accept", "text/csv").send().unwrap();
    assert_eq!(sent(), "GET /by-media\naccept: text/csv");
}

#[test]
fn kinds_of_json_are_told_apart() {
    macro_rules! version {
        ($status:literal, $media:literal, $body:expr) => {{
            let (client, _) = client!(successes, $status, "content-type": $media; $body);
            client.pets().get_versions().send().unwrap()
        }};
    }
    let (pet, job) = (r#"{"name":"x"}"#, r#"{"id":1}"#);
    assert!(matches!(version!(200, "application/vnd.pets.v1+json", pet), GetVersionsSuccess::OkPetsV1Json(_)));
    assert!(matches!(version!(200, "application/vnd.pets.v2+json", job), GetVersionsSuccess::OkPetsV2Json(_)));
    assert!(matches!(version!(202, "application/json", job), GetVersionsSuccess::AcceptedJson(_)));
    assert!(matches!(version!(202, "text/plain; charset=utf-8", "wait"), GetVersionsSuccess::AcceptedText(text) if text == "wait"));
}

#[test]
fn media_types_that_are_read_alike_are_all_asked_for() {
    let (client, sent) = client!(successes, 200, "content-type": "image/jpeg"; "jpeg");
    let response = client.pets().get_image().with_response().send().unwrap();
    assert_eq!(response.body()[..], *b"jpeg");
    assert_eq!(response.headers()["content-type"], "image/jpeg");
    assert_eq!(sent(), "POST /by-media\naccept: image/png, image/jpeg\ncontent-length: 0");
    let (client, sent) = client!(successes, 200, "content-type": "text/plain"; r#"{"inline":"x"}"#);
    assert_eq!(client.pets().get_twins().send().unwrap().inline.as_deref(), Some("x"));
    assert_eq!(sent(), "DELETE /by-media\naccept: application/json");
}

#[test]
fn an_open_media_type_is_read_as_what_came() {
    let (client, _) = client!(successes, 200, "content-type": "application/json"; r#""x""#);
    assert_eq!(client.pets().get_anything().send().unwrap(), "x");
    let (client, _) = client!(successes, 200, "content-type": "text/plain"; r#""x""#);
    assert_eq!(client.pets().get_anything().send().unwrap(), r#""x""#);
    let (client, _) = client!(successes, 200, "content-type": "application/json"; "[1]");
    assert_eq!(client.pets().get_file().send().unwrap()[..], *b"[1]");
}

#[test]
fn a_default_response_of_several_kinds_is_a_success_and_an_error() {
    let (client, _) = client!(successes, 200, "content-type": "text/html"; "<p>");
    assert!(matches!(client.pets().get_default().send().unwrap(), GetDefaultSuccess::Html(text) if text == "<p>"));
    let (client, _) = client!(successes, 400, "content-type": "application/json"; r#"{"name":"x"}"#);
    let error = client.pets().get_default().send().unwrap_err().into_api().unwrap();
    let successes::error::GetDefaultError::Default(body) = error else { panic!() };
    assert_eq!(body.parsed().unwrap().name, "x");
}

#[test]
fn error_bodies_are_typed() {
    use successes::error::FailAlwaysError as E;
    macro_rules! error {
        ($status:literal, $media:literal, $body:expr) => {{
            let (client, _) = client!(successes, $status, "content-type": $media; $body);
            client.errors().fail_always().send().unwrap_err().into_api().unwrap()
        }};
    }
    let E::BadRequest(body) = error!(400, "application/json", "0.10") else { panic!() };
    assert_eq!(body.parsed().unwrap().to_string(), "0.10");
    let E::Unauthorized(body) = error!(401, "application/json", r#"["0.10"]"#) else { panic!() };
    assert_eq!(body.parsed().unwrap()[0].to_string(), "0.10");
    let E::PaymentRequired(body) = error!(402, "application/pdf", vec![0xff]) else { panic!() };
    assert_eq!(body.parsed().unwrap()[..], [0xff]);
    let E::Forbidden(body) = error!(403, "text/plain", "no") else { panic!() };
    assert_eq!(body.parsed().unwrap(), "no");
    let E::NotFoundJson(body) = error!(404, "application/json", r#"{"name":"x"}"#) else { panic!() };
    assert_eq!(body.parsed().unwrap().name, "x");
    let E::NotFoundProblemJson(body) = error!(404, "application/problem+json", r#"{"title":"x"}"#) else { panic!() };
    assert_eq!(body.parsed().unwrap().title.as_deref(), Some("x"));
    let E::NotFoundJson(body) = error!(404, "text/html", "<p>") else { panic!() };
    assert!(body.parsed().is_none());
    assert_eq!(body.text(), "<p>");
    let E::Conflict(body) = error!(409, "application/json", r#"{"title":"x"}"#) else { panic!() };
    assert_eq!(body.parsed().unwrap().title.as_deref(), Some("x"));
    let E::Gone(body) = error!(410, "application/xml", "<gone/>") else { panic!() };
    assert_eq!(body.parsed().unwrap(), "<gone/>");
    let E::ClientError(body) = error!(499, "application/json", "[1]") else { panic!() };
    assert_eq!(body.parsed().unwrap(), &[1]);
    let E::ServerError(body) = error!(500, "application/json", "{}") else { panic!() };
    assert_eq!(body.parsed().unwrap(), &serde_json::json!({}));
    let E::Default(body) = error!(302, "text/plain", "there") else { panic!() };
    assert_eq!(body.parsed().unwrap(), "there");
}
