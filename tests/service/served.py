"""A service as a process, and a client that is no more than HTTP."""

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

SENTENCE = "前三季度，全市地区生产总值341.6亿元，增长6.4%。"
JSON = {"Content-Type": "application/json"}
LINES = {"Content-Type": "application/x-ndjson"}


@dataclass
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def kind(self) -> str:
        """What the problem is."""
        assert self.headers["content-type"] == "application/problem+json"
        assert self.json["status"] == self.status
        kind: str = self.json["type"].removeprefix("urn:zhibiao:problem:")
        return kind


class Service:
    """Starts a command that says where it listens."""

    def __init__(self, *command: object, address: str = "127.0.0.1", **environment: str) -> None:
        self.address = address
        self.process = subprocess.Popen(
            [sys.executable, *map(str, command)],
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **environment},
        )
        self.log: list[str] = []
        assert self.process.stderr
        for line in self.process.stderr:
            self.log.append(line)
            if "http://" in line:
                break
        else:
            pytest.fail("".join(self.log))
        self.port = int(line.split("/")[2].rpartition(":")[2])
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        self.log.extend(self.process.stderr or ())

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(self.address, self.port, timeout=30)

    def ask(
        self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        connection = self.connect()
        try:
            connection.request(method, path, body, dict(headers or {}))
            answer = connection.getresponse()
            return Reply(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Reply:
        return self.ask("GET", path, headers=headers)

    def post(self, path: str, data: object, **headers: str) -> Reply:
        return self.ask("POST", path, json.dumps(data, ensure_ascii=False).encode(), {**JSON, **headers})

    def extract(self, text: str, **fields: object) -> Reply:
        return self.post("/v1/extract", {"text": text, **fields})

    def upload(self, name: str, content: bytes, query: str = "", **fields: str) -> Reply:
        parts = [f'name="{k}"\r\n\r\n{v}'.encode() for k, v in fields.items()]
        parts.append(f'name="file"; filename="{name}"\r\n\r\n'.encode() + content)
        body = b"".join(b"--cut\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts)
        kind = {"Content-Type": "multipart/form-data; boundary=cut"}
        return self.ask("POST", f"/v1/extract{query}", body + b"--cut--\r\n", kind)

    def batch(self, *rows: object) -> Reply:
        lines = [r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in rows]
        return self.ask("POST", "/v1/extract/batch", "\n".join(lines).encode(), LINES)

    def figure(self, name: str) -> float:
        """Read one figure of /metrics."""
        lines = self.get("/metrics").body.decode().splitlines()
        return next((float(v) for k, _, v in (line.rpartition(" ") for line in lines) if k == name), 0)

    def workers(self) -> list[int]:
        pid = self.process.pid
        return [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = self.process.wait(20)
        self._listener.join()
        assert self.process.stderr
        self.process.stderr.close()
        return code


def ends(pid: int) -> bool:
    """Wait until a process is gone."""
    return wait_for(lambda: not Path(f"/proc/{pid}").exists())


def wait_for(happened: Any, seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True
