"""Walks the sandbox's pages in Chromium, as a person would: `browser.py [AXE]`, where AXE is the script of axe-core.

Once without JavaScript, which no page may need; then, if there is an axe-core, with it: light, dark and narrow, it finds no
fault with any page.
"""

import base64
import hashlib
import http.server
import os
import pathlib
import secrets
import sys
import threading
import time
import urllib.parse

import requests

import webdriver

API = os.environ["SANDBOX_API"]
ORIGIN = os.environ["SANDBOX_ORIGIN"]
SCOPES = "read account:read transaction:read payment:read payment:write"
CONSENT = {
    "ESSESESS": [{"username": "6101122640", "password": "Doris"}],
    "SWEDSESS": [{"ssn": "201212121212"}],
    "NDEAFIHH": [{"username": "123456"}, {"method": "mobile offline"}, {"code": "111111"}],
    "DEUTDEFF": [{"branch": "100", "account": "1000425", "sub-account": "00", "pin": "20348"}],
}
BIC = "NDEAFIHH"


def main():
    chromium, driver = webdriver.programs()
    if not (chromium and driver):
        missing = " and ".join(name for name, found in [("chromium", chromium), ("chromedriver", driver)] if not found)
        print(f"SKIPPED: not installed: {missing} (on Debian: apt-get install chromium chromium-driver)")
        return
    axe = pathlib.Path(sys.argv[1]).read_text() if len(sys.argv) > 1 else None
    settings = [("without JavaScript", {"javascript": False}, None)]
    if axe:
        settings += [("light", {}, axe), ("dark", {"dark": True}, axe), ("narrow", {"width": 320}, axe)]
    steps = pages = 0
    for name, setting, script in settings:
        with webdriver.Browser(**setting) as browser:
            walk = Walk(browser, script)
            try:
                walk.run()
            except (RuntimeError, requests.RequestException) as error:
                sys.exit(f"FAIL {name}, after “{walk.last}”: {error}")
            print(f"ok   Chromium {browser.version}, {name}: {walk.steps} steps, axe-core saw {walk.pages} pages", flush=True)
            steps, pages = steps + walk.steps, pages + walk.pages
    print(f"{steps} steps, {pages} pages judged, no failure")


