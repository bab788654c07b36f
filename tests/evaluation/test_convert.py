"""Interchange: there and back, and offsets as each tool counts them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import InputError
from extractor.evaluation.convert import READERS, convert
from extractor.evaluation.convert_graph import from_graph, to_graph
from extractor.evaluation.convert_labelstudio import Utf16
from extractor.evaluation.gold import GoldDocument
from extractor.evaluation.run import Standard

NAMES = {"label-studio": "x.json", "doccano": "x.jsonl", "brat": "brat", "docbin": "x.spacy"}


def files(folder: Path) -> dict[str, str]:
    return {p.name: p.read_text("utf-8") for p in sorted(folder.glob("*.json"))}


@pytest.mark.parametrize("form", NAMES)
def test_there_and_back(form: str, write_gold: Callable[[], Path], tmp_path: Path) -> None:
    gold = write_gold()
    assert convert(gold, "gold", tmp_path / NAMES[form], form, None) == 2
    assert convert(tmp_path / NAMES[form], form, tmp_path / "back", "gold", None) == 2
    assert files(tmp_path / "back") == files(gold)


@pytest.mark.parametrize("form", NAMES)
def test_the_number_of_annotators_is_kept(
    form: str, standard: Standard, write_gold: Callable[[], Path], tmp_path: Path
) -> None:
    gold = write_gold()
    alone = standard.documents[0].model_copy(update={"annotators": 1})
    (gold / "zone-90.json").write_text(alone.to_json(), "utf-8")
    convert(gold, "gold", tmp_path / NAMES[form], form, None)
    convert(tmp_path / NAMES[form], form, tmp_path / "back", "gold", None)
    assert files(tmp_path / "back") == files(gold)
    assert [json.loads(t).get("annotators") for t in files(gold).values()] == [None, 1]


@pytest.mark.parametrize("form", NAMES)
@pytest.mark.parametrize("other", NAMES)
def test_from_tool_to_tool(form: str, other: str, write_gold: Callable[[], Path], tmp_path: Path) -> None:
    gold = write_gold()
    convert(gold, "gold", tmp_path / f"a-{NAMES[form]}", form, None)
    convert(tmp_path / f"a-{NAMES[form]}", form, tmp_path / f"b-{NAMES[other]}", other, None)
    convert(tmp_path / f"b-{NAMES[other]}", other, tmp_path / "back", "gold", None)
    assert files(tmp_path / "back") == files(gold)


def test_graph_keeps_everything(raw: str, gold: GoldDocument) -> None:
    assert from_graph(to_graph(gold, raw)) == gold


def test_shared_period_is_one_region(raw: str, gold: GoldDocument) -> None:
    labels = [r.label for r in to_graph(gold, raw).regions]
    assert labels.count("PERIOD") == 1
    assert labels.count("RECORD") == 4


def test_label_studio_counts_utf16(write_gold: Callable[[], Path], tmp_path: Path) -> None:
    convert(write_gold(), "gold", tmp_path / "x.json", "label-studio", None)
    task = json.loads((tmp_path / "x.json").read_text("utf-8"))[0]
    units = task["data"]["text"].encode("utf-16-le")
    regions = [r["value"] for r in task["annotations"][0]["result"] if r["type"] == "labels"]
    behind = [v for v in regions if v["text"] == "300件"]
    assert behind
    for v in regions:
        assert units[2 * v["start"] : 2 * v["end"]].decode("utf-16-le") == v["text"]
    assert (tmp_path / "x.xml").read_text("utf-8").startswith("<View>")


def test_doccano_counts_code_points(write_gold: Callable[[], Path], tmp_path: Path) -> None:
    convert(write_gold(), "gold", tmp_path / "x.jsonl", "doccano", None)
    row = json.loads((tmp_path / "x.jsonl").read_text("utf-8").split("\n")[0])
    said = {row["text"][e["start_offset"] : e["end_offset"]] for e in row["entities"]}
    assert {"300件", "145.9亿元", "晨光精密"} <= said


def test_brat_has_no_line_break_in_a_mention(write_gold: Callable[[], Path], tmp_path: Path) -> None:
    convert(write_gold(), "gold", tmp_path / "brat", "brat", None)
    text = (tmp_path / "brat" / "zone-90.txt").read_text("utf-8")
    rows = (tmp_path / "brat" / "zone-90.ann").read_text("utf-8").split("\n")
    assert any(";" in row.split("\t")[1] for row in rows if row.startswith("T"))
    for row in rows:
        if row.startswith("T"):
            _, where, said = row.split("\t")
            pieces = [text[slice(*map(int, p.split()))] for p in where.partition(" ")[2].split(";")]
            assert " ".join(pieces) == said
            assert "\n" not in "".join(pieces)


def test_docbin_has_organisations_as_entities(write_gold: Callable[[], Path], tmp_path: Path) -> None:
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    convert(write_gold(), "gold", tmp_path / "x.spacy", "docbin", None)
    docs = list(DocBin().from_disk(tmp_path / "x.spacy").get_docs(Vocab()))
    assert [e.text for e in docs[0].ents] == ["晨光精密机械有限公司", "晨光精密"]


@given(st.text(alphabet="a中𠮷😀\n", max_size=30))
def test_utf16_both_ways(text: str) -> None:
    offsets = Utf16(text)
    for i in range(len(text) + 1):
        assert offsets.unit(i) == len(text[:i].encode("utf-16-le")) // 2
        assert offsets.point(offsets.unit(i)) == i


def test_offset_inside_a_character_is_refused() -> None:
    with pytest.raises(InputError, match="inside a character"):
        Utf16("𠮷").point(1)


@pytest.mark.parametrize("form", NAMES)
def test_foreign_file_is_named(form: str, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text('{"a": 1}', "utf-8")
    with pytest.raises(InputError, match="x"):
        READERS[form](path)


def test_changed_text_is_noticed(write_gold: Callable[[], Path], tmp_path: Path) -> None:
    convert(write_gold(), "gold", tmp_path / "x.jsonl", "doccano", None)
    lines = (tmp_path / "x.jsonl").read_text("utf-8").replace('"text":"东湖', '"text":"　东湖')
    (tmp_path / "x.jsonl").write_text(lines, "utf-8")
    with pytest.raises(InputError, match="is not at"):
        convert(tmp_path / "x.jsonl", "doccano", tmp_path / "back", "gold", None)
