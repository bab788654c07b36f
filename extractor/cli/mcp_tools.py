"""The tools that the MCP server offers a model: what they take, what they give, what they say about themselves."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import BaseModel, Field, create_model

from extractor import __version__
from extractor.batch.flat import COLUMNS, flat
from extractor.batch.timing import over_limit, timer
from extractor.cli.explain import explain
from extractor.document import Quoter, mentions
from extractor.errors import TimeLimit, ZhibiaoError
from extractor.pipeline import Pipeline, parse_date
from extractor.wire import dumps

EXPLAINED = 5_000  # characters; an explanation is many times longer than its text
INSTRUCTIONS = """\
Reads Chinese economic news (also damaged by OCR, also Traditional) and returns the statistics and organisations that it \
states, each with its place in the text. Rules, dictionaries and a small tagger, nothing generative: the same text always \
gives the same answer, and every text in it stands in what was passed. Use `extract` for articles, `mentions` to see quantities and \
dates before they are joined, `explain` to see why a sentence was read as it was. Works offline on the text that it is \
given; reads no files and opens no addresses."""
EXTRACT = """\
Extract every statistic from a Chinese economic text: indicator, value, growth, period, subject; and the organisations named.

Pass the raw text as it is: do not translate, shorten or repair it. Pass `published` whenever it is known: it decides what \
今年, 去年 and a bare 3月 mean; without it their year is XXXX, never guessed.

