"""The report on a corpus: series with plots, latest figures, conflicts, coverage, what to doubt."""

import html
from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from string import Template
from typing import TYPE_CHECKING

from extractor import __version__
from extractor.render.data import WARNINGS, note
from extractor.render.markup import Markup, el, join
from extractor.render.page import asset, shell
from extractor.render.plots import Point, bars, line_plot
from extractor.render.report_data import Asked, Line, Row
from extractor.wire import plain

if TYPE_CHECKING:
    import duckdb

PLOTS, SUBJECTS, EACH, CONFLICTS = 12, 12, 6, 60
_UNITS = {
    "CNY": "元",
    "USD": "美元",
    "HKD": "港元",
    "MOP": "澳门元",
    "TWD": "新台币",
    "EUR": "欧元",
    "JPY": "日元",
    "pp": "个百分点",
    "bp": "个基点",
}
_STEPS = {"D": "日", "W": "周", "M": "月", "Q": "季", "H": "半年", "Y": "年"}
_MEASURES = {"share": "占比", "contribution": "贡献"}
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def report_page(db: "duckdb.DuckDBPyConnection", title: str) -> str:
    """Return one self-contained page; the same database gives the same bytes."""
    asked = Asked(db)
    counts, (clashes, conflicts) = asked.counts(), asked.conflicts(CONFLICTS)
    sections = [
        ("latest", "最新数据", _latest(asked.latest(SUBJECTS, EACH))),
        ("series", "走势", _series(asked)),
        ("conflicts", "说法不一", _conflicts(clashes, conflicts)),
        ("coverage", "覆盖", _coverage(asked)),
        ("warnings", "存疑", _doubts(asked, counts)),
    ]
    body = [_tiles(counts, clashes)]
    body += [el("section", el("h2", name, id=key), *parts) for key, name, parts in sections]
    filled = Template(asset("report.html")).substitute(
        title=html.escape(title),
        lead=html.escape(_lead(counts)),
        contents=join(el("a", name, href=f"#{key}") for key, name, _ in sections),
        body=join(body),
        foot=html.escape(f"由 zhibiao {__version__} 从文章中抽取；每个数都可以在原文中核对，引用前请核对。"),
    )
    return shell(title, ("base.css", "report.css"), filled, policy=_POLICY)


def _lead(counts: Row) -> str:
    documents, records, distinct, subjects, indicators, reprints, first, last, undated = counts
    when = f"，发布于 {first} 至 {last}" if first and first != last else f"，发布于 {first}" if first else ""
    apart = f"；其中 {reprints} 篇转载不重复计数" if reprints else ""
    unknown = f"；{undated} 篇没有发布日期" if undated else ""
    return (
        f"{documents:,} 篇文章{when}{apart}{unknown}。共 {records:,} 条记录，去掉重复后 {distinct:,} 条，"
        f"涉及 {subjects:,} 个主体、{indicators:,} 项指标。"
    )


def _tiles(counts: Row, clashes: int) -> Markup:
    documents, _, distinct, subjects, indicators, *_ = counts
    shown = (
        ("文章", documents),
        ("不重复的记录", distinct),
        ("主体", subjects),
        ("指标", indicators),
        ("说法不一", clashes),
    )
    return el("dl", *(el("div", el("dt", name), el("dd", f"{n:,}")) for name, n in shown), class_="tiles")


def amount(number: Decimal, unit: str) -> str:
    """Say a number as a reader does: in 亿 or 万, with its unit."""
    for size, word in ((Decimal(10**8), "亿"), (Decimal(10**4), "万")):
        if abs(number) >= size:
            scaled = plain(number / size)
            return f"{scaled:,f}{word}{_UNITS.get(unit, unit)}"
    return f"{plain(number):,f}{_UNITS.get(unit, unit)}"


def _value(number: Decimal | None, low: Decimal | None, high: Decimal | None, unit: str, bound: str) -> str:
    if number is not None:
        return {"approx": "约 ", "ge": "≥ ", "le": "≤ "}.get(bound, "") + amount(number, unit)
    return f"{amount(low, unit)} – {amount(high, unit)}" if low is not None and high is not None else ""


def _change(rate: Decimal, unit: str, basis: str | None = None) -> str:
    if unit in ("%", "pp", "bp"):
        return note("growth", {"rate": rate, "unit": _UNITS.get(unit, unit), "basis": basis})
    said = note("growth", {"rate": None, "low": None, "basis": basis})
    return f"{'+' if rate > 0 else ''}{amount(rate, unit)} {said}".strip()


def _growth(rate: Decimal | None, unit: str | None, basis: str | None) -> Markup:
    if rate is None:
        return el("td", class_="n")
    said = _change(rate, unit or "", basis)
    return el("td", el("span", said, class_="up" if rate > 0 else "down" if rate < 0 else None), class_="n")


def _table(head: Sequence[str], rows: Sequence[Markup]) -> Markup:
    numbers = ("数值", "增长", "条数", "篇数")
    cells = (el("th", h, scope="col", class_="n" if h in numbers else None) for h in head)
    inside = el("table", el("thead", el("tr", *cells)), el("tbody", *rows))
    return el("div", inside, class_="scroll", tabindex=0, role="region", aria_label="、".join(head))


def _nothing(said: str) -> list[Markup]:
    return [el("p", said, class_="note")]


