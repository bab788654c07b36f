"""What a report asks of the database: every question once, ordered to the last tie."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

Row = tuple[Any, ...]

# 全省, 我市 that no text resolved: a different place in every article.
_NAMED = "NOT regexp_full_match(subject, '(全|我|该|本)[省市县区州旗镇乡]')"
_SURE_ENOUGH = f"SELECT * FROM series WHERE subject IS NOT NULL AND {_NAMED} AND confidence >= 0.6"  # noqa: S608
_COUNTS = """
SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM records), (SELECT count(*) FROM series),
       (SELECT count(DISTINCT subject) FROM series), (SELECT count(DISTINCT indicator) FROM series),
       (SELECT count(*) FROM reprints), (SELECT min(published) FROM documents), (SELECT max(published) FROM documents),
       (SELECT count(*) FROM documents WHERE published IS NULL)
"""
# A line joins only what was measured alike: one unit, one step, cumulated or not.
_LINES = """
WITH told AS ({sure}), said AS (
  SELECT subject, indicator, measure, unit, growth_unit, frequency, cumulative, ended, {figure} AS figure, confidence,
         document, key, count(DISTINCT {figure}) OVER (
           PARTITION BY document, subject, indicator, measure, {unit}, frequency, cumulative, ended
         ) > 1 AS mixed  -- one article, several numbers: parts of one name, not one figure
  FROM told WHERE status = 'actual' AND ended IS NOT NULL AND {figure} IS NOT NULL AND {only} AND {unit} IS NOT NULL
),
points AS (
  SELECT subject, indicator, measure, {unit} AS unit, frequency, cumulative, ended, figure,
         max(confidence) AS confidence, min(document) AS document, bool_or(mixed) AS mixed,
         count(*) OVER (PARTITION BY subject, indicator, measure, {unit}, frequency, cumulative, ended) > 1 AS disputed
  FROM said GROUP BY subject, indicator, measure, {unit}, frequency, cumulative, ended, figure
)
SELECT subject, indicator, measure, unit, frequency, cumulative,
       list([ended::VARCHAR, figure::VARCHAR, disputed::VARCHAR] ORDER BY ended, confidence DESC, figure)
FROM points GROUP BY ALL HAVING count(DISTINCT ended) > 1 AND NOT bool_or(mixed)
ORDER BY count(DISTINCT ended) DESC, count(DISTINCT document) DESC, sum(confidence) DESC, subject, indicator, measure, unit, frequency, cumulative
LIMIT {most}
"""
_LATEST = """
WITH told AS ({sure}), often AS (
  SELECT subject, count(*) AS n, count(DISTINCT document) AS documents FROM told
  GROUP BY subject ORDER BY documents DESC, n DESC, subject LIMIT {subjects}
),
whole AS (  -- of one figure said with its growth and without it, the one that says more
  SELECT * FROM latest WHERE confidence >= 0.6
  QUALIFY row_number() OVER (
    PARTITION BY subject, indicator, measure, unit ORDER BY ended DESC, rate IS NULL, confidence DESC, document, key) = 1
),
best AS (
  SELECT l.*, o.documents, o.n, row_number() OVER (
    PARTITION BY l.subject ORDER BY l.code IS NULL, l.confidence DESC, l.ended DESC, l.document, l.key) AS place
  FROM whole l JOIN often o USING (subject)
)
SELECT subject, documents, indicator, number, low, high, unit, bound, rate, growth_unit, basis, "start", "end", measure,
       confidence, document, sentence
FROM best WHERE place <= {each} ORDER BY documents DESC, n DESC, subject, place
"""
_CONFLICTS = """
SELECT subject, indicator, "start", "end", number_a, number_b, unit, rate_a, rate_b, growth_unit,
       document_a, document_b, sentence_a, sentence_b