In a record `number` is scaled out in `unit` (145.9亿元 is 14590000000 CNY), `rate` is signed (下降2% is -2), `basis` says against \
what (yoy, mom, qoq; unspecified where the text does not say). `status` is actual, target or forecast. `confidence` is \
how likely the record is right, estimated low rather than high. A field that the text does not give is left out. The text from \
span_start to span_end, in code points, states the value, or the growth where there is no value. Records with \
`duplicate_of` say again what another record says: do not count them twice."""
MENTIONS = """\
Find quantities, changes, periods and organisations in a Chinese text, one by one, each with its span, before they are \
joined to records. Use it where `extract` gives no record, or to normalise a single expression: 四点五万亿元, 增长近三成, 去年前三季度."""
EXPLAIN = """\
Explain how a Chinese sentence or paragraph is read: repairs, what was seen in each clause (⟨P⟩ a period, ⟨N⟩ a place or \
organisation, ⟨Q⟩ a quantity, ⟨C⟩ a change), and the rule and confidence behind each record."""

Text = Annotated[str, Field(description="The raw Chinese text itself, not a file name and not an address.")]
Published = Annotated[
    str | None,
    Field(
        description="Publication date of the text: 2024-02-27, 2024-02 or 2024.",
        examples=["2024-02-27"],
    ),
]
# The same in each row, or in the text already, or what `explain` is for.
_LEFT_OUT = ("doc_id", "published", "uri", "key", "sentence", "rule")
_NUMBERS = ("number", "low", "high", "rate", "rate_low", "rate_high", "confidence")
_TYPES: Mapping[str, Any] = {
    **dict.fromkeys(_NUMBERS, int | float),
    **dict.fromkeys(("span_start", "span_end"), int),
    **dict.fromkeys(("point", "cumulative"), bool),
}
_ROW: dict[str, Any] = {c: (_TYPES.get(c, str) | None, None) for c in COLUMNS if c not in _LEFT_OUT}
Row = create_model("Record", **_ROW)


class Extraction(BaseModel):
    """What `extract` returns."""

    published: str | None = Field(None, description="The date that periods were read from.")
    records: list[Row]  # type: ignore[valid-type]
    omitted: int = Field(description="Records behind those shown: `skip` leads to them.")
    organizations: list[dict[str, Any]] = Field(description="name, type, text, span, entity, confidence.")
    warnings: list[dict[str, Any]] = Field(
        description="What to know before trusting a number: code, message, span."
    )


class Found(BaseModel):
    """What `mentions` returns; every item has `text` and `span`."""

    quantities: list[dict[str, Any]] = Field(description="number, low, high, unit, bound.")
    changes: list[dict[str, Any]] = Field(description="rate, unit, basis.")
    periods: list[dict[str, Any]] = Field(description="start, end (days), point.")
    organizations: list[dict[str, Any]] = Field(description="type.")


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools over one pipeline. They block: one document at a time, in the main thread, where a timer can stop it."""

    pipeline: Pipeline
    max_chars: int = 100_000
    time_limit: float = 20

    async def extract(
        self,
        text: Text,
        published: Published = None,
        min_confidence: Annotated[float, Field(ge=0, le=1, description="Leave out records below.")] = 0,
        limit: Annotated[int, Field(ge=1, le=1000, description="Show so many records at most.")] = 50,
        skip: Annotated[int, Field(ge=0, description="Pass over so many records, to read on.")] = 0,
    ) -> Annotated[CallToolResult, Extraction]:
        """Extract records and organisations."""
        with self._limits(text, self.max_chars):
            document = self.pipeline.fields(text, published=published)
        sure = [r for r in flat(document) if r["confidence"] >= Decimal(str(min_confidence))]
        shown = sure[skip : skip + limit]
        return _answer(
            {
                "published": document["published"] and document["published"]["date"],
                "records": [
                    {k: v for k, v in r.items() if k not in _LEFT_OUT and v is not None} for r in shown
                ],
                "omitted": len(sure[skip + limit :]),
                "organizations": document["organizations"],
                "warnings": document["warnings"],
            }
        )

    async def mentions(self, text: Text, published: Published = None) -> Annotated[CallToolResult, Found]:
        """Find mentions."""
        with self._limits(text, self.max_chars):
            work = self.pipeline.work(text, published=parse_date(published))
            return _answer(mentions(work.mentions, Quoter(work.clean)))

    async def explain(self, text: Text, published: Published = None) -> str:
        """Explain a reading."""
        with self._limits(text, min(EXPLAINED, self.max_chars)):
            return "\n".join(explain(self.pipeline.work(text, published=parse_date(published))))

    @contextmanager
    def _limits(self, text: str, most: int) -> Iterator[None]:
        """Turn what the model can mend into an error that says how."""
        if not text.strip():
            raise ToolError("no text: pass the article itself")
        if len(text) > most:
            raise ToolError(
                f"{len(text)} characters are more than {most}: pass one article, or a part of it, at a time"
            )
        try:
            with timer(self.time_limit):
                yield
        except TimeLimit as e:
            raise ToolError(f"{over_limit(self.time_limit)}; pass a part of the text") from e
        except ZhibiaoError as e:
            raise ToolError(str(e)) from e


def _answer(data: Mapping[str, Any]) -> CallToolResult:
    """Answer with exact JSON as text, and the same as structured content."""
    content = [TextContent(type="text", text=dumps(data))]
    return CallToolResult(content=content, structured_content=_plain(data))  # type: ignore[arg-type]


def _plain(value: Any) -> Any:
    """Return JSON's own kinds of values; a number that a double does not hold exactly is null, its text beside it."""
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    if not isinstance(value, Decimal):
        return value
    if value == value.to_integral_value():
        return int(value)
    near = float(value)
    return near if Decimal(repr(near)) == value else None


def make_server(tools: Tools) -> "MCPServer[Any]":
    """Make the server."""
    server: MCPServer[Any] = MCPServer(
        "zhibiao", instructions=INSTRUCTIONS, version=__version__, log_level="WARNING"
    )
    harmless = ToolAnnotations(
        read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
    )
    offered = (
        (tools.extract, EXTRACT, tools.max_chars),
        (tools.mentions, MENTIONS, tools.max_chars),
        (tools.explain, EXPLAIN, min(EXPLAINED, tools.max_chars)),
    )
    for tool, description, most in offered:
        server.add_tool(
            tool, description=f"{description}\n\nAt most {most} characters.", annotations=harmless
        )
    return server