def _latest(found: Sequence[Row]) -> list[Markup]:
    if not found:
        return _nothing("没有时期明确的实际数。")
    groups = [(subject, list(rows)) for subject, rows in groupby(found, key=lambda row: row[0])]
    rows = [_figure(row, len(own) if i == 0 else 0) for _, own in groups for i, row in enumerate(own)]
    intro = f"文章提到最多的 {SUBJECTS} 个主体，每个至多 {EACH} 项：时期最近、置信度 0.6 以上的实际数。把鼠标停在指标上可以看到原句。"
    return [el("p", intro, class_="note"), _table(("主体", "指标", "数值", "增长", "时期", "出处"), rows)]


def _figure(row: Row, rows: int) -> Markup:
    """Write one row; the first of a subject has its name over all `rows`."""
    subject, _, indicator, number, low, high, unit, bound, rate, growth_unit, basis, start, end, measure = (
        row[:14]
    )
    sure, document, sentence = row[14:]
    name = indicator + (f"（{_MEASURES[measure]}）" if measure in _MEASURES else "")
    return el(
        "tr",
        el("th", subject, scope="rowgroup", rowspan=rows) if rows else None,
        el("td", name, title=sentence),
        el("td", _value(number, low, high, unit or "", bound), class_="n"),
        _growth(rate, growth_unit, basis),
        el("td", note("period", {"start": start, "end": end}), class_="when"),
        el("td", _short(document), class_="when", title=f"{document}；置信度 {sure.normalize()}"),
        class_="first" if rows else None,
    )


def _short(document: str) -> str:
    return document.replace("\\", "/").rsplit("/", 1)[-1]


def _series(asked: Asked) -> list[Markup]:
    groups = (("数值", asked.levels(PLOTS)), ("同比增长", asked.rates(PLOTS)))
    out = [
        el(
            "p",
            "时期最多、置信度 0.6 以上的序列。只连起口径、单位和统计步长相同的数；空心点表示同一时期有不同的说法。",
            class_="note",
        )
    ]
    for name, lines in groups:
        if lines:
            out += [el("h3", name), el("div", *(_plot(line) for line in lines), class_="plots")]
    return out if len(out) > 1 else _nothing("没有跨两个以上时期的序列。")


def _plot(line: Line) -> Markup:
    step = "累计" if line.cumulative else _STEPS.get(line.frequency or "", "")
    about = "，".join(
        x
        for x in (step and f"按{step}" if not line.cumulative else step, _MEASURES.get(line.measure, ""))
        if x
    )
    points = [Point(end, float(n), amount(n, line.unit), disputed) for end, n, disputed in line.points]
    name = f"{line.subject} {line.indicator}"
    return el("figure", el("figcaption", name, el("small", about or "时期步长不一")), line_plot(name, points))


def _conflicts(count: int, found: Sequence[Row]) -> list[Markup]:
    if not found:
        return _nothing("没有发现两篇文章对同一个数说法不同。")
    rows = []
    for (
        subject,
        indicator,
        start,
        end,
        a,
        b,
        unit,
        rate_a,
        rate_b,
        gunit,
        doc_a,
        doc_b,
        said_a,
        said_b,
    ) in found:
        sides = (_side(a, unit, rate_a, gunit), _side(b, unit, rate_b, gunit))
        quotes = (
            el("blockquote", el("b", _short(d)), "　", said) for d, said in ((doc_a, said_a), (doc_b, said_b))
        )
        rows.append(
            el(
                "tr",
                el("th", subject, scope="row"),
                el("td", indicator),
                el("td", note("period", {"start": start, "end": end}), class_="when"),
                *(el("td", side) for side in sides),
                el("td", el("details", el("summary", "原句"), *quotes)),
            )
        )
    more = f"共 {count:,} 处" + (f"，列出前 {len(found)} 处" if count > len(found) else "")
    return [
        el(
            "p",
            f"{more}：主体、指标、时期、单位都相同而数不同。可能是修订数，也可能有一方错了。",
            class_="note",
        ),
        _table(("主体", "指标", "时期", "甲", "乙", "依据"), rows),
    ]


def _side(number: Decimal | None, unit: str | None, rate: Decimal | None, growth_unit: str | None) -> str:
    parts = [amount(number, unit or "")] if number is not None else []
    return "，".join([*parts, *([_change(rate, growth_unit or "")] if rate is not None else [])])


def _coverage(asked: Asked) -> list[Markup]:
    parts = (
        el("section", el("h3", name), bars([(_UNITS.get(n, n), count) for n, count in rows]))
        for name, rows in asked.coverage().items()
        if rows
    )
    return [
        el("p", "发布时间按文章计，其余按不重复的记录计。", class_="note"),
        el("div", *parts, class_="columns"),
    ]


def _doubts(asked: Asked, counts: Row) -> list[Markup]:
    rows = [
        el(
            "tr",
            el("th", WARNINGS.get(code, code), scope="row"),
            el("td", f"{n:,}", class_="n"),
            el("td", f"{docs:,}", class_="n"),
            el("td", "、".join(map(_short, some))),
        )
        for code, n, docs, some in asked.warnings()
    ]
    sure = el("div", el("section", el("h3", "置信度"), bars(asked.sureness())), class_="columns")
    undated = f"{counts[-1]:,} 篇没有发布日期，其中的「今年」「3月」读不出年份。" if counts[-1] else ""
    out = [el("p", f"置信度低的记录、带警示的文章，使用前应先核对。{undated}", class_="note"), sure]
    return [*out, _table(("警示", "条数", "篇数", "文章"), rows)] if rows else out
