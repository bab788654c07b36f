"""A tagger trained from texts on the spot, and used as any pipeline of the user's."""

import json
import shutil
from pathlib import Path

import pytest
import train_ner

from extractor.ner import SpacyTagger, named

TOP = Path(__file__).parent.parent.parent
GOLD = ("agency-03",)
FIRMS = ("云岫精机有限公司", "赭湖电子有限公司", "岚川重工有限公司", "澄岭光电有限公司", "汐芒软件有限公司")
TEXTS = [
    f"{month}月，{FIRMS[(month + k) % 5]}交付设备{30 + 7 * month + k}台。订单来自{FIRMS[(month + k + 2) % 5]}。产值增长{k + 2}%。"
    for month in range(1, 13)
    for k in range(4)
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write texts to learn from, and a gold of two articles."""
    top = tmp_path_factory.mktemp("train")
    (top / "texts.jsonl").write_text("".join(json.dumps({"text": t}) + "\n" for t in TEXTS), "utf-8")
    for name in ("gold", "corpus"):
        (top / name).mkdir()
    shutil.copy(TOP / "corpus" / "manifest.csv", top / "corpus")
    for doc in GOLD:
        shutil.copy(TOP / "gold" / f"{doc}.json", top / "gold")
        shutil.copy(TOP / "corpus" / f"{doc}.txt", top / "corpus")
    return top


def trained(folder: Path, name: str) -> Path:
    """Train as the command line does."""
    out = folder / name
    said = ["--source", "sentences of this test", "--terms", "Apache-2.0", "--teacher", "none"]
    small = ["--epochs", "5", "--folds", "1", "--exchange", "0.5", "--gold", str(folder / "gold")]
    assert train_ner.main([str(folder / "texts.jsonl"), "-o", str(out), *said, *small]) == 0
    return out


@pytest.fixture(scope="module")
def model(folder: Path) -> Path:
    return trained(folder, "model")


def test_a_trained_folder_is_a_tagger_beside_the_rules(model: Path) -> None:
    tagger = named(str(model))
    assert isinstance(tagger, SpacyTagger)
    text = "5月，云岫精机有限公司交付设备66台。订单来自澄岭光电有限公司。"
    assert [[t.span.cut(text) for t in found] for found in tagger.spans([text])] == [
        ["云岫精机有限公司", "澄岭光电有限公司"]
    ]


def test_it_learns_where_names_stand_and_not_the_names_alone(model: Path) -> None:
    unseen = "7月，鸢溪纺机有限公司交付设备81台。"
    assert [t.span.cut(unseen) for t in SpacyTagger(str(model)).spans([unseen])[0]] == ["鸢溪纺机有限公司"]


def test_the_same_texts_and_seed_give_the_same_bytes(folder: Path, model: Path) -> None:
    again = trained(folder, "again")
    files = [p.relative_to(model) for p in sorted(model.rglob("*")) if p.is_file()]
    assert len(files) > 5
    assert [f for f in files if (model / f).read_bytes() != (again / f).read_bytes()] == []


def test_the_card_names_sources_terms_and_figures(model: Path) -> None:
    card = (model / "README.md").read_text("utf-8")
    assert "sentences of this test" in card
    assert "as stated by who trained it: Apache-2.0" in card
    rows = [line for line in card.splitlines() if line.startswith("| ") and "precision" not in line]
    assert [row.split(" | ")[0][2:] for row in rows] == [
        "texts held out, against the teachers",
        "gold, this tagger alone",
        "gold, the rules alone",
        "gold, the rules and LAC",
        "gold, the rules and this tagger",
    ]
    assert float(rows[0].split(" | ")[3].rstrip(" |")) > 0.8
    assert json.loads((model / "meta.json").read_text("utf-8"))["sources"][0]["license"] == "Apache-2.0"


def test_the_test_part_of_the_gold_is_never_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    standard = train_ner.run.standard

    def spied(*args: object) -> object:
        asked.append(args[1])
        return standard(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(train_ner.run, "standard", spied)
    monkeypatch.setattr(train_ner, "learn", lambda *_: None)
    trained(folder, "unlearnt")
    assert asked == ["dev"]


def test_nothing_to_learn_from_says_what_to_give(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.txt").write_text("产值增长。", "utf-8")
    said = ["--source", "x", "--terms", "y"]
    assert train_ner.main([str(tmp_path), "-o", str(tmp_path / "m"), *said]) == 2
    assert "give a folder" in capsys.readouterr().err
