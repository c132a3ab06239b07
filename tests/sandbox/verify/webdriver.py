"""Chromium without a screen, driven through chromedriver by the WebDriver protocol (https://www.w3.org/TR/webdriver2/)."""

import json
import os
import re
import shutil
import signal
import subprocess
import time
import urllib.error
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
# Only loopback is reachable, whatever else the browser tries to fetch.
ARGUMENTS = [
    "--headless=new",
    "--no-first-run",
    "--no-proxy-server",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def programs():
    """Chromium and chromedriver, or None for what is not installed."""
    chromium = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
    return chromium, shutil.which("chromedriver")


class Browser:
    """A browser; `with Browser() as browser`."""

    def __init__(self, javascript=True, dark=False, width=1200):
        self.javascript, self.dark, self.width = javascript, dark, width
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def __enter__(self):
        chromium, driver = programs()
        # Its own process group, so that all of the browser's processes end with it.
        self.process = subprocess.Popen(
            [driver, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
        )
        try:
            port = next(filter(None, (re.search(r"successfully on port (\d+)", line) for line in self.process.stdout))).group(1)
            self.url = f"http://127.0.0.1:{port}/session"
            arguments = [*ARGUMENTS, f"--window-size={self.width},900"]
            # Chromium's sandbox does not start as root.
            arguments += ["--no-sandbox"] if os.geteuid() == 0 else []
            arguments += ["--blink-settings=preferredColorScheme=0"] if self.dark else []
            preferences = {} if self.javascript else {"profile.managed_default_content_settings.javascript": 2}
            options = {"binary": chromium, "args": arguments, "prefs": preferences}
            if self.width < 500:
                # Windows cannot be narrower.
                options["mobileEmulation"] = {"deviceMetrics": {"width": self.width, "height": 900, "pixelRatio": 1, "mobile": True}}
            wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}, "timeouts": {"pageLoad": 20000}}
            session = self.send("POST", "", {"capabilities": {"alwaysMatch": wanted}})
            self.url += f"/{session['sessionId']}"
            self.version = session["capabilities"]["browserVersion"]
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(self, *_):
        try:
            self.send("DELETE", "")
        except (OSError, RuntimeError):
            pass
        self.end()

    def end(self):
        try:
            os.killpg(self.process.pid, signal.SIGTERM)
        except ProcessLookupError:
            pass
        self.process.wait(timeout=10)

    def send(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with self.opener.open(request, timeout=60) as response:
                return json.load(response)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"]["message"].splitlines()[0]) from None

    def open(self, url):
        self.send("POST", "/url", {"url": url})

    def where(self):
        return self.send("GET", "/url")

    def title(self):
        return self.send("GET", "/title")

    def find(self, selector):
        """All elements that a CSS selector picks."""
        found = self.send("POST", "/elements", {"using": "css selector", "value": selector})
        return [element[ELEMENT] for element in found]

    def one(self, selector):
        """The element that a selector picks, once it is there."""
        until = time.monotonic() + 10
        while not (found := self.find(selector)):
            if time.monotonic() > until:
                raise RuntimeError(f"no {selector} on the page {self.title()}")
            time.sleep(0.05)
        return found[0]

    def text(self, selector):
        """What a user sees of an element; nothing if it is hidden."""
        return self.send("GET", f"/element/{self.one(selector)}/text")

    def type(self, name, text):
        """Types into a field, or picks the choice of that value."""
        choices = self.find(f'input[type=radio][name="{name}"][value="{text}"]')
        if choices:
            self.send("POST", f"/element/{choices[0]}/click", {})
            return
        field = self.one(f'input[name="{name}"]')
        self.send("POST", f"/element/{field}/clear", {})
        self.send("POST", f"/element/{field}/value", {"text": text})

    def press(self, selector="button[type=submit]", stays=False):
        """Presses a button, and waits until its page is left, unless that stays."""
        button = self.one(selector)
        self.send("POST", f"/element/{button}/click", {})
        until = time.monotonic() + 10
        while not stays:
            try:
                self.send("GET", f"/element/{button}/enabled")
            except RuntimeError:
                # The element no longer exists.
                return
            if time.monotonic() > until:
                raise RuntimeError(f"{selector} leads nowhere")
            time.sleep(0.02)

    def run(self, script):
        return self.send("POST", "/execute/sync", {"script": script, "args": []})

    def log(self):
        """What the browser complained of since it was asked last."""
        return [entry["message"] for entry in self.send("POST", "/se/log", {"type": "browser"})]
