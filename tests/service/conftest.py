import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from served import Service

# Samples of another room's tests, and the poisoned stage.
sys.path[:0] = [str(Path(__file__).parents[1] / "text"), str(Path(__file__).parents[2] / "scripts")]


@pytest.fixture(scope="session")
def _web() -> None:
    for extra in ("fastapi", "uvicorn", "python_multipart"):
        pytest.importorskip(extra, reason="needs the extra web")


@pytest.fixture(scope="session")
def service(_web: None) -> Iterator[Service]:
    """The service as the command starts it."""
    started = Service("-m", "extractor.cli.main", "serve", "--port", "0", "-j", "2")
    yield started
    assert started.stop() == 0, "".join(started.log)


@pytest.fixture(scope="session")
def poisoned(_web: None) -> Iterator[Service]:
    """A service whose workers can be made to die, hang and dawdle."""
    if not Path("/proc/self/task").exists():
        pytest.skip("needs Linux: workers are looked for in /proc")
    started = Service(Path(__file__).with_name("poisoned_server.py"))
    yield started
    assert started.stop() == 0, "".join(started.log)
