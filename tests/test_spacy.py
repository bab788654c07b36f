"""The chain inside spaCy: its segmenters, its ways of storing and sharing docs, its entities, its drawings."""

import pickle
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Example

from extractor import extract
from extractor.batch.sources import Input
from extractor.errors import InputError
from extractor.spacy_components import LABELS, blank, displacy_options
from extractor.span import squash

TEXT = "1-11月，东湖新区规上工业增加值145.9亿元，增长56.6%。晨光精密机械有限公司产值12亿元。"
TORN = (
    "\ufeff前三季\n度,东湖新区规上工业增加值145.9亿 元,同比增长56.6%。其中,晨光精密机械有\n限公司产值12亿元。"
)
PAGE = "昨日上午，江城大力引进汐芒快\n递，全市规上工业产值达到五\n亿元，同比增长百分之三，再创\n新高。"
WORDS = "全市 产值 增长\n规上 工业 增加值 增长\n全市 工业 产值\n"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return blank()


@pytest.fixture(scope="module")
def pkuseg(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A segmenter's model: pkuseg ships none."""
    module = pytest.importorskip("spacy_pkuseg")
    folder = tmp_path_factory.mktemp("pkuseg")
    (folder / "words.txt").write_text(WORDS * 30, "utf-8")
    module.train(str(folder / "words.txt"), str(folder / "words.txt"), str(folder / "model"), train_iter=2)
    return str(folder / "model")


def texts(doc: Doc, group: str) -> list[str]:
    return [squash(s.text) for s in doc.spans[group]]


@pytest.mark.parametrize("segmenter", ["char", "jieba", "pkuseg"])
def test_the_component(segmenter: str, request: pytest.FixtureRequest) -> None:
    model = request.getfixturevalue("pkuseg") if segmenter == "pkuseg" else None
    nlp = blank(segmenter, model)
    doc = nlp(TEXT)
    assert doc.text == TEXT
    assert doc._.records[0]["indicator"]["text"] == "规上工业增加值"
    assert doc._.records[0]["value"]["unit"] == "CNY"
    found = (
        ("indicators", "规上工业增加值"),
        ("periods", "1-11月"),
        ("organizations", "晨光精密机械有限公司"),
    )
    for group, text in found:
        assert any(text in t for t in texts(doc, group)), group
    # What a token cuts is widened to it; a token a character cuts nothing.
    if segmenter == "char":
        assert texts(doc, "growths") == ["增长56.6%"]


def test_spans_are_the_evidence_of_a_torn_text_behind_a_byte_order_mark(nlp: Language) -> None:
    doc = nlp(TORN)
    result = extract(TORN)
    assert doc._.zhibiao["records"] == extract_json(TORN)["records"]
    assert texts(doc, "indicators") == [r.indicator.text for r in result.records]
    assert texts(doc, "organizations") == [o.text for o in result.organizations]
    assert {s.label_ for s in doc.spans["zhibiao"]} == set(LABELS.values())


def extract_json(text: str) -> Any:
    from extractor.wire import loads

    return loads(extract(text).to_json())


@pytest.mark.parametrize("segmenter", ["char", "jieba"])
def test_docs_hold_the_text_of_the_corpus_unchanged(segmenter: str, corpus: list[Input]) -> None:
    nlp = blank(segmenter)
    for item in corpus:
        assert nlp.make_doc(item.text).text == item.text


def test_the_date_is_the_docs_own(nlp: Language) -> None:
    doc = nlp.make_doc("今年前三季度，工业增加值增长6.4%。")
    doc._.published = "2024年10月20日"
    assert nlp(doc)._.records[0]["period"]["start"] == "2024-01-01"
    with pytest.raises(InputError, match="not a date"):
        doc._.published = "soon"
    assert nlp.make_doc(TEXT)._.records == []


def test_two_processes_give_the_same_as_one(nlp: Language) -> None:
    def docs() -> list[Doc]:
        made = [nlp.make_doc(TEXT.replace("145", str(n))) for n in range(6)]
        for doc in made:
            doc._.published = "2019-12-20"
        return made

    one = [d._.zhibiao for d in nlp.pipe(docs())]
    two = list(nlp.pipe(docs(), n_process=2, batch_size=2))
    assert [d._.zhibiao for d in two] == one
    assert one[0]["records"][0]["period"]["end"] == "2019-11-30"
    assert texts(two[0], "indicators")[0] == "规上工业增加值"


def test_a_process_that_inherits_nothing_gets_the_component(nlp: Language) -> None:
    nlp = spacy.blank("zh")
    made = nlp.add_pipe("zhibiao", config={"organizations": False, "min_confidence": 0.1})
    again = pickle.loads(pickle.dumps(made))
    assert (again.config, again.entities) == (made.config, made.entities)
    assert again(nlp.make_doc(TEXT))._.records


@pytest.mark.parametrize("way", ["bytes", "pickle", "docbin"])
def test_a_doc_keeps_its_result(way: str, nlp: Language) -> None:
    doc = nlp(TEXT)
    if way == "bytes":
        read = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    elif way == "pickle":
        read = pickle.loads(pickle.dumps(doc))
    else:
        packed = DocBin(store_user_data=True, docs=[doc]).to_bytes()
        (read,) = DocBin().from_bytes(packed).get_docs(spacy.blank("zh").vocab)
    assert read._.zhibiao == doc._.zhibiao
    assert read._.records[0]["growth"]["rate"] == Decimal("56.6")
    for group in (*LABELS, "zhibiao"):
        assert [(s.start, s.end, s.label_) for s in read.spans[group]] == [
            (s.start, s.end, s.label_) for s in doc.spans[group]
        ]


def test_whoever_reads_docs_needs_no_pipeline(nlp: Language, tmp_path: Path) -> None:
    DocBin(store_user_data=True, docs=[nlp(TEXT)]).to_disk(tmp_path / "docs.spacy")
    code = (
        "import sys, extractor.spacy_components\nfrom spacy.tokens import DocBin\nfrom spacy.vocab import Vocab\n"
        "(doc,) = DocBin().from_disk(sys.argv[1]).get_docs(Vocab())\nprint(doc._.records[0]['value']['number'])"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "docs.spacy")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "14590000000"


@pytest.mark.parametrize("segmenter", ["char", "jieba", "pkuseg"])
def test_a_pipeline_goes_to_disk_and_back(
    segmenter: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    nlp = blank(segmenter, request.getfixturevalue("pkuseg") if segmenter == "pkuseg" else None)
    nlp.to_disk(tmp_path / "nlp")
    again = spacy.load(tmp_path / "nlp")
    assert again.to_bytes() == nlp.to_bytes()
    assert again(TEXT)._.zhibiao == nlp(TEXT)._.zhibiao


def test_a_pipeline_goes_to_bytes_and_back(nlp: Language) -> None:
    again = spacy.blank("zh")
    again.add_pipe("zhibiao")
    again.from_bytes(nlp.to_bytes())
    assert again(TEXT)._.zhibiao == nlp(TEXT)._.zhibiao


def test_its_settings_go_with_the_pipeline(tmp_path: Path) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("zhibiao", config={"ner": "none", "entities": False, "min_confidence": 0.999})
    nlp.to_disk(tmp_path / "nlp")
    again = spacy.load(tmp_path / "nlp").get_pipe("zhibiao")
    assert (again.config.ner, again.config.min_confidence, again.entities) == (
        "none",
        Decimal("0.999"),
        False,
    )
    assert nlp(TEXT)._.records == []


@pytest.fixture(scope="module")
def trained() -> Language:
    """A pipeline with a named entity recognizer that has learnt two made-up names."""
    spacy.util.fix_random_seed(0)
    nlp = spacy.blank("zh")
    nlp.add_pipe("ner")
    examples = []
    for name in ("汐芒", "岑朵"):
        for text in (f"江城引进{name}。", f"昨日，{name}产值5亿元。", f"{name}落户江城，产值增长8%。"):
            at = text.index(name)
            annotation = {"entities": [(at, at + 2, "ORG")]}
            examples.append(Example.from_dict(nlp.make_doc(text), annotation))
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(25):
        nlp.update(examples, sgd=optimizer)
    return nlp


def test_the_entities_of_a_trained_pipeline_are_heard(trained: Language) -> None:
    text = "2024年，江城引进汐芒。"
    assert [e.text for e in trained(text).ents] == ["汐芒"]
    assert "汐芒" not in texts(blank()(text), "organizations")
    trained.add_pipe("zhibiao", config={"ner": "none"})
    try:
        doc = trained(text)
        assert texts(doc, "organizations") == ["汐芒"]
        assert [e.text for e in doc.ents] == ["汐芒"]
    finally:
        trained.remove_pipe("zhibiao")


@pytest.mark.parametrize(
    ("text", "entities", "found"),
    [
        ("江城引进汐芒。", [("汐芒", "ORG"), ("江城", "GPE")], ["汐芒"]),
        ("\ufeff江城引进\n汐芒。", [("汐芒", "NT")], ["汐芒"]),
        (PAGE, [("汐芒快\n递", "ORG")], ["汐芒快递"]),
        ("今年，江城大力引进汐芒。", [("今年，江城大力引进汐芒。", "ORG")], []),
        ("江城引进汐芒。", [("汐芒", "PERSON")], []),
        ("", [], []),
    ],
)
def test_entities_are_heard_at_their_places(
    text: str, entities: list[tuple[str, str]], found: list[str], nlp: Language
) -> None:
    doc = nlp.make_doc(text)
    spans = [doc.char_span(text.index(e), text.index(e) + len(e), label=label) for e, label in entities]
    assert all(isinstance(s, Span) for s in spans)
    doc.set_ents(spans)
    assert texts(nlp(doc), "organizations") == found


@pytest.mark.parametrize(
    ("config", "found"),
    [
        ({}, ["汐芒", "江城远洋油轮公司"]),
        ({"ner": "none"}, ["汐芒"]),
        ({"entities": False}, ["江城远洋油轮公司"]),
        ({"ner": "none", "entities": False}, []),
        ({"organizations": False}, []),
    ],
    ids=str,
)
def test_entities_and_the_tagger_stand_side_by_side(config: dict[str, Any], found: list[str]) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "汐芒"}])
    nlp.add_pipe("zhibiao", config=config)
    assert texts(nlp("江城引进汐芒。去年刚刚敲钟的江城远洋油轮公司发布年报。"), "organizations") == found


def test_displacy_draws_what_was_found(nlp: Language) -> None:
    doc = nlp(TEXT)
    options = displacy_options()
    html = displacy.render(doc, style="span", options=options, jupyter=False)
    for label in ("INDICATOR", "VALUE", "GROWTH", "PERIOD", "ORG"):
        assert label in html
        assert options["colors"][label] in html
    alone = displacy.render(doc, style="span", options=displacy_options("periods"), jupyter=False)
    assert "PERIOD" in alone
    assert "INDICATOR" not in alone


def test_spacy_knows_what_it_sets(nlp: Language) -> None:
    assert nlp.get_pipe_meta("zhibiao").assigns == ["doc._.zhibiao", "doc._.records", "doc.spans"]
    assert nlp.analyze_pipes()["problems"] == {"zhibiao": []}
