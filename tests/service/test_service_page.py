"""What docs/service.md shows is executed, and what it lists is there."""

import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from served import Service

from extractor.cli.main import build_parser

TOP = Path(__file__).parents[2]
PAGE = (TOP / "docs" / "service.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def here(code: str, service: Service) -> str:
    assert "127.0.0.1:8000" in code
    return code.replace("127.0.0.1:8000", f"127.0.0.1:{service.port}")


@pytest.mark.parametrize("code", [b for b in blocks("sh") if "curl" in b])
def test_shell(service: Service, code: str) -> None:
    if not shutil.which("curl") or not shutil.which("bash"):
        pytest.skip("curl or bash is not installed")
    # One answer may follow another without a line end.
    code = here(code, service).replace("curl -s", "curl -sS -w '\\n'")
    done = subprocess.run(["bash", "-ec", code], cwd=TOP, capture_output=True, text=True, check=True)
    told = [json.loads(line) for line in done.stdout.splitlines() if line]
    assert told
    assert [t for t in told if "error" in t or "type" in t] == [t for t in told if t.get("line") == 2]
    assert all((t.get("document") or t).get("records", True) for t in told)


@pytest.mark.parametrize("code", blocks("python"))
def test_python(
    service: Service, code: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(TOP)
    exec(compile(here(code, service), "service.md", "exec"), {})
    said = capsys.readouterr().out.strip().splitlines()
    assert said == [line.removeprefix("# ") for line in code.splitlines() if line.startswith("# ")]


def test_commands_and_options_exist(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line for line in blocks("sh")[0].splitlines() if line.startswith("zhibiao")]
    assert lines
    for line in lines:
        build_parser().parse_args(shlex.split(line, comments=True)[1:])
    with pytest.raises(SystemExit):
        build_parser().parse_args(["serve", "-h"])
    known = capsys.readouterr().out
    for option in set(re.findall(r"`(--?[a-z-]+)", PAGE)) - {"--json"}:
        assert option in known, option


def test_addresses_and_problems_are_those_of_the_service(service: Service) -> None:
    from extractor.service.problems import KINDS

    paths = service.get("/openapi.json").json["paths"]
    assert set(re.findall(r"^\| `(?:GET|POST) (\S+)`", PAGE, re.MULTILINE)) == {*paths, "/", "/openapi.json"}
    rows = re.findall(r"^\| (\d+) \| (`.+?`) \|", PAGE, re.MULTILINE)
    told = {kind: int(status) for status, kinds in rows for kind in re.findall(r"`([a-z-]+)`", kinds)}
    assert told == {kind: status for kind, (status, _) in KINDS.items()}
