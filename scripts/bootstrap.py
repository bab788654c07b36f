#!/usr/bin/env python3
"""One command for a fresh machine: set up .venv from the lock file, then do the work named.

    python3 scripts/bootstrap.py demo    extract the shipped corpus into out/
    python3 scripts/bootstrap.py test    run the tests
    python3 scripts/bootstrap.py setup   only set up
    python3 scripts/bootstrap.py systems set up, and add what the tests against Ray, Spark, a browser … need

Needs Python 3.11 to 3.13 and nothing else. Every package is checked against its hash.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
ENV = TOP / ".venv"
BIN = ENV / ("Scripts" if os.name == "nt" else "bin")
LOCK = TOP / "requirements.lock"
SYSTEMS = TOP / "requirements-systems.lock"
STAMP = ENV / "installed-from"


def run(*command: str | Path) -> None:
    """Run a command in the checkout; its failure is ours."""
    done = subprocess.run([str(c) for c in command], cwd=TOP, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def setup() -> None:
    """Make the environment, unless it is there and from this very lock file."""
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        sys.exit(
            f"bootstrap: needs Python 3.11 to 3.13, this is {sys.version.split()[0]}: call it with another python3"
        )
    state = hashlib.sha256(LOCK.read_bytes() + (TOP / "pyproject.toml").read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text() == state:
        return
    print("setting up .venv (once, about a minute) ...", flush=True)
    venv.EnvBuilder(with_pip=True, clear=ENV.exists() and not STAMP.exists()).create(ENV)
    pip = (BIN / "python", "-m", "pip", "--quiet", "--disable-pip-version-check", "install")
    run(*pip, "--require-hashes", "--requirement", LOCK)
    run(*pip, "--no-deps", "--no-build-isolation", "--editable", TOP)
    STAMP.write_text(state)


def demo() -> None:
    """Extract the shipped corpus and show the first rows."""
    for name in ("corpus.jsonl", "corpus.csv"):
        quiet = () if name.endswith("jsonl") else ("--quiet",)
        run(
            BIN / "zhibiao",
            "extract",
            "corpus",
            "--manifest",
            "corpus/manifest.csv",
            *quiet,
            "-o",
            Path("out", name),
        )
    run(BIN / "python", TOP / "scripts" / "show.py", Path("out", "corpus.jsonl"))
    print(
        "\nout/corpus.jsonl: one document a line, proved by spans; out/corpus.csv: one record a row, opens in Excel"
    )


def test() -> None:
    """Run the tests, on every core up to eight; what is given behind `test` goes to pytest (-n0: one process)."""
    spread = ("-n", "logical", "--maxprocesses", "8", "--dist", "worksteal")
    run(BIN / "python", "-m", "pytest", *spread, *sys.argv[2:])


def systems() -> None:
    """Add the packages of the tests that need other people's systems; without them those tests are skipped."""
    run(BIN / "python", "-m", "pip", "--quiet", "install", "--require-hashes", "--requirement", SYSTEMS)


def main() -> None:
    """Do what is named."""
    jobs = {"demo": demo, "test": test, "setup": lambda: None, "systems": systems}
    if len(sys.argv) < 2 or sys.argv[1] not in jobs:
        sys.exit(__doc__)
    setup()
    jobs[sys.argv[1]]()


if __name__ == "__main__":
    main()
