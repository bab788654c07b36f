"""The page: self-contained, safe whatever the text says, and complete."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from gold_samples import told_by

from extractor.evaluation.browse import error_browser
from extractor.evaluation.run import Standard
from extractor.render.data import note
from extractor.render.page import embed, page


def data_of(page_text: str) -> Any:
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page_text, re.DOTALL)
    return json.loads(found)


@pytest.fixture
def browser(standard: Standard) -> str:
    told = {d.doc: told_by(d) for d in standard.documents}
    told["city-90"]["records"][0]["period"] = None
    told["city-90"]["records"][1]["value"]["number"] = 1
    told["city-90"]["records"][1]["growth"]["rate"] = 1
    del told["zone-90"]["records"][2]
    told["zone-90"]["organizations"][0]["type"] = "bank"
    return error_browser(standard, standard.score(told))


def test_nothing_is_loaded_from_elsewhere(browser: str) -> None:
    assert not re.findall(
        r"(?:src|href)\s*=|@import|url\(|https?://", browser.split('id="data"', maxsplit=1)[0]
    )
    assert browser.count("<script") == 2


@pytest.mark.parametrize(
    "nasty", ["</script><script>alert(1)</script>", "<!--<script>", "\u2028\u2029", "&lt;", "$title"]
)
def test_text_cannot_break_out(nasty: str) -> None:
    assert "<" not in embed({"text": nasty})
    made = page({"title": nasty, "mode": "errors", "figures": [], "documents": [{"text": nasty}]})
    assert data_of(made)["documents"][0]["text"] == nasty
    assert made.count("<script") == 2


def test_rows_say_what_is_wrong(browser: str) -> None:
    city, zone = sorted(data_of(browser)["documents"], key=lambda d: d["id"])
    records = [r for r in city["rows"] if r["kind"] == "record"]
    assert [r["state"] for r in records] == ["wrong", "missed", "spurious", "right", "optional"]
    assert records[0]["blamed"] == ["period"]
    assert records[0]["rule"] == "by.hand"
    # A number read otherwise is missed and spurious at once: each shows the other.
    assert records[1]["near"]
    assert records[1]["blamed"] == ["value", "growth"]
    assert records[1]["told"]["value"]["note"] == "1 CNY"
    assert [r["state"] for r in zone["rows"]] == ["right", "right", "missed", "optional", "wrong", "right"]
    assert zone["rows"][4]["blamed"] == ["type"]


def test_a_field_that_is_not_where_it_says_is_marked(standard: Standard) -> None:
    told = {d.doc: told_by(d) for d in standard.documents}
    told["zone-90"]["records"][0]["indicator"]["span"] = (0, 2)
    _, zone = sorted(
        data_of(error_browser(standard, standard.score(told)))["documents"], key=lambda d: d["id"]
    )
    first, second = (r["told"]["indicator"] for r in zone["rows"][:2])
    assert (first.get("unproved"), second.get("unproved")) == (True, None)


def test_a_web_page_is_listed_by_its_title(standard: Standard) -> None:
    page = f"<html><title>前三季度 &amp; 展望</title><body>{standard.raws['zone-90']}</body></html>"
    web = standard.documents[0].model_copy(
        update={"file": "zone-90.html", "records": (), "organizations": ()}
    )
    shown = Standard([web], {web.doc: page})
    (listed,) = data_of(error_browser(shown, shown.score({})))["documents"]
    assert listed["title"] == "前三季度 & 展望"


def test_a_name_with_other_edges_shows_what_was_meant(standard: Standard) -> None:
    told = {d.doc: told_by(d) for d in standard.documents}
    start, end = told["zone-90"]["organizations"][0]["span"]
    told["zone-90"]["organizations"][0] |= {"text": "晨光精密机械有限", "span": (start, end - 2)}
    _, zone = sorted(
        data_of(error_browser(standard, standard.score(told)))["documents"], key=lambda d: d["id"]
    )
    rows = [r for r in zone["rows"] if r["kind"] == "organization"]
    assert [(r["state"], r["near"], r["blamed"]) for r in rows] == [
        ("spurious", True, ["organization"]),
        ("missed", True, ["organization"]),
        ("right", False, []),
    ]
    for row in rows[:2]:
        assert row["gold"]["organization"]["text"] == row["told"]["organization"]["text"] + "公司"


@pytest.mark.parametrize(
    ("name", "field", "said"),
    [
        ("value", {"number": "14590000000.0", "unit": "CNY", "bound": "ge"}, "≥ 14,590,000,000 CNY"),
        ("value", {"number": None, "low": 5, "high": 6, "unit": "%", "bound": "range"}, "5–6%"),
        ("growth", {"rate": "56.6", "unit": "%", "basis": "yoy"}, "+56.6% 同比"),
        ("growth", {"rate": -3, "unit": "pp", "basis": "unspecified"}, "-3 pp"),
        ("period", {"start": "2019-12-31", "end": "2019-12-31"}, "2019-12-31"),
        ("period", {"start": None, "end": None}, ""),
        ("period", {"start": "XXXX-09-01", "end": None}, "XXXX-09-01 — …"),
        ("period", {"start": "2019-02-01", "end": "2019-02-27"}, "2019-02-01 — 2019-02-27"),
        ("period", {"start": "XXXX-01-01", "end": "XXXX-02-29"}, "XXXX-01 — XXXX-02"),
        ("indicator", {"text": "规上", "name": "规模以上"}, "规模以上"),
        ("indicator", {"text": "规上", "name": "规上"}, ""),
    ],
)
def test_normal_forms_are_shown(name: str, field: dict[str, Any], said: str) -> None:
    assert note(name, field) == said


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PROBE = """<script>
const out = [];
const press = (key) => document.body.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
press("s"); out.push(document.querySelectorAll("#overview[open] svg").length); $$("overview").close();
press("j"); out.push(now.row, document.querySelectorAll("mark.chosen").length > 0);
press("2"); out.push(now.state, document.querySelectorAll(".card").length);
press("Escape"); press("o"); out.push(now.kind);
press("o"); filter({query: "进出口"}); out.push(shown(current()).length);
document.title = JSON.stringify(out);
</script></body>"""


@pytest.mark.skipif(CHROMIUM is None, reason="no browser on this machine")
def test_in_a_browser(browser: str, tmp_path: Path) -> None:
    path = tmp_path / "browser.html"
    path.write_text(browser.replace("</body>", PROBE), "utf-8")
    command = [str(CHROMIUM), "--headless=new", "--no-sandbox", "--disable-gpu", "--dump-dom", path.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    title = re.search(r"<title>(.*?)</title>", done.stdout)
    assert title
    assert json.loads(title[1]) == [2, 2, True, "missed", 1, "organization", 2]
