"""The main text, title and date of an HTML page."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from extractor.late import late
from extractor.text.model import PartialDate
from extractor.text.repair.edits import Draft
from extractor.text.repair.markup import drop_markup

_DATE = late(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_CODE = late(r"<(script|style)\b[^<>]*>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_LATEST = "2100-12-31"  # a bound that does not move with the clock
_TITLE_TAIL = late(r"\s{0,8}[-_|—–]\s{0,8}[^-_|—–]{2,16}$")


@dataclass(frozen=True, slots=True)
class HtmlText:
    """What a page says: headings, lists and tables are written as Markdown."""

    text: str
    title: str | None
    date: PartialDate | None


def read_html(text: str) -> HtmlText:
    """Extract the main text of a page; tables become rows drawn with pipes."""
    import trafilatura

    if not text.strip():
        return HtmlText("", None, None)
    if "<html" not in text.lower():
        text = f"<html><body>{text}</body></html>"
    options: dict[str, Any] = {"original_date": True, "extensive_search": False, "max_date": _LATEST}
    body = trafilatura.extract(
        text,
        output_format="markdown",
        include_tables=True,
        include_comments=False,
        include_formatting=False,
        favor_recall=True,
        date_extraction_params=options,
    )
    found = trafilatura.extract_metadata(text, date_config=options)
    title = getattr(found, "title", None) or None
    main = body or _all_text(text)
    if title and title not in main and not _same_start(title, main):
        main = f"# {_TITLE_TAIL.sub('', title)}\n\n{main}"
    return HtmlText(main, title, _date(getattr(found, "date", None)))


def _same_start(title: str, text: str) -> bool:
    """Tell whether a text opens with its title, which may carry the name of the site behind it."""
    first = text.lstrip("# \n").split("\n", 1)[0].strip()
    return bool(first) and (first in title or title in first)


def _all_text(text: str) -> str:
    """Return all text of a page too small for its main part to be told."""
    draft = Draft(_CODE.sub("", text))
    drop_markup(draft, markdown=False)
    return unescape(draft.text).strip()


def _date(text: str | None) -> PartialDate | None:
    m = _DATE.match(text or "")
    return PartialDate(int(m[1]), int(m[2]), int(m[3]) if m[3] else None) if m else None
