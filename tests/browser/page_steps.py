"""What a reader does on the workbench, as steps of a test."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

PUBLISHED = "2020-08-29"
# What counts in UTF-16 goes wrong behind the first two: 𠮷 and the emoji are two units, but one character.
WIDE = "𠮷野区😀通报：\r\n　　1至7月，东湖新区规上工业增加值145.9亿\n元，同比增长56.6％。\n\n其中，出口12亿元，下降3%。"


def extract(page: "Page", text: str, published: str = PUBLISHED) -> None:
    page.fill("#paste", text)
    page.fill("#published", published)
    page.click("#extract")
    page.wait_for_selector(".card")


def select(page: "Page", quoted: str, turn: int = 0) -> list[int]:
    """Select a stretch of the text, and return it in code points."""
    text: str = page.evaluate("current().text")
    start = -1
    for _ in range(turn + 1):
        start = text.index(quoted, start + 1)
    span = [start, start + len(quoted)]
    page.evaluate("([a, b]) => selectSpan($$('text'), current().points, [a, b])", span)
    page.wait_for_selector("#picking:not([hidden])")
    return span


def saved(page: "Page", kind: str, tmp_path: Path) -> Path:
    page.keyboard.press("s")
    with page.expect_download() as waiting:
        page.click(f"[data-export={kind}]")
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def chosen(page: "Page") -> Any:
    return json.loads(page.evaluate("JSON.stringify(itemOf(now.item) ?? null)"))


def open_card(page: "Page") -> str:
    # Not its inner text: of what is out of sight the browser draws none.
    return page.locator(".card:has([aria-expanded=true])").text_content() or ""
