"""The chain inside spaCy, with its segmenters."""

from pathlib import Path

import pytest

spacy = pytest.importorskip("spacy")

TEXT = "1-11月，东湖新区规上工业增加值145.9亿元，增长56.6%。晨光精密机械有限公司产值12亿元。"


@pytest.mark.parametrize("segmenter", ["char", "jieba"])
def test_the_component(segmenter: str) -> None:
    from extractor.spacy_components import blank

    nlp = blank(segmenter)
    doc = nlp(TEXT)
    assert doc.spans["indicators"][0].text == "规上工业增加值"
    assert doc._.records[0]["value"]["unit"] == "CNY"
    assert any("晨光精密机械有限公司" in s.text for s in doc.spans["organizations"])


def test_pkuseg_takes_a_model_by_path(tmp_path: Path) -> None:
    pkuseg = pytest.importorskip("spacy_pkuseg")
    train = tmp_path / "train.txt"
    train.write_text("全市 产值 增长\n规上 工业 增加值 增长\n全市 工业 产值\n" * 30, "utf-8")
    pkuseg.train(str(train), str(train), str(tmp_path / "model"), train_iter=2)
    from extractor.spacy_components import blank

    doc = blank("pkuseg", str(tmp_path / "model"))(TEXT)
    assert "".join(t.text for t in doc) == TEXT
    assert doc._.records[0]["indicator"]["text"] == "规上工业增加值"


def test_it_survives_bytes_and_docbin() -> None:
    from spacy.tokens import DocBin

    from extractor.spacy_components import blank

    nlp = blank()
    again = spacy.blank("zh")
    again.add_pipe("zhibiao")
    again.from_bytes(nlp.to_bytes())
    doc = again(TEXT)
    packed = DocBin(store_user_data=False, docs=[doc]).to_bytes()
    (read,) = DocBin().from_bytes(packed).get_docs(nlp.vocab)
    assert [s.text for s in read.spans["indicators"]] == [s.text for s in doc.spans["indicators"]]
