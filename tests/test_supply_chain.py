"""What we stand on: every package is pinned by hashes, has a licence that fits, and none of it calls anyone."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from supply_chain import LOCK, PAGE, PINNED, compatible, licence, locked

TOP = Path(__file__).parent.parent
SENTENCE = "前三季度，达丰（重庆）电联有限公司产值341.6亿元，增长6.4%。"


def rows() -> list[list[str]]:
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


@pytest.mark.parametrize("lock", [LOCK, LOCK.with_name("requirements-systems.lock")], ids=lambda p: p.name)
def test_every_package_is_pinned_with_hashes(lock: Path) -> None:
    parts = PINNED.split(lock.read_text("utf-8"))[1:]
    assert len(parts) > 100
    for name, _, rest in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        assert "--hash=sha256:" in rest, name


def test_the_licences_are_those_of_the_lock_and_fit() -> None:
    listed = {name: version for name, version, _, _ in rows()}
    assert listed == {n: ", ".join(v) for n, v in locked().items()}, "run scripts/supply_chain.py licences"
    assert not [row for row in rows() if not compatible(row[2])]


@pytest.mark.parametrize("name", ["numpy", "jieba", "regex", "pytest"])
def test_the_page_says_what_the_package_says(name: str) -> None:
    assert {row[0]: row[2] for row in rows()}[name] == licence(name)


@pytest.mark.parametrize(
    ("expression", "fits"),
    [
        ("MIT", True),
        ("MIT AND Zlib", True),
        ("GPL-2.0-only OR MPL-1.1", True),
        ("LGPL-3.0-only", True),
        ("GPL-3.0-only", False),
        ("MIT AND AGPL-3.0-only", False),
        ("unknown", False),
    ],
)
def test_strong_copyleft_and_silence_do_not_fit(expression: str, fits: bool) -> None:
    assert compatible(expression) is fits


def test_a_package_that_was_not_looked_up_is_not_clean(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import supply_chain

    def said(*told: dict[str, Any]) -> int:
        done = subprocess.CompletedProcess([], 0, json.dumps({"dependencies": told}), "")
        monkeypatch.setattr(supply_chain.subprocess, "run", lambda *_, **__: done)
        return supply_chain.audit(LOCK)

    clean = {"name": "a", "version": "1", "vulns": []}
    hole = {"id": "X-1", "fix_versions": ["2"], "aliases": []}
    assert said(clean) == 0
    assert said(clean, {"name": "b", "skip_reason": "not found"}) == 2
    assert said(clean, {"name": "c", "version": "1", "vulns": [hole]}) == 1
    assert "c 1: X-1 ; mended in 2" in capsys.readouterr().out


def test_the_bill_of_materials_names_every_package(tmp_path: Path) -> None:
    pytest.importorskip("cyclonedx_py")
    out = tmp_path / "sbom.json"
    script = str(TOP / "scripts" / "supply_chain.py")
    subprocess.run([sys.executable, script, "sbom", "-o", str(out)], check=True, capture_output=True)
    bill = json.loads(out.read_text("utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    assert {c["name"] for c in bill["components"]} == set(locked())


def inputs(folder: Path) -> list[str]:
    """One of each kind that the core reads, with addresses that a careless reader would open."""
    page = f'<html><head><link rel="stylesheet" href="http://192.0.2.1/a.css"></head><body><p>{SENTENCE}</p><img src="http://192.0.2.1/b.png"></body></html>'
    (folder / "a.html").write_text(page, "utf-8")
    (folder / "a.txt").write_text(SENTENCE + "http://192.0.2.1/\n", "utf-8")
    (folder / "t.csv").write_text(f"id,text\n1,{SENTENCE}\n", "utf-8")
    return [str(folder), str(folder / "t.csv")]


def test_nothing_opens_a_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.cli.main import main

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "__init__", refuse)
    for name in ("create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    with pytest.raises(AssertionError):
        socket.socket()
    assert main(["extract", *inputs(tmp_path), "-q", "-o", str(tmp_path / "o.jsonl")]) == 0
    assert len((tmp_path / "o.jsonl").read_text("utf-8").splitlines()) == 3
    assert main(["explain", SENTENCE]) == 0


@pytest.mark.skipif(
    not shutil.which("unshare") or subprocess.run(["unshare", "-rn", "true"], check=False).returncode != 0,
    reason="needs network namespaces",
)
def test_a_machine_without_a_network_gives_the_same(tmp_path: Path) -> None:
    table = inputs(tmp_path)[-1]
    for name, before in (("with", []), ("without", ["unshare", "-rn"])):
        command = [
            sys.executable,
            "-m",
            "extractor.cli.main",
            "extract",
            table,
            "-q",
            "-o",
            str(tmp_path / name),
        ]
        subprocess.run([*before, *command], check=True, cwd=TOP, env={**os.environ, "HOME": str(tmp_path)})
    assert (tmp_path / "with").read_bytes() == (tmp_path / "without").read_bytes()
