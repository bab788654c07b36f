"""Plots as inline SVG: the same figures give the same bytes."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from extractor.render.markup import Markup, el, join

_WIDTH, _HEIGHT, _SIDE, _TOP, _BOTTOM = 320, 120, 34, 24, 22


class Point(NamedTuple):
    """One figure: when, how much, how it is said, and whether another article says otherwise."""

    end: date
    number: float
    label: str
    disputed: bool = False


def line_plot(name: str, points: Sequence[Point]) -> Markup:
    """Draw a series over time; the first, the last and the extremes are labelled."""
    days, numbers = [p.end.toordinal() for p in points], [p.number for p in points]
    first, last, low, high = min(days), max(days), min(0.0, *numbers), max(0.0, *numbers)
    across, up = _WIDTH - 2 * _SIDE, _HEIGHT - _TOP - _BOTTOM

    def at(p: Point) -> tuple[float, float]:
        x = _SIDE + across * (p.end.toordinal() - first) / ((last - first) or 1)
        return x, _TOP + up * (1 - (p.number - low) / ((high - low) or 1))

    kept = {0, len(points) - 1, numbers.index(max(numbers)), numbers.index(min(numbers))}
    zero = _TOP + up * high / ((high - low) or 1)
    marks = [el("line", class_="grid", x1=8, x2=_WIDTH - 8, y1=f"{zero:.1f}", y2=f"{zero:.1f}")]
    through = [p for i, p in enumerate(points) if i == 0 or p.end != points[i - 1].end]
    marks.append(
        el("polyline", class_="curve", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in map(at, through)))
    )
    for i, p in enumerate(points):
        x, y = at(p)
        kind = "dot disputed" if p.disputed else "dot"
        title = el("title", f"{p.end:%Y-%m}：{p.label}")
        marks.append(el("circle", title, class_=kind, cx=f"{x:.1f}", cy=f"{y:.1f}", r=3))
        if i in kept:
            anchor = "start" if x < _SIDE + 1 else "end" if x > _WIDTH - _SIDE - 1 else "middle"
            edge = {"start": x - _SIDE / 2, "end": x + _SIDE / 2}.get(anchor, x)
            marks.append(el("text", p.label, x=f"{edge:.1f}", y=f"{y - 8:.1f}", text_anchor=anchor))
    for day, x, anchor in ((points[0].end, 8, "start"), (points[-1].end, _WIDTH - 8, "end")):
        marks.append(el("text", f"{day:%Y-%m}", class_="axis", x=x, y=_HEIGHT - 6, text_anchor=anchor))
    said = "，".join(f"{p.end:%Y-%m} {p.label}" for p in points)
    return el("svg", *marks, viewBox=f"0 0 {_WIDTH} {_HEIGHT}", role="img", aria_label=f"{name}：{said}")


def bars(rows: Sequence[tuple[str, int]]) -> Markup:
    """Draw counts as bars beside their names."""
    most = max((n for _, n in rows), default=1)
    items = (
        el(
            "li",
            el("span", name, class_="name", title=name),
            el("i", style=f"width:{50 * n / most:.1f}%"),
            el("b", f"{n:,}"),
        )
        for name, n in rows
    )
    return el("ul", join(items), class_="bars")
