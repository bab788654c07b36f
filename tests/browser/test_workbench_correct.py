"""Correcting on the workbench: mend, confirm, delete, add, save, reload, download."""

import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

from page_steps import chosen, extract, open_card, saved, select

from extractor.contract import Document
from extractor.evaluation.gold import load_document, unproved
from extractor.span import unproved as unproved_places
from extractor.wire import loads

if TYPE_CHECKING:
    from playwright.sync_api import Page

OFFICE = "{urn:schemas-microsoft-com:office:spreadsheet}"


def correct(page: "Page") -> None:
    """Mend one record, confirm one, delete one, add what was missed."""
    page.keyboard.press("j")
    before = chosen(page)["data"]
    assert before["value"]["text"] == "1023.6亿元"
    # Another place for the value: the service reads its normal form.
    select(page, "1132.8亿元")
    page.keyboard.press("2")
    page.wait_for_function("itemOf(now.item).data.value.number === '113280000000'")
    page.keyboard.press("u")
    assert chosen(page)["data"] == before
    # The period by the keyboard alone: its right end one character further.
    page.keyboard.press("4")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_function("itemOf(now.item).data.period.text === '1至7月'")
    page.wait_for_function("itemOf(now.item).data.period.start === '2020-01-01'")
    # A normal form by hand.
    page.keyboard.press("Enter")
    page.locator("[name='growth.basis']").select_option("other")
    page.locator("[name='value.number']").fill("wrong")
    page.keyboard.press("Enter")
    assert "要写一个数" in page.locator("#said").inner_text()
    page.locator("[name='value.number']").fill("102360000000.5")
    page.keyboard.press("Enter")
    assert chosen(page)["review"] == "changed"
    # The next two: one is right, one goes.
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.keyboard.press("x")
    # What was missed: a value, its indicator, an organisation.
    select(page, "10%")
    page.keyboard.press("a")
    page.wait_for_function("itemOf(now.item).data.value.number === '10'")
    select(page, "规上工业利润降幅")
    page.keyboard.press("1")
    select(page, "陕西省统计局工业处")
    page.keyboard.press("m")
    page.locator("[name=type]").select_option("government")
    page.keyboard.press("Enter")


def test_correct_save_and_reload(page: "Page", article: str, tmp_path: Path) -> None:
    extract(page, article)
    correct(page)
    wanted = page.evaluate("writeJson(corrections(current()))")
    page.reload()
    page.wait_for_selector(".card")
    assert page.evaluate("writeJson(corrections(current()))") == wanted
    gold = load_document(saved(page, "gold-sure", tmp_path))
    raw = page.evaluate("current().text")
    assert unproved(gold, raw) == []
    first, right, added = gold.records
    assert (str(first.value and first.value.number), first.growth and first.growth.basis) == (
        "102360000000.5",
        "other",
    )
    assert first.period
    assert (first.period.text, first.period.start) == ("1至7月", "2020-01-01")
    assert right.value
    assert right.value.text == "186.5亿元"
    assert (added.indicator.text, added.value and added.value.number) == ("规上工业利润降幅", 10)
    assert [(o.text, o.type) for o in gold.organizations] == [("陕西省统计局工业处", "government")]
    result = loads(saved(page, "json", tmp_path).read_bytes())
    Document.model_validate(result)
    assert list(unproved_places(raw, result | {"articles": []})) == []
    whole = load_document(saved(page, "gold-all", tmp_path))
    assert len(whole.records) == page.evaluate("wholeRecords(current()).length") > 3
    assert unproved(whole, raw) == []


def test_all_of_it_by_keyboard(page: "Page") -> None:
    extract(page, "产值5亿元。出口 12亿元。")
    for key in ("a", "ArrowDown", *["ArrowRight"] * 6, *["Shift+ArrowRight"] * 3):
        page.keyboard.press(key)
    assert page.evaluate("String(getSelection())") == "12亿元"
    page.keyboard.press("Escape")
    assert page.locator("#picking").is_hidden()
    page.keyboard.press("m")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert chosen(page)["data"]["text"] == "产值"
    page.keyboard.press("Escape")
    page.keyboard.press("x")
    assert page.evaluate("current().items.filter((i) => i.kind === 'organization').length") == 0


def test_what_was_deleted_comes_back_as_it_was(page: "Page", article: str) -> None:
    extract(page, article)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.locator("[name='indicator.name']").fill("利润总额")
    page.keyboard.press("Enter")
    changed = chosen(page)
    page.keyboard.press("x")
    assert page.evaluate("current().items.find((i) => i.kind === 'record').review") == "deleted"
    page.keyboard.press("k")
    page.keyboard.press("x")
    assert chosen(page) == changed
    page.keyboard.press("u")
    page.keyboard.press("u")
    page.keyboard.press("u")
    assert page.evaluate("corrections(current())") == {}


def test_an_unfinished_record_is_not_saved(page: "Page", article: str, tmp_path: Path) -> None:
    extract(page, article)
    select(page, "10%")
    page.keyboard.press("a")
    page.wait_for_function("itemOf(now.item).data.value.number === '10'")
    assert "缺指标" in open_card(page)
    page.keyboard.press("c")
    assert "不能确认" in page.locator("#said").inner_text()
    assert load_document(saved(page, "gold-sure", tmp_path)).records == ()


def test_downloads_are_what_the_command_writes(page: "Page", article: str, tmp_path: Path) -> None:
    from extractor.batch.model import Result
    from extractor.batch.sinks import open_sink

    extract(page, article)
    result = saved(page, "json", tmp_path)
    (line,) = result.read_text("utf-8").splitlines()
    document = Document.model_validate(loads(line))
    assert document.to_json() == line
    with open_sink("csv", tmp_path / "ours.csv") as sink:
        sink.write(Result(line, "pasted"))
    sheet = saved(page, "csv", tmp_path)
    assert sheet.read_bytes() == (tmp_path / "ours.csv").read_bytes()
    rows = ET.parse(saved(page, "excel", tmp_path)).getroot().iter(f"{OFFICE}Row")
    cells = [[(cell[0].text or "") if len(cell) else "" for cell in row] for row in rows]
    wanted = csv.reader(io.StringIO(sheet.read_text("utf-8-sig")))
    assert cells == [[{"True": "1", "False": "0"}.get(c, c.removeprefix("'")) for c in row] for row in wanted]
