"""The workbench in a real browser: paste, extract, look, correct, save, reload, download."""

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from extractor.contract import Document, loads
from extractor.evaluation.gold import load_document, unproved
from extractor.span import proves
from extractor.span import unproved as unproved_places

if TYPE_CHECKING:
    from playwright.sync_api import Page

PUBLISHED = "2020-08-29"
OFFICE = "{urn:schemas-microsoft-com:office:spreadsheet}"
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


def test_text_stands_as_it_is_and_every_mark_in_its_place(page: "Page") -> None:
    extract(page, WIDE)
    shown: str = page.evaluate("$$('text').textContent")
    # A text area hands on line ends as \n: what stands there is what was sent.
    assert shown == WIDE.replace("\r\n", "\n")
    marks = page.evaluate(
        "[...drawn].flatMap(([id, pairs]) => pairs.map(([el, m]) => [m.name, el.textContent, quote(current().points, [[m.start, m.end]])]))"
    )
    assert {"value", "growth", "indicator", "period", "subject"} <= {name for name, _, _ in marks}
    assert all("".join(text.split()) in said for _, text, said in marks)
    assert ["value", "145.9亿\n元", "145.9亿元"] in marks


def test_text_and_records_show_each_other(page: "Page", article: str) -> None:
    extract(page, article)
    page.keyboard.press("j")
    page.keyboard.press("ArrowDown")
    assert page.locator(".card [aria-expanded=true]").count() == 1
    assert page.locator("#text mark.chosen").count() >= 3
    assert page.locator(".card:has([aria-expanded=true]) code").text_content() == chosen(page)["data"]["rule"]
    page.locator("#text mark.f-value", has_text="1023.6亿元").click()
    assert chosen(page)["data"]["value"]["text"] == "1023.6亿元"
    assert "1023.6亿元" in open_card(page)
    page.keyboard.press("Escape")
    assert chosen(page) is None
    # A subject that many share: each click goes on.
    shared = page.locator("#text mark.f-subject").first
    shared.dispatch_event("click")  # it may be broken over two lines, and its middle is not on it
    first = chosen(page)["id"]
    shared.dispatch_event("click")
    assert chosen(page)["id"] != first


def test_filters_and_keys(page: "Page", article: str) -> None:
    extract(page, article)
    cards = page.locator(".card")
    everything = cards.count()
    page.keyboard.press("/")
    page.keyboard.type("资产负债率")
    assert 0 < cards.count() < everything
    page.keyboard.press("Enter")
    assert "资产负债率" in chosen(page)["data"]["indicator"]["text"]
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert cards.count() == everything
    page.get_by_label("按置信度筛选").select_option("<0.6")
    assert 0 < cards.count() < everything
    page.locator("body").press("Escape")
    page.get_by_label("按时期筛选").select_option("2020-07")
    assert all("2020-07" in text for text in cards.all_text_contents())
    page.locator("body").press("Escape")
    for key, what in (("o", "陕西省统计局"), ("w", "并列不齐"), ("g", "增长 %")):
        page.keyboard.press(key)
        assert what in (page.locator("#side").text_content() or "")
    page.locator(".bars button").first.click()
    assert chosen(page)["data"]["growth"]["unit"] == "%"
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()


def test_correct_save_and_reload(page: "Page", article: str, tmp_path: Path) -> None:
    extract(page, article)
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


def test_who_filters_stays_where_he_is(page: "Page", article: str) -> None:
    extract(page, article)
    page.get_by_label("按状态筛选").focus()
    page.get_by_label("按状态筛选").select_option("actual")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "按状态筛选"


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


def test_long_numbers_stay_whole(page: "Page") -> None:
    told = '{"records": [{"value": {"number": 12345678901234567890.123456789, "text": "\\"number\\":1"}}]}'
    assert page.evaluate("(t) => writeJson(readJson(t))", told) == told.replace(": ", ":").replace(
        ', "text', ',"text'
    )


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
    assert page.evaluate("current().id") == "pasted"
    drop = "(text) => { const d = new DataTransfer(); d.items.add(new File([text], 'd.txt')); return d; }"
    page.dispatch_event("body", "drop", {"dataTransfer": page.evaluate_handle(drop, "销量3万辆，增长5%。")})
    page.wait_for_function("now.docs.length === 3 && current().text === '销量3万辆，增长5%。'")
    broken = tmp_path / "c.jsonl"
    broken.write_text('{"a": 1}\n', "utf-8")
    page.set_input_files("#files", [broken])
    page.wait_for_selector("#failure:not([hidden])")
    assert "text" in page.locator("#failure").inner_text()


def test_text_cannot_become_markup(page: "Page") -> None:
    nasty = (
        '<img src=x onerror="window.hacked=1"></script><script>window.hacked=1</script>产值5亿元，增长3%。'
    )
    extract(page, nasty)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    assert page.evaluate("window.hacked ?? null") is None
    assert page.locator("#text img, #side img, #text script").count() == 0
    assert page.evaluate("$$('text').textContent") == nasty


def test_forms_agree_with_the_command(page: "Page", corpus_documents: Any) -> None:
    from extractor.render.data import QUOTED, note

    documents = [doc.to_dict() for _, doc in corpus_documents]
    fields = [(f, r[f]) for d in documents for r in d["records"] for f in QUOTED if r[f]]
    assert len(fields) > 5000
    from extractor.contract import dumps

    told = page.evaluate("(t) => readJson(t).map(([name, f]) => note(name, f))", dumps(fields))
    wrong = [(n, f["text"], a, b) for (n, f), a in zip(fields, told, strict=True) if a != (b := note(n, f))]
    assert wrong == []


def test_a_long_document_stays_fluent(page: "Page", article: str) -> None:
    page.evaluate(
        """(text) => extractText({ text, published: "2020-08-29" }).then(({ text, document: one }) => {
          // The same article ninety times over, every place moved along: 50,000 characters and over 1,000 records.
          const size = Array.from(text).length, move = (x, by) => Array.isArray(x) ? x.map((y) => move(y, by))
            : x && typeof x === "object" ? Object.fromEntries(Object.entries(x).map(([k, v]) =>
                [k, k === "span" || k === "unit_span" ? v && v.map((n) => n + by) : k === "spans" ? v && v.map((s) => s.map((n) => n + by)) : move(v, by)])) : x;
          const times = [...Array(90).keys()], long = { ...one, doc_id: "long", articles: one.articles };
          for (const k of ["records", "organizations", "warnings"]) long[k] = times.flatMap((n) => one[k].map((x) => move(x, n * size)));
          long.source = { ...one.source, sha256: "long", chars: 90 * size };
          window.long = { text: text.repeat(90), document: long };
        })""",
        article,
    )
    took = page.evaluate(
        """() => new Promise((done) => {
          const t = performance.now();
          opened([openDocument(window.long)]);
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - t)));
        })"""
    )
    assert page.evaluate("[current().points.length > 50_000, current().items.length > 1_000]") == [True, True]
    steps = page.evaluate(
        """async () => {
          const took = [];
          for (let i = 0; i < 20; i++) {
            const t = performance.now();
            step(1);
            await new Promise((r) => requestAnimationFrame(() => setTimeout(r)));
            took.push(performance.now() - t);
          }
          return took.sort((a, b) => a - b);
        }"""
    )
    assert took < 5_000
    assert steps[10] < 300
    assert proves(
        page.evaluate("current().text"),
        [page.evaluate("itemOf(now.item).data.sentence.span")],
        chosen(page)["data"]["sentence"]["text"],
    )
