"""PostgreSQL: what DuckDB holds, on a server; killed anywhere, nothing half-written; the password stays where it is."""

import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from batch_samples import Write, row, story

from extractor.cli.main import main

psycopg = pytest.importorskip("psycopg")
from postgres_server import PASSWORD, binaries, server  # noqa: E402

Section = Callable[[str, str], list[str]]
TABLES = ("documents", "articles", "records", "organizations", "reprint_links")
VIEWS = ("series", "latest", "conflicts", "reprints")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    found = binaries()
    if not found:
        pytest.skip("PostgreSQL is not installed (initdb)")
    with server(found) as address:
        yield address


@pytest.fixture
def base(address: str, request: pytest.FixtureRequest) -> str:
    """A database of the test's own."""
    name = "b" + re.sub(r"\W", "", request.node.name)[-40:].lower()
    with psycopg.connect(address.format("postgres"), autocommit=True) as db:
        db.execute(f"CREATE DATABASE {name}")
    return address.format(name)


def load(*arguments: object) -> int:
    return main(["extract", *map(str, arguments), "-q"])


def query(base: str, sql: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(base) as db:
        return db.execute(sql).fetchall()


def held(base: str, *tables: str, columns: str = "*") -> dict[str, list[tuple[Any, ...]]]:
    return {t: sorted(query(base, f"SELECT {columns} FROM {t}"), key=str) for t in tables}


def samples(table: Write) -> Path:
    return table(
        [
            story("first", "2024-10-20"),
            {**story("again", "2024-10-23"), "text": story("again", "")["text"].replace("，", ",\n")},
            story("other", "2024-10-21", number="148.2"),
            story("later", "2024-11-20", period="1至10月", number="163.5", rate="6.6"),
            {"doc_id": "exact", "text": "产值1234567890123.45亿元。出口3.0000001吨。"},
            {"doc_id": "nul", "text": "销量\x003万辆，产值5亿元。"},
            {"doc_id": "odd", "text": "截至2月30日，产值7亿元；2023年2月30日，利润8亿元。"},
        ]
    )


def test_it_holds_what_duckdb_holds(table: Write, tmp_path: Path, base: str) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = samples(table)
    assert load(path, "-o", base) == load(path, "-o", tmp_path / "b.duckdb") == 0
    with duckdb.connect(str(tmp_path / "b.duckdb"), read_only=True) as db:
        for name in (*TABLES, *VIEWS):
            theirs = sorted(db.execute(f"SELECT * FROM {name}").fetchall(), key=str)
            ours = held(base, name)[name]
            assert [tuple(str(v).replace("\0", "\ufffd") for v in r) for r in theirs] == [
                tuple(map(str, r)) for r in ours
            ], name
            assert ours, name
        assert db.execute("SELECT run, documents, changed FROM runs").fetchall() == query(
            base, "SELECT run, documents, changed FROM runs"
        )
    numbers = query(base, "SELECT number FROM records WHERE document = 'exact' ORDER BY number DESC")
    assert numbers[0] == (Decimal(123456789012345000000),)


def test_again_changes_nothing_and_a_change_leaves_nothing_behind(table: Write, base: str) -> None:
    path = samples(table)
    every = (*TABLES, "runs")
    assert load(path, "-o", base) == 0
    first = held(base, *every, columns="ctid, xmin, *")
    assert load(path, "-o", base) == 0
    assert held(base, *every, columns="ctid, xmin, *") == first
    assert load(table([{"doc_id": "other", "text": "产值6亿元。"}]), "-o", base) == 0
    assert query(base, "SELECT number FROM records WHERE document = 'other'") == [(600000000,)]
    assert query(base, "SELECT count(*) FROM documents") == [(7,)]
    assert query(base, "SELECT documents, changed FROM runs ORDER BY loaded") == [(7, 7), (1, 1)]


def test_tables_of_others_are_left_alone(table: Write, base: str) -> None:
    with psycopg.connect(base) as db:
        db.execute("CREATE TABLE printed AS SELECT 1 AS mine")
        db.execute("CREATE TABLE linked AS SELECT 2 AS mine")
    assert load(samples(table), "-o", base) == 0
    assert query(base, "SELECT p.mine, l.mine FROM public.printed p, public.linked l") == [(1, 2)]


def test_a_run_loads_what_one_process_loads(table: Write, tmp_path: Path, address: str, base: str) -> None:
    path = table([story(f"d{n}", "2024-10-20", number=str(100 + n)) for n in range(70)])
    assert load(path, "-o", base, "-j", "2", "--folder", tmp_path / "run") == 0
    run = held(base, *TABLES)
    with psycopg.connect(base, autocommit=True) as db:
        db.execute("CREATE SCHEMA other")
    beside = f"{base}&options=-csearch_path%3Dother"
    assert load(path, "-o", beside) == 0
    assert held(beside, *TABLES) == run
    assert len(run["documents"]) == 70
    assert not [p for p in tmp_path.rglob("*") if p.is_file() and PASSWORD.encode() in p.read_bytes()]


def test_killed_it_leaves_nothing_half_written(table: Write, base: str, tmp_path: Path) -> None:
    path = table([row(n, f"{n}号。" + row(n)["text"] * 8) for n in range(1500)])
    command = [sys.executable, "-m", "extractor.cli.main", "extract", str(path), "-o", base, "--no-orgs"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    with psycopg.connect(base, autocommit=True) as db:
        end = time.monotonic() + 60
        while not _count(db) and time.monotonic() < end:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
        done = _count(db)
        assert 0 < done < 1500
        assert done % 64 == 0
        found = db.execute(
            "SELECT count(r.key) FROM documents d LEFT JOIN records r USING (document) GROUP BY d.document"
        )
        assert {n for (n,) in found} == {8}
    assert load(path, "-o", base, "--no-orgs") == 0
    assert query(base, "SELECT count(*), count(DISTINCT document) FROM records") == [(12000, 1500)]
    assert query(base, "SELECT documents, changed FROM runs") == [(1500, 1500 - done)]


def _count(db: Any) -> int:
    try:
        (count,) = db.execute("SELECT count(*) FROM documents").fetchone()
    except psycopg.errors.UndefinedTable:
        return 0
    return int(count)


SECRET = quote(PASSWORD, safe="")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("postgresql://zhibiao:{raw}@/postgres?host={host}", "in a password, write %40"),
        ("postgresql://zhibiao:{raw}@[::1/postgres", "in a password, write %40"),
        ("postgresql://zhibiao:{secret}@/postgres?host={host}&{secret}", "not the address"),
        ("postgresql://zhibiao:{secret}@/nothing?host={host}", 'database "nothing" does not exist'),
        ("postgresql://nobody:{secret}@/postgres?host={host}", "password authentication failed"),
        ("postgresql://zhibiao:{secret}@/postgres?host=/nowhere", "No such file"),
        (
            "postgresql:///postgres?host={host}&user=nobody&password={secret}",
            "password authentication failed",
        ),
    ],
)
def test_the_password_is_never_shown(
    wrong: str, said: str, address: str, table: Write, capfd: pytest.CaptureFixture[str]
) -> None:
    host = address.rpartition("=")[2]
    output = wrong.format(raw=PASSWORD, secret=SECRET, host=host)
    assert load(table([row(1)]), "-o", output) == 2
    shown = capfd.readouterr()
    assert said in shown.err
    for secret in (PASSWORD, SECRET, "geheim", "5:7@亿"):
        assert secret not in shown.err + shown.out


