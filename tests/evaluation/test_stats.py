"""Intervals, tests and calibration: repeatable and plausible."""

from typing import Any

import pytest
from gold_samples import told_by

from extractor.evaluation import compare, report, stats
from extractor.evaluation.run import Standard
from extractor.evaluation.score import Scored


@pytest.fixture
def scored(standard: Standard) -> list[Scored]:
    told = {d.doc: told_by(d) for d in standard.documents}
    told["city-90"]["records"][0]["period"] = None
    told["city-90"]["records"][0]["confidence"] = 0.2
    return standard.score(told)


def test_interval_holds_the_figure_and_repeats() -> None:
    rows = [(9.0, 1.0, 1.0), (5.0, 5.0, 5.0), (8.0, 0.0, 2.0)] * 5
    low, high = stats.interval(rows)
    assert low < stats._f1(rows) < high
    assert (low, high) == stats.interval(rows)
    assert stats.interval([]) == (0.0, 0.0)
    assert stats.interval([(0, 0, 0)] * 3) == (0.0, 0.0)


def test_paired_test() -> None:
    worse, better = [(5.0, 5.0, 5.0)] * 20, [(9.0, 1.0, 1.0)] * 20
    d = stats.paired(worse, better)
    assert d.b - d.a == pytest.approx(0.4)
    assert d.low > 0
    assert d.p_value < 0.01
    same = stats.paired(better, better)
    assert (same.low, same.high, same.p_value) == (0.0, 0.0, 1.0)
    assert stats.paired([], []).p_value == 1.0


def test_calibration_and_curve(scored: list[Scored]) -> None:
    bins, error, brier = stats.calibration(scored)
    assert [(b.count, b.right) for b in bins] == [(1, 0.0), (5, 1.0)]
    assert error == pytest.approx((1 * 0.2 + 5 * 0.1) / 6)
    assert brier == pytest.approx((0.2**2 + 5 * 0.1**2) / 6)
    curve = stats.curve(scored)
    assert [(round(p.kept, 3), p.precision) for p in curve] == [(round(5 / 6, 3), 1.0), (1.0, 5 / 6)]


def test_report(scored: list[Scored]) -> None:
    r = report.report(scored)
    assert (r["documents"], r["core_records"]) == (2, 6)
    assert r["scores"]["tuple"]["f1"] == pytest.approx(5 / 6, abs=1e-4)
    assert r["by_style"]["zone"]["tuple"]["f1"] == 1.0
    assert r["by_document"]["city-90"]["tuple"]["fn"] == 1
    assert r["fields"]["period"]["fn"] == 1
    assert r["field_accuracy_on_detected"]["period"] == pytest.approx(5 / 6, abs=1e-4)
    assert any("tuples" in line for line in report.lines(r))


def test_compare_names_what_changed(standard: Standard, scored: list[Scored]) -> None:
    perfect = standard.score({d.doc: told_by(d) for d in standard.documents})
    result: dict[str, Any] = compare.compare(scored, perfect)
    assert result["differences"]["tuple"]["b"] == 1.0
    (change,) = result["changes"]
    assert (change["doc"], change["kind"], change["before"]) == ("city-90", "mended", "wrong period")
    assert any("mended: 1" in line for line in compare.lines(result))
