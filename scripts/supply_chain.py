#!/usr/bin/env python3
"""What the project stands on: known holes, a bill of materials, licences. All three are read from requirements.lock.

    scripts/supply_chain.py audit              known vulnerabilities, by pip-audit; needs the network (--service osv: another one)
    scripts/supply_chain.py sbom -o sbom.json  a CycloneDX bill of materials with hashes, by cyclonedx-py
    scripts/supply_chain.py licences           write docs/licences.md anew; exit code 1 if one is not compatible

`audit` ends with 1 if a hole is known, and with 2 if any package could not be looked up: that is not clean.
The tools are in requirements-systems.lock.
"""

import argparse
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

TOP = Path(__file__).resolve().parent.parent
LOCK = TOP / "requirements.lock"
PAGE = TOP / "docs" / "licences.md"
PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;]+)", re.MULTILINE)
# What Apache-2.0 can stand on. The weak copyleft ones bind changes of their own files only, and we change none.
PERMISSIVE = {
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "CNRI-Python",
    "ISC",
    "MIT",
    "MIT-0",
}
PERMISSIVE |= {"PSF-2.0", "Zlib"}
WEAK = {"LGPL-2.1-or-later", "LGPL-3.0-only", "MPL-1.1", "MPL-2.0"}
SAID = {  # what packages write that is no SPDX expression
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "ISC License": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "The BSD 2-Clause License": "BSD-2-Clause",
}
# Never installed here: Windows and browsers only.
ELSEWHERE = {"colorama": "BSD-3-Clause", "httpx2-jsfetch": "BSD-3-Clause", "pywin32": "PSF-2.0"}


class Package(NamedTuple):
    """One line of the list."""

    name: str
    version: str
    licence: str
    use: str


def locked() -> dict[str, list[str]]:
    """Read names and versions; one may be pinned differently for different interpreters."""
    found: dict[str, list[str]] = {}
    for name, version in PINNED.findall(LOCK.read_text("utf-8")):
        found.setdefault(canonicalize_name(name), []).append(version)
    return found


def licence(name: str) -> str:
    """Say the licence of an installed package as an SPDX expression, or as it says itself."""
    try:
        data = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ELSEWHERE.get(name, "unknown")
    said = data.get("License-Expression") or (data.get("License") or "").split("\n")[0]
    if not said:
        classes = [c.rpartition(" :: ")[2] for c in data.get_all("Classifier", []) if c.startswith("License")]
        said = classes[0] if classes else "unknown"
    return SAID.get(said, said)


def compatible(expression: str) -> bool:
    """Tell whether one side of each OR can stand under Apache-2.0."""
    return any(
        all(part.strip("() ") in PERMISSIVE | WEAK for part in side.split(" AND "))
        for side in expression.split(" OR ")
    )


def needed(names: Iterable[str]) -> set[str]:
    """Follow what packages need, as installed here."""
    seen, todo = set[str](), list(names)
    while todo:
        wanted = Requirement(todo.pop())
        if (name := canonicalize_name(wanted.name)) in seen:
            continue
        seen.add(name)
        try:
            todo += [r for r in metadata.requires(name) or [] if _applies(Requirement(r), wanted.extras)]
        except metadata.PackageNotFoundError:
            continue
    return seen


def _applies(requirement: Requirement, extras: set[str]) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": e}) for e in extras or {""})


def packages() -> Iterator[Package]:
    """List all that the lock pins: what always comes along, what extras add, what only development needs."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
    core = needed(project["dependencies"])
    extras = needed(r for group in project["optional-dependencies"].values() for r in group)
    for name, versions in sorted(locked().items()):
        use = "core" if name in core else "extra" if name in extras else "development"
        yield Package(name, ", ".join(versions), licence(name), use)


def page(rows: Iterable[Package]) -> str:
    """Write the list as Markdown."""
    head = (
        "# Licences\n\nzhibiao is under Apache-2.0. It stands on these packages, as `requirements.lock` pins them;"
        " made by `scripts/supply_chain.py licences` from what the packages say of themselves. LGPL and MPL packages are used as"
        " they are, as libraries; where one offers a choice (`OR`), any compatible one will do. Packages of"
        " `requirements-systems.lock` are used by tests alone and never shipped.\n\n"
        "| package | version | licence | comes with |\n|---|---|---|---|\n"
    )
    return head + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def licences() -> int:
    """Write the page, and name what is not compatible."""
    rows = list(packages())
    PAGE.write_text(page(rows), "utf-8")
    bad = [row for row in rows if not compatible(row.licence)]
    for row in bad:
        print(f"not known to be compatible: {row.name} {row.version}: {row.licence}")
    print(f"{len(rows)} packages: {PAGE}")
    return 1 if bad else 0


def audit(lock: Path, service: str = "pypi") -> int:
    """Look all packages up; one that could not be is no clean one."""
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "-r",
        str(lock),
        "--disable-pip",
        "--progress-spinner",
        "off",
        "-s",
        service,
    ]
    done = subprocess.run([*command, "-f", "json"], capture_output=True, text=True, check=False)
    try:
        told = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(f"audit: not done: {(done.stderr.strip().splitlines() or ['no answer'])[-1]}")
        return 2
    skipped = [d["name"] for d in told if "skip_reason" in d]
    holes = [(d, hole) for d in told for hole in d.get("vulns", [])]
    for d, hole in holes:
        fixed = ", ".join(hole["fix_versions"]) or "none"
        print(
            f"{d['name']} {d['version']}: {hole['id']} {' '.join(hole.get('aliases', []))}; mended in {fixed}"
        )
    print(f"audit: {len(told) - len(skipped)} of {len(told)} packages looked up, {len(holes)} holes known")
    if skipped:
        print(f"audit: not looked up: {', '.join(skipped)}")
    return 1 if holes else 2 if skipped else 0


def sbom(out: Path) -> int:
    """Write the bill of materials."""
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", str(LOCK), "--output-reproducible"]
    command += ["--pyproject", str(TOP / "pyproject.toml"), "--of", "JSON", "-o", str(out)]
    return subprocess.run(command, check=False).returncode


def main() -> None:
    """Do what is named."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("audit", "sbom", "licences"))
    parser.add_argument("--lock", type=Path, default=LOCK, help="for audit: another lock file")
    parser.add_argument("--service", choices=("pypi", "osv"), default="pypi", help="for audit: who is asked")
    parser.add_argument("-o", "--output", type=Path, default=TOP / "out" / "sbom.json", metavar="FILE")
    args = parser.parse_args()
    if args.what == "sbom":
        args.output.parent.mkdir(parents=True, exist_ok=True)
        sys.exit(sbom(args.output))
    sys.exit(audit(args.lock, args.service) if args.what == "audit" else licences())


if __name__ == "__main__":
    main()
