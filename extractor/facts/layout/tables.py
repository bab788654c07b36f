"""Tables: a label names the indicator, the head says whether a cell is a level, a growth or a share, and of when."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from extractor.facts import phrases
from extractor.facts.indicators import measures
from extractor.facts.layout import captions
from extractor.facts.layout.row_places import place_of
from extractor.facts.layout.scales import Scale, scale_of
from extractor.facts.model import Fact, Subject
from extractor.facts.skeleton import Shelf
from extractor.late import late
from extractor.mentions.model import Basis, Change, Indicator, Period, Quantity, Region
from extractor.mentions.quantities import numerals
from extractor.mentions.quantities.find import find_quantities
from extractor.patterns import Expression
from extractor.span import Span, squash
from extractor.text.model import Cell, CleanText, Table

Role = Literal["label", "unit", "level", "growth", "share", "other"]

_GROWTH = Expression(r"{growth-column}|±|\+/-")
_SHARE = late(r"比重|占比|构成|份额")
_UNIT_HEAD = late(r"^(?:计量)?单\s*位$")
_RANK = Expression("{no-value-column}")
_IN_BRACKETS = late(r"[（(]\s*(?:单位[：:])?([^（）()]{1,12})[)）]\s*$")
_BARE_NUMBER = late(r"[-+－]?\d[\d,，]*(?:\.\d+)?")
# A head that says nothing without its label: 产量 of 水泥.
_MONTHS = late(r"\d{1,2}月|季度")
_BARE_MEASURE = Expression("(?:主要|工业)?(?:{bare-column})")
_MEASURED = late(r"(?:产量|产值|增加值|额|率|价格|均价|收入|利润|面积|人口|量)$")
_YEARLY = late(r"全年(?=[一-鿿]{2})")
_MARKS = late(r"^(?:[#＃*·\s]|其中[：:]?|[一二三四五六七八九十]+、|\d+[.、])+")
_SAME = ("持平",)
_FALLS = ("降幅", "跌幅", "减幅", "降速")
_REACH = 40  # characters of the longest expression of time
_SIGNED = late(r"[-+－＋↑↓升降]\s?\d[\d.,]*\s?[%％]")


@dataclass(frozen=True, slots=True)
class _Column:
    role: Role
    head: Span | None
    period: Period | None
    unit: Span | None  # in brackets in the head


def read(
    clean: CleanText, table: Table, periods: Sequence[Period], regions: Sequence[Region]
) -> Iterator[Fact]:
    """Read one table. `periods` and `regions` are those that stand in it or in its caption."""
    return _Reader(clean.view, table, periods, regions).facts()


def _own(own: Period | None, column: Period | None) -> Period | None:
    """Let a row's own months go before those of its column, in the same year."""
    if own and column and (own.end or "")[:4] not in ("XXXX", (column.end or "")[:4]):
        return column
    return own or column


