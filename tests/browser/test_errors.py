"""The error browser with as many documents as a release has."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from test_pages import DARK_PHONE, violations

from extractor.evaluation import run
from extractor.evaluation.agreement import as_told
from extractor.evaluation.browse import error_browser
from extractor.evaluation.gold import GoldDocument

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TOP = Path(__file__).parents[2]
IN_SIGHT = """name => {
  const mark = document.querySelector(`mark.chosen[data-label="${name}"]`).getBoundingClientRect();
  const reader = $$("reader").getBoundingClientRect();
  return mark.top >= reader.top && mark.bottom <= reader.bottom;
}"""


def told_by(gold: GoldDocument) -> dict[str, Any]:
    """Return what a system says that errs now and then, in each way."""
    records = []
    for n, record in enumerate(as_told(gold.records)):
        record["rule"] = f"rule.{n % 5}"
        if n % 9 == 4:
            record["period"] = None
        if n % 9 == 6 and record["growth"]:
            record["growth"]["basis"] = "mom"
        records += [] if n % 9 == 8 else [record]
    organizations = [o.model_dump() for o in gold.organizations[1:]]
    return {"records": [*records, *records[:1]], "organizations": organizations}


def write_page(path: Path, times: dict[str, int]) -> Path:
    """Write the page for a few articles of dev, each of them so many times."""
    standard = run.standard(TOP / "gold", "dev")
    some = [(d, f"{d.doc}.{n}") for d in standard.documents for n in range(times.get(d.doc, 0))]
    documents = [d.model_copy(update={"doc": name}) for d, name in some]
    shown = run.Standard(documents, {name: standard.raws[d.doc] for d, name in some})
    told = {d.doc: told_by(d) for d in documents}
    path.write_text(error_browser(shown, shown.score(told)), "utf-8")
    return path


@pytest.fixture(scope="module")
def errors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page for sixty-four documents, short and long."""
    times = {"agency-01": 21, "bulletin-01": 1, "company-04": 21, "none-01": 21}
    return write_page(tmp_path_factory.mktemp("errors") / "errors.html", times)


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page for two documents, quick to check."""
    return write_page(tmp_path_factory.mktemp("short") / "errors.html", {"agency-01": 1, "none-01": 1})


@pytest.fixture
def page(browser: "Browser", errors: Path) -> "Iterator[Page]":
    """The page without a network; a fault in its scripts fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page, faults = context.new_page(), list[str]()
    page.on("pageerror", lambda e: faults.append(str(e)))
    page.goto(errors.as_uri())
    yield page
    context.close()
    assert not faults


def chosen(page: "Page", name: str) -> list[str]:
    return page.locator(f"#filters [name={name}] option").all_inner_texts()


def test_every_number_is_brought_into_sight(page: "Page") -> None:
    assert page.locator(".doc").count() == 64
    page.evaluate("go(DATA.documents.findIndex((d) => d.id === 'bulletin-01.0'), -1)")
    page.keyboard.press("2")
    for _ in range(4):
        page.keyboard.press("j")
        page.wait_for_timeout(50)
        assert page.locator(".card[aria-current=true] .state").inner_text() == "漏报"
        row = "current().rows[now.row].gold"
        assert page.evaluate(IN_SIGHT, "数值" if page.evaluate(f"Boolean({row}.value)") else "增长")


def test_filters_name_what_is_wrong(page: "Page") -> None:
    fields = chosen(page, "field")
    assert {text.partition(" ")[0] for text in fields} >= {"全部", "时期", "比较基期"}
    page.select_option("#filters [name=field]", "basis")
    assert set(page.locator(".blame").all_inner_texts()) == {"比较基期"}
    assert "比较基期：环比" in page.locator(".card").first.inner_text()
    counts = [int(text.rpartition(" ")[2]) for text in chosen(page, "rule")[1:]]
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) == page.evaluate("count('errors')") > 0
    page.keyboard.press("Escape")
    page.keyboard.press("o")
    assert page.locator("#filters [name=rule]").count() == 0
    assert set(page.locator(".state").all_inner_texts()) == {"漏报"}


def test_from_a_rule_to_its_errors_and_the_worst_article(page: "Page") -> None:
    page.keyboard.press("s")
    row = page.locator("#overview tr", has=page.locator(".link")).first
    rule, _, wrong, *_ = row.inner_text().split()
    row.locator(".link").click()
    assert page.evaluate("[now.rule, count('errors')]") == [rule, int(wrong)]
    page.keyboard.press("Escape")
    page.select_option("#order select", "f1")
    scores = page.evaluate("DATA.documents.map((d) => d.f1).filter((x) => x !== null)")
    assert scores == sorted(scores)
    before = page.evaluate("current().id")
    page.keyboard.press("n")
    assert page.evaluate("current().id") != before


@pytest.mark.parametrize("style", [{}, DARK_PHONE], ids=["desktop", "dark phone"])
def test_everybody_can_use_it(browser: "Browser", short: Path, style: Any) -> None:
    context = browser.new_context(**style)
    page = context.new_page()
    page.goto(short.as_uri())
    found = {"open": violations(page)}
    for name, keys in (
        ("chosen", "0 j"),
        ("overview", "s"),
        ("help", "Escape ?"),
        ("mentions", "Escape o 0 j"),
    ):
        for key in keys.split():
            page.keyboard.press(key)
        found[name] = violations(page)
    context.close()
    assert found == {name: [] for name in found}
