"""Files behind URLs, as fsspec reaches them: s3://, gs://, abfs://, hdfs://, sftp://, https://, memory:// …"""

import glob
import io
import posixpath
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any

from extractor.errors import InputError
from extractor.late import late

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_URL = late(r"(?:[a-z]\w+::)*[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_MAGIC = late(r"[*?\[]")
_PASSWORD = late(r"(?<=://)([^/@:\s]*):[^/@\s]*(?=@)")
_SIGNED = late(r"([?&][^=&\s]*(?:sig|token|credential|key|secret)[^=&\s]*=)[^&\s]*", re.IGNORECASE)


class UnsupportedError(InputError):
    """A URL for which something must be installed."""


class Remote:
    """A file or folder behind a URL, with what a Path has of it; shows itself without password and signature."""

    def __init__(self, url: str, fs: "AbstractFileSystem", path: str, size: int | None = None) -> None:
        self.url, self.fs, self.path, self.size = url, fs, path, size
        self._held: bytes | BaseException | None = None

    def __str__(self) -> str:
        return self.url

    __repr__ = __str__

    def _parts(self) -> tuple[str, str, str]:
        """Take scheme://head::chain apart; the chain says what an archive lies in."""
        scheme, _, rest = self.url.partition("://")
        head, sign, tail = rest.partition("::")
        return scheme, head, sign + tail

    @property
    def pure(self) -> PurePosixPath:
        """The URL as a path, for its name and suffix."""
        _, head, _ = self._parts()
        return PurePosixPath(head.partition("?")[0] if self.url.startswith("http") else head)

    @property
    def name(self) -> str:
        """The last part."""
        return self.pure.name

    @property
    def suffix(self) -> str:
        """The ending of the name."""
        return self.pure.suffix

    def _within(self, path: str, size: int | None) -> "Remote":
        """Name what the file system found below this folder as its URL goes on."""
        scheme, head, chain = self._parts()
        more = path.removeprefix(self.path.rstrip("/")).lstrip("/")
        whole = f"{head.rstrip('/')}/{more}" if head else more
        return Remote(f"{scheme}://{whole}{chain}", self.fs, path, size)

    def is_dir(self) -> bool:
        """Whether it is a folder; what is not there is none. (fsspec's own isdir takes a web page with links for one.)"""
        with _as_of_files():
            try:
                info = self.fs.info(self.path)
            except FileNotFoundError:
                return False
        self.size = info.get("size")
        return bool(info["type"] == "directory")

    def exists(self) -> bool:
        """Whether there is anything."""
        with _as_of_files():
            return bool(self.fs.exists(self.path))

    def entries(self) -> "list[tuple[Remote, bool]]":
        """List a folder in the order of names, with whether each is a folder itself."""
        with _as_of_files():
            found = self.fs.ls(self.path, detail=True)
        # A store may list the folder's own marker, an empty object.
        named = {e["name"].rstrip("/"): e for e in found if e["name"].strip("/") != self.path.strip("/")}
        below = [(self._within(n, e.get("size")), e["type"] == "directory") for n, e in named.items()]
        return sorted(below, key=lambda entry: entry[0].name)

    @property
    def is_glob(self) -> bool:
        """Whether its name may stand for many; the ? of a web address does not."""
        return glob.has_magic(self.path) and not self.url.startswith("http")

    def matches(self) -> "list[Remote]":
        """Find the files of a glob."""
        with _as_of_files():
            found = self.fs.glob(self.path, detail=True)
        scheme, head, chain = self._parts()
        fixed, below = (_MAGIC.split(p)[0].rpartition("/")[0] for p in (head, self.path))
        folder = Remote(f"{scheme}://{fixed}{chain}", self.fs, below)
        return [folder._within(n, e.get("size")) for n, e in sorted(found.items()) if e["type"] == "file"]

    @property
    def key(self) -> str:
        """One name, however its URL is written."""
        return str(self.fs.unstrip_protocol(self.path))

    def sibling(self, name: str) -> "Remote":
        """Return a file as it is named from this one."""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), name))
        return Remote(self.fs.unstrip_protocol(path), self.fs, path)

    def open(self, _mode: str = "rb") -> IO[bytes]:
        """Open for reading: what was fetched, or the file itself in steps."""
        held, self._held = self._held, None
        with _as_of_files():
            if isinstance(held, BaseException):
                raise held
            if held is not None:
                return io.BytesIO(held)
            return io.BufferedReader(_Steps(self.fs.open(self.path, "rb")), 1 << 20)

    def check(self) -> None:
        """See whether the file system answers, and has such a bucket; who may only write, may not ask."""
        bucket = self.path.partition("/")[0] or "/"
        try:
            with _as_of_files(), suppress(PermissionError):
                if not self.fs.exists(self.path):
                    self.fs.info(bucket)
        except FileNotFoundError as e:
            raise InputError(f"{self}: there is no {bucket}") from e
        except OSError as e:
            raise InputError(f"{self}: cannot be reached: {e.strerror or e}") from e

    def put(self, file: Path) -> None:
        """Copy a file there; object stores show it whole or not at all, and so do others that know transactions."""
        try:
            with _as_of_files(), self.fs.transaction:
                self.fs.put_file(str(file), self.path)
        except OSError as e:
            raise InputError(f"{self}: cannot be written: {e.strerror or e}") from e