def test_the_summary_and_the_server_do_not_know_the_password(
    base: str, table: Write, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", str(table([row(1)])), "-o", base]) == 0
    shown = capfd.readouterr().err
    assert "to postgresql:///b" in shown
    assert "geheim" not in shown
    assert "geheim" not in str(query(base, "SELECT * FROM runs"))


def test_what_the_server_refuses_is_said(base: str, table: Write, capfd: pytest.CaptureFixture[str]) -> None:
    with psycopg.connect(base) as db:
        db.execute("CREATE TABLE documents (n integer)")
    assert load(table([row(1)]), "-o", base) == 2
    assert "the database refuses" in capfd.readouterr().err


def test_without_psycopg_the_extra_is_named(
    table: Write, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert load(table([row(1)]), "-o", "postgresql://h/b") == 2
    assert "zhibiao[postgres]" in capfd.readouterr().err


def test_usage(table: Write, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for options, said in (
        (["-o", "postgresql://h/b", "-j", "2"], "--folder DIR -j N"),
        (["-o", "postgresql://h/b", "--format", "csv"], "are for files"),
        (["-o", tmp_path / "x", "--folder", tmp_path / "y"], "--folder goes with a database"),
    ):
        assert load(table([row(1)]), *options) == 2
        assert said in capfd.readouterr().err


def test_the_page_on_postgres(
    base: str, table: Write, section: Section, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = samples(table)
    monkeypatch.chdir(path.rename(path.with_name("news.jsonl")).parent)
    monkeypatch.setenv("DATABASE", base)
    lines = [line for block in section("PostgreSQL", "sh") for line in block.splitlines()]
    assert len(lines) == 2
    for line in lines:
        words = shlex.split(os.path.expandvars(line), comments=True)
        assert main([*words[1:], "-q"]) == 0
    for statement in section("PostgreSQL", "sql"):
        assert query(base, statement)
