"""Gold to the formats of annotation tools and back; nothing is lost on the way."""

from collections.abc import Callable
from pathlib import Path

from extractor.errors import InputError
from extractor.evaluation import convert_brat, convert_docbin, convert_doccano, convert_labelstudio, run
from extractor.evaluation.convert_graph import Graph, from_graph, to_graph
from extractor.evaluation.gold import unproved

READERS: dict[str, Callable[[Path], list[Graph]]] = {
    "label-studio": convert_labelstudio.read,
    "doccano": convert_doccano.read,
    "brat": convert_brat.read,
    "docbin": convert_docbin.read,
}
WRITERS: dict[str, Callable[[list[Graph], Path], None]] = {
    "label-studio": convert_labelstudio.write,
    "doccano": convert_doccano.write,
    "brat": convert_brat.write,
    "docbin": convert_docbin.write,
}


def convert(source: Path, source_format: str, target: Path, target_format: str, articles: Path | None) -> int:
    """Convert, and return the number of articles."""
    graphs = _from_gold(source, articles) if source_format == "gold" else READERS[source_format](source)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if target_format == "gold":
            _to_gold(graphs, target)
        else:
            WRITERS[target_format](graphs, target)
    except OSError as e:
        raise InputError(f"{target}: cannot be written: {e.strerror}") from e
    return len(graphs)


def _from_gold(folder: Path, articles: Path | None) -> list[Graph]:
    standard = run.standard(folder, None, articles)
    return [to_graph(d, standard.raws[d.doc]) for d in standard.documents]


def _to_gold(graphs: list[Graph], folder: Path) -> None:
    documents = [from_graph(g) for g in graphs]
    for document, graph in zip(documents, graphs, strict=True):
        if faults := unproved(document, graph.text):
            raise InputError(f"{document.doc}: {faults[0]}")
    folder.mkdir(parents=True, exist_ok=True)
    for document in documents:
        (folder / f"{document.doc}.json").write_text(document.to_json(), "utf-8")
