"""A browser, and the service that the page asks."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

# The service of another room's tests.
sys.path.insert(0, str(Path(__file__).parents[1] / "service"))
from served import Service

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
TOP = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """A browser for one file: its driver keeps an event loop in this thread, where later tests want their own."""
    playwright = pytest.importorskip("playwright.sync_api", reason="the browser's driver is not installed")
    if CHROMIUM is None:
        pytest.skip("no browser on this machine")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def service() -> Iterator[str]:
    """The address of a service with the workbench at `/`, as the command starts it."""
    for extra in ("fastapi", "uvicorn", "python_multipart"):
        pytest.importorskip(extra, reason="needs the extra web")
    started = Service("-m", "extractor.cli.main", "serve", "--port", "0", "-j", "1")
    yield f"http://{started.address}:{started.port}/"
    assert started.stop() == 0, "".join(started.log)


@pytest.fixture
def page(browser: "Browser", service: str) -> "Iterator[Page]":
    """A fresh profile on the workbench; any error in the page's scripts fails the test.

    The page's own policy is set aside here, so that the driver may wait for what it wants.
    """
    context = browser.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.set_default_timeout(15_000)
    faults: list[str] = []
    page.on("pageerror", lambda e: faults.append(str(e)))
    page.goto(service)
    yield page
    context.close()
    assert not faults


@pytest.fixture(scope="session")
def article() -> str:
    return (TOP / "corpus" / "agency-01.txt").read_text("utf-8")
