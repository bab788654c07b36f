"""The examples of docs/integrate.md do in an empty folder what the page says."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.cli.main import build_parser

PAGE = (Path(__file__).parent.parent / "docs" / "integrate.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE))
ELSEWHERE = {"Ray", "Spark", "PostgreSQL"}  # their systems' own tests start a system and run them
EXAMPLES = [
    pytest.param(language, code, id=name)
    for name, section in SECTIONS.items()
    if name not in ELSEWHERE
    for language, code in re.findall(r"```(sh|python)\n(.*?)```", section, re.DOTALL)
]


@pytest.mark.parametrize(("language", "code"), EXAMPLES)
def test_an_example(language: str, code: str, tmp_path: Path) -> None:
    for module in re.findall(r"^(?:import|from) (\w+)", code, re.MULTILINE) if language == "python" else ():
        pytest.importorskip(module)
    if "jq " in code and not shutil.which("jq"):
        pytest.skip("jq is not installed")
    command = (
        [sys.executable, "-c", code] if language == "python" else ["bash", "-eo", "pipefail", "-c", code]
    )
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    env = {**os.environ, "PATH": path, "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, env=env)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        line.removeprefix("# ") for line in code.splitlines() if line.startswith("# ")
    ]


def test_every_section_has_an_example_of_about_ten_lines() -> None:
    assert {"Shell", "Python", "spaCy", "pandas", "Arrow and Parquet", "DuckDB", "MCP"} <= SECTIONS.keys()
    for name, section in SECTIONS.items():
        assert re.search(r"```(sh|python)\n", section), name


def test_the_clients_configuration_starts_a_command_that_exists() -> None:
    (block,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    for server in json.loads(block)["mcpServers"].values():
        assert server["command"] == "zhibiao"
        build_parser().parse_args(server["args"])


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!http|#)([^)#]+)", PAGE):
        assert (Path(__file__).parent.parent / "docs" / target).exists(), target
