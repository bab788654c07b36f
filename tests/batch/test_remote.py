"""Behind URLs: what is read and written there is what is read and written here, and what fails is named."""

import gzip
import json
import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from batch_samples import Write, row

from extractor.batch.model import Failure, Reading
from extractor.batch.remote import located
from extractor.batch.sources import read_manifest, read_units
from extractor.cli.main import main

fsspec = pytest.importorskip("fsspec")
TEXT = "今年前三季度，全市地区生产总值341.6亿元，增长6.4%。"
Place = tuple[Any, str]


@pytest.fixture(params=["memory", "s3"])
def there(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A file system with an empty bucket, and its URL."""
    if request.param == "memory":
        fs = fsspec.filesystem("memory")
        fs.store.clear()
        return fs, "memory://bucket"
    address = request.getfixturevalue("s3_server")
    for name, value in (
        ("AWS_ENDPOINT_URL", address),
        ("AWS_ACCESS_KEY_ID", "a"),
        ("AWS_SECRET_ACCESS_KEY", "b"),
    ):
        monkeypatch.setenv(name, value)
    fs = fsspec.filesystem("s3", skip_instance_cache=True)
    bucket = f"b{abs(hash(request.node.name))}"
    fs.mkdir(bucket)
    return fs, f"s3://{bucket}"


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """A server that speaks S3, in this process."""
    pytest.importorskip(
        "s3fs", reason="s3fs and moto are not among the locked packages: botocore needs an old dateutil"
    )
    server = pytest.importorskip("moto.server").ThreadedMotoServer(port=0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    yield f"http://127.0.0.1:{port}"
    server.stop()


def files(folder: Path) -> dict[str, bytes]:
    """Articles of every kind, among what is left out."""
    made = {
        name: TEXT.encode() for name in ("b/z.txt", "b/a.md", "a.txt", ".x.txt", ".git/y.txt", "[1]新闻.txt")
    }
    made |= {
        "rows.jsonl": b'{"text": "not asked for"}',
        "none.txt": b"",
        "b/2024-03-05.txt": TEXT.encode("gb18030"),
    }
    made["c.txt.gz"] = gzip.compress(TEXT.encode(), mtime=0)
    with pa.CompressedOutputStream(str(folder / "z"), "zstd") as out:
        out.write(TEXT.encode())
    made["d.txt.zst"] = (folder / "z").read_bytes()
    made |= {f"many/{n:03}.txt": f"{n}号。{TEXT}".encode() for n in range(150)}
    return made


def put(there: Place, here: Path, made: dict[str, bytes]) -> None:
    for name, data in made.items():
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        (here / name).write_bytes(data)
        there[0].pipe_file(f"{there[1]}/{name}", data)


def units(name: object, **options: Any) -> list[Any]:
    return list(read_units([str(name)], Reading(**options)))


def extract(*arguments: object) -> int:
    return main(["extract", *map(str, arguments), "--no-orgs", "-q"])


def test_a_folder_there_is_read_as_one_here(there: Place, tmp_path: Path) -> None:
    here = tmp_path / "in"
    here.mkdir()
    put(there, here, files(tmp_path))
    found, wanted = units(there[1]), units(here)
    assert [u.place for u in found] == [u.place.replace(str(here), there[1]) for u in wanted]
    assert [(u.doc_id, u.content, u.published, u.size) for u in found] == [
        (u.doc_id, u.content, u.published, u.size) for u in wanted
    ]
    assert len(found) == 158
    for pattern in ("*.txt", "**/*.txt", "b/?.*", "[1]新闻.txt"):
        found, wanted = units(f"{there[1]}/{pattern}"), units(here / pattern)
        assert [u.place for u in found] == [u.place.replace(str(here), there[1]) for u in wanted], pattern
        assert found


def test_tables_there_are_read_in_steps(there: Place, tmp_path: Path) -> None:
    rows = [{"id": str(n), "text": TEXT * 40, "published": "2024-10-20"} for n in range(300)]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "t.parquet")
    lines = "".join(f'{{"id": "{r["id"]}", "text": "{r["text"]}"}}\n' for r in rows).encode()
    put(there, tmp_path, {"t.jsonl": lines, "t.jsonl.gz": gzip.compress(lines), "t.csv": b"id,text\n7,5%\n"})
    put(there, tmp_path, {"t.parquet": (tmp_path / "t.parquet").read_bytes()})
    for name in ("t.jsonl", "t.jsonl.gz", "t.csv", "t.parquet"):
        found, wanted = units(f"{there[1]}/{name}"), units(tmp_path / name)
        assert [(u.place.rpartition("/")[2], u.doc_id, u.content) for u in found] == [
            (u.place.rpartition("/")[2], u.doc_id, u.content) for u in wanted
        ]
        assert sum(u.size for u in found) == sum(u.size for u in wanted)


def test_a_manifest_and_a_listing_there(there: Place, tmp_path: Path) -> None:
    table = f"file,published\nb/a.txt,2020-10-20\n{there[1]}/c.txt,2021-10-20\n".encode()
    listing = f"{there[1]}/b/a.txt\r\n{there[1]}/c.txt\n".encode()
    put(there, tmp_path, {"m.csv": table, "list": listing, "b/a.txt": TEXT.encode(), "c.txt": TEXT.encode()})
    manifest = read_manifest(located(f"{there[1]}/m.csv"))
    assert [u.published for u in units(there[1], manifest=manifest)] == ["2020-10-20", "2021-10-20"]
    out = tmp_path / "o.jsonl"
    assert extract("--files-from", f"{there[1]}/list", "--manifest", f"{there[1]}/m.csv", "-o", out) == 0
    assert out.read_text("utf-8").count('"start":"2020-01-01"') == 1


@pytest.mark.parametrize("name", ["o.jsonl", "o.json", "o.csv", "o.parquet"])
def test_a_result_there_has_the_bytes_of_one_here(
    name: str, there: Place, table: Write, tmp_path: Path
) -> None:
    path = table([row(n) for n in range(5)])
    assert extract(path, "-o", tmp_path / name) == 0
    assert extract(path, "-o", f"{there[1]}/sub/{name}") == 0
    assert there[0].cat_file(f"{there[1]}/sub/{name}") == (tmp_path / name).read_bytes()


def test_a_run_there_and_back(there: Place, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    put(there, tmp_path, {"in/a.txt": TEXT.encode(), "in/b.txt": TEXT.encode()})
    command = (f"{there[1]}/in", "-o", f"{there[1]}/news.duckdb", "--folder", tmp_path / "run")
    assert extract(*command) == 0
    there[0].get_file(f"{there[1]}/news.duckdb", str(tmp_path / "copy.duckdb"))
    with duckdb.connect(str(tmp_path / "copy.duckdb"), read_only=True) as db:
        assert db.execute("SELECT document FROM documents ORDER BY 1").fetchall() == [
            (f"{there[1]}/in/a.txt",),
            (f"{there[1]}/in/b.txt",),
        ]


def test_what_vanishes_or_is_refused_is_named_and_the_rest_done(
    there: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(there, tmp_path, {f"in/{n}.txt": TEXT.encode() for n in range(3)})
    fs = located(there[1]).fs  # type: ignore[union-attr]
    real = fs.cat_ranges

    def some(paths: list[str], *rest: Any, **more: Any) -> list[Any]:
        found = real(paths, *rest, **more)
        return [FileNotFoundError(paths[0]), found[1], TypeError("a defect of the store")]

    monkeypatch.setattr(fs, "cat_ranges", some)
    first, second, third = units(f"{there[1]}/in")
    assert isinstance(first, Failure)
    assert "no such file" in first.line()
    assert second.content == TEXT.encode()
    assert isinstance(third, Failure)
    assert third.line() == f"{there[1]}/in/2.txt: cannot be read: TypeError: a defect of the store"
    assert "no file has such a name" in units(f"{there[1]}/in/*.pdf")[0].line()
    assert "no such file" in units(f"{there[1]}/nothing.jsonl")[0].line()
    put(there, tmp_path, {"tables/t.csv": b""})
    assert "the folder holds no" in units(f"{there[1]}/tables")[0].line()


def test_an_upload_that_fails_leaves_nothing_and_costs_no_work(
    there: Place,
    table: Write,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    path, url = table([row(1)]), f"{there[1]}/o.jsonl"

    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("the store is full")

    with monkeypatch.context() as patch:
        patch.setattr(located(url).fs, "put_file", refuse)  # type: ignore[union-attr]
        for more in ((), ("-j", 1, "--folder", tmp_path / "run")):
            assert extract(path, "-o", url, *more) == 2
            assert f"{url}: cannot be written: RuntimeError: the store is full" in capfd.readouterr().err
            assert not there[0].exists(url)
    made = {p: p.stat().st_mtime_ns for p in (tmp_path / "run").rglob("*.arrow")}
    assert made
    assert extract(path, "-o", url, "-j", 1, "--folder", tmp_path / "run") == 0
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "run").rglob("*.arrow")} == made
    assert extract(path, "-o", tmp_path / "o.jsonl") == 0
    assert there[0].cat_file(url) == (tmp_path / "o.jsonl").read_bytes()


def test_a_bucket_that_is_not_there_is_said_before_any_work(
    there: Place, table: Write, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    if there[1].startswith("memory"):
        pytest.skip("it has no buckets")
    for more in ((), ("-j", 1, "--folder", tmp_path / "run")):
        assert extract(table([row(1)]), "-o", "s3://no-such-bucket/o.jsonl", *more) == 2
        assert "s3://no-such-bucket/o.jsonl: there is no no-such-bucket" in capfd.readouterr().err
    assert not list(tmp_path.glob("run/**/*.arrow"))
    assert "no such file" in units("s3://no-such-bucket/in")[0].line()


def test_file_urls_are_paths(tmp_path: Path) -> None:
    (tmp_path / "a b.txt").write_text(TEXT, "utf-8")
    for name in (f"file://{tmp_path}", f"file://{tmp_path}/*.txt", f"local://{tmp_path}/a b.txt"):
        assert units(name) == units(tmp_path)
    assert extract(f"file://{tmp_path}", "-o", f"file://{tmp_path}/o.jsonl") == 0
    assert (tmp_path / "o.jsonl").read_text("utf-8").count(str(tmp_path)) == 1


def test_articles_inside_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile("news.zip", "w") as archive:
        for name in ("b/2.txt", "1.txt", "b/.x.txt", "t.csv"):
            archive.writestr(name, TEXT)
    both = ["zip://1.txt::news.zip", "zip://b/2.txt::news.zip"]
    for name, found in {
        "zip://::news.zip": both,
        "zip://**/*.txt::news.zip": both,
        both[1]: both[1:],
    }.items():
        assert [(u.place, u.content) for u in units(name)] == [(f, TEXT.encode()) for f in found]
    Path("broken.zip").write_bytes(b"PK")
    broken, missing = "zip://::broken.zip", "zip://*::missing.zip"
    assert extract(broken, both[0], missing, "-o", "run", "-j", 1) == 3
    assert Path("run/documents.jsonl").read_text("utf-8").count('"doc_id":"1"') == 1
    said = [json.loads(line) for line in Path("run/failures.jsonl").read_text("utf-8").splitlines()]
    assert [(f["uri"], f["message"]) for f in said] == [
        (broken, "cannot be opened: File is not a zip file"),
        (missing, f"cannot be opened: [Errno 2] No such file or directory: '{tmp_path}/missing.zip'"),
    ]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("nowhere://x/a.txt", "nowhere://x/a.txt: cannot be opened: Protocol not known: nowhere"),
        ("gdrive://me:pass%2Fword@x/a.txt", "gdrive://me@x/a.txt: cannot be opened: Please install gdrive"),
        ("memory://o/", "memory://o/: is a folder; name the file, as memory://o/documents.jsonl"),
        ("memory://o.duckdb", "memory://o.duckdb: a database grows in place; --folder DIR"),
    ],
)
def test_what_cannot_be_is_said_before_any_work(
    url: str, shown: str, table: Write, capfd: pytest.CaptureFixture[str]
) -> None:
    assert extract(table([row(1)]), "-o", url) == 2
    assert shown in capfd.readouterr().err


def test_passwords_and_signatures_are_not_shown() -> None:
    place = located("memory://me:pass%2Fword@x/a.txt")
    assert (str(place), place.name) == ("memory://me@x/a.txt", "a.txt")
    signed = "https://h/a.csv.gz?x=1&X-Amz-Signature=abc&y=2"
    pytest.importorskip("aiohttp")
    assert str(located(signed)) == "https://h/a.csv.gz?x=1&X-Amz-Signature=***&y=2"


def test_without_fsspec_the_extra_is_named(
    table: Write, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    assert extract("memory://x") == 2
    assert "pip install 'zhibiao[remote]'" in capfd.readouterr().err
    assert extract(table([row(1)]), "-o", os.devnull) == 0
