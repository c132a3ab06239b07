#!/usr/bin/env python3
"""Proves the sandbox by tools that were not written for it.

    python3 run.py --sandbox target/debug/northbricks-sandbox [--specs ../../../specs] [--venv DIR]

Installs the tools by name and version into a virtual environment, starts the sandbox on a free port, and runs
conformance.py (schemathesis) and oauth_flow.py (requests-oauthlib) against it.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

TOOLS = ["schemathesis==4.32.5", "requests-oauthlib==2.0.0"]
HERE = pathlib.Path(__file__).resolve().parent


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sandbox", required=True, type=pathlib.Path, help="the sandbox's program")
    parser.add_argument("--specs", default=HERE.parents[2] / "specs", type=pathlib.Path, help="the OpenAPI documents")
    parser.add_argument("--venv", type=pathlib.Path, help="a virtual environment to keep; else one for this run")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        python = install((arguments.venv or pathlib.Path(scratch) / "venv").absolute())
        with Sandbox(arguments.sandbox) as sandbox:
            environment = dict(os.environ, PATH=f"{python.parent}{os.pathsep}{os.environ['PATH']}", **sandbox.facts)
            results = [
                subprocess.run([python, HERE / "conformance.py", arguments.specs], env=environment).returncode,
                subprocess.run([python, HERE / "oauth_flow.py"], env=environment).returncode,
            ]
    sys.exit(1 if any(results) else 0)


def install(folder):
    """The Python of a virtual environment with the tools in it."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *TOOLS], check=True)
    return python


class Sandbox:
    """A sandbox that runs, and what it printed when it started."""

    NAMES = {"API": "API", "Start page": "ORIGIN", "Client ID": "CLIENT_ID", "Client secret": "CLIENT_SECRET", "Access token": "TOKEN"}

    def __init__(self, program):
        self.process = subprocess.Popen([program, "--port", "0", "--settlement", "200"], stdout=subprocess.PIPE, text=True)
        self.facts = {}
        for line in self.process.stdout:
            name, _, value = line.strip().partition("  ")
            if name in self.NAMES:
                self.facts["SANDBOX_" + self.NAMES[name]] = value.strip().rstrip("/")
            if len(self.facts) == len(self.NAMES):
                break

    def __enter__(self):
        if len(self.facts) < len(self.NAMES):
            sys.exit("the sandbox did not start")
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


if __name__ == "__main__":
    main()
