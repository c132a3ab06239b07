"""Walks the whole authorization-code flow with requests-oauthlib, as a stranger's client would."""

import os
import re
import sys
import time

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"

import requests  # noqa: E402
from oauthlib.oauth2 import OAuth2Error  # noqa: E402
from requests_oauthlib import OAuth2Session  # noqa: E402

API = os.environ["SANDBOX_API"]
ORIGIN = os.environ["SANDBOX_ORIGIN"]
SCOPES = ["read", "account:read", "transaction:read", "payment:read", "payment:write"]
CALLBACK = "http://127.0.0.1:7/callback"
CONSENT = {
    "ESSESESS": [{"username": "6101122640", "password": "Doris"}],
    "SWEDSESS": [{"ssn": "201212121212"}],
    "NDEAFIHH": [{"username": "123456"}, {"method": "mobile offline"}, {"code": "111111"}],
    "DEUTDEFF": [{"branch": "100", "account": "1000425", "sub-account": "00", "pin": "20348"}],
}
steps = 0


def step(text, true):
    global steps
    steps += 1
    if not true:
        sys.exit(f"FAIL {text}")
    print(f"ok   {text}")


def hidden(page):
    return dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page))


def submit(browser, page, url, fields):
    action = re.search(r'action="([^"]+)"', page).group(1)
    return browser.post(ORIGIN + action, data={**hidden(page), **fields}, allow_redirects=False, timeout=10)


def sign_up(browser):
    page = browser.get(f"{ORIGIN}/signup", timeout=10).text
    name = f"user{time.time_ns()}"
    done = submit(browser, page, ORIGIN, {"username": name, "password": "p", "first_name": "<b>Eve</b>"})
    step("sign-up answers 201", done.status_code == 201)
    find = lambda name: re.search(rf'id="{name}">([^<]+)<', done.text).group(1)
    return name, find("client-id"), find("client-secret")


def authorize(client_id, secret, browser, name, pkce):
    session = OAuth2Session(client_id, redirect_uri=CALLBACK, scope=SCOPES, pkce=pkce)
    url, state = session.authorization_url(f"{ORIGIN}/oauth/authorize")
    page = browser.get(url, timeout=10).text
    wrong = submit(browser, page, ORIGIN, {"username": name, "password": "wrong", "decision": "allow"})
    step("a wrong password shows the page again", wrong.status_code == 400 and "wrong" in wrong.text)
    back = submit(browser, page, ORIGIN, {"username": name, "password": "p", "decision": "allow"})
    step("the browser is sent back with the state", back.status_code == 303 and f"state={state}" in back.headers["Location"])
    token = session.fetch_token(
        f"{ORIGIN}/oauth/token", authorization_response=back.headers["Location"], auth=(client_id, secret)
    )
    step("the code gives a token with every scope", set(token["scope"]) == set(SCOPES))
    try:
        OAuth2Session(client_id, redirect_uri=CALLBACK).fetch_token(
            f"{ORIGIN}/oauth/token", authorization_response=back.headers["Location"].replace(f"state={state}", ""), auth=(client_id, secret)
        )
        step("a code is used once", False)
    except OAuth2Error as error:
        step("a code is used once", error.error == "invalid_grant")
    step("the tokens of a code used twice are revoked", session.get(f"{API}/me/user").status_code == 401)
    back = submit(browser, browser.get(url, timeout=10).text, ORIGIN, {"username": name, "password": "p", "decision": "allow"})
    token = session.fetch_token(f"{ORIGIN}/oauth/token", authorization_response=back.headers["Location"], auth=(client_id, secret))
    before = token["refresh_token"]
    token = session.refresh_token(f"{ORIGIN}/oauth/token", auth=(client_id, secret))
    step("the refresh token rotates", token["refresh_token"] != before)
    return session


def consent(session, browser, bic):
    url = f"{API}/me/banks/{bic}/auth"
    response = browser.get(url, params={"access_token": session.token["access_token"]}, timeout=10)
    for answers in CONSENT[bic]:
        step(f"{bic}: a page of questions", response.status_code == 200)
        response = submit(browser, response.text, ORIGIN, answers)
    step(f"{bic}: back under /api/v1, with a fragment", response.headers["Location"] == "/api/v1/consent#granted")


def pay(session, browser):
    account = session.get(f"{API}/banks/NDEAFIHH/accounts").json()["accounts"][0]
    order = {
        "creditorAccount": {"type": "IBAN", "account": "FI6593857450293470", "message": "Rent"},
        "debtorAccount": {"type": "IBAN", "account": account["iban"]},
        "amount": {"value": 12.34, "currency": "EUR"},
    }
    made = session.post(f"{API}/banks/NDEAFIHH/payments", json=order)
    step("a payment is initiated", made.status_code == 201)
    url = ORIGIN + made.headers["Location"]
    status = lambda: session.get(url).json()["status"]
    step("it waits for confirmation", status() == "PENDING_CONFIRMATION")
    confirmed = session.put(url)
    step("it waits for approval", confirmed.status_code == 200 and status() == "PENDING_USER_APPROVAL")
    page = browser.get(f"{ORIGIN}/approve/{url.rsplit('/', 1)[1]}", timeout=10).text
    step("it is approved", "CONFIRMED" in submit(browser, page, ORIGIN, {"code": "111111", "decision": "approve"}).text)
    time.sleep(1)
    step("it is paid", status() == "PAID")
    entries = session.get(f"{API}/banks/NDEAFIHH/accounts/{account['id']}/transactions").json()["transactions"]
    step("it is in the books", entries[0]["amount"]["value"] == -12.34)


def main():
    with requests.Session() as browser:
        name, client_id, secret = sign_up(browser)
        for pkce in (None, "S256"):
            session = authorize(client_id, secret, browser, name, pkce)
        step("the profile is the user's", session.get(f"{API}/me/user").json()["username"] == name)
        for bic in CONSENT:
            step(f"{bic}: 403 before consent", session.get(f"{API}/banks/{bic}/payments").status_code == 403)
            step(f"{bic}: added", session.post(f"{API}/me/banks", json={"bic": bic}).status_code == 201)
            consent(session, browser, bic)
            step(f"{bic}: accounts", len(session.get(f"{API}/banks/{bic}/accounts").json()["accounts"]) == 3)
        pay(session, browser)
    print(f"{steps} steps, no failure")


if __name__ == "__main__":
    main()