class Walk:
    """A person who signs up, logs in, gives consent and approves a payment."""

    def __init__(self, browser, axe):
        self.browser, self.axe, self.api = browser, axe, requests.Session()
        self.steps, self.pages, self.last = 0, 0, "the start"

    def step(self, text, true):
        if not true:
            shown = self.browser.text("body")
            raise RuntimeError(f"{text}: not so at {self.browser.where().split('?')[0]}: {shown}")
        complaints = [line for line in self.browser.log() if "Content Security Policy" in line]
        if complaints:
            raise RuntimeError(f"{text}: {complaints}")
        self.steps, self.last = self.steps + 1, text

    def judge(self):
        """Lets axe-core look at the page."""
        if not self.axe:
            return
        self.browser.run(self.axe)
        faults = self.browser.run("return axe.run().then(found => found.violations.map(one => one.id + ': ' + one.nodes[0].html))")
        if self.browser.run("return document.documentElement.scrollWidth > innerWidth"):
            faults.append("it is wider than the window")
        if faults:
            raise RuntimeError(f"the page {self.browser.title()}: {faults}")
        self.pages += 1

    def fill(self, answers, button="button[type=submit]"):
        for name, text in answers.items():
            self.browser.type(name, text)
        self.browser.press(button)

    def run(self):
        self.browser.open("data:text/html,<p id=it>off</p><script>it.textContent = 'on'</script>")
        self.step("JavaScript is on or off", self.browser.text("#it") == ("on" if self.browser.javascript else "off"))
        self.browser.open(f"{ORIGIN}/")
        if self.axe:
            seen = self.browser.run("return [matchMedia('(prefers-color-scheme: dark)').matches, innerWidth < 400]")
            self.step("dark and narrow are so", seen == [self.browser.dark, self.browser.width < 400])
        self.step("the start page", "Northbricks sandbox" in self.browser.title())
        self.judge()
        client = self.sign_up()
        with Callback() as callback:
            self.authorize(client, callback)
        for bic in CONSENT:
            self.consent(bic)
        self.pay()

    def sign_up(self):
        browser, self.name = self.browser, f"user{time.time_ns()}"
        browser.open(f"{ORIGIN}/signup")
        self.judge()
        browser.press(stays=True)
        self.step("the form is not sent without its required fields", browser.title().startswith("Sign up"))
        self.fill({"username": "no spaces", "password": "p"})
        self.step("what is wrong is said", "letters" in browser.text("[role=alert]"))
        self.judge()
        self.fill({"username": self.name, "password": "p", "first_name": "<b>Eve</b>"})
        self.step("signed up", browser.title().startswith("Signed up"))
        self.judge()
        return browser.text("#client-id"), browser.text("#client-secret")

    def authorize(self, client, callback):
        browser, verifier, state = self.browser, secrets.token_urlsafe(48), secrets.token_urlsafe(16)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        parameters = {"response_type": "code", "client_id": client[0], "redirect_uri": callback.url, "scope": SCOPES}
        parameters |= {"state": state, "code_challenge": challenge, "code_challenge_method": "S256"}
        url = f"{ORIGIN}/oauth/authorize?{urllib.parse.urlencode(parameters)}"
        browser.open(url)
        self.judge()
        browser.press("button[value=deny]")
        arrival = callback.arrival()
        refused = arrival.get("error") == "access_denied" and arrival.get("state") == state and "code" not in arrival
        self.step("the browser comes back with the refusal", refused)
        browser.open(url)
        self.fill({"username": self.name, "password": "wrong"}, "button[value=allow]")
        self.step("a wrong password is told", "wrong" in browser.text("[role=alert]"))
        self.judge()
        self.fill({"username": self.name, "password": "p"}, "button[value=allow]")
        arrival = callback.arrival()
        self.step("the browser comes back with a code and the state", arrival.get("state") == state and "code" in arrival)
        form = {"grant_type": "authorization_code", "code": arrival["code"], "redirect_uri": callback.url, "code_verifier": verifier}
        answer = self.api.post(f"{ORIGIN}/oauth/token", data=form, auth=client, timeout=10)
        self.step("the code is good for a token", answer.status_code == 200)
        self.token = answer.json()["access_token"]
        self.api.headers["Authorization"] = f"Bearer {self.token}"

    def consent(self, bic):
        browser = self.browser
        self.step(f"{bic} is added", self.api.post(f"{API}/me/banks", json={"bic": bic}, timeout=10).status_code == 201)
        url = f"{API}/me/banks/{bic}/auth?{urllib.parse.urlencode({'access_token': self.token})}"
        browser.open(url)
        browser.press("button[value=cancel]")
        self.step(f"{bic}: consent can be refused", browser.where() == f"{API}/consent#cancelled")
        self.step("only that outcome is shown", browser.text("#cancelled") and not browser.text("#granted"))
        self.step(f"{bic}: nothing to be seen yet", self.payments(bic).status_code == 403)
        browser.open(url)
        for answers in CONSENT[bic]:
            self.judge()
            self.fill(answers, "button[value=go]")
        self.step(f"{bic}: consent is given", browser.where() == f"{API}/consent#granted")
        self.step("only that outcome is shown", browser.text("#granted") and not browser.text("#cancelled"))
        self.judge()
        self.step(f"{bic}: the payments can be read", self.payments(bic).status_code == 200)

    def payments(self, bic):
        return self.api.get(f"{API}/banks/{bic}/payments", timeout=10)

    def pay(self):
        account = self.api.get(f"{API}/banks/{BIC}/accounts", timeout=10).json()["accounts"][0]
        for button, code, outcome in [("approve", "111111", "CONFIRMED"), ("approve", "222222", "USER_APPROVAL_FAILED"), ("cancel", "", "USER_APPROVAL_CANCELLED")]:
            url, page = self.initiate(account)
            self.browser.open(page)
            self.step("the page tells the amount", "12.34 EUR" in self.browser.text("dl"))
            self.judge()
            self.fill({"code": code} if code else {}, f"button[value={button}]")
            self.step(f"the page says {outcome}", outcome in self.browser.text("dl"))
            self.judge()
            if outcome == "CONFIRMED":
                outcome = "PAID"
                time.sleep(1)
            self.step(f"the payment is {outcome}", self.api.get(url, timeout=10).json()["status"] == outcome)

    def initiate(self, account):
        order = {
            "creditorAccount": {"type": "IBAN", "account": "FI6593857450293470", "message": "Rent"},
            "debtorAccount": {"type": "ACCOUNT_ID", "account": account["id"]},
            "amount": {"value": 12.34, "currency": account["currency"]},
        }
        made = self.api.post(f"{API}/banks/{BIC}/payments", json=order, timeout=10)
        url = urllib.parse.urljoin(ORIGIN, made.headers["Location"])
        confirmed = self.api.put(url, timeout=10)
        return url, next(iter(requests.utils.parse_header_links(confirmed.headers["Link"])))["url"]


class Callback:
    """Where the browser comes back to."""

    def __enter__(self):
        arrived = self.arrived = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                url = urllib.parse.urlsplit(self.path)
                if url.path == "/callback":
                    arrived.append(dict(urllib.parse.parse_qsl(url.query)))
                self.send_response(200 if url.path == "/callback" else 404)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/callback"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def arrival(self):
        until = time.monotonic() + 10
        while not self.arrived:
            if time.monotonic() > until:
                raise RuntimeError("the browser did not come back")
            time.sleep(0.05)
        return self.arrived.pop()


if __name__ == "__main__":
    main()
