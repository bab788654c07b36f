"""What the documents show is executed: their Python, their shell commands, their schema."""

import json
import re
import shlex
from pathlib import Path

import pytest

from extractor.cli.main import build_parser

TOP = Path(__file__).parent.parent
README = (TOP / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("code", blocks("python"), ids=lambda c: c.strip().splitlines()[0])
def test_python_of_the_readme(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    if "spacy" in code:
        pytest.importorskip("spacy")
    exec(compile(code, "README.md", "exec"), {})
    said = capsys.readouterr().out.strip().splitlines()
    assert said == [line.removeprefix("# ") for line in code.splitlines() if line.startswith("# ")]


def test_commands_of_the_readme_exist() -> None:
    lines = [
        line for block in blocks("sh") for line in block.splitlines() if line.startswith(".venv/bin/zhibiao")
    ]
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


def test_links_lead_somewhere() -> None:
    for page in (TOP / "README.md", TOP / "patterns" / "README.md", TOP / "CONTRIBUTING.md"):
        for target in re.findall(r"\]\((?!http|#)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