FROM conflicts WHERE {named} ORDER BY subject, indicator, "end", "start", document_a, document_b, number_a, number_b, rate_a, rate_b
LIMIT {most}
"""
_COVERAGE = {
    "发布时间": "SELECT coalesce(published[:4] || ' 年', '日期不明'), count(*) FROM documents GROUP BY 1 ORDER BY 1 LIMIT 40",
    "数据所属的年份": """SELECT CASE WHEN "end" IS NULL THEN '时期不明' WHEN "end" LIKE 'XXXX%' THEN '年份不明' ELSE "end"[:4] || ' 年' END,
        count(*) FROM series GROUP BY 1 ORDER BY bool_or("end" IS NULL), bool_or("end" LIKE 'XXXX%'), 1 DESC LIMIT 18""",
    "地区": """SELECT subject, count(*) FROM series WHERE subject_type = 'region' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 16""",
    "机构": """SELECT subject, count(*) FROM series WHERE subject_type = 'organization' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 16""",
    "指标": "SELECT indicator, count(*) FROM series GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 16",
    "计量单位": "SELECT unit, count(*) FROM series WHERE unit IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 16",
}
_WARNINGS = """
SELECT code, count(*), count(DISTINCT document), list(DISTINCT document ORDER BY document)[:6]
FROM (SELECT document, unnest(warnings) AS code FROM documents) GROUP BY code ORDER BY 2 DESC, 1
"""
_SURE = """
SELECT CASE WHEN confidence >= 0.85 THEN '0.85 以上' WHEN confidence >= 0.7 THEN '0.70–0.85'
            WHEN confidence >= 0.5 THEN '0.50–0.70' ELSE '0.50 以下' END, count(*)
FROM series GROUP BY 1 ORDER BY 1 DESC
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A series of one subject and one indicator: when, how much, and whether articles disagree."""

    subject: str
    indicator: str
    measure: str
    unit: str
    frequency: str | None
    cumulative: bool | None
    points: tuple[tuple[date, Decimal, bool], ...]


class Asked:
    """A database, and the questions of the report."""

    def __init__(self, db: "duckdb.DuckDBPyConnection") -> None:
        self.db = db

    def _rows(self, sql: str) -> list[Row]:
        return self.db.execute(sql).fetchall()

    def counts(self) -> Row:
        """Count documents, records, distinct statements, subjects, indicators, reprints; first and last date; undated."""
        return self._rows(_COUNTS)[0]

    def levels(self, most: int) -> list[Line]:
        """Return the longest series of levels."""
        return self._lines("number", "unit", "bound = 'exact'", most)

    def rates(self, most: int) -> list[Line]:
        """Return the longest series of growth."""
        return self._lines("rate", "growth_unit", "growth_unit = '%' AND basis = 'yoy'", most)

    def _lines(self, figure: str, unit: str, only: str, most: int) -> list[Line]:
        rows = self._rows(_LINES.format(figure=figure, unit=unit, only=only, most=most, sure=_SURE_ENOUGH))
        return [
            Line(subject, indicator, measure, its_unit, frequency, cumulative, _points(told))
            for subject, indicator, measure, its_unit, frequency, cumulative, told in rows
        ]

    def latest(self, subjects: int, each: int) -> list[Row]:
        """Return the newest figures of the subjects that most articles speak of."""
        return self._rows(_LATEST.format(subjects=subjects, each=each, sure=_SURE_ENOUGH))

    def conflicts(self, most: int) -> tuple[int, list[Row]]:
        """Count the conflicts and return the first."""
        count = self._rows(f"SELECT count(*) FROM conflicts WHERE {_NAMED}")[0][0]  # noqa: S608 - our own condition
        return count, self._rows(_CONFLICTS.format(most=most, named=_NAMED))

    def coverage(self) -> dict[str, list[tuple[str, int]]]:
        """Count what is covered, by kind."""
        told = "SELECT s.*, r.subject_type FROM series s JOIN records r USING (document, key)"
        views = {name: sql.replace("FROM series", f"FROM ({told})") for name, sql in _COVERAGE.items()}
        return {name: [(str(a), int(b)) for a, b in self._rows(sql)] for name, sql in views.items()}

    def warnings(self) -> list[Row]:
        """Count the warnings by code."""
        return self._rows(_WARNINGS)

    def sureness(self) -> list[tuple[str, int]]:
        """Count statements by confidence."""
        return [(str(a), int(b)) for a, b in self._rows(_SURE)]


def _points(told: list[list[str]]) -> tuple[tuple[date, Decimal, bool], ...]:
    return tuple((date.fromisoformat(end), Decimal(n), d == "true") for end, n, d in told)
