#!/usr/bin/env python
"""Turns readers' marks into gold: checks them, compares two readings, merges them by a third's decisions.

build_gold.py --check READING.json ...              faults of one reader's files
build_gold.py --unmarked READING.json ...           also the numbers that no record holds
build_gold.py                                       how far the readings agree
build_gold.py --differences OUT.jsonl               what a third reader has to decide (fill in `decision`)
build_gold.py --decisions IN.jsonl ... --write      gold/<doc>.json and gold/agreement.json

What was mended later stands in gold/amendments.jsonl and is applied to the merged readings.
Readings stand in gold/readings/<reader>/<doc>.json; of an article the first two readers by name count.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from extractor.errors import InputError, ZhibiaoError  # noqa: E402
from extractor.evaluation import corpus, gold, settle  # noqa: E402
from extractor.evaluation.agreement import agreement  # noqa: E402
from extractor.evaluation.amend import Amendment, amend, load_amendments  # noqa: E402
from extractor.evaluation.locate import Folded  # noqa: E402
from extractor.evaluation.reading import Reading, load_reading  # noqa: E402
from extractor.evaluation.resolve import Resolved, resolve, unmarked  # noqa: E402
from extractor.wire import dumps, loads  # noqa: E402


@dataclass(frozen=True, slots=True)
class Article:
    """One article with the readings of two readers."""

    entry: corpus.Entry
    folded: Folded
    a: Resolved
    b: Resolved

    @property
    def independent(self) -> bool:
        """Tell whether two readers read it; a second pass of the first one proves no agreement."""
        return not self.b.reading.same_reader

    @property
    def faults(self) -> list[str]:
        """Return what must be mended before the readings can be merged."""
        return [f"{side}: {fault}" for side, r in (("a", self.a), ("b", self.b)) for fault in r.faults]


def open_article(folder: Path, doc: str) -> tuple[corpus.Entry, Folded]:
    """Read and fold the raw text of an article."""
    entry = corpus.manifest(folder).get(doc)
    if entry is None:
        raise InputError(f"{folder}: holds no article {doc}")
    return entry, Folded(corpus.read_raw(folder / entry.file, entry.encoding), Path(entry.file).suffix)


def check(paths: list[Path], folder: Path, *, show_unmarked: bool) -> int:
    """Print the faults of each file; return how many files have any."""
    bad = 0
    for path in paths:
        try:
            reading = load_reading(path)
            _, folded = open_article(folder, reading.doc)
            done = resolve(reading, folded)
        except ZhibiaoError as e:
            print(f"FAULT {e}")
            bad += 1
            continue
        for fault in done.faults:
            print(f"FAULT {path.name} {fault}")
        for doubt in done.doubts:
            print(f"look  {path.name} {doubt}")
        for number in unmarked(folded, done) if show_unmarked else ():
            print(f"      {path.name} unmarked {number}")
        core = sum(r.tier == "core" for r in done.records)
        print(
            f"{path.name}: {len(done.records)} records ({core} core), {len(done.organizations)} "
            f"organisation mentions, {len(done.faults)} faults, {len(done.doubts)} to look at"
        )
        bad += bool(done.faults)
    return bad


def twice_read(readings: Path, folder: Path) -> Iterator[Article]:
    """Yield every article that two readers have read."""
    by_doc: dict[str, list[Path]] = {}
    for path in sorted(readings.glob("*/*.json")):
        by_doc.setdefault(path.stem, []).append(path)
    for doc, paths in sorted(by_doc.items()):
        if len(paths) < 2:
            print(f"{doc}: only {paths[0].parent.name} has read it")
            continue
        entry, folded = open_article(folder, doc)
        a, b = (resolve(load_reading(p), folded) for p in paths[:2])
        yield Article(entry, folded, a, b)


def read_decisions(paths: list[Path]) -> dict[str, Any]:
    """Read the lines that the third reader filled in."""
    out = {}
    for path in paths:
        for n, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            if line.strip():
                try:
                    row = loads(line)
                    out[row["id"]] = row["decision"]
                except (ValueError, KeyError, TypeError) as e:
                    raise InputError(f"{path}:{n}: not a decision: {e!r}") from e
    return out


def to_gold(article: Article, reading: Reading) -> gold.GoldDocument:
    """Place the merged reading; it must be without fault."""
    entry, done = article.entry, resolve(reading, article.folded)
    if done.faults:
        raise InputError(f"{entry.doc}: the merged reading has faults: " + "; ".join(done.faults))
    return gold.GoldDocument.model_validate(
        {
            "doc": entry.doc,
            "file": entry.file,
            "published": entry.published or reading.published,
            "split": entry.split,
            "style": entry.style,
            "annotators": 2 if article.independent else 1,
            "records": [r.model_dump(exclude_unset=True) for r in done.records],
            "organizations": [o.model_dump() for o in done.organizations],
            "maybe": [m.model_dump() for m in done.maybe],
        }
    )


def write_gold(
    articles: list[Article],
    decisions: dict[str, Any],
    amendments: list[Amendment],
    out: Path,
    *,
    provisional: bool,
) -> int:
    """Merge, amend and write; return how many articles could not be."""
    left = 0
    for x in articles:
        try:
            merged = settle.merge(x.folded.raw, x.a, x.b, decisions, provisionally=provisional)
            if merged.undecided and not provisional:
                raise InputError(f"{x.entry.doc}: {len(merged.undecided)} differences are undecided")
            document = to_gold(x, amend(merged.reading, amendments))
        except ZhibiaoError as e:
            print(f"LEFT  {e}")
            left += 1
            continue
        (out / f"{x.entry.doc}.json").write_text(document.to_json(), "utf-8")
    return left


def main() -> int:
    """Run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, default=HOME / "corpus")
    parser.add_argument("--gold", type=Path, default=HOME / "gold")
    parser.add_argument("--check", type=Path, nargs="+", metavar="READING")
    parser.add_argument("--unmarked", type=Path, nargs="+", metavar="READING")
    parser.add_argument("--differences", type=Path, metavar="OUT")
    parser.add_argument("--decisions", type=Path, nargs="+", default=[], metavar="IN")
    parser.add_argument("--write", action="store_true")
    parser.add_argument(
        "--provisional",
        action="store_true",
        help="undecided: both readings count, what one alone saw is optional",
    )
    a = parser.parse_args()
    try:
        return run(a)
    except ZhibiaoError as e:
        print(f"build_gold: {e}", file=sys.stderr)
        return 2


