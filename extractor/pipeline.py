"""The declared chain: stages by name, each replaceable, one document through all of them."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypedDict, Unpack, cast

from extractor import document, patterns
from extractor.config import Config
from extractor.errors import InputError, TimeLimit
from extractor.facts.chain import find_facts
from extractor.facts.model import Doubt, Fact
from extractor.late import late
from extractor.mentions.all import find_mentions
from extractor.mentions.model import Mentions
from extractor.mentions.periods.reference import infer
from extractor.ner import Tagger, named
from extractor.patterns import PatternBook
from extractor.text.clean import clean
from extractor.text.model import CleanText, PartialDate, TextWarning
from extractor.wire import SCHEMA_VERSION

if TYPE_CHECKING:
    from extractor.contract import Document
    from extractor.mentions.organizations.links import Entity

DateSource = Literal["argument", "metadata", "filename", "text"]


@dataclass(slots=True)
class Work:
    """One document on its way; each stage reads what stands above it and fills what is its own."""

    raw: str
    published: PartialDate | None
    config: Config
    book: PatternBook
    markdown: bool = False
    clean: CleanText = field(init=False)
    reference: PartialDate | None = (
        None  # what periods are read from: the date given, else one that the text states
    )
    mentions: Mentions = field(default_factory=Mentions)
    entities: "tuple[Entity, ...]" = ()
    facts: tuple[Fact, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    cut_short: str | None = None  # what ended the work before the last stage had


Stage = Callable[[Work], None]


class Options(TypedDict, total=False):
    """What may be said about a document beside its text."""

    doc_id: str | None
    published: str | date | PartialDate | None
    published_from: DateSource
    uri: str | None
    media_type: str
    encoding: str | None
    notes: Sequence[TextWarning]
    title: str | None
    within: AbstractContextManager[None] | None


def _clean(work: Work) -> None:
    work.clean = clean(work.raw, markdown=work.markdown)
    stated = next((a.published for a in work.clean.articles if a.published), None)
    work.reference = work.published or stated or infer(work.clean)


def _mentions(work: Work) -> None:
    work.mentions = find_mentions(work.clean, work.reference, work.book)


def _organizations(work: Work) -> None:
    if work.config.organizations:
        organizations_by(work, named(work.config.ner))


def organizations_by(work: Work, tagger: Tagger | None) -> None:
    """Find organisations with a tagger beside the rules; a stage of one's own may bring another one."""
    from extractor.mentions.organizations.find import find_organizations, link  # which many runs do without

    found = find_organizations(work.clean, book=work.book, tagger=tagger)
    work.entities = link(found, work.clean.view)
    work.mentions = work.mentions.with_organizations(found)


def _facts(work: Work) -> None:
    work.facts, work.doubts = find_facts(work.clean, work.mentions, work.reference)


STAGES: Mapping[str, Stage] = {
    "clean": _clean,
    "mentions": _mentions,
    "organizations": _organizations,
    "facts": _facts,
}


