#!/usr/bin/env python3
"""Train a small tagger of organisations on texts of your own, and use it as `zhibiao extract --ner MODEL`.

    scripts/train_ner.py news/ -o out/ner --source "the paper's archive, 2019-2023" --terms "our own texts"
    scripts/train_ner.py a.jsonl b.jsonl -o out/ner --source "…" --terms "CC BY 4.0" --epochs 6 --exchange 0.5

Two teachers mark the texts, the rules and a tagger that stands beside them (--teacher); what they mark is silver. The
network learns from it, and then from the dev part of the gold; the test part is never read. It is spaCy's small
convolutional network over characters, so that the folder is a spaCy pipeline with the label ORG like any other.

More text helps more than more epochs: a million characters are a beginning, and it learns names of the kind it has seen.
The same texts, options and seed give the same bytes on the same machine. MODEL/README.md is a model card: what it
learnt from, under which terms (as you state them here), and how well it does on articles left out, beside the rules.

Weights hold what they learnt from: see that the terms of the texts allow training before you hand a model on.
"""

import argparse
import os
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # sums in one order: the same bytes
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from extractor.batch.sources import Failure, Reading, read_all  # noqa: E402
from extractor.errors import InputError  # noqa: E402
from extractor.evaluation import organizations, run  # noqa: E402
from extractor.evaluation.gold import GoldDocument, pieces  # noqa: E402
from extractor.mentions.organizations.find import find_organizations  # noqa: E402
from extractor.mentions.organizations.tagged import asked  # noqa: E402
from extractor.ner import SpacyTagger, Tagger, named  # noqa: E402
from extractor.pipeline import Pipeline, Work, organizations_by  # noqa: E402
from extractor.span import Span, hull  # noqa: E402
from extractor.text.clean import clean  # noqa: E402
from extractor.text.model import CleanText  # noqa: E402

if TYPE_CHECKING:
    from spacy.language import Language

LABEL = "ORG"
HELD = 10  # every tenth text is held out, to see how near the student comes to its teachers
PLAIN = 3  # of the sentences without a name one in three is learnt from
GOLD_EPOCHS = 3
MODEL = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "state_type": "ner",
    "extra_state_tokens": False,
    "hidden_width": 64,
    "maxout_pieces": 2,
    "use_upper": True,
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 96,
            "attrs": ["NORM", "SHAPE"],
            "rows": [5000, 500],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 96,
            "window_size": 1,
            "maxout_pieces": 3,
            "depth": 4,
        },
    },
}


class Marked(NamedTuple):
    """A sentence with the organisations in it."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Counts:
    """Right, wrong and missed spans."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    def __str__(self) -> str:
        found, wanted = self.right + self.wrong, self.right + self.missed
        precision, recall = self.right / max(1, found), self.right / max(1, wanted)
        f1 = 2 * self.right / max(1, found + wanted)
        return f"{precision:.3f} | {recall:.3f} | {f1:.3f}"


@dataclass
class Card:
    """What the model card says."""

    options: argparse.Namespace
    texts: int = 0
    characters: int = 0
    sentences: int = 0
    names: int = 0
    gold: int = 0
    rows: list[tuple[str, Counts]] = field(default_factory=list)

    def __str__(self) -> str:
        o = self.options
        figures = "\n".join(f"| {what} | {counts} |" for what, counts in self.rows)
        return f"""# A tagger of organisations, made by scripts/train_ner.py

* **What**: spaCy {version("spacy")}, blank `zh`, one token a character; a convolutional network of width 96 and depth 4; one label, `{LABEL}`.
* **Use**: `zhibiao extract --ner FOLDER`. It is heard where the rules find nothing.
* **Learnt from**: {self.texts} texts with {self.characters} characters: {o.source}.
  {self.sentences} sentences with {self.names} names, marked by the rules and the tagger `{o.teacher}`, by no person;
  then {self.gold} sentences of the dev part of the gold. The test part was not read.
* **Terms of the texts**, as stated by who trained it: {o.terms}.
* **Terms of the gold**: Apache-2.0, as the whole project.
* **Training**: {o.epochs} epochs, seed {o.seed}, a name exchanged for another with probability {o.exchange}.

| spans exact | precision | recall | F1 |
|---|---|---|---|
{figures}

The first line says how near it comes to its teachers, not how right it is. The lines on gold come from {o.folds} folds: each article was
scored by a network that had not learnt from it. The rules were written beside these articles: expect less of them, and a little more
of the tagger, on others.
"""