class _Steps(io.RawIOBase):
    """A stream of fsspec whose errors are those of files."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say whether it can be read out of order."""
        return bool(self._stream.seekable())

    def readinto(self, buffer: Any) -> int:
        """Read some bytes."""
        with _as_of_files():
            piece = self._stream.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def seek(self, at: int, whence: int = 0) -> int:
        """Go elsewhere."""
        return int(self._stream.seek(at, whence))

    def tell(self) -> int:
        """Say how far it is."""
        return int(self._stream.tell())

    def close(self) -> None:
        """Let the stream go."""
        if not self.closed:
            self._stream.close()
        super().close()


@contextmanager
def _as_of_files() -> Iterator[None]:
    """Turn what a file system raises, each exceptions of its own, into the errors that files have."""
    try:
        yield
    except (FileNotFoundError, PermissionError):
        raise
    except OSError as e:
        raise OSError(without_secrets(e.strerror or str(e))) from e
    except Exception as e:
        raise OSError(without_secrets(f"{type(e).__name__}: {e}")) from e


def without_secrets(text: str) -> str:
    """Leave out what the URLs in a text have of passwords and signatures."""
    return _SIGNED.sub(r"\1***", _PASSWORD.sub(r"\1", text)) if "://" in text else text


def is_url(name: str) -> bool:
    """Tell a URL from a path."""
    return _URL.match(name) is not None


def located(name: str) -> Path | Remote:
    """Return what a name stands for: a path of this machine, or something behind a URL."""
    if not is_url(name):
        return Path(name)
    url = without_secrets(name)
    try:
        from fsspec.core import url_to_fs
        from fsspec.implementations.local import LocalFileSystem
    except ImportError as e:
        raise UnsupportedError(f"{url}: URLs need an extra: pip install 'zhibiao[remote]'") from e
    try:
        fs, path = url_to_fs(name)
    except Exception as e:
        # ImportError: fsspec names the package; ValueError: nobody knows the protocol; else, what the file system says.
        kind = UnsupportedError if isinstance(e, ImportError | ValueError) else InputError
        raise kind(f"{url}: cannot be opened: {without_secrets(str(e))}") from e
    return Path(path) if isinstance(fs, LocalFileSystem) else Remote(url, fs, path)


def fetch(files: Sequence[Remote]) -> None:
    """Read many files at once, which one by one would each wait for the network; errors are said when they are opened."""
    if not files:
        return
    try:
        # Not cat: it takes a name with brackets for a glob.
        found = files[0].fs.cat_ranges([f.path for f in files], None, None, on_error="return")
    except Exception as e:
        found = [e] * len(files)
    for file, content in zip(files, found, strict=True):
        file._held = content
