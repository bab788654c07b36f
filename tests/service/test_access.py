"""Who may ask: tokens, hosts, origins; and what the browser is told."""

import base64
import hashlib
import re
import socket
import sys
from typing import Any

import pytest

from extractor.cli.main import main

pytest.importorskip("fastapi", reason="needs the extra web")
pytest.importorskip("httpx2", reason="the test client needs it")

from starlette.testclient import TestClient

from extractor.service import page
from extractor.service.app import application
from extractor.service.messages import Answer, Job
from extractor.service.pool import Pool
from extractor.service.settings import LOCAL, Settings, is_loopback

TOKEN = "0123456789abcdef"


class Idle(Pool):
    """A pool without workers: what gets through the guard is answered at once."""

    async def run(self, job: Job, *, patient: bool = False) -> Answer:
        return Answer(b"{}")

    @property
    def alive(self) -> int:
        return 1


def client(**settings: Any) -> TestClient:
    return TestClient(application(Idle(Settings(**settings))), base_url="http://localhost:8000")


def status(asked: TestClient, **headers: str) -> int:
    return asked.post("/v1/extract", json={"text": "a"}, headers=headers).status_code


@pytest.mark.parametrize(
    ("headers", "want"),
    [
        ({}, 200),
        ({"Host": "127.0.0.1:9"}, 200),
        ({"Host": "[::1]:8000"}, 200),
        ({"Host": "LOCALHOST"}, 200),
        ({"Host": "evil.example"}, 403),  # a name that was bent to 127.0.0.1
        ({"Host": "localhost.evil.example:8000"}, 403),
        ({"Host": ""}, 403),
        ({"Origin": "http://localhost:8000"}, 200),
        ({"Origin": "http://localhost:3000"}, 403),  # another service on this machine
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://["}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_pages_of_other_origins_are_kept_out(headers: dict[str, str], want: int) -> None:
    assert status(client(), **headers) == want


def test_a_name_can_be_admitted() -> None:
    asked = client(hosts=LOCAL | {"figures.example"})
    assert status(asked, Host="figures.example", Origin="https://figures.example") == 200
    assert status(asked, Origin="https://figures.example") == 200  # a proxy in front that gives its own Host
    assert status(asked, Host="other.example") == 403


def test_no_page_of_another_origin_is_told_that_it_may_read() -> None:
    reply = client().options(
        "/v1/extract", headers={"Origin": "http://evil.example", "Access-Control-Request-Method": "POST"}
    )
    assert reply.status_code == 403
    assert not [h for h in reply.headers if h.startswith("access-control")]


@pytest.mark.parametrize(
    ("authorization", "want"),
    [
        (f"Bearer {TOKEN}", 200),
        (f"bearer  {TOKEN}", 200),
        (f"Basic {TOKEN}", 401),
        ("", 401),
        ("Bearer", 401),
        (TOKEN, 401),
        (f"Bearer {TOKEN}x", 401),
        ("Bearer ü", 401),
    ],
)
def test_the_token_is_asked_for(authorization: str, want: int) -> None:
    asked = client(token=TOKEN, hosts=frozenset())
    reply = asked.post(
        "/v1/extract", json={"text": "a"}, headers=[(b"authorization", authorization.encode())]
    )
    assert reply.status_code == want
    if want == 401:
        assert reply.json()["type"] == "urn:zhibiao:problem:token"
        assert "Bearer" in reply.headers["www-authenticate"]


def test_only_the_page_and_health_are_told_without_the_token() -> None:
    asked = client(token=TOKEN, hosts=frozenset())
    for path in ("/metrics", "/openapi.json", "/v1/schema", "/nowhere"):
        assert asked.get(path).status_code == 401
    assert asked.get("/healthz").status_code == 200
    assert asked.get("/").status_code in (200, 404)
    told = asked.get("/openapi.json", headers={"Authorization": f"Bearer {TOKEN}"}).json()
    assert told["security"] == [{"token": []}]


def test_the_service_does_not_listen_to_others_without_a_token(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ZHIBIAO_TOKEN", raising=False)
    assert main(["serve", "--host", "0.0.0.0"]) == 2
    assert "a token is needed" in capsys.readouterr().err
    (tmp_path / "token").write_text("short\n")
    assert main(["serve", "--token-file", str(tmp_path / "token")]) == 2
    assert "at least 16" in capsys.readouterr().err
    assert main(["serve", "--token-file", str(tmp_path / "none")]) == 2
    assert "cannot be read" in capsys.readouterr().err
    monkeypatch.setenv("ZHIBIAO_TOKEN", "")
    assert main(["serve", "--host", "0.0.0.0"]) == 2
    assert "at least 16" in capsys.readouterr().err
    monkeypatch.setenv("ZHIBIAO_TOKEN", TOKEN)
    assert main(["serve", "--host", "no such name"]) == 2
    assert "no such address" in capsys.readouterr().err
    assert [is_loopback(h) for h in ("127.0.0.1", "127.9.9.9", "0.0.0.0", "::")] == [True, True, False, False]


def test_what_keeps_a_worker_from_starting_is_said(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--port", "0", "-j", "1", "--ner", "no_such_pipeline"]) == 2
    assert "no_such_pipeline" in capfd.readouterr().err


def test_a_port_that_is_taken_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 2
    assert f"port {port}" in capsys.readouterr().err


def test_without_the_extra_the_way_out_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "python_multipart", None)
    assert main(["serve"]) == 2
    assert "pip install 'zhibiao[web]'" in capsys.readouterr().err


def test_every_answer_is_closed_to_browsers() -> None:
    asked = client()
    for reply in (asked.get("/healthz"), asked.get("/nowhere"), asked.get("/", headers={"Host": "x"})):
        assert reply.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["x-frame-options"] == "DENY"
        assert reply.headers["cache-control"] == "no-store"
        assert "server" not in reply.headers


def test_the_page_runs_its_own_scripts_and_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    script = "\nlet a = '<b>指标</b>';\n"
    html = f'<!doctype html><style>a {{}}</style><script type="module">{script}</script><p>x</p>'
    monkeypatch.setattr(page.workbench, "page", html.encode)
    page._workbench.cache_clear()
    try:
        reply = client().get("/")
    finally:
        page._workbench.cache_clear()
    assert reply.text == html
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = dict(part.split(" ", 1) for part in reply.headers["content-security-policy"].split("; "))
    assert policy["script-src"] == f"'sha256-{digest}'"
    assert policy["default-src"] == "'none'"
    assert policy["connect-src"] == "'self'"
    assert re.fullmatch(r"text/html; charset=utf-8", reply.headers["content-type"])
