"""How articles and results come to the workbench, and what it says when they do not."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from page_steps import WIDE, extract, saved

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.parametrize(
    ("status", "detail", "said"),
    [
        (413, "at most 2000000 characters", "文章太长"),
        (422, "published is not a date", "is not a date"),
        (503, "", "正忙"),
    ],
)
def test_refusals_are_told_and_nothing_is_lost(page: "Page", status: int, detail: str, said: str) -> None:
    problem = json.dumps({"type": "about:blank", "status": status, "detail": detail})
    page.route("**/v1/extract*", lambda route: route.fulfill(status=status, body=problem))
    page.fill("#paste", WIDE)
    page.click("#extract")
    page.wait_for_selector("#failure:not([hidden])")
    assert said in page.locator("#failure").inner_text()
    assert page.locator("#paste").input_value() == WIDE.replace("\r\n", "\n")
    page.unroute("**/v1/extract*")
    page.click("#extract")
    page.wait_for_selector(".card")
    assert page.locator("#failure").is_hidden()


def test_without_a_service_it_says_so(page: "Page") -> None:
    page.route("**/v1/**", lambda route: route.abort())
    page.fill("#paste", WIDE)
    page.click("#extract")
    page.wait_for_selector("#failure:not([hidden])")
    assert "zhibiao serve" in page.locator("#failure").inner_text()


def test_a_token_is_asked_for_once(page: "Page") -> None:
    asked = []

    def guard(route: Any) -> None:
        asked.append(route.request.headers.get("authorization"))
        if asked[-1] == "Bearer secret":
            route.continue_()
        else:
            route.fulfill(status=401, body="{}")

    page.route("**/v1/extract*", guard)
    page.fill("#paste", WIDE)
    page.click("#extract")
    page.fill("#token-text", "secret")
    page.keyboard.press("Enter")
    page.wait_for_selector(".card")
    assert asked == [None, "Bearer secret"]


def test_files_results_and_their_texts(page: "Page", article: str, tmp_path: Path) -> None:
    extract(page, article)
    result = saved(page, "json", tmp_path)
    text = tmp_path / "其他名字.txt"
    text.write_text(article, "utf-8")
    other = tmp_path / "b.md"
    other.write_text("# 通报\n\n2023年，丹阳市出口12亿元，增长3%。", "utf-8")
    page.click("#home")
    page.wait_for_selector("#lately button")
    page.set_input_files("#files", [result])
    page.wait_for_selector("#text .nothing")
    page.set_input_files("#files", [text])
    page.wait_for_selector("#text mark.f-value")
    assert page.evaluate("$$('text').textContent") == article
    page.set_input_files("#files", [other, tmp_path / "b.md"])
    page.wait_for_function("now.docs.length === 2")
    page.keyboard.press("p")
    assert page.evaluate("current().id").startswith("sha256-")
    drop = "(text) => { const d = new DataTransfer(); d.items.add(new File([text], 'd.txt')); return d; }"
    page.dispatch_event("body", "drop", {"dataTransfer": page.evaluate_handle(drop, "销量3万辆，增长5%。")})
    page.wait_for_function("now.docs.length === 3 && current().text === '销量3万辆，增长5%。'")
    broken = tmp_path / "c.jsonl"
    broken.write_text('{"a": 1}\n', "utf-8")
    page.set_input_files("#files", [broken])
    page.wait_for_selector("#failure:not([hidden])")
    assert "text" in page.locator("#failure").inner_text()
