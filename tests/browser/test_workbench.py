"""Looking at an article on the workbench, in a real browser."""

from typing import TYPE_CHECKING, Any

from page_steps import WIDE, chosen, extract, open_card

from extractor.render.data import QUOTED, note
from extractor.span import proves
from extractor.wire import dumps

if TYPE_CHECKING:
    from playwright.sync_api import Page


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
    uneven = "　　7月，汽车、医药、食品行业利润分别增长41.5%、22.9%。"
    extract(page, f"{article.rstrip()}\n{uneven}\n")
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


def test_who_filters_stays_where_he_is(page: "Page", article: str) -> None:
    extract(page, article)
    page.get_by_label("按状态筛选").focus()
    page.get_by_label("按状态筛选").select_option("actual")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "按状态筛选"


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


def test_long_numbers_stay_whole(page: "Page") -> None:
    told = '{"records": [{"value": {"number": 12345678901234567890.123456789, "text": "\\"number\\":1"}}]}'
    assert page.evaluate("(t) => writeJson(readJson(t))", told) == told.replace(": ", ":").replace(
        ', "text', ',"text'
    )


def test_forms_agree_with_the_command(page: "Page", corpus_documents: Any) -> None:
    documents = [doc.to_dict() for _, doc in corpus_documents]
    fields = [(f, r[f]) for d in documents for r in d["records"] for f in QUOTED if r[f]]
    assert len(fields) > 5000
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
