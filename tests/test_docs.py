"""What the documents show is executed: their Python, their shell commands, their schema."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.cli.main import build_parser, main

TOP = Path(__file__).parent.parent
README = (TOP / "README.md").read_text("utf-8")
WORKBENCH = (TOP / "docs" / "workbench.md").read_text("utf-8")
BATCH = (TOP / "docs" / "batch.md").read_text("utf-8")


def blocks(language: str, page: str = README) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


@pytest.mark.parametrize(
    "code", blocks("python") + blocks("python", BATCH), ids=lambda c: c.strip().splitlines()[0]
)
def test_python_of_the_pages(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    if "spacy" in code:
        pytest.importorskip("spacy")
    exec(compile(code, "README.md", "exec"), {})
    said = capsys.readouterr().out.strip().splitlines()
    assert said == [line.removeprefix("# ") for line in code.splitlines() if line.startswith("# ")]


def test_commands_of_the_pages_exist() -> None:
    shown = blocks("sh") + blocks("sh", WORKBENCH)
    lines = [line for block in shown for line in block.splitlines() if line.startswith(".venv/bin/zhibiao")]
    assert lines
    for line in lines:
        words = shlex.split(line, comments=True)[1:]
        if words != ["--help"]:
            build_parser().parse_args(words)


def test_bootstrap_knows_what_the_readme_calls() -> None:
    for job in re.findall(r"python3 scripts/bootstrap\.py (\w+)", README):
        assert f'"{job}"' in (TOP / "scripts" / "bootstrap.py").read_text("utf-8")


def test_contract_page_shows_the_current_version() -> None:
    example = re.search(r"```json\n(.*?)```", (TOP / "docs" / "contract.md").read_text("utf-8"), re.DOTALL)
    assert example
    data = json.loads(example[1])
    assert data["schema_version"] == "1.0"
    assert list(data) == [
        "schema_version",
        "doc_id",
        "source",
        "published",
        "articles",
        "records",
        "organizations",
        "warnings",
        "producer",
    ]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of some of the corpus, one reprint and one article that disagrees."""
    folder = tmp_path_factory.mktemp("base")
    article = (TOP / "corpus" / "report-01.txt").read_text("utf-8")
    rows = [
        {"doc_id": "first", "published": "2024-02-01", "text": article},
        {"doc_id": "again", "published": "2024-02-03", "text": article.replace("\n", "")},
        {"doc_id": "one", "published": "2024-02-01", "text": "2023年，陕西省地区生产总值16078.5亿元。"},
        {
            "doc_id": "other",
            "published": "2024-02-01",
            "text": "据介绍，2023年，陕西省地区生产总值16080亿元。",
        },
        {"doc_id": "growth", "published": "2024-02-01", "text": "2023年，陕西省规模以上工业增加值增长5%。"},
    ]
    table = folder / "t.jsonl"
    table.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    assert main(["extract", str(table), "-o", str(folder / "base.duckdb"), "-q"]) == 0
    return folder / "base.duckdb"


QUERIES = [q.strip() for q in blocks("sql")[0].split(";") if q.strip()]


@pytest.mark.parametrize("query", QUERIES, ids=lambda q: q.splitlines()[0])
def test_queries_of_the_readme_find_something(query: str, base: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(str(base), read_only=True) as db:
        assert db.execute(query).fetchall()


def test_there_are_five_queries() -> None:
    assert len(QUERIES) == 5


def test_options_of_the_batch_page_exist() -> None:
    known = extract_help() + "zhibiao schema --arrow"
    for option in set(re.findall(r"`(--?[a-z-]+)", BATCH)):
        assert option in known, option


def test_keys_of_the_workbench_page_do_something() -> None:
    source = (TOP / "extractor" / "render" / "assets" / "keys.js").read_text("utf-8")
    named = {"↓": "ArrowDown", "↑": "ArrowUp", "→": "ArrowRight", "←": "ArrowLeft", "Esc": "Escape"}
    keys = re.findall(r"`([^`]+)`", "".join(re.findall(r"^\| (`[^|]+) \|", WORKBENCH, re.MULTILINE)))
    assert len(keys) > 20
    for key in set(keys) - {"1", "5"}:
        name = named.get(key, key)
        assert re.search(rf'(?<![\w"]){re.escape(name)}: |"{re.escape(name)}"', source), key


def extract_help() -> str:
    done = subprocess.run(
        [sys.executable, "-m", "extractor.cli.main", "extract", "-h"],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_scripts_that_pages_name_are_there() -> None:
    pages = [TOP / "README.md", TOP / "CONTRIBUTING.md", *sorted((TOP / "docs").glob("*.md"))]
    named = {name for page in pages for name in re.findall(r"scripts/\w+\.py", page.read_text("utf-8"))}
    assert len(named) > 8
    assert not [name for name in sorted(named) if not (TOP / name).exists()]


def test_links_lead_somewhere() -> None:
    for page in (
        TOP / "README.md",
        TOP / "patterns" / "README.md",
        TOP / "CONTRIBUTING.md",
        *sorted((TOP / "docs").glob("*.md")),
    ):
        for target in re.findall(r"\]\((?!http|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
