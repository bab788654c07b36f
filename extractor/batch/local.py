"""Many rows in this process or in workers: the same `process_batch`, the same results, in the order given."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa

from extractor.batch.again import Finished, Lost
from extractor.batch.process import OUTPUT
from extractor.batch.splits import DOCUMENTS, Shelf, Split
from extractor.batch.supervisor import Supervisor
from extractor.batch.worker import Task

Row = dict[str, Any]  # a row of `process.OUTPUT`


def process_rows(table: pa.Table, task: Task, workers: int = 1) -> Iterator[Row]:
    """Yield a result for each row of a table with columns of `process.INPUT`."""
    splits = _splits(table)
    if workers > 1:
        yield from _in_workers(splits, task, workers)
        return
    for split in splits:
        done = task.process(split.batch, config=task.config, reading=task.reading, time_limit=task.time_limit)
        yield from done.to_pylist()


def _splits(table: pa.Table) -> Iterator[Split]:
    at = 0
    for batch in table.to_batches(DOCUMENTS):
        # A key is a row's number: the same text twice is two rows.
        yield Split(tuple(number.to_bytes(16) for number in range(at, at + batch.num_rows)), batch)
        at += batch.num_rows


def _in_workers(splits: Iterator[Split], task: Task, workers: int) -> Iterator[Row]:
    """Let workers write into a folder that is gone afterwards; a row that ends its worker each time is a failure."""
    names: list[str] = []
    where: dict[bytes, tuple[int, int] | Row] = {}
    with TemporaryDirectory(prefix="zhibiao-") as folder:
        with Supervisor(workers, replace(task, folder=Path(folder))) as supervisor:
            for event in supervisor.run(splits):
                if isinstance(event, Finished):
                    where |= {key: (len(names), n) for n, key in enumerate(event.split.keys)}
                    names.append(f"{event.split.name}.arrow")
                elif isinstance(event, Lost):
                    where[event.key] = {"kind": event.kind, "message": event.message}
        shelf = Shelf(Path(folder), names)
        for _, found in sorted(where.items()):
            row = found if isinstance(found, dict) else shelf.row(found)
            yield {name: row.get(name) for name in OUTPUT.names}
