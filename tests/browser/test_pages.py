"""Pages that need no service, and what every page owes to every reader."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extractor.cli.main import main

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

REVIEWED = "current().items.map((i) => i.review).filter(Boolean)"
DARK_PHONE: Any = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}


@pytest.fixture(scope="module")
def viewed(tmp_path_factory: pytest.TempPathFactory, article: str) -> Path:
    """The page that `view` makes of two articles, and the report on them."""
    folder = tmp_path_factory.mktemp("view")
    (folder / "a-2020-08-29.txt").write_text(article, "utf-8")
    (folder / "b-2021-01-20.txt").write_text(
        "2020年，丹阳市出口12亿元，增长3%。2019年，丹阳市出口11亿元。", "utf-8"
    )
    (folder / "c-2021-01-22.txt").write_text("据介绍，2020年，丹阳市出口13亿元，增长3%。", "utf-8")
    names = [str(p) for p in sorted(folder.glob("*.txt"))]
    assert main(["extract", *names, "-q", "-o", str(folder / "r.jsonl")]) == 0
    assert main(["view", str(folder / "r.jsonl"), "-o", str(folder / "view.html")]) == 0
    pytest.importorskip("duckdb")
    assert main(["report", str(folder / "r.jsonl"), "-o", str(folder / "report.html")]) == 0
    return folder


@pytest.fixture
def offline(browser: "Browser") -> "Iterator[Page]":
    """A page under its own policy, without a network; a fault in its scripts fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page, faults = context.new_page(), list[str]()
    page.on("pageerror", lambda e: faults.append(str(e)))
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    yield page
    context.close()
    assert not faults


def test_view_shows_and_corrects_without_a_service(offline: "Page", viewed: Path) -> None:
    offline.goto((viewed / "view.html").as_uri())
    assert offline.locator(".live:visible, #start:visible").count() == 0
    offline.keyboard.press("n")
    assert "丹阳市出口12亿元" in offline.locator("#text").inner_text()
    offline.keyboard.press("j")
    offline.keyboard.press("c")
    assert offline.evaluate(REVIEWED) == ["confirmed"]
    # Nobody reads a new place here: the form asks for what it means.
    offline.evaluate("selectSpan($$('text'), current().points, [12, 16])")
    offline.keyboard.press("2")
    assert offline.locator("[name='value.number']").evaluate("el => el === document.activeElement")
    offline.keyboard.type("4")
    offline.keyboard.press("Enter")
    assert offline.evaluate("itemOf(now.item).data.value.number") == "4"
    offline.reload()
    assert sorted(offline.evaluate(REVIEWED)) == ["changed", "confirmed"]


def test_view_and_report_ask_for_nothing(viewed: Path) -> None:
    for name in ("view.html", "report.html"):
        page = (viewed / name).read_text("utf-8").split('id="data"')[0]
        assert not re.findall(r"(?:src|href)\s*=\s*\"[^#]|@import|url\(|https?://", page)
        assert "default-src 'none'" in page


def test_report_in_a_browser(offline: "Page", viewed: Path) -> None:
    offline.goto((viewed / "report.html").as_uri())
    assert offline.locator("figure svg").count() >= 1
    conflict = offline.locator("#conflicts ~ .scroll tbody tr")
    assert next(t.split() for t in conflict.all_inner_texts())[:2] == ["丹阳市", "出口额"]
    conflict.locator("summary").click()
    assert "据介绍" in conflict.locator("blockquote").last.inner_text()


def violations(page: "Page") -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    found = axe.Axe().run(page).response["violations"]
    return [f"{v['id']}: {n['html'][:120]} {n['failureSummary'][:300]}" for v in found for n in v["nodes"]]


@pytest.mark.parametrize("style", [{}, DARK_PHONE], ids=["desktop", "dark phone"])
def test_everybody_can_use_it(
    browser: "Browser", viewed: Path, article: str, style: Any, service: str
) -> None:
    context = browser.new_context(**style)
    page = context.new_page()
    found: dict[str, list[str]] = {}
    page.goto(service)
    found["start"] = violations(page)
    page.fill("#paste", article)
    page.fill("#published", "2020-08-29")
    page.click("#extract")
    page.wait_for_selector(".card")
    found["open"] = violations(page)
    for name, keys in (
        ("chosen", "j"),
        ("editing", "Enter"),
        ("chart", "Escape g"),
        ("warnings", "w"),
        ("save", "s"),
        ("help", "Escape ?"),
    ):
        for key in keys.split():
            page.keyboard.press(key)
        found[name] = violations(page)
    page.goto((viewed / "report.html").as_uri())
    found["report"] = violations(page)
    context.close()
    assert found == {name: [] for name in found}
