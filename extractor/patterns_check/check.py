"""Walk through the files of a pattern book and say, in plain Chinese, what fails where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.errors import PatternError
from extractor.patterns import Entry, PatternBook, entries_of, groups_of, load, shipped
from extractor.patterns_check.find import INPUTS, RUNNERS, Found
from extractor.patterns_check.linear import fault
from extractor.patterns_check.schema import faults


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
    failures: list[Failure] = []
    for place in folders:
        if not place.is_dir():
            return [Failure(str(place), None, "没有这个模式文件夹")]
        for path in sorted(place.glob("*.toml")):
            failures += _form(path)
    if failures:
        return failures
    # Not the cached loader: the files may just have been edited.
    book = load.__wrapped__(folder)
    overridden = set(_ids(folder)) if folder else set()
    for place in folders:
        for path in sorted(place.glob("*.toml")):
            content = path.read_bytes()
            for entry in entries_of(path, content):
                if place == shipped() and (path.stem, entry["id"]) in overridden:
                    continue
                failures += _examples(path, entry, groups_of(content).get(entry.get("group", ""), {}), book)
    return failures


def _ids(folder: Path) -> Iterator[tuple[str, str]]:
    for path in folder.glob("*.toml"):
        yield from ((path.stem, e["id"]) for e in entries_of(path, path.read_bytes()))


def _form(path: Path) -> Iterator[Failure]:
    """Check what can be checked without running anything."""
    if path.stem not in RUNNERS:
        yield Failure(path.name, None, f"没有叫这个名字的模式文件；有的是：{'、'.join(sorted(RUNNERS))}")
        return
    try:
        entries = entries_of(path, path.read_bytes())
    except PatternError as e:
        yield Failure(path.name, None, str(e).removeprefix(f"{path}："))
        return
    seen: set[str] = set()
    for entry in entries:
        if entry["id"] in seen:
            yield Failure(path.name, entry["id"], "同一个文件里有两个条目用了这个 id")
        seen.add(entry["id"])
        yield from (Failure(path.name, entry["id"], message) for message in faults(path.stem, entry))
        for pattern in entry.get("regexes", ()):
            if isinstance(pattern, str) and (
                why := fault(pattern, [_text(x) for x in entry.get("positive", ())])
            ):
                yield Failure(path.name, entry["id"], f"正则表达式 {pattern!r} {why}")


def _text(example: Any) -> str:
    text = example.get("text", "") if isinstance(example, Mapping) else example
    return text if isinstance(text, str) else ""


def _examples(path: Path, entry: Entry, group: Entry, book: PatternBook) -> Iterator[Failure]:
    """Run the examples of one entry."""
    run = RUNNERS[path.stem]
    for example in (*entry.get("positive", ()), *group.get("positive", ())):
        found = list(run(example["text"], example, book))
        if not any(_fits(f, example) for f in found):
            yield Failure(
                path.name,
                entry["id"],
                f"正例“{example['text']}”里应找到{_show(example)}，实际找到{_all(found, example)}",
            )
    for given in (*entry.get("negative", ()), *group.get("negative", ())):
        example = {"text": given} if isinstance(given, str) else given
        found = list(run(example["text"], example, book))
        wrong = [f for f in found if _fits(f, example)]
        if wrong:
            yield Failure(path.name, entry["id"], f"反例“{example['text']}”里不该找到{_all(wrong, example)}")


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
