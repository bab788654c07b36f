"""What moves through a batch: a unit as it lies in its source, an input ready to read, a result, a failure."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from extractor.text.model import TextWarning
from extractor.wire import loads

DateFrom = Literal["argument", "metadata", "filename"]
Kind = Literal["unreadable", "too-long", "error", "time-limit", "crash"]
STDIN = "<stdin>"
MAX_CHARS = 2_000_000  # some 2 GB of memory and half a minute; what is longer is no article


@dataclass(frozen=True, slots=True)
class Input:
    """One document to read."""

    doc_id: str
    text: str
    uri: str | None
    media_type: str = "text/plain"
    encoding: str | None = None
    published: str | None = None
    published_from: DateFrom = "metadata"
    warnings: tuple[TextWarning, ...] = ()
    title: str | None = None  # where a table has the title beside the text


@dataclass(frozen=True, slots=True)
class Failure:
    """One document that could not be read or extracted; the others go on."""

    name: str
    message: str
    kind: Kind = "unreadable"
    doc_id: str | None = None

    @property
    def reason(self) -> str:
        """What is wrong, without the place."""
        return self.message.removeprefix(f"{self.name}: ")

    def line(self) -> str:
        """Say it in one line, with the place once."""
        return f"{self.name}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Reading:
    """How inputs are read; dates come from the command, a manifest, the row or the file's name, in this order."""

    published: str | None = None
    encoding: str | None = None
    errors: Literal["strict", "replace"] = "strict"
    manifest: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)  # our name -> the table's
    max_chars: int = MAX_CHARS

    @property
    def max_bytes(self) -> int:
        """What a source may give for one document before anything decodes it; a PDF is mostly no text."""
        return max(4 * self.max_chars, 100_000_000)


@dataclass(frozen=True, slots=True)
class Unit:
    """One document as its source holds it: bytes of a file, or the text of a row."""

    place: str
    doc_id: str
    content: bytes
    media_type: str
    decoded: bool = False  # the content is text already, in UTF-8
    published: str | None = None
    published_from: DateFrom = "metadata"
    title: str | None = None
    own_id: bool = False  # the row says who it is; else the place does
    size: int = 0  # how many bytes of the source this took, for the progress

    @property
    def uri(self) -> str | None:
        """Where the text came from."""
        return self.place if self.place not in ("", STDIN) else None

    @property
    def name(self) -> str:
        """What a failure is called by."""
        return self.place or self.doc_id

    @property
    def identity(self) -> str:
        """Name the document apart from all others: files of one name lie in many folders."""
        return self.doc_id if self.own_id else self.place

    def key(self, reading: Reading) -> bytes:
        """Hash all that decides the result, except the code, the patterns and the place."""
        said = (
            self.doc_id,
            self.media_type,
            self.decoded,
            self.published,
            self.published_from,
            self.title,
            reading.encoding,
            reading.errors,
        )
        digest = hashlib.blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=16)
        digest.update(self.content)
        return digest.digest()


@dataclass(frozen=True)
class Result:
    """One document's result, as sinks take it."""

    line: str
    identity: str
    prints: tuple[bytes, ...] = ()  # a content print for each article, empty where it is too short
    text: str | None = None  # what offsets count in, where the source is no plain text
    chars: int = 0
    records: int = 0
    organizations: int = 0

    @cached_property
    def data(self) -> Any:
        """The document as plain dicts and lists; numbers with a point are Decimal."""
        return loads(self.line)