def texts(names: Sequence[str]) -> list[str]:
    """Read the texts; one that cannot be read is named, and the rest goes on."""
    out = []
    for item in read_all(names, Reading()):
        if isinstance(item, Failure):
            print(f"train_ner: {item.name}: {item.message}", file=sys.stderr)
        else:
            out.append(item.text)
    return sorted(set(out))


def sentences(text: CleanText, found: Iterable[Span]) -> Iterator[Marked]:
    """Cut a text with its organisations into what a tagger is asked about."""
    spans = sorted(found)
    for at in asked(text):
        inside = tuple(s.shift(-at.start) for s in spans if at.start <= s.start and s.end <= at.end)
        yield Marked(at.cut(text.view), inside)


def silver(text: str, teacher: Tagger | None) -> list[Marked]:
    """Mark a text as the rules and the teacher do; of the sentences without a name some stay."""
    cleaned = clean(text)
    marked = list(sentences(cleaned, (o.span for o in find_organizations(cleaned, tagger=teacher))))
    return [m for i, m in enumerate(marked) if len(m.text) > 4 and (m.spans or i % PLAIN == 0)]


def golden(document: GoldDocument, raw: str) -> list[Marked]:
    """Carry the gold of an article into its clean text; a sentence with a doubtful name is left out."""
    cleaned = clean(raw, markdown=document.file.endswith(".md"))
    place = {cleaned.raw_start(i): i for i in reversed(range(len(cleaned.view)))}

    def carried(quoted: Any) -> Span | None:
        inside = [place[i] for i in range(*hull(pieces(quoted))) if i in place]
        return Span(inside[0], inside[-1] + 1) if inside else None

    doubtful = [s for m in document.maybe if (s := carried(m))]
    found = [s for o in document.organizations if (s := carried(o))]
    rows = zip(asked(cleaned), sentences(cleaned, found), strict=True)
    return [m for at, m in rows if m.text.strip() and not any(at.meets(s) for s in doubtful)]


def exchanged(marked: Marked, names: Sequence[str], chance: float, rng: random.Random) -> Marked:
    """Put other names in a sentence's places, so that the words around them are learnt and not the names alone."""
    out, spans, at = "", [], 0
    for s in marked.spans:
        out += marked.text[at : s.start]
        name = rng.choice(names) if rng.random() < chance else s.cut(marked.text)
        spans.append(Span(len(out), len(out) + len(name)))
        out, at = out + name, s.end
    return Marked(out + marked.text[at:], tuple(spans))


def blank(seed: int, some: Sequence[Marked]) -> "Language":
    """Make a network that has learnt nothing."""
    import spacy
    from spacy.util import fix_random_seed

    fix_random_seed(seed)
    nlp = spacy.blank("zh")
    nlp.add_pipe("ner", config={"model": MODEL}).add_label(LABEL)  # type: ignore[attr-defined]
    nlp.initialize(lambda: examples(nlp, some[:200]))
    return nlp


def examples(nlp: "Language", marked: Iterable[Marked]) -> list[Any]:
    """Turn sentences into spaCy's examples."""
    from spacy.training import Example

    return [
        Example.from_dict(nlp.make_doc(m.text), {"entities": [(*s, LABEL) for s in m.spans]}) for m in marked
    ]


def learn(
    nlp: "Language", marked: Sequence[Marked], names: Sequence[str], epochs: int, options: argparse.Namespace
) -> None:
    """Go over the sentences some times, in an order that the seed decides."""
    from spacy.util import compounding, minibatch

    rng = random.Random(options.seed)  # noqa: S311
    optimizer = nlp.create_optimizer()
    for epoch in range(epochs):
        shown = [exchanged(m, names, options.exchange, rng) for m in marked]
        rng.shuffle(shown)
        losses: dict[str, float] = {}
        for batch in minibatch(shown, compounding(8.0, 128.0, 1.002)):
            nlp.update(examples(nlp, batch), sgd=optimizer, drop=0.1, losses=losses)
        print(f"  {epoch + 1} of {epochs}: loss {losses.get('ner', 0):.0f}", file=sys.stderr)
    with nlp.use_params(optimizer.averages):
        averaged = nlp.to_bytes()
    nlp.from_bytes(averaged)


def agreement(tagger: Tagger, marked: Sequence[Marked]) -> Counts:
    """Count the tagger's spans against those of its teachers."""
    total = Counts()
    for m, found in zip(marked, tagger.spans([m.text for m in marked]), strict=True):
        want, got = set(m.spans), {t.span for t in found}
        total += Counts(len(want & got), len(got - want), len(want - got))
    return total


