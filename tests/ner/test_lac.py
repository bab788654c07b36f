"""The default tagger: what it finds, and that nothing but the text decides it."""

import math
import subprocess
import sys

import numpy as np
import pytest

from extractor.errors import ZhibiaoError
from extractor.mentions.organizations.find import find_organizations
from extractor.mentions.organizations.lexicon import lexicon
from extractor.mentions.organizations.tagged import possible
from extractor.ner import LacTagger, Tagged, lac_network
from extractor.span import Span
from extractor.text.model import CleanText, Sentence

TAGGER = LacTagger()
SENTENCES = (
    "昨日，晨光精密机械有限公司举行开工仪式。",
    "",
    "由海岚投资与江城大学共建",
    "全市生产总值增长8%。",
    "国家统计局公布数据，" * 30,
)


def names(text: str) -> list[str]:
    return [t.span.cut(text) for t in TAGGER.spans([text])[0]]


@pytest.mark.parametrize(
    ("text", "name"),
    [("日前，晨光精密机械有限公司投产", "晨光精密机械有限公司"), ("日前，江城大学公布结果", "江城大学")],
)
def test_it_finds_names(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize("text", ["全市生产总值增长8%。", "，。", "", "今天天气很好"])
def test_it_finds_none_where_none_is(text: str) -> None:
    assert names(text) == []


def test_the_company_of_other_sentences_changes_nothing() -> None:
    together = TAGGER.spans(SENTENCES)
    assert [list(t) for t in together] == [list(TAGGER.spans([s])[0]) for s in SENTENCES]
    assert [list(t) for t in TAGGER.spans(SENTENCES[::-1])] == [list(t) for t in together[::-1]]


def test_every_sum_is_exact() -> None:
    """In double precision, which adds in another order and with room to spare, not one score differs."""
    net = lac_network.load()
    texts = sorted((s for s in SENTENCES if s), key=len, reverse=True)
    packed = lac_network.pack([len(t) for t in texts])
    ids = np.empty(len(packed.turned), np.int32)
    for row, text in zip(packed.rows, texts, strict=True):
        ids[row] = lac_network.encode(net, text)
    wide = net._replace(
        layers=tuple(
            layer._replace(
                feed=tuple(w.astype(np.float64) for w in layer.feed),
                gates=layer.gates.astype(np.float64),
                state=layer.state.astype(np.float64),
            )
            for layer in net.layers
        )
    )
    assert np.array_equal(lac_network.emissions(net, ids, packed), lac_network.emissions(wide, ids, packed))


def test_no_value_of_a_curve_can_be_rounded_two_ways() -> None:
    for curve in (math.tanh, lambda x: 1 / (1 + math.exp(-x))):
        apart = (abs(curve(i / 256) * 1024 % 1 - 0.5) for i in range(-2048, 2049))
        assert min(apart) > 1e-9


def test_missing_weights_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lac_network, "find_spec", lambda _: None)
    with pytest.raises(ZhibiaoError, match="--ner none"):
        lac_network.load.__wrapped__()


def test_importing_it_loads_no_numpy() -> None:
    code = "import sys, extractor.ner; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


class Says:
    """A tagger that names one word wherever it stands."""

    def __init__(self, word: str) -> None:
        self.word = word

    def spans(self, sentences: list[str]) -> list[list[Tagged]]:
        places = [(s, s.find(self.word)) for s in sentences]
        return [[Tagged(Span(i, i + len(self.word)), "other", 0.7)] if i >= 0 else [] for _, i in places]


def found(text: str, word: str) -> list[tuple[str, str]]:
    clean = CleanText(text, text, text, (), (), (Sentence(Span(0, len(text)), "prose", 0, 0),))
    return [(o.span.cut(text), o.kind) for o in find_organizations(clean, tagger=Says(word))]


def test_a_tagger_is_heard_where_the_rules_find_nothing() -> None:
    assert found("今年汐芒增长8%。", "汐芒") == [("汐芒", "company")]


def test_the_rules_stand_where_they_find_something() -> None:
    text = "晨光精密机械有限公司投产。"
    assert found(text, "精密机械有限公司投产") == [("晨光精密机械有限公司", "company")]


def test_its_names_are_found_again_in_the_document() -> None:
    assert [n for n, _ in found("今年汐芒智航增长8%。去年汐芒智航下降。", "汐芒智航")] == [
        "汐芒智航",
        "汐芒智航",
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("开往海岚港的船", "海岚港"),
        ("新能源汽车产量", "新能源汽车"),
        ("赭塔湖高新区", "赭塔湖高新区"),
        ("海岚论坛开幕", "海岚论坛"),
        ("海铁联运增长", "海铁联运"),
        ("产值12%", "12"),
        ("第一财", "第一"),
        ("汐芒旗下公司", "汐芒旗下公司"),
        ("一款AI产品", "AI"),
    ],
)
def test_places_products_and_plain_words_are_refused(text: str, name: str) -> None:
    start = text.index(name)
    assert not possible(text, Span(start, start + len(name)), lexicon())


@pytest.mark.parametrize("name", ["汐芒", "中山证券", "海岚研究所", "NX Filtration"])
def test_proper_names_are_possible(name: str) -> None:
    assert possible(f"由{name}牵头", Span(1, 1 + len(name)), lexicon())