class Pipeline:
    """The chain with one configuration. A stage can be replaced: `Pipeline(replace={"organizations": mine})`."""

    def __init__(
        self,
        config: Config | None = None,
        *,
        replace: Mapping[str, Stage] | None = None,
        book: patterns.PatternBook | None = None,
    ) -> None:
        self.config = config or Config()
        self.book = book or patterns.load(self.config.patterns)
        known = {**STAGES, **(replace or {})}
        if missing := [name for name in self.config.stages if name not in known]:
            raise InputError(f"no stage named {missing[0]!r}; there are {', '.join(known)}")
        if self.config.organizations:
            named(self.config.ner)  # a pipeline that is not there is named before any work is done
        self.stages = [known[name] for name in self.config.stages]

    def work(
        self,
        text: str,
        *,
        published: PartialDate | None = None,
        markdown: bool = False,
        within: AbstractContextManager[None] | None = None,
    ) -> Work:
        """Run the stages and keep all that they found; `explain` shows it. `within` may end them by TimeLimit."""
        _writable("text", text)
        work = Work(text, published, self.config, self.book, markdown)
        try:
            with patterns.using(self.book), within or nullcontext():
                for stage in self.stages:
                    stage(work)
        except TimeLimit as e:
            if within is None:
                raise  # the limit of a caller, who wants all or nothing
            work.cut_short = str(e)
            if not hasattr(work, "clean"):
                work.clean = CleanText(text, text, text, (), (), ())
        return work

    def document(self, text: str, **options: Unpack[Options]) -> "Document":
        """Extract one document. Without `published`, a year that the text does not give stays XXXX."""
        from extractor.contract import Document  # models, which most callers of `fields` do without

        return Document.model_validate(self.fields(text, **options))

    def fields(
        self,
        text: str,
        *,
        doc_id: str | None = None,
        published: str | date | PartialDate | None = None,
        published_from: DateSource = "argument",
        uri: str | None = None,
        media_type: str = "text/plain",
        encoding: str | None = None,
        notes: Sequence[TextWarning] = (),
        title: str | None = None,
        within: AbstractContextManager[None] | None = None,
    ) -> dict[str, Any]:
        """Extract one document as `Document.to_dict` gives it, without making the models: what writes many calls this.

        Records may share their parts: not to be changed.
        """
        text = text.removeprefix("\ufeff")
        given = parse_date(published)
        for what, said in (("doc_id", doc_id), ("uri", uri), ("title", title)):
            _writable(what, said or "")
        work = self.work(text, published=given, markdown=media_type == "text/markdown", within=within)
        if work.cut_short:
            notes = [*notes, TextWarning("time-limit", f"{work.cut_short}: more may stand in the text")]
        sha = hashlib.sha256(text.encode()).hexdigest()
        doc_id = doc_id or f"sha256-{sha[:16]}"
        entities = {m.span: e.id for e in work.entities for m in e.mentions}
        facts = [f for f in work.facts if f.confidence >= self.config.min_confidence]
        cite = document.Quoter(work.clean)
        return {
            "schema_version": SCHEMA_VERSION,
            "doc_id": doc_id,
            "source": {
                "uri": uri,
                "media_type": media_type,
                "encoding": encoding,
                "sha256": sha,
                "chars": len(text),
            },
            "published": _published(work.reference, published_from if given else "text"),
            "articles": document.articles(cite, title),
            "records": document.records(facts, cite, doc_id, entities),
            "organizations": document.organizations(work.entities, cite),
            "warnings": document.warnings([*notes, *work.clean.warnings], cite, work.doubts),
            "producer": document.producer(self.book.digest),
        }


def _writable(what: str, text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as e:  # no JSON could hold it
        raise InputError(f"the {what} holds half of a surrogate pair at character {e.start}") from None


def _published(day: PartialDate | None, source: DateSource) -> dict[str, str] | None:
    return None if day is None else {"date": str(day), "precision": day.precision, "from": source}


_DATE = late(r"(\d{4})(?:[-/.年]?(\d{1,2})(?:[-/.月]?(\d{1,2})日?)?)?(?:[T ].*)?")


def parse_date(value: str | date | PartialDate | None) -> PartialDate | None:
    """Read 2024-02-27, 2024-02 or 2024 (also 20240227, 2024年2月27日, and a time behind it)."""
    if value is None or isinstance(value, PartialDate):
        return value
    if isinstance(value, date):
        return PartialDate(value.year, value.month, value.day)
    m = _DATE.fullmatch(value.strip())
    year, month, day = (int(x) if x else None for x in m.groups()) if m else (None, None, None)
    try:
        date(cast(int, year), month or 1, day or 1)
    except (ValueError, TypeError) as e:
        raise InputError(f"not a date: {value!r}; write it as 2024-02-27, 2024-02 or 2024") from e
    return PartialDate(cast(int, year), month, day)


_default: dict[Config, Pipeline] = {}


def extract(
    text: str, *, published: str | date | None = None, doc_id: str | None = None, config: Config | None = None
) -> "Document":
    """Extract records and organisations from one text.

    `published` decides what 今年, 去年 and a bare 3月 mean; without it their year stays XXXX.
    """
    config = config or Config()
    if config not in _default:
        _default[config] = Pipeline(config)
    return _default[config].document(text, doc_id=doc_id, published=published)
