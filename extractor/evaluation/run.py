"""From gold and results to scored documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extractor.errors import InputError
from extractor.evaluation import corpus, gold, score
from extractor.evaluation.gold import GoldDocument, Split
from extractor.evaluation.readout import PAGES, on_page, read_out
from extractor.wire import loads

MEDIA = {".md": "text/markdown", **dict.fromkeys(PAGES, "text/html")}


@dataclass(frozen=True, slots=True)
class Standard:
    """The gold documents of a split with their raw texts."""

    documents: Sequence[GoldDocument]
    raws: Mapping[str, str]

    def score(self, told: Mapping[str, Any]) -> list[score.Scored]:
        """Score results by their doc_id; what was read out of a page is carried back into it."""
        pages = {d.doc for d in self.documents if Path(d.file).suffix in PAGES}
        placed = {doc: on_page(self.raws[doc], body) if doc in pages else body for doc, body in told.items()}
        return score.score(self.documents, self.raws, placed)


def standard(folder: Path, split: Split | None = None, articles: Path | None = None) -> Standard:
    """Read gold; the articles stand beside it in `corpus/` unless told otherwise."""
    if not folder.is_dir():
        raise InputError(f"--gold {folder}: no such folder")
    documents = gold.load(folder, split)
    articles = articles or folder.resolve().parent / "corpus"
    if documents and not articles.is_dir():
        raise InputError(f"{articles}: no such folder; name the folder of the articles with --corpus")
    entries = corpus.manifest(articles) if documents else {}
    raws = {}
    for d in documents:
        entry = entries.get(d.doc)
        raws[d.doc] = corpus.read_raw(articles / d.file, entry.encoding if entry else None)
        if faults := gold.unproved(d, raws[d.doc]):
            raise InputError(f"{folder / d.doc}.json does not fit {articles / d.file}: {faults[0]}")
    return Standard(documents, raws)


def read_results(path: Path) -> dict[str, Any]:
    """Read the output lines of `zhibiao extract`, by doc_id."""
    out: dict[str, Any] = {}
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as e:
        raise InputError(f"{path}: cannot be read as UTF-8: {e}") from e
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = loads(line)
            out[_doc(row["doc_id"])] = row
        except (ValueError, TypeError, KeyError) as e:
            raise InputError(f"{path}:{n}: not an output line of zhibiao extract: {e!r}") from e
    return out


def _doc(doc_id: str) -> str:
    name = Path(doc_id).name
    return name.rsplit(".", 1)[0] if name.endswith(corpus.SUFFIXES) else name


def extract(documents: Standard) -> tuple[dict[str, Any], list[str]]:
    """Run the pipeline on the articles as `extract` does; return results by doc_id, and what failed and why."""
    from extractor.batch.extracting import extract_one
    from extractor.batch.sources import Failure, Input
    from extractor.pipeline import Pipeline

    pipeline, told, failures = Pipeline(), dict[str, Any](), list[str]()
    for d in documents.documents:
        raw, suffix = documents.raws[d.doc], Path(d.file).suffix
        text = read_out(raw).text if suffix in PAGES else raw
        item = Input(d.doc, text, None, MEDIA.get(suffix, "text/plain"), None, d.published)
        result = extract_one(pipeline, item)
        if isinstance(result, Failure):
            failures.append(f"{result.name}: {result.message}")
        else:
            told[d.doc] = result
    return told, failures
