"""Walk through the files of a pattern book and say, in plain Chinese, what fails where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.errors import PatternError
from extractor.patterns import Entry, PatternBook, load, read, shipped
from extractor.patterns_check.find import FIELDS, INPUTS, RUNNERS, Found
from extractor.patterns_check.linear import fault
from extractor.patterns_check.schema import NAMED_BY_USE, faults, group_faults


@dataclass(frozen=True, slots=True)
class Failure:
    """What fails: the file, the entry (None for the whole file), and why."""

    file: str
    entry: str | None
    message: str

    def __str__(self) -> str:
        return f"{self.file} · {self.entry}：{self.message}" if self.entry else f"{self.file}：{self.message}"


def check(folder: Path | None = None) -> list[Failure]:
    """Check the shipped book, with the user's folder laid over it if one is given."""
    folders = [shipped()] if folder is None else [folder, shipped()]
    files: list[_File] = []
    failures: list[Failure] = []
    for place in folders:
        if not place.is_dir():
            return [Failure(str(place), None, "没有这个模式文件夹")]
        for path in sorted(place.glob("*.toml")):
            try:
                files.append(_File(path, *read(path, path.read_bytes())))
            except PatternError as e:
                failures.append(Failure(path.name, None, str(e).removeprefix(f"{path}：")))
    known = {f.path.stem: {e["id"] for e in f.entries} for f in files if f.path.parent == shipped()}
    for file in files:
        failures += _form(file, known)
    if failures:
        return failures
    # Not the cached loader: the files may just have been edited.
    book = load.__wrapped__(folder)
    done: set[tuple[str, str]] = set()  # a user's entry stands for the shipped one
    for file in files:
        for entry in file.entries:
            if (file.path.stem, entry["id"]) not in done:
                group = file.groups.get(entry.get("group", ""), {})
                failures += examples(file.path, entry, group, book)
            done.add((file.path.stem, entry["id"]))
    return failures


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    entries: list[Entry]
    groups: Mapping[str, Entry]


def _form(file: _File, known: Mapping[str, set[str]]) -> Iterator[Failure]:
    """Check what can be checked without running anything."""
    name, section = file.path.name, file.path.stem
    if section not in RUNNERS:
        yield Failure(name, None, f"没有叫这个名字的模式文件；有的是：{'、'.join(sorted(RUNNERS))}")
        return
    for group, content in file.groups.items():
        yield from (Failure(name, f"group.{group}", m) for m in group_faults(content, FIELDS[section]))
    seen: set[str] = set()
    for entry in file.entries:
        at = entry["id"]
        if at in seen:
            yield Failure(name, at, "同一个文件里有两个条目用了这个 id")
        seen.add(at)
        yield from (Failure(name, at, message) for message in faults(section, entry, FIELDS[section]))
        if section in NAMED_BY_USE and not any(at == k or at.startswith(f"{k}.") for k in known[section]):
            yield Failure(
                name,
                at,
                f"没有这样的词表，可写其中之一，或在后面加“.自己的名字”：{'、'.join(sorted(known[section]))}",
            )
        for pattern in entry.get("regexes", ()):
            if isinstance(pattern, str) and (
                why := fault(pattern, [_text(x) for x in entry.get("positive", ())])
            ):
                yield Failure(name, at, f"正则表达式 {pattern!r} {why}")


def _text(example: Any) -> str:
    text = example.get("text", "") if isinstance(example, Mapping) else example
    return text if isinstance(text, str) else ""


def examples(path: Path, entry: Entry, group: Entry, book: PatternBook) -> Iterator[Failure]:
    """Run the examples of one entry."""
    try:
        yield from (Failure(path.name, entry["id"], m) for m in _wrong(path.stem, entry, group, book))
    except PatternError as e:
        yield Failure(path.name, entry["id"], f"读例句时出错：{e}")


def _wrong(section: str, entry: Entry, group: Entry, book: PatternBook) -> Iterator[str]:
    run = RUNNERS[section]
    for example in (*entry.get("positive", ()), *group.get("positive", ())):
        found = list(run(example["text"], example, book))
        if not any(_fits(f, example) for f in found):
            yield f"正例“{example['text']}”里应找到{_show(example)}，实际找到{_all(found, example)}"
    for given in (*entry.get("negative", ()), *group.get("negative", ())):
        example = {"text": given} if isinstance(given, str) else given
        wrong = [f for f in run(example["text"], example, book) if _fits(f, example)]
        if wrong:
            yield f"反例“{example['text']}”里不该找到{_all(wrong, example)}"


def _fits(found: Found, example: Mapping[str, Any]) -> bool:
    if "find" in example and found["text"] != example["find"]:
        return False
    return all(_same(found.get(k), v) for k, v in _wanted(example).items())


def _wanted(example: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in example.items() if k not in ("text", "find") and k not in INPUTS}


def _same(have: Any, want: Any) -> bool:
    if isinstance(want, int | float) and not isinstance(want, bool):
        return isinstance(have, Decimal) and have == Decimal(str(want))
    return bool(have == want)


def _show(example: Mapping[str, Any]) -> str:
    wanted = "，".join(f"{k} = {v}" for k, v in _wanted(example).items())
    return f"“{example.get('find', '')}”" + (f"（{wanted}）" if wanted else "")


def _all(found: list[Found], example: Mapping[str, Any]) -> str:
    if not found:
        return "：没有"
    keys = list(_wanted(example))
    shown = [
        f"“{f['text']}”" + (f"（{'，'.join(f'{k} = {f.get(k)}' for k in keys)}）" if keys else "")
        for f in found[:5]
    ]
    return "：" + "、".join(shown)
