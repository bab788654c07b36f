"""The page and what it asks for, from the real pipeline, on a port of its own."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from extractor.batch.extracting import extract_one
from extractor.batch.listing import media_type
from extractor.batch.model import Input, Reading, Unit
from extractor.batch.opening import open_unit
from extractor.cli.mentions import mentions
from extractor.contract import Document, dumps
from extractor.pipeline import Pipeline, parse_date
from extractor.render import workbench


class Handler(BaseHTTPRequestHandler):
    """Answers as the service does, as far as the page asks."""

    pipeline: Pipeline

    def log_message(self, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        if self.path == "/":
            self._answer(200, "text/html; charset=utf-8", workbench.page())
        else:
            self._answer(404, "text/plain", b"")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        path = self.path.split("?")[0]
        if path == "/v1/extract":
            item = self._uploaded(body) if "multipart" in self.headers["Content-Type"] else _pasted(body)
            doc = extract_one(self.pipeline, item)
            assert isinstance(doc, Document), doc
            self._json(workbench.view_document(item.text, doc.to_dict()))
        elif path == "/v1/mentions":
            asked = json.loads(body)
            self._json(mentions(self.pipeline, asked["text"], parse_date(asked.get("published"))))
        else:
            self._answer(404, "text/plain", b"")

    def _uploaded(self, body: bytes) -> Input:
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        (part,) = message_from_bytes(head + body).get_payload()
        name, content = Path(part.get_filename()), part.get_payload(decode=True)
        item = open_unit(Unit(name.name, name.stem, content, media_type(name)), Reading())
        assert isinstance(item, Input), item
        return item

    def _json(self, body: Any) -> None:
        self._answer(200, "application/json", dumps(body).encode())

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _pasted(body: bytes) -> Input:
    asked = json.loads(body)
    name = asked.get("doc_id") or "pasted"
    return Input(name, asked["text"], None, published=asked.get("published"), title=asked.get("title"))


@contextmanager
def serving(pipeline: Pipeline) -> Iterator[str]:
    """Serve until the end; gives the address."""
    handler = type("Bound", (Handler,), {"pipeline": pipeline})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
