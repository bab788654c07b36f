"""What goes over the pipes between the service and its workers: length and MessagePack, nothing that could run code."""

import struct
from typing import Literal, TypeVar

import msgspec

from extractor.batch.model import Kind as Fault

Work = Literal["extract", "file", "row", "mentions", "evaluate"]
Kind = Fault | Literal["invalid", "busy"]
HEAD = struct.Struct(">I")
T = TypeVar("T")


class Setup(msgspec.Struct, frozen=True):
    """The first message to a worker."""

    ner: str
    organizations: bool
    patterns: str | None
    max_chars: int
    max_memory: int
    time_limit: float
    grace: float


class Job(msgspec.Struct, frozen=True):
    """One request, or one row of a batch; `body` is JSON as it came, or the bytes of a file."""

    work: Work
    body: bytes
    with_text: bool = False
    name: str = ""  # of a file: never opened, for the worker has its bytes
    media_type: str = "text/plain"
    published: str | None = None
    doc_id: str | None = None
    title: str | None = None


class Answer(msgspec.Struct, frozen=True):
    """JSON to send back, or what is wrong. A worker's first answer says that it is ready, or why not."""

    body: bytes = b""
    kind: Kind | None = None
    detail: str = ""
    doc_id: str | None = None


def pack(message: msgspec.Struct) -> bytes:
    """Write a message as a frame."""
    data = msgspec.msgpack.encode(message)
    return HEAD.pack(len(data)) + data


def unpack(data: bytes, kind: type[T]) -> T:
    """Read the body of a frame."""
    return msgspec.msgpack.decode(data, type=kind)
