"""Data flows one way: who may import whom, and what a light import must not load."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "extractor"

# Each room may import those before it; the first few are everybody's.
EVERYBODY = {"span", "errors", "__init__", "late"}
ORDER = [
    {"patterns"},
    {"text"},
    {"ner"},
    {"mentions"},
    {"facts"},
    {"wire", "config"},
    {"contract"},
    {"document"},
    {"pipeline"},
    {"batch", "patterns_check"},
    {"engines"},
    {"render", "spacy_components", "frame"},
    {"evaluation"},
    {"service"},
    {"cli"},
]
RANK = {room: i for i, rooms in enumerate(ORDER) for room in rooms}


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("extractor"):
            parts = node.module.split(".")
            found |= {parts[1]} if len(parts) > 1 else {a.name for a in node.names}
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("extractor.")}
    return found


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_point_upwards(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        return
    for other in imports(path) - {room} - EVERYBODY - {"__version__"}:
        if room in EVERYBODY:
            pytest.fail(f"{room} is everybody's and imports {other}")
        assert room in RANK, f"{room} has no place in the order"
        assert RANK[other] < RANK[room], f"{room} must not import {other}"


def test_files_stay_readable() -> None:
    long = {
        str(p.relative_to(PACKAGE)): n
        for p in PACKAGE.rglob("*.py")
        if (n := len(p.read_text("utf-8").splitlines())) > 350
    }
    assert not long


BATCH = {"pyarrow", "duckdb", "pypdfium2", "docx", "multiprocessing", "mcp"}


@pytest.mark.parametrize(
    "code", ["import extractor", "from extractor.cli.main import build_parser; build_parser().format_help()"]
)
def test_light_import(code: str) -> None:
    heavy = {
        "spacy",
        "jieba",
        "pandas",
        "numpy",
        "ray",
        "pyspark",
        "psycopg",
        "pydantic",
        "trafilatura",
        "opencc",
        "spacy_pkuseg",
    } | BATCH
    check = f"{code}; import sys; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_one_article_from_the_shell_loads_little(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("产值5亿元。", "utf-8")
    code = f"from extractor.cli.main import main; main(['extract', {str(tmp_path / 'a.txt')!r}, '-q'])"
    check = f"{code}; import sys; print(sorted({BATCH | {'spacy', 'pydantic'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