def run(a: argparse.Namespace) -> int:
    """Do what the options ask."""
    if a.check or a.unmarked:
        return 1 if check(a.check or a.unmarked, a.corpus, show_unmarked=bool(a.unmarked)) else 0
    articles = []
    for x in twice_read(a.gold / "readings", a.corpus):
        for fault in x.faults:
            print(f"FAULT {x.entry.doc} {fault}")
        articles += [] if x.faults else [x]
    agreed = agreement([(x.folded.raw, x.a, x.b) for x in articles if x.independent])
    agreed["read_by_one"] = {
        "how": "one model session read each twice, one after the other, and settled its own differences; "
        "no independence: not in the figures above",
        "documents": [x.entry.doc for x in articles if not x.independent],
    }
    shown = msgspec.json.format(dumps(agreed), indent=1) + "\n"
    print(shown, end="")
    if a.differences:
        known = read_decisions(a.decisions)
        found = [d for x in articles for d in settle.differences(x.folded.raw, x.a, x.b)]
        rows = [{**d.line(), "decision": known.get(d.id)} for d in found]
        a.differences.write_text("".join(dumps(row) + "\n" for row in rows), "utf-8")
        print(f"{len(rows)} differences in {a.differences}")
    if a.write:
        known, amendments = read_decisions(a.decisions), load_amendments(a.gold / "amendments.jsonl")
        left = write_gold(articles, known, amendments, a.gold, provisional=a.provisional)
        (a.gold / "agreement.json").write_text(shown, "utf-8")
        print(f"{len(articles) - left} gold files written, {left} left")
        return 1 if left else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
