"""A web page: gold counts in the page, `extract` in the text read out of it."""

import copy
from pathlib import Path
from typing import Any

import pytest

from extractor.evaluation.gold import GoldDocument
from extractor.evaluation.locate import Folded
from extractor.evaluation.reading import Reading
from extractor.evaluation.readout import on_page, read_out
from extractor.evaluation.resolve import resolve
from extractor.evaluation.run import Standard
from extractor.span import proves

PLACES = ("南湖", "云麓", "青川湾", "北岭", "石桥", "白鹭洲", "东港", "柳溪")
FILLER = "".join(
    f"<p>{p}的开工仪式在上午举行，挖掘机一字排开，附近的居民带着孩子来看热闹，直到中午才散。</p>"
    for p in PLACES
)
PAGE = f"""<!DOCTYPE html><html><head><title>总投资1028亿元-晨报网</title></head><body><ul><li>首页</li></ul><div id="art"><h1>总投资1028亿元</h1>
<p>&emsp;&emsp;松湖市163个项目同时开工，年度投资<b>312.4</b>亿元，同比增长<span class="up">27.5</span>%；月薪4500&mdash;8000元。</p>
<table><tr><th>国别</th><th>进出口</th></tr><tr><td>欧盟</td><td>1402.6</td></tr></table>
{FILLER}</div></body></html>"""
READING = {
    "doc": "invest-90",
    "records": [
        {
            "sent": "年度投资312.4亿元，同比增长27.5%",
            "indicator": "年度投资",
            "subject": "松湖市",
            "value": {"text": "312.4亿元", "number": 31240000000, "unit": "元"},
            "growth": {"text": "增长27.5%", "rate": 27.5, "basis": "yoy"},
        },
        {
            "sent": "月薪4500—8000元",
            "indicator": "月薪",
            "value": {"text": "4500—8000元", "low": 4500, "high": 8000, "bound": "range", "unit": "元"},
        },
    ],
}


def said(text: str, quoted: str, **more: Any) -> dict[str, Any]:
    start = text.index(quoted)
    return {"text": "".join(quoted.split()), "span": [start, start + len(quoted)], **more}


@pytest.fixture
def told() -> dict[str, Any]:
    """What a system says that reads all of it in the main text."""
    text = read_out(PAGE).text
    records = [
        {
            "indicator": said(text, "年度投资"),
            "subject": said(text, "松湖市"),
            "value": said(text, "312.4亿元", number=31240000000, unit="CNY"),
            "growth": said(text, "增长27.5%", rate=27.5, unit="%", basis="yoy"),
        },
        {
            "indicator": said(text, "月薪"),
            "value": said(text, "4500—8000元", low=4500, high=8000, bound="range", unit="CNY"),
        },
    ]
    return {"source": {"chars": len(text)}, "records": records, "organizations": []}


def test_what_is_right_in_the_main_text_is_right(told: dict[str, Any]) -> None:
    done = resolve(Reading.model_validate(READING), Folded(PAGE, ".html"))
    assert done.faults == []
    head = {"doc": "invest-90", "file": "invest-90.html", "split": "dev", "style": "invest"}
    gold = GoldDocument.model_validate(
        {**head, "published": None, "records": tuple(done.records), "organizations": ()}
    )
    (scored,) = Standard([gold], {"invest-90": PAGE}).score({"invest-90": told})
    assert scored.tallies["strict"].figures()["f1"] == 1
    wrong = copy.deepcopy(told)
    wrong["records"][0]["value"]["span"][0] += 1
    (scored,) = Standard([gold], {"invest-90": PAGE}).score({"invest-90": wrong})
    assert scored.tallies["value"].figures()["tp"] == 1


def test_every_text_is_carried_to_its_place(told: dict[str, Any]) -> None:
    first, second = on_page(PAGE, told)["records"]
    assert first["value"]["text"] == "312.4亿元"
    assert len(first["value"]["spans"]) == 2
    assert second["value"]["text"] == "4500&mdash;8000元"
    for field in (*first.values(), *second.values()):
        assert proves(PAGE, field["spans"], field["text"])


def test_a_result_on_the_page_itself_stays(told: dict[str, Any]) -> None:
    for source in ({"chars": len(PAGE)}, None, "x"):
        body = {**told, "source": source}
        assert on_page(PAGE, body) is body


def test_what_stands_nowhere_in_the_page_is_unproved() -> None:
    text = read_out(PAGE).text
    made = {
        "source": {"chars": len(text)},
        "title": {"text": "|", "span": [text.index("|"), text.index("|") + 1]},
    }
    assert on_page(PAGE, made)["title"]["span"] is None


@pytest.mark.parametrize("span", ["x", 5, [5, 2], [[None, 3]], [0, 10**9], [0, 2, 4]])
def test_a_misshapen_place_is_unproved(span: Any) -> None:
    made = {"source": {"chars": 1}, "records": ["x", None, {"value": {"text": 5, "span": span}}]}
    assert on_page(PAGE, made)["records"][2]["value"]["span"] is None


def test_the_shipped_pages_lose_nothing() -> None:
    corpus = Path(__file__).parents[2] / "corpus"
    for path in sorted(corpus.glob("*.html")):
        page = path.read_text("utf-8")
        main = read_out(page)
        lines = [line for line in main.text.splitlines() if line.strip("|- #")]
        cells = [c.strip("-# ") for line in lines for c in line.split("|") if c.strip("-# ")]
        fields = [said(main.text, cell) for cell in cells]
        lost = [f["text"] for f in main.carry(fields) if f["span"] is None]
        assert lost == []
