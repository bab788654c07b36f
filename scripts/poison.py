"""Documents that do what no document should: `process_batch` with a stage that falls for marks in the text.

It stands in for defects of native code, which no text of ours can call up at will.
"""

import faulthandler
import os
import signal
import time
from typing import Any

import pyarrow as pa

from extractor.batch.process import process_batch
from extractor.pipeline import STAGES, Work

CRASH, KILLED, LOOP, STUCK, WRONG = "【崩溃】", "【被杀】", "【死循环】", "【卡死】", "【出错】"
FULL = "【占满】"
SLOW, SECONDS = "【慢】", 0.3
_clean = STAGES["clean"]


def poisoned(work: Work) -> None:
    """Clean a text, unless it says otherwise."""
    if CRASH in work.raw:
        faulthandler._sigsegv()  # type: ignore[attr-defined]
    if KILLED in work.raw:  # as the system does when memory ends
        os.kill(os.getpid(), signal.SIGKILL)
    if WRONG in work.raw:
        raise ValueError("a defect")
    while LOOP in work.raw:
        pass
    if FULL in work.raw:
        bytearray(4_000_000_000)
    time.sleep(SECONDS * work.raw.count(SLOW))
    if STUCK in work.raw:  # as C code does that never looks at signals
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        time.sleep(1000)
    _clean(work)


def poisoned_batch(batch: pa.RecordBatch, **options: Any) -> pa.RecordBatch:
    """Process a batch with the poisoned stage."""
    STAGES["clean"] = poisoned  # type: ignore[index]
    return process_batch(batch, **options)
