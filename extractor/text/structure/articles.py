"""Articles of a page: where each begins."""

from collections.abc import Iterator, Sequence

from extractor.late import late
from extractor.text.repair.seams import number_seam
from extractor.text.repair.words import crossing_word
from extractor.text.structure.briefs import heads_text, is_digest, opens_news
from extractor.text.structure.dates import page_date, published
from extractor.text.structure.heads import (
    Piece,
    choose_title,
    late_title,
    level,
    may_be_title,
    read_head,
    settle_head,
)
from extractor.text.structure.lines import Line, is_closed
from extractor.text.structure.roles import KEPT_OUT, NUMBERED

_BRIEF = range(60, 700)  # characters of prose in an article beside which another short one may stand
_LEAD_LENGTH = 120  # characters of prose that may stand above the first title
_RULE = late(r"[-=_—─－]{3,}$")
_NOTICE = late("(?:公\\s?告|启\\s?事|通\\s?知|声\\s?明|更\\s?正)$")
_SIGNED = late("[。！？”][\\s　]*[（(](?:记者|通讯员|本报记者)?[^（）()，。]{2,24}[）)]$|^[（(].{2,24}[）)]$")
_LEAD_LINES = 6  # in which an article may name its original title
_COLUMN_LABEL = 6  # characters of a label such as 园镜头 above a title
_LEAD = frozenset({"caption", "credit", "furniture", "date", "navigation", "markup"})


def find_articles(lines: Sequence[Line], *, settle: bool = True) -> list[Piece]:
    """Part a page into articles; settle what the lines of their heads are."""
    if not lines:
        return []
    lonely = sum(line.role not in KEPT_OUT for line in lines) == 1
    starts: list[Start] = [(0, None, None)] if lonely else _starts(lines)
    pieces = []
    for k, (first, title, kicker) in enumerate(starts):
        last = starts[k + 1][0] - 1 if k + 1 < len(starts) else len(lines) - 1
        piece = Piece(first, last, title, kicker)
        if title is None:
            piece.title = late_title(lines, first, last)
        if piece.title is None:
            piece.title = next(
                (
                    i
                    for i in range(first, min(last + 1, first + _LEAD_LINES))
                    if lines[i].text.startswith("原标题")
                ),
                None,
            )
        if piece.title is not None:
            lines[piece.title].title = True
        pieces.append(piece)
    of_page = page_date(lines)
    for piece in pieces:
        if settle:
            settle_head(piece, lines)
        read_head(piece, lines)
        piece.published = published(lines, piece.first, piece.last) or of_page
    return pieces


Start = tuple[int, int | None, int | None]


def _starts(lines: Sequence[Line]) -> list[Start]:
    """Return first line, title and kicker of each article."""
    heads = [level(line) for line in lines if line.role == "head"]
    runs = {run[0]: run for run in _title_runs(lines)}
    labels = sum(is_digest(lines[i]) for i in runs)
    firm = {i for i, run in runs.items() if _begins_article(lines, run, heads.count(1))}
    starts: list[Start] = []
    before = since = 0  # characters of prose since the page began, and since its last article did
    digest = False  # a column of short news goes on
    i = 0
    while i < len(lines):
        run = runs.get(i)
        if run is not None:
            label = is_digest(lines[i])
            many = len(firm) + labels > 1 or len(starts) > 2
            begins = i in firm or label or (not starts and before == 0)
            if not begins and starts:
                begins = _softly_begins(lines, run, many, heads)
                begins = begins or (digest and heads_text(lines, run))
                begins = begins or (many and since in _BRIEF and opens_news(lines, run))
            if begins:
                digest = label or (digest and i not in firm)
                _begin(lines, run, starts, before, i in firm)
                since = 0
            i = run[-1] + 1
            continue
        line = lines[i]
        own = line.role == "dateline" and before and _own_dateline(line.text)
        if own and not (starts and _in_head(lines, starts[-1], i)):
            if not starts:
                starts.append((0, None, None))
            starts.append((i, None, None))
            since = 0
        if line.role in ("prose", "dateline", "item"):
            before, since = before + len(line.text), since + len(line.text)
        i += 1
    return starts or [(0, None, None)]


