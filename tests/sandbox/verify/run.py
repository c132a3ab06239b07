#!/usr/bin/env python3
"""Proves the sandbox and the generated client by tools that were not written for them.

    python3 run.py --sandbox target/debug/northbricks-sandbox [--specs ../../../specs] [--venv DIR] [STEP …]

Installs the tools by name and version, starts the sandbox on a free port, and takes these steps, or those that are named:

    conformance   schemathesis against the sandbox
    oauth         requests-oauthlib through the authorization-code flow
    prism         the generated client through Prism's proxy, and against its mock server; needs npm and cargo
    browser       Chromium through the sandbox's pages; and axe-core at them; skipped where there is no
                  chromium or chromedriver
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import webdriver

TOOLS = ["schemathesis==4.32.5", "requests-oauthlib==2.0.0"]
PRISM = "@stoplight/prism-cli@5.16.0"
AXE = "axe-core@4.14.1"
STEPS = ["conformance", "oauth", "prism", "browser"]
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sandbox", required=True, type=pathlib.Path, help="the sandbox's program")
    parser.add_argument("--walk", type=pathlib.Path, help="the program verify_walk of northbricks-examples; else it is built")
    parser.add_argument("--specs", default=ROOT / "specs", type=pathlib.Path, help="the OpenAPI documents")
    parser.add_argument("--venv", type=pathlib.Path, help="a virtual environment to keep; else one for this run")
    parser.add_argument("steps", nargs="*", metavar="STEP", help=f"what to do: {', '.join(STEPS)}; else all of it")
    arguments = parser.parse_args()
    unknown = set(arguments.steps) - set(STEPS)
    if unknown:
        parser.error(f"no such step: {', '.join(sorted(unknown))}")
    steps = [step for step in STEPS if step in arguments.steps or not arguments.steps]
    with tempfile.TemporaryDirectory() as scratch:
        venv = (arguments.venv or pathlib.Path(scratch) / "venv").absolute()
        python = install(venv)
        commands = {
            "conformance": lambda: ["conformance.py", arguments.specs],
            "oauth": lambda: ["oauth_flow.py"],
            "prism": lambda: [
                "prism.py",
                arguments.specs,
                install_npm(venv, PRISM) / ".bin" / "prism",
                arguments.walk or build_walk(arguments.sandbox),
            ],
            "browser": lambda: ["browser.py", *([install_npm(venv, AXE) / "axe-core" / "axe.min.js"] if all(webdriver.programs()) else [])],
        }
        # A missing tool is reported before anything runs.
        commands = {step: commands[step]() for step in steps}
        with Sandbox(arguments.sandbox) as sandbox:
            environment = dict(os.environ, PATH=f"{python.parent}{os.pathsep}{os.environ['PATH']}", **sandbox.facts)
            failed = []
            for step, (script, *rest) in commands.items():
                print(f"== {step}", flush=True)
                if subprocess.run([python, HERE / script, *rest], env=environment).returncode:
                    failed.append(step)
    print(f"FAIL {', '.join(failed)}" if failed else f"{len(steps)} steps, no failure")
    sys.exit(1 if failed else 0)


def install(folder):
    """The Python of a virtual environment with the tools in it."""
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *TOOLS], check=True)
    return python


def install_npm(venv, package):
    """The node_modules with a package in it, beside the virtual environment."""
    name, _, version = package.rpartition("@")
    # One folder each, so that the dependencies of one package do not change the other's.
    folder = venv.with_name(f"{venv.name}-{name.rpartition('/')[2]}")
    modules = folder / "node_modules"
    manifest = modules / name / "package.json"
    if not (manifest.exists() and json.loads(manifest.read_text())["version"] == version):
        # Install scripts of dependencies only collect statistics.
        options = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel", "error"]
        subprocess.run(["npm", "install", *options, "--prefix", folder, package], check=True)
    return modules


def build_walk(sandbox):
    """Builds verify_walk into the target directory that the sandbox is in."""
    target = sandbox.absolute().parents[1]
    command = [os.environ.get("CARGO", "cargo"), "build", "--quiet", "--package", "northbricks-examples", "--bin", "verify_walk"]
    subprocess.run(command, cwd=ROOT, env=dict(os.environ, CARGO_TARGET_DIR=str(target)), check=True)
    return target / "debug" / "verify_walk"


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
