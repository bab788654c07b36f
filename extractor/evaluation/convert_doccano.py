"""doccano: one JSON line per article, offsets in code points, relations between entities."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from extractor.errors import InputError
from extractor.evaluation.convert_graph import Graph, Region
from extractor.span import Span
from extractor.wire import dumps, loads


def _line(graph: Graph, number: int) -> dict[str, Any]:
    # Ids are unique in a project, not only in an article.
    base = number * 100_000
    entities = [
        {"id": base + i, "label": r.label, "start_offset": r.span.start, "end_offset": r.span.end}
        for i, r in enumerate(graph.regions)
    ]
    relations = [
        {"id": base + i, "from_id": base + source, "to_id": base + target, "type": role}
        for i, (source, target, role) in enumerate(graph.links)
    ]
    # What the tool does not know it keeps as metadata of the article.
    notes = {str(base + i): dict(r.notes) for i, r in enumerate(graph.regions)}
    body = {"id": number, "text": graph.text, "entities": entities, "relations": relations, "Comments": []}
    return {**body, "zhibiao": graph.head, "notes": notes}


def write(graphs: list[Graph], path: Path) -> None:
    """Write one line per article."""
    lines = "".join(dumps(_line(g, n)) + "\n" for n, g in enumerate(graphs, 1))
    path.write_text(lines, "utf-8", newline="")


def _graph(row: Mapping[str, Any]) -> Graph:
    graph = Graph(row["text"], dict(row["zhibiao"]))
    notes, index = row.get("notes") or {}, {}
    for entity in row["entities"]:
        index[entity["id"]] = len(graph.regions)
        span = Span(entity["start_offset"], entity["end_offset"])
        graph.regions.append(Region(entity["label"], span, notes.get(str(entity["id"])) or {}))
    graph.links += ((index[r["from_id"]], index[r["to_id"]], r["type"]) for r in row["relations"])
    return graph


def read(path: Path) -> list[Graph]:
    """Read an export in the form of doccano's relation extraction."""
    try:
        # split, not splitlines: a text may hold other line separators, unescaped.
        lines = path.read_text("utf-8").split("\n")
        return [_graph(loads(line)) for line in lines if line.strip()]
    except (OSError, ValueError, KeyError, TypeError) as e:
        raise InputError(f"{path}: not an export of doccano for this gold: {e!r}") from e
