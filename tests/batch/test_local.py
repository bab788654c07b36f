"""Rows of a table in workers: a row that hangs costs itself alone."""

from pathlib import Path

import pyarrow as pa
from batch_samples import row
from poison import STUCK, WRONG, poisoned_batch

from extractor.batch.local import process_rows
from extractor.batch.process import OUTPUT
from extractor.batch.worker import Task
from extractor.config import Config


def test_a_row_that_hangs_its_worker_costs_itself_alone() -> None:
    table = pa.Table.from_pylist([row(0), row(1, STUCK), row(2, WRONG), row(3)])
    task = Task(Path(), Config(organizations=False), time_limit=1.5, grace=1, process=poisoned_batch)
    done = list(process_rows(table, task, 2))
    assert [r["kind"] for r in done] == [None, "time-limit", "error", None]
    assert all(list(r) == OUTPUT.names for r in done)