class _Reader:
    def __init__(self, view: str, table: Table, periods: Sequence[Period], regions: Sequence[Region]) -> None:
        self.view, self.table, self.periods, self.regions = view, table, Shelf(periods), Shelf(regions)
        self.rows: dict[int, list[Cell]] = defaultdict(list)
        for cell in table.cells:
            self.rows[cell.row].append(cell)
        self.grows = self._grows()
        self.columns = self._columns()
        self.several = self._several()
        self.caption_period = self._period_in(table.caption) if table.caption else None
        self.measure = captions.measure(view, table.caption, self.periods) if table.caption else None

    def facts(self) -> Iterator[Fact]:
        section: Period | None = None
        row_unit: Span | None = None
        for row, cells in sorted(self.rows.items()):
            if row < self.table.body_row:
                continue
            numbers = [
                c
                for c in cells
                if self._column(c).role not in ("label", "unit") and self._number(c) is not None
            ]
            if not numbers:
                section = next((p for c in cells if (p := self._period_in(c.span))), None)
                continue
            label = next(
                (c for c in cells if self._number(c) is None and self._column(c).role == "label"), None
            )
            if label is not None and self._date_of(label) and not section:
                yield from self._row(label, cells, self._date_of(label), row_unit)
            elif label is not None:
                # A part without a unit takes that of its whole: 大牲畜（万头）, below it 奶牛.
                row_unit = self._label(label.span)[1] or row_unit
                yield from self._row(label, cells, section, row_unit)

    def _date_of(self, label: Cell) -> Period | None:
        """Return the period that a label is: 2021年."""
        name = self._label(label.span)[0]
        found = self._period_in(label.span)
        return found if found and name and found.span.holds(name) else None

    def _row(
        self, label: Cell, cells: Sequence[Cell], section: Period | None, row_unit: Span | None
    ) -> Iterator[Fact]:
        unit_cell = next((c for c in cells if self._column(c).role == "unit"), None)
        name, _ = self._label(label.span)
        if name is None:
            return
        name, when = self._own_time(name)
        if when and not self.table.body_row:
            section, when = when, None  # 3月末科技贷款余额
        place = place_of(name, self.regions, self.view)
        fact: Fact | None = None
        for cell in cells:
            column = self._column(cell)
            if column.role in ("label", "unit", "other") or (number := self._number(cell)) is None:
                continue
            if column.head is None and "%" in cell.span.cut(self.view) and (pace := self._pace(name)):
                column, name = replace(column, role="growth"), pace
            unit = unit_cell.span if unit_cell else column.unit or row_unit or self.table.unit
            period = column.period or (fact.period if fact and column.role == "growth" else None)
            period = captions.in_year(
                _own(when, period or section or self.caption_period), self.caption_period
            )
            grows = column.role == "growth" or (column.head is None and self._signed(cell, fact))
            if grows and fact is not None and fact.change is None:
                fact.change = self._change(cell, number, column, fact)
                continue
            level, fact = fact, self._fact(cell, number, column, unit, name, place)
            if level and column.role == "growth" and level.quantity:
                fact.indicator = level.indicator  # how the same grew over a longer time
            fact.period, fact.period_inherited = period, period is not None
            yield fact

    def _several(self) -> bool:
        """Tell whether the columns measure different things: 播种面积（千公顷）, 总产量（万吨）."""
        levels = [c for c in self.columns.values() if c.role == "level"]
        heads = [self._label(c.head)[0] for c in levels if c.head and c.unit]
        said = {squash(h.cut(self.view)) for h in heads if h}
        return 1 < len(said) == len(heads) == len(levels) and all(_MEASURED.search(s) for s in said)

    def _own_time(self, name: Span) -> tuple[Span, Period | None]:
        """Part a label from the time that it names for itself: 5月末贷款余额, 利润总额（1-4月）."""
        for p in self.periods.inside(*name):
            if p.span.start == name.start and p.span.end + 1 < name.end:
                if self.table.body_row and not _MONTHS.search(self.view, *p.span):
                    break  # 年末总人口: the column says of which year
                return Span(p.span.end, name.end), p
            bracket = self.view[p.span.start - 1] in "（(" and self.view[p.span.end : name.end] in ("）", ")")
            if bracket and p.span.start - 1 > name.start and p.kind != "base":
                return Span(name.start, p.span.start - 1), p
        return name, None

    def _pace(self, name: Span) -> Span | None:
        """Return what it is whose growth a label names: 企业营业收入增速."""
        if name.cut(self.view).endswith(_FALLS):
            return None
        whose = measures.without_growth_noun(self.view, name)
        return whose if whose != name else None

    def _signed(self, cell: Cell, level: Fact | None) -> bool:
        """Tell whether a cell without a head is the growth of the level before it: 1985.6亿元, +5.7%."""
        signed = _SIGNED.fullmatch(cell.span.cut(self.view).strip()) is not None
        return signed and level is not None and level.quantity is not None and level.quantity.unit != "%"

    def _fact(
        self,
        cell: Cell,
        number: Decimal,
        column: _Column,
        unit: Span | None,
        name: Span,
        place: Subject | None,
    ) -> Fact:
        indicator = self._indicator(column, name, place)
        fact = Fact(0, indicator, f"table.{column.role}", indicator_inherited=False)
        if place is not None:
            fact.subject = place
        if column.role == "growth":
            fact.change = self._change(cell, number, column, None)
            return fact
        scale = self._scale(cell, unit, column)
        fact.measure = "share" if column.role == "share" else "level"
        fact.quantity = Quantity(
            cell.span, cell.span, number * scale.factor, None, None, scale.unit, scale.text, "exact"
        )
        fact.unit_span = unit if scale.text is None or unit else None
        return fact

    def _indicator(self, column: _Column, name: Span, place: Subject | None) -> Indicator:
        """Name what a cell measures: the head where the label is a place or a year, both where the head is a bare measure."""
        head = self._label(column.head)[0] if column.head else None
        head = self._without_period(head) if head else None
        around = self.periods.inside(name.start - _REACH, name.start + 1)
        dated = any(name.end <= p.span.end for p in around)
        timed = head is None and column.head is not None and column.period is not None
        if (place or dated) and (column.role == "growth" or timed) and self.measure:
            return Indicator(self.measure)
        if (place or dated) and head and self.measure and captions.names(self.view, self.measure, head):
            return Indicator(self.measure)
        if (place or dated) and (head or column.head):
            return Indicator(head or column.head or name)
        label, said = squash(name.cut(self.view)), squash(head.cut(self.view)) if head else ""
        bare = column.role == "level" and (_BARE_MEASURE.fullmatch(said) or self.several)
        if not bare or _MEASURED.search(label) or head is None:
            return Indicator(name)
        if m := _YEARLY.match(self.view, *name):
            name = Span(m.end(), name.end)  # 全年粮食
        if self.several:
            return phrases.join(name, [name, head])
        # So many tons of 水泥 count 水泥; a rate or a value has to be named.
        return Indicator(name, label + said) if said.endswith("量") else phrases.join(name, [name, head])

    def _without_period(self, head: Span) -> Span | None:
        last = max((p.span.end for p in self.periods.inside(*head) if head.holds(p.span)), default=head.start)
        return Span(last, head.end) if last < head.end else None

    def _scale(self, cell: Cell, unit: Span | None, column: _Column) -> Scale:
        own = find_quantities(cell.span.cut(self.view))
        if own and own[0].unit and own[0].number is not None:
            return Scale(own[0].unit, Decimal(1), own[0].unit_text)
        if column.role == "share" and unit is None:
            return Scale("%", Decimal(1), None)
        return scale_of(unit.cut(self.view)) if unit else Scale("点", Decimal(1), None)

    def _change(self, cell: Cell, number: Decimal, column: _Column, level: Fact | None) -> Change:
        head = column.head.cut(self.view) if column.head else ""
        unit, factor = "%", Decimal(1)
        percent = "%" in head or "%" in cell.span.cut(self.view) or "速" in head or "幅" in head
        if not percent and re.search(r"额|增加|增减|百分点", head):
            if "百分点" in head:
                unit = "pp"
            elif level and level.quantity and level.unit_span:
                scale = scale_of(level.unit_span.cut(self.view))
                unit, factor = scale.unit, scale.factor
        basis = _basis(head)
        if basis == "unspecified" and self.grows and self.table.caption:
            basis = _basis(self.table.caption.cut(self.view))
        return Change(cell.span, number * factor, None, None, unit, basis, None)

    def _grows(self) -> bool:
        """Tell whether the caption says that all cells are growths: 2023年居民消费价格比上年涨跌幅度（单位：%）."""
        caption = self.table.caption
        unit = self.table.unit or self._bracket(caption)
        if caption is None or unit is None or scale_of(unit.cut(self.view)).unit != "%":
            return False
        return captions.tells_growths(self.view, caption)

    def _columns(self) -> dict[int, _Column]:
        heads: dict[int, Span] = {}
        for cell in self.table.cells:
            if cell.row < self.table.body_row:
                heads[cell.column] = cell.span
        width = max((c.column for c in self.table.cells), default=0) + 1
        columns: dict[int, _Column] = {}
        previous: Period | None = None
        for i in range(width):
            head = heads.get(i)
            text = re.sub(r"\s", "", head.cut(self.view)) if head else ""
            period = self._period_in(head) if head else None
            role = _role(i, text)
            if role == "level" and self.grows and not self._bracket(head):
                role = "growth"
            if i == 1 and columns[0].role == "other":
                role = "label"  # behind the rank
            if role in ("level", "share"):
                previous = period or previous
            columns[i] = _Column(
                role, head, period or (previous if role == "growth" else None), self._bracket(head)
            )
        return columns

    def _column(self, cell: Cell) -> _Column:
        return self.columns[cell.column]

    def _period_in(self, span: Span | None) -> Period | None:
        if span is None:
            return None
        return next(
            (p for p in self.periods.inside(*span) if p.span.end <= span.end and p.kind != "base"), None
        )

    def _bracket(self, span: Span | None) -> Span | None:
        m = _IN_BRACKETS.search(self.view, *span) if span else None
        return Span(*m.span(1)) if m and scale_of(m[1]).text is not None else None

    def _label(self, span: Span) -> tuple[Span | None, Span | None]:
        """Take marks and the unit in brackets off a label."""
        unit = self._bracket(span)
        start, end = span
        if unit:
            m = _IN_BRACKETS.search(self.view, *span)
            end = m.start() if m else end
        if m := _MARKS.match(self.view[start:end]):
            start += m.end()
        text = self.view[start:end]
        start, end = start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
        return (Span(start, end) if end > start else None), unit

    def _number(self, cell: Cell) -> Decimal | None:
        text = cell.span.cut(self.view).strip(" *")
        if text in _SAME:
            return Decimal(0)
        if _BARE_NUMBER.fullmatch(text):
            return numerals.parse(text.replace("－", "-").lstrip("+"))
        found = find_quantities(text)
        whole = len(found) == 1 and found[0].span.end - found[0].span.start >= len(text) - 2
        number = found[0].number if whole else None
        return -number if number and text[0] in "↓降" else number


def _role(index: int, head: str) -> Role:
    if _UNIT_HEAD.match(head):
        return "unit"
    if _RANK.search(head):
        return "other"
    if index == 0:
        return "label"
    if _GROWTH.search(head):
        return "growth"
    return "share" if _SHARE.search(head) else "level"


def _basis(head: str) -> Basis:
    if re.search(r"年初|年末", head):
        return "other"
    if re.search(r"环比|上月|按月|月[增减]", head):
        return "mom"
    return "yoy" if re.search(r"同比|上年|按年|年增|年减", head) else "unspecified"
