"""Lets Prism judge the generated client: `prism.py SPECS PRISM WALK`, where PRISM and WALK are programs.

First as a proxy per OpenAPI document between the client and the sandbox: `verify_walk` calls every operation, and Prism
compares each request and each answer with the document. Then as a mock server per document, which answers extremes, values
at random and every documented error.
"""

import contextlib
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import uuid

import requests
import yaml

API = os.environ["SANDBOX_API"]
ORIGIN = os.environ["SANDBOX_ORIGIN"]
TOKEN = os.environ["SANDBOX_TOKEN"]
GROUPS = ["user", "bank-auth", "banks", "accounts", "transactions", "payments"]
ROUNDS = "20"
START = 60
WALK = 300
# The path of a request that marks the end of the log so far.
MARK = "/end-of-log-"
# Prism's log line of a request.
RECEIVED = "Request received"


def main():
    specs, prism, walk = (pathlib.Path(argument).absolute() for argument in sys.argv[1:4])
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        passed = [proxy(specs, prism, walk, scratch), mock(specs, prism, walk, scratch)]
    sys.exit(0 if all(passed) else 1)


def proxy(specs, prism, walk, scratch):
    requests.post(f"{ORIGIN}/sandbox/reset", timeout=10).raise_for_status()
    with contextlib.ExitStack() as stack:
        servers = {}
        for group in GROUPS:
            file = prepare(specs, group, scratch)
            server = Prism(prism, ["proxy", file, API, "--errors"], scratch / f"proxy-{group}.log")
            servers[group] = stack.enter_context(server)
        walked, summary = run([walk, "proxy", "--sandbox", ORIGIN], servers)
        logs = {group: server.settled() for group, server in servers.items()}
        violations = {group: violations_of(log) for group, log in logs.items()}
        judged = {group: log.count(RECEIVED) for group, log in logs.items()}
        control = controls(servers["banks"])
    for group, lines in violations.items():
        print(f"{'FAIL' if lines else 'ok  '} {group:<13} {judged[group]:>4} requests judged, {len(lines)} violations")
        print("".join(f"     {line}\n" for line in lines), end="")
    print(f"{'FAIL' if control else 'ok  '} a request that breaks its document is noticed{control}")
    passed = walked and not control and all(judged.values()) and not any(violations.values())
    print(f"prism proxy: {summary}, {sum(map(len, violations.values()))} violations", flush=True)
    return passed


def prepare(specs, group, scratch):
    """The document for Prism, with two facts that our overlay adds to it."""
    document = yaml.safe_load((specs / f"{group}.swagger.yaml").read_text())
    for schema in document.get("components", {}).get("schemas", {}).values():
        if "balance" in schema.get("properties", {}):
            # The service returned null, which its document does not allow. So does the sandbox.
            schema["properties"]["balance"]["nullable"] = True
    if group == "bank-auth":
        # The operation for browsers takes the token in its query; Prism expects it in a header.
        document["components"]["securitySchemes"]["OAuth2"] = {"type": "apiKey", "in": "query", "name": "access_token"}
    file = scratch / f"{group}.json"
    file.write_text(json.dumps(document))
    return file


def controls(server):
    """What is amiss if Prism does not see a wrong request, else nothing."""
    headers = {"Authorization": f"Bearer {TOKEN}"}
    response = requests.post(f"{server.url}/me/banks", json={"bic": 1}, headers=headers, timeout=10)
    if response.status_code != 422:
        return f": it answered {response.status_code} {response.text}"
    log = server.settled()
    return "" if "UNPROCESSABLE" in log and violations_of(log) else f": nothing of it in its log:\n{log}"


def violations_of(log):
    return [line for line in log.splitlines() if "violat" in line.lower() or "✖" in line]


def mock(specs, prism, walk, scratch):
    with contextlib.ExitStack() as stack:
        servers = {}
        for group in GROUPS:
            server = Prism(prism, ["mock", prepare(specs, group, scratch)], scratch / f"mock-{group}.log")
            servers[group] = stack.enter_context(server)
        passed, summary = run([walk, "mock", "--rounds", ROUNDS], servers)
    print(f"prism mock: {summary}", flush=True)
    return passed


def run(command, servers):
    """Whether the client was content, and its summary; shows what is not a plain success."""
    for group, server in servers.items():
        command += [f"--{group}", server.url]
    result = subprocess.run(command, capture_output=True, text=True, timeout=WALK)
    lines = result.stdout.splitlines()
    for line in dict.fromkeys(lines[:-1]):
        if line.startswith("FAIL") or "typed error" in line:
            print(line)
    if result.returncode:
        print(result.stderr, end="")
    summary = lines[-1] if lines and " calls of " in lines[-1] else f"stopped after {len(lines)} calls"
    typed = sum("typed error" in line for line in lines)
    return result.returncode == 0, f"{summary}, {typed} typed errors for what no Decimal holds" if typed else summary


class Prism:
    """A server of Prism on a free port."""

    def __init__(self, program, arguments, log):
        self.log = log
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        command, *rest = arguments
        with open(log, "wb") as out:
            self.process = subprocess.Popen(
                [program, command, "-h", "127.0.0.1", "-p", str(port), *rest], stdout=out, stderr=out, stdin=subprocess.DEVNULL
            )

    def __enter__(self):
        until = time.monotonic() + START
        while "Prism is listening" not in self.text():
            if self.process.poll() is not None or time.monotonic() > until:
                self.__exit__()
                sys.exit(f"Prism did not start:\n{self.text()}")
            time.sleep(0.1)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=10)

    def text(self):
        return re.sub(r"\x1b\[[0-9;]*m", "", self.log.read_text(errors="replace"))

    def settled(self):
        """The log up to now. Prism answers before it has written what it logs, so a last request of ours marks the end."""
        mark = f"{MARK}{uuid.uuid4().hex}"
        requests.get(f"{self.url}{mark}", timeout=10)
        until = time.monotonic() + START
        while mark not in (text := self.text()):
            if self.process.poll() is not None or time.monotonic() > until:
                sys.exit(f"Prism logs no more:\n{text}")
            time.sleep(0.1)
        # The request that marks the end does not come from the client.
        return "".join(line for line in text.splitlines(keepends=True) if MARK not in line)


if __name__ == "__main__":
    main()