def judged(gold: run.Standard, tagger: Tagger | None) -> Counts:
    """Score the rules, with a tagger beside them, on gold articles."""

    def stage(work: Work) -> None:
        organizations_by(work, tagger)

    pipeline, total = Pipeline(replace={"organizations": stage, "facts": lambda _: None}), Counts()
    for d in gold.documents:
        media = run.MEDIA.get(Path(d.file).suffix, "text/plain")
        told = pipeline.document(gold.raws[d.doc], doc_id=d.doc, published=d.published, media_type=media)
        m = organizations.mentions(gold.raws[d.doc], d, told.model_dump(mode="json")["organizations"])
        total += Counts(len(m.exact), len(m.spurious), len(m.missed))
    return total


def own(gold: run.Standard) -> list[Marked]:
    """Return the sentences of gold articles."""
    return [m for d in gold.documents for m in golden(d, gold.raws[d.doc])]


def out_of_fold(
    base: "Language", gold: run.Standard, some: Sequence[Marked], names: Sequence[str], card: Card
) -> None:
    """Score every gold article by a network that learnt from the others, and the rules beside it."""
    alone, beside, folds = Counts(), Counts(), card.options.folds
    for k in range(folds):
        out = replace(gold, documents=gold.documents[k::folds])
        rest = replace(gold, documents=[d for d in gold.documents if d not in out.documents])
        nlp = base.from_config(base.config).from_bytes(base.to_bytes())
        learn(nlp, [*own(rest), *some], names, GOLD_EPOCHS, card.options)
        alone += agreement(SpacyTagger(nlp), own(out))
        beside += judged(out, SpacyTagger(nlp))
    card.rows += [
        ("gold, this tagger alone", alone),
        ("gold, the rules alone", judged(gold, None)),
        ("gold, the rules and LAC", judged(gold, named("default"))),
        ("gold, the rules and this tagger", beside),
    ]


def train(options: argparse.Namespace) -> tuple["Language", Card]:
    """Learn from silver, then from gold."""
    read, teacher = texts(options.texts), named(options.teacher)
    if len(read) < 2:
        raise InputError(f"{len(read)} texts to learn from: give a folder or a JSON Lines file with `text`")
    marked = [silver(t, teacher) for t in read]
    held = [m for part in marked[::HELD] for m in part]
    learnt = [m for i, part in enumerate(marked) if i % HELD for m in part]
    names = sorted({s.cut(m.text) for m in learnt for s in m.spans})
    gold = run.standard(options.gold, "dev")
    known = own(gold)
    card = Card(
        options, len(read), sum(map(len, read)), len(learnt), sum(len(m.spans) for m in learnt), len(known)
    )
    nlp = blank(options.seed, learnt)
    learn(nlp, learnt, names, options.epochs, options)
    card.rows.append(("texts held out, against the teachers", agreement(SpacyTagger(nlp), held)))
    some = learnt[:: max(1, len(learnt) // max(1, len(known)))]  # lest it forget
    out_of_fold(nlp, gold, some, names, card)
    learn(nlp, [*known, *some], names, GOLD_EPOCHS, options)
    return nlp, card


def main(given: Sequence[str] | None = None) -> int:
    """Train, write the pipeline and its card."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument(
        "texts", nargs="+", metavar="TEXTS", help="folders, text files, or JSON Lines with `text`"
    )
    ap.add_argument(
        "-o", "--output", type=Path, required=True, metavar="MODEL", help="folder of the pipeline"
    )
    ap.add_argument(
        "--source", required=True, help="what the texts are and where they come from, for the card"
    )
    ap.add_argument(
        "--terms", required=True, help="the terms under which they may be learnt from, for the card"
    )
    ap.add_argument(
        "--gold", type=Path, default=ROOT / "gold", metavar="DIR", help="gold; its dev part is used"
    )
    ap.add_argument("--teacher", default="default", metavar="NER", help="default, none, or a spaCy pipeline")
    ap.add_argument("--epochs", type=int, default=4, help="times over the silver (default: 4)")
    ap.add_argument(
        "--exchange", type=float, default=0.3, help="chance of a name to be exchanged (default: 0.3)"
    )
    ap.add_argument("--folds", type=int, default=5, help="parts of the gold for its figures (default: 5)")
    ap.add_argument("--seed", type=int, default=1)
    options = ap.parse_args(given)
    try:
        nlp, card = train(options)
    except InputError as e:
        print(f"train_ner: {e}", file=sys.stderr)
        return 2
    nlp.meta["name"] = "organizations"
    nlp.meta["sources"] = [{"name": options.source, "license": options.terms}]
    nlp.to_disk(options.output)
    (options.output / "README.md").write_text(str(card), "utf-8")
    print(card)
    return 0


if __name__ == "__main__":
    sys.exit(main())
