"""Runs schemathesis against the sandbox, for every OpenAPI document in a folder: `conformance.py SPECS`.

Each document is used twice: as it is, where nearly every key that schemathesis makes up is unknown to the sandbox; and with
keys and bodies that the sandbox knows, so that the successes are reached too.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import requests
import yaml

API = os.environ["SANDBOX_API"]
ORIGIN = os.environ["SANDBOX_ORIGIN"]
TOKEN = os.environ["SANDBOX_TOKEN"]
HEADERS = {"Authorization": f"Bearer {TOKEN}"}
BIC = "NDEAFIHH"
EXAMPLES = "20"

# A request that matches its schema may still name an unknown bank: documented errors are fine.
CHECKS = """
[checks]
positive_data_acceptance.expected-statuses = ["2xx", "400", "401", "403", "404", "409"]
"""


def main():
    specs = sorted(pathlib.Path(sys.argv[1]).glob("*.swagger.yaml"))
    if not specs:
        sys.exit("no documents")
    failed, total = False, 0
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        for spec in specs:
            for mode, prepare in [("as it is", as_it_is), ("known keys", with_known_keys)]:
                requests.post(f"{ORIGIN}/sandbox/reset", timeout=10).raise_for_status()
                document, config = prepare(spec)
                (scratch / "api.json").write_text(json.dumps(document))
                (scratch / "schemathesis.toml").write_text(config)
                passed, cases = run(scratch, spec.name, mode)
                failed |= not passed
                total += cases
    print(f"{total} cases, {'failures' if failed else 'no failure'}")
    sys.exit(1 if failed else 0)


def run(folder, name, mode):
    """Whether schemathesis found nothing, in how many cases."""
    command = ["schemathesis", "run", "api.json", "--url", API, "-H", f"Authorization: Bearer {TOKEN}"]
    command += ["--max-examples", EXAMPLES, "--seed", "1", "--no-color", "--report", "har", "--report-har-path", "log.har"]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    counted = re.search(r"(\d+) generated", result.stdout)
    cases = int(counted.group(1)) if counted else 0
    passed = result.returncode == 0 and cases > 0
    entries = json.loads((folder / "log.har").read_text())["log"]["entries"] if cases else []
    seen = " ".join(sorted({str(entry["response"]["status"]) for entry in entries}))
    print(f"{'ok  ' if passed else 'FAIL'} {name:<27} {mode:<10} {cases:>4} cases, answers {seen}", flush=True)
    if not passed:
        print(result.stdout, result.stderr)
    return passed, cases


def read(spec):
    return yaml.safe_load(spec.read_text())


def as_it_is(spec):
    return read(spec), CHECKS


def with_known_keys(spec):
    document = read(spec)
    balance = document.get("components", {}).get("schemas", {}).get("Account", {}).get("properties", {}).get("balance")
    if balance:
        # The service returned null, which its document does not allow. So does the sandbox.
        balance["nullable"] = True
    accounts = fetch(f"/banks/{BIC}/accounts")["accounts"]
    account = accounts[0]["id"]
    transactions = fetch(f"/banks/{BIC}/accounts/{account}/transactions")["transactions"]
    order = {
        "creditorAccount": {"type": "IBAN", "account": "FI6593857450293470", "message": "Rent"},
        "debtorAccount": {"type": "ACCOUNT_ID", "account": account},
        "amount": {"value": 1.5, "currency": "EUR"},
    }
    payments = [initiate(order) for _ in range(20)]
    examples = {"/me/banks": {"bic": BIC}, "/banks/{bic}/payments": order}
    for path, example in examples.items():
        body = document["paths"].get(path, {}).get("post", {}).get("requestBody")
        if body:
            body["content"]["application/json"]["example"] = example
    dictionaries = {
        "bic": [BIC],
        "accountId": [account],
        "transactionId": [one["id"] for one in transactions],
        "paymentId": payments,
        "access_token": [TOKEN],
    }
    config = [CHECKS]
    for name, values in dictionaries.items():
        config.append(f"[dictionaries.{name}]\nvalues = {json.dumps(values)}")
    config.append("[parameters]")
    for name in dictionaries:
        config.append(f'{name} = {{ dictionary = "{name}", probability = 0.8 }}')
    return document, "\n".join(config)


def fetch(path):
    response = requests.get(API + path, headers=HEADERS, timeout=10)
    response.raise_for_status()
    return response.json()


def initiate(order):
    response = requests.post(f"{API}/banks/{BIC}/payments", json=order, headers=HEADERS, timeout=10)
    response.raise_for_status()
    return response.headers["Location"].rsplit("/", 1)[1]


if __name__ == "__main__":
    main()
