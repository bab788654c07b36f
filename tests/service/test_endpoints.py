"""Each address of the service, as the command starts it."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from served import SENTENCE, Reply, Service

from extractor import contract, extract
from extractor.cli.main import main
from extractor.span import unproved
from extractor.wire import loads

TOP = Path(__file__).parents[2]
DATE = "2024-10-20"


def test_a_text_gives_the_document_that_the_library_gives(service: Service) -> None:
    reply = service.extract(SENTENCE, published=DATE, doc_id="a", title="标题")
    assert reply.status == 200
    assert reply.headers["content-type"] == "application/json"
    want = extract(SENTENCE, published=DATE, doc_id="a").to_dict()
    want["articles"][0]["title"] = "标题"
    assert reply.body.decode() == contract.dumps(want)
    assert reply.json["records"][0]["value"]["number"] == 34160000000


def test_a_text_without_date_or_id(service: Service) -> None:
    assert service.extract(SENTENCE).body.decode() == extract(SENTENCE).to_json()


def test_files_give_what_the_command_gives(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("docx")
    pytest.importorskip("pypdfium2")
    from paper_samples import pdf, word

    corpus = TOP / "corpus"
    article = (corpus / "report-01.txt").read_text("utf-8")
    files = {
        "a-2024-10-20.txt": ("\ufeff" + article).encode(),
        "国标.TXT": article.encode("gb18030"),
        "b.md": f"# 标题\n\n**{SENTENCE}**\n".encode(),
        "c.html": f"<html><body><article><p>{SENTENCE}</p></article></body></html>".encode(),
        "d.docx": word(),
        "e.pdf": pdf([(40, 700, SENTENCE)]),
    }
    monkeypatch.chdir(tmp_path)
    for name, content in files.items():
        Path(name).write_bytes(content)
        assert main(["extract", name, "-o", "out.jsonl", "-q"]) == 0
        reply = service.upload(name, content)
        assert reply.body + b"\n" == Path("out.jsonl").read_bytes(), name
        assert reply.json["records"]
    assert main(["extract", "b.md", "--published", DATE, "-o", "out.jsonl", "-q"]) == 0
    assert (
        service.upload("b.md", files["b.md"], published=DATE).body + b"\n" == Path("out.jsonl").read_bytes()
    )


def test_the_text_that_spans_count_in_comes_on_demand(service: Service) -> None:
    page = f"<html><body><article><p>{SENTENCE}</p></article></body></html>"
    for reply in (
        service.post("/v1/extract?text=1", {"text": "\ufeff" + SENTENCE}),
        service.upload("c.html", page.encode(), "?text=1"),
    ):
        made = loads(reply.body)
        assert made.keys() == {"text", "document", "repairs"}
        assert len(made["text"]) == made["document"]["source"]["chars"]
        assert not list(unproved(made["text"], made["document"] | {"articles": []}))
    assert "text" not in service.post("/v1/extract?text=0", {"text": SENTENCE}).json
    assert service.post("/v1/extract?text=maybe", {"text": SENTENCE}).kind == "invalid"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "not JSON"),
        (b"[]", "body"),
        (b'{"text": 5}', "text"),
        (b'{"text": "a", "publisehd": "2024"}', "publisehd"),
        (b'{"text": "\\ud800"}', "not JSON"),
        (b'{"text": "\xff"}', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"text": "a", "published": "2024-02-30"}', "2024-02-30"),
    ],
)
def test_what_is_no_request_says_why(service: Service, body: bytes, said: str) -> None:
    reply = service.ask("POST", "/v1/extract", body, {"Content-Type": "application/json"})
    assert reply.status == 422
    assert said in reply.json["detail"]


def test_only_the_media_types_that_are_read_are_read(service: Service) -> None:
    for path in ("/v1/extract", "/v1/extract/batch", "/v1/mentions", "/v1/evaluate"):
        for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
            assert service.ask("POST", path, b"{}", {"Content-Type": kind}).kind == "media-type"
    assert service.upload("a.png", b"x").kind == "media-type"
    assert service.upload(".txt", b"x").kind == "media-type"
    assert service.upload("a.txt.gz", b"x").kind == "media-type"


def test_a_name_is_no_path(service: Service) -> None:
    reply = service.upload("../../etc/passwd.txt", SENTENCE.encode())
    assert (reply.json["source"]["uri"], reply.json["doc_id"]) == ("passwd.txt", "passwd")
    named = service.upload(r"C:\x\y.txt", SENTENCE.encode(), doc_id="/etc/passwd").json
    assert (named["source"]["uri"], named["doc_id"]) == ("y.txt", "/etc/passwd")


def test_files_that_cannot_be_read_say_why(service: Service) -> None:
    for name, content in {"a.pdf": b"nothing", "a.docx": b"nothing"}.items():
        reply = service.upload(name, content)
        assert (reply.status, reply.kind) == (422, "unreadable")
    assert (
        "file"
        in service.ask(
            "POST", "/v1/extract", b"--x--", {"Content-Type": "multipart/form-data; boundary=x"}
        ).json["detail"]
    )
    assert service.upload("a.txt", b"x", colour="red").kind == "invalid"


def test_mentions_are_those_of_the_command(service: Service, tmp_path: Path) -> None:
    asked = {"id": "a", "text": SENTENCE, "published": DATE}
    (tmp_path / "in.jsonl").write_text(json.dumps(asked), "utf-8")
    assert main(["mentions", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl")]) == 0
    assert service.post("/v1/mentions", asked).body + b"\n" == (tmp_path / "out.jsonl").read_bytes()


def test_scores_are_those_of_the_command(service: Service, tmp_path: Path) -> None:
    names = ("agency-01", "agency-02")
    folder = tmp_path / "gold"
    folder.mkdir()
    for name in names:
        (folder / f"{name}.json").write_bytes((TOP / "gold" / f"{name}.json").read_bytes())
    corpus = [str(TOP / "corpus" / f"{name}.txt") for name in names]
    results, figures = tmp_path / "r.jsonl", tmp_path / "f.json"
    assert main(["extract", *corpus, "-o", str(results), "-q"]) == 0
    words = ["evaluate", "--gold", str(folder), "--corpus", str(TOP / "corpus"), "--pred", str(results)]
    assert main([*words, "--json", str(figures)]) == 0
    asked = {
        "gold": [json.loads((folder / f"{name}.json").read_text("utf-8")) for name in names],
        "texts": {name: (TOP / "corpus" / f"{name}.txt").read_text("utf-8") for name in names},
        "predictions": [json.loads(line) for line in results.read_text("utf-8").splitlines()],
    }
    reply = service.post("/v1/evaluate", asked)
    assert reply.body.decode() + "\n" == figures.read_text("utf-8")
    assert reply.json["scores"]["detection"]["f1"] > 0.5
    assert (
        "no text of agency-02"
        in service.post("/v1/evaluate", {**asked, "texts": {names[0]: asked["texts"][names[0]]}}).json[
            "detail"
        ]
    )
    moved = {name: f"。{text}" for name, text in asked["texts"].items()}
    assert "does not fit" in service.post("/v1/evaluate", {**asked, "texts": moved}).json["detail"]


def batch_lines(reply: Reply) -> list[Any]:
    assert reply.status == 200
    assert reply.headers["content-type"] == "application/x-ndjson"
    return [json.loads(line) for line in reply.body.splitlines()]


def test_a_batch_keeps_its_order_and_its_failures(service: Service, tmp_path: Path) -> None:
    good: list[Any] = [
        {"doc_id": f"d{n}", "text": SENTENCE * (1 + n % 3), "published": DATE, "page": n} for n in range(20)
    ]
    rows = [
        *good[:5],
        "broken",
        {"id": 7, "text": 7},
        "",
        {"id": 8, "text": SENTENCE, "published": "x"},
        *good[5:],
    ]
    told = batch_lines(service.batch(*rows))
    # Blank lines are none, but they count.
    assert [(t["line"], t["doc_id"]) for t in told if "error" in t] == [(6, None), (7, None), (9, "8")]
    assert {t["error"]["status"] for t in told if "error" in t} == {422}
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, good)), "utf-8")
    assert main(["extract", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl"), "-q"]) == 0
    want = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    for document in want:
        document["source"]["uri"] = None  # the file of the table is no source here
    assert [t for t in told if "error" not in t] == want
    assert batch_lines(service.batch()) == []


def test_a_batch_is_answered_while_it_is_worked_on(service: Service) -> None:
    connection = service.connect()
    body = "\n".join(json.dumps({"text": SENTENCE * 40}) for _ in range(30)).encode()
    connection.request("POST", "/v1/extract/batch", body, {"Content-Type": "application/jsonl"})
    answer = connection.getresponse()
    first = answer.readline()
    assert json.loads(first)["records"]
    assert service.figure("zhibiao_workers_busy") > 0
    assert len(answer.read().splitlines()) == 29
    connection.close()


def test_what_the_service_says_of_itself(service: Service) -> None:
    assert service.get("/healthz").json == {"status": "ok", "version": "0.1.0", "workers": 2}
    assert service.get("/v1/schema").json == contract.schema()
    service.extract(SENTENCE)
    assert service.figure('zhibiao_requests_total{route="/v1/extract",status="200"}') >= 1
    assert service.figure('zhibiao_request_seconds_bucket{route="/v1/extract",le="+Inf"}') >= 1
    assert service.get("/metrics").headers["content-type"].startswith("text/plain; version=0.0.4")
    for path, method, status in (
        ("/nowhere", "GET", 404),
        ("/v1/extract", "GET", 405),
        ("/docs", "GET", 404),
    ):
        reply = service.ask(method, path)
        assert (reply.status, reply.json["type"]) == (status, "about:blank")
        assert reply.headers["content-type"] == "application/problem+json"


def test_openapi_says_exactly_what_is_answered(service: Service) -> None:
    page = service.get("/openapi.json").json
    schemas = page["components"]["schemas"]
    body = contract.schema()
    for name, model in {**body["$defs"], "Document": body}.items():
        want = {k: v for k, v in model.items() if k[0] != "$"}
        assert json.loads(json.dumps(schemas[name]).replace("#/components/schemas/", "#/$defs/")) == want
    replies = {
        "Document": service.extract(SENTENCE),
        "Sourced": service.post("/v1/extract?text=1", {"text": SENTENCE}),
        "Mentions": service.post("/v1/mentions", {"text": SENTENCE}),
        "Health": service.get("/healthz"),
        "Problem": service.extract(SENTENCE, published="x"),
    }
    for name, reply in replies.items():
        jsonschema.validate(
            reply.json, {"$ref": f"#/components/schemas/{name}", "components": page["components"]}
        )


def test_for_others_it_wants_the_token() -> None:
    others = Service(
        "-m", "extractor.cli.main", "serve", "--host", "0.0.0.0", "--port", "0", "-j", "1", "--no-orgs",
        ZHIBIAO_TOKEN="0123456789abcdef",
    )  # fmt: skip
    try:
        assert others.get("/healthz", Host="any.example").status == 200
        assert others.extract(SENTENCE).kind == "token"
        told = others.post("/v1/extract", {"text": SENTENCE}, Authorization="Bearer 0123456789abcdef")
        assert told.json["records"]
    finally:
        assert others.stop() == 0


def test_it_answers_to_the_address_that_it_was_given() -> None:
    own = Service(
        "-m", "extractor.cli.main", "serve", "--host", "127.0.0.2", "--port", "0", "-j", "1", "--no-orgs",
        address="127.0.0.2",
    )  # fmt: skip
    try:
        assert own.extract(SENTENCE).status == 200
        assert own.get("/healthz", Host="127.0.0.3").kind == "origin"
    finally:
        assert own.stop() == 0
