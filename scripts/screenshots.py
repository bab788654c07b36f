#!/usr/bin/env python3
"""Make the screenshots of the documents from the shipped corpus: screenshots.py [FOLDER].

Needs a Chromium on the path, fonts with Chinese characters, and playwright (requirements-systems.lock).
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from extractor.cli.main import main as zhibiao

TOP = Path(__file__).resolve().parent.parent
ARTICLE = "city-01"
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def make_pages(folder: Path) -> None:
    """Extract the corpus; write the workbench on one article of it, and the report on all."""
    manifest = str(TOP / "corpus" / "manifest.csv")
    result, one = folder / "corpus.jsonl", folder / "one.jsonl"
    zhibiao(["extract", str(TOP / "corpus"), "--manifest", manifest, "-q", "-o", str(result)])
    lines = result.read_text("utf-8").splitlines()
    one.write_text(next(line for line in lines if f'"doc_id":"{ARTICLE}"' in line), "utf-8")
    zhibiao(["view", str(one), "-o", str(folder / "workbench.html")])
    zhibiao(["report", str(result), "-o", str(folder / "report.html"), "--title", "随附语料：各地经济"])


def shoot(browser: Browser, page: Path, to: Path, size: dict[str, int], keys: str = "") -> None:
    """Open a page, press keys, and keep what is seen."""
    tab = browser.new_page(viewport=size)
    tab.goto(page.as_uri())
    for key in keys.split():
        tab.keyboard.press(key)
    tab.wait_for_timeout(200)
    tab.screenshot(path=to)
    tab.close()
    print(f"{to}: {to.stat().st_size // 1000} kB")


def main() -> None:
    """Make all of them."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else TOP / "docs" / "images"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made, sync_playwright() as driver:
        folder = Path(made)
        make_pages(folder)
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        workbench, report = folder / "workbench.html", folder / "report.html"
        shoot(browser, workbench, out / "workbench.png", DESKTOP, "j j j")
        shoot(browser, workbench, out / "workbench-phone.png", PHONE, "j j")
        shoot(browser, report, out / "report.png", DESKTOP)
        browser.close()


if __name__ == "__main__":
    main()
