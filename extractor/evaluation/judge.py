"""Which fields of a predicted record are right, read against a gold record and its alternatives."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractor.evaluation.gold import GoldGrowth, GoldPeriod, GoldRecord, GoldValue, Quoted
from extractor.evaluation.normal import akin, names, plain_text, same_date, same_number, unit, vague
from extractor.late import late
from extractor.span import Span, proves

Told = Mapping[str, Any]  # a record, or a field of one, as it stands in an output line

TUPLE = ("indicator", "value", "growth", "period")
FIELDS = (*TUPLE, "indicator_exact", "basis", "subject", "status", "measure", "bound")
STRICT = (*TUPLE, "indicator_exact", "subject", "status", "measure", "basis")
QUOTED = ("indicator", "subject", "value", "growth", "period")
_CLAUSE = late(r"[,。;!?]")  # after folding; no name holds one


def places(field: Any) -> tuple[Span, ...]:
    """Return the spans that a field of an output claims, whatever shape it has."""
    if not isinstance(field, Mapping):
        return ()
    spans = field.get("spans") or ([field["span"]] if field.get("span") else [])
    try:
        return tuple(Span(int(a), int(b)) for a, b in spans)
    except (TypeError, ValueError):
        return ()


def grounded(raw: str, field: Any) -> bool:
    """Tell whether the raw text at the field's place says what the field says."""
    return isinstance(field, Mapping) and proves(raw, places(field), str(field.get("text") or ""))


def indicator_right(gold: str, told: Told | None) -> bool:
    """Equal, or nearly: by the text or the standard name."""
    texts = [(told or {}).get("text"), (told or {}).get("name")]
    return any(akin(g, t) for text in texts for t in names(text) for g in names(gold))


def value_right(gold: GoldValue | None, told: Told | None) -> bool:
    """Same number and unit; a range has both ends right."""
    if gold is None or not told:
        return gold is None and not told
    if unit(gold.unit) != unit(told.get("unit")):
        return False
    if "range" in (gold.bound, told.get("bound")):
        return same_number(gold.low, told.get("low")) and same_number(gold.high, told.get("high"))
    return same_number(gold.number, told.get("number"))


def growth_right(gold: GoldGrowth | None, told: Told | None) -> bool:
    """Same signed rate and unit; a range has both ends right."""
    if gold is None or not told:
        return gold is None and not told
    if unit(gold.unit) != unit(told.get("unit")) or not same_number(gold.rate, told.get("rate")):
        return False
    if gold.rate is not None:
        return True
    # 下降5%到6% has two orders: by size and as written.
    ends = (told.get("low"), told.get("high"))
    return any(same_number(gold.low, a) and same_number(gold.high, b) for a, b in (ends, ends[::-1]))


def period_right(gold: GoldPeriod | None, told: Told | None) -> bool:
    """Same ends; a vague period may be left out; for a point the stretch that ends there will do."""
    told_text = told.get("text") if told else None
    if gold is None or not told:
        return (gold is None or vague(gold.text)) and (not told or vague(told_text))
    if vague(gold.text) and plain_text(gold.text) == plain_text(told_text or ""):
        return True
    start, end = told.get("start"), told.get("end")
    if same_date(gold.start, start) and same_date(gold.end, end):
        return True
    point = gold.start == gold.end or start == end
    return point and same_date(gold.end, end) and plain_text(gold.text) == plain_text(told_text or "")


def subject_right(gold: Quoted | None, told: Told | None) -> bool:
    """One name inside the other: 东湖片区 for 武汉东湖片区, but neither a letter of it nor a sentence about it."""
    said = [plain_text((told or {}).get(k) or "") for k in ("text", "name")]
    if gold is None:
        return not said[0]
    want = plain_text(gold.text)
    return any(n == want or (len(n) > 1 and n in want) or (want in n and not _CLAUSE.search(n)) for n in said)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is right in a pair, against the reading that it fits best."""

    reading: GoldRecord
    right: Mapping[str, bool]

    @property
    def tuple_right(self) -> bool:
        """Tell whether indicator, value, growth and period are right."""
        return all(self.right[f] for f in TUPLE)

    @property
    def strict_right(self) -> bool:
        """Tell whether also the words of the indicator, subject, status, measure and basis are right."""
        return all(self.right[f] for f in STRICT)

    @property
    def blamed(self) -> tuple[str, ...]:
        """Name the fields that are wrong; a near miss of the indicator's words is none."""
        return tuple(f for f in FIELDS if not self.right[f] and f != "indicator_exact")


def _against(gold: GoldRecord, told: Told, proved: Mapping[str, bool]) -> dict[str, bool]:
    indicator = told.get("indicator") or {}
    basis = (told.get("growth") or {}).get("basis") or "unspecified"
    bound = (told.get("value") or {}).get("bound") or "exact"
    right = {
        "indicator": indicator_right(gold.indicator.text, indicator),
        "indicator_exact": plain_text(gold.indicator.text) == plain_text(indicator.get("text") or ""),
        "value": value_right(gold.value, told.get("value")),
        "growth": growth_right(gold.growth, told.get("growth")),
        "basis": basis == (gold.growth.basis if gold.growth else "unspecified"),
        "period": period_right(gold.period, told.get("period")),
        "subject": subject_right(gold.subject, told.get("subject")),
        "status": (told.get("status") or "actual") == gold.status,
        "measure": (told.get("measure") or "level") == gold.measure,
        "bound": bound == (gold.value.bound if gold.value else "exact"),
    }
    return {f: ok and proved.get(f.removesuffix("_exact"), True) for f, ok in right.items()}


def judge(raw: str, gold: GoldRecord, told: Told, *, trusted: bool = False) -> Verdict:
    """Judge a pair; a field whose span does not reproduce its text is wrong whatever it says.

    A reader's marks are trusted: an indicator that he had to compose has no place.
    """
    proved = {f: trusted or not told.get(f) or grounded(raw, told[f]) for f in QUOTED}
    verdicts = (Verdict(reading, _against(reading, told, proved)) for reading in gold.readings())
    return max(verdicts, key=lambda v: (v.strict_right, v.tuple_right, sum(v.right.values())))
