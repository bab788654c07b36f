"""A PostgreSQL server of the tests' own, in a folder that goes with it."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

PASSWORD = "geheim/5:7@亿%"
LIBRARY = Path("/usr/lib/postgresql")


def binaries() -> Path | None:
    """Find the folder of initdb and postgres; Debian keeps it out of the path."""
    found = [str(p) for p in sorted(LIBRARY.glob("*/bin"), reverse=True)]
    initdb = shutil.which("initdb", path=os.pathsep.join([*found, os.environ.get("PATH", "")]))
    return Path(initdb).parent if initdb else None


@contextmanager
def server(bin_folder: Path) -> Iterator[str]:
    """Start it on a socket in its folder; yield an address with {} for the database."""
    # The server refuses to be root; the path of a socket may have 107 bytes.
    other = {"user": "nobody", "extra_groups": []} if os.geteuid() == 0 else {}
    with tempfile.TemporaryDirectory(prefix="zhibiao-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "password").write_text(PASSWORD, "utf-8")
        if other:
            for path in (folder, folder / "password"):
                shutil.chown(path, user="nobody")
        data = str(folder / "data")
        made = [bin_folder / "initdb", "-D", data, "-U", "zhibiao", "--auth=scram-sha-256", "-E", "UTF8"]
        options = ["--locale=C", "--no-sync", "--pwfile", folder / "password"]
        subprocess.run([*map(str, [*made, *options])], check=True, cwd=name, capture_output=True, **other)  # type: ignore[call-overload]
        quick = ["-c", "listen_addresses=", "-c", "fsync=off"]
        command = [str(bin_folder / "postgres"), "-D", data, "-k", name, *quick]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(command, cwd=name, stdout=log, stderr=log, **other)  # type: ignore[call-overload]
        try:
            address = f"postgresql://zhibiao:{quote(PASSWORD, safe='')}@/{{}}?host={name}"
            _wait(address.format("postgres"), process)
            yield address
        finally:
            process.terminate()
            process.wait(20)


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            assert process.poll() is None, "the server died"
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.05)
        else:
            return
