"""brat: a folder with a text and a standoff file per article; no annotation may hold a line break."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.errors import InputError
from extractor.evaluation.convert_graph import LABELS, ROLES, Graph, Region, read_notes, write_notes
from extractor.span import Span, hull
from extractor.wire import dumps, loads

HEADS = "documents.jsonl"  # what brat has no place for, one line per article


def _config() -> str:
    relations = "\n".join(f"{role}\tArg1:RECORD, Arg2:{role.upper()}" for role in ROLES)
    entities = "\n".join(LABELS)
    overlap = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
    return f"[entities]\n{entities}\n\n[relations]\n{overlap}\n{relations}\n\n[events]\n\n[attributes]\n"


def _fragments(text: str, span: Span) -> list[Span]:
    found = re.finditer(r"[^\r\n]+", span.cut(text))
    return [Span(span.start + m.start(), span.start + m.end()) for m in found]


def _standoff(graph: Graph) -> Iterator[str]:
    for i, region in enumerate(graph.regions, 1):
        fragments = _fragments(graph.text, region.span)
        where = ";".join(f"{a} {b}" for a, b in fragments)
        yield f"T{i}\t{region.label} {where}\t{' '.join(f.cut(graph.text) for f in fragments)}"
    for i, (source, target, role) in enumerate(graph.links, 1):
        yield f"R{i}\t{role} Arg1:T{source + 1} Arg2:T{target + 1}"
    for i, region in enumerate(graph.regions, 1):
        yield f"#{i}\tAnnotatorNotes T{i}\t{write_notes(region.notes)}"


def write(graphs: list[Graph], path: Path) -> None:
    """Write the folder, with the configuration that brat needs to show it."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "annotation.conf").write_text(_config(), "utf-8")
    (path / HEADS).write_text("".join(dumps(g.head) + "\n" for g in graphs), "utf-8", newline="")
    for graph in graphs:
        doc = graph.head["doc"]
        (path / f"{doc}.txt").write_text(graph.text, "utf-8", newline="")
        (path / f"{doc}.ann").write_text(
            "".join(line + "\n" for line in _standoff(graph)), "utf-8", newline=""
        )


def _graph(path: Path, head: dict[str, Any]) -> Graph:
    graph = Graph((path / f"{head['doc']}.txt").read_bytes().decode("utf-8"), head)
    place = path / f"{head['doc']}.ann"
    rows = [line.split("\t") for line in place.read_bytes().decode("utf-8").split("\n") if line]
    notes = {r[1].split()[1]: r[2] for r in rows if r[0][0] == "#" and r[1].startswith("AnnotatorNotes ")}
    index: dict[str, int] = {}
    for row in rows:
        if row[0][0] == "T":
            label, where = row[1].split(" ", 1)
            ends = [piece.split() for piece in where.split(";")]
            index[row[0]] = len(graph.regions)
            span = hull([Span(int(a), int(b)) for a, b in ends])
            graph.regions.append(Region(label, span, read_notes(notes.get(row[0]), f"{place} {row[0]}")))
    for row in rows:
        if row[0][0] == "R":
            role, first, second = row[1].split()
            graph.links.append((index[first.partition(":")[2]], index[second.partition(":")[2]], role))
    return graph


def read(path: Path) -> list[Graph]:
    """Read a folder written for brat."""
    try:
        heads = [loads(line) for line in (path / HEADS).read_bytes().split(b"\n") if line.strip()]
        return [_graph(path, head) for head in heads]
    except (OSError, ValueError, KeyError, IndexError, TypeError) as e:
        raise InputError(f"{path}: not a brat folder of this gold: {e!r}") from e
