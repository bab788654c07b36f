"""The error browser: every gold and predicted record in its raw text, with what is wrong about it."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import PurePath
from typing import Any

from extractor.evaluation import report
from extractor.evaluation.gold import GoldRecord
from extractor.evaluation.judge import Told, grounded, judge, places
from extractor.evaluation.organizations import Key, Mentions
from extractor.evaluation.readout import PAGES
from extractor.evaluation.run import Standard
from extractor.evaluation.score import Row, Scored
from extractor.late import late
from extractor.render import data
from extractor.render.page import page
from extractor.span import Span

_FIGURES = {"detection": "记录", "tuple": "四元组", "strict": "严格", "organizations": "机构"}
_OPEN_HINT = 200  # a title is a line, not a paragraph
_TITLE = late(r"<title\b[^<>]*>([^<]*)", re.IGNORECASE)


def error_browser(standard: Standard, scored: Sequence[Scored], title: str = "错误浏览") -> str:
    """Return one self-contained page."""
    figures = report.report(scored)
    shown = [{"label": _FIGURES[n], **figures["scores"][n]} for n in _FIGURES]
    files = {d.doc: d.file for d in standard.documents}
    documents = [_document(standard.raws[s.doc], files[s.doc], s) for s in scored]
    overview = {
        "documents": figures["documents"],
        "records": figures["core_records"],
        "scores": shown,
        "fields": figures["fields"],
        "styles": figures["by_style"],
        "types": figures["organizations_by_type"],
        "calibration": figures["calibration"],
        "curve": figures["curve"],
    }
    body = {"title": title.strip()[:_OPEN_HINT], "mode": "errors", "figures": shown, "overview": overview}
    return page({**body, "documents": documents})


def _document(raw: str, file: str, s: Scored) -> dict[str, Any]:
    rows = sorted((_row(raw, r, s.rows) for r in s.rows), key=_place)
    named = _TITLE.search(raw) if PurePath(file).suffix in PAGES else None
    title = unescape(named[1]) if named else next(filter(str.strip, raw.splitlines()), "")
    counted = any(r.counted for r in s.rows)
    f1 = round(s.tallies["tuple"].figures()["f1"], 4) if counted else None
    body = {"id": s.doc, "title": title.strip()[:_OPEN_HINT], "style": s.style, "f1": f1, "text": raw}
    return {**body, "rows": [*rows, *_mentions(s.mentions)]}


def _place(row: dict[str, Any]) -> int:
    sides = (row.get("gold") or row.get("told") or {}, row.get("told") or {})
    starts = [s[0] for side in sides for f in ("value", "growth") if side.get(f) for s in side[f]["spans"]]
    return min(starts, default=0)


def _state(row: Row) -> str:
    if row.gold is not None and not row.counted:
        return "optional"
    if row.verdict is None:
        return "missed" if row.told is None else "spurious"
    return "right" if row.verdict.tuple_right and not row.verdict.blamed else "wrong"


def _row(raw: str, row: Row, others: Sequence[Row]) -> dict[str, Any]:
    gold, told, near = row.gold, row.told, False
    blamed = row.verdict.blamed if row.verdict else ()
    if row.verdict is None:
        gold, told, near = _neighbour(row, others)
        if near and gold is not None and told is not None:
            blamed = judge(raw, gold, told).blamed
    if row.verdict:
        gold = row.verdict.reading
    return {
        "kind": "record",
        "state": _state(row),
        "blamed": blamed,
        "near": near,
        "rule": (told or {}).get("rule"),
        "confidence": (told or {}).get("confidence"),
        "gold": data.fields(gold.model_dump()) if gold else None,
        "told": _told(raw, told) if told is not None else None,
    }


def _told(raw: str, told: Told) -> dict[str, Any]:
    """Return the fields of a result; one that does not stand where it says is wrong whatever it says."""
    out = data.fields(told)
    for name in data.QUOTED:
        if name in out and not grounded(raw, told[name]):
            out[name]["unproved"] = True
    return out


def _neighbour(row: Row, others: Sequence[Row]) -> tuple[GoldRecord | None, Told | None, bool]:
    """Find what stands at the same place unpaired: a number read otherwise is missed and spurious at once."""
    here = _number_places(row)
    for other in others:
        opposite = other.verdict is None and (other.gold is None) != (row.gold is None)
        if opposite and any(a.meets(b) for a in here for b in _number_places(other)):
            return row.gold or other.gold, row.told if row.told is not None else other.told, True
    return row.gold, row.told, False


def _number_places(row: Row) -> list[Any]:
    side = row.gold.model_dump() if row.gold else (row.told or {})
    return [s for f in ("value", "growth") for s in places(side.get(f))]


def _mentions(m: Mentions) -> Iterator[dict[str, Any]]:
    for key in sorted({*m.want, *m.got}, key=lambda k: (abs(k[0]), k[1])):
        gold, told = m.want.get(key), m.got.get(key)
        typed = gold is not None and told is not None and gold.type == told.get("type")
        state = "missed" if told is None else "spurious" if gold is None else "right" if typed else "wrong"
        # A name with other edges is missed and spurious at once: each shows the other.
        beside = _beside(key, m.spurious if told is None else m.missed if gold is None else [])
        if beside:
            gold, told = m.want.get(beside, gold), m.got.get(beside, told)
        yield {
            "kind": "organization",
            "state": state,
            "blamed": ["type"] if state == "wrong" else ["organization"] if beside else [],
            "near": beside is not None,
            "rule": (told or {}).get("rule"),
            "confidence": (told or {}).get("confidence"),
            "gold": data.mention(gold.model_dump()) if gold else None,
            "told": data.mention(told) if told is not None else None,
        }


def _beside(key: Key, others: Sequence[Key]) -> Key | None:
    return next((k for k in others if min(*key, *k) >= 0 and Span(*k).meets(Span(*key))), None)