def _begin(lines: Sequence[Line], run: list[int], starts: list[Start], before: int, firm: bool) -> None:
    """Begin an article with a run of headings."""
    title, kicker = choose_title(lines, run)
    # A line or two of prose above the first title are its lead.
    if not starts and before >= _LEAD_LENGTH:
        starts.append((0, None, None))
    for k in run:
        lines[k].head = firm
    starts.append((run[0] if starts else 0, title, kicker))


def _title_runs(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Yield the runs of lines that could be titles."""
    i = 0
    while i < len(lines):
        run = _title_run(lines, i) if may_be_title(lines[i]) else []
        i = run[-1] + 1 if run else i + 1
        # The pieces of a sentence that stand above a title, as columns make it happen, are no heading.
        while len(run) > 2 and all(lines[k].role == "prose" for k in run[:2]) and _are_one(lines, run):
            run = run[2:]
        if run:
            yield run


def _are_one(lines: Sequence[Line], run: list[int]) -> bool:
    a, b = lines[run[0]].text, lines[run[1]].text
    return number_seam(a, b) >= 2 or crossing_word(a[-3:], b[:3]) is not None


def _softly_begins(lines: Sequence[Line], run: list[int], several: bool, heads: Sequence[int]) -> bool:
    """Tell whether a head without by-line begins an article: the one before it was signed, or it has kicker and title."""
    after = run[-1] + 1
    if after >= len(lines) or lines[after].role not in ("prose", "dateline", "caption", "item"):
        return False
    if _NOTICE.match(lines[run[0]].text):
        return True
    if any(lines[i].role == "head" for i in run) or 1 in heads or NUMBERED.match(lines[run[0]].text):
        return False
    k = run[0] - 1
    while k > 0 and lines[k].role in ("caption", "credit", "furniture"):
        k -= 1
    if lines[k].role == "markup" and _RULE.match(lines[k].text):
        return True
    signed = lines[k].role == "byline" and k > 0 and is_closed(lines[k - 1].text)
    signed = signed or (not is_closed(lines[k].text) and _SIGNED.search(lines[k].text) is not None)
    if signed and sum(len(lines[i].text) for i in run) >= _COLUMN_LABEL:
        return True
    short = all(lines[i].role == "short" or i == run[0] for i in run)
    stacked = len(run) == 2 and lines[run[0]].gap > 0 and lines[run[1]].gap == 0
    return several and short and (stacked or lines[run[0]].halves)


def _own_dateline(text: str) -> bool:
    """Tell whether a dateline is one that opens an article of this paper, or says that one goes on here."""
    return text.lstrip("【（(").startswith(("上接", "本报", "本網", "本网", "本刊"))


def _in_head(lines: Sequence[Line], start: Start, i: int) -> bool:
    """Tell whether nothing but the head of the article stands before a line."""
    return all(
        lines[k].role not in ("prose", "dateline", "item") or k == start[1] or lines[k].head
        for k in range(start[0], i)
    )


def _title_run(lines: Sequence[Line], i: int) -> list[int]:
    run = [i]
    while i + 1 < len(lines) and may_be_title(lines[i + 1]) and len(run) < 6:
        i += 1
        run.append(i)
    return run


def _begins_article(lines: Sequence[Line], run: list[int], top_heads: int) -> bool:
    """Tell whether a run of heading-like lines is the head of an article: by its level, or by what follows."""
    after = run[-1] + 1
    heads = [i for i in run if lines[i].role == "head"]
    if any(level(lines[i]) == 1 for i in heads) and top_heads > 1:
        return True
    for k in range(after, min(after + 4, len(lines))):
        if lines[k].role == "dateline":
            return True
        if lines[k].role == "byline" and ("记者" in lines[k].text or lines[k].text[0] in "□►▶▷■"):
            return True
        if lines[k].role not in _LEAD and lines[k].role != "byline":
            break
    labelled = (
        len(run) == 2 and len(lines[run[0]].text) <= _COLUMN_LABEL < len(lines[run[1]].text) and not heads
    )
    return labelled and lines[run[0]].gap > 0 and lines[run[0]].text.startswith("园")
