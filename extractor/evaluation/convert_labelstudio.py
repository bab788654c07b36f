"""Label Studio: one JSON file of tasks. It counts offsets as JavaScript does, in UTF-16 units."""

from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

import msgspec

from extractor.errors import InputError
from extractor.evaluation.convert_graph import LABELS, Graph, Region, read_notes, write_notes
from extractor.span import Span
from extractor.wire import dumps, loads

FROM, TO = "label", "text"
CONFIG = "\n".join(
    [
        "<View>",
        f'  <Labels name="{FROM}" toName="{TO}">',
        *(f'    <Label value="{label}"/>' for label in LABELS),
        "  </Labels>",
        f'  <Text name="{TO}" value="$text"/>',
        "</View>",
    ]
)


class Utf16:
    """Offsets of one text in code points and in UTF-16 units, both ways."""

    def __init__(self, text: str) -> None:
        widths = (2 if c > "\uffff" else 1 for c in text)
        self._units = list(accumulate(widths, initial=0))
        self._points = {unit: point for point, unit in enumerate(self._units)}

    def unit(self, point: int) -> int:
        """Return the UTF-16 offset of a code point."""
        return self._units[point]

    def point(self, unit: int) -> int:
        """Return the code point at a UTF-16 offset."""
        if unit not in self._points:
            raise InputError(f"offset {unit} lies inside a character or outside the text")
        return self._points[unit]


def _task(graph: Graph) -> dict[str, Any]:
    offsets, result = Utf16(graph.text), []
    for i, region in enumerate(graph.regions):
        start, end = (offsets.unit(x) for x in region.span)
        value = {"start": start, "end": end, "text": region.span.cut(graph.text), "labels": [region.label]}
        body = {"id": f"r{i}", "from_name": FROM, "to_name": TO, "type": "labels", "value": value}
        result.append({**body, "meta": {"text": [write_notes(region.notes)]}})
    for source, target, role in graph.links:
        ends = {"from_id": f"r{source}", "to_id": f"r{target}", "direction": "right"}
        result.append({"type": "relation", **ends, "labels": [role]})
    return {"data": {"text": graph.text, "zhibiao": graph.head}, "annotations": [{"result": result}]}


def write(graphs: list[Graph], path: Path) -> None:
    """Write the tasks, and beside them the labelling interface that they need."""
    text = msgspec.json.format(dumps([_task(g) for g in graphs]), indent=1)
    path.write_text(text + "\n", "utf-8", newline="")
    path.with_suffix(".xml").write_text(CONFIG + "\n", "utf-8")


def _graph(task: Mapping[str, Any], place: str) -> Graph:
    data = task["data"]
    graph = Graph(data["text"], dict(data["zhibiao"]))
    offsets, index = Utf16(graph.text), {}
    result = task["annotations"][0]["result"] if task["annotations"] else []
    for item in result:
        if item["type"] != "labels":
            continue
        value, (note, *_) = item["value"], (item.get("meta") or {}).get("text") or [None]
        span = Span(offsets.point(value["start"]), offsets.point(value["end"]))
        index[item["id"]] = len(graph.regions)
        graph.regions.append(Region(value["labels"][0], span, read_notes(note, f"{place} {item['id']}")))
    for item in result:
        if item["type"] == "relation":
            graph.links.append((index[item["from_id"]], index[item["to_id"]], item["labels"][0]))
    return graph


def read(path: Path) -> list[Graph]:
    """Read tasks with their first annotation."""
    try:
        tasks = loads(path.read_bytes())
        return [_graph(task, f"{path} task {i}") for i, task in enumerate(tasks)]
    except (OSError, ValueError, KeyError, TypeError, IndexError) as e:
        raise InputError(f"{path}: not an export of Label Studio for this gold: {e!r}") from e
